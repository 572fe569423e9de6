"""Layers made by hand, one of them hostile, and a strict reader of GeoJSON."""

import json
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from geopandas import GeoDataFrame
from pandas import Series
from shapely import LineString, Point, box

from geomap.models import Layer

HOSTILE = (
    "{{7*7}}",
    "{% foo",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "${1+1} `tick`",
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2",
    "@SUM(A1)",
    "\t=1",
    'quote " comma , line\nbreak\r\n',
    "null \0 inside",
    "right\u202eto left\u2066 isolate",
    "\u2028 separator",
    "حلب 哈尔滨 🕊️",
)


def make_layer(geometries: list[Any], **columns: list[Any]) -> Layer:
    """A layer whose text and list columns are of dtype object, as the builders make them."""
    kinds = {int: "int64", float: "float64"}
    data = {
        name: Series(cells, dtype=kinds.get(type(next((c for c in cells if c is not None), "")), "object"))
        for name, cells in columns.items()
    }
    frame = GeoDataFrame(data, geometry=geometries, crs="EPSG:4326")
    return Layer(key="conflict", title="Conflict", frame=frame, attribution="Natural Earth; GeoNames")


@pytest.fixture
def layer() -> Layer:
    """Three rows: point, line and polygon, with unknown cells of every type."""
    return make_layer(
        [Point(126.65, 45.75), LineString([(37.6, 55.75), (126.65, 45.75)]), box(35, 49, 38, 50)],
        event_id=["e1", "e2", None],
        actor=[["Moscow", "Minsk"], ["Гюмри"], []],
        actor_iso3=[["RUS", None], [None], []],
        date_start=["2024-05-16", None, "2024-05-17"],
        score=[0.9, None, 1.0],
        quote=["One.", 'Two, "three".', "4"],
        start=[0, 5, 10],
    )


@pytest.fixture
def empty_layer() -> Layer:
    return make_layer([], event_id=[], actor=[], quote=[])


@pytest.fixture
def hostile_layer() -> Layer:
    """Every hostile text once as text and once inside a list."""
    return make_layer(
        [Point(0, index) for index in range(len(HOSTILE))],
        quote=list(HOSTILE),
        actor=[[text] for text in HOSTILE],
    )


@pytest.fixture
def hostile_texts() -> tuple[str, ...]:
    return HOSTILE


@pytest.fixture
def make() -> Any:
    """`make(geometries, column=cells)` gives a layer."""
    return make_layer


@pytest.fixture
def read_strictly() -> Callable[[bytes], Any]:
    """Parses a GeoJSON file and fails on what RFC 7946 forbids."""
    return _read_strictly


@pytest.fixture(scope="session")
def check_geometry() -> Callable[[Any], None]:
    """Fails on a geometry, parsed with decimals kept, that RFC 7946 forbids."""
    return _check_geometry


def _read_strictly(content: bytes) -> Any:
    """Parse GeoJSON, keep decimals as written, and refuse what RFC 7946 or I-JSON forbid."""

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len(dict(pairs)) == len(pairs), "a member twice"
        return dict(pairs)

    collection = json.loads(
        content.decode("utf-8"), parse_float=Decimal, parse_constant=refuse, object_pairs_hook=unique
    )
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    for feature in collection["features"]:
        assert feature["type"] == "Feature"
        assert set(feature) == {"type", "geometry", "properties"}
        if feature["geometry"] is not None:
            _check_geometry(feature["geometry"])
    return collection


def _check_geometry(geometry: Any) -> None:
    kind = geometry["type"]
    if kind == "GeometryCollection":
        for part in geometry["geometries"]:
            _check_geometry(part)
        return
    coordinates = geometry["coordinates"]
    several = coordinates if kind.startswith("Multi") else [coordinates]
    for one in several:
        {"Point": _check_position, "LineString": _check_line, "Polygon": _check_polygon}[
            kind.removeprefix("Multi")
        ](one)


def _check_position(position: Any) -> None:
    longitude, latitude = position
    assert -180 <= longitude <= 180
    assert -90 <= latitude <= 90
    for number in position:
        assert Decimal(number).as_tuple().exponent >= -6, f"{number} has more than 6 decimals"


def _check_line(line: Any) -> None:
    assert len(line) >= 2
    for position in line:
        _check_position(position)
    for one, other in pairwise(line):
        is_at_pole = abs(one[1]) > 89 and abs(other[1]) > 89
        assert is_at_pole or abs(one[0] - other[0]) <= 180, "jumps at the antimeridian"


def _check_polygon(rings: Any) -> None:
    assert rings
    for number, ring in enumerate(rings):
        _check_line(ring)
        assert len(ring) >= 4
        assert ring[0] == ring[-1]
        doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
        assert doubled > 0 if number == 0 else doubled < 0, "wrong ring direction"
