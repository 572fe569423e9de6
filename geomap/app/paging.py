"""Long tables, a page of rows at a time: the browser gets only what is looked at."""

from __future__ import annotations

from math import ceil
from typing import Final

import streamlit as st

ROWS: Final = 200
"""Rows on a page."""


def choose_page(count: int, *, key: str) -> slice:
    """The rows to show of a table with `count` rows; asks for the page where there are several.

    Args:
        count: How many rows there are in all.
        key: Names the table, and what it is a table of, within the page.
    """
    if count <= ROWS:
        return slice(0, count)
    with st.container(horizontal=True, vertical_alignment="center"):
        page = st.pagination(ceil(count / ROWS), key=key)
        rows = page_rows(page, count)
        st.caption(f"Rows {rows.start + 1:,} to {rows.stop:,} of {count:,}. Downloads hold all of them.")
    return rows


def page_rows(page: int, count: int) -> slice:
    """The rows of a page; pages are counted from 1."""
    return slice((page - 1) * ROWS, min(page * ROWS, count))
