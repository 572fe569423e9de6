"""Reads the cells of a layer as plain values; whatever pandas uses for unknown becomes None."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from math import isfinite
from typing import Any, Generic, TypeVar

from geomap.models import Layer

_TEXT_TYPES = {str, type(None)}

Row = dict[str, object]
"""One row of a layer by column, without its geometry."""

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memo(dict[Key, Value], Generic[Key, Value]):
    """What a function answers for a key, asked once per key."""

    def __init__(self, answer: Callable[[Key], Value]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, key: Key) -> Value:
        value = self[key] = self._answer(key)
        return value


def numbered() -> Memo[Any, int]:
    """A memo that numbers its keys from 0 in the order in which they are first asked for."""
    memo: Memo[Any, int] = Memo(lambda _: len(memo))
    return memo


class Columns:
    """The cells of a layer by column, as plain values; a column that is missing is unknown."""

    def __init__(self, layer: Layer) -> None:
        self.count = layer.count
        self._cells = Memo[str, list[Any]](layer.cells)
        self._lists = Memo[str, list[tuple[str, ...]]](self._read_lists)
        self._texts = Memo[str, list[str | None]](self._read_texts)

    def cells(self, name: str) -> list[Any]:
        """The cells as they are."""
        return self._cells[name]

    def texts(self, name: str) -> list[str | None]:
        """Text cells as `text_of` reads them."""
        return self._texts[name]

    def lists(self, name: str) -> list[tuple[str, ...]]:
        """List cells; a single text counts as a list of one."""
        return self._lists[name]

    def _read_texts(self, name: str) -> list[str | None]:
        cells = self._cells[name]
        # Most columns are texts or None already, and the same few come again and again.
        if set(map(type, cells)) <= _TEXT_TYPES and all(map(str.strip, set(cells) - {None})):
            return cells
        return [cell if isinstance(cell, str) and cell.strip() else None for cell in cells]

    def _read_lists(self, name: str) -> list[tuple[str, ...]]:
        # The same few sides come again and again.
        known = Memo[tuple[object, ...], tuple[str, ...]](_texts)
        return [known[tuple(cell)] if type(cell) is list else _texts(cell) for cell in self._cells[name]]

    def numbers(self, name: str) -> list[float | None]:
        """Number cells as `number_of` reads them."""
        cells = self._cells[name]
        kinds = set(map(type, cells))
        is_plain = kinds <= {int, type(None)} or (kinds == {float} and all(map(isfinite, cells)))
        return cells if is_plain else list(map(_number, cells))

    def dates(self, name: str) -> list[date | None]:
        """Date cells as `date_of` reads them."""
        known = Memo[object, date | None](_date)
        return [known[cell] if isinstance(cell, (str, date)) else None for cell in self._cells[name]]

    def row(self, index: int, names: Iterable[str]) -> Row:
        """Some cells of one row."""
        return {name: self._cells[name][index] for name in names}


def layer_rows(layer: Layer) -> list[Row]:
    """The rows of a layer as dictionaries by column name, in order."""
    columns = [layer.cells(name) for name in layer.columns]
    return [dict(zip(layer.columns, values, strict=True)) for values in zip(*columns, strict=True)]


def text_of(row: Row, name: str) -> str | None:
    """A text cell; None for missing, blank or other values."""
    value = row.get(name)
    return value if isinstance(value, str) and value.strip() else None


def _texts(value: object) -> tuple[str, ...]:
    """A list cell; a single text counts as a list of one."""
    if isinstance(value, str):
        return (value,) if value.strip() else ()
    if not isinstance(value, Iterable):
        return ()
    return tuple([part for part in value if isinstance(part, str) and part.strip()])


def number_of(row: Row, name: str) -> float | None:
    """A number cell; None for missing, NaN and infinite values."""
    return _number(row.get(name))


def _number(value: object) -> float | None:
    if type(value) is float:
        return value if isfinite(value) else None
    if isinstance(value, bool) or not hasattr(value, "__float__"):
        return None
    number = float(value)
    return number if isfinite(number) else None


def date_of(row: Row, name: str) -> date | None:
    """A date cell: a date, a moment, or text in ISO 8601; None for anything else."""
    return _date(row.get(name))


def _date(value: object) -> date | None:
    if isinstance(value, datetime):
        # pandas' missing moment is a datetime too, without a day of the year.
        return value.date() if isfinite(value.year) else None
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            return None
    return None
