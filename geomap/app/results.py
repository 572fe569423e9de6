"""What the page shows of a view: numbers, map and list, and the tabs under them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from geomap.app.address import Address, write_address
from geomap.app.address_bar import show_address
from geomap.app.article import show_article
from geomap.app.cache import Findings, View
from geomap.app.charts import show_charts
from geomap.app.correct import add_missing_event, correct_event, correct_place
from geomap.app.correction_words import event_notes
from geomap.app.exporting import show_export
from geomap.app.figures_tab import show_figures
from geomap.app.filters import FilterField, find_emptying
from geomap.app.headline import FIGURES_TAB
from geomap.app.history import show_history
from geomap.app.language import is_foreign
from geomap.app.markdown import escape_markdown, shorten
from geomap.app.sidebar import FIELD_WORDS
from geomap.app.story import WayOut, Wish, make_wish, selected_event, show_story, take_wish
from geomap.app.subjects import other_reports
from geomap.errors import UnreadableDocumentError
from geomap.models import Document, Event
from geomap.render.names import document_name

_TABS = ("Text", "Charts", FIGURES_TAB, "Corrections", "Export")
_TAB_KEY = "tab"
_ARTICLE_CHOICE = "article_choice"
_MAX_PROBLEMS = 5
_WAYS_OUT = {FilterField.MODALITIES: "Show what is planned, possible, denied or past, too"}
"""What a way out is called where nobody need have chosen the filter."""


@st.fragment
def show_results(view: View, *, story: str | None, texts_key: str, is_waiting: bool) -> None:
    """Show everything about a view; a click inside reruns only this part of the page.

    Args:
        view: What is on show.
        story: The sample story it is from, as the address names it.
        texts_key: Names the texts chosen, whether they are read already or not.
        is_waiting: Whether it is shown only until the reader brings something in.
    """
    address = Address(filters=view.filters, event_id=selected_event(), story=story)
    show_address(address)
    wish = take_wish()
    if wish and wish.do == "drop":
        # Filters are set before they are shown, which this part of the page does not do.
        make_wish(wish)
        st.rerun(scope="app")
    if wish and wish.do == "tab" and wish.tab in _TABS:
        st.session_state[_TAB_KEY] = wish.tab
    if wish and wish.do == "read":
        st.session_state[_TAB_KEY] = "Text"
    empty, notes = _empty_words(view.findings), event_notes(view.findings)
    show_story(
        view, texts_key=texts_key, is_waiting=is_waiting, empty=empty, ways_out=ways_out(view), notes=notes
    )
    tabs = dict(zip(_TABS, st.tabs(_TABS, key=_TAB_KEY, on_change="rerun"), strict=True))
    shows: dict[str, Callable[[View], None]] = {
        "Text": _show_text,
        "Charts": _show_charts,
        FIGURES_TAB: show_figures,
        "Corrections": show_history,
        "Export": partial(show_export, address=write_address(address)),
    }
    for name, tab in tabs.items():
        # Only the open tab is worked out and sent.
        if tab.open:
            with tab:
                shows[name](view)
    if wish:
        _open_dialog(view, wish)


def _open_dialog(view: View, wish: Wish) -> None:
    if wish.do == "correct" and wish.event_id:
        correct_event(view.findings, wish.event_id)
    elif wish.do == "place" and wish.span:
        correct_place(view.findings, _shown_article(view), wish.span)


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
    many = f"{count:,} files or texts could not be read."
    head = "One file or text could not be read." if count == 1 else many
    others = " The others are shown." if has_others else ""
    st.warning(f"{head}{others}\n\n" + "\n\n".join(lines))


def tell_foreign(documents: Sequence[Document]) -> None:
    """Name the texts that are not in English, since little is found in them."""
    names = [document_name(document) for document in documents if is_foreign(document.text)]
    if not names:
        return
    count = len(names)
    head = "One text does" if count == 1 else f"{count:,} texts do"
    named = ", ".join(escape_markdown(shorten(name)) for name in names[:_MAX_PROBLEMS])
    rest = f" and {count - _MAX_PROBLEMS:,} more" if count > _MAX_PROBLEMS else ""
    st.info(
        f"{head} not look like English, the one language that geomap reads: {named}{rest}."
        " Little will be found."
    )


def ways_out(view: View) -> list[WayOut]:
    """Where filters leave no event, those that do, each to be dropped."""
    if view.event_ids:
        return []
    findings = view.findings
    emptying = find_emptying(
        findings.parsed, view.filters, layer_index=findings.layer_index, names=findings.choices.names
    )
    return [
        WayOut(field=field, words=_WAYS_OUT.get(field, f"Drop {FIELD_WORDS[field]}")) for field in emptying
    ]


def _empty_words(findings: Findings) -> str:
    if any(item.events for item in findings.parsed):
        return "No event passes the filters."
    if any(mention.place for item in findings.parsed for mention in item.mentions):
        return "The text names places, but no event that geomap knows. The map shows the places."
    return "The text names no place and no event that geomap knows. Try a news article in English."


def _show_text(view: View) -> None:
    number = _choose_article(view)
    show_article(view.findings.corrected[number].parsed, told_events(view, number))
    if st.button("Add an event that is missing", key="add_event"):
        add_missing_event(view.findings, number)


def told_events(view: View, number: int) -> list[Event]:
    """The shown events that one document reports, those it reports as a second source included.

    All bear the identifier of the event they were merged into.
    """
    text_id = view.findings.parsed[number].document.document_id
    told = list(view.parsed[number].events)
    merged = [
        event
        for item in view.parsed
        for event in item.events
        if event.merged and any(report.document_id == text_id for report in event.merged)
    ]
    for event in merged:
        for other, report in other_reports(view.findings, event):
            if other.document.document_id == text_id:
                told.append(replace(report, event_id=event.event_id))
    return sorted(told, key=lambda event: (event.start, event.trigger_start))


def _choose_article(view: View) -> int:
    """The number of the document to show: the one of the chosen event, or the one picked."""
    if len(view.parsed) == 1:
        return 0
    chosen = selected_event()
    if chosen != st.session_state.get("article_of"):
        st.session_state["article_of"] = chosen
        for number, item in enumerate(view.parsed):
            if any(event.event_id == chosen for event in item.events):
                st.session_state[_ARTICLE_CHOICE] = number
    st.session_state[_ARTICLE_CHOICE] = _shown_article(view)
    # A choice is told by its label, so labels must not change with the filters.
    return st.selectbox(
        "Article",
        range(len(view.parsed)),
        format_func=lambda number: _article_label(view.findings, number),
        key=_ARTICLE_CHOICE,
    )


def _shown_article(view: View) -> int:
    """The number of the chosen document; the first one where the choice is of documents now gone."""
    chosen = st.session_state.get(_ARTICLE_CHOICE)
    return chosen if isinstance(chosen, int) and 0 <= chosen < len(view.parsed) else 0


def _article_label(findings: Findings, number: int) -> str:
    item = findings.parsed[number]
    count = len(item.events)
    events = "1 event" if count == 1 else f"{count:,} events"
    return f"{number + 1}. {document_name(item.document)} ({events})"


def _show_charts(view: View) -> None:
    show_charts(view.parsed, names=view.findings.choices.names)
