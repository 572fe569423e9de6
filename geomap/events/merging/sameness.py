"""Whether two tellings are of one event, and why.

Type and modality agree and no mode, side, place or date contradicts. Beyond that one of these holds:

- place and date: the same spot, or one inside the other's region, on overlapping days;
- both sides, mode and day of a call, visit, statement or deal, which need no place;
- the words: six tenths of the two sentences' words are the same;
- a figure: both state the same number of dead, injured or displaced, at one place or on overlapping days.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from geomap.constants import Category, EventType, Precision, QuadClass
from geomap.events.scene.spots import SPOTS
from geomap.geo import distance_m
from geomap.models import Actor, Document, Event, Figure, Place, Report

NEAR_WORDING = 0.6
"""Share of words two sentences must have in common (Jaccard) where place or date tell nothing."""

SHORT_DAYS = 7
"""A range of so many days, such as a month, does not tell which of its events is meant."""

_SOME_WORDING = 0.3
_LAG_DAYS = 3
_FAR_DAYS = 30
_NEAR_M = 30_000
_STOPS = (".", "!", "?", ":", ";", ",", '"', "”")
_WORD = re.compile(r"\w+")
_SMALLEST_NUMBER = 3
_BARRAGES = frozenset({"aerial", "explosives", "heavy-weapons", "drone", "destroy"})


@dataclass(frozen=True)
class Telling:
    """An event as one report tells it, with what comparing it needs worked out once."""

    event: Event
    figures: tuple[Figure, ...] = ()
    published: date | None = None

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of its sentence, in lower case."""
        return frozenset(_WORD.findall(self.event.quote.lower()))

    @cached_property
    def codes(self) -> tuple[frozenset[str], frozenset[str]]:
        """The country codes of its actors and of its recipients."""
        return codes_of(self.event.actors), codes_of(self.event.recipients)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of its sides, in lower case."""
        return frozenset(actor.name.lower() for actor in (*self.event.actors, *self.event.recipients))

    @cached_property
    def span(self) -> tuple[date, date] | None:
        """The days it may have happened on: its own, else the last ones before its publication."""
        first, last = self.event.date_start, self.event.date_end
        if first is not None and last is not None:
            return first, last
        if self.published is None or first is not None or last is not None:
            return None
        return self.published - timedelta(days=_LAG_DAYS), self.published

    @cached_property
    def is_dated(self) -> bool:
        """Whether the text itself tells the days."""
        return self.event.date_start is not None and self.event.date_end is not None

    @cached_property
    def sure_days(self) -> tuple[int, int] | None:
        """The first and last day the text itself tells, as ordinals."""
        first, last = self.event.date_start, self.event.date_end
        return None if first is None or last is None else (first.toordinal(), last.toordinal())

    @cached_property
    def settlement(self) -> str:
        """The identifier of the settlement it took place in; "" where the place is another or unknown."""
        place = self.event.location
        return place.place_id if place is not None and place.precision is Precision.SETTLEMENT else ""

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Its days one by one; none if they are unknown or too many to tell one event from the next."""
        if self.span is None or (self.span[1] - self.span[0]).days >= SHORT_DAYS:
            return ()
        return tuple(
            self.span[0] + timedelta(days=day) for day in range((self.span[1] - self.span[0]).days + 1)
        )

    @cached_property
    def counts(self) -> frozenset[tuple[Category, float]]:
        """Its numbers of persons and households, the smallest left out, for they repeat by chance."""
        return frozenset(
            (figure.category, figure.value)
            for figure in self.figures
            if figure.category is not Category.AMOUNT and figure.value >= _SMALLEST_NUMBER
        )


def codes_of(actors: tuple[Actor, ...]) -> frozenset[str]:
    """The country codes of one side."""
    return frozenset(actor.country_iso3 for actor in actors if actor.country_iso3)


def sameness(first: Telling, second: Telling) -> str | None:
    """Why two tellings are of one event, in words; None if they are not, as far as one can tell."""
    one, other = first.event, second.event
    place = _place_in_common(one.location, other.location)
    dates = _dates_in_common(first, second)
    is_alike = one.event_type is other.event_type and one.modality is other.modality
    if not is_alike or place is None or dates is None or not sides_agree(first, second):
        return None
    likeness = likeness_of(first, second)
    if likeness >= NEAR_WORDING:
        reason = f"{likeness:.0%} of the words are the same"
    elif first.counts & second.counts and (place or dates):
        reason = "the same number"
    elif one.mode and other.mode and one.mode != other.mode and not _is_one_barrage(first, second):
        reason = ""
    else:
        is_guessed = not (first.is_dated and second.is_dated) and likeness < _SOME_WORDING
        is_known = bool(first.days and second.days) and not is_guessed
        reason = _by_place_or_sides(first, second, place) if is_known else ""
    return "; ".join(part for part in (reason, place, dates) if part) if reason else None


def _by_place_or_sides(first: Telling, second: Telling, place: str) -> str:
    """What two tellings of the same days have in common that makes them one; "" if not enough."""
    one, other = first.event, second.event
    sides = _sides_in_common(first, second)
    is_exact = all(event.precision in SPOTS or event.precision is Precision.ADMIN1 for event in (one, other))
    if place and is_exact:
        return "same sides" if sides else "no other sides"
    is_meeting = one.quad_class is not QuadClass.MATERIAL_CONFLICT and one.mode and one.mode == other.mode
    is_sanction = one.event_type is EventType.SANCTION and first.is_dated and second.is_dated
    return "same two sides" if (is_meeting or is_sanction) and sides > 1 else ""


