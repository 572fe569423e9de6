"""Files, folders, streams and pasted words become documents.

A document that cannot be read is yielded as the error that says why, so that the rest go on.
Text is kept exactly as written (only a byte order mark is dropped), since every span counts in it;
HTML and Markdown are turned into plain text first.
"""

import csv
import hashlib
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import BinaryIO

from geomap.errors import (
    GeomapError,
    MissingInputError,
    SkippedFileError,
    TextlessTableError,
    UnreadableDocumentError,
)
from geomap.models import Document
from geomap.text.archives import ABOUT_A_FOLDER, read_archive
from geomap.text.clean import text_of_html, text_of_markdown
from geomap.text.datelines import dated
from geomap.text.dates import find_dates
from geomap.text.decode import declared_encoding, decode
from geomap.text.feeds import read_feed
from geomap.text.limits import LIMITS, Limits
from geomap.text.pdf import read_pdf
from geomap.text.table import field_names, read_table

MAX_CHARACTERS = LIMITS.characters
"""Longest text of one document, in code points; about five hundred newspaper columns."""

SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf", ".jsonl", ".csv", ".xml", ".rss", ".atom")
"""File name endings that can be read, alone or in an archive."""

ARCHIVE = ".zip"
"""The ending of a packed folder."""

_MAX_BYTES = 4 * MAX_CHARACTERS
_MAX_TITLE = 160
_MOST_COLUMNS = 8
_MAX_COLUMN = 40
_STANDARD_INPUT = "-"
_EXPECTED = "Expected news text as " + ", ".join((*SUFFIXES, ARCHIVE)) + "."

_RowReader = Callable[[BinaryIO, str], Iterator[Document | UnreadableDocumentError]]


def read_documents(
    inputs: Iterable[str | Path], *, published: date | None = None
) -> Iterator[Document | UnreadableDocumentError]:
    """Read files, folders and standard input, one document after another.

    Args:
        inputs: Paths of files or folders (searched in depth, in order of name, without README files),
            or ``"-"``.
        published: Publication date of documents that carry none.

    Yields:
        Documents, and for what cannot be read the error that says why: a `SkippedFileError` for a table
        without texts in a folder. Identifiers are unique within one call.
    """
    seen: dict[str, int] = {}
    for given in inputs:
        for item in _read_input(str(given)):
            yield _finish(item, seen, published)


def documents_from_bytes(
    name: str, content: bytes, *, published: date | None = None, limits: Limits = LIMITS
) -> list[Document | UnreadableDocumentError]:
    """Read one uploaded file; `name` decides how, as for a path."""
    seen: dict[str, int] = {}
    return [_finish(item, seen, published) for item in _read_stream(io.BytesIO(content), name, limits)]


def document_from_text(
    text: str,
    *,
    title: str | None = None,
    published: date | None = None,
    source: str | None = None,
    url: str | None = None,
    document_id: str | None = None,
) -> Document:
    """Make a document of a text in hand; without an identifier it gets one made from its words.

    Raises:
        UnreadableDocumentError: If the text is blank, too long or not text.
    """
    name = document_id or "text-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    _check_text(text, name)
    return Document(
        document_id=name,
        text=text,
        title=title or _title_of(text),
        published=published,
        source=source,
        url=url,
    )


def read_json_rows(
    stream: BinaryIO, name: str
) -> Iterator[tuple[dict[str, object], Document] | UnreadableDocumentError]:
    """Read JSON lines, keeping each row beside its document for callers that need more of its fields.

    A line that is no document is given as the error that says why, in its place.
    """
    number = 0
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        row_name = f"{name}, line {number}"
        try:
            row = json.loads(decode(line, row_name, expected=_EXPECTED))
            if not isinstance(row, dict):
                raise UnreadableDocumentError(row_name, "the line is not a JSON object", _EXPECTED_ROW)
            yield row, _document_of_row(row, row_name, f"{Path(name).stem}#{number}")
        except (ValueError, RecursionError) as error:
            yield _as_unreadable(error, row_name)
    if number == 0:
        yield UnreadableDocumentError(name, "the file is empty", _EXPECTED_ROW)


def parse_published(value: str) -> date | None:
    """The day of an ISO 8601 or RFC 5322 moment, or of "16 May 2024"; None for anything else."""
    value = value.strip()
    try:
        return date.fromisoformat(value[:10].replace("/", "-"))
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError):
        pass
    whole = [span for span in find_dates(value) if span.end - span.start == len(value)]
    return whole[0].first if whole and whole[0].first == whole[0].last else None


