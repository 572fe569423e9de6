"""Where the documents come from, asked in the side bar: stories, pasted text, uploads, given files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from geomap.app.digests import digest
from geomap.app.inputs import (
    LIMITS_SAID,
    UPLOADED,
    File,
    Origin,
    Reading,
    apply_details,
    collect,
    read_pasted,
    read_uploads,
    uploads_key,
)
from geomap.app.stories import list_stories, read_story
from geomap.text.limits import LIMITS
from geomap.text.read import MAX_CHARACTERS, read_documents


def choose_documents(given: Sequence[str]) -> Reading:
    """Ask where the documents come from and read them; `given` are paths of the command line."""
    origins = [origin for origin in Origin if given or origin is not Origin.GIVEN]
    chosen = st.radio("Documents", origins, format_func=str, key="origin")
    match chosen:
        case Origin.GIVEN:
            reading = _read_given(tuple(given))
        case Origin.PASTE:
            reading = _choose_pasted()
        case Origin.UPLOAD:
            reading = _choose_uploads()
        case _:
            reading = _choose_story()
    return _edit_details(reading)


@st.cache_resource(show_spinner="Reading the files…", max_entries=1)
def _read_given(paths: tuple[str, ...]) -> Reading:
    return collect(
        Origin.GIVEN,
        read_documents(paths),
        hint="The files named at the start hold no text.",
        today=date.today(),
    )


def read_sample() -> Reading:
    """The first sample story, shown while there is nothing else to show."""
    return collect(Origin.SAMPLE, [read_story(list_stories()[0])])


def _choose_story() -> Reading:
    stories = list_stories()
    story = st.selectbox("Story", stories, format_func=lambda story: story.title, key="story")
    st.caption(story.summary)
    return collect(Origin.SAMPLE, [read_story(story)])


def _choose_pasted() -> Reading:
    with st.form("paste"):
        text = st.text_area(
            "Text of the article",
            height=220,
            max_chars=MAX_CHARACTERS,
            placeholder="Paste a news article here. Nothing leaves this computer.",
            key="pasted_text",
        )
        title = st.text_input("Title (optional)", max_chars=300, key="pasted_title")
        published = st.date_input(
            "Date of publication",
            value=None,
            format="YYYY-MM-DD",
            help="“Yesterday” or “last week” in the text are counted from this day.",
            key="pasted_published",
        )
        source = st.text_input("Source (optional)", max_chars=300, key="pasted_source")
        url = st.text_input("Link (optional)", max_chars=2000, key="pasted_url")
        st.form_submit_button("Show on the map", type="primary", width="stretch")
    return read_pasted(text, title=title, published=published, source=source, url=url, today=date.today())


def _choose_uploads() -> Reading:
    st.caption(LIMITS_SAID)
    files = st.file_uploader(
        "Articles",
        type=[suffix.removeprefix(".") for suffix in UPLOADED],
        accept_multiple_files=True,
        max_upload_size=LIMITS.total_mb,
        key="uploads",
    )
    published = st.date_input(
        "Date of publication, where a file names none",
        value=None,
        format="YYYY-MM-DD",
        help="“Yesterday” or “last week” in a text are counted from this day.",
        key="uploads_published",
    )
    given = [(file.name, file.getvalue()) for file in files]
    return _read_uploads(digest(uploads_key(given), str(published)), given, published)


@st.cache_resource(show_spinner="Reading the files…", max_entries=16)
def _read_uploads(key: str, _files: list[File], _published: date | None) -> Reading:
    return read_uploads(_files, published=_published, today=date.today())


def _edit_details(reading: Reading) -> Reading:
    """Offer date and source of each document for correction, where the reader brought the documents."""
    if reading.origin in {Origin.SAMPLE, Origin.PASTE} or not reading.documents:
        return reading
    with st.expander(f"Dates and sources ({len(reading.documents)})"):
        rows = [
            {"Document": document.document_id, "Date": document.published, "Source": document.source}
            for document in reading.documents
        ]
        edited = st.data_editor(
            rows,
            column_config={
                "Document": st.column_config.TextColumn(disabled=True),
                "Date": st.column_config.DateColumn(format="YYYY-MM-DD"),
                "Source": st.column_config.TextColumn(max_chars=300),
            },
            hide_index=True,
            width="stretch",
            key=f"details-{digest(*(document.document_id for document in reading.documents))}",
        )
    documents = (
        apply_details(document, row) for document, row in zip(reading.documents, edited, strict=True)
    )
    return replace(reading, documents=tuple(documents))
