"""One figure in many reports: a number that belongs to no event and is told again is drawn once.

Two figures are one if they state the same value, unit, category and currency, contradict each other in no
place and no date, and stand in reports of the same weeks. Persons and households must share a place too, or
six tenths of the words; a sum of money, which many say of many things, the words. Ten or more told by two
documents of a week are one also where one names the place and the other what it lies in. The later telling
stays with its document and says in ``repeats`` which one it repeats. A heading repeats what a sentence of
its text tells of the same place or one inside it.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from geomap.constants import Unit
from geomap.events.figures.figure_places import holds
from geomap.events.merging.sameness import NEAR_WORDING, is_heading, report_at
from geomap.models import Document, Figure, ParsedDocument, Place, Report

_SMALLEST = 3
_SMALLEST_WITHIN = 10
"""Smaller numbers are told of a town and of its region by chance."""

_NEAR_DAYS = 7
_FAR_DAYS = 30
_ROLES = ("origin", "destination", "location")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Said:
    """A figure with the document that states it."""

    document: Document
    figure: Figure


def mark_repeats(parsed: Sequence[ParsedDocument]) -> tuple[ParsedDocument, ...]:
    """The documents with each figure that repeats another marked as such.

    Args:
        parsed: The documents after their events have been merged, in the order in which they count.

    Returns:
        As many documents with as many figures. Figures of events, merged reports included, repeat nothing.
    """
    owned = {
        (one.document.document_id, one.figures[number].start)
        for one in parsed
        for event in one.events
        for number in event.figures
    }
    owned |= {
        (report.document_id, figure.start)
        for one in parsed
        for event in one.events
        for report in event.merged
        for figure in report.figures
    }
    known: dict[Hashable, list[_Said]] = {}
    for one in parsed:
        for figure in one.figures:
            if (one.document.document_id, figure.start) in owned:
                known.setdefault(_statement(figure), []).append(_Said(one.document, figure))
    marked = [_marked(one, owned, known) for one in parsed]
    tellers: dict[tuple[str, int], set[str]] = {}
    for one in marked:
        for figure in one.figures:
            if figure.repeats:
                first = figure.repeats.document_id, figure.repeats.start
                tellers.setdefault(first, {first[0]}).add(one.document.document_id)
    return tuple(_counted(one, tellers) for one in marked) if tellers else tuple(marked)


def _counted(parsed: ParsedDocument, tellers: dict[tuple[str, int], set[str]]) -> ParsedDocument:
    """A document whose figures count the documents that state them."""
    figures = [
        replace(figure, reports=len(documents))
        if (documents := tellers.get((parsed.document.document_id, figure.start)))
        else figure
        for figure in parsed.figures
    ]
    return replace(parsed, figures=tuple(figures))


def _marked(
    parsed: ParsedDocument, owned: set[tuple[str, int]], known: dict[Hashable, list[_Said]]
) -> ParsedDocument:
    figures = list(parsed.figures)
    # A heading repeats the sentence under it, which knows the place better.
    for number in sorted(range(len(figures)), key=lambda number: _heads(parsed.document, figures[number])):
        figure = figures[number]
        if (parsed.document.document_id, figure.start) in owned:
            continue
        said, tellings = _Said(parsed.document, figure), known.setdefault(_statement(figure), [])
        repeats = next(filter(None, (_repeated(one, said) for one in tellings)), None)
        if repeats is None:
            tellings.append(said)
        else:
            figures[number] = replace(figure, repeats=repeats)
    return replace(parsed, figures=tuple(figures))


def _heads(document: Document, figure: Figure) -> bool:
    """Whether a figure stands in a heading."""
    return is_heading(document.text, figure.quote_start, figure.quote_start + len(figure.quote))


def _statement(figure: Figure) -> tuple[Hashable, ...]:
    counted = figure.value, figure.value_high, figure.unit, figure.currency
    return (*counted, figure.category, figure.term, figure.modality)


def _repeated(first: _Said, second: _Said) -> Report | None:
    """The first telling as a report if the second repeats it."""
    reason = _sameness(first, second)
    if reason is None:
        return None
    figure, document = first.figure, first.document
    return report_at(document, figure.start, figure.end, quote=figure.text, reason=reason)


def _sameness(first: _Said, second: _Said) -> str | None:
    """Why two figures with the same statement are one, in words; None if they may be two."""
    one, other = first.figure, second.figure
    if one.as_of and other.as_of and one.as_of != other.as_of:
        return None
    days = first.document.published, second.document.published
    if days[0] and days[1] and abs((days[0] - days[1]).days) > _FAR_DAYS:
        return None
    if first.document is second.document and _heads(second.document, other) and _fits(one, other):
        return "the heading tells the same number"
    if one.unit is not Unit.CURRENCY and (place := _place_in_common(first, second)):
        return f"the same number; {place}"
    if any(left.place_id != right.place_id for left, right in _places(one, other)):
        return None
    words = [frozenset(_WORD.findall(figure.quote.lower())) for figure in (one, other)]
    likeness = len(words[0] & words[1]) / max(len(words[0] | words[1]), 1)
    return f"{likeness:.0%} of the words are the same" if likeness >= NEAR_WORDING else None


def _places(one: Figure, other: Figure) -> list[tuple[Place, Place]]:
    """The places that both figures tell in the same role."""
    pairs = ((getattr(one, role), getattr(other, role)) for role in _ROLES)
    return [(left, right) for left, right in pairs if left and right]


def _place_in_common(first: _Said, second: _Said) -> str | None:
    """In words which place two figures have in common, or which holds the other; None if neither is told."""
    one, other = first.figure, second.figure
    unlike = [(left, right) for left, right in _places(one, other) if left.place_id != right.place_id]
    shared = _shared(one, other)
    if not unlike:
        return f"both in {shared.name}" if shared is not None and one.value >= _SMALLEST else None
    days = first.document.published, second.document.published
    is_soon = days[0] and days[1] and abs((days[0] - days[1]).days) <= _NEAR_DAYS
    if first.document is second.document or not is_soon or one.value < _SMALLEST_WITHIN:
        return None
    if not all(holds(left, right) or holds(right, left) for left, right in unlike):
        return None
    left, right = unlike[0]
    fine, coarse = (left, right) if holds(right, left) else (right, left)
    return f"{fine.name} lies in {coarse.name}"


def _fits(one: Figure, other: Figure) -> bool:
    """Whether a heading's figure may be that of a sentence: it has no place, the same, or one around it."""
    theirs = [place for place in (other.origin, other.destination, other.location) if place]
    own = [place for place in (one.origin, one.destination, one.location) if place]
    return one.value >= _SMALLEST and all(
        any(place == held or holds(place, held) for held in own) for place in theirs
    )


def _shared(one: Figure, other: Figure) -> Place | None:
    """A place that both figures name, in whatever role."""
    theirs = {place.place_id for place in (other.origin, other.destination, other.location) if place}
    places = (place for place in (one.origin, one.destination, one.location) if place)
    return next((place for place in places if place.place_id in theirs), None)
