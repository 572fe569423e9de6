"""One event in many reports: the same event told by several documents becomes one.

Which two tellings are one event is said in `geomap.events.merging.sameness`. The first report's event is
kept, with what it leaves open filled by the others; ``merged`` keeps every other telling with its source,
sentence and figures, and ``reports`` counts the documents. Later reports of it are taken out of their
documents.
Figures stay with their documents: numbers that contradict each other stand side by side, and those that
belong to no event say which earlier one they repeat (`geomap.events.merging.repeats`).

Each type of events is merged by itself. Not every pair is compared: candidates are found by place and day, by
sides and day, and by rare words that near-identical sentences must share.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, combinations
from math import ceil

import numpy as np

from geomap.constants import EventType, Precision
from geomap.events.merging.repeats import mark_repeats
from geomap.events.merging.sameness import NEAR_WORDING, Telling, likeness_of, report_of, rules_out, sameness
from geomap.events.merging.union import finer_place
from geomap.models import Document, Event, Figure, ParsedDocument

_RARE = 8
"""A word in no more sentences than this leads to few enough candidates by itself."""

_COMPARED = 8
"""With how many of an event's tellings a new one is compared."""

_REMEMBERED = 4
"""So many sets of events are remembered of each type, since several readers may be at work."""

_Key = tuple[Hashable, ...]

_Told = list[tuple[int, int, Event, tuple[Figure, ...], Document]]
"""Events of one type in order: each with the numbers of its document and of itself in it, and its figures."""

_Stay = list[Event | None]
"""For each of them what it has become; None for one that an earlier one tells."""


@dataclass(slots=True)
class _Kept:
    """An event that stays: its document's number, its telling, its other reports, and where it is found."""

    owner: int
    telling: Telling
    documents: set[int]
    others: list[Telling] = field(default_factory=list)
    found_by: set[_Key | int] = field(default_factory=set)

    @property
    def tellings(self) -> list[Telling]:
        """The event and its first other reports."""
        return [self.telling, *self.others[:_COMPARED]]

    def is_worded_like(self, telling: Telling) -> bool:
        """Whether one of the reports has nearly the same words."""
        return any(likeness_of(one, telling) >= NEAR_WORDING for one in self.tellings)

    def reason_for(self, telling: Telling) -> str | None:
        """Why a telling is of this event, by the event itself or by one of its other reports."""
        reason = sameness(self.telling, telling)
        alike = (one for one in self.tellings if likeness_of(one, telling) >= NEAR_WORDING)
        return reason or next(filter(None, (sameness(one, telling) for one in alike)), None)


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
    """Each event of one type with what it leaves open filled by others; None for one told before."""
    tellings = [Telling(event, figures, document.published) for _, _, event, figures, document in told]
    index = _Index()
    kept = [
        index.take(number, telling, document, wording)
        for (number, *_, document), telling, wording in zip(
            told, tellings, _wording_keys(tellings), strict=True
        )
    ]
    return [None if one is None else one.telling.event for one in kept]


@dataclass(slots=True)
class _Index:
    """The events kept so far, and where to look for one that a telling may repeat."""

    kept: list[_Kept] = field(default_factory=list)
    by_key: dict[_Key | int, list[int]] = field(default_factory=dict)

    def take(self, number: int, telling: Telling, document: Document, wording: Sequence[int]) -> _Kept | None:
        """Merge a telling of document `number` into the event it repeats, or keep and return it."""
        told_there = self._found_by(_seeking_keys(telling))
        for place in sorted(told_there | self._found_by(wording)):
            kept = self.kept[place]
            if kept.owner == number or all(rules_out(one, telling) for one in kept.tellings):
                continue
            if place not in told_there and not kept.is_worded_like(telling):
                continue
            reason = kept.reason_for(telling)
            is_second = number in kept.documents and likeness_of(kept.telling, telling) < NEAR_WORDING
            if reason is None or is_second:
                continue
            kept.others.append(telling)
            kept.documents.add(number)
            kept.telling = replace(kept.telling, event=_merged(kept, telling, document, reason))
            self._add(place, [*wording, *_standing_keys(kept.telling)])
            return None
        self.kept.append(_Kept(number, telling, {number}))
        self._add(len(self.kept) - 1, [*wording, *_standing_keys(telling)])
        return self.kept[-1]

    def _found_by(self, keys: Sequence[_Key | int]) -> set[int]:
        found: set[int] = set()
        for key in keys:
            found.update(self.by_key.get(key, ()))
        return found

    def _add(self, place: int, keys: Sequence[_Key | int]) -> None:
        found_by = self.kept[place].found_by
        for key in keys:
            if key not in found_by:
                self.by_key.setdefault(key, []).append(place)
        found_by.update(keys)


