"""One GeoPackage of all layers: a table each, typed dates and lists, and QGIS styles beside them.

GDAL writes the tables. What it leaves to chance or leaves out is then done in SQL: the time stamps
are fixed, so that the same layers give the same bytes, lists are declared as JSON, and the styles
are added as QGIS itself saves them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geomap import __version__
from geomap.constants import DATE_COLUMNS, LIST_COLUMNS
from geomap.errors import ExportError, InvalidRecordError
from geomap.export.cells import Plain, list_text, plain
from geomap.export.qgis import layer_qml
from geomap.files import check_name, write_atomically

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geomap.models import Layer

MOMENT: Final = "1970-01-01T00:00:00.000Z"
"""Stands where GeoPackage wants the time of the last change: none is told."""

_VERSION = "1.3"  # what GDAL 3.3 and QGIS 3.22 know
_SCHEMA_SPEC = "http://www.geopackage.org/spec121/#extension_schema"
_TABLES = """
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT,
  mime_type TEXT, constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC,
  min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
  f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
"""
_COUNTERS: Final = (24, 92)
_SQLITE_NULL = "\u2400"


def write_geopackage(layers: Sequence[Layer], path: str | Path) -> None:
    """Write layers as one GeoPackage, each as a table called by its key; the same layers, the same bytes.

    Dates are dates, lists are JSON text declared as such, and ``layer_styles`` holds a style for QGIS
    per layer. Attribution, worldview and generator are each table's metadata. SQLite's text ends at
    a null character, so that one is written as its visible sign U+2400.

    Raises:
        InvalidRecordError: If two layers have the same key, or one has a key that is no name.
        ExportError: If the file cannot be written.
    """
    keys = [layer.key for layer in layers]
    for key in keys:
        check_name(key)
    if len(set(keys)) < len(keys):
        raise InvalidRecordError(
            f"Layers {keys!r}. Expected a key of its own for each layer of a GeoPackage."
        )

    def write(draft: Path) -> None:
        package = draft.with_name("draft.gpkg")  # GDAL warns of any other ending
        for number, layer in enumerate(layers):
            _add_table(layer, package, path, number)
        with closing(sqlite3.connect(package, isolation_level=None)) as database:
            _finish(database, layers)
        _forget_changes(package)
        package.replace(draft)

    write_atomically(path, write)


def _add_table(layer: Layer, package: Path, path: str | Path, number: int) -> None:
    from pyogrio import write_dataframe
    from pyogrio.errors import DataLayerError, DataSourceError

    try:
        write_dataframe(
            _typed_frame(layer),
            package,
            driver="GPKG",
            layer=layer.key,
            geometry_type="Unknown",
            promote_to_multi=False,
            layer_metadata=_about(layer),
            append=number > 0,
            dataset_options=None if number else {"VERSION": _VERSION},
            use_arrow=True,
        )
    except (DataSourceError, DataLayerError) as error:
        raise ExportError(str(path), str(error)) from error


def _finish(database: sqlite3.Connection, layers: Sequence[Layer]) -> None:
    """Declare lists, add styles, fix the time stamps, and pack the file, which also drops old bytes."""
    database.executescript(_TABLES)
    extensions = [(name, _SCHEMA_SPEC) for name in ("gpkg_data_columns", "gpkg_data_column_constraints")]
    database.execute("BEGIN")
    database.executemany(
        "INSERT INTO gpkg_extensions VALUES (?, NULL, 'gpkg_schema', ?, 'read-write')", extensions
    )
    database.executemany(
        "INSERT INTO gpkg_data_columns (table_name, column_name, mime_type)"
        " VALUES (?, ?, 'application/json')",
        _list_columns(layers),
    )
    database.executemany(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,"
        " styleName, styleQML, styleSLD, useAsDefault, description, owner, update_time)"
        " VALUES ('', '', ?, 'geom', ?, ?, '', 1, 'By geomap', '', ?)",
        [(layer.key, layer.key, layer_qml(layer.key), MOMENT) for layer in layers],
    )
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change)"
        " VALUES ('layer_styles', 'attributes', 'layer_styles', 'Styles for QGIS', ?)",
        (MOMENT,),
    )
    database.executemany(
        "UPDATE gpkg_contents SET description = ? WHERE table_name = ?",
        [(_storable(f"{layer.title}. {layer.attribution}"), layer.key) for layer in layers],
    )
    database.execute("UPDATE gpkg_contents SET last_change = ?", (MOMENT,))
    database.execute("UPDATE gpkg_metadata_reference SET timestamp = ?", (MOMENT,))
    database.execute("COMMIT")
    database.execute("VACUUM")


def _forget_changes(package: Path) -> None:
    """Set SQLite's counter of changes: GDAL makes one more where a second passes while it writes.

    The counter stands at byte 24 of the header, and once more at byte 92, as that for which the size of the
    file holds (https://www.sqlite.org/fileformat.html, 1.3).
    """
    with package.open("r+b") as file:
        for position in _COUNTERS:
            file.seek(position)
            file.write((1).to_bytes(4, "big"))


def _list_columns(layers: Sequence[Layer]) -> Iterator[tuple[str, str]]:
    for layer in layers:
        yield from ((layer.key, name) for name in layer.frame.columns if name in LIST_COLUMNS)


def _about(layer: Layer) -> dict[str, str]:
    return {
        "attribution": _storable(layer.attribution),
        "worldview": layer.worldview.value,
        "generator": f"geomap {__version__}",
    }


def _typed_frame(layer: Layer) -> GeoDataFrame:
    """The frame with its columns of objects typed as text or dates, even where they are empty."""
    import pyarrow as pa
    from pandas import ArrowDtype, Series

    frame = layer.frame.copy()
    for name in frame.columns[:-1]:
        if frame[name].dtype != object:
            continue
        cells = [list_text(plain(cell)) for cell in frame[name]]
        days = _days(cells) if name in DATE_COLUMNS else None
        if days is not None:
            frame[name] = Series(days, index=frame.index, dtype=ArrowDtype(pa.date32()))
        else:
            texts = [None if cell is None else _storable(str(cell)) for cell in cells]
            frame[name] = Series(texts, index=frame.index, dtype=ArrowDtype(pa.string()))
    return frame


def _days(cells: Sequence[Plain]) -> list[date | None] | None:
    """ISO dates as dates; None if any cell is something else."""
    try:
        return [None if cell is None else date.fromisoformat(str(cell)) for cell in cells]
    except ValueError:
        return None


def _storable(text: str) -> str:
    return text.replace("\0", _SQLITE_NULL)
