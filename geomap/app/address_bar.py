"""The address bar of the browser, read at the start of a run and written when choices have changed."""

from __future__ import annotations

from urllib.parse import parse_qs

import streamlit as st

from geomap.app.address import VIEW, Address, read_address, write_address
from geomap.app.documents import OPENED, set_story
from geomap.app.sidebar import set_filters
from geomap.app.story import select_event
from layers import BUILDERS

_LAST = "address"
"""In the session: the names and values last read from, or written to, the address bar."""


def follow_address() -> None:
    """Set filters, story and choice to what the address asks for, where the page did not write it itself.

    The address of a workspace that was just opened counts as well."""
    opened = st.session_state.pop(OPENED, None)
    given = parse_qs(opened) if opened is not None else _address_bar()
    if given == st.session_state.get(_LAST):
        return
    st.session_state[_LAST] = given
    address = read_address(given, layers=tuple(BUILDERS))
    set_filters(address.filters)
    if address.story:
        set_story(address.story)
    select_event(address.event_id)


def show_address(address: Address) -> None:
    """Write what is chosen into the address bar."""
    written = write_address(address)
    st.session_state[_LAST] = written
    if written != _address_bar():
        # Where the map is looking is the browser's to write.
        view = {VIEW: st.query_params.get_all(VIEW)} if VIEW in st.query_params else {}
        st.query_params.from_dict({**written, **view})


def _address_bar() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params if name != VIEW}
