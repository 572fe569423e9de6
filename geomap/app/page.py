"""The Streamlit page: documents in, map and evidence out.

``streamlit run geomap/app/page.py -- INPUT...`` works from a checkout and from an installed wheel;
``geomap app`` does the same with safe options. The page is bound to nothing outside this machine.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from time import monotonic

import streamlit as st

from geomap.app.cache import Findings, find_all, make_view, open_pipeline, parse_document, read_asset
from geomap.app.cards import document_name
from geomap.app.documents import choose_documents, read_sample
from geomap.app.inputs import Origin, Reading
from geomap.app.markdown import escape_markdown, shorten
from geomap.app.results import offer_way_out, show_problems, show_results
from geomap.app.sidebar import choose_filters
from geomap.errors import GeomapError, UnreadableDocumentError
from geomap.models import ParsedDocument

_log = logging.getLogger(__name__)

_SCRIPTS = frozenset({"page.py", "streamlit_app.py"})
_PROGRESS_AFTER_S = 0.4
_WELCOME = (
    "This is a sample story. Choose an event, on the map or in the list, to read the sentence behind it;"
    " then paste or upload your own articles in the side bar."
)


def main() -> None:
    """Show the page."""
    st.set_page_config(page_title="geomap", page_icon="🗺️", layout="wide")
    st.html(f"<style>{read_asset('page.css')}</style>")
    try:
        _show_page()
    except GeomapError as error:
        _log.exception("the page could not be shown")
        st.error(f"{escape_markdown(str(error))}")


def _show_page() -> None:
    with st.sidebar:
        reading = choose_documents(_given_paths())
    # Messages have a place of their own, so that the map below them never moves in the page's tree:
    # it would be drawn anew.
    notices = st.container()
    with notices:
        show_problems(reading.problems, has_others=bool(reading.documents))
        if not reading.documents and not reading.problems:
            st.info(f"{reading.hint} Until then the sample story is shown.")
    is_welcome = bool(reading.documents) and reading.origin is Origin.SAMPLE
    if not reading.documents:
        if reading.problems:
            return
        reading = read_sample()
    with notices:
        findings = _parse_all(reading)
    if findings is None:
        return
    with st.sidebar:
        filters = choose_filters(findings.parsed)
    view = make_view(findings, filters)
    with notices:
        if not view.cards:
            offer_way_out(findings, filters)
        if is_welcome:
            st.caption(_WELCOME)
    show_results(findings, view)


def _parse_all(reading: Reading) -> Findings | None:
    """What the documents say; names the one at work where it takes long, and those that fail."""
    open_pipeline()
    parsed: list[ParsedDocument] = []
    problems: list[UnreadableDocumentError] = []
    count = len(reading.documents)
    begun, bar = monotonic(), st.empty()
    for number, document in enumerate(reading.documents, start=1):
        if monotonic() - begun > _PROGRESS_AFTER_S:
            name = escape_markdown(shorten(document_name(document)))
            bar.progress((number - 1) / count, text=f"Reading {number} of {count}: {name}")
        try:
            parsed.append(parse_document(document))
        except GeomapError as error:
            problems.append(
                UnreadableDocumentError(document_name(document), str(error), "Please report this text.")
            )
    bar.empty()
    show_problems(problems, has_others=bool(parsed))
    return find_all(parsed) if parsed else None


def _given_paths() -> list[str]:
    """The inputs named on the command line; none where another program runs the page."""
    return sys.argv[1:] if Path(sys.argv[0]).name in _SCRIPTS else []


if __name__ == "__main__":
    main()
