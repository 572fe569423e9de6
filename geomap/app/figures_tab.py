"""The tab with every number and every place that the texts name, each with the words that state it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from geomap.app import tables
from geomap.app.cache import View, open_pipeline
from geomap.app.headline import FIGURES_PART, PLACES_PART
from geomap.app.listing import listing_csv, show_listing
from geomap.app.paging import choose_rows
from geomap.models import ParsedDocument

_FIGURE_COLUMNS = ("Figure", "What it counts", "Where", "As of", "Sentence", "Document")
_PLACE_COLUMNS = ("Place", "Region", "Country", "Named", "Certainty", "First words", "Document")


def show_figures(view: View) -> None:
    """Show all figures and all places of a view."""
    _show_table(
        view,
        "Figures",
        sum(len(item.figures) for item in view.parsed),
        tables.figure_rows,
        _FIGURE_COLUMNS,
        "Every number the texts report, as they report it. Numbers are never added up.",
        "The texts report no number of people or money that passes the filters.",
        part=FIGURES_PART,
    )
    _show_table(
        view,
        "Places named",
        tables.count_places(view.parsed),
        partial(tables.place_rows, country_of=_country_name),
        _PLACE_COLUMNS,
        "Every place that the shown texts name. Certainty says how surely this place is meant: high from 0.8,"
        " medium from 0.5.",
        "The texts name no place that passes the filters.",
        part=PLACES_PART,
    )


def _show_table(
    view: View,
    title: str,
    count: int,
    make_rows: Callable[[Sequence[ParsedDocument], slice], list[tables.Row]],
    columns: Sequence[str],
    about: str,
    nothing: str,
    *,
    part: str,
) -> None:
    """Show a page of some rows under their title; where there are none, say so."""
    with st.container(key=part):
        st.subheader(title, anchor=False)
        st.caption(about if count else nothing)
        if not count:
            return
        rows, _ = choose_rows(count, partial(make_rows, view.parsed), table=title, view_key=view.key)
        if not rows:
            return
        show_listing(rows, _telling(rows, columns), key=title, orders={"Figure": "Number"})
        st.download_button(
            f"{title} (CSV)",
            data=lambda: listing_csv(make_rows(view.parsed, slice(None))),
            file_name=f"{part}.csv",
            mime="text/csv",
            on_click="ignore",
            key=f"{part}_csv",
        )


def _telling(rows: Sequence[tables.Row], columns: Sequence[str]) -> list[str]:
    """The columns without those that are empty, and without the document where all rows have the same."""
    return [
        name
        for name in columns
        if any(row[name] is not None for row in rows)
        and (name != "Document" or len({str(row[name]) for row in rows}) > 1)
    ]


def _country_name(code: str) -> str:
    country = open_pipeline().atlas.country(code)
    return country.name if country else code
