"""The address bar of the browser, read at the start of a run and written when choices have changed."""

from __future__ import annotations

from urllib.parse import parse_qs

import streamlit as st

from geomap.app.address import TEXTS, VIEW, Address, read_address, write_address
from geomap.app.desk import Desk
from geomap.app.documents import OPENED, put_back, set_story
from geomap.app.sidebar import set_filters
from geomap.app.story import select_event
from layers import BUILDERS

_LAST = "address"
"""In the session: the names and values last read from, or written to, the address bar."""


_WANTED = "wanted_texts"
"""In the session: the key of the articles that the address asks for."""


def follow_address() -> None:
    """Set filters, story and choice to what the address asks for, where the page did not write it itself.

    The address of a workspace that was just opened counts as well."""
    opened = st.session_state.pop(OPENED, None)
    given = parse_qs(opened) if opened is not None else _address_bar()
    last = st.session_state.get(_LAST)
    if given == last:
        return
    st.session_state[_LAST] = given
    address = read_address(given, layers=tuple(BUILDERS))
    set_filters(address.filters)
    if address.story:
        set_story(address.story)
    select_event(address.event_id)
    if opened is None:
        _follow_texts((last or {}).get(TEXTS), given.get(TEXTS), shows=address.story is None)


def _follow_texts(before: list[str] | None, now: list[str] | None, *, shows: bool) -> None:
    """Ask for the articles of the address where they are others; where it names none, there are none."""
    if before == now:
        return
    if now:
        st.session_state[_WANTED] = (now[0], shows)
    else:
        put_back(Desk(), None)


def take_wanted() -> tuple[str, bool] | None:
    """The key of the articles that the address asks for, once, and whether they are to be shown at once."""
    wanted: tuple[str, bool] | None = st.session_state.pop(_WANTED, None)
    return wanted


def want_again(wanted: tuple[str, bool]) -> None:
    """Ask for articles in the next run as well."""
    st.session_state[_WANTED] = wanted


def note_texts(key: str | None) -> None:
    """Write the key of the articles into the address bar; None where none are kept."""
    if st.query_params.get(TEXTS) == key:
        return
    if key is None:
        del st.query_params[TEXTS]
    else:
        st.query_params[TEXTS] = key
    st.session_state[_LAST] = _address_bar()


def show_address(address: Address) -> None:
    """Write what is chosen into the address bar."""
    # Which articles there are is written as soon as they are kept, and not changed here.
    written = {**_values(TEXTS), **write_address(address)}
    st.session_state[_LAST] = written
    if written != _address_bar():
        # Where the map is looking is the browser's to write.
        st.query_params.from_dict({**written, **_values(VIEW)})


def _values(name: str) -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name)} if name in st.query_params else {}


def _address_bar() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params if name != VIEW}
