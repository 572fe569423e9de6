"""The sketch map holds everything drawn, wherever it lies, and nothing that could run."""

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from shapely import LineString, Point, box

from geomap.render.sketch import HEIGHT, WIDTH, Drawn, draw_mark, draw_sketch
from geomap.render.styles import Kind

SVG = "{http://www.w3.org/2000/svg}"


def parse(svg):
    return ElementTree.fromstring(svg)


def numbers(svg):
    """The numbers beside marks with their positions, by their words."""
    return {
        element.text: (float(element.get("x")), float(element.get("y")))
        for element in parse(svg).iter(f"{SVG}text")
        if element.get("font-weight") == "600"
    }


def point(longitude, latitude, number, kind=Kind.MATERIAL_CONFLICT):
    return Drawn(geometry=Point(longitude, latitude), kind=kind, number=number)


def test_marks_lie_inside_the_picture_east_to_the_right_and_north_up():
    places = numbers(draw_sketch([point(36.25, 50.0, 1), point(126.65, 45.75, 2)]))

    assert places["1"][0] < places["2"][0]
    assert places["1"][1] < places["2"][1]
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in places.values())


def test_a_map_over_the_antimeridian_shows_its_middle():
    places = numbers(draw_sketch([point(178.0, -18.0, 1), point(-176.0, -16.0, 2)]))

    assert places["1"][0] < places["2"][0]
    assert places["2"][0] - places["1"][0] > WIDTH / 4


def test_events_at_one_place_share_its_mark_and_numbers_are_drawn_together():
    drawn = [point(36.0, 50.0, number) for number in (1, 2, 3, 7)]

    svg = draw_sketch([*drawn, point(10.0, 50.0, 9)])

    assert "1–3, 7" in numbers(svg)


def test_areas_are_hatched_and_lines_drawn():
    area = Drawn(geometry=box(30, 48, 36, 52), kind=Kind.MATERIAL_CONFLICT, number=1)
    line = Drawn(geometry=LineString([(37, 55), (80, 60), (116, 40)]), kind=Kind.VERBAL_CONFLICT, number=2)

    svg = draw_sketch([area, line])

    assert 'fill="url(#material_conflict)"' in svg
    assert 'stroke-dasharray="6 4"' in svg
    assert list(numbers(svg)) == ["1"]


@pytest.mark.parametrize("drawn", [[], [point(0, 90, 1)], [point(-180, -90, 1), point(180, 90, 2)]])
def test_every_part_of_the_world_can_be_drawn(drawn):
    assert parse(draw_sketch(drawn)).tag == f"{SVG}svg"


def test_the_same_things_give_the_same_picture_without_script_and_fetching():
    drawn = [point(36.25, 50.0, 1)]

    svg = draw_sketch(drawn)

    assert svg == draw_sketch(drawn)
    assert not re.search(r"<script|\son\w+=|href|style=|url\((?!#)", svg)
    assert len(svg) < 300_000


def test_numbers_of_places_that_lie_near_each_other_do_not_lie_on_each_other():
    near = [
        point(36.0 + step, 50.0 + step / 8, 10 * place + number)
        for place, step in enumerate((0, 4, 8))
        for number in (1, 3, 5)
    ]

    places = numbers(draw_sketch([*near, point(-10.0, 30.0, 99), point(90.0, 60.0, 98)]))

    boxes = [(x, y - 11, x + 8 * len(words), y + 2) for words, (x, y) in places.items()]
    assert len(boxes) == 5
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_each_kind_of_event_has_the_mark_of_the_map():
    marks = {kind: draw_mark(kind, 8, 8) for kind in (Kind.DISPLACEMENT_FLOW, Kind.DISPLACEMENT_STOCK)}

    assert len(set(marks.values())) == 2
