"""A layer's rows, and the frame that is made of them when it is asked for."""

import numpy as np
import pytest
from shapely import LineString, Point, box

from geomap.codes import Coded
from geomap.errors import InvalidRecordError
from geomap.layer import Arcs, Area, Layer, Members, Picked, Rows, Spot
from geomap.render.packing import decode_payload
from geomap.render.payload import build_payload

MOSCOW, HARBIN = Spot(37.62, 55.75), Spot(126.65, 45.75)


@pytest.fixture
def layer():
    columns = {"event_id": ["e1", "e1"], "score": [0.5, None], "start": [0, 7], "actor": [["A"], []]}
    return Layer(
        key="diplomacy",
        title="Diplomacy",
        frame=Rows(columns=columns, outlines=[HARBIN, Arcs(((MOSCOW, HARBIN),))]),
    )


def test_cells_and_outlines_are_known_without_a_frame(layer):
    assert (layer.count, layer.columns) == (2, ("event_id", "score", "start", "actor"))
    assert (layer.cells("start"), layer.cells("place_id")) == ([0, 7], [None, None])
    assert layer.outlines()[0] is HARBIN


class Squares:
    """Polygons by number that say when one is made."""

    def __init__(self):
        self.made = []

    def polygon(self, number):
        self.made.append(number)
        return box(number, 0, number + 1, 1)


def test_an_area_becomes_a_polygon_when_a_frame_is_made():
    squares = Squares()
    columns = {"event_id": ["a", "b", "c"]}
    outlines = [Area(3, squares), HARBIN, Area(3, squares)]
    layer = Layer(key="conflict", title="", frame=Rows(columns=columns, outlines=outlines))

    before = list(squares.made)
    frame = layer.frame

    assert (before, squares.made) == ([], [3])
    assert frame.geometry[0].equals(box(3, 0, 4, 1))
    assert layer.outlines() == outlines


def test_rows_sum_up_their_events_and_what_else_is_counted_each_once():
    table = {"event_id": ["a", "b", "c"]}
    events = Picked(table, "event_id", np.array([2, 0, 1]))
    members = Members(events, np.array([2, 0, 1]), [["d", "a"], ["e", "e"], []])

    assert list(members) == [("c", "a", "d"), ("e",), ("b",)]
    assert (len(members), members[-1], members[:2]) == (3, ("b",), [("c", "a", "d"), ("e",)])
    with pytest.raises(IndexError):
        members[3]


def test_picked_cells_are_those_of_their_rows():
    table = {"score": [0.1, 0.2, 0.3], "event_id": ["a", "b", "c"]}
    columns = {name: Picked(table, name, np.array([2, 0, 2])) for name in table}
    layer = Layer(key="conflict", title="", frame=Rows(columns=columns, outlines=[HARBIN] * 3))

    assert layer.cells("event_id") == ["c", "a", "c"]
    assert (columns["score"][1], columns["score"][:2], len(columns["score"])) == (0.1, [0.3, 0.1], 3)
    assert layer.frame["score"].tolist() == [0.3, 0.1, 0.3]


def test_a_picked_column_is_read_when_it_is_asked_for():
    table = {}
    column = Picked(table, "late")
    table["late"] = [1, 2]

    assert list(column) == [1, 2]
    assert len(column) == 2


def test_the_frame_has_types_and_geometries(layer):
    frame = layer.frame

    assert frame.crs == "EPSG:4326"
    assert frame.dtypes.astype(str).tolist() == ["object", "float64", "int64", "object", "geometry"]
    assert frame.geometry.tolist()[0] == Point(126.65, 45.75)
    assert isinstance(frame.geometry.tolist()[1], LineString)
    assert layer.frame is frame


def test_rows_that_share_a_list_have_their_own_in_the_frame():
    table = {"actor": Coded([["A"], []], np.array([0, 0, 1]))}
    rows = Rows(columns={"actor": Picked(table, "actor", np.array([1, 0]))}, outlines=[HARBIN] * 2)
    frame = Layer(key="conflict", title="", frame=rows).frame

    frame.loc[0, "actor"].append("B")

    assert frame["actor"].tolist() == [["A", "B"], ["A"]]


def test_a_map_is_the_same_before_and_after_the_frame_was_asked_for(layer):
    before = build_payload([layer], documents=(), page={})
    assert not layer.frame.empty

    assert build_payload([layer], documents=(), page={}) == before


def test_what_was_changed_in_the_frame_counts(layer):
    layer.frame["event_id"] = ["e1", "e2"]
    layer.frame.loc[0, "geometry"] = Point(0, 0)

    assert layer.cells("event_id") == ["e1", "e2"]
    assert layer.outlines()[0] == Point(0, 0)
    assert isinstance(layer.outlines()[1], Arcs)


def test_an_arc_over_the_antimeridian_travels_as_two():
    arc = Arcs(((Spot(139.7, 35.7), Spot(-122.4, 37.8)),))
    layer = Layer(key="diplomacy", title="", frame=Rows(columns={}, outlines=[arc]))

    drawn, *_ = decode_payload(build_payload([layer], documents=(), page={}))

    assert drawn["columns"]["lines"] == [2]
    assert drawn["columns"]["lineSize"] == [2, 2]


def test_an_arc_between_opposite_places_travels_as_its_way():
    arc = Arcs(((Spot(0, 0), Spot(180, 0)),))
    layer = Layer(key="diplomacy", title="", frame=Rows(columns={}, outlines=[arc]))

    drawn, *_ = decode_payload(build_payload([layer], documents=(), page={}))

    assert max(drawn["columns"]["pathY"]) > 800_000


def test_a_frame_without_its_reference_system_is_refused(layer):
    with pytest.raises(InvalidRecordError, match="EPSG:4326"):
        Layer(key="conflict", title="", frame=layer.frame.set_crs(None, allow_override=True))
