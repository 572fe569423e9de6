"""Reads the cells of a layer as plain values; whatever pandas uses for unknown becomes None."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Sequence
from copy import copy
from datetime import date, datetime
from math import isfinite, isnan, nan
from typing import TYPE_CHECKING, Any, Final, Protocol

from geomap.codes import Coded, Memo, code
from geomap.constants import DISPLACEMENT
from geomap.layer import Picked
from geomap.models import Document, Event, Layer, ParsedDocument, Place
from geomap.render.words import place_phrase

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TEXT_TYPES = {str, type(None)}
_NUMBER_TYPES = {int, float, type(None)}

Row = dict[str, object]
"""One row of a layer by column, without its geometry."""

Known = dict[tuple[Hashable, int], tuple[Sequence[Any], Any]]
"""What was read of whole columns: by how and by identity, the column and what it was read as."""


class Source(Protocol):
    """What has cells by column, such as a layer."""

    @property
    def count(self) -> int:
        """How many rows there are."""
        ...

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        ...

    def column(self, name: str) -> Sequence[Any]:
        """The cells of a column."""
        ...


class EventCells:
    """The cells of events that no layer has."""

    def __init__(self, told: Sequence[tuple[ParsedDocument, Event]]) -> None:
        self.count = len(told)
        self.columns = tuple(_OF_DOCUMENTS | _OF_EVENTS | _OF_PLACES)
        self._documents = [parsed.document for parsed, _ in told]
        self._events = [event for _, event in told]
        self._places = [place_told(*one) for one in told]

    def column(self, name: str) -> Sequence[Any]:
        """The cells of a column."""
        if name in _OF_DOCUMENTS:
            return _OF_DOCUMENTS[name](self._documents)
        if name in _OF_PLACES:
            pairs = zip(self._events, self._places, strict=True)
            return [place and _OF_PLACES[name](event, place) for event, place in pairs]
        return _OF_EVENTS[name](self._events)


_OF_DOCUMENTS: Final[dict[str, Callable[[Sequence[Document]], list[Any]]]] = {
    "document_id": lambda documents: [one.document_id for one in documents],
    "source": lambda documents: [one.source for one in documents],
    "url": lambda documents: [one.url for one in documents],
}
_OF_EVENTS: Final[dict[str, Callable[[Sequence[Event]], list[Any]]]] = {
    "event_id": lambda events: [one.event_id for one in events],
    "event_type": lambda events: [one.event_type for one in events],
    "mode": lambda events: [one.mode for one in events],
    "quad_class": lambda events: [one.quad_class for one in events],
    "modality": lambda events: [one.modality for one in events],
    "actor": lambda events: [[side.name for side in one.actors] for one in events],
    "recipient": lambda events: [[side.name for side in one.recipients] for one in events],
    "actor_iso3": lambda events: [[side.country_iso3 for side in one.actors] for one in events],
    "recipient_iso3": lambda events: [[side.country_iso3 for side in one.recipients] for one in events],
    "date_start": lambda events: [one.date_start for one in events],
    "date_end": lambda events: [one.date_end for one in events],
    "score": lambda events: [one.score for one in events],
    "quote": lambda events: [one.quote for one in events],
    "start": lambda events: [one.start for one in events],
    "reports": lambda events: [one.reports for one in events],
}
_OF_PLACES: Final[dict[str, Callable[[Event, Place], Any]]] = {
    "place_name": lambda _, place: place.name,
    "precision": lambda event, place: event.precision or place.precision,
}
"""What the columns of a layer would be for documents, their events and the places of these."""


def place_told(parsed: ParsedDocument, event: Event) -> Place | None:
    """Where an event is told to be: at its place, or else at that of its number of people who moved."""
    figures = (parsed.figures[number] for number in event.figures)
    places = (
        one.origin or one.location or one.destination for one in figures if one.category in DISPLACEMENT
    )
    return event.location or next(filter(None, places), None)


def where_phrase(parsed: ParsedDocument, event: Event) -> str:
    """The same in words, as the map says them."""
    place = place_told(parsed, event)
    if place is None:
        return place_phrase(None, None)
    return place_phrase(place.name, event.precision or place.precision)


class Columns:
    """The cells of a layer by column, as plain values; a column that is missing is unknown.

    Columns that pick rows of one table are read once where they are given the same `known`.
    """

    def __init__(self, source: Source, known: Known | None = None) -> None:
        import numpy as np

        self.count = source.count
        self._names = names = frozenset(source.columns)
        nothing = Picked({"": [None]}, "", np.zeros(source.count, dtype=np.int64))
        self._columns = Memo[str, Sequence[Any]](
            lambda name: source.column(name) if name in names else nothing
        )
        self._rows: NDArray[Any] | None = None
        self._known: Known = {} if known is None else known

    def pick(self, rows: NDArray[Any]) -> Columns:
        """Some of the rows."""
        picked = copy(self)
        picked.count = len(rows)
        picked._rows = rows if self._rows is None else self._rows[rows]
        return picked

    def cells(self, name: str) -> Sequence[Any]:
        """The cells as they are."""
        return self._listed(name, "cells", lambda cells: cells)

    def texts(self, name: str) -> Sequence[str | None]:
        """Text cells as `text_of` reads them; those of our own tables as they are."""
        if type(self._columns[name]) is Picked:
            return self.cells(name)
        return self._listed(name, "texts", clean_texts)

    def coded_texts(self, name: str) -> Coded[str | None]:
        """The same by their distinct values."""
        return self._coded(name, "coded_texts", _coded_texts)

    def coded_lists(self, name: str) -> Coded[tuple[str, ...]]:
        """List cells; a single text counts as a list of one."""
        return self._coded(name, "coded_lists", _coded_lists)

    def coded_dates(self, name: str) -> Coded[date | None]:
        """Date cells, a moment or text in ISO 8601 among them; None for anything else."""
        return self._coded(name, "coded_dates", _coded_dates)

    def numbers(self, name: str, *, unknown: float = nan) -> NDArray[Any]:
        """Number cells as `number_of` reads them, with a number for unknown."""
        import numpy as np

        whole, rows = self._read(name, "numbers", _numbers)
        found = whole if rows is None else whole[rows]
        return np.where(np.isnan(found), unknown, found)

    def coded_numbers(self, name: str) -> Coded[float | None]:
        """The same by their distinct values, with None for unknown."""
        return self._coded(name, "coded_numbers", _coded_numbers)

    def found(self, name: str, find: Callable[[Sequence[Any]], NDArray[Any]]) -> NDArray[Any]:
        """What is found for each cell, as numbers; a whole column is looked up at once."""
        whole, rows = self._read(name, find, lambda cells: _found(cells, find))
        numbers: NDArray[Any] = whole.copy() if rows is None else whole[rows]
        return numbers

    def rows(self, names: Iterable[str]) -> list[Row]:
        """Some cells of all rows, without the columns that are missing."""
        columns = {name: self.cells(name) for name in names if name in self._names}
        if not columns:
            return [{} for _ in range(self.count)]
        return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]

    def _coded(self, name: str, how: str, read: Callable[[Sequence[Any]], Coded[Any]]) -> Coded[Any]:
        whole, rows = self._read(name, how, read)
        coded: Coded[Any] = whole if rows is None else whole.pick(rows)
        return coded

    def _listed(self, name: str, how: str, read: Callable[[Sequence[Any]], Sequence[Any]]) -> Sequence[Any]:
        whole, rows = self._read(name, how, read)
        if isinstance(whole, Coded):
            return list(whole if rows is None else whole.pick(rows))
        return whole if rows is None else list(map(whole.__getitem__, rows.tolist()))

    def _read(
        self, name: str, how: Hashable, read: Callable[[Sequence[Any]], Any]
    ) -> tuple[Any, NDArray[Any] | None]:
        """A whole column as it is read, and which of its rows are meant; None for all."""
        column, rows = self._columns[name], self._rows
        if type(column) is Picked:
            if column.rows is not None:
                rows = column.rows if rows is None else column.rows[rows]
            column = column.whole
        key = how, id(column)
        if key not in self._known:
            # The column is kept too, so that no other gets its identity.
            self._known[key] = column, read(column)
        return self._known[key][1], rows


def plain_texts(cells: Sequence[Any]) -> Sequence[str | None]:
    """Cells that are texts, and None for those that are not."""
    # Most columns are texts or None already.
    are_plain = set(map(type, cells)) <= _TEXT_TYPES
    return cells if are_plain else [cell if isinstance(cell, str) else None for cell in cells]


def clean_texts(cells: Sequence[Any]) -> Sequence[str | None]:
    """Text cells as `text_of` reads them."""
    texts = plain_texts(cells)
    is_blank = [text is not None and (not text or text.isspace()) for text in texts]
    return [text if text and text.strip() else None for text in texts] if any(is_blank) else texts


def _coded_texts(cells: Sequence[Any]) -> Coded[str | None]:
    found = _coded_values(cells, lambda: plain_texts(cells))
    if "" not in found.values and all(map(str.strip, filter(None, found.values))):
        return found
    return found.mapped(_text)


def _found(cells: Sequence[Any], find: Callable[[Sequence[Any]], NDArray[Any]]) -> NDArray[Any]:
    if not isinstance(cells, Coded):
        return find(cells)
    numbers: NDArray[Any] = find(cells.values)[cells.codes]
    return numbers


def _coded_lists(cells: Sequence[Any]) -> Coded[tuple[str, ...]]:
    return _coded_values(cells, lambda: _tuples(cells)).mapped(_texts)


def _tuples(cells: Sequence[Any]) -> Iterable[tuple[Any, ...]]:
    are_lists = set(map(type, cells)) <= {list}
    return map(tuple, cells) if are_lists else map(_texts, cells)


def _coded_dates(cells: Sequence[Any]) -> Coded[date | None]:
    plain = (str, date)
    found = _coded_values(cells, lambda: [cell if isinstance(cell, plain) else None for cell in cells])
    return found.mapped(_date)


def _coded_values(cells: Sequence[Any], comparable: Callable[[], Iterable[Any]]) -> Coded[Any]:
    """A column by its distinct cells, as it may be known already."""
    return cells if isinstance(cells, Coded) else code(comparable())


def _numbers(cells: Sequence[Any]) -> NDArray[Any]:
    import numpy as np

    if not isinstance(cells, array) and not set(map(type, cells)) <= _NUMBER_TYPES:
        cells = list(map(_number, cells))
    # numpy makes NaN of None where it is told the type.
    numbers = np.array(cells, dtype=float)
    numbers[~np.isfinite(numbers)] = nan
    return numbers


def _coded_numbers(cells: Sequence[Any]) -> Coded[float | None]:
    import numpy as np

    values, codes = np.unique(_numbers(cells), return_inverse=True)
    return Coded([None if isnan(one) else one for one in values.tolist()], codes)


def layer_rows(layer: Layer) -> list[Row]:
    """The rows of a layer as dictionaries by column name, in order."""
    columns = [layer.cells(name) for name in layer.columns]
    return [dict(zip(layer.columns, values, strict=True)) for values in zip(*columns, strict=True)]


def text_of(row: Row, name: str) -> str | None:
    """A text cell; None for missing, blank or other values."""
    return _text(row.get(name))


def _text(value: object) -> str | None:
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
