"""Writes layers to files other programs read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from geomap.errors import InvalidOptionError
from geomap.export.geojson import write_geojson
from geomap.export.geopackage import write_geopackage
from geomap.export.tables import write_csv, write_parquet
from geomap.files import check_name, make_folder
from geomap.models import Layer

__all__ = ["FORMATS", "GEOPACKAGE", "write_layers"]

Writer = Callable[[Layer, str | Path], None]

_WRITERS: Final[Mapping[str, Writer]] = MappingProxyType(
    {"geojson": write_geojson, "csv": write_csv, "parquet": write_parquet}
)
"""The function that writes each format with one file per layer; the key is also the ending of its files."""

FORMATS: Final = ("geojson", "gpkg", "csv", "parquet")
"""All formats."""

GEOPACKAGE: Final = "layers.gpkg"
"""The one file of the format ``gpkg``, with a table per layer."""


def write_layers(
    layers: Iterable[Layer],
    folder: str | Path,
    format: str = "geojson",  # noqa: A002 - the command's option has this name
) -> tuple[Path, ...]:
    """Write layers and return the paths of the files in order.

    Args:
        layers: What to write; an empty layer makes a file or table with its columns and no rows.
        folder: Where; made if it does not exist.
        format: One of `FORMATS`. ``gpkg`` makes one file, `GEOPACKAGE`, with a table per layer, the
            others one file per layer, such as ``conflict.geojson``.

    Raises:
        InvalidOptionError: If the format is unknown.
        InvalidRecordError: If a layer's key is no name for a file.
        ExportError: If a file cannot be written; files written before it stay.
    """
    if format not in FORMATS:
        raise InvalidOptionError("format", format, FORMATS)
    written = tuple(layers)
    for layer in written:
        check_name(layer.key)
    target = make_folder(folder)
    if format == "gpkg":
        write_geopackage(written, target / GEOPACKAGE)
        return (target / GEOPACKAGE,)
    paths = []
    for layer in written:
        path = target / f"{layer.key}.{format}"
        _WRITERS[format](layer, path)
        paths.append(path)
    return tuple(paths)
