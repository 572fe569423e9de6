"""The address bar of the browser, read at the start of a run and written when choices have changed."""

from __future__ import annotations

from urllib.parse import parse_qs

import streamlit as st

from geomap.app.address import TEXTS, VIEW, Address, read_address, write_address
from geomap.app.documents import OPENED, set_story
from geomap.app.sidebar import set_filters
from geomap.app.story import select_event
from layers import BUILDERS

_LAST = "address"
"""In the session: the names and values last read from, or written to, the address bar."""


_WANTED = "wanted_texts"
"""In the session: the key of the articles that the address asks for."""

_NOTED = "noted_texts"
"""In the session: the key of the articles as written into the address bar."""


def follow_address() -> None:
    """Set filters, story and choice to what the address asks for, where the page did not write it itself.

    The address of a workspace that was just opened counts as well. Articles are asked for by the address
    that a visit begins with alone: what is sent while a new one is on its way still bears the old one, and
    must not take away what was just brought in.
    """
    opened = st.session_state.pop(OPENED, None)
    given = parse_qs(opened) if opened is not None else _address_bar()
    is_first = _LAST not in st.session_state
    if given == st.session_state.get(_LAST):
        return
    st.session_state[_LAST] = given
    address = read_address(given, layers=tuple(BUILDERS))
    set_filters(address.filters)
    if address.story:
        set_story(address.story)
    select_event(address.event_id)
    if is_first and TEXTS in st.query_params:
        want_again((st.query_params[TEXTS], address.story is None))


def take_wanted() -> tuple[str, bool] | None:
    """The key of the articles that the address asks for, once, and whether they are to be shown at once."""
    wanted: tuple[str, bool] | None = st.session_state.pop(_WANTED, None)
    return wanted


def want_again(wanted: tuple[str, bool]) -> None:
    """Ask for articles in the next run as well."""
    st.session_state[_WANTED] = wanted


def note_texts(key: str | None) -> None:
    """Write the key of the articles into the address bar; None where none are kept."""
    st.session_state[_NOTED] = key
    if st.query_params.get(TEXTS) == key:
        return
    if key is None:
        del st.query_params[TEXTS]
    else:
        st.query_params[TEXTS] = key


def show_address(address: Address) -> None:
    """Write what is chosen into the address bar."""
    written = write_address(address)
    st.session_state[_LAST] = written
    if written != _address_bar():
        # Which articles there are is noted when they are kept; where the map looks is the browser's to write.
        noted = st.session_state.get(_NOTED)
        texts = {TEXTS: [noted]} if noted else {}
        view = {VIEW: st.query_params.get_all(VIEW)} if VIEW in st.query_params else {}
        st.query_params.from_dict({**written, **texts, **view})


def _address_bar() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params if name not in {VIEW, TEXTS}}
