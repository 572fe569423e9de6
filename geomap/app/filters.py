"""What the reader asked to see: one record of choices and the pure function that obeys it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from geomap.constants import EventType, Modality
from geomap.errors import InvalidOptionError
from geomap.models import Event, Figure, Mention, ParsedDocument

LayerIndex = Mapping[str, frozenset[str]]
"""The keys of the layers that show an event, by the event's identifier."""


MODALITY_WORDS: Final = {
    Modality.ACTUAL: "as happening",
    Modality.FUTURE: "as planned",
    Modality.HYPOTHETICAL: "as possible",
    Modality.NEGATED: "as not happening",
    Modality.HISTORICAL: "as past background",
}
"""How a text reports an event, to be read after the word \"reported\"."""


class FilterField(StrEnum):
    """One choice of the reader that can leave nothing to show."""

    LAYERS = "layers"
    EVENT_TYPES = "event_types"
    DATES = "dates"
    MIN_SCORE = "min_score"
    MODALITIES = "modalities"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What to show; the defaults show every event reported as having happened.

    None means no restriction. Both ends of the date range belong to it. Collections are tuples so
    that equal choices have equal representations.
    """

    layers: tuple[str, ...] | None = None
    event_types: tuple[EventType, ...] | None = None
    date_start: date | None = None
    date_end: date | None = None
    min_score: float = 0.0
    modalities: tuple[Modality, ...] = (Modality.ACTUAL,)

    def __post_init__(self) -> None:
        if not 0 <= self.min_score <= 1:
            raise InvalidOptionError("min_score", self.min_score, "a number from 0 to 1")
        if self.date_start and self.date_end and self.date_end < self.date_start:
            raise InvalidOptionError(
                "date range", f"{self.date_start}..{self.date_end}", "a start that is not after the end"
            )

    def restricts(self, field: FilterField) -> bool:
        """Whether this choice can hide something."""
        return drop_filter(self, field) != self


def drop_filter(filters: Filters, field: FilterField) -> Filters:
    """The same choices without the one named."""
    match field:
        case FilterField.LAYERS:
            return replace(filters, layers=None)
        case FilterField.EVENT_TYPES:
            return replace(filters, event_types=None)
        case FilterField.DATES:
            return replace(filters, date_start=None, date_end=None)
        case FilterField.MIN_SCORE:
            return replace(filters, min_score=0.0)
        case FilterField.MODALITIES:
            return replace(filters, modalities=tuple(Modality))


def apply_filters(
    parsed: Sequence[ParsedDocument], filters: Filters, *, layer_index: LayerIndex
) -> tuple[ParsedDocument, ...]:
    """The same documents with the mentions, events and figures that the choices leave.

    An event without a date counts on its document's publication date; one without either stays
    in every range, since unknown is not outside. A figure goes with its events: it stays while any
    of them stays, and one that belongs to no event is judged by its own date alone. An event that
    no layer shows, because its place is unknown, stays only while no layer is deselected.

    Args:
        parsed: What the texts say.
        filters: What to show.
        layer_index: Which layers show which event.
    """
    return tuple(_filter_document(item, filters, layer_index) for item in parsed)


def find_emptying(
    parsed: Sequence[ParsedDocument], filters: Filters, *, layer_index: LayerIndex
) -> tuple[FilterField, ...]:
    """The choices to blame when no event is left.

    Returns:
        Each choice that alone brings events back when dropped; where only several together do,
        all that restrict; empty when events are left or the texts hold none.
    """

    def count(chosen: Filters) -> int:
        return sum(len(item.events) for item in apply_filters(parsed, chosen, layer_index=layer_index))

    if count(filters) or not any(item.events for item in parsed):
        return ()
    restricting = tuple(field for field in FilterField if filters.restricts(field))
    alone = tuple(field for field in restricting if count(drop_filter(filters, field)))
    return alone or restricting


def _filter_document(item: ParsedDocument, filters: Filters, layer_index: LayerIndex) -> ParsedDocument:
    published = item.document.published
    events = [event for event in item.events if _keeps_event(event, published, filters, layer_index)]
    kept_numbers = {number for event in events for number in event.figures}
    used_numbers = {number for event in item.events for number in event.figures}
    numbers = [
        number
        for number, figure in enumerate(item.figures)
        if number in kept_numbers
        or (number not in used_numbers and _is_in_range(_figure_dates(figure, published), filters))
    ]
    renumbered = {number: position for position, number in enumerate(numbers)}
    return replace(
        item,
        mentions=tuple(mention for mention in item.mentions if _keeps_mention(mention, filters)),
        events=tuple(
            replace(event, figures=tuple(renumbered[number] for number in event.figures)) for event in events
        ),
        figures=tuple(item.figures[number] for number in numbers),
    )


def _keeps_mention(mention: Mention, filters: Filters) -> bool:
    return mention.score >= filters.min_score


def _keeps_event(event: Event, published: date | None, filters: Filters, layer_index: LayerIndex) -> bool:
    return (
        event.modality in filters.modalities
        and event.score >= filters.min_score
        and (filters.event_types is None or event.event_type in filters.event_types)
        and (
            filters.layers is None
            or not layer_index.get(event.event_id, frozenset()).isdisjoint(filters.layers)
        )
        and _is_in_range(event_dates(event, published), filters)
    )


def event_dates(event: Event, published: date | None) -> tuple[date, date] | None:
    """First and last day of an event, or its document's publication day; None when neither is known."""
    start = event.date_start or event.date_end or published
    end = event.date_end or event.date_start or published
    return (start, end) if start and end else None


def _figure_dates(figure: Figure, published: date | None) -> tuple[date, date] | None:
    day = figure.as_of or published
    return (day, day) if day else None


def _is_in_range(days: tuple[date, date] | None, filters: Filters) -> bool:
    if days is None:
        return True
    start, end = days
    begins_in_time = filters.date_end is None or start <= filters.date_end
    return begins_in_time and (filters.date_start is None or end >= filters.date_start)
