"""What rows about events and figures are about, by column; a column is made when it is first asked for.

Maps have hundreds of thousands of rows, and several layers show the same events: they share one table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from geomap.codes import Coded, code, code_by_identity
from geomap.constants import EventType, Modality, Precision, QuadClass
from geomap.corpus import Corpus, Side
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


class Table(dict[str, Sequence[Any]]):
    """The columns of rows: `EVENT_COLUMNS`, those that a subject fills, ``spot``, a place's position, and
    the countries of both sides.

    All are `Coded` but those whose cells are mostly different.
    """

    def __missing__(self, name: str) -> Sequence[Any]:
        self[name] = column = _DERIVED[name](self)
        return column

    def coded(self, name: str) -> Coded[Any]:
        """A column whose cells repeat."""
        column = self[name]
        assert isinstance(column, Coded)
        return column


def event_table(corpus: Corpus) -> Table:
    """The table of all events, in order and whatever their modality; the same each time."""
    return corpus.find(_table_of_events)


def _table_of_events(corpus: Corpus) -> Table:
    events = corpus.events
    table = Table(events.columns)
    table.update({name: Coded(corpus.documents[name], events.document) for name in _OF_DOCUMENTS})
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


def _side(actors: Sequence[Actor]) -> Side:
    return tuple([part for actor in actors for part in (actor.name, actor.country_iso3)])


def _countries(side: Side) -> tuple[str, ...]:
    """The known countries of a side, each once."""
    return tuple(dict.fromkeys(filter(None, side[1::2])))


_OF_DOCUMENTS: Final = ("document_id", "source", "url")

_WORD: Final[Mapping[str | None, str | None]] = {
    None: None,
    **{member: member.value for kind in (EventType, QuadClass, Modality, Precision) for member in kind},
}
"""The plain text of each term that a cell may have."""

_DERIVED: Final[Mapping[str, Callable[[Table], Sequence[Any]]]] = MappingProxyType(
    {
        "event_id": lambda table: [event and event.event_id for event in table["event"]],
        "score": lambda table: [event and event.score for event in table["event"]],
        "type": lambda table: code([event and event.event_type for event in table["event"]]),
        "mode": lambda table: code([event and event.mode for event in table["event"]]),
        "quad": lambda table: code([event and event.quad_class for event in table["event"]]),
        "mood": lambda table: code([event and event.modality for event in table["event"]]),
        "acting": lambda table: code([_side(event.actors) if event else () for event in table["event"]]),
        "receiving": lambda table: code(
            [_side(event.recipients) if event else () for event in table["event"]]
        ),
        "document_id": lambda table: table.coded("parsed").mapped(lambda one: one.document.document_id),
        "source": lambda table: table.coded("parsed").mapped(lambda one: one.document.source),
        "url": lambda table: table.coded("parsed").mapped(lambda one: one.document.url),
        "actor": lambda table: table.coded("acting").mapped(lambda side: list(side[::2])),
        "actor_iso3": lambda table: table.coded("acting").mapped(lambda side: list(side[1::2])),
        "recipient": lambda table: table.coded("receiving").mapped(lambda side: list(side[::2])),
        "recipient_iso3": lambda table: table.coded("receiving").mapped(lambda side: list(side[1::2])),
        "acting_countries": lambda table: table.coded("acting").grouped(_countries),
        "receiving_countries": lambda table: table.coded("receiving").grouped(_countries),
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
        "date_start": lambda table: table.coded("first").mapped(lambda day: day and day.isoformat()),
        "date_end": lambda table: table.coded("last").mapped(lambda day: day and day.isoformat()),
    }
)
"""How columns are made of others."""