def _finish(
    item: Document | UnreadableDocumentError, seen: dict[str, int], published: date | None
) -> Document | UnreadableDocumentError:
    if isinstance(item, UnreadableDocumentError):
        return item
    seen[item.document_id] = seen.get(item.document_id, 0) + 1
    count = seen[item.document_id]
    name = item.document_id if count == 1 else f"{item.document_id}~{count}"
    return replace(item, document_id=name, published=item.published or published)


def _read_input(given: str) -> Iterator[Document | UnreadableDocumentError]:
    if given == _STANDARD_INPUT:
        yield from _read_standard_input()
        return
    path = Path(given)
    if path.is_dir():
        files = [file for file in sorted(path.rglob("*")) if _is_readable(file, path)]
        if not files:
            yield UnreadableDocumentError(given, "the folder holds no text to read", _EXPECTED)
        for file in files:
            for item in _read_file(file, file.relative_to(path).as_posix()):
                if isinstance(item, TextlessTableError):
                    yield SkippedFileError(item.source, item.reason, item.way_out)
                else:
                    yield item
    elif path.exists():
        yield from _read_file(path, path.name)
    else:
        yield MissingInputError(given, "there is no such file or folder", "Check the path.")


def _is_readable(file: Path, folder: Path) -> bool:
    is_hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return (
        file.is_file()
        and not is_hidden
        and file.suffix.lower() in (*SUFFIXES, ARCHIVE)
        and file.stem.lower() != ABOUT_A_FOLDER
    )


def _read_file(path: Path, name: str) -> Iterator[Document | UnreadableDocumentError]:
    try:
        with path.open("rb") as stream:
            yield from _read_stream(stream, name)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield UnreadableDocumentError(name, reason, "Check that the file may be read.")


def _read_standard_input() -> Iterator[Document | UnreadableDocumentError]:
    content = sys.stdin.buffer.read()
    is_jsonl = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b'{"')
    yield from _read_stream(io.BytesIO(content), "stdin.jsonl" if is_jsonl else "stdin.txt")


def _read_stream(
    stream: BinaryIO, name: str, limits: Limits = LIMITS
) -> Iterator[Document | UnreadableDocumentError]:
    suffix = Path(name).suffix.lower()
    read_rows = _ROW_READERS.get(suffix)
    if suffix == ARCHIVE:
        yield from _read_packed(stream, name, limits)
    elif read_rows is not None:
        yield from read_rows(stream, name)
    elif suffix in SUFFIXES:
        try:
            yield _read_single(stream, name, suffix, limits)
        except UnreadableDocumentError as error:
            yield error
    else:
        yield UnreadableDocumentError(name, f"unknown kind of file {suffix!r}", _EXPECTED)


def _read_packed(stream: BinaryIO, name: str, limits: Limits) -> Iterator[Document | UnreadableDocumentError]:
    for item in read_archive(stream, name, suffixes=SUFFIXES, limits=limits):
        if isinstance(item, UnreadableDocumentError):
            yield item
        else:
            entry_name, content = item
            yield from _read_stream(io.BytesIO(content), entry_name, limits)


def _read_single(stream: BinaryIO, name: str, suffix: str, limits: Limits) -> Document:
    """One file that is one text; a day that it states in full counts as its publication date."""
    content = stream.read(limits.file_bytes + 1 if suffix == ".pdf" else _MAX_BYTES + 1)
    document_id = Path(name).with_suffix("").as_posix()
    if suffix == ".pdf":
        document = _read_printed(content, name, document_id, limits)
    elif len(content) > _MAX_BYTES:
        raise _too_long(name)
    elif suffix in (".html", ".htm"):
        page = text_of_html(decode(content, name, expected=_EXPECTED, declared=declared_encoding(content)))
        _check_text(page.text, name)
        document = document_from_text(
            page.text,
            title=page.title,
            published=parse_published(page.published) if page.published else None,
            source=page.source,
            url=page.url,
            document_id=document_id,
        )
    else:
        text = decode(content, name, expected=_EXPECTED)
        text = text_of_markdown(text) if suffix == ".md" else text
        _check_text(text, name)
        document = document_from_text(text, document_id=document_id)
    return dated(document)


def _read_printed(content: bytes, name: str, document_id: str, limits: Limits) -> Document:
    if len(content) > limits.file_bytes:
        raise UnreadableDocumentError(name, f"it is larger than {limits.file_mb} MB", "Split it into parts.")
    printed = read_pdf(content, name, limits)
    _check_text(printed.text, name)
    return document_from_text(printed.text, title=printed.title, document_id=document_id)


def _read_jsonl(stream: BinaryIO, name: str) -> Iterator[Document | UnreadableDocumentError]:
    for item in read_json_rows(stream, name):
        yield item if isinstance(item, UnreadableDocumentError) else item[1]


