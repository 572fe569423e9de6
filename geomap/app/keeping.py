"""Keeps the articles on the page across reloads, tells the reader so, and forgets them when asked."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date
from typing import Final

import streamlit as st

from geomap.app.address_bar import note_texts, take_wanted, want_again
from geomap.app.cache import parsed_texts, read_asset
from geomap.app.desk import Desk, restore_desk
from geomap.app.documents import OWN_ORIGINS, put_back, reader_desk
from geomap.app.inputs import Origin
from geomap.app.kept import KEEP_LIMITS, KeptTexts, open_kept
from geomap.app.kept_results import add_results, find_results
from geomap.app.workspace import Workspace, open_workspace, pack_workspace
from geomap.errors import ExportError, InvalidWorkspaceError
from geomap.models import ParsedDocument

_log = logging.getLogger(__name__)

_SECRET = "browser_secret"
"""In the session: the secret of this browser; "" where it keeps none, missing while not told yet."""

_ELEMENT = "browser_element"
_KEPT = "kept_texts"
"""In the session: the key of the articles kept last, and whether that was possible."""

_KEPT_RESULTS = "kept_results"
"""In the session: the key of the articles whose results were kept last."""

_ORIGIN: Final = "origin"


@st.cache_resource(show_spinner=False)
def kept_texts() -> KeptTexts:
    """What this server keeps of all readers."""
    return open_kept()


def recall_articles() -> bool:
    """Bring back the articles that the address names; False while the browser has not told its secret yet."""
    wanted = take_wanted()
    secret = _secret()
    with st.container(key="browser"):
        if secret is None and (wanted or st.session_state.get(_ORIGIN) in OWN_ORIGINS):
            _ask_browser()
    if wanted is None:
        return True
    if secret is None:
        want_again(wanted)
        st.info("Opening your articles…")
        return False
    key, shows = wanted
    desk, origin = _read(secret, key)
    if desk.documents:
        st.session_state[_KEPT] = (desk.key, True)
        put_back(desk, origin if shows else None)
    else:
        note_texts(None)
        st.info(
            "The articles of this link are not kept here. They come back only in the browser that brought"
            f" them in, for {KEEP_LIMITS.days} days. Open them again, or a workspace that you saved."
        )
    return True


def keep_articles() -> None:
    """Keep the articles on the desk, name them in the address, and say so beneath them."""
    is_kept, secret = keep_now(), _secret()
    if is_kept is not None and secret is not None and st.session_state.get(_ORIGIN) in OWN_ORIGINS:
        _say_what_is_kept(secret, is_kept=is_kept)


def keep_now() -> bool | None:
    """Keep the articles on the desk and name them in the address, and show nothing.

    While they are edited this is called for every edit, since the page itself runs when that is done.

    Returns:
        Whether they are kept; None where there are none, or while the browser has not told its secret.
    """
    desk, secret = reader_desk(), _secret()
    if not desk.documents:
        note_texts(None)
        return None
    if secret is None:
        return None  # the browser is about to tell it, which runs the page again
    kept = st.session_state.get(_KEPT)
    if kept is None or kept[0] != desk.key:
        kept = (desk.key, _write(secret, desk))
        st.session_state[_KEPT] = kept
    note_texts(desk.key if kept[1] else None)
    return bool(kept[1])


def keep_results(parsed: Sequence[ParsedDocument]) -> None:
    """Keep what the articles on the desk say beside them, once all of them are read."""
    desk, secret = reader_desk(), _secret()
    is_done = st.session_state.get(_KEPT_RESULTS) == desk.key
    if not secret or is_done or st.session_state.get(_KEPT) != (desk.key, True):
        return
    if tuple(item.document for item in parsed) == desk.documents:
        st.session_state[_KEPT_RESULTS] = desk.key
        _write(secret, desk, results=parsed)


def _say_what_is_kept(secret: str, *, is_kept: bool) -> None:
    if not is_kept:
        st.caption(
            "These articles are too many to be kept, or nothing can be kept here: a reload loses them."
            " Save a workspace in the tab Export to have them again."
        )
        return
    how_long = f"for {KEEP_LIMITS.days} days" if kept_texts().outlives_server else "until the server ends"
    # What deletes everything is a step away, for it cannot be undone.
    with st.popover(f"Kept {how_long}", type="tertiary", key="kept_note"):
        st.caption(
            "Your articles are kept on this computer, for this browser alone: a reload or your bookmark"
            " brings them back. Forgetting takes them off the page and deletes all that is kept for this"
            " browser. Corrections stay; undo them in their tab."
        )
        st.button("Forget my articles", key="forget_kept", on_click=_forget, args=(secret,))


def _forget(secret: str) -> None:
    kept_texts().forget(secret)
    st.session_state.pop(_KEPT, None)
    put_back(Desk(), None)


def _secret() -> str | None:
    """The secret of this browser; "" where it has none, None while it has not told yet."""
    told = st.session_state.get(_ELEMENT)
    secret = told.get("secret") if told is not None else None
    if isinstance(secret, str):
        # The element's state is forgotten when it is shown no more.
        st.session_state[_SECRET] = secret
    return st.session_state.get(_SECRET)


def _ask_browser() -> None:
    component = st.components.v2.component(
        "geomap_browser", html="<span hidden></span>", js=read_asset("browser.js")
    )
    component(key=_ELEMENT, data={"is_known": False}, on_secret_change=lambda: None)


def _write(secret: str, desk: Desk, *, results: Sequence[ParsedDocument] = ()) -> bool:
    origin = st.session_state.get(_ORIGIN)
    settings = {_ORIGIN: str(origin)} if origin in OWN_ORIGINS else {}
    try:
        content = pack_workspace(Workspace(documents=desk.documents, settings=settings))
        return kept_texts().put(secret, desk.key, add_results(content, results) if results else content)
    except ExportError:
        _log.exception("articles could not be kept")
        return False


def _read(secret: str, key: str) -> tuple[Desk, Origin]:
    """The kept articles with what is guessed about them; an empty desk where there are none."""
    content = kept_texts().get(secret, key)
    if content is None:
        return Desk(), Origin.UPLOAD
    try:
        workspace = open_workspace(content)
    except InvalidWorkspaceError:
        _log.exception("kept articles could not be read")
        return Desk(), Origin.UPLOAD
    results = find_results(content, workspace.documents)
    for parsed in results:
        parsed_texts().put(parsed)
    if len(results) == len(workspace.documents):
        st.session_state[_KEPT_RESULTS] = key
    origin = Origin.PASTE if workspace.settings.get(_ORIGIN) == Origin.PASTE else Origin.UPLOAD
    return restore_desk(workspace.documents, today=date.today()), origin
