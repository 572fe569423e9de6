"""The page's own table for reading: its cells wrap, so that it is never wider than its frame.

Streamlit's grid draws on a canvas whose cells have one line each, so that a sentence ends where the frame
does. A table to choose rows in is still that grid.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import streamlit as st

from geomap.app.cache import read_asset
from geomap.app.tables import Excerpt, Row
from geomap.export.tables import disarm
from geomap.render.words import date_phrase

_UNKNOWN: Final = "–"
_KEPT_SPACE: Final = "\u00a0"
"""A space at which no line ends."""


def show_listing(
    rows: Sequence[Row], columns: Sequence[str], *, key: str, orders: Mapping[str, str] | None = None
) -> None:
    """Show some columns of some rows.

    Args:
        rows: The rows, which may have more columns.
        columns: The columns to show, in order.
        key: Names the table within the page, and to a screen reader.
        orders: For a column of words, another one that it is ordered by, such as the number they say.
    """
    component = st.components.v2.component(
        "geomap_listing",
        html=read_asset("listing.html"),
        css=read_asset("listing.css"),
        js=read_asset("listing.js"),
    )
    component(key=f"listing-{key}", data=listing_data(rows, columns, key=key, orders=orders or {}))


def listing_data(
    rows: Sequence[Row], columns: Sequence[str], *, key: str, orders: Mapping[str, str]
) -> dict[str, object]:
    """A table as the browser gets it; unknown cells have no order and stand last."""
    return {
        "title": key,
        "columns": [
            {"name": name, "is_number": any(isinstance(row[name], (int, float)) for row in rows)}
            for name in columns
        ],
        "rows": [[_cell(row[name], row.get(orders.get(name, name))) for name in columns] for row in rows],
    }


def listing_csv(rows: Sequence[Row]) -> str:
    """All columns of all rows as CSV; text that a spreadsheet would run as a formula is disarmed."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows([disarm(_plain(cell)) for cell in row.values()] for row in rows)
    return written.getvalue()


def _cell(shown: object, order: object) -> dict[str, object]:
    order = _plain(order)
    cell: dict[str, object] = {"text": _words(shown), "order": order}
    if isinstance(shown, Excerpt) and shown.start < shown.end:
        cell["mark"] = [shown.start, shown.end]
    return cell


def _words(cell: object) -> str:
    if cell is None:
        return _UNKNOWN
    if isinstance(cell, date):
        return date_phrase(cell).replace(" ", _KEPT_SPACE)
    if isinstance(cell, float):
        return f"{cell:,.2f}"
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def _plain(cell: object) -> str | float | None:
    return cell if cell is None or isinstance(cell, (int, float)) else str(cell)
