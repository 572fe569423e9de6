"""The reader's own articles in the side bar: one bar that counts them, and a window to edit them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from geomap.app.desk import Desk, date_undated, desk_rows, edit_desk, read_desk
from geomap.app.inputs import Origin, Reading
from geomap.app.markdown import escape_markdown, shorten
from geomap.app.windows import note_window
from geomap.errors import UnreadableDocumentError
from geomap.render.names import document_name
from geomap.render.words import date_phrase

_PROBLEMS = "desk_problems"
_NAMED: Final = 2
_NAME_LENGTH: Final = 60
_ENDS: Final = ("…", ".", "!", "?")
_ROW_PX: Final = 37
_MAX_EDITOR_PX: Final = 420
_WHY_DATE: Final = (
    "“Yesterday” or “on Friday” in a text is counted from the day it was published. Where that is unknown,"
    " such events have no date."
)
_WHY_DATES: Final = f"{_WHY_DATE} Dates that differ are set one by one in “Edit list”."


def desk_of(key: str) -> Desk:
    """A desk of this session; an empty one where nothing was put on it."""
    desk = st.session_state.get(key)
    return desk if isinstance(desk, Desk) else Desk()


def note_problems(problems: tuple[UnreadableDocumentError, ...]) -> None:
    """Remember what could not be read, to be said until something else is brought in."""
    st.session_state[_PROBLEMS] = (*_problems(), *problems)


def forget_problems() -> None:
    """Say no more what could not be read."""
    st.session_state.pop(_PROBLEMS, None)


def show_desk(key: str, origin: Origin, hint: str, *, on_edit: Callable[[], object] | None = None) -> Reading:
    """Show the bar of a desk; what is on it is what is read.

    Args:
        key: Where the desk is kept in the session.
        origin: Where its articles come from.
        hint: What to do when there are none.
        on_edit: Called after each edit, while the window to edit them is still open.
    """
    desk = desk_of(key)
    if desk.documents:
        _show_bar(key, desk, on_edit)
    reading = read_desk(desk, origin, hint=hint)
    return Reading(
        origin=origin,
        documents=reading.documents,
        guesses=reading.guesses,
        problems=_problems(),
        hint=hint,
    )


def desk_words(desk: Desk) -> str:
    """The names of articles where they are few, and how many dates want a look; "" for neither."""
    names = [shorten(document_name(document), limit=_NAME_LENGTH) for document in desk.documents]
    words = "; ".join(names) if len(names) <= _NAMED else ""
    return " ".join([words if words.endswith(_ENDS) else f"{words}."] * bool(words) + _date_words(desk))


def _date_words(desk: Desk) -> list[str]:
    """How many dates are read from the texts, how many of them without a year, and how many are unknown."""
    days = [guess.published for guess in desk.guesses.values() if guess.published]
    if len(desk.documents) == 1 and days:
        how = "read from the text" if days[0].is_sure else "the text names no year"
        return [f"Dated {date_phrase(days[0].day)}: {how}."]
    if len(desk.documents) == 1 and desk.documents[0].published is None:
        return ["Its date is unknown."]
    supposed = sum(1 for day in days if not day.is_sure)
    unknown = sum(1 for document in desk.documents if document.published is None)
    counts = (
        (len(days) - supposed, "is read from the text", "are read from the texts"),
        (supposed, "has a supposed year", "have a supposed year"),
        (unknown, "is unknown", "are unknown"),
    )
    return [
        f"{count:,} {f'date {one}' if count == 1 else f'dates {many}'}."
        for count, one, many in counts
        if count
    ]


def _show_bar(key: str, desk: Desk, on_edit: Callable[[], object] | None) -> None:
    count = len(desk.documents)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("**My articles**" if count == 1 else f"**My articles ({count:,})**", width="content")
        is_opened = st.button(
            "Edit list",
            key=f"{key}_edit",
            type="tertiary",
            help="See all articles, correct their dates and sources, or remove some.",
        )
    words = desk_words(desk)
    if words:
        st.caption(escape_markdown(words))
    if any(document.published is None for document in desk.documents):
        _offer_date(key, desk, on_edit)
    if is_opened:
        _edit_desk(key, desk, on_edit)


def _offer_date(key: str, desk: Desk, on_edit: Callable[[], object] | None) -> None:
    """Ask for the day of publication of the articles that have none; all of them get it at once."""
    name = f"{key}_undated"

    def keep() -> None:
        day = st.session_state[name]
        if day is not None:
            st.session_state[key] = date_undated(desk, day)
            if on_edit:
                on_edit()

    is_one = len(desk.documents) == 1
    with st.popover("Set its date" if is_one else "Set missing dates", type="tertiary", key=f"{name}_window"):
        st.caption(_WHY_DATE if is_one else _WHY_DATES)
        # In a form, since a day is a date already when its first digit is typed.
        # The button stands beside the field, below which the calendar opens.
        with (
            st.form(f"{name}_form", border=False),
            st.container(horizontal=True, vertical_alignment="bottom"),
        ):
            label = "Date of publication" if is_one else "Date of publication of those without one"
            st.date_input(label, None, format="YYYY-MM-DD", key=name)
            st.form_submit_button("Set it" if is_one else "Set it for all", type="primary", on_click=keep)


@st.dialog("My articles", width="large", on_dismiss="rerun")
def _edit_desk(key: str, desk: Desk, on_edit: Callable[[], object] | None) -> None:
    note_window()
    # The editor counts all edits from the desk it was opened with; a new one after each would lose the focus.
    editor = f"{key}-{desk.key}"

    def keep() -> None:
        changes = st.session_state[editor]
        st.session_state[key] = edit_desk(
            desk, edited=changes["edited_rows"], deleted=changes["deleted_rows"]
        )
        if on_edit:
            on_edit()

    st.caption(
        "Double-click a date or source to correct it: “yesterday” in a text is counted from its date."
        " Tick rows and press the bin to remove them. Each edit is kept at once; the map follows when you are"
        " done, since texts are read anew for another date."
    )
    st.data_editor(
        desk_rows(desk),
        column_config={
            "Article": st.column_config.TextColumn(disabled=True, width=430),
            "Date": st.column_config.DateColumn(format="YYYY-MM-DD", width=110),
            "Source": st.column_config.TextColumn(max_chars=300, width=150),
            "Read from": st.column_config.TextColumn(disabled=True, width=330),
        },
        num_rows="delete",
        placeholder="–",
        hide_index=True,
        width="stretch",
        height=min(_ROW_PX * (len(desk.documents) + 1) + 4, _MAX_EDITOR_PX),
        key=editor,
        on_change=keep,
    )
    with st.container(horizontal=True):
        is_done = st.button("Done", type="primary", key=f"{key}_edited")
        is_cleared = st.button("Remove all", key=f"{key}_clear", on_click=_clear, args=(key,))
    if is_done or is_cleared:
        st.rerun()


def _problems() -> tuple[UnreadableDocumentError, ...]:
    problems = st.session_state.get(_PROBLEMS, ())
    return problems if isinstance(problems, tuple) else ()


def _clear(key: str) -> None:
    st.session_state[key] = Desk()
    forget_problems()
