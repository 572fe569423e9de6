"""Downloads of exactly what is shown."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from geomap.export import write_layers
from geomap.models import Layer

_EPOCH = (1980, 1, 1, 0, 0, 0)


def pack_layers(layers: Sequence[Layer], *, format: str) -> bytes:  # noqa: A002 - the word of the command line
    """One file with all layers: a GeoPackage as it is, else a zip archive with one file per layer.

    The same layers always give the same bytes.

    Args:
        layers: What is shown.
        format: One that `geomap.export.write_layers` knows, such as "geojson" or "csv".
    """
    archive = io.BytesIO()
    with TemporaryDirectory() as folder:
        paths = sorted(write_layers(layers, Path(folder), format=format))
        if format == "gpkg":
            return paths[0].read_bytes()
        with ZipFile(archive, "w", ZIP_DEFLATED) as packed:
            for path in paths:
                entry = ZipInfo(path.name, date_time=_EPOCH)
                entry.compress_type = ZIP_DEFLATED
                packed.writestr(entry, path.read_bytes())
    return archive.getvalue()
