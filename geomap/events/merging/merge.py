"""One event in many reports: the same event told by several documents becomes one.

Which two tellings are one event is said in `geomap.events.merging.sameness`. The first report's event is
kept, or that of the first report that says more of who did it to whom, with what it leaves open filled by the
others; ``merged`` keeps every other telling with its source, sentence and figures, and ``reports`` counts the
documents. Other reports of it are taken out of their documents. What all have told by the end may show two
events to be one, so those that stay are compared once more.
Figures stay with their documents: numbers that contradict each other stand side by side, and those that
belong to no event say which earlier one they repeat (`geomap.events.merging.repeats`).

Each type of events is merged by itself, and only what `geomap.events.merging.keys` leads to is compared.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import inf

from geomap.constants import EventType
from geomap.events.merging.keys import Key, number_keys, seeking_keys, standing_keys, wording_keys
from geomap.events.merging.repeats import mark_repeats
from geomap.events.merging.sameness import (
    NEAR_WORDING,
    contradict,
    likeness_of,
    report_of,
    rules_out,
    sameness,
)
from geomap.events.merging.telling import Telling
from geomap.events.merging.union import better_side, finer_place
from geomap.models import Document, Event, Figure, ParsedDocument, Report

_COMPARED = 8
"""With how many of an event's tellings a new one is compared."""

_HALF_KNOWN = 1000.0
"""A range that has only one end says less than any other, and more than none."""

_REMEMBERED = 4
"""So many sets of events are remembered of each type, since several readers may be at work."""

_Told = list[tuple[int, int, Event, tuple[Figure, ...], Document]]
"""Events of one type in order: each with the numbers of its document and of itself in it, and its figures."""

_Stay = list[Event | None]
"""For each of them what it has become; None for one that another one tells."""


@dataclass(frozen=True, slots=True)
class _Member:
    """One telling of an event: its place among those of its type, and why it is of the same event.

    The event's first telling has no reason.
    """

    place: int
    number: int
    telling: Telling
    document: Document
    reason: str = ""

    @property
    def is_known_by(self) -> tuple[bool, bool, bool]:
        """How much it says of the sides: whose deed it is, who did it, to whom."""
        event = self.telling.event
        return bool(self.telling.codes[0]), bool(event.actors), bool(event.recipients)

    def reports(self, reason: str) -> tuple[Report, ...]:
        """It and what its document tells again, as they stay on record."""
        event = self.telling.event
        return report_of(event, self.document, self.telling.figures, self.reason or reason), *event.merged


@dataclass(slots=True)
class _Kept:
    """An event that stays: what its tellings know together, each of them, and where it is found."""

    telling: Telling
    members: list[_Member]
    documents: set[int]
    found_by: set[Key | int] = field(default_factory=set)
    is_gone: bool = False

    @property
    def tellings(self) -> Iterator[Telling]:
        """What all know together, and the first of its other reports."""
        yield self.telling
        for member in self.members[1 : _COMPARED + 1]:
            yield member.telling

    def is_worded_like(self, telling: Telling) -> bool:
        """Whether one of the reports has nearly the same words."""
        return any(likeness_of(one, telling) >= NEAR_WORDING for one in self.tellings)

    def reason_for(self, telling: Telling) -> str | None:
        """Why a telling is of this event, by what all know or by one of its other reports."""
        reason = sameness(self.telling, telling)
        if reason or contradict(self.telling, telling):
            return reason
        alike = (
            one
            for one in self.tellings
            if one.counts & telling.counts or likeness_of(one, telling) >= NEAR_WORDING
        )
        return next(filter(None, (sameness(one, telling) for one in alike)), None)

    def takes_from(self, documents: Iterable[int], telling: Telling) -> bool:
        """Whether a telling of these documents may be another of it: no document tells it in two events."""
        if self.members[0].number in documents:
            return False
        is_told_there = not self.documents.isdisjoint(documents)
        return not is_told_there or likeness_of(self.telling, telling) >= NEAR_WORDING

    def add(self, other: _Kept, reason: str) -> None:
        """Take the tellings of another event, which are of this one for a reason."""
        first, *more = other.members
        self.members += [replace(first, reason=reason), *more]
        self.documents |= other.documents
        self.telling = replace(self.telling, event=_known(self.telling.event, other.telling.event))
        other.is_gone = True

    def event(self) -> tuple[int, Event]:
        """Which of its tellings is shown, and the event with what the others know."""
        if len(self.members) == 1:
            return self.members[0].place, self.members[0].telling.event
        shown = max(self.members, key=lambda member: member.is_known_by)
        others = [report for one in self.members if one is not shown for report in one.reports(shown.reason)]
        own, known = shown.telling.event, self.telling.event
        return shown.place, replace(
            own,
            mode=known.mode,
            intensity=known.intensity,
            location=known.location,
            precision=known.precision,
            date_start=known.date_start,
            date_end=known.date_end,
            reports=len(self.documents),
            merged=(*own.merged, *others),
            score=known.score,
        )


class KnownMerges:
    """What was merged lately, event type by event type: one that is as it was is not merged anew."""

    def __init__(self) -> None:
        self._known: dict[EventType, deque[tuple[_Told, _Stay]]] = {}

    def find(self, event_type: EventType, told: _Told) -> _Stay | None:
        """What stays of the events of a type, if the very same were merged lately."""
        return next((stay for known, stay in self._known.get(event_type, ()) if known == told), None)

    def keep(self, event_type: EventType, told: _Told, stay: _Stay) -> None:
        """Remember what stays."""
        self._known.setdefault(event_type, deque(maxlen=_REMEMBERED)).append((told, stay))