def _read_csv(stream: BinaryIO, name: str) -> Iterator[Document | UnreadableDocumentError]:
    try:
        text = decode(stream.read(), name, expected=_EXPECTED)
        csv.field_size_limit(_MAX_BYTES)
        columns, rows = read_table(text, wanted="text")
        if "text" not in (*columns, *field_names(columns).values()):
            raise _textless(name, columns)
        for number, row in enumerate(rows, start=1):
            row_name = f"{name}, row {number}"
            try:
                yield _document_of_row(row, row_name, f"{Path(name).stem}#{number}")
            except UnreadableDocumentError as error:
                yield error
    except (UnreadableDocumentError, csv.Error) as error:
        yield _as_unreadable(error, name)


def _read_feed(stream: BinaryIO, name: str) -> Iterator[Document | UnreadableDocumentError]:
    try:
        for number, item in enumerate(read_feed(stream.read(), name), start=1):
            row = {"text": item.text, "title": item.title, "source": item.source, "url": item.url}
            # A date that cannot be read is no reason to lose the item.
            said = item.published if item.published and parse_published(item.published) else None
            try:
                yield _document_of_row(
                    {**row, "published": said}, f"{name}, item {number}", f"{Path(name).stem}#{number}"
                )
            except UnreadableDocumentError as error:
                yield error
    except UnreadableDocumentError as error:
        yield error


def _textless(name: str, columns: Sequence[str]) -> TextlessTableError:
    """What is wrong with a table of no texts, by what it has instead."""
    shown = [" ".join(column.split())[:_MAX_COLUMN] for column in columns[:_MOST_COLUMNS] if column]
    rest = f" and {len(columns) - len(shown):,} more" if len(columns) > len(shown) else ""
    has = f"; it has {', '.join(shown)}{rest}" if shown else ""
    way_out = f"Call the column that holds the articles 'text'. {_EXPECTED_ROW}"
    return TextlessTableError(name, f"the header has no column 'text'{has}", way_out)


_EXPECTED_ROW = "Expected the fields id, text and optionally title, published, source, url."
_ROW_READERS: dict[str, _RowReader] = {
    ".jsonl": _read_jsonl,
    ".csv": _read_csv,
    **dict.fromkeys((".xml", ".rss", ".atom"), _read_feed),
}


def _as_unreadable(error: Exception, name: str) -> UnreadableDocumentError:
    if isinstance(error, UnreadableDocumentError):
        return error
    if isinstance(error, GeomapError):
        return UnreadableDocumentError(name, str(error), _EXPECTED_ROW)
    return UnreadableDocumentError(name, f"it is not well formed ({error})", _EXPECTED_ROW)


def _document_of_row(row: dict[str, object], name: str, fallback_id: str) -> Document:
    names = field_names(row.keys())
    row = {names.get(key, key): value for key, value in row.items()}
    text = row.get("text")
    if text is None:
        raise UnreadableDocumentError(name, "it has no 'text'", _EXPECTED_ROW)
    if not isinstance(text, str):
        raise UnreadableDocumentError(name, f"'text' is {type(text).__name__}, not a string", _EXPECTED_ROW)
    _check_text(text, name)
    said = _field(row, "published") or _field(row, "date")
    published = parse_published(said) if said else None
    if said and published is None:
        raise UnreadableDocumentError(
            name, f"the date {said!r} is unknown", "Write it as 2024-05-16 or 16 May 2024."
        )
    document = document_from_text(
        text,
        title=_field(row, "title"),
        published=published,
        source=_field(row, "source"),
        url=_field(row, "url"),
        document_id=_field(row, "id") or fallback_id,
    )
    return dated(document)


def _field(row: dict[str, object], key: str) -> str | None:
    value = row.get(key)
    return str(value).strip() or None if isinstance(value, str | int | float) else None


def _title_of(text: str) -> str | None:
    """The first line if it reads like a headline: short, followed by more, no full stop at its end."""
    first, _, rest = text.strip().partition("\n")
    first = " ".join(first.split())
    is_headline = 0 < len(first) <= _MAX_TITLE and bool(rest.strip()) and first[-1] not in ".:;,"
    return first if is_headline else None


def _check_text(text: str, name: str) -> None:
    if not text.strip():
        raise UnreadableDocumentError(name, "it holds no text", "Expected a news text.")
    if len(text) > MAX_CHARACTERS:
        raise _too_long(name)
    if "\0" in text:
        raise UnreadableDocumentError(name, "it holds NUL characters, so it is not text", _EXPECTED)
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise UnreadableDocumentError(name, "it holds lone surrogates", "Save it as UTF-8 and try again.")


def _too_long(name: str) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        name,
        f"it is longer than {MAX_CHARACTERS:,} characters",
        "Split it into articles: a folder of files, or one article per line in a .jsonl file.",
    )
