"""GeoJSON against RFC 7946, by a reader that knows nothing of the writer."""

import json
from datetime import date
from decimal import Decimal

import geopandas
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, MultiPoint, MultiPolygon, Point, Polygon, box
from shapely.geometry import GeometryCollection

from geomap import __version__
from geomap.export.geojson import geojson_bytes, geometry_to_geojson, layer_to_geojson, write_geojson
from geomap.geo import great_circle


def test_a_layer_becomes_this_feature_collection(layer):
    assert json.loads(geojson_bytes(layer)) == {
        "type": "FeatureCollection",
        "name": "conflict",
        "attribution": "Natural Earth; GeoNames",
        "worldview": "iso",
        "generator": f"geomap {__version__}",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [126.65, 45.75]},
                "properties": {
                    "event_id": "e1",
                    "actor": ["Moscow", "Minsk"],
                    "actor_iso3": ["RUS", None],
                    "date_start": "2024-05-16",
                    "score": 0.9,
                    "quote": "One.",
                    "start": 0,
                },
            },
            {
                "type": "Feature",
                "geometry": {"type": "LineString", "coordinates": [[37.6, 55.75], [126.65, 45.75]]},
                "properties": {
                    "event_id": "e2",
                    "actor": ["Гюмри"],
                    "actor_iso3": [None],
                    "date_start": None,
                    "score": None,
                    "quote": 'Two, "three".',
                    "start": 5,
                },
            },
            {
                "type": "Feature",
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [[[38, 49], [38, 50], [35, 50], [35, 49], [38, 49]]],
                },
                "properties": {
                    "event_id": None,
                    "actor": [],
                    "actor_iso3": [],
                    "date_start": "2024-05-17",
                    "score": 1,
                    "quote": "4",
                    "start": 10,
                },
            },
        ],
    }


def test_properties_keep_the_order_of_the_columns(layer):
    feature = layer_to_geojson(layer)["features"][0]

    assert list(feature["properties"]) == list(layer.frame.columns[:-1])


def test_the_same_layer_gives_the_same_bytes(layer):
    assert geojson_bytes(layer) == geojson_bytes(layer)


def test_an_empty_layer_is_an_empty_collection(empty_layer, read_strictly):
    assert read_strictly(geojson_bytes(empty_layer))["features"] == []


HOLE = [(2, 2), (4, 2), (4, 4), (2, 4)]


@pytest.mark.parametrize(
    "geometry",
    [
        Point(-0.00000001, 12.123456789),
        Point(190, 5),
        MultiPoint([(181, 0), (0, 0)]),
        Polygon([(0, 0), (0, 9), (9, 9), (9, 0)], [HOLE]),
        Polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [HOLE[::-1]]),
        MultiPolygon([box(0, 0, 1, 1).reverse(), box(170, -20, 195, 10)]),
        box(-190, 0, -175, 5),
        box(180.0000001, 0, 190, 5),
        box(170, 0, 180.0000001, 5),
        LineString(great_circle(139.7, 35.7, -122.4, 37.8)),
        LineString(great_circle(-122.4, 37.8, 139.7, 35.7)),
        LineString([(1, 2, 3), (4, 5, 6)]),
        Polygon([(0, 0), (4, 0), (4, 4), (2.00000001, 4), (2, 6), (2, 4), (0, 4)]),
        Polygon([(0, 0), (4, 4), (4, 0), (0, 4)]),
        GeometryCollection([Point(200, 1), box(0, 0, 1, 1).reverse()]),
    ],
)
def test_any_geometry_is_written_as_the_rfc_asks(geometry, make, read_strictly):
    collection = read_strictly(geojson_bytes(make([geometry], quote=["x"])))

    assert collection["features"][0]["geometry"] is not None


@given(
    west=st.floats(-180, 180),
    south=st.floats(-80, 80),
    width=st.floats(0.001, 170),
    height=st.floats(0.001, 9),
    is_reversed=st.booleans(),
)
@settings(max_examples=100)
def test_any_box_is_written_with_its_area(check_geometry, west, south, width, height, is_reversed):
    area = box(west, south, west + width, south + height)

    written = geometry_to_geojson(area.reverse() if is_reversed else area)

    content = json.dumps(written, allow_nan=False)
    check_geometry(json.loads(content, parse_float=Decimal))
    rings = written["coordinates"] if written["type"] == "MultiPolygon" else [written["coordinates"]]
    assert sum(Polygon(*polygon).area for polygon in rings) == pytest.approx(area.area, rel=0.01)


@pytest.mark.parametrize("nothing", [None, Point(), Polygon(), box(0, 0, 1e-9, 1e-9)])
def test_a_geometry_without_extent_is_null(nothing):
    assert geometry_to_geojson(nothing) is None


def test_unknown_cells_of_every_kind_are_null(make):
    cells = [None, float("nan"), float("inf"), np.float64("nan"), pd.NA, pd.NaT]
    layer = make([Point(0, 0)] * len(cells), quote=["x"] * len(cells))
    layer.frame["quote"] = pd.Series(cells, dtype=object)

    assert [f["properties"]["quote"] for f in layer_to_geojson(layer)["features"]] == [None] * len(cells)


def test_cells_of_numpy_and_pandas_become_plain_json(make):
    cells = [
        np.int64(7),
        np.float64(2.0),
        np.bool_(True),
        np.array(["a", None], dtype=object),
        date(2024, 5, 16),
        0.12345678,
    ]
    layer = make([Point(0, 0)] * len(cells), quote=["x"] * len(cells))
    layer.frame["quote"] = pd.Series(cells, dtype=object)

    values = [f["properties"]["quote"] for f in layer_to_geojson(layer)["features"]]

    assert json.dumps(values) == '[7, 2, true, ["a", null], "2024-05-16", 0.123457]'


def test_hostile_text_is_data(hostile_layer, hostile_texts, read_strictly):
    features = read_strictly(geojson_bytes(hostile_layer))["features"]

    assert [f["properties"]["quote"] for f in features] == list(hostile_texts)
    assert [f["properties"]["actor"] for f in features] == [[text] for text in hostile_texts]


def test_half_a_surrogate_pair_is_replaced_for_no_file_can_hold_it(make, read_strictly):
    features = read_strictly(geojson_bytes(make([Point(0, 0)], quote=["a\ud800b"])))["features"]

    assert features[0]["properties"]["quote"] == "a\ufffdb"


def test_geopandas_reads_the_file_back(layer, tmp_path):
    write_geojson(layer, tmp_path / "conflict.geojson")

    frame = geopandas.read_file(tmp_path / "conflict.geojson")

    assert frame.crs == "EPSG:4326"
    assert list(frame.columns) == list(layer.frame.columns)
    assert all(frame.geometry.geom_equals(layer.frame.geometry))
    assert list(frame.quote) == list(layer.frame.quote)
