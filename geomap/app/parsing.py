"""Reads the documents, with progress and a way to stop; what was read once is not read again.

A few are read before the page is shown. Of many the first ones are shown as soon as they are read, and more
whenever there are enough of them to be worth a new map, while the rest is read in a thread of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geomap.app.backlog import Backlog, Progress, keep_outcome
from geomap.app.cache import open_crew, parsed_texts
from geomap.app.digests import digest, digest_document
from geomap.app.markdown import escape_markdown, shorten
from geomap.app.windows import has_window
from geomap.errors import UnreadableDocumentError
from geomap.models import Document, ParsedDocument
from geomap.render.names import document_name

_AT_ONCE: Final = 10
"""Of no more documents than these nothing is shown before all are read."""

_FIRST: Final = 4
"""Of more documents so many are shown first, or fewer where they take long."""

_GROWTH: Final = 4
"""A new map is made when there are so many times the documents of the one before."""

_LONG: Final = 20_000
"""So many signs take a second or two: while so much is read the page says at once what is at work."""

_LOOK_S: Final = 1.0
_WAIT_S: Final = 0.2
_PATIENCE_S: Final = 3.0
_PROGRESS_AFTER_S: Final = 0.4

_STOPPED = "stopped_at"
"""In the session: the digest of the documents whose reading was stopped."""

_BACKLOG = "backlog"
"""In the session: the documents that are read in a thread of their own."""


def parse_all(
    documents: Sequence[Document],
) -> tuple[list[ParsedDocument], list[UnreadableDocumentError]]:
    """What the documents say as far as they are read, in their order, and those that failed.

    Where it takes long, the document at work is named beside a button to stop; after that only what was
    read so far is shown, and a button to go on. Each document is remembered as soon as it is read, so
    being interrupted loses nothing.
    """
    texts = parsed_texts()
    missing = [document for document in documents if texts.get(document) is None]
    whole = digest(*(digest_document(document) for document in documents))
    problems: Sequence[UnreadableDocumentError] = ()
    is_stopped = st.session_state.get(_STOPPED) == whole
    backlog = _backlog_of(whole, is_wanted=bool(missing) and not is_stopped)
    if missing and is_stopped:
        _offer_to_go_on(len(documents) - len(missing), len(documents))
    elif missing and backlog is None and len(missing) <= _AT_ONCE and not _is_long(missing):
        problems = _parse_missing(missing, len(documents), whole)
    elif missing:
        problems = _parse_behind(missing, len(documents), whole, backlog)
    parsed = [found for document in documents if (found := texts.get(document)) is not None]
    return parsed, list(problems)


def _is_long(documents: Sequence[Document]) -> bool:
    return sum(len(document.text) for document in documents) > _LONG


def _backlog_of(whole: str, *, is_wanted: bool) -> Backlog | None:
    """What is being read, or was read, of some documents; anything else is given up."""
    backlog = st.session_state.get(_BACKLOG)
    if not isinstance(backlog, Backlog):
        return None
    if backlog.key == whole and is_wanted:
        return backlog
    backlog.stop()
    st.session_state[_BACKLOG] = None
    return None


def _parse_missing(missing: Sequence[Document], count: int, whole: str) -> list[UnreadableDocumentError]:
    """Read documents while the page waits."""
    texts, outcomes = parsed_texts(), open_crew().read(missing)
    problems = []
    begun, bar = monotonic(), _Bar(whole, st.empty())
    for number, document in enumerate(missing, start=count - len(missing)):
        if monotonic() - begun > _PROGRESS_AFTER_S:
            bar.show(number, count, document)
        problem = keep_outcome(document, next(outcomes), texts.put)
        problems += [problem] if problem else []
    bar.end()
    return problems


def _parse_behind(
    missing: Sequence[Document], count: int, whole: str, backlog: Backlog | None
) -> Sequence[UnreadableDocumentError]:
    """Have documents read in a thread of their own; wait for the first ones only."""
    progress = backlog.look() if backlog else None
    if backlog is None or (progress and progress.is_over and not progress.is_whole):
        backlog = Backlog(whole, missing, reader=open_crew(), keep=parsed_texts().put)
        st.session_state[_BACKLOG] = backlog
    before = count - backlog.count
    progress = _wait_for_first(backlog, before, count)
    if not progress.is_over:
        _watch(backlog, before, before + progress.done, count)
    return progress.problems


def _wait_for_first(backlog: Backlog, before: int, count: int) -> Progress:
    """Wait until there is enough to be shown."""
    bar = _Bar(backlog.key, st.empty())
    progress, give_up = backlog.look(), monotonic() + _PATIENCE_S
    while not progress.is_over and before + progress.done < (_FIRST if monotonic() < give_up else 1):
        bar.show(before + progress.done, count, progress.at_work)
        progress = backlog.look(wait_s=_WAIT_S)
    bar.end()
    return progress


@st.fragment(run_every=_LOOK_S)
def _watch(backlog: Backlog, before: int, shown: int, count: int) -> None:
    """Say how far reading is, and have the page show more when there is enough of it."""
    progress = backlog.look()
    done = before + progress.done
    is_stopped = st.session_state.get(_STOPPED) == backlog.key
    is_enough = progress.is_over or done >= _GROWTH * shown or is_stopped
    if is_enough and not has_window():
        st.rerun()
    waiting = "More is shown when this window is closed." if is_enough else f"{shown:,} are shown so far."
    # No place that is emptied first: the bar would flicker at every look.
    _Bar(backlog.key, st.container(), stop_key="stop_reading_on").show(done, count, progress.at_work, waiting)


class _Bar:
    """The document at work beside a button to stop."""

    def __init__(self, whole: str, place: DeltaGenerator, *, stop_key: str = "stop_reading") -> None:
        self._whole, self._place, self._stop_key = whole, place, stop_key
        self._bar: DeltaGenerator | None = None

    def show(self, done: int, count: int, document: Document | None, more: str = "") -> None:
        """Show how many documents of how many are done, and which is at work."""
        if self._bar is None:
            with self._place.container(horizontal=True, vertical_alignment="center"):
                self._bar = st.progress(0.0)
                st.button("Stop reading", key=self._stop_key, on_click=_stop, args=(self._whole,))
        name = escape_markdown(shorten(document_name(document))) if document else "the last one"
        said = f"Reading {min(done + 1, count):,} of {count:,}: {name}" if count > 1 else f"Reading {name}"
        if document and len(document.text) > _LONG:
            said += f" ({len(document.text.split()):,} words)"
        self._bar.progress(min(done / count, 1.0), text=f"{said}. {more}" if more else said)

    def end(self) -> None:
        """Take it away."""
        self._place.empty()


def _offer_to_go_on(done: int, count: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.info(f"Reading was stopped after {done} of {count} texts. Those that were read are shown.")
        st.button("Go on reading", key="go_on", on_click=lambda: st.session_state.pop(_STOPPED, None))


def _stop(whole: str) -> None:
    st.session_state[_STOPPED] = whole
