"""Where the documents come from, asked in the side bar: stories, pasted text, uploads, given files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geomap.app.cache import open_corrections
from geomap.app.desk import Desk, put_on_desk
from geomap.app.desk_bar import desk_of, forget_problems, note_problems, show_desk
from geomap.app.inputs import (
    LIMITS_IN_SHORT,
    LIMITS_SAID,
    UPLOADED,
    File,
    Origin,
    Reading,
    collect,
    read_pasted,
    read_uploads,
    uploads_key,
)
from geomap.app.markdown import shorten
from geomap.app.stories import list_stories, read_story
from geomap.app.workspace import ENDING, open_workspace
from geomap.errors import GeomapError, InvalidWorkspaceError, UnreadableDocumentError
from geomap.text.limits import LIMITS
from geomap.text.read import read_documents

_DESK = "desk"
_STORY = "story"
_GIVEN = "given_desk"
OPENED = "opened_address"
"""In the session: filters and choice of a workspace that was just opened, as in an address."""

SETTING = "address"
"""Under this name a workspace keeps filters and choice."""

OWN_ORIGINS: Final = (Origin.PASTE, Origin.UPLOAD)
"""Where a reader's own articles come from."""

_REVISION = "desk_revision"
_SUMMARY_LENGTH: Final = 120


def choose_documents(given: Sequence[str], *, on_edit: Callable[[], object] | None = None) -> Reading:
    """Ask where the documents come from and read them.

    Args:
        given: Paths of the command line.
        on_edit: Called after each edit of the reader's own articles.
    """
    origins = [origin for origin in Origin if given or origin is not Origin.GIVEN]
    chosen = st.radio("Documents", origins, format_func=str, key="origin", on_change=forget_problems)
    match chosen:
        case Origin.GIVEN:
            reading = _show_given(tuple(given))
        case Origin.PASTE:
            hint = _choose_pasted()
            reading = show_desk(_DESK, Origin.PASTE, hint, on_edit=on_edit)
        case Origin.UPLOAD:
            hint = _choose_uploads()
            reading = show_desk(_DESK, Origin.UPLOAD, hint, on_edit=on_edit)
        case _:
            reading = _choose_story()
    return reading


def read_sample() -> Reading:
    """The first sample story, shown while there is nothing else to show."""
    return collect(Origin.SAMPLE, [read_story(list_stories()[0])])


def set_story(name: str) -> None:
    """Choose a sample story by the name it has in addresses, before the side bar is shown."""
    for story in list_stories():
        if Path(story.file).stem == name:
            st.session_state[_STORY] = story
            st.session_state["origin"] = Origin.SAMPLE


def story_name(reading: Reading) -> str | None:
    """The name in addresses of the sample story that is read; None for other texts.

    The first one is shown without being named, unless there are articles to be shown instead.
    """
    if reading.origin is not Origin.SAMPLE:
        return None
    name = reading.documents[0].document_id
    is_first = name == Path(list_stories()[0].file).stem
    return None if is_first and not reader_desk().documents else name


def reader_desk() -> Desk:
    """What was pasted and uploaded in this session."""
    return desk_of(_DESK)


def put_back(desk: Desk, origin: Origin | None) -> None:
    """Put articles in the place of those on the desk, and show them where an origin is given."""
    forget_problems()
    st.session_state[_DESK] = desk
    if origin is not None:
        st.session_state["origin"] = origin


def put_documents(reading: Reading) -> None:
    """Put articles on the desk of this session; for uploads, pasted text and opened workspaces."""
    desk, problems = put_on_desk(desk_of(_DESK), reading)
    st.session_state[_DESK] = desk
    note_problems(problems)


def _choose_story() -> Reading:
    stories = list_stories()
    story = st.selectbox("Story", stories, format_func=lambda story: story.title, key=_STORY)
    st.caption(shorten(story.summary.partition(":")[0], limit=_SUMMARY_LENGTH))
    return collect(Origin.SAMPLE, [read_story(story)])


