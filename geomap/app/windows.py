"""Whether a window stands over the page, which no run of the page in the background may close."""

from __future__ import annotations

import streamlit as st

_OPEN = "window_open"


def note_window() -> None:
    """Say that a window is open; for the beginning of each."""
    st.session_state[_OPEN] = True


def forget_window() -> None:
    """Say that none is: a run of the whole page closes it."""
    st.session_state[_OPEN] = False


def has_window() -> bool:
    """Whether one is open in this session."""
    return bool(st.session_state.get(_OPEN))
