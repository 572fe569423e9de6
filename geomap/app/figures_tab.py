"""The tab with every number and every place that the texts name, each with the words that state it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from geomap.app import tables
from geomap.app.cache import View, open_pipeline
from geomap.app.headline import FIGURES_PART, PLACES_PART
from geomap.app.listing import Table, show_table

_FIGURE_COLUMNS = ("Figure", "What it counts", "Where", "As of", "Sentence", "Document")
_PLACE_COLUMNS = ("Place", "Region", "Country", "Named", "Certainty", "First words", "Document")


def show_figures(view: View) -> None:
    """Show all figures and all places of a view."""
    figures = Table(
        name="Figures",
        file_name=f"{FIGURES_PART}.csv",
        columns=_FIGURE_COLUMNS,
        count=sum(len(item.figures) for item in view.parsed),
        make_rows=partial(tables.figure_rows, view.parsed),
        orders={"Figure": "Number"},
    )
    places = Table(
        name="Places named",
        file_name=f"{PLACES_PART}.csv",
        columns=_PLACE_COLUMNS,
        count=tables.count_places(view.parsed),
        make_rows=partial(tables.place_rows, view.parsed, country_of=_country_name),
    )
    _show_part(
        figures,
        FIGURES_PART,
        view.key,
        "Every number the texts report, as they report it. Numbers are never added up.",
        "The texts report no number of people or money that passes the filters.",
    )
    _show_part(
        places,
        PLACES_PART,
        view.key,
        "Every place that the shown texts name. Certainty says how surely this place is meant: high from 0.8,"
        " medium from 0.5.",
        "The texts name no place that passes the filters.",
    )


def _show_part(table: Table, part: str, view_key: str, about: str, nothing: str) -> None:
    """Show a table under its title; where it has no rows, say so."""
    with st.container(key=part):
        st.subheader(table.name, anchor=False)
        st.caption(about if table.count else nothing)
        if table.count:
            show_table(table, view_key=view_key)


def _country_name(code: str) -> str:
    country = open_pipeline().atlas.country(code)
    return country.name if country else code