def _show_given(paths: tuple[str, ...]) -> Reading:
    if _GIVEN not in st.session_state:
        reading = _read_given(paths)
        desk, problems = put_on_desk(Desk(), reading)
        st.session_state[_GIVEN] = desk
        forget_problems()
        note_problems(problems)
    return show_desk(_GIVEN, Origin.GIVEN, "The files named at the start hold no text.")


@st.cache_resource(show_spinner="Reading the files…", max_entries=1)
def _read_given(paths: tuple[str, ...]) -> Reading:
    return collect(Origin.GIVEN, read_documents(paths), today=date.today())


def _place_to_add(label: str) -> DeltaGenerator:
    """Where to bring in articles: open while there are none yet, else folded away under a label."""
    return st.expander(label, type="compact") if desk_of(_DESK).documents else st.container()


def _choose_pasted() -> str:
    with _place_to_add("Paste another article"), st.form("paste", clear_on_submit=True):
        # A field with a limit of its own takes nothing of what is longer, and does not say so.
        text = st.text_area(
            "Text of the article",
            height=200,
            placeholder="Paste a news article here. Nothing leaves this computer.",
            key="pasted_text",
        )
        title = st.text_input("Title (optional)", key="pasted_title")
        published = st.date_input(
            "Date of publication (optional)",
            value=None,
            format="YYYY-MM-DD",
            help="“Yesterday” or “last week” in the text are counted from this day. Left empty, it is"
            " read from the text where that says it.",
            key="pasted_published",
        )
        source = st.text_input("Source (optional)", key="pasted_source")
        url = st.text_input("Link (optional)", key="pasted_url")
        is_sent = st.form_submit_button("Show on the map", type="primary", width="stretch")
        if is_sent and not text.strip():
            st.warning("The field is empty. Paste the text of an article into it.")
    reading = read_pasted(text, title=title, published=published, source=source, url=url, today=date.today())
    if is_sent and text.strip():
        forget_problems()
        put_documents(reading)
        st.rerun()
    return reading.hint


def _choose_uploads() -> str:
    # A new uploader after each upload: what was read is listed below, where it can be removed.
    revision = st.session_state.get(_REVISION, 0)
    with _place_to_add("Upload more files"):
        # Streamlit's own line of limits is hidden (page.css): it knows one size for every kind of file.
        st.caption(LIMITS_IN_SHORT)
        files = st.file_uploader(
            "Articles",
            type=[suffix.removeprefix(".") for suffix in (*UPLOADED, ENDING)],
            accept_multiple_files=True,
            max_upload_size=LIMITS.total_mb,
            help=f"{LIMITS_SAID} A saved workspace ({ENDING}) is opened the same way.",
            key=f"uploads-{revision}",
        )
    if files:
        forget_problems()
        given = [(file.name, file.getvalue()) for file in files]
        texts = [file for file in given if not file[0].lower().endswith(ENDING)]
        opened = [_open_workspace(*file) for file in given if file[0].lower().endswith(ENDING)]
        for reading in (*opened, _read_uploads(uploads_key(texts), texts)):
            put_documents(reading)
        st.session_state[_REVISION] = revision + 1
        st.rerun()
    return "Choose one or more files in the side bar."


def _open_workspace(name: str, content: bytes) -> Reading:
    """The texts of a workspace; its corrections go into the store, its filters hold from the next run on."""
    try:
        workspace = open_workspace(content)
        open_corrections().import_lines(workspace.correction_lines())
    except GeomapError as error:
        return Reading(origin=Origin.UPLOAD, problems=(_unreadable(name, error),))
    st.session_state[OPENED] = workspace.settings.get(SETTING, "")
    return Reading(origin=Origin.UPLOAD, documents=workspace.documents)


def _unreadable(name: str, error: GeomapError) -> UnreadableDocumentError:
    reason = error.reason if isinstance(error, InvalidWorkspaceError) else str(error)
    return UnreadableDocumentError(
        name, reason, "Choose a file that “Workspace” in the tab Export has written."
    )


@st.cache_resource(show_spinner="Reading the files…", max_entries=16)
def _read_uploads(key: str, _files: list[File]) -> Reading:
    return read_uploads(_files, today=date.today())
