"""Saves corrections in the reader's name and says so."""

from __future__ import annotations

import streamlit as st

from geomap.app.cache import open_corrections, open_pipeline
from geomap.app.correction_words import describe
from geomap.app.markdown import escape_markdown, shorten
from geomap.corrections import Draft
from geomap.corrections.store import ANONYMOUS
from geomap.errors import GeomapError

_NAME = "reader_name"
_SAVED = "saved_words"
_MAX_NAME = 80


def ask_name() -> None:
    """Ask once who corrects; the name stays for the session."""
    # A widget's value is forgotten with its dialog, so the name is kept beside it.
    name = st.text_input(
        "Your name (optional)",
        value=st.session_state.get(_NAME, ""),
        max_chars=_MAX_NAME,
        help="Kept with each correction, so that others can see who made it.",
        key="name_field",
    )
    st.session_state[_NAME] = name


def reader_name() -> str:
    """Who makes corrections in this session."""
    return str(st.session_state.get(_NAME) or ANONYMOUS)


def save_and_close(draft: Draft) -> None:
    """Save a correction, close its dialog and show the page with it; say what to do if that fails."""
    try:
        correction = open_corrections().save(draft, by=reader_name())
    except GeomapError as error:
        st.error(f"Not saved. {escape_markdown(str(error))} What you chose is still here: try again.")
        return
    words = shorten(describe(correction, open_pipeline().atlas), limit=200)
    say_once(f"Saved: {words}. Undo it under Corrections.")
    st.rerun()


def undo(entry_id: str, *, done: str) -> None:
    """Undo a correction, or bring an undone one back, and say what is ``done``."""
    try:
        open_corrections().undo(entry_id, by=reader_name())
    except GeomapError as error:
        say_once(f"Nothing is changed. {error}")
    else:
        say_once(done)


def say_once(words: str) -> None:
    """Have the next run of the page say something that has been done, as plain text."""
    st.session_state[_SAVED] = words


def tell_saved() -> None:
    """Say, once, what was done last."""
    words = st.session_state.pop(_SAVED, None)
    if words:
        st.toast(escape_markdown(words))
