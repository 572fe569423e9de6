"""Layers made by hand, one of them hostile, and the strict reader of GeoJSON."""

from collections.abc import Callable
from typing import Any

import pytest
from geopandas import GeoDataFrame
from hostile import HOSTILE
from pandas import Series
from shapely import LineString, Point, box
from strict_geojson import check_geometry as check
from strict_geojson import read_geojson

from geomap.models import Layer


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
    return read_geojson


@pytest.fixture(scope="session")
def check_geometry() -> Callable[[Any], None]:
    """Fails on a geometry, parsed with decimals kept, that RFC 7946 forbids."""
    return check
