"""Rows of a table as programs save it: with commas, semicolons (spreadsheets of much of Europe) or tabs."""

import csv
import io
from collections.abc import Collection, Iterator
from typing import Any, Final

_SEPARATORS = ",;\t"


def read_table(text: str, *, wanted: str) -> tuple[tuple[str, ...], Iterator[dict[str, object]]]:
    """The columns of a table, in small letters, and its rows by them, which are read as they are asked for.

    It is split by the separator with which its header has the wanted column; where none has, by the one that
    gives most columns.

    Raises:
        csv.Error: If the header is not well formed; the rows raise it too.
    """
    headers = {separator: _header_of(_open(text, separator)) for separator in _SEPARATORS}
    separator = max(headers, key=lambda sign: (wanted in headers[sign], len(headers[sign])))
    return headers[separator], _rows_of(_open(text, separator))


_ALSO: Final = {
    "text": ("full_text", "fulltext", "article", "body", "content"),
    "published": ("published_at", "publication_date", "pubdate"),
    "title": ("headline",),
    "url": ("link",),
}
"""What tables of articles call their columns, the likeliest first, where they have none of our name."""

_OF_EVENTS: Final = {"text": "notes", "published": "event_date", "id": "event_id_cnty"}
"""What ACLED calls them in its tables of events, whose notes are short reports; elsewhere they may be
anything."""


def field_names(columns: Collection[str]) -> dict[str, str]:
    """Our names of the columns of articles, by the names that a table has for them."""
    wanted = {field for field in _ALSO if field not in columns}
    if "date" in columns:
        wanted.discard("published")
    ours = {}
    if "text" in wanted and set(_OF_EVENTS.values()) <= set(columns):
        ours = {name: field for field, name in _OF_EVENTS.items() if field not in columns}
        wanted -= set(ours.values())
    for field in wanted:
        ours |= {name: field for name in _ALSO[field] if name in columns and field not in ours.values()}
    return ours


def _open(text: str, separator: str) -> Any:
    return csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)


def _header_of(lines: Iterator[list[str]]) -> tuple[str, ...]:
    return tuple(column.strip().lower() for column in next(lines, []))


def _rows_of(lines: Iterator[list[str]]) -> Iterator[dict[str, object]]:
    columns = _header_of(lines)
    for cells in lines:
        if cells:
            yield dict(zip(columns, cells, strict=False))
