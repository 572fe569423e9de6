"""What to read: pasted text, uploaded files, or what the command line named, as documents and problems.

Everything here is pure but slow (a PDF takes a second), so callers keep a reading by its content:
`uploads_key` names some uploaded files. `geomap.app.documents` asks for them in the side bar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Final

from geomap.app.digests import digest
from geomap.errors import UnreadableDocumentError
from geomap.models import Document
from geomap.text.clean import text_of_markdown
from geomap.text.datelines import DateGuess, SourceGuess, guess_published, guess_source
from geomap.text.limits import LIMITS, Limits
from geomap.text.read import ARCHIVE, SUFFIXES, document_from_text, documents_from_bytes

UPLOADED: Final = (*SUFFIXES, ARCHIVE)
"""The endings of files that may be uploaded."""

LIMITS_SAID: Final = LIMITS.describe(SUFFIXES)
"""What can be read, said before anyone tries."""

LIMITS_IN_SHORT: Final = LIMITS.summarize()
"""The same on one line."""

_MARKDOWN_HEAD: Final = re.compile(r"\s*#{1,6} +\S")

File = tuple[str, bytes]
"""An uploaded file: its name and its content."""


class Origin(StrEnum):
    """Where the documents come from, in the words of the side bar."""

    GIVEN = "Opened files"
    SAMPLE = "Sample story"
    PASTE = "Paste text"
    UPLOAD = "Upload files"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guesses:
    """Date and source of a document as far as they are guessed, with the words they came from."""

    published: DateGuess | None = None
    source: SourceGuess | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Documents to show and what could not be read.

    Identifiers are unique. ``guesses`` holds, by identifier, what about a document is guessed and
    so to be checked. ``hint`` says what to do when there are no documents.
    """

    origin: Origin
    documents: tuple[Document, ...] = ()
    problems: tuple[UnreadableDocumentError, ...] = ()
    guesses: Mapping[str, Guesses] = field(default_factory=lambda: MappingProxyType({}))
    hint: str = ""


def collect(
    origin: Origin,
    items: Iterable[Document | UnreadableDocumentError],
    *,
    hint: str = "",
    today: date | None = None,
    limits: Limits = LIMITS,
) -> Reading:
    """Sort documents from problems; identifiers become unique, what exceeds the limit is a problem.

    Args:
        origin: Where they come from.
        items: Documents, and errors for what could not be read.
        hint: What to do when there are no documents.
        today: Guess date and source where a document states none; None means no guessing.
        limits: Its ``documents`` holds.
    """
    documents: list[Document] = []
    problems: list[UnreadableDocumentError] = []
    guesses: dict[str, Guesses] = {}
    seen: dict[str, int] = {}
    for item in items:
        if isinstance(item, UnreadableDocumentError):
            problems.append(item)
        elif len(documents) == limits.documents:
            problems.append(_too_many_documents(item.document_id, limits))
            break
        else:
            seen[item.document_id] = count = seen.get(item.document_id, 0) + 1
            name = item.document_id if count == 1 else f"{item.document_id}~{count}"
            document, guessed = _guess(replace(item, document_id=name), today)
            documents.append(document)
            if guessed != Guesses():
                guesses[name] = guessed
    return Reading(
        origin=origin,
        documents=tuple(documents),
        problems=tuple(problems),
        guesses=MappingProxyType(guesses),
        hint=hint,
    )


def read_uploads(
    files: Sequence[File],
    *,
    published: date | None = None,
    today: date | None = None,
    limits: Limits = LIMITS,
    watch: Callable[[int, str], None] = lambda _number, _name: None,
) -> Reading:
    """Read uploaded files and packed folders; what is bad is a problem and the others go on.

    Args:
        files: Names decide how a file is read.
        published: Publication date of documents that carry none.
        today: Guess date and source where a document states none; None means no guessing.
        limits: What is read at most.
        watch: Called with number (from 0) and name of each file before it is read; what it raises
            ends the reading.
    """
    items = _read_files(files, published, limits, watch)
    hint = "Choose one or more files in the side bar."
    return collect(Origin.UPLOAD, items, hint=hint, today=today, limits=limits)


def uploads_key(files: Sequence[File]) -> str:
    """A short name of some uploaded files, by their names and contents."""
    return digest(*(part for name, content in files for part in (name, sha256(content).hexdigest())))


def _read_files(
    files: Sequence[File], published: date | None, limits: Limits, watch: Callable[[int, str], None]
) -> Iterator[Document | UnreadableDocumentError]:
    used = 0
    for number, (name, content) in enumerate(files):
        watch(number, name)
        is_packed = name.lower().endswith(ARCHIVE)
        used += len(content)
        if number >= limits.files:
            yield UnreadableDocumentError(
                name, f"only {limits.files} files are read at once", "Upload it by itself."
            )
        elif used > limits.total_bytes:
            yield UnreadableDocumentError(
                name,
                f"the limit of {limits.total_mb} MB in all is reached",
                "Upload fewer files at once.",
            )
        elif len(content) > limits.file_bytes and not is_packed:
            yield UnreadableDocumentError(
                name, f"it is larger than {limits.file_mb} MB", "Split it into smaller files."
            )
        else:
            yield from documents_from_bytes(name, content, published=published, limits=limits)


def _too_many_documents(name: str, limits: Limits) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        name,
        f"the limit of {limits.documents} texts is reached; this and all later ones are left out",
        "Remove some files, or use the command `geomap map` for large collections.",
    )


def _guess(document: Document, today: date | None) -> tuple[Document, Guesses]:
    """The document with guesses in the place of what is unknown, and those guesses.

    A date that reading a file took from its words is a guess too.
    """
    if today is None:
        return document, Guesses()
    day, source = guess_published(document, today=today), guess_source(document)
    is_day_used = day is not None and document.published in (None, day.day)
    is_source_used = source is not None and document.source in (None, source.name)
    guessed = Guesses(published=day if is_day_used else None, source=source if is_source_used else None)
    return (
        replace(
            document,
            published=document.published or (guessed.published.day if guessed.published else None),
            source=document.source or (guessed.source.name if guessed.source else None),
        ),
        guessed,
    )


def read_pasted(
    text: str,
    *,
    title: str = "",
    published: date | None = None,
    source: str = "",
    url: str = "",
    today: date | None = None,
) -> Reading:
    """Read pasted text; a blank one gives an empty reading with a hint, not a problem.

    What begins with a heading of Markdown is read as that, so that its marks are in no title.
    """
    hint = "Paste an article into the side bar and press “Show on the map”."
    if not text.strip():
        return Reading(origin=Origin.PASTE, hint=hint)
    if _MARKDOWN_HEAD.match(text):
        text = text_of_markdown(text)
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
    return collect(Origin.PASTE, [document], hint=hint, today=today)


def apply_details(document: Document, row: dict[str, Any]) -> Document:
    """The document with the date and source of an edited row; what is empty there is unknown."""
    published, source = row["Date"], row["Source"]
    if isinstance(published, str):
        published = date.fromisoformat(published[:10])
    return replace(document, published=published or None, source=(source or "").strip() or None)
