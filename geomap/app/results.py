"""What the page shows of a view: numbers, map and list, and the tabs under them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from geomap.app import tables
from geomap.app.cache import Findings, View, downloadable_map
from geomap.app.cards import document_name
from geomap.app.exports import zip_layers
from geomap.app.filters import Filters, find_emptying
from geomap.app.markdown import escape_markdown
from geomap.app.sidebar import FIELD_WORDS, drop_field
from geomap.app.story import select_event, selected_event, show_article, show_story
from geomap.errors import UnreadableDocumentError

_MAX_PROBLEMS = 5
_BAR_COLOR = "#2F8FC4"


@st.fragment
def show_results(findings: Findings, view: View) -> None:
    """Show everything about a view; a click inside reruns only this part of the page."""
    show_story(view, empty=_empty_words(findings))
    table, text, charts, figures, export = st.tabs(["Table", "Text", "Charts", "Figures", "Export"])
    with table:
        _show_table(view)
    with text:
        _show_text(view)
    with charts:
        _show_charts(view)
    with figures:
        _show_figures(view)
    with export:
        _show_export(view)


def show_problems(problems: Sequence[UnreadableDocumentError], *, has_others: bool) -> None:
    """Name each document that could not be read, with its reason and what to do."""
    if not problems:
        return
    lines = [
        f"**{escape_markdown(problem.source)}**: {escape_markdown(problem.reason)}."
        f" {escape_markdown(problem.way_out)}"
        for problem in problems[:_MAX_PROBLEMS]
    ]
    rest = len(problems) - len(lines)
    if rest:
        lines.append(f"… and {rest} more.")
    count = len(problems)
    head = "One text could not be read." if count == 1 else f"{count} texts could not be read."
    others = " The others are shown." if has_others else ""
    st.warning(f"{head}{others}\n\n" + "\n\n".join(lines))


def offer_way_out(findings: Findings, filters: Filters) -> None:
    """Where filters leave no event, say which and offer to drop it."""
    emptying = find_emptying(findings.parsed, filters, layer_index=findings.layer_index)
    if not emptying:
        return
    names = [FIELD_WORDS[field] for field in emptying]
    together = " and ".join(names) if len(names) < 3 else ", ".join(names)
    st.info(f"No event is left. What hides them: {together}.")
    with st.container(horizontal=True):
        for field in emptying:
            st.button(
                f"Drop {FIELD_WORDS[field]}", key=f"drop_{field.value}", on_click=drop_field, args=(field,)
            )


def _empty_words(findings: Findings) -> str:
    if any(item.events for item in findings.parsed):
        return "No event passes the filters."
    if any(mention.place for item in findings.parsed for mention in item.mentions):
        return "The text names places, but no event that geomap knows. The map shows the places."
    return "The text names no place and no event that geomap knows. Try a news article in English."


def _show_table(view: View) -> None:
    rows = tables.event_rows(view.parsed)
    if not rows:
        st.caption("No events to list.")
        return
    chosen = st.dataframe(
        rows,
        hide_index=True,
        width="stretch",
        on_select="rerun",
        selection_mode="single-row",
        key=f"table-{view.key}",
    )
    picked = [view.cards[number].event_id for number in chosen.selection.rows]
    if picked != st.session_state.get("picked", picked) and picked and picked[0] != selected_event():
        select_event(picked[0])
        st.session_state["picked"] = picked
        st.rerun(scope="fragment")
    st.session_state["picked"] = picked


def _show_text(view: View) -> None:
    if len(view.parsed) == 1:
        show_article(view.parsed[0])
        return
    chosen = selected_event()
    holding = [
        number
        for number, item in enumerate(view.parsed)
        if any(event.event_id == chosen for event in item.events)
    ]
    number = st.selectbox(
        "Document",
        range(len(view.parsed)),
        index=holding[0] if holding else 0,
        format_func=lambda number: document_name(view.parsed[number].document),
        key=f"article-{view.key}-{holding[0] if holding else 0}",
    )
    show_article(view.parsed[number])


def _show_charts(view: View) -> None:
    left, right = st.columns(2)
    by_type, by_day = tables.events_by_type(view.parsed), tables.events_by_day(view.parsed)
    displaced = tables.largest_displacements(view.parsed)
    with left:
        st.markdown("**Reported events by type**")
        _bars(by_type, "What", "Reported events", is_horizontal=True)
        if displaced:
            st.markdown("**People displaced, largest figure per place**")
            _bars(displaced, "Place", "People, largest figure", is_horizontal=True)
    with right:
        st.markdown("**Reported events by day**")
        _bars(by_day, "Day", "Reported events", is_horizontal=False)


def _bars(rows: list[tables.Row], label: str, value: str, *, is_horizontal: bool) -> None:
    if rows:
        st.bar_chart(rows, x=label, y=value, horizontal=is_horizontal, sort=False, color=_BAR_COLOR)
    else:
        st.caption("Nothing to count.")


def _show_figures(view: View) -> None:
    rows = tables.figure_rows(view.parsed)
    if rows:
        st.caption("Every number the texts report, as they report it. Numbers are never added up.")
        st.dataframe(rows, hide_index=True, width="stretch")
    else:
        st.caption("The texts report no number of people or money that passes the filters.")


def _show_export(view: View) -> None:
    st.caption("Files hold exactly what is shown: the same layers, after the same filters.")
    with st.container(horizontal=True):
        st.download_button(
            "Map (HTML)",
            data=lambda: downloadable_map(view).encode("utf-8"),
            file_name="geomap.html",
            mime="text/html",
            on_click="ignore",
            help="One file that opens by double click, without a network.",
        )
        for name, format_key in (("GeoJSON", "geojson"), ("CSV", "csv"), ("GeoPackage", "gpkg")):
            st.download_button(
                f"Layers ({name})",
                data=partial(zip_layers, view.layers, format=format_key),
                file_name=f"geomap-{format_key}.zip",
                mime="application/zip",
                on_click="ignore",
                help="A zip archive with one file per layer.",
            )
