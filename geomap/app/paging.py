"""Long tables, a page of rows at a time: the browser gets only what is looked at.

The browser's own search and order of a table know its page alone, so a long table has others above it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import ceil
from typing import Any, Final

import streamlit as st

from geomap.app.digests import digest
from geomap.app.tables import Row

ROWS: Final = 200
"""Rows on a page."""


def choose_rows(
    count: int,
    make_rows: Callable[[slice], list[Row]],
    *,
    table: str,
    view_key: str,
    orders: Mapping[str, str],
) -> tuple[list[Row], list[int]]:
    """The rows to show of a table, and their numbers; asks which ones where there are several pages.

    Args:
        count: How many rows there are in all.
        make_rows: Makes some of the rows.
        table: Names the table within the page.
        view_key: Names what it is a table of.
        orders: For a column of words, another one that it is ordered by.
    """
    if count <= ROWS:
        return make_rows(slice(0, count)), list(range(count))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input("Search all rows", placeholder="Words of a row", key=f"{table}-words")
        order = st.selectbox(
            "Order all rows by",
            list(make_rows(slice(0, 1))[0]),
            index=None,
            placeholder="As they come",
            key=f"{table}-order",
        )
        is_falling = st.toggle("Last first", key=f"{table}-falling")
    if not words.strip() and order is None and not is_falling:
        page = _choose_page(count, count, key=f"{table}-page-{view_key}")
        return make_rows(page), list(range(count))[page]
    rows = make_rows(slice(None))
    found = arrange(rows, words=words, order=orders.get(order or "", order), is_falling=is_falling)
    arrangement = digest(words, str(order), str(is_falling), view_key)
    numbers = found[_choose_page(len(found), count, key=f"{table}-page-{arrangement}")]
    return [rows[number] for number in numbers], numbers


def arrange(
    rows: Sequence[Row], *, words: str = "", order: str | None = None, is_falling: bool = False
) -> list[int]:
    """The numbers of the rows that have all of some words, in an order.

    Args:
        rows: All rows.
        words: Each must stand somewhere in a row, in whatever case; "" for all rows.
        order: The column to order by, unknown last; None for the order they have.
        is_falling: Largest or last first.
    """
    wanted = words.casefold().split()
    found = [number for number, row in enumerate(rows) if not wanted or _has(row, wanted)]
    if order is None:
        return found[::-1] if is_falling else found
    cells: dict[int, Any] = {number: _comparable(rows[number][order]) for number in found}
    known = [number for number in found if cells[number] is not None]
    known.sort(key=cells.__getitem__, reverse=is_falling)
    return known + [number for number in found if cells[number] is None]


def page_rows(page: int, count: int) -> slice:
    """The rows of a page; pages are counted from 1."""
    return slice((page - 1) * ROWS, min(page * ROWS, count))


def _choose_page(count: int, whole: int, *, key: str) -> slice:
    """Ask for a page of the rows found."""
    if not count:
        st.caption(f"None of {whole:,} rows has these words.")
        return slice(0, 0)
    with st.container(horizontal=True, vertical_alignment="center"):
        page = st.pagination(ceil(count / ROWS), key=key) if count > ROWS else 1
        rows = page_rows(page, count)
        found = f"{count:,} found among {whole:,}" if count < whole else f"{whole:,}"
        st.caption(
            f"Rows {rows.start + 1:,} to {rows.stop:,} of {found}. Downloads hold all."
            " A click on the head of a column orders these rows only."
        )
    return rows


def _has(row: Row, wanted: Sequence[str]) -> bool:
    said = " ".join(str(cell) for cell in row.values() if cell is not None).casefold()
    return all(word in said for word in wanted)


def _comparable(cell: object) -> object:
    return cell.casefold() if isinstance(cell, str) else cell
