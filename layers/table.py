"""What rows about events and figures are about, by column; a column is made when it is first asked for.

Maps have hundreds of thousands of rows, and several layers show the same events: they share one table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

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
    """The columns of rows: `EVENT_COLUMNS`, those that a subject fills, and ``spot``, a place's position."""

    def __missing__(self, name: str) -> Sequence[Any]:
        self[name] = column = _READERS[name](self)
        return column


def table_of_events(parsed: Sequence[ParsedDocument], modalities: frozenset[Modality]) -> Table:
    """The table of the events of these modalities, in order, each with its document."""
    names = ("parsed", "event", "place", "grade", *EVENT_COLUMNS)
    columns: dict[str, list[Any]] = {name: [] for name in names}
    for first in range(0, len(parsed), AT_A_TIME):
        pairs = select_events(parsed[first : first + AT_A_TIME], modalities)
        part = Table(zip(("parsed", "event"), transposed(pairs, 2), strict=True))
        for name, column in columns.items():
            column.extend(part[name])
    return Table(columns)


def select_events(
    parsed: Iterable[ParsedDocument], modalities: frozenset[Modality]
) -> list[tuple[ParsedDocument, Event]]:
    """Every event of a wanted modality with its document, in order."""
    return [
        (document, event) for document in parsed for event in document.events if event.modality in modalities
    ]


def table_of_subjects(subjects: Sequence[Subject]) -> Table:
    """The table of rows about these subjects."""
    return Table(zip(_SUBJECT, transposed(subjects, len(_SUBJECT)), strict=True))


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


def _spots(table: Table) -> list[Spot | None]:
    places: Sequence[Place | None] = table["place"]
    # Events share places, and comparing identities is faster than comparing coordinates.
    spots = {
        key: spot_at(place.longitude, place.latitude) if place else None
        for key, place in {id(place): place for place in places}.items()
    }
    return [spots[id(place)] for place in places]


def _names(actors: Sequence[Actor]) -> list[str]:
    return [actors[0].name] if len(actors) == 1 else [actor.name for actor in actors]


def _countries(actors: Sequence[Actor]) -> list[str | None]:
    return [actors[0].country_iso3] if len(actors) == 1 else [actor.country_iso3 for actor in actors]


@lru_cache(maxsize=4096)
def _iso(day: date) -> str:
    return day.isoformat()


_WORD: Final[Mapping[str | None, str | None]] = {
    None: None,
    **{member: member.value for kind in (EventType, QuadClass, Modality, Precision) for member in kind},
}
"""The plain text of each term that a cell may have."""

_READERS: Final[Mapping[str, Callable[[Table], list[Any]]]] = MappingProxyType(
    {
        "place": lambda table: [one.location for one in table["event"]],
        "spot": _spots,
        "grade": lambda table: [one.precision for one in table["event"]],
        "first": lambda table: [one.date_start for one in table["event"]],
        "last": lambda table: [one.date_end for one in table["event"]],
        "start": lambda table: [one.start for one in table["event"]],
        "end": lambda table: [one.end for one in table["event"]],
        "quote": lambda table: [one.quote for one in table["event"]],
        "reports": lambda table: [one.reports for one in table["event"]],
        "event_id": lambda table: [one.event_id if one else None for one in table["event"]],
        "document_id": lambda table: [one.document.document_id for one in table["parsed"]],
        "event_type": lambda table: [_WORD[one.event_type] if one else None for one in table["event"]],
        "mode": lambda table: [one.mode if one else None for one in table["event"]],
        "quad_class": lambda table: [_WORD[one.quad_class] if one else None for one in table["event"]],
        "modality": lambda table: [_WORD[one.modality] if one else None for one in table["event"]],
        "actor": lambda table: [_names(one.actors) if one else [] for one in table["event"]],
        "actor_iso3": lambda table: [_countries(one.actors) if one else [] for one in table["event"]],
        "recipient": lambda table: [_names(one.recipients) if one else [] for one in table["event"]],
        "recipient_iso3": lambda table: [_countries(one.recipients) if one else [] for one in table["event"]],
        "date_start": lambda table: [day and _iso(day) for day in table["first"]],
        "date_end": lambda table: [day and _iso(day) for day in table["last"]],
        "place_id": lambda table: [place.place_id if place else None for place in table["place"]],
        "place_name": lambda table: [place.name if place else None for place in table["place"]],
        "country_code": lambda table: [place.country_code if place else None for place in table["place"]],
        "precision": lambda table: [_WORD[grade] for grade in table["grade"]],
        "score": lambda table: [one.score if one else None for one in table["event"]],
        "source": lambda table: [one.document.source for one in table["parsed"]],
        "url": lambda table: [one.document.url for one in table["parsed"]],
    }
)
"""How each column is made of others."""
