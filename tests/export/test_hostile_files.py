"""Hostile text in every field of the files: data stays data, names of files stay ours."""

import csv
import io
import json
from dataclasses import replace

import geopandas
import pytest
from hostile import HOSTILE, LONE_SURROGATE
from shapely import Point
from strict_geojson import read_geojson

from geomap.errors import InvalidRecordError
from geomap.export import FORMATS, write_layers
from geomap.export.geojson import geojson_bytes
from geomap.export.tables import FORMULA_SIGNS, csv_text

TEXT_COLUMNS = (
    "event_id document_id event_type mode quad_class modality place_id place_name country_code precision"
    " source url quote unit category quantifier currency origin destination feature_code"
).split()
LISTS = ("actor", "actor_iso3", "recipient", "recipient_iso3")


@pytest.fixture
def hostile_layer(make):
    """Every text in every column that holds text, and twice in every list."""
    columns = {name: list(HOSTILE) for name in TEXT_COLUMNS}
    lists = {name: [[text, None, text] for text in HOSTILE] for name in LISTS}
    points = [Point(0, index) for index in range(len(HOSTILE))]
    layer = make(points, **columns, **lists)
    return replace(layer, title="".join(HOSTILE), attribution="".join(HOSTILE))


def test_geojson_keeps_every_field(hostile_layer):
    collection = read_geojson(geojson_bytes(hostile_layer))

    assert collection["attribution"] == "".join(HOSTILE)
    for text, feature in zip(HOSTILE, collection["features"], strict=True):
        assert all(feature["properties"][name] == text for name in TEXT_COLUMNS)
        assert all(feature["properties"][name] == [text, None, text] for name in LISTS)


def test_geojson_is_one_line_per_feature_for_every_reader_of_lines(hostile_layer):
    """Python's splitlines breaks at U+2028 too; a JSON reader of lines must not be led astray by it."""
    lines = geojson_bytes(hostile_layer).split(b"\n")

    assert len(lines) == len(HOSTILE) + 3


def test_no_cell_of_csv_is_a_formula_and_all_else_is_as_written(hostile_layer):
    rows = list(csv.DictReader(io.StringIO(csv_text(hostile_layer), newline="")))

    for text, row in zip(HOSTILE, rows, strict=True):
        assert not any(cell.startswith(FORMULA_SIGNS) for cell in row.values())
        assert all(row[name].removeprefix("'") == text.removeprefix("'") for name in TEXT_COLUMNS)
        assert all(json.loads(row[name]) == [text, None, text] for name in LISTS)


@pytest.mark.parametrize("format_name", ["gpkg", "parquet"])
def test_tables_keep_every_field(format_name, hostile_layer, tmp_path):
    (path,) = write_layers([hostile_layer], tmp_path, format=format_name)

    is_parquet = format_name == "parquet"
    frame = geopandas.read_parquet(path) if is_parquet else geopandas.read_file(path, layer="conflict")
    kept = [text if is_parquet else text.replace("\0", "\u2400") for text in HOSTILE]
    assert all(frame[name].tolist() == kept for name in TEXT_COLUMNS)
    assert all([list(cell) for cell in frame[name]] == [[t, None, t] for t in HOSTILE] for name in LISTS)


@pytest.mark.parametrize("format_name", FORMATS)
def test_half_a_surrogate_pair_is_replaced_where_no_file_can_hold_it(format_name, make, tmp_path):
    layer = make([Point(0, 0)], quote=[LONE_SURROGATE], actor=[[LONE_SURROGATE]])

    (path,) = write_layers([layer], tmp_path, format=format_name)

    assert "half\ufffdpair".encode() in path.read_bytes()


@pytest.mark.parametrize("key", ["../up", "a/b", "", "a b", "{{7*7}}", "nul\0", "Conflict", "é", *HOSTILE])
def test_a_layer_cannot_name_a_file_elsewhere(key, layer, tmp_path):
    for format_name in FORMATS:
        with pytest.raises(InvalidRecordError, match="Layer key"):
            write_layers([replace(layer, key=key)], tmp_path / "out", format=format_name)

    assert list(tmp_path.iterdir()) == []
