import csv
import io
import json
from datetime import date

import geopandas
import pyarrow as pa
import pytest
from pyarrow.parquet import read_schema
from shapely import from_wkt

from geomap.export.tables import FORMULA_SIGNS, csv_text, write_csv, write_parquet


def read_csv(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_holds_lists_as_json_and_the_geometry_as_wkt(layer):
    rows = read_csv(csv_text(layer))

    assert list(rows[0]) == list(layer.frame.columns)
    assert json.loads(rows[0]["actor_iso3"]) == ["RUS", None]
    assert from_wkt(rows[2]["geometry"]).equals(layer.frame.geometry[2])
    assert (rows[1]["date_start"], rows[1]["score"], rows[2]["event_id"]) == ("", "", "")


def test_csv_of_an_empty_layer_is_its_header(empty_layer):
    assert csv_text(empty_layer) == "event_id,actor,quote,geometry\r\n"


def test_csv_disarms_formulas_and_keeps_all_other_text(hostile_layer, hostile_texts):
    quotes = [row["quote"] for row in read_csv(csv_text(hostile_layer))]

    assert quotes == [f"'{text}" if text.startswith(FORMULA_SIGNS) else text for text in hostile_texts]
    assert not any(quote.startswith(FORMULA_SIGNS) for quote in quotes)
    assert any(quote.startswith("'=1+1") for quote in quotes)


def test_csv_leaves_negative_numbers_alone(make, layer):
    rows = read_csv(csv_text(make(list(layer.frame.geometry), value=[-1.5, -2.0, 3.0])))

    assert [row["value"] for row in rows] == ["-1.5", "-2", "3"]


def test_csv_is_written_in_utf8(layer, tmp_path):
    write_csv(layer, tmp_path / "conflict.csv")

    assert (tmp_path / "conflict.csv").read_bytes().decode("utf-8") == csv_text(layer)


def test_parquet_is_read_back_by_geopandas_with_lists(layer, tmp_path):
    path = tmp_path / "conflict.parquet"

    write_parquet(layer, path)

    frame = geopandas.read_parquet(path)
    assert frame.crs == "EPSG:4326"
    assert list(frame.columns) == list(layer.frame.columns)
    assert all(frame.geometry.geom_equals(layer.frame.geometry))
    assert [list(cell) for cell in frame.actor_iso3] == list(layer.frame.actor_iso3)
    assert frame.date_start.tolist() == [date(2024, 5, 16), None, date(2024, 5, 17)]
    assert frame.event_id.isna().tolist() == [False, False, True]


def test_an_empty_parquet_file_keeps_columns_and_types(empty_layer, tmp_path):
    path = tmp_path / "conflict.parquet"

    write_parquet(empty_layer, path)

    schema = read_schema(path)
    assert geopandas.read_parquet(path).empty
    assert schema.field("quote").type == pa.string()
    assert schema.field("actor").type == pa.list_(pa.string())


def test_a_parquet_file_names_its_sources(layer, tmp_path):
    write_parquet(layer, tmp_path / "conflict.parquet")

    assert read_schema(tmp_path / "conflict.parquet").metadata[b"attribution"] == b"Natural Earth; GeoNames"


def test_hostile_text_survives_in_parquet(hostile_layer, hostile_texts, tmp_path):
    path = tmp_path / "conflict.parquet"

    write_parquet(hostile_layer, path)

    frame = geopandas.read_parquet(path)
    assert frame.quote.tolist() == list(hostile_texts)
    assert [list(cell) for cell in frame.actor] == [[text] for text in hostile_texts]


def test_a_column_of_dates_that_holds_other_words_stays_text(make, tmp_path):
    write_parquet(make([None, None], date_start=["2024-05-16", "in May"]), tmp_path / "conflict.parquet")

    assert geopandas.read_parquet(tmp_path / "conflict.parquet").date_start.tolist() == [
        "2024-05-16",
        "in May",
    ]


@pytest.mark.parametrize("write", [write_csv, write_parquet])
def test_writing_leaves_the_layer_as_it_was(write, layer, tmp_path):
    before = layer.frame.copy(deep=True)

    write(layer, tmp_path / "out")

    assert layer.frame.equals(before)