def _wording_keys(tellings: Sequence[Telling]) -> list[list[int]]:
    """Rare words, and pairs of less rare ones, as numbers: near-identical sentences must share one of these.

    The n - 0.6 n + 2 rarest of n words hold two of the common ones if six tenths are common. A key that
    one telling has alone leads nowhere and is left out.
    """
    frequencies = Counter(word for telling in tellings for word in telling.words)
    ranks = {
        word: rank
        for rank, word in enumerate(sorted(frequencies, key=lambda word: (frequencies[word], word)))
    }
    count_of = [frequencies[word] for word in ranks]
    keys: list[list[int]] = []
    for telling in tellings:
        ordered = sorted(ranks[word] for word in telling.words)
        prefix = ordered[: len(ordered) - ceil(NEAR_WORDING * len(ordered)) + 2]
        rare = [rank for rank in prefix if 1 < count_of[rank] <= _RARE]
        pairs = combinations([rank for rank in prefix if count_of[rank] > _RARE], 2)
        single = [rank * len(ranks) + rank for rank in rare]
        keys.append(single + [first * len(ranks) + second for first, second in pairs])
    found, counts = np.unique(np.fromiter(chain.from_iterable(keys), np.int64), return_counts=True)
    shared = set(found[counts > 1].tolist())
    return [[key for key in those if key in shared] for those in keys]


def _standing_keys(telling: Telling) -> list[_Key]:
    """Where an event that stays can be found."""
    event, place = telling.event, telling.event.location
    region = _region_of(event)
    places: list[_Key] = []
    if place is not None and region is not None:
        if event.precision is Precision.ADMIN1:
            places = [("admin1", *region)]
        else:
            places = [("spot", place.place_id), ("inside", *region)]
            places += [("site", *region)] if event.precision is Precision.SITE else []
    return [*_dated(telling, places), *_number_keys(telling), *_dated(telling, _pair_keys(telling))]


def _seeking_keys(telling: Telling) -> list[_Key]:
    """Where an event that this telling may repeat would stand."""
    event, place = telling.event, telling.event.location
    region = _region_of(event)
    places: list[_Key] = []
    if place is not None and region is not None:
        if event.precision is Precision.ADMIN1:
            places = [("admin1", *region), ("inside", *region)]
        else:
            kind = "inside" if event.precision is Precision.SITE else "site"
            places = [("spot", place.place_id), ("admin1", *region), (kind, *region)]
    return [*_dated(telling, places), *_number_keys(telling), *_dated(telling, _pair_keys(telling))]


def _region_of(event: Event) -> tuple[str | None, str | None] | None:
    """The country and first-order division of a place finer than a country."""
    place = event.location
    if place is None or event.precision in (Precision.COUNTRY, Precision.WORLD_REGION):
        return None
    return place.country_code, place.admin1_code or place.admin1


def _pair_keys(telling: Telling) -> list[_Key]:
    codes = sorted(telling.codes[0] | telling.codes[1])
    is_telling = telling.event.mode or telling.event.event_type is EventType.SANCTION
    return [("sides", *codes)] if len(codes) > 1 and is_telling else []


def _number_keys(telling: Telling) -> list[_Key]:
    event = telling.event
    return [("number", event.modality, *count) for count in sorted(telling.counts)]


def _dated(telling: Telling, keys: Sequence[_Key]) -> list[_Key]:
    """The keys once for each day that the event may have happened on."""
    event = telling.event
    return [(event.modality, day, *key) for day in telling.days for key in keys]


def _merged(kept: _Kept, telling: Telling, document: Document, reason: str) -> Event:
    """The first report with what it leaves open filled by the second, which stays on record."""
    first, second = kept.telling.event, telling.event
    place = finer_place(first.location, second.location)
    return replace(
        first,
        location=place,
        precision=place.precision if place else None,
        date_start=first.date_start or second.date_start,
        date_end=first.date_end or second.date_end,
        reports=len(kept.documents),
        merged=(*first.merged, report_of(second, document, telling.figures, reason), *second.merged),
        score=max(first.score, second.score),
    )
