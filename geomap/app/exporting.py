"""The tab of downloads: files of exactly what is shown."""

from __future__ import annotations

from functools import partial

import streamlit as st

from geomap.app import tables
from geomap.app.cache import View, downloadable_map, view_layers
from geomap.app.exports import zip_layers
from geomap.app.story import select_event, selected_event

_FORMATS = (("GeoJSON", "geojson"), ("CSV", "csv"), ("GeoPackage", "gpkg"))
_PICKED = "picked"


def show_export(view: View) -> None:
    """Offer files of what is shown, with a table of it."""
    st.caption("Files hold exactly what is shown: the same layers, after the same filters and corrections.")
    with st.container(horizontal=True):
        st.download_button(
            "Map (HTML)",
            data=lambda: downloadable_map(view).encode("utf-8"),
            file_name="geomap.html",
            mime="text/html",
            on_click="ignore",
            help="One file that opens by double click, without a network.",
        )
        for name, format_key in _FORMATS:
            st.download_button(
                f"Layers ({name})",
                data=partial(_pack, view, format_key),
                file_name=f"geomap-{format_key}.zip",
                mime="application/zip",
                on_click="ignore",
                help="A zip archive with one file per layer.",
            )
    _show_table(view)


def _pack(view: View, format_key: str) -> bytes:
    return zip_layers(view_layers(view), format=format_key)


def _show_table(view: View) -> None:
    rows = tables.event_rows(view.parsed)
    if not rows:
        st.caption("No events to list.")
        return
    st.markdown("**Events as a table**")
    chosen = st.dataframe(
        rows,
        hide_index=True,
        width="stretch",
        placeholder="–",
        on_select="rerun",
        selection_mode="single-row",
        key=f"table-{view.key}",
    )
    event_ids = [event.event_id for item in view.parsed for event in item.events]
    picked = [event_ids[number] for number in chosen.selection.rows]
    if picked and picked != st.session_state.get(_PICKED) and picked[0] != selected_event():
        st.session_state[_PICKED] = picked
        select_event(picked[0])
        st.rerun(scope="fragment")
    st.session_state[_PICKED] = picked
