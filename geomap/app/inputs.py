"""What to read: pasted text, uploaded files, or what the command line named, as documents and problems.

Everything here is pure; `geomap.app.documents` asks for it in the side bar.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from geomap.errors import UnreadableDocumentError
from geomap.models import Document
from geomap.text.read import (
    MAX_CHARACTERS,
    SUFFIXES,
    document_from_text,
    documents_from_bytes,
)

MAX_FILES = 200
"""Most files of one upload."""

MAX_FILE_MB = 20
"""Largest uploaded file, in units of 1024 * 1024 bytes."""

MAX_DOCUMENTS = 500
"""Most documents on the map at once."""

LIMITS = (
    f"Up to {MAX_FILES} files of {MAX_FILE_MB} MB each, as {', '.join(SUFFIXES)};"
    f" up to {MAX_DOCUMENTS} texts in all, each up to {MAX_CHARACTERS:,} characters."
)
"""What can be read, said before anyone tries."""


class Origin(StrEnum):
    """Where the documents come from, in the words of the side bar."""

    GIVEN = "Opened files"
    SAMPLE = "Sample story"
    PASTE = "Paste text"
    UPLOAD = "Upload files"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Documents to show and what could not be read.

    Identifiers are unique. ``hint`` says what to do when there are no documents.
    """

    origin: Origin
    documents: tuple[Document, ...] = ()
    problems: tuple[UnreadableDocumentError, ...] = ()
    hint: str = ""


def collect(
    origin: Origin, items: Iterable[Document | UnreadableDocumentError], *, hint: str = ""
) -> Reading:
    """Sort documents from problems; identifiers become unique, what exceeds the limit is a problem."""
    documents: list[Document] = []
    problems: list[UnreadableDocumentError] = []
    seen: dict[str, int] = {}
    for item in items:
        if isinstance(item, UnreadableDocumentError):
            problems.append(item)
        elif len(documents) == MAX_DOCUMENTS:
            problems.append(
                UnreadableDocumentError(
                    item.document_id,
                    f"the limit of {MAX_DOCUMENTS} texts is reached; this and all later ones are left out",
                    "Remove some files, or use the command `geomap map` for large collections.",
                )
            )
            break
        else:
            seen[item.document_id] = count = seen.get(item.document_id, 0) + 1
            name = item.document_id if count == 1 else f"{item.document_id}~{count}"
            documents.append(replace(item, document_id=name))
    return Reading(origin=origin, documents=tuple(documents), problems=tuple(problems), hint=hint)


def read_uploads(files: Sequence[tuple[str, bytes]], *, published: date | None = None) -> Reading:
    """Read uploaded files, given as (name, content); a bad one is a problem and the others go on.

    Args:
        files: Names decide how a file is read.
        published: Publication date of documents that carry none.
    """
    items: list[Document | UnreadableDocumentError] = []
    for name, content in files[:MAX_FILES]:
        if len(content) > MAX_FILE_MB * 1024 * 1024:
            items.append(
                UnreadableDocumentError(
                    name, f"it is larger than {MAX_FILE_MB} MB", "Split it into smaller files."
                )
            )
        else:
            items += documents_from_bytes(name, content, published=published)
    for name, _ in files[MAX_FILES:]:
        items.append(
            UnreadableDocumentError(name, f"only {MAX_FILES} files are read at once", "Upload it by itself.")
        )
    return collect(Origin.UPLOAD, items, hint="Choose one or more files in the side bar.")


def read_pasted(
    text: str, *, title: str = "", published: date | None = None, source: str = "", url: str = ""
) -> Reading:
    """Read pasted text; a blank one gives an empty reading with a hint, not a problem."""
    hint = "Paste an article into the side bar and press “Show on the map”."
    if not text.strip():
        return Reading(origin=Origin.PASTE, hint=hint)
    try:
        document = document_from_text(
            text,
            title=title.strip() or None,
            published=published,
            source=source.strip() or None,
            url=url.strip() or None,
        )
    except UnreadableDocumentError as error:
        named = UnreadableDocumentError("the pasted text", error.reason, error.way_out)
        return collect(Origin.PASTE, [named], hint=hint)
    return collect(Origin.PASTE, [document], hint=hint)


def apply_details(document: Document, row: dict[str, Any]) -> Document:
    """The document with the date and source of an edited row; what is empty there is unknown."""
    published, source = row["Date"], row["Source"]
    if isinstance(published, str):
        published = date.fromisoformat(published[:10])
    return replace(document, published=published or None, source=(source or "").strip() or None)
