"""The tab of corrections: what was changed, by whom and when, to be undone, carried away and brought in."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from geomap.app.cache import View, open_corrections, open_pipeline
from geomap.app.correction_words import describe
from geomap.app.markdown import escape_markdown, shorten
from geomap.app.saving import say_once, undo
from geomap.corrections import CorrectionKind, HistoryEntry, hash_text
from geomap.errors import CorrectionStoreError, GeomapError
from geomap.render.names import document_name

_PAGE = 25
_MAX_UPLOAD_MB = 20


def show_history(view: View) -> None:
    """Show the corrections of the texts on the page, newest first."""
    names = {hash_text(item.document.text): document_name(item.document) for item in view.findings.parsed}
    hashes = list(names)
    try:
        store = open_corrections()
        log = store.history(hashes)
    except CorrectionStoreError as error:
        st.warning(f"Corrections cannot be shown. {escape_markdown(str(error))}")
        return
    undone_by = {one.correction.undoes: one for one in log if one.is_active and one.correction.undoes}
    entries = [one for one in reversed(log) if one.correction.kind is not CorrectionKind.UNDONE]
    if not entries:
        st.caption(
            "Nothing is corrected yet. Choose an event and press “Wrong? Correct it”, or click a place in"
            " the text. Corrections stay with the text and come back whenever it is read again."
        )
    else:
        st.caption("Corrections stay with the text and come back whenever it is read again.")
    count = min(len(entries), st.session_state.get("history_shown", _PAGE))
    for entry in entries[:count]:
        _show_entry(entry, undone_by.get(entry.correction.entry_id), names)
    if count < len(entries):
        st.button(f"Show more ({len(entries) - count:,} left)", key="history_more", on_click=_show_more)
    if entries:
        st.download_button(
            "Corrections (JSON lines)",
            data=lambda: "".join(store.export_lines(hashes)).encode("utf-8"),
            file_name="geomap-corrections.jsonl",
            mime="application/jsonl",
            on_click="ignore",
            help="All corrections of these texts, to be brought in elsewhere.",
        )
    with st.expander("Bring in corrections from a file"):
        _bring_in()


def _show_entry(entry: HistoryEntry, undoing: HistoryEntry | None, names: Mapping[str, str]) -> None:
    correction = entry.correction
    told = [names[target.text_hash] for target in correction.targets if target.text_hash in names]
    when = f"{correction.made_at:%Y-%m-%d %H:%M} UTC"
    words = escape_markdown(shorten(describe(correction, open_pipeline().atlas), limit=220))
    note = f" · “{escape_markdown(shorten(correction.note))}”" if correction.note else ""
    about = escape_markdown(shorten(told[0] if told else correction.title or ""))
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch"):
            st.markdown(words if entry.is_active else f"~~{words}~~ undone")
            st.caption(f"{when} · {escape_markdown(correction.made_by)} · {about}{note}")
        # The button of an entry stays the same one, so that it keeps the focus.
        key = f"undo-{correction.entry_id}"
        if entry.is_active:
            _offer("Undo", correction.entry_id, key=key, done="The correction is undone.")
        elif undoing is not None:
            _offer("Bring back", undoing.correction.entry_id, key=key, done="The correction holds again.")


def _offer(label: str, entry_id: str, *, key: str, done: str) -> None:
    """A button that undoes an entry and shows the whole page anew, map and list included."""
    if st.button(label, key=key):
        undo(entry_id, done=done)
        st.rerun()


def _show_more() -> None:
    st.session_state["history_shown"] = st.session_state.get("history_shown", _PAGE) + _PAGE


def _bring_in() -> None:
    file = st.file_uploader(
        "A file of corrections that geomap has written",
        type=["jsonl"],
        max_upload_size=_MAX_UPLOAD_MB,
        key="corrections_file",
    )
    if file is None or not st.button("Bring them in", key="corrections_import"):
        return
    try:
        lines = file.getvalue().decode("utf-8").splitlines()
        count = open_corrections().import_lines(lines)
    except UnicodeDecodeError:
        st.error("This file is not text. Expected a file that “Corrections (JSON lines)” has written.")
    except GeomapError as error:
        st.error(f"Nothing was brought in. {escape_markdown(str(error))}")
    else:
        say_once(brought_in(count))
        st.rerun()


def brought_in(count: int) -> str:
    """What is said of so many corrections that a file has brought."""
    if not count:
        return "The file holds no correction that is not here already."
    said = "1 correction is" if count == 1 else f"{count:,} corrections are"
    return f"{said} brought in, for the texts that were corrected."
