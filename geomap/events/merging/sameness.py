"""Whether two tellings are of one event, and why.

Type and modality agree and no mode, side, place or date contradicts. Beyond that one of these holds:

- place and date: the same spot, or one inside the other's region, on overlapping days;
- both sides, mode and day of a call, visit, statement or deal, which need no place;
- the words: six tenths of the two sentences' words are the same;
- a figure: both state the same number of dead, injured or displaced, at one place or on overlapping days;
- a later report of the place says that the toll has risen.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from geomap.constants import EventType, Precision, QuadClass
from geomap.events.merging.telling import Telling
from geomap.events.scene.spots import SPOTS
from geomap.geo import distance_m
from geomap.models import Actor, Document, Event, Figure, Place, Report

NEAR_WORDING = 0.6
"""Share of words two sentences must have in common (Jaccard) where place or date tell nothing."""

SOME_WORDING = 0.3
"""A share that keeps two reports together of which one does not tell the day."""

_FAR_DAYS = 30
_NEAR_M = 30_000
_STOPS = (".", "!", "?", ":", ";", ",", '"', "”")
_RISE = 3
"""How many times a toll may grow in a few days."""

_SIGNING = "agreement"

BARRAGES = frozenset({"aerial", "explosives", "heavy-weapons", "drone", "destroy"})
"""Modes that reports take for each other: who bombs, shells or sends drones."""


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
    elif first.counts & second.counts and _is_number_enough(first, second, place, dates):
        reason = "the same number"
    else:
        reason = _by_place_or_sides(first, second, place) or _by_risen_toll(first, second, place)
    return "; ".join(part for part in (reason, place, dates) if part) if reason else None


def _is_number_enough(first: Telling, second: Telling, place: str, dates: str) -> bool:
    """Whether a number in common tells one event: at one place, on days that are told, or of one side."""
    if place or (dates and first.is_dated and second.is_dated):
        return True
    return bool(dates) and (_sides_in_common(first, second) > 0 or likeness_of(first, second) >= SOME_WORDING)


def contradict(first: Telling, second: Telling) -> bool:
    """Whether sides, places or dates of two tellings of one type cannot be of one event."""
    return (
        _place_in_common(first.event.location, second.event.location) is None
        or _dates_in_common(first, second) is None
        or not sides_agree(first, second)
    )


def _by_place_or_sides(first: Telling, second: Telling, place: str) -> str:
    """What two tellings of the same days have in common that makes them one; "" if not enough."""
    one, other = first.event, second.event
    if one.mode and other.mode and one.mode != other.mode and not _is_one_barrage(first, second):
        return ""
    is_told = first.is_dated and second.is_dated
    if not (first.days and second.days) or not (is_told or likeness_of(first, second) >= SOME_WORDING):
        return ""
    sides = _sides_in_common(first, second)
    if place and _are_exact(one, other):
        return "same sides" if sides else "no side contradicts"
    if first.leavers & second.leavers:
        return "the same person"
    is_meeting = one.quad_class is not QuadClass.MATERIAL_CONFLICT and one.mode and one.mode == other.mode
    is_sanction = one.event_type is EventType.SANCTION and first.is_dated and second.is_dated
    is_same_act = is_meeting or is_sanction or _is_one_meeting(first, second)
    return "same two sides" if is_same_act and sides > 1 else ""


def _is_one_meeting(first: Telling, second: Telling) -> bool:
    """Whether the same persons meet, or the same is done together, on one and the same day."""
    is_same_day = first.sure_days == second.sure_days and len(first.days) == 1
    if not is_same_day or first.event.mode or second.event.mode:
        return False
    if first.event.event_type is EventType.COOPERATE:
        return not first.trigger_words.isdisjoint(second.trigger_words)
    return first.event.event_type is EventType.CONSULT and not first.persons.isdisjoint(second.persons)


def _are_exact(*events: Event) -> bool:
    """Whether events took place in a town or region, not just somewhere in a country."""
    return all(event.precision in SPOTS or event.precision is Precision.ADMIN1 for event in events)


def _by_risen_toll(first: Telling, second: Telling, place: str) -> str:
    """Whether one of two tellings gives a higher toll of what the other told days before; "" if not."""
    before, update = (first, second) if second.is_update else (second, first)
    modes = {first.event.mode, second.event.mode} - {None}
    is_one_deed = modes <= BARRAGES or len(modes) == 1
    if not (place and is_one_deed and _are_exact(first.event, second.event)):
        return ""
    if not (update.is_update and before.is_dated and before.days and update.days):
        return ""
    is_alike = bool(before.targets & update.targets) or before.toll * _RISE >= update.toll
    return "its toll has risen" if update.toll > before.toll and is_alike else ""


def have_other_tolls(first: Telling, second: Telling) -> bool:
    """Whether two tellings count the dead, injured or displaced differently."""
    kinds = {category for category, _ in first.counts} & {category for category, _ in second.counts}
    return bool(kinds) and first.counts.isdisjoint(second.counts)


def _is_one_barrage(first: Telling, second: Telling) -> bool:
    """Whether one side bombs or shells, whatever the reports call it: "bombed", "an air strike hit"."""
    modes = {first.event.mode, second.event.mode}
    is_surely_dated = first.sure_days is not None and second.sure_days is not None
    codes = first.codes[0], second.codes[0]
    # "The army" of one report, of no country, may be the Burmese army of the other.
    is_same_doer = bool(codes[0] & codes[1]) or (not all(codes) and bool(first.kinds[0] & second.kinds[0]))
    return modes <= BARRAGES and is_surely_dated and is_same_doer


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
    """Whether no side contradicts: a country in common, or a name where no country is known.

    Soldiers and rebels, or a judge and farmers, are never one side of a deed.
    """
    if any(map(_are_apart, first.kinds, second.kinds)) or _are_two_targets(first, second):
        return False
    pairs = list(zip(first.codes, second.codes, strict=True))
    if all(not left or not right or left & right for left, right in pairs):
        known = [set().union(*codes) for codes in (first.codes, second.codes)]
        if known[0] and known[1]:
            return bool(known[0] & known[1])
        if first.names and second.names and not (known[0] or known[1]):
            return bool(first.names & second.names)
        return True
    if not (_is_mutual(first) and _is_mutual(second)):
        return False
    return _both(first) == _both(second) or _is_part_told(first, second) or _is_part_told(second, first)


def _is_part_told(first: Telling, second: Telling) -> bool:
    """Whether the first names but some of those who sign: "India and four countries" signed."""
    sides = first.event.actors, first.event.recipients
    is_signing = first.event.mode == second.event.mode == _SIGNING
    is_open = any(side and all(is_anybody(actor) for actor in side) for side in sides)
    return is_signing and is_open and bool(_both(first)) and _both(first) < _both(second)


def is_anybody(actor: Actor) -> bool:
    """Whether a common noun alone tells who acts: "four European countries"."""
    return actor.country_iso3 is None and actor.name.split()[-1].islower()


def _are_apart(first: frozenset[str], second: frozenset[str]) -> bool:
    return bool(first and second) and first.isdisjoint(second)


def _are_two_targets(first: Telling, second: Telling) -> bool:
    """Whether two strikes with other tolls hit other things: a school, a car."""
    tolls = first.toll, second.toll
    return all(tolls) and tolls[0] != tolls[1] and _are_apart(first.targets, second.targets)


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
