import geopandas
import pyogrio
import pytest

from geomap.errors import ExportError, InvalidOptionError
from geomap.export import FORMATS, GEOPACKAGE, write_layers
from layers import BUILDERS, build_layers

ONE_EACH = sorted(set(FORMATS) - {"gpkg"})


@pytest.mark.parametrize("format_name", ONE_EACH)
def test_every_other_format_writes_one_file_per_layer_even_when_empty(format_name, tmp_path):
    paths = write_layers(build_layers([]), tmp_path / "out", format=format_name)

    assert [path.name for path in paths] == [f"{key}.{format_name}" for key in BUILDERS]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(path.name for path in paths)


def test_a_geopackage_is_one_file_with_a_table_per_layer_even_when_empty(tmp_path):
    paths = write_layers(build_layers([]), tmp_path / "out", format="gpkg")

    assert [path.name for path in paths] == [GEOPACKAGE]
    assert list((tmp_path / "out").iterdir()) == list(paths)
    assert [name for name, _ in pyogrio.list_layers(paths[0])] == [*BUILDERS, "layer_styles"]


@pytest.mark.parametrize("format_name", ["geojson", "parquet"])
def test_geopandas_reads_every_written_layer(format_name, layer, tmp_path):
    (path,) = write_layers([layer], tmp_path, format=format_name)

    read = geopandas.read_parquet if format_name == "parquet" else geopandas.read_file
    assert len(read(path)) == len(layer.frame)


@pytest.mark.parametrize("format_name", sorted(FORMATS))
def test_a_second_run_replaces_the_first(format_name, layer, empty_layer, tmp_path):
    write_layers([empty_layer], tmp_path, format=format_name)
    (path,) = tmp_path.iterdir()
    first = path.read_bytes()

    write_layers([layer], tmp_path, format=format_name)

    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() != first


@pytest.mark.parametrize("format_name", sorted(FORMATS))
def test_a_folder_with_the_name_of_a_file_is_an_export_error(format_name, layer, tmp_path):
    (tmp_path / (GEOPACKAGE if format_name == "gpkg" else f"conflict.{format_name}")).mkdir()

    with pytest.raises(ExportError):
        write_layers([layer], tmp_path, format=format_name)


def test_an_unknown_format_is_refused_with_a_hint(layer, tmp_path):
    with pytest.raises(InvalidOptionError, match="did you mean 'geojson'"):
        write_layers([layer], tmp_path, format="geojsn")
