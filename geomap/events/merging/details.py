"""Later sentences of a text that tell an attack of its first ones in detail: where exactly, with what, how.

News tells what matters first and comes back to it: "bombed a school in the region", then "two jets dropped
bombs on the village", "they flew over twice". The detail is of the attack told before if it is of the same
day, and of the same doer there or of the only place told inside the other's; or if it tells neither place nor
day, and its doer is one told before. What speaks of another one, or has another toll, never is.
"""

from __future__ import annotations

from collections.abc import Sequence

from geomap.constants import EventType, Modality, Precision
from geomap.events.merging.sameness import BARRAGES, have_other_tolls, is_anybody, sameness, sides_agree
from geomap.events.merging.telling import Telling
from geomap.events.scene.spots import SPOTS
from geomap.models import Document, Event, Figure

_ANOTHER = frozenset(
    "another other others also again elsewhere separate separately earlier later meanwhile since second too"
    " previous previously simultaneously nearby neighbouring neighboring addition".split()
)
ADMITTED = "who did it says so"
"""The reason for which what its doer says of an attack, such as whom it hit, is not taken over."""

_BEHIND = 400
"""So many characters behind an attack its details are told."""

_DEFINITE = frozenset({"the", "this", "these"})
_NEXT = 3
_SHOOTING = "firearms"
_SAYING = frozenset("said says claimed confirmed admitted acknowledged".split())


def detail_of(
    event: Event,
    earlier: Sequence[Event],
    told: Sequence[Event],
    document: Document,
    figures: Sequence[Figure],
) -> tuple[int, str] | None:
    """Which earlier attack a later sentence tells in detail, and why it is the same.

    Args:
        event: What the later sentence tells.
        earlier: What was told before it.
        told: All that the text tells.
        document: The text.
        figures: Its figures.
    """
    telling = _telling(event, figures)
    if not _is_attack(event) or not telling.words.isdisjoint(_ANOTHER):
        return None
    attacks = [
        (index, _telling(one, figures))
        for index, one in enumerate(earlier)
        if _is_attack(one) and one.start != event.start
    ]
    for index, other in attacks:
        if reason := _same_day(other, telling, told):
            return index, reason
    if (called := _called(telling, attacks)) >= 0:
        return called, "called by its definite noun"
    if attacks and _is_open(event):
        index, latest = attacks[-1]
        is_one = not _is_open(latest.event) and _may_be_one(latest, telling)
        if is_one and (reason := _same_doer(latest, telling, document)):
            return index, reason
    return None


def _telling(event: Event, figures: Sequence[Figure]) -> Telling:
    return Telling(event, tuple(figures[number] for number in event.figures))


def _is_attack(event: Event) -> bool:
    return event.event_type is EventType.ASSAULT and event.modality is Modality.ACTUAL


def _is_open(event: Event) -> bool:
    """Whether neither place nor day is told."""
    return event.location is None and event.date_start is None and event.date_end is None


def _may_be_one(first: Telling, second: Telling) -> bool:
    """Whether neither the toll nor the sides nor the weapons of two attacks contradict each other."""
    mode, detail = first.event.mode, second.event.mode
    is_like = (
        detail in (None, mode) or {mode, detail} - {None} <= BARRAGES or (mode, detail) == (None, _SHOOTING)
    )
    return is_like and not have_other_tolls(first, second) and sides_agree(first, second)


def _same_day(first: Telling, second: Telling, told: Sequence[Event]) -> str | None:
    """Why the later one, with its day and place, is the earlier attack; None if it may be another."""
    if not _may_be_one(first, second) or first.sure_days != second.sure_days or len(first.days) != 1:
        return None
    reason = sameness(first, second)
    region, place = first.event.location, second.event.location
    if reason is None or region is None or place is None:
        return None
    is_inside = first.event.precision is Precision.ADMIN1 and second.event.precision in SPOTS
    spots = {
        one.location.place_id
        for one in told
        if _is_attack(one) and one.location is not None and one.precision in SPOTS
        if (one.location.country_code, one.location.admin1) == (place.country_code, place.admin1)
    }
    is_same_doer = not first.codes[0].isdisjoint(second.codes[0])
    is_detail = spots == {place.place_id} if is_inside else is_same_doer and region == place
    return reason if is_detail else None


def _called(telling: Telling, attacks: Sequence[tuple[int, Telling]]) -> int:
    """Which attack "the strikes" or "the attack on Beirut" calls, the one told last of that place; or -1."""
    event = telling.event
    before = event.quote[: event.trigger_start - event.start].lower().split()[-1:]
    is_dated = event.date_start is not None or event.date_end is not None
    if event.actors or is_dated or not before or before[0] not in _DEFINITE:
        return -1
    for index, other in reversed(attacks):
        place = event.location
        if place in (None, other.event.location):
            return index if _may_be_one(other, telling) else -1
    return -1


def _same_doer(first: Telling, second: Telling, document: Document) -> str | None:
    """Why an attack without place and day is the one told before; None if it may be another."""
    one, other = first.event, second.event
    last = max((report.end for report in one.merged), default=one.end)
    before = other.quote[: other.trigger_start - other.start].lower().split()
    is_owned_up = before[-1:] == ["had"] and not _SAYING.isdisjoint(before)
    if is_owned_up and not first.codes[0].isdisjoint(second.codes[0]):
        return ADMITTED
    names = {actor.name for actor in one.actors}
    for actor in other.actors:
        # Whom a pronoun means keeps the span that names him.
        is_pronoun = actor.start < other.start and actor.name in names
        is_pointed_at = document.text[: actor.start].lower().endswith("the ") and actor.name.islower()
        if other.start - last <= _BEHIND and (is_pronoun or is_pointed_at):
            return "a later sentence tells more of it"
    is_barrage = one.mode in BARRAGES and other.mode in BARRAGES
    is_open = all(map(is_anybody, other.actors))
    is_next = is_barrage and is_open and 0 < other.start - last <= _NEXT
    return "the next sentence tells more of it" if is_next else None
