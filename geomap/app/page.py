"""The Streamlit page: documents in, map and evidence out.

``streamlit run geomap/app/page.py -- INPUT...`` works from a checkout and from an installed wheel;
``geomap app`` does the same with safe options. The page is bound to nothing outside this machine.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import streamlit as st

from geomap.app.address_bar import follow_address
from geomap.app.cache import find_all, make_view, open_corrections, read_asset
from geomap.app.digests import digest
from geomap.app.documents import choose_documents, read_sample, story_name
from geomap.app.inputs import Origin
from geomap.app.keeping import keep_articles, keep_now, keep_results, recall_articles
from geomap.app.markdown import escape_markdown
from geomap.app.parsing import parse_all
from geomap.app.results import show_problems, show_results, tell_foreign
from geomap.app.saving import tell_saved
from geomap.app.sidebar import choose_filters, drop_field
from geomap.app.story import keep_map, take_drop
from geomap.app.windows import forget_window
from geomap.corrections import Correction, hash_text
from geomap.errors import CorrectionStoreError, GeomapError
from geomap.models import ParsedDocument

_log = logging.getLogger(__name__)

_SCRIPTS = frozenset({"page.py", "streamlit_app.py"})
_TITLE = "Who did what to whom, where and how many, as the news reports it"
_WELCOME = (
    "This is a sample story. Choose an event to read the sentence behind it, then paste or upload your own"
    " articles in the side bar."
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
    forget_window()
    follow_address()
    if not recall_articles():
        return
    with st.sidebar:
        reading = choose_documents(_given_paths(), on_edit=keep_now)
        keep_articles()
    # Messages have a place of their own, so that the map below them never moves in the page's tree:
    # it would be drawn anew.
    notices = st.container(key="notices")
    with notices:
        show_problems(reading.problems, has_others=bool(reading.documents))
        if not reading.documents:
            st.info(f"{reading.hint} Until then the sample story is shown.")
    is_welcome = bool(reading.documents) and reading.origin is Origin.SAMPLE
    is_waiting = not reading.documents
    if is_waiting:
        reading = read_sample()
    with notices:
        parsed, problems = parse_all(reading.documents)
        show_problems(problems, has_others=bool(parsed))
        tell_foreign(reading.documents)
        corrections = _read_corrections(parsed)
    if not parsed:
        return
    findings = find_all(parsed, corrections)
    dropped = take_drop()
    if dropped:
        drop_field(dropped)
    with st.sidebar:
        filters = choose_filters(findings.choices)
    view = make_view(findings, filters)
    with notices:
        if is_welcome:
            st.title(_TITLE, anchor=False)
            st.caption(_WELCOME)
    tell_saved()
    keep_map(findings)
    texts_key = digest(*(document.text for document in reading.documents))
    show_results(view, story=story_name(reading), texts_key=texts_key, is_waiting=is_waiting)
    keep_results(parsed)


def _read_corrections(parsed: list[ParsedDocument]) -> tuple[Correction, ...]:
    """The corrections of these texts; without a store the page works and says that it keeps none."""
    try:
        return open_corrections().active(hash_text(item.document.text) for item in parsed)
    except CorrectionStoreError as error:
        st.warning(f"Corrections are neither shown nor kept. {escape_markdown(str(error))}")
        return ()


def _given_paths() -> list[str]:
    """The inputs named on the command line; none where another program runs the page."""
    return sys.argv[1:] if Path(sys.argv[0]).name in _SCRIPTS else []


if __name__ == "__main__":
    main()
