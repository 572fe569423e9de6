"""What rows about events and figures are about, by column; a column is made when it is first asked for.

Maps have hundreds of thousands of rows, and several layers show the same events: they share one table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from geomap.codes import Coded
from geomap.constants import Category, EventType, Modality, Precision, QuadClass, Quantifier, Term, Unit
from geomap.corpus import Corpus, Side
from geomap.layer import Spot
from geomap.models import Event, ParsedDocument

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

OF_DOCUMENTS: Final = ("document_id", "source", "url")
"""Those of them that are the same for all rows about a document."""


class Table(dict[str, Sequence[Any]]):
    """The columns of rows: `EVENT_COLUMNS`, what they are made of, ``spot``, a place's position, and the
    countries of both sides.

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
    table.update({name: Coded(corpus.documents[name], events.document) for name in OF_DOCUMENTS})
    return table


def about_event(parsed: ParsedDocument, event: Event) -> ParsedDocument:
    """What a row about an event is about: its document with that event alone."""
    return ParsedDocument(document=parsed.document, events=(event,))


@lru_cache(maxsize=65_536)
def spot_at(longitude: float, latitude: float) -> Spot:
    """A position; the same one each time, for what is shared is drawn and compared faster."""
    return Spot(longitude, latitude)


def _countries(side: Side) -> tuple[str, ...]:
    """The known countries of a side, each once."""
    return tuple(dict.fromkeys(filter(None, side[1::2])))


_TERMS: Final = (EventType, QuadClass, Modality, Precision, Unit, Category, Quantifier, Term)

WORD: Final[Mapping[str | None, str | None]] = {
    None: None,
    **{member: member.value for kind in _TERMS for member in kind},
}
"""The plain text of each term that a cell may have; to ask a term for it takes many times longer."""

_DERIVED: Final[Mapping[str, Callable[[Table], Sequence[Any]]]] = MappingProxyType(
    {
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
        "precision": lambda table: table.coded("grade").mapped(WORD.get),
        "event_type": lambda table: table.coded("type").mapped(WORD.get),
        "quad_class": lambda table: table.coded("quad").mapped(WORD.get),
        "modality": lambda table: table.coded("mood").mapped(WORD.get),
        "date_start": lambda table: table.coded("first").mapped(lambda day: day and day.isoformat()),
        "date_end": lambda table: table.coded("last").mapped(lambda day: day and day.isoformat()),
    }
)
"""How columns are made of others."""
