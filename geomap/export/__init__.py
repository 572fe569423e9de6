"""Writes layers to files other programs read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from geomap.errors import InvalidOptionError
from geomap.export.geojson import write_geojson
from geomap.export.tables import write_csv, write_geopackage, write_parquet
from geomap.files import make_folder
from geomap.models import Layer

__all__ = ["FORMATS", "write_layers"]

Writer = Callable[[Layer, str | Path], None]

FORMATS: Final[Mapping[str, Writer]] = MappingProxyType(
    {
        "geojson": write_geojson,
        "gpkg": write_geopackage,
        "csv": write_csv,
        "parquet": write_parquet,
    }
)
"""The function that writes each format; the key is also the ending of its files."""


def write_layers(
    layers: Iterable[Layer],
    folder: str | Path,
    format: str = "geojson",  # noqa: A002 - the command's option has this name
) -> tuple[Path, ...]:
    """Write one file per layer, such as ``conflict.geojson``, and return their paths in order.

    Args:
        layers: What to write; an empty layer makes a file with its columns and no rows.
        folder: Where; made if it does not exist.
        format: A key of `FORMATS`.

    Raises:
        InvalidOptionError: If the format is unknown.
        ExportError: If a file cannot be written; files written before it stay.
    """
    if format not in FORMATS:
        raise InvalidOptionError("format", format, FORMATS)
    target = make_folder(folder)
    paths = []
    for layer in layers:
        path = target / f"{layer.key}.{format}"
        FORMATS[format](layer, path)
        paths.append(path)
    return tuple(paths)
