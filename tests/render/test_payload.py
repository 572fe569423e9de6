"""The payload: what goes in comes out, and nothing but base64 comes out."""

import re

import pytest
from payloads import geometry_numbers, layer_column, read_cards, read_geometries
from shapely import GeometryCollection, LineString, MultiPoint, Point, Polygon, box

from geomap.geo import great_circle
from geomap.models import Layer
from geomap.render.basemaps import natural_earth_parts
from geomap.render.encoding import (
    STEPS_PER_DEGREE,
    GeometryTable,
    encode_geometries,
    pack_geometries,
)
from geomap.render.outlines import MOST_TOLERANCE
from geomap.render.packing import Pack, decode_payload
from geomap.render.payload import build_payload


def read(payload):
    """What is drawn; the evidence is the second part, the base map the third."""
    return decode_payload(payload)[0]


def send(*geometries):
    """Geometries as they arrive."""
    table, pack = GeometryTable(), Pack()
    table.add(geometries)
    pack_geometries(pack, encode_geometries(table.outlines))
    return read_geometries(decode_payload(pack.finish()())[0]["columns"])


def test_rows_of_one_event_share_one_card(story):
    content = read(build_payload(story.layers, documents=story.documents, page={}))

    conflict, diplomacy, displacement = (layer_column(content, layer, "card") for layer in range(3))

    assert conflict == displacement == [0]
    assert diplomacy == [1, 1, 2]  # the visit's two rows, then the talks


def test_each_geometry_has_the_country_of_its_place(story):
    content = read(build_payload(story.layers, documents=story.documents, page={}))

    columns, (_, (town, *_), *_) = content["columns"], geometry_numbers(content)
    country = columns["whereabouts"][2 * columns["within"][town] + 1]
    assert content["strings"][country] == "China"


def test_equal_geometries_travel_once(story):
    content = read(build_payload(story.layers, documents=(), page={}))

    conflict, _, displacement, *_ = geometry_numbers(content)
    assert conflict == displacement
    assert len(content["columns"]["points"]) == 3


def test_a_coarse_label_point_is_drawn_as_the_area_another_layer_knows(story):
    conflict = story.layers[0]
    frame = conflict.frame.assign(quad_class="verbal_cooperation").set_geometry([Point(36.5, 49.6)], crs=4326)
    diplomacy = type(conflict)(key="diplomacy", title="Diplomacy", frame=frame[list(conflict.frame.columns)])

    content = read(build_payload([conflict, diplomacy], documents=(), page={}))

    one, other = geometry_numbers(content)
    assert one == other


def test_the_base_map_is_a_part_of_its_own(story):
    _, _, coarse, fine = decode_payload(
        build_payload(story.layers, documents=(), page={}, basemap=natural_earth_parts())
    )

    assert sum(fine["columns"]["pathSize"]) > 10_000
    assert any(label[0] == "Ukraine" for label in coarse["labels"])


def test_empty_layers_make_a_payload_too(story):
    layer = story.layers[0]
    empty = type(layer)(key="conflict", title="Conflict", frame=layer.frame.iloc[:0])

    content = read(build_payload([empty], documents=(), page={}))

    assert layer_column(content, 0, "card") == []
    assert decode_payload(build_payload([empty], documents=(), page={}))[2] == {}


def test_what_a_reader_sees_comes_out_as_it_went_in(hostile_story):
    payload = build_payload(hostile_story.layers, documents=hostile_story.documents, page={})

    cards = read_cards(payload).values()

    assert re.fullmatch(r"[A-Za-z0-9+/=.]+", payload)
    for parsed in hostile_story.documents:
        assert parsed.document.text in {card.quote for card in cards}


@pytest.mark.parametrize(
    "text", ["", "plain", "{{7*7}}</script>", "\x00\u202e👋 漢字", "\ufefffirst", "half \ud800 sign"]
)
def test_a_text_survives_the_way_there_and_back(text):
    pack = Pack()
    pack.texts("said", ["before 👋", text, "", "after"])

    pack.add_head({"head": text})
    payload = pack.finish()()

    (part,) = decode_payload(payload)
    assert part["columns"]["said"] == ["before 👋", text.replace("\ud800", "?"), "", "after"]
    assert part["head"] == text.replace("\ud800", "?")
    assert re.fullmatch(r"[A-Za-z0-9+/=]+", payload)


