"""One GeoPackage of all layers, as GDAL, SQLite and QGIS see it."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import geopandas
import pyogrio
import pytest
from shapely import Point

from geomap.errors import ExportError, InvalidRecordError
from geomap.export.geopackage import write_geopackage
from geomap.export.qgis import layer_qml
from layers import BUILDERS, build_layers


def ask(path, question):
    with closing(sqlite3.connect(path)) as database:
        return database.execute(question).fetchall()


def test_a_table_is_read_back_by_geopandas_with_dates_and_lists(layer, tmp_path):
    path = tmp_path / "layers.gpkg"

    write_geopackage([layer], path)

    frame = geopandas.read_file(path, layer="conflict")
    assert frame.crs == "EPSG:4326"
    assert list(frame.columns) == list(layer.frame.columns)
    assert all(frame.geometry.geom_equals(layer.frame.geometry))
    assert frame.actor_iso3.tolist() == [["RUS", None], [None], []]
    assert frame.date_start[0].date() == date(2024, 5, 16)
    assert frame.date_start.isna().tolist() == [False, True, False]
    assert frame.event_id.isna().tolist() == [False, False, True]
    assert frame.start.tolist() == [0, 5, 10]


def test_every_layer_has_a_table_and_an_empty_one_keeps_columns_and_types(tmp_path):
    path = tmp_path / "layers.gpkg"

    write_geopackage(build_layers([]), path)

    for layer in build_layers([]):
        frame = geopandas.read_file(path, layer=layer.key)
        assert frame.empty
        assert list(frame.columns) == list(layer.frame.columns)
    about = pyogrio.read_info(path, layer="displacement")
    types = dict(zip(about["fields"], about["ogr_types"], strict=True))
    assert (types["quote"], types["date_end"], types["value"]) == ("OFTString", "OFTDate", "OFTReal")


def test_a_table_names_its_sources(layer, tmp_path):
    path = tmp_path / "layers.gpkg"

    write_geopackage([layer], path)

    about = pyogrio.read_info(path, layer="conflict")["layer_metadata"]
    assert (about["attribution"], about["worldview"]) == ("Natural Earth; GeoNames", "iso")
    assert ask(path, "SELECT description FROM gpkg_contents WHERE table_name = 'conflict'") == [
        ("Conflict. Natural Earth; GeoNames",)
    ]


def test_the_same_layers_give_the_same_bytes_and_no_time_of_writing(layer, tmp_path):
    for name in ("one.gpkg", "other.gpkg"):
        write_geopackage([layer, replace(layer, key="places")], tmp_path / name)

    content = (tmp_path / "one.gpkg").read_bytes()
    assert content == (tmp_path / "other.gpkg").read_bytes()
    assert date.today().isoformat().encode() not in content
    assert not re.search(rb"20\d\d-\d\d-\d\dT\d\d:", content)


def test_it_does_not_tell_how_often_it_was_changed_while_it_was_written(layer, tmp_path):
    write_geopackage([layer], tmp_path / "one.gpkg")

    header = (tmp_path / "one.gpkg").read_bytes()[:100]
    assert header[24:28] == header[92:96] == bytes([0, 0, 0, 1])


def test_the_file_is_sound(layer, tmp_path):
    path = tmp_path / "layers.gpkg"

    write_geopackage([layer, replace(layer, key="places")], path)

    assert ask(path, "PRAGMA integrity_check") == [("ok",)]
    assert ask(path, "PRAGMA foreign_key_check") == []
    assert ask(path, "PRAGMA application_id") == [(int.from_bytes(b"GPKG"),)]


@pytest.mark.parametrize("key", [*BUILDERS, "mine"])
def test_every_layer_has_a_style_for_qgis(key, layer, tmp_path):
    path = tmp_path / "layers.gpkg"

    write_geopackage([replace(layer, key=key)], path)

    ((table, column, default, style),) = ask(
        path, "SELECT f_table_name, f_geometry_column, useAsDefault, styleQML FROM layer_styles"
    )
    assert (table, column, default, style) == (key, "geom", 1, layer_qml(key))
    root = ElementTree.fromstring(style)
    symbols = [symbol.get("name") for symbol in root.iterfind("./renderer-v2/symbols/symbol")]
    assert [rule.get("symbol") for rule in root.iter("rule")] == symbols


def test_the_styles_have_the_colors_of_our_own_map():
    from geomap.constants import COLORS
    from geomap.render.styles import KIND_STYLES

    for kind, style in KIND_STYLES.items():
        assert COLORS[kind.value.removesuffix("_flow").removesuffix("_stock")] == style.fill


def test_hostile_text_survives(hostile_layer, hostile_texts, tmp_path):
    path = tmp_path / "layers.gpkg"

    write_geopackage([replace(hostile_layer, attribution="\0".join(hostile_texts))], path)

    frame = geopandas.read_file(path, layer="conflict")
    assert frame.quote.tolist() == [text.replace("\0", "\u2400") for text in hostile_texts]
    assert frame.actor.tolist() == [[text] for text in hostile_texts]
    assert ask(path, "SELECT count(*) FROM conflict") == [(len(hostile_texts),)]


def test_a_column_of_dates_that_holds_other_words_stays_text(make, tmp_path):
    write_geopackage([make([None, None], date_start=["2024-05-16", "in May"])], tmp_path / "layers.gpkg")

    frame = geopandas.read_file(tmp_path / "layers.gpkg", layer="conflict")
    assert frame.date_start.tolist() == ["2024-05-16", "in May"]


def test_two_layers_of_one_key_are_refused(layer, tmp_path):
    with pytest.raises(InvalidRecordError, match="a key of its own"):
        write_geopackage([layer, layer], tmp_path / "layers.gpkg")


def test_a_table_that_geopackage_refuses_is_an_export_error_and_keeps_the_old_file(make, tmp_path):
    """GeoPackage reserves the name fid for numbers."""
    path = tmp_path / "layers.gpkg"
    path.write_bytes(b"old")

    with pytest.raises(ExportError, match="fid"):
        write_geopackage([make([Point(0, 0)], fid=["a"])], path)

    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("layers.gpkg", b"old")]


def test_writing_leaves_the_layer_as_it_was(layer, tmp_path):
    before = layer.frame.copy(deep=True)

    write_geopackage([layer], tmp_path / "layers.gpkg")

    assert layer.frame.equals(before)