def merge_reports(
    parsed: Sequence[ParsedDocument], *, known: KnownMerges | None = None
) -> tuple[ParsedDocument, ...]:
    """Merge the events that several documents report, and mark figures told before.

    Args:
        parsed: The documents in the order in which their reports count; the first report stays.
        known: What was merged lately, to be asked and told; the result is the same with and without.

    Returns:
        As many documents, in the same order, each with the events that it was first to report.
    """
    known = known or KnownMerges()
    events: list[list[Event | None]] = [[None] * len(one.events) for one in parsed]
    for event_type, told in _by_type(parsed).items():
        stay = known.find(event_type, told)
        if stay is None:
            stay = _merge_type(told)
            known.keep(event_type, told, stay)
        for (number, place, *_), event in zip(told, stay, strict=True):
            events[number][place] = event
    merged = [
        replace(one, events=tuple(event for event in those if event is not None))
        for one, those in zip(parsed, events, strict=True)
    ]
    return mark_repeats(merged)


def _by_type(parsed: Sequence[ParsedDocument]) -> dict[EventType, _Told]:
    """All events, each type by itself: those of two types are never the same."""
    told: dict[EventType, _Told] = {}
    for number, one in enumerate(parsed):
        for place, event in enumerate(one.events):
            figures = tuple(one.figures[index] for index in event.figures)
            told.setdefault(event.event_type, []).append((number, place, event, figures, one.document))
    return told


def _merge_type(told: _Told) -> _Stay:
    """Each event of one type with what it leaves open filled by others; None for one told by another."""
    tellings = [Telling(event, figures, document.published) for _, _, event, figures, document in told]
    index = _Index()
    for place, wording in enumerate(wording_keys(tellings)):
        number, *_, document = told[place]
        index.take(_Member(place, number, tellings[place], document), wording)
    index.fold()
    stay: _Stay = [None] * len(told)
    for kept in index.kept:
        if not kept.is_gone:
            place, event = kept.event()
            stay[place] = event
    return stay


@dataclass(slots=True)
class _Index:
    """The events kept so far, and where to look for one that a telling may repeat."""

    kept: list[_Kept] = field(default_factory=list)
    by_key: dict[Key | int, list[int]] = field(default_factory=dict)

    def take(self, member: _Member, wording: Sequence[int]) -> None:
        """Merge a telling into the event it repeats, or keep it."""
        telling = member.telling
        new = _Kept(telling, [member], {member.number})
        told_there = self._found_by(seeking_keys(telling))
        for place in sorted(told_there | self._found_by(wording)):
            kept = self.kept[place]
            if kept.members[0].number == member.number or all(
                rules_out(one, telling) for one in kept.tellings
            ):
                continue
            if place not in told_there and not kept.is_worded_like(telling):
                continue
            if self._merge(place, new):
                self._add(place, wording)
                return
        self.kept.append(new)
        self._add(len(self.kept) - 1, [*wording, *standing_keys(telling)])

    def fold(self) -> None:
        """Merge what stays once more with what many tell, for that knows more by now."""
        for place, told in enumerate(self.kept):
            others = self._found_by(_all_keys(told)) if len(told.members) > 1 and not told.is_gone else ()
            for other in sorted(others):
                first, second = sorted((place, other))
                if first != second and not (self.kept[first].is_gone or self.kept[second].is_gone):
                    self._merge(first, self.kept[second])

    def _merge(self, place: int, other: _Kept) -> bool:
        """Take another event's tellings into one that is kept, if they are of the same."""
        kept = self.kept[place]
        if not kept.takes_from(other.documents, other.telling) or rules_out(kept.telling, other.telling):
            return False
        reason = next(filter(None, map(kept.reason_for, other.tellings)), None)
        if reason is None or contradict(kept.telling, other.telling):
            return False
        kept.add(other, reason)
        numbers = [key for member in other.members for key in number_keys(member.telling)]
        self._add(place, [*standing_keys(kept.telling), *numbers])
        return True

    def _found_by(self, keys: Sequence[Key | int]) -> set[int]:
        found: set[int] = set()
        for key in keys:
            found.update(self.by_key.get(key, ()))
        return found

    def _add(self, place: int, keys: Sequence[Key | int]) -> None:
        found_by = self.kept[place].found_by
        for key in keys:
            if key not in found_by:
                self.by_key.setdefault(key, []).append(place)
        found_by.update(keys)


def _all_keys(kept: _Kept) -> list[Key]:
    """Where another event of its tellings would stand."""
    numbers = [key for one in kept.members[1:] for key in number_keys(one.telling)]
    return [*seeking_keys(kept.telling), *numbers]


def _known(first: Event, second: Event) -> Event:
    """What two tellings know together: the first with what it leaves open filled by the second."""
    place = finer_place(first.location, second.location)
    moded = first if first.mode or not second.mode else second
    dated = min(first, second, key=_days_of)
    return replace(
        first,
        mode=moded.mode,
        intensity=moded.intensity,
        actors=better_side(first.actors, second.actors),
        recipients=better_side(first.recipients, second.recipients),
        location=place,
        precision=place.precision if place else None,
        date_start=dated.date_start,
        date_end=dated.date_end,
        score=max(first.score, second.score),
    )


def _days_of(event: Event) -> float:
    """How many days a report leaves open; without end where it does not tell them."""
    if event.date_start is None or event.date_end is None:
        return inf if event.date_start is event.date_end else _HALF_KNOWN
    return (event.date_end - event.date_start).days