@pytest.mark.parametrize("as_differences", [False, True])
@pytest.mark.parametrize("numbers", [[], [0, 0], [3, 255, 256, 70_000], [-1, 5, -(2**40)], [2**52, 1]])
def test_numbers_survive_the_way_there_and_back(numbers, as_differences):
    pack = Pack()

    pack.numbers("count", numbers, as_differences=as_differences)

    assert decode_payload(pack.finish()())[0]["columns"]["count"] == numbers


def test_coordinates_come_back_within_a_ten_thousandth_of_a_degree():
    way = [(37.61781, 55.75583), (-179.99999, -16.5), (180.0, 71.00005)]

    back = [found.points[0] for found in send(*map(Point, way))]

    assert all(abs(a[0] - b[0]) < 6e-5 and abs(a[1] - b[1]) < 6e-5 for a, b in zip(way, back, strict=True))


def test_a_polygon_keeps_its_hole_and_gets_a_label_point_inside():
    ring = Polygon(box(0, 0, 10, 10).exterior, [box(2, 2, 8, 8).exterior])

    (found,) = send(ring)

    assert (found.points, found.lines) == ([], [])
    assert [len(ring) for ring in found.rings] == [5, 5]
    assert ring.contains(Point(found.label))


def test_all_points_of_a_multipoint_travel():
    (found,) = send(MultiPoint([(1, 2), (3, -4)]))

    assert found.points == [(1, 2), (3, -4)]


def test_geometries_of_all_kinds_keep_apart():
    line, area = LineString([(0, 0), (1, 3), (4, 1)]), box(10, 10, 12, 12)

    found = send(Point(1, 2), None, GeometryCollection([area, Point(5, 5)]), Polygon(), line, Point(1, 2))

    assert [len(one.points) for one in found] == [1, 1, 0]
    assert found[1].points == [(5, 5)]
    assert Polygon(found[1].rings[0]).equals(area)
    assert found[2].lines == [[(0, 0), (1, 3), (4, 1)]]


def test_areas_of_one_extent_are_told_apart_and_equal_ones_are_one():
    corners = [(0, 0), (4, 0), (4, 4), (0, 4)]
    one, same = Polygon([*corners, (1, 2)]), Polygon([*corners, (1, 2)])
    other = Polygon([*corners, (3, 2)])

    numbers = GeometryTable().add([one, Polygon(), other, same, None, one])

    assert numbers == [1, 0, 2, 1, 0, 1]


def test_a_line_keeps_its_ends_and_loses_points_that_do_not_show():
    way = [(x / 10, x * x / 1000) for x in range(200)]

    ((line,),) = [found.lines for found in send(LineString(way))]

    assert 3 < len(line) < 50
    assert (line[0], line[-1]) == ((0, 0), (19.9, 39.601))


def test_a_great_circle_travels_as_its_two_ends():
    way = great_circle(37.6, 55.75, 126.65, 45.75)

    assert send(LineString(way))[0].lines == [[way[0], way[-1]]]


@pytest.mark.parametrize("radius", [0.01, 4, 40])
def test_an_outline_stays_near_the_true_one(radius):
    shape = Point(10, 45).buffer(radius, quad_segs=400)

    ((ring,),) = [found.rings for found in send(shape)]

    off = min(2 * radius / 300, MOST_TOLERANCE)
    assert len(ring) < 400
    assert Polygon(ring).hausdorff_distance(shape) < 1.25 * off + 1 / STEPS_PER_DEGREE


def test_holes_turn_the_other_way_than_outlines():
    hole = Polygon(box(0, 0, 9, 9).exterior.coords[::-1], [box(2, 2, 8, 8).exterior.coords[::-1]])

    outer, inner = (Polygon(ring) for ring in send(hole)[0].rings)

    assert outer.exterior.is_ccw
    assert not inner.exterior.is_ccw


def test_the_smallest_area_keeps_an_outline():
    (found,) = send(box(0, 0, 0.0004, 0.0004))

    assert len(found.rings) == 1


def test_regions_name_the_cards_they_count(story):
    conflict = story.layers[0]
    frame = conflict.frame[["place_id", "place_name", "country_code", "geometry"]].copy()
    for column, value in (("displaced", 8000.0), ("cooperation_events", 0), ("conflict_events", 1)):
        frame.insert(3, column, value)
    regions = Layer(key="regions", title="Regions", frame=frame, members=(("attack-1", "not drawn"),))

    content = read(build_payload([conflict, regions], documents=(), page={}))

    assert content["columns"]["members"] == [0, 1]
    assert content["columns"]["member"] == [0]
    assert content["layers"][1]["classes"] == {"events": [1], "people": [8000]}
