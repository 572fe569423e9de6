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
    st.session_state[_SAVED] = describe(correction, open_pipeline().atlas)
    st.rerun()


def undo(entry_id: str) -> None:
    """Undo a correction, or bring an undone one back."""
    try:
        open_corrections().undo(entry_id, by=reader_name())
    except GeomapError as error:
        st.session_state[_SAVED] = f"Not undone. {error}"


def tell_saved() -> None:
    """Say, once, what was saved last."""
    words = st.session_state.pop(_SAVED, None)
    if words:
        st.toast(f"Saved: {escape_markdown(shorten(words, limit=200))}. Undo it under Corrections.")
