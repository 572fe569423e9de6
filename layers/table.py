"""What rows about events and figures are about, by column; a column is made when it is first asked for.

Maps have hundreds of thousands of rows, and several layers show the same events: they share one table.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from geomap.codes import Coded, Coder, code, code_by_identity
from geomap.constants import EventType, Modality, Precision, QuadClass
from geomap.layer import Spot
from geomap.models import Actor, Event, Figure, ParsedDocument, Place

EVENT_COLUMNS: Final = (
    *("event_id", "document_id", "event_type", "mode", "quad_class", "modality"),
    *("actor", "actor_iso3", "recipient", "recipient_iso3", "date_start", "date_end"),
    *("place_id", "place_name", "country_code", "precision", "score", "source", "url"),
    *("quote", "start", "end", "reports"),
)
"""The columns that every row about an event or a figure has, in order.

``actor`` and ``actor_iso3`` have the same length, as have ``recipient`` and ``recipient_iso3``.
``start`` and ``end`` span ``quote`` in the document's text.
"""

Subject = tuple[
    ParsedDocument,
    Event | None,
    Place | None,
    Precision | None,
    date | None,
    date | None,
    int,
    int,
    str,
    int,
]
"""What a row is about: document, event, place, precision, first and last day, span and words of its sentence,
and how many documents report it.

A tuple, for maps have tens of thousands of such rows.
"""

_SUBJECT: Final = ("parsed", "event", "place", "grade", "first", "last", "start", "end", "quote", "reports")
"""The columns of a table that a subject fills, in its order."""


AT_A_TIME: Final = 256
"""So many documents are looked at together: the next question finds them in the processor's cache."""


class Table(dict[str, Sequence[Any]]):
    """The columns of rows: `EVENT_COLUMNS`, those that a subject fills, and ``spot``, a place's position.

    All are `Coded` but those of `_LISTED`, whose cells are mostly different.
    """

    def __missing__(self, name: str) -> Sequence[Any]:
        if name in _OF_EVENTS:
            cells = _OF_EVENTS[name](self["event"])
            self[name] = column = cells if name in _LISTED else code(cells)
        else:
            self[name] = column = _DERIVED[name](self)
        return column

    def coded(self, name: str) -> Coded[Any]:
        """A column that is not one of `_LISTED`."""
        column = self[name]
        assert isinstance(column, Coded)
        return column


def table_of_events(parsed: Sequence[ParsedDocument], modalities: frozenset[Modality]) -> Table:
    """The table of the events of these modalities, in order, each with its document."""
    import numpy as np

    counts: list[int] = []
    lists: dict[str, Any] = {name: [] for name in ("event", "place", *_LISTED)}
    # Arrays take numbers out of their objects while these are in the cache.
    lists.update({name: array(kind) for name, kind in _NUMBERS.items()})
    coders = {name: Coder() for name in _OF_EVENTS if name not in lists}
    for first in range(0, len(parsed), AT_A_TIME):
        found = [
            [event for event in one.events if event.modality in modalities]
            for one in parsed[first : first + AT_A_TIME]
        ]
        counts += map(len, found)
        events = [event for of_document in found for event in of_document]
        lists["event"] += events
        for name, read in _OF_EVENTS.items():
            (lists[name].extend if name in lists else coders[name].add)(read(events))
    table = Table({**lists, **{name: coder.column() for name, coder in coders.items()}})
    # A list of their own: a reading keeps the table, and must not be kept by it.
    table["parsed"] = Coded(list(parsed), np.arange(len(parsed)).repeat(counts))
    table["place"] = code_by_identity(lists["place"])
    return table


def table_of_subjects(subjects: Sequence[Subject]) -> Table:
    """The table of rows about these subjects."""
    table = Table(zip(_SUBJECT, transposed(subjects, len(_SUBJECT)), strict=True))
    table.update({name: code_by_identity(table[name]) for name in ("parsed", "place")})
    table.update({name: code(table[name]) for name in ("grade", "first", "last")})
    return table


def transposed(rows: Sequence[tuple[Any, ...]], width: int) -> Sequence[Sequence[Any]]:
    """Rows of so many cells as columns."""
    return list(zip(*rows, strict=True)) or [()] * width


def about_event(parsed: ParsedDocument, event: Event) -> Subject:
    """What a row about an event is about."""
    return (
        parsed,
        event,
        event.location,
        event.precision,
        event.date_start,
        event.date_end,
        event.start,
        event.end,
        event.quote,
        event.reports,
    )


