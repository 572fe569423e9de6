"""CSV and GeoParquet files of a layer."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap import __version__
from geomap.constants import DATE_COLUMNS, LIST_COLUMNS
from geomap.export.cells import DECIMALS, Plain, list_text, plain, plain_columns
from geomap.files import write_atomically, write_bytes

if TYPE_CHECKING:
    import pyarrow as pa
    from geopandas import GeoDataFrame
    from pandas import Series
    from shapely.geometry.base import BaseGeometry

    from geomap.models import Layer

FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First signs by which a spreadsheet takes text for a formula."""


def write_csv(layer: Layer, path: str | Path) -> None:
    """Write a layer as a CSV file, as `csv_text` has it, in UTF-8.

    Raises:
        ExportError: If the file cannot be written.
    """
    write_bytes(path, csv_text(layer).encode())


def csv_text(layer: Layer) -> str:
    """A layer as CSV after RFC 4180: lists as JSON, the geometry as WKT, unknown as an empty cell.

    Coordinates have at most 6 decimals.

    Text that a spreadsheet would run as a formula gets a leading apostrophe; numbers stay as they are.
    """
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(layer.frame.columns)
    columns = [[disarm(list_text(cell)) for cell in column] for column in plain_columns(layer)]
    writer.writerows(zip(*columns, _geometry_texts(layer.frame.geometry.tolist()), strict=True))
    return text.getvalue()


def _geometry_texts(geometries: Sequence[BaseGeometry | None]) -> list[str]:
    """Geometries as WKT. Rows share them, and outlines are long: each is written once."""
    from shapely import to_wkt

    distinct = {id(one): one for one in geometries}
    written = to_wkt(list(distinct.values()), rounding_precision=DECIMALS)
    texts = dict(zip(distinct, written, strict=True))
    return [texts[id(one)] or "" for one in geometries]


def write_parquet(layer: Layer, path: str | Path) -> None:
    """Write a layer as a GeoParquet file: lists stay lists, dates are dates, empty columns keep their type.

    Attribution, worldview and generator are in the file's metadata.

    Raises:
        ExportError: If the file cannot be written.
    """
    from pyarrow.parquet import read_table, write_table

    content = BytesIO()
    _storable_frame(layer).to_parquet(content, index=False)
    content.seek(0)
    table = _typed(read_table(content))
    about = {key.encode(): value.encode() for key, value in _about(layer).items()}
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), **about})
    write_atomically(path, lambda draft: write_table(table, draft))


def _about(layer: Layer) -> dict[str, str]:
    return {
        "attribution": layer.attribution,
        "worldview": layer.worldview.value,
        "generator": f"geomap {__version__}",
    }


def disarm(cell: Plain) -> Plain:
    """A cell safe for a spreadsheet: text that it would run as a formula gets a leading apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS) else cell


def _storable_frame(layer: Layer) -> GeoDataFrame:
    """The frame with plain cells in its columns of objects."""
    frame = layer.frame.copy()
    for name in frame.columns[:-1]:
        if frame[name].dtype == object:
            frame[name] = _objects([plain(cell) for cell in frame[name]], frame)
    return frame


def _objects(cells: Sequence[object], frame: GeoDataFrame) -> Series[Any]:
    from pandas import Series

    return Series(cells, index=frame.index, dtype=object)


def _typed(table: pa.Table) -> pa.Table:
    """The table with dates typed as such, and columns that hold nothing as text or lists of text."""
    import pyarrow as pa

    for position, field in enumerate(table.schema):
        if field.name in DATE_COLUMNS:
            column = _dated(table.column(position))
        elif pa.types.is_null(field.type) or pa.types.is_list(field.type):
            kind = pa.list_(pa.string()) if field.name in LIST_COLUMNS else pa.string()
            column = table.column(position).cast(kind)
        else:
            continue
        table = table.set_column(position, pa.field(field.name, column.type), column)
    return table


def _dated(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """ISO dates as dates; a column that holds anything else stays text."""
    import pyarrow as pa

    texts = column.cast(pa.string())
    try:
        return texts.cast(pa.date32())
    except pa.ArrowInvalid:
        return texts
