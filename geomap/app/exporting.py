"""The tab of downloads: files of exactly what is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from geomap.app import tables
from geomap.app.cache import View, downloadable_map, downloadable_picture, open_corrections, view_layers
from geomap.app.correction_words import event_notes
from geomap.app.documents import SETTING
from geomap.app.exports import pack_layers
from geomap.app.listing import Table, show_table
from geomap.app.sidebar import filter_words
from geomap.app.workspace import ENDING, Workspace, make_workspace, pack_workspace
from geomap.errors import CorrectionStoreError, MissingBrowserError
from geomap.render.brief import render_brief
from geomap.render.picture import SIZE, find_browser

_ZIP = "A zip archive with one file per layer."
_FORMATS = (
    ("GeoJSON", "geojson", "geomap-geojson.zip", "application/zip", _ZIP),
    ("CSV", "csv", "geomap-csv.zip", "application/zip", _ZIP),
    (
        "GeoPackage",
        "gpkg",
        "geomap.gpkg",
        "application/geopackage+sqlite3",
        "One file with all layers and their styles, for QGIS.",
    ),
)
_COLUMNS = ("What", "By", "Towards", "Where", "When", "Certainty", "Sentence", "Document")
"""What is seen of the table; its file has the rest."""

_ABOUT = (
    "Files hold exactly what is shown: the same layers, after the same filters and corrections. What is"
    " switched or moved on the map itself, such as its time slider, changes nothing in them. The map opens by"
    " double click, without a network; the brief is for printing; layers are for QGIS and spreadsheets; a"
    " workspace is all of this page in one file, which you upload to go on with it."
)


def show_export(view: View, address: Mapping[str, Sequence[str]]) -> None:
    """Offer files of what is shown, with a table of it.

    Args:
        view: What is on show.
        address: Filters and choice as the address bar has them, for the workspace.
    """
    st.caption(_ABOUT)
    with st.container(horizontal=True):
        st.download_button(
            "Map (HTML)",
            data=lambda: downloadable_map(view).encode("utf-8"),
            file_name="geomap.html",
            mime="text/html",
            on_click="ignore",
            help="One file that opens by double click, without a network.",
        )
        _offer_picture(view)
        st.download_button(
            "Brief (HTML)",
            data=lambda: make_brief(view).encode("utf-8"),
            file_name="geomap-brief.html",
            mime="text/html",
            on_click="ignore",
            help="A page to print or to send: numbers, map, events and the sentences that report them.",
        )
        for name, format_key, file_name, mime, meaning in _FORMATS:
            st.download_button(
                f"Layers ({name})",
                data=partial(_pack, view, format_key),
                file_name=file_name,
                mime=mime,
                on_click="ignore",
                help=meaning,
            )
        st.download_button(
            "Workspace",
            data=lambda: save_workspace(view, address),
            file_name=f"work{ENDING}",
            mime="application/zip",
            on_click="ignore",
            help="Everything in one file: texts, corrections and filters. Upload it to go on with it.",
        )
    _show_table(view)


def _offer_picture(view: View) -> None:
    """Offer the map as a picture where a browser can draw it, and say what it takes where none can."""
    width, height = SIZE
    meaning = f"The map as it opens, {width:,} by {height:,} pixels, for slides and articles."
    try:
        find_browser()
    except MissingBrowserError:
        meaning += " It needs Chromium, Chrome, Edge or Firefox on the computer that runs geomap."
        is_possible = False
    else:
        is_possible = True
    st.download_button(
        "Picture (PNG)",
        data=lambda: downloadable_picture(view),
        file_name="geomap.png",
        mime="image/png",
        on_click="ignore",
        disabled=not is_possible,
        help=meaning,
    )


def make_brief(view: View) -> str:
    """The brief of what is shown."""
    return render_brief(
        view.parsed,
        view_layers(view),
        made=date.today(),
        numbers=view.numbers,
        choices=filter_words(view.filters, view.findings.choices.names),
        remarks=event_notes(view.findings),
    )


def save_workspace(view: View, address: Mapping[str, Sequence[str]]) -> bytes:
    """Texts, corrections and filters in one file, with what is shown for other programs."""
    documents = [item.document for item in view.findings.parsed]
    settings = {SETTING: urlencode(address, doseq=True)}
    try:
        workspace = make_workspace(documents, open_corrections(), settings)
    except CorrectionStoreError:
        # The page says that corrections can neither be shown nor kept; texts and filters can.
        workspace = Workspace(documents=tuple(documents), settings=settings)
    return pack_workspace(workspace, results=view.findings.parsed)


def _pack(view: View, format_key: str) -> bytes:
    return pack_layers(view_layers(view), format=format_key)


def _show_table(view: View) -> None:
    event_ids = [event.event_id for item in view.parsed for event in item.events]
    if not event_ids:
        st.caption("No events to list.")
        return
    st.subheader("Events as a table", anchor=False)
    st.caption("Click a row to see its event on the map and in the list.")
    table = Table(
        name="Events",
        file_name="events.csv",
        columns=_COLUMNS,
        count=len(event_ids),
        make_rows=partial(tables.event_rows, view.parsed),
        orders={"When": "From"},
        event_ids=event_ids,
    )
    show_table(table, view_key=view.key)
