"""The payload: what goes in comes out, and nothing but base64 comes out."""

import base64
import json
import re

import pytest
from shapely import LineString, MultiPoint, Point, Polygon, box

from geomap.geo import great_circle
from geomap.models import Layer
from geomap.render.encoding import (
    AREA_STEPS_PER_DEGREE,
    STEPS_PER_DEGREE,
    encode_coordinates,
    encode_geometry,
)
from geomap.render.payload import build_payload, decode_payload, encode_payload


def read(payload):
    """What is drawn; the evidence is the second part."""
    return json.loads(decode_payload(payload)[0])


def positions(flat, steps=STEPS_PER_DEGREE):
    x, y, found = 0, 0, []
    for east, north in zip(flat[::2], flat[1::2], strict=True):
        x, y = x + east, y + north
        found.append((x / steps, y / steps))
    return found


@pytest.mark.parametrize("text", ["", "plain", "{{7*7}}</script>", "\x00\u202e👋 漢字"])
def test_a_text_survives_the_way_there_and_back(text):
    payload = encode_payload(text)

    assert decode_payload(payload) == (text,)
    assert re.fullmatch(r"[A-Za-z0-9+/=]+", payload)


def test_the_payload_carries_no_time_stamp():
    head = base64.b64decode(encode_payload("x"))[:8]

    assert head[4:8] == b"\x00\x00\x00\x00"


def test_coordinates_come_back_within_a_ten_thousandth_of_a_degree():
    way = [(37.61781, 55.75583), (-179.99999, -16.5), (180.0, 71.00005)]

    back = positions(encode_coordinates(way))

    assert all(abs(a[0] - b[0]) < 6e-5 and abs(a[1] - b[1]) < 6e-5 for a, b in zip(way, back, strict=True))


def test_a_polygon_keeps_its_hole_and_gets_a_label_point_inside():
    ring = Polygon(box(0, 0, 10, 10).exterior, [box(2, 2, 8, 8).exterior])

    points, lines, polygons, label = encode_geometry(ring)

    assert (points, lines) == ([], [])
    assert [len(ring) for ring in polygons[0]] == [10, 10]
    assert ring.contains(Point(positions(label)[0]))


def test_all_points_of_a_multipoint_travel():
    assert positions(encode_geometry(MultiPoint([(1, 2), (3, -4)]))[0]) == [(1, 2), (3, -4)]


def test_half_a_surrogate_pair_does_not_break_the_payload():
    assert decode_payload(encode_payload("bad \ud800 sign")) == ("bad ? sign",)


def test_rows_of_one_event_share_one_card(story):
    content = read(build_payload(story.layers, documents=story.documents, page={}, basemap_json=None))

    conflict, diplomacy, displacement = (layer["columns"]["card"] for layer in content["layers"][:3])

    assert conflict == displacement == [0]
    assert diplomacy == [1, 0, 1]  # differences: the visit's two rows, then the talks


def test_equal_geometries_travel_once(story):
    content = read(build_payload(story.layers, documents=(), page={}, basemap_json=None))

    assert content["layers"][0]["columns"]["geometry"] == content["layers"][2]["columns"]["geometry"]
    assert len(content["geometries"]) == 4


def test_a_coarse_label_point_is_drawn_as_the_area_another_layer_knows(story):
    conflict = story.layers[0]
    frame = conflict.frame.assign(quad_class="verbal_cooperation").set_geometry([Point(36.5, 49.6)], crs=4326)
    diplomacy = type(conflict)(key="diplomacy", title="Diplomacy", frame=frame[list(conflict.frame.columns)])

    content = read(build_payload([conflict, diplomacy], documents=(), page={}, basemap_json=None))

    assert content["layers"][0]["columns"]["geometry"] == content["layers"][1]["columns"]["geometry"]


def test_the_base_map_is_spliced_in_as_it_is(story):
    content = read(build_payload(story.layers, documents=(), page={}, basemap_json='{"land":[[[1,2,3]]]}'))

    assert content["basemap"] == {"land": [[[1, 2, 3]]]}


def test_empty_layers_make_a_payload_too(story):
    layer = story.layers[0]
    empty = type(layer)(key="conflict", title="Conflict", frame=layer.frame.iloc[:0])

    content = read(build_payload([empty], documents=(), page={}, basemap_json=None))

    assert content["layers"][0]["columns"]["card"] == []
    assert content["basemap"] is None


def test_the_payload_is_smaller_than_its_text(story):
    payload = build_payload(story.layers, documents=story.documents, page={}, basemap_json=None)

    assert sum(map(len, decode_payload(payload))) > len(payload)


def test_a_line_keeps_its_ends_and_loses_points_that_do_not_show():
    way = [(x / 10, x * x / 1000) for x in range(200)]

    (line,) = encode_geometry(LineString(way))[1]

    assert 6 < len(line) < 100
    assert (positions(line)[0], positions(line)[-1]) == ((0, 0), (19.9, 39.601))


def test_a_great_circle_travels_as_its_two_ends():
    way = great_circle(37.6, 55.75, 126.65, 45.75)

    assert encode_geometry(LineString(way))[1] == [encode_coordinates([way[0], way[-1]])]


def test_an_outline_stays_within_a_five_hundredth_of_its_extent():
    shape = Point(10, 50).buffer(4, quad_segs=400)

    (ring,) = encode_geometry(shape)[2][0]

    drawn = Polygon(positions(ring, AREA_STEPS_PER_DEGREE))
    assert len(ring) < 400
    assert drawn.hausdorff_distance(shape) < 0.018


def test_holes_turn_the_other_way_than_outlines():
    hole = Polygon(box(0, 0, 9, 9).exterior.coords[::-1], [box(2, 2, 8, 8).exterior.coords[::-1]])

    outer, inner = (Polygon(positions(ring)) for ring in encode_geometry(hole)[2][0])

    assert outer.exterior.is_ccw
    assert not inner.exterior.is_ccw


def test_regions_name_the_cards_they_count(story):
    conflict = story.layers[0]
    frame = conflict.frame[["place_id", "place_name", "country_code", "geometry"]].copy()
    for column, value in (("displaced", 8000.0), ("cooperation_events", 0), ("conflict_events", 1)):
        frame.insert(3, column, value)
    regions = Layer(key="regions", title="Regions", frame=frame, members=(("attack-1", "not drawn"),))

    content = read(build_payload([conflict, regions], documents=(), page={}, basemap_json=None))

    assert content["layers"][1]["members"] == [[0]]
    assert content["layers"][1]["classes"] == {"events": [1], "people": [8000]}
