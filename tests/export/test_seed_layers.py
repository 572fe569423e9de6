"""Every layer of real stories, in every format: strict, whole, and the same bytes each time."""

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path

import geopandas
import pytest
from pandas import isna
from shapely import from_wkt
from strict_geojson import PROPERTIES, positions, read_layer

from geomap.constants import DATE_COLUMNS, LIST_COLUMNS, Worldview
from geomap.export import FORMATS, write_layers
from geomap.export.cells import plain
from geomap.export.geojson import geojson_bytes
from geomap.text.read import document_from_text, read_documents
from layers import BUILDERS, build_layers

csv.field_size_limit(2**30)  # the outline of a country is a long cell
SEEDS = Path(__file__).parents[2] / "seeds"
PACIFIC = (
    "The prime minister of Fiji visited Wellington, New Zealand, on 3 May 2024."
    " Russia attacked Anadyr in Chukotka. The United States condemned Japan."
    " More than 5,000 people fled from Suva to Samoa. The envoys of New Zealand met in Alaska."
    " Protesters marched in Antarctica."
)


@pytest.fixture(scope="module")
def parsed(pipeline):
    stories = read_documents(sorted(SEEDS.glob("*.txt")), published=date(2024, 5, 17))
    return [pipeline.parse(document) for document in (*stories, document_from_text(PACIFIC))]


@pytest.fixture(scope="module")
def layers(parsed, gazetteer):
    return {layer.key: layer for layer in build_layers(parsed, atlas=gazetteer)}


def test_the_stories_fill_every_layer(layers):
    assert {key for key, layer in layers.items() if len(layer.frame)} == set(BUILDERS) == set(PROPERTIES)
    kinds = {kind for layer in layers.values() for kind in layer.frame.geom_type}
    assert {"Point", "LineString", "MultiLineString", "MultiPolygon"} <= kinds


@pytest.mark.parametrize("key", BUILDERS)
def test_geojson_is_what_the_rfc_and_the_interface_promise(key, layers):
    collection = read_layer(geojson_bytes(layers[key]))

    assert collection["name"] == key
    assert len(collection["features"]) == len(layers[key].frame)
    assert all(feature["geometry"] for feature in collection["features"])


@pytest.mark.parametrize("key", BUILDERS)
def test_areas_are_sound_after_rounding(key, layers, tmp_path):
    (path,) = write_layers([layers[key]], tmp_path)

    assert geopandas.read_file(path).geometry.is_valid.all()


def test_a_layer_in_the_other_view_of_borders_says_so(parsed):
    from geomap.gazetteer.store import open_gazetteer

    layer = build_layers(parsed, atlas=open_gazetteer(Worldview.DE_FACTO), keys=["regions"])[0]

    assert read_layer(geojson_bytes(layer))["worldview"] == "de_facto"


def read_rows(path, key):
    """The rows of a written layer as plain values, and its geometries."""
    if path.suffix == ".csv":
        rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))
        shapes = [from_wkt(row.pop("geometry")) for row in rows]
        return [{name: cell or None for name, cell in row.items()} for row in rows], shapes
    read = geopandas.read_parquet if path.suffix == ".parquet" else geopandas.read_file
    frame = read(path, layer=key) if path.suffix == ".gpkg" else read(path)
    rows = [
        {name: _cell(value) for name, value in row.items()}
        for row in frame.drop(columns="geometry").to_dict("records")
    ]
    return rows, list(frame.geometry)


def _cell(value):
    return value.date().isoformat() if isinstance(value, datetime) and not isna(value) else plain(value)


def as_csv(value):
    """What a cell looks like in a CSV file, where nothing is typed."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return None if value is None else str(value)


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("key", BUILDERS)
def test_every_format_is_read_back_without_loss(format_name, key, layers, tmp_path):
    layer = layers[key]
    (path,) = write_layers([layer], tmp_path, format=format_name)

    rows, shapes = read_rows(path, key)

    wanted = [
        {name: plain(cell) for name, cell in row.items()}
        for row in layer.frame.drop(columns="geometry").to_dict("records")
    ]
    if format_name == "csv":
        wanted = [{name: as_csv(cell) for name, cell in row.items()} for row in wanted]
    assert rows == wanted
    for shape, original in zip(shapes, layer.frame.geometry, strict=True):
        if format_name in ("geojson", "csv"):
            assert_nearly_equal(shape, original)
        else:
            assert shape.equals_exact(original, 0)


def assert_nearly_equal(shape, original):
    """Rounding to 6 decimals moves nothing by more, and may only make one part of several or none."""
    assert shape.geom_type.removeprefix("Multi") == original.geom_type.removeprefix("Multi")
    assert shape.bounds == pytest.approx(original.bounds, abs=1e-6)
    assert shape.area == pytest.approx(original.area, rel=1e-5)
    assert shape.length == pytest.approx(original.length, rel=1e-4)


def test_lists_and_dates_are_among_what_survives(layers):
    frame = layers["diplomacy"].frame

    assert any(len(cell) > 1 for name in LIST_COLUMNS for cell in frame[name])
    assert any(frame[name].notna().any() for name in DATE_COLUMNS)


def test_no_line_runs_across_the_map(layers):
    """Wellington and Alaska, Fiji and Samoa lie on two sides of the antimeridian."""
    cut = [shape for shape in layers["diplomacy"].frame.geometry if shape.geom_type == "MultiLineString"]

    assert cut
    for feature in read_layer(geojson_bytes(layers["diplomacy"]))["features"]:
        assert all(-180 <= longitude <= 180 for longitude, _ in positions(feature["geometry"]))


@pytest.mark.parametrize("format_name", FORMATS)
def test_the_same_story_gives_the_same_bytes(format_name, pipeline, gazetteer, tmp_path):
    found = []
    for run in ("first", "second"):
        documents = read_documents([SEEDS / "putin-visit-china.txt"], published=date(2024, 5, 17))
        built = build_layers([pipeline.parse(document) for document in documents], atlas=gazetteer)
        paths = write_layers(built, tmp_path / run, format=format_name)
        found.append({path.name: path.read_bytes() for path in paths})

    assert found[0] == found[1]
