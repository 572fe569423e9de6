"""What the reader asked to see: one record of choices and the pure function that obeys it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from geomap.app.own_figures import figure_layer
from geomap.constants import EventType, Modality, Precision
from geomap.errors import InvalidOptionError
from geomap.models import Actor, Document, Event, Figure, Mention, ParsedDocument

LayerIndex = Mapping[str, frozenset[str]]
"""The keys of the layers that show an event, by the event's identifier."""

UNPLACED: Final = "unplaced"
"""Stands among the precisions for events whose place is not reported."""

PRECISIONS: Final = (*(precision.value for precision in Precision), UNPLACED)
"""What can be chosen of how exactly a place is known, finest first."""

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

    WORDS = "words"
    LAYERS = "layers"
    EVENT_TYPES = "event_types"
    ACTORS = "actors"
    RECIPIENTS = "recipients"
    COUNTRIES = "countries"
    DATES = "dates"
    PRECISIONS = "precisions"
    LEFT_OUT = "left_out"
    MIN_SCORE = "min_score"
    MODALITIES = "modalities"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What to show; the defaults show every event reported as having happened.

    None means no restriction. ``words`` are looked for in all that is said of an event. ``actors`` and
    ``recipients`` are keys of sides (`side_key`), ``countries`` ISO 3166-1 alpha-2 codes of where
    events happened, ``precisions`` some of `PRECISIONS`, ``left_out`` contexts whose events are not
    shown, such as local crime. Both ends of the date range belong to it.
    Collections are tuples so that equal choices have equal representations.
    """

    words: str = ""
    layers: tuple[str, ...] | None = None
    event_types: tuple[EventType, ...] | None = None
    actors: tuple[str, ...] | None = None
    recipients: tuple[str, ...] | None = None
    countries: tuple[str, ...] | None = None
    date_start: date | None = None
    date_end: date | None = None
    precisions: tuple[str, ...] | None = None
    left_out: tuple[str, ...] | None = None
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


_NO_NAMES: Final[Mapping[str, str]] = MappingProxyType({})
_OF_EVENTS: Final = frozenset({"conflict", "diplomacy", "displacement", "economy"})
"""The layers that show events; where all of them are on, events that none of them draws stay too."""

_DROPPED: Final[Mapping[FilterField, Mapping[str, object]]] = {
    FilterField.WORDS: {"words": ""},
    FilterField.DATES: {"date_start": None, "date_end": None},
    FilterField.MIN_SCORE: {"min_score": 0.0},
    FilterField.MODALITIES: {"modalities": tuple(Modality)},
}
_EVENTS_ONLY: Final = (
    FilterField.WORDS,
    FilterField.LAYERS,
    FilterField.EVENT_TYPES,
    FilterField.ACTORS,
    FilterField.RECIPIENTS,
    FilterField.DATES,
    FilterField.PRECISIONS,
    FilterField.LEFT_OUT,
)
"""Choices about events; where one restricts, only places of events that are left stay."""

_SIDES_ONLY: Final = (
    FilterField.WORDS,
    FilterField.EVENT_TYPES,
    FilterField.ACTORS,
    FilterField.RECIPIENTS,
    FilterField.PRECISIONS,
)
"""Choices that a figure without an event cannot meet."""


def drop_filter(filters: Filters, field: FilterField) -> Filters:
    """The same choices without the one named."""
    return replace(filters, **_DROPPED.get(field, {field.value: None}))  # type: ignore[arg-type]


def side_key(actor: Actor) -> str:
    """What a side is filtered by: its country or body where known, so that its organs go with it."""
    return actor.country_iso3 or actor.name


def precision_key(event: Event) -> str:
    """How exactly the place of an event is known, as one of `PRECISIONS`."""
    return event.precision.value if event.precision else UNPLACED


def apply_filters(
    parsed: Sequence[ParsedDocument],
    filters: Filters,
    *,
    layer_index: LayerIndex,
    names: Mapping[str, str] = _NO_NAMES,
) -> tuple[ParsedDocument, ...]:
    """The same documents with the mentions, events and figures that the choices leave.

    An event without a date counts on its document's publication date; one without either stays
    in every range, since unknown is not outside. A figure goes with its events, or those that its report
    was merged into: it stays while any of them stays. One that belongs to no event is judged by its own
    date, place, layer and modality, and left out where a type, a side, a precision or words are asked for.
    The map is told the same (`geomap.app.own_figures`). An event that no layer shows, because its place is
    unknown, stays only while no layer of events is deselected. Of places those stay that shown events name.

    Args:
        parsed: What the texts say.
        filters: What to show.
        layer_index: Which layers show which event.
        names: What countries and sides are called, by their keys, for the search.
    """
    narrows = _Narrowing(
        sides=any(filters.restricts(field) for field in _SIDES_ONLY),
        events=any(filters.restricts(field) for field in _EVENTS_ONLY),
    )
    kept = [
        [event for event in item.events if _keeps_event(event, item.document, filters, layer_index, names)]
        for item in parsed
    ]
    owned = {one for item in parsed for one in _figures_of(item, item.events)}
    staying = {one for item, events in zip(parsed, kept, strict=True) for one in _figures_of(item, events)}

    def keeps(figure: Figure, document: Document) -> bool:
        name = document.document_id, figure.start
        if name in owned:
            return name in staying
        return not narrows.sides and _keeps_figure(figure, document, filters)

    return tuple(
        _filter_document(item, events, filters, narrows, keeps)
        for item, events in zip(parsed, kept, strict=True)
    )


def find_emptying(
    parsed: Sequence[ParsedDocument],
    filters: Filters,
    *,
    layer_index: LayerIndex,
    names: Mapping[str, str] = _NO_NAMES,
) -> tuple[FilterField, ...]:
    """The choices to blame when no event is left.

    Returns:
        Each choice that alone brings events back when dropped; where only several together do,
        all that restrict; empty when events are left or the texts hold none.
    """

    def is_empty(chosen: Filters) -> bool:
        return not any(
            _keeps_event(event, item.document, chosen, layer_index, names)
            for item in parsed
            for event in item.events
        )

    if not is_empty(filters) or not any(item.events for item in parsed):
        return ()
    restricting = tuple(field for field in FilterField if filters.restricts(field))
    alone = tuple(field for field in restricting if not is_empty(drop_filter(filters, field)))
    return alone or restricting


@dataclass(frozen=True, slots=True, kw_only=True)
class _Narrowing:
    """Whether some choice of `_SIDES_ONLY`, and of `_EVENTS_ONLY`, restricts."""

    sides: bool
    events: bool


def _filter_document(
    item: ParsedDocument,
    events: Sequence[Event],
    filters: Filters,
    narrows: _Narrowing,
    keeps: Callable[[Figure, Document], bool],
) -> ParsedDocument:
    numbers = [number for number, figure in enumerate(item.figures) if keeps(figure, item.document)]
    renumbered = {number: position for position, number in enumerate(numbers)}
    return replace(
        item,
        mentions=_kept_mentions(item.mentions, events, filters, narrows),
        events=tuple(_renumber(event, renumbered) for event in events),
        figures=tuple(item.figures[number] for number in numbers),
    )


def _figures_of(item: ParsedDocument, events: Iterable[Event]) -> Iterator[tuple[str, int]]:
    """The figures of some events of a document and of the reports merged into them, by document and start."""
    for event in events:
        for number in event.figures:
            yield item.document.document_id, item.figures[number].start
        for report in event.merged:
            for figure in report.figures:
                yield report.document_id, figure.start


def _renumber(event: Event, renumbered: Mapping[int, int]) -> Event:
    """The event with new numbers for its figures; itself where they stay, for there may be many."""
    numbers = tuple(renumbered[number] for number in event.figures)
    return event if numbers == event.figures else replace(event, figures=numbers)


def _kept_mentions(
    mentions: Iterable[Mention], events: Sequence[Event], filters: Filters, narrows: _Narrowing
) -> tuple[Mention, ...]:
    kept = [mention for mention in mentions if _keeps_mention(mention, filters)]
    if narrows.events:
        spans = [(event.start, event.end) for event in events]
        places = {event.location.place_id for event in events if event.location}
        kept = [
            mention
            for mention in kept
            if (mention.place and mention.place.place_id in places)
            or any(start <= mention.start and mention.end <= end for start, end in spans)
        ]
    return tuple(kept)


def _keeps_mention(mention: Mention, filters: Filters) -> bool:
    country = mention.place.country_code if mention.place else None
    return mention.score >= filters.min_score and (filters.countries is None or country in filters.countries)


def _keeps_event(
    event: Event,
    document: Document,
    filters: Filters,
    layer_index: LayerIndex,
    names: Mapping[str, str],
) -> bool:
    return (
        event.modality in filters.modalities
        and event.score >= filters.min_score
        and (filters.event_types is None or event.event_type in filters.event_types)
        and _has_side(event.actors, filters.actors)
        and _has_side(event.recipients, filters.recipients)
        and (
            filters.countries is None
            or (event.location is not None and event.location.country_code in filters.countries)
        )
        and (filters.precisions is None or precision_key(event) in filters.precisions)
        and (filters.left_out is None or set(filters.left_out).isdisjoint(event.contexts))
        and (
            filters.layers is None
            or set(filters.layers) >= _OF_EVENTS
            or not layer_index.get(event.event_id, frozenset()).isdisjoint(filters.layers)
        )
        and _is_in_range(event_dates(event, document.published), filters)
        and (not filters.words or _has_words(event, filters.words, names))
    )


def _keeps_figure(figure: Figure, document: Document, filters: Filters) -> bool:
    day = figure.as_of or document.published
    places = (figure.origin, figure.location, figure.destination)
    layer = figure_layer(figure)
    return (
        figure.modality in filters.modalities
        and (filters.layers is None or layer is None or layer in filters.layers)
        and _is_in_range((day, day) if day else None, filters)
        and (
            filters.countries is None
            or any(place is not None and place.country_code in filters.countries for place in places)
        )
    )


def _has_side(actors: Sequence[Actor], chosen: tuple[str, ...] | None) -> bool:
    return chosen is None or any(side_key(actor) in chosen for actor in actors)


def _has_words(event: Event, words: str, names: Mapping[str, str]) -> bool:
    """Whether each word stands in what is said of an event, or names its region or country, or a side's."""
    sides = (*event.actors, *event.recipients)
    said = [event.quote, *(side.name for side in sides), *(names.get(side_key(side), "") for side in sides)]
    if event.location:
        code = event.location.country_code or ""
        said += [event.location.name, event.location.admin1 or "", names.get(code, "")]
    text = " ".join(said).casefold()
    return all(word in text for word in words.casefold().split())


def event_dates(event: Event, published: date | None) -> tuple[date, date] | None:
    """First and last day of an event, or its document's publication day; None when neither is known."""
    start = event.date_start or event.date_end or published
    end = event.date_end or event.date_start or published
    return (start, end) if start and end else None


def _is_in_range(days: tuple[date, date] | None, filters: Filters) -> bool:
    if days is None:
        return True
    start, end = days
    begins_in_time = filters.date_end is None or start <= filters.date_end
    return begins_in_time and (filters.date_start is None or end >= filters.date_start)
