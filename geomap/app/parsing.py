"""Reads the documents one by one, with progress and a way to stop; what was read once is not read again."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from time import monotonic

import streamlit as st

from geomap.app.cache import open_pipeline, parsed_texts
from geomap.app.digests import digest, digest_document
from geomap.app.markdown import escape_markdown, shorten
from geomap.app.phrases import document_name
from geomap.errors import GeomapError, UnreadableDocumentError
from geomap.models import Document, ParsedDocument

_log = logging.getLogger(__name__)

_PROGRESS_AFTER_S = 0.4
_STOPPED = "stopped_at"
"""In the session: the digest of the documents whose reading was stopped."""


def parse_all(
    documents: Sequence[Document],
) -> tuple[list[ParsedDocument], list[UnreadableDocumentError]]:
    """What the documents say, in their order, and those that failed.

    Where it takes long, the document at work is named beside a button to stop; after that only what was
    read so far is shown, and a button to go on. Each document is remembered as soon as it is read, so
    being interrupted loses nothing.
    """
    texts = parsed_texts()
    missing = [document for document in documents if texts.get(document) is None]
    whole = digest(*(digest_document(document) for document in documents))
    problems: list[UnreadableDocumentError] = []
    if missing and st.session_state.get(_STOPPED) == whole:
        _offer_to_go_on(len(documents) - len(missing), len(documents))
    elif missing:
        problems = _parse_missing(missing, len(documents), whole)
    parsed = [found for document in documents if (found := texts.get(document)) is not None]
    return parsed, problems


def _parse_missing(missing: Sequence[Document], count: int, whole: str) -> list[UnreadableDocumentError]:
    texts, pipeline = parsed_texts(), open_pipeline()
    problems = []
    begun, place = monotonic(), st.empty()
    is_shown = False
    bar = None
    for number, document in enumerate(pipeline.ahead(missing), start=count - len(missing) + 1):
        if not is_shown and (monotonic() - begun > _PROGRESS_AFTER_S or len(missing) > 20):
            is_shown = True
            with place.container(horizontal=True, vertical_alignment="center"):
                bar = st.progress(0.0)
                st.button("Stop reading", key="stop_reading", on_click=_stop, args=(whole,))
        if bar is not None:
            name = escape_markdown(shorten(document_name(document)))
            bar.progress((number - 1) / count, text=f"Reading {number} of {count}: {name}")
        try:
            texts.put(pipeline.parse(document))
        except GeomapError as error:
            _log.exception("a document could not be parsed")
            problems.append(
                UnreadableDocumentError(document_name(document), str(error), "Please report this text.")
            )
    place.empty()
    return problems


def _offer_to_go_on(done: int, count: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.info(f"Reading was stopped after {done} of {count} texts. Those that were read are shown.")
        st.button("Go on reading", key="go_on", on_click=lambda: st.session_state.pop(_STOPPED, None))


def _stop(whole: str) -> None:
    st.session_state[_STOPPED] = whole