def about_figure(parsed: ParsedDocument, figure: Figure, event: Event | None, place: Place | None) -> Subject:
    """What a row about a figure is about.

    Args:
        parsed: The document that states the figure.
        figure: Its sentence becomes the quote; its ``as_of``, if known, the date.
        event: The event it belongs to; without one the cells about the event are None or empty.
        place: Where the row is put.
    """
    first, last = (event.date_start, event.date_end) if event else (None, None)
    return (
        parsed,
        event,
        place,
        place.precision if place else None,
        figure.as_of or first,
        figure.as_of or last,
        figure.quote_start,
        figure.quote_start + len(figure.quote),
        figure.quote,
        event.reports if event else figure.reports,
    )


@lru_cache(maxsize=65_536)
def spot_at(longitude: float, latitude: float) -> Spot:
    """A position; the same one each time, for what is shared is drawn and compared faster."""
    return Spot(longitude, latitude)


def _side(actors: Sequence[Actor]) -> tuple[str | None, ...]:
    """Who is on one side: name and country of each, one after another."""
    return tuple([part for actor in actors for part in (actor.name, actor.country_iso3)])


def _sides(sides: Sequence[Sequence[Actor]]) -> list[tuple[str | None, ...]]:
    # Most sides are one.
    return [(one[0].name, one[0].country_iso3) if len(one) == 1 else _side(one) for one in sides]


_WORD: Final[Mapping[str | None, str | None]] = {
    None: None,
    **{member: member.value for kind in (EventType, QuadClass, Modality, Precision) for member in kind},
}
"""The plain text of each term that a cell may have."""

_LISTED: Final = ("event_id", "start", "end", "quote", "reports", "score")
"""The columns whose cells are mostly different."""

_NUMBERS: Final = MappingProxyType({"start": "q", "end": "q", "reports": "q", "score": "d"})
"""Those of events that are numbers, and never unknown, with their type codes."""

_OF_EVENTS: Final[Mapping[str, Callable[[Sequence[Any]], list[Any]]]] = MappingProxyType(
    {
        "event_id": lambda events: [one.event_id if one else None for one in events],
        "start": lambda events: [one.start for one in events],
        "end": lambda events: [one.end for one in events],
        "quote": lambda events: [one.quote for one in events],
        "reports": lambda events: [one.reports for one in events],
        "score": lambda events: [one.score if one else None for one in events],
        "place": lambda events: [one.location for one in events],
        "grade": lambda events: [one.precision for one in events],
        "first": lambda events: [one.date_start for one in events],
        "last": lambda events: [one.date_end for one in events],
        "type": lambda events: [one.event_type if one else None for one in events],
        "mode": lambda events: [one.mode if one else None for one in events],
        "quad": lambda events: [one.quad_class if one else None for one in events],
        "mood": lambda events: [one.modality if one else None for one in events],
        "acting": lambda events: _sides([one.actors if one else () for one in events]),
        "receiving": lambda events: _sides([one.recipients if one else () for one in events]),
    }
)
"""What is read of events; the first of these, and places, may be given by a subject."""

_DERIVED: Final[Mapping[str, Callable[[Table], Coded[Any]]]] = MappingProxyType(
    {
        "document_id": lambda table: table.coded("parsed").mapped(lambda one: one.document.document_id),
        "source": lambda table: table.coded("parsed").mapped(lambda one: one.document.source),
        "url": lambda table: table.coded("parsed").mapped(lambda one: one.document.url),
        "spot": lambda table: table.coded("place").mapped(
            lambda place: place and spot_at(place.longitude, place.latitude)
        ),
        "place_id": lambda table: table.coded("place").mapped(lambda place: place and place.place_id),
        "place_name": lambda table: table.coded("place").mapped(lambda place: place and place.name),
        "country_code": lambda table: table.coded("place").mapped(lambda place: place and place.country_code),
        "precision": lambda table: table.coded("grade").mapped(_WORD.get),
        "event_type": lambda table: table.coded("type").mapped(_WORD.get),
        "quad_class": lambda table: table.coded("quad").mapped(_WORD.get),
        "modality": lambda table: table.coded("mood").mapped(_WORD.get),
        "actor": lambda table: table.coded("acting").mapped(lambda side: list(side[::2])),
        "actor_iso3": lambda table: table.coded("acting").mapped(lambda side: list(side[1::2])),
        "recipient": lambda table: table.coded("receiving").mapped(lambda side: list(side[::2])),
        "recipient_iso3": lambda table: table.coded("receiving").mapped(lambda side: list(side[1::2])),
        "date_start": lambda table: table.coded("first").mapped(lambda day: day and day.isoformat()),
        "date_end": lambda table: table.coded("last").mapped(lambda day: day and day.isoformat()),
    }
)
"""How columns are made of others."""
