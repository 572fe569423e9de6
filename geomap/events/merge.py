"""One event in many reports: the same event told by several documents becomes one.

Two events of different documents are the same when all of this holds:

- type and modality agree, and modes do not differ;
- each side shares a country, or a name where no country is known;
- the places are the same, or one lies in the other's country at a coarser precision;
- the dates overlap; where a date or the place is unknown, the sentences must be nearly the same words.

The first report's event is kept, with what it leaves open filled by the others; ``reports`` counts
the reports. Later reports of it are taken out of their documents. Figures stay with their
documents: numbers that contradict each other stand side by side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from geomap.events.union import agree, codes_of
from geomap.models import Event, ParsedDocument

_NEAR_WORDING = 0.6
"""Share of words two sentences must have in common (Jaccard) where a date is unknown."""


def merge_reports(parsed: Sequence[ParsedDocument]) -> tuple[ParsedDocument, ...]:
    """Merge the events that several documents report.

    Args:
        parsed: The documents in the order in which their reports count; the first report stays.

    Returns:
        As many documents, in the same order, each with the events that it was first to report.
    """
    kept = _group(parsed)
    return tuple(
        replace(one, events=tuple(group.merged for group in kept if group.owner == number))
        for number, one in enumerate(parsed)
    )


def other_reports(
    parsed: Sequence[ParsedDocument],
) -> dict[str, tuple[tuple[ParsedDocument, Event], ...]]:
    """The reports that `merge_reports` takes out of their documents, by the event they went into.

    Args:
        parsed: The documents before merging, as `merge_reports` gets them.

    Returns:
        For the identifier of each event kept with more than one report, its other reports with
        their documents, in order.
    """
    return {
        group.merged.event_id: tuple((parsed[number], event) for number, event in group.others)
        for group in _group(parsed)
        if group.others
    }


def is_same_event(first: Event, second: Event) -> bool:
    """Whether two events of different documents are reports of one."""
    if not agree(first, second) or (first.location is None) != (second.location is None):
        return False
    if first.mode != second.mode and first.mode and second.mode:
        return False
    if not codes_of(first) & codes_of(second) and codes_of(first) | codes_of(second):
        return False
    if first.location is not None and _dates_overlap(first, second):
        return True
    is_unknown = first.location is None or first.date_start is None or second.date_start is None
    return is_unknown and _likeness(first.quote, second.quote) >= _NEAR_WORDING


@dataclass(slots=True, kw_only=True)
class _Group:
    """The reports of one event: the document of the first, all merged, and the others."""

    owner: int
    merged: Event
    others: list[tuple[int, Event]] = field(default_factory=list)


def _group(parsed: Sequence[ParsedDocument]) -> list[_Group]:
    """The events of some documents in order, each with its other reports."""
    kept: list[_Group] = []
    for number, one in enumerate(parsed):
        for event in one.events:
            group = _find_same(number, event, kept)
            if group is None:
                kept.append(_Group(owner=number, merged=event))
            else:
                group.merged = _merged(group.merged, event)
                group.others.append((number, event))
    return kept


def _find_same(number: int, event: Event, kept: Sequence[_Group]) -> _Group | None:
    """The event of another document that this one reports again."""
    for group in kept:
        if group.owner != number and is_same_event(group.merged, event):
            return group
    return None


def _merged(first: Event, second: Event) -> Event:
    """The first report, counting the second; its own words and figures stay."""
    place = first.location or second.location
    return replace(
        first,
        location=place,
        precision=place.precision if place else None,
        date_start=first.date_start or second.date_start,
        date_end=first.date_end or second.date_end,
        reports=first.reports + second.reports,
        score=max(first.score, second.score),
    )


def _dates_overlap(first: Event, second: Event) -> bool:
    if not (first.date_start and first.date_end and second.date_start and second.date_end):
        return False
    return first.date_start <= second.date_end and second.date_start <= first.date_end


def _likeness(left: str, right: str) -> float:
    """Share of common words of two sentences, 0 to 1."""
    one, other = set(re.findall(r"\w+", left.lower())), set(re.findall(r"\w+", right.lower()))
    return len(one & other) / len(one | other) if one | other else 0.0
