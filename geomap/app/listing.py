"""The page's own table for reading: its cells wrap, so that it is never wider than its frame.

Streamlit's grid draws on a canvas whose cells have one line each, so that a sentence ends where the frame
does.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import streamlit as st

from geomap.app.cache import read_asset
from geomap.app.paging import choose_rows
from geomap.app.story import select_event
from geomap.app.tables import Excerpt, Row
from geomap.export.tables import disarm
from geomap.render.words import date_phrase

_UNKNOWN: Final = "–"
_KEPT_SPACE: Final = "\u00a0"
"""A space at which no line ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table that may be long, and what its rows are.

    ``name`` tells it from other tables, also to a screen reader, and ``file_name`` is that of its CSV file.
    ``orders`` says by which other column one of words is ordered, such as the number they say.
    ``event_ids`` are those of the events that its rows are of, if a click on one is to choose its event.
    """

    name: str
    file_name: str
    columns: Sequence[str]
    count: int
    make_rows: Callable[[slice], list[Row]]
    orders: Mapping[str, str] = field(default_factory=dict)
    event_ids: Sequence[str] = ()


def show_table(table: Table, *, view_key: str) -> None:
    """Show a page of a table without columns that say nothing, and a button that downloads all of it.

    Args:
        table: What to show.
        view_key: Names what it is a table of.
    """
    rows, numbers = choose_rows(
        table.count, table.make_rows, table=table.name, view_key=view_key, orders=table.orders
    )
    if not rows:
        return
    event_ids = [table.event_ids[number] for number in numbers] if table.event_ids else []
    show_listing(rows, telling(rows, table.columns), key=table.name, orders=table.orders, event_ids=event_ids)
    st.download_button(
        f"{table.name} (CSV)",
        data=lambda: listing_csv(table.make_rows(slice(None))),
        file_name=table.file_name,
        mime="text/csv",
        on_click="ignore",
        key=f"{table.name}-csv",
    )


def show_listing(
    rows: Sequence[Row],
    columns: Sequence[str],
    *,
    key: str,
    orders: Mapping[str, str] | None = None,
    event_ids: Sequence[str] = (),
) -> None:
    """Show some columns of some rows.

    Args:
        rows: The rows, which may have more columns.
        columns: The columns to show, in order.
        key: Names the table within the page, and to a screen reader.
        orders: For a column of words, another one that it is ordered by, such as the number they say.
        event_ids: The event of each row, if a click on it is to choose its event.
    """
    component = st.components.v2.component(
        "geomap_listing",
        html=read_asset("listing.html"),
        css=read_asset("listing.css"),
        js=read_asset("listing.js"),
    )
    element = f"listing-{key}"
    component(
        key=element,
        data=listing_data(rows, columns, key=key, orders=orders or {}, event_ids=event_ids),
        on_chosen_change=lambda: select_event(st.session_state[element].get("chosen"), is_sought=True),
    )


def telling(rows: Sequence[Row], columns: Sequence[str]) -> list[str]:
    """The columns without those that are empty, and without the document where all rows have the same."""
    return [
        name
        for name in columns
        if any(row[name] is not None for row in rows)
        and (name != "Document" or len({str(row[name]) for row in rows}) > 1)
    ]


def listing_data(
    rows: Sequence[Row],
    columns: Sequence[str],
    *,
    key: str,
    orders: Mapping[str, str],
    event_ids: Sequence[str] = (),
) -> dict[str, object]:
    """A table as the browser gets it; unknown cells have no order and stand last."""
    return {
        "title": key,
        "columns": [
            {"name": name, "is_number": any(isinstance(row[name], (int, float)) for row in rows)}
            for name in columns
        ],
        "rows": [[_cell(row[name], row.get(orders.get(name, name))) for name in columns] for row in rows],
        "event_ids": list(event_ids),
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