def _is_one_barrage(first: Telling, second: Telling) -> bool:
    """Whether one side bombs or shells, whatever the reports call it: "bombed", "an air strike hit"."""
    modes = {first.event.mode, second.event.mode}
    is_surely_dated = first.sure_days is not None and second.sure_days is not None
    return modes <= _BARRAGES and is_surely_dated and bool(first.codes[0] & second.codes[0])


def rules_out(first: Telling, second: Telling) -> bool:
    """Whether two tellings plainly are of two events, as quickly told; `sameness` is None then."""
    if (
        first.event.event_type is not second.event.event_type
        or first.event.modality is not second.event.modality
    ):
        return True
    days, others = first.sure_days, second.sure_days
    if days and others and (days[0] > others[1] or others[0] > days[1]):
        return True
    return bool(first.settlement and second.settlement) and first.settlement != second.settlement


def likeness_of(first: Telling, second: Telling) -> float:
    """Share of common words of two sentences, 0 to 1."""
    common = len(first.words & second.words)
    union = len(first.words) + len(second.words) - common
    return common / union if union else 0.0


def sides_agree(first: Telling, second: Telling) -> bool:
    """Whether no side contradicts: a country in common, or a name where no country is known."""
    pairs = list(zip(first.codes, second.codes, strict=True))
    if all(not left or not right or left & right for left, right in pairs):
        known = [set().union(*codes) for codes in (first.codes, second.codes)]
        if known[0] and known[1]:
            return bool(known[0] & known[1])
        if first.names and second.names and not (known[0] or known[1]):
            return bool(first.names & second.names)
        return True
    return _is_mutual(first) and _is_mutual(second) and _both(first) == _both(second)


def _both(telling: Telling) -> frozenset[str]:
    return telling.codes[0] | telling.codes[1]


def _is_mutual(telling: Telling) -> bool:
    """Whether either side may be told first, as in talks."""
    return telling.event.quad_class in (QuadClass.VERBAL_COOPERATION, QuadClass.MATERIAL_COOPERATION)


def _sides_in_common(first: Telling, second: Telling) -> int:
    return len(_both(first) & _both(second))


def _place_in_common(left: Place | None, right: Place | None) -> str | None:
    """In words what two places have in common; "" if one is unknown, None if they contradict."""
    if left is None or right is None:
        return ""
    if left.place_id == right.place_id:
        return f"both in {left.name}"
    coarse, fine = sorted((left, right), key=lambda place: _RANKS[place.precision], reverse=True)
    if coarse.precision is Precision.COUNTRY and coarse.country_code == fine.country_code:
        return ""
    if coarse.precision is Precision.ADMIN1 and fine.precision in SPOTS:
        is_inside = (coarse.country_code, coarse.admin1_code or coarse.admin1) == (
            fine.country_code,
            fine.admin1_code if coarse.admin1_code else fine.admin1,
        )
        return f"{fine.name} lies in {coarse.name}" if is_inside else None
    is_site = coarse.precision in SPOTS and fine.precision is Precision.SITE
    if is_site and are_near(left, right):
        return f"{fine.name} lies near {coarse.name}"
    return None


def are_near(left: Place, right: Place) -> bool:
    """Whether two points are so near each other that one may be a site in or by the other."""
    return distance_m(left.longitude, left.latitude, right.longitude, right.latitude) < _NEAR_M


def places_fit(left: Place | None, right: Place | None) -> bool:
    """Whether two places may be one: the same, or one that may lie in the other."""
    if left is None or right is None or left.place_id == right.place_id:
        return True
    is_nested = left.precision is not right.precision
    if {left.precision, right.precision} == SPOTS:
        # A site in or by a town, not one in another.
        is_nested = are_near(left, right)
    return is_nested and left.country_code == right.country_code


def is_heading(text: str, start: int, end: int) -> bool:
    """Whether a span is a line of its own without a full stop."""
    before, after = text[:start].rstrip(" \t"), text[end:].lstrip(" \t")
    return before[-1:] in ("", "\n") and after[:1] == "\n" and text[end - 1] not in _STOPS


_RANKS = {precision: rank for rank, precision in enumerate(Precision)}


def _dates_in_common(first: Telling, second: Telling) -> str | None:
    """In words what the dates have in common; "" if one is unknown, None if they are apart."""
    if first.span is None or second.span is None:
        return ""
    begin, end = max(first.span[0], second.span[0]), min(first.span[1], second.span[1])
    if begin > end:
        # What is a guess from the publication dates contradicts only by weeks.
        is_sure = (first.is_dated and second.is_dated) or (begin - end).days > _FAR_DAYS
        return None if is_sure else ""
    if not (first.is_dated and second.is_dated):
        return "reported within days"
    return f"both on {_said(begin)}" if begin == end else f"both between {_said(begin)} and {_said(end)}"


def _said(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def report_of(event: Event, document: Document, figures: tuple[Figure, ...], reason: str) -> Report:
    """A telling as it stays on record in the event it was merged into."""
    report = report_at(document, event.start, event.end, quote=event.quote, reason=reason)
    return replace(report, figures=figures)


def report_at(document: Document, start: int, end: int, *, quote: str, reason: str) -> Report:
    """Words of a document that tell again what another has told, and why they do."""
    return Report(
        document_id=document.document_id,
        start=start,
        end=end,
        quote=quote,
        reason=reason,
        title=document.title,
        source=document.source,
        url=document.url,
        published=document.published,
    )
