"""Rows of a table as programs save it: with commas, semicolons (spreadsheets of much of Europe) or tabs."""

import csv
import io
from collections.abc import Iterator
from typing import Any

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


def _open(text: str, separator: str) -> Any:
    return csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)


def _header_of(lines: Iterator[list[str]]) -> tuple[str, ...]:
    return tuple(column.strip().lower() for column in next(lines, []))


def _rows_of(lines: Iterator[list[str]]) -> Iterator[dict[str, object]]:
    columns = _header_of(lines)
    for cells in lines:
        if cells:
            yield dict(zip(columns, cells, strict=False))
