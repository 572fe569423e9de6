"""One event told by several words of a document becomes one: "killed" and "attack" in one sentence.

Two codings are one when type and modality agree, no side or place contradicts, and they stand in the
same sentence; "the offensive" later in the text, without sides, is the offensive told before; and what
a heading tells in short is told in full by the sentences right under it, which the event is shown by then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from geomap.constants import EventType, Modality, Precision, QuadClass
from geomap.events.drafting.answers import countries_of
from geomap.events.lists.ontology import intensity_of
from geomap.events.merging.deeds import are_two_deeds, word_of
from geomap.events.merging.details import ADMITTED, detail_of
from geomap.events.merging.journeys import is_journey
from geomap.events.merging.sameness import (
    NEAR_WORDING,
    have_other_tolls,
    is_heading,
    likeness_of,
    places_fit,
    report_of,
    rules_out,
    sameness,
)
from geomap.events.merging.telling import Telling
from geomap.events.scene.spots import coarseness
from geomap.models import Actor, Document, Event, Figure, Place
from geomap.text.numbers import parse_number_words

_POLICE = "COP"
_CONTENT_LENGTH = 4
_UNDER_HEADING = 400
_OUTCOMES = ("killing", "wounding", "injuring")
_HURT = ("kill", "wound", "injur", "hurt", "dead", "died")
_APART = frozenset(
    "another other others elsewhere separate separately earlier later meanwhile since city town village camp"
    " capital district province neighbouring neighboring nearby".split()
)
_COUNTS = frozenset({"several", "many", "dozens", "hundreds"})
_NEXT = 3
_MEDIATED = "third-party"
_MIXED_MODES = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.MOBILIZE})


def unite_events(
    events: Iterable[Event], document: Document, figures: Sequence[Figure], *, merges_repeats: bool = True
) -> tuple[Event, ...]:
    """The events of a document without duplicates, in order of the text.

    Args:
        events: The events as they are coded, in order.
        document: Their document.
        figures: The figures that the events' indexes point to.
        merges_repeats: Merge what a later sentence tells again into the event told first, which keeps
            the later sentence in ``merged``. Codings of one sentence are united in any case.
    """
    kept: list[Event] = []
    told_once = _one_of_each_sentence(events)
    for event in told_once:
        owned = _attributed(event, kept) if merges_repeats else -1
        if owned >= 0:
            told = replace(kept[owned], actors=event.actors)
            kept[owned] = _told_again(told, event, document, figures, "a later sentence tells who did it")
            continue
        attack = _attack_that_hurt(event, kept, figures) if merges_repeats else -1
        if attack >= 0:
            told = replace(kept[attack], recipients=_others(event.recipients, kept[attack].actors))
            told = told if not kept[attack].recipients else kept[attack]
            kept[attack] = _told_again(told, event, document, figures, "the next sentence tells who was hurt")
            continue
        heading = _heading_of(event, kept, document, figures) if merges_repeats else -1
        reason = "the heading above it"
        if heading < 0 and merges_repeats:
            heading = next((i for i, one in enumerate(kept) if is_journey(one, event)), -1)
            heading = heading if heading >= 0 and event.precision is not Precision.WORLD_REGION else -1
            reason = "the journey it was part of"
        if heading >= 0:
            kept[heading] = _told_again(
                replace(unite(event, kept[heading]), merged=kept[heading].merged),
                kept[heading],
                document,
                figures,
                reason,
            )
            continue
        again = _told_before(event, kept, figures) if merges_repeats else None
        if again is not None:
            index, reason = again
            kept[index] = _told_again(kept[index], event, document, figures, reason)
            continue
        detail = detail_of(event, kept, told_once, document, figures) if merges_repeats else None
        if detail is None:
            kept.append(event)
            continue
        index, reason = detail
        united = kept[index] if reason == ADMITTED else unite(kept[index], event)
        known = replace(united, merged=kept[index].merged)
        kept[index] = _told_again(known, event, document, figures, reason)
    return tuple(sorted(kept, key=lambda event: event.start))


def _one_of_each_sentence(events: Iterable[Event]) -> list[Event]:
    """The events with those that several words of one sentence tell as one, in order."""
    kept: list[Event] = []
    for event in events:
        index = next((i for i, one in enumerate(kept) if _is_same_sentence(one, event)), None)
        if index is None:
            kept.append(event)
        else:
            kept[index] = unite(kept[index], event)
    return kept


def _told_again(
    first: Event, event: Event, document: Document, figures: Sequence[Figure], reason: str
) -> Event:
    """The first telling with the later sentence and its figures on record, the sentence only once."""
    united = replace(first, figures=tuple(sorted({*first.figures, *event.figures})))
    if any(report.start == event.start for report in first.merged):
        return united
    report = report_of(event, document, tuple(figures[number] for number in event.figures), reason)
    return replace(united, merged=(*first.merged, report))


def unite(first: Event, second: Event) -> Event:
    """One event from two codings; what the first leaves open the second fills."""
    place = finer_place(first.location, second.location)
    mode = first.mode or second.mode
    actors = better_side(first.actors, second.actors)
    has_dates = first.date_start is not None or first.date_end is not None
    return replace(
        first,
        mode=mode,
        intensity=intensity_of(first.event_type, mode),
        contexts=tuple(dict.fromkeys((*first.contexts, *second.contexts))),
        actors=actors,
        recipients=_others(better_side(first.recipients, _others(second.recipients, first.actors)), actors),
        location=place,
        precision=place.precision if place else None,
        date_start=first.date_start if has_dates else second.date_start,
        date_end=first.date_end if has_dates else second.date_end,
        figures=tuple(sorted({*first.figures, *second.figures})),
        score=max(first.score, second.score),
    )


def agree(first: Event, second: Event) -> bool:
    """Whether type, modality, sides and place of two events do not contradict each other."""
    if first.event_type is not second.event_type or first.modality is not second.modality:
        return False
    is_mixed = first.event_type in _MIXED_MODES
    if first.mode and second.mode and first.mode != second.mode and not is_mixed:
        return False
    if not _fit(first.actors, second.actors) or not _fit(first.recipients, second.recipients):
        return _is_swapped(first, second)
    return places_fit(first.location, second.location)


def codes_of(event: Event) -> set[str]:
    """The country codes of both sides of an event."""
    return countries_of((*event.actors, *event.recipients))


def _is_swapped(first: Event, second: Event) -> bool:
    """ "Putin arrived" and "the welcome by Chinese officials" are one meeting seen from both sides."""
    if first.event_type not in (EventType.CONSULT, EventType.AGREE, EventType.COOPERATE, EventType.SUPPORT):
        return False
    if _MEDIATED in (first.mode, second.mode) and not _fit(first.actors, second.actors):
        # Who mediates is no side of the talks.
        return False
    one = countries_of((*first.actors, *first.recipients))
    other = countries_of((*second.actors, *second.recipients))
    return bool(one) and bool(other) and (one <= other or other <= one)


def _is_same_sentence(first: Event, second: Event) -> bool:
    if first.start != second.start:
        return False
    if is_journey(first, second):
        return True
    if _are_of_two_days(first, second):
        return False
    is_told_there = first.trigger_start == second.trigger_start and first.location == second.location
    is_one = agree(first, second) and not are_two_deeds(first, second)
    # "Struck Barmal and Urgun, killing ten": what is told by the name of a place is one deed there.
    is_one = is_one or (is_told_there and first.event_type is second.event_type)
    return is_one or _is_outcome(first, second)


def _are_of_two_days(first: Event, second: Event) -> bool:
    """ "Killed in Lviv on Wednesday, a day after the strike on Poltava": two deeds of one kind."""
    days = {(one.date_start, one.date_end) for one in (first, second)}
    return len(days) > 1 and all(start is not None and start == end for start, end in days)


def _is_outcome(first: Event, second: Event) -> bool:
    """ "Ambushed a Malian convoy, killing Russian soldiers": what an attack led to, whoever suffered it."""
    before = first.quote[: second.trigger_start - first.start].rstrip()
    is_same_act = first.event_type is second.event_type and first.modality is second.modality
    is_same_side = not second.actors or first.actors == second.actors
    return is_same_act and is_same_side and before.endswith(",") and word_of(second) in _OUTCOMES


def _told_before(event: Event, earlier: Sequence[Event], figures: Sequence[Figure]) -> tuple[int, str] | None:
    """Which earlier event a later sentence tells again, and why it is the same."""
    if _is_definite(event):
        for index in range(len(earlier) - 1, -1, -1):
            one = earlier[index]
            is_other = one.event_type is not event.event_type or one.start == event.start
            if not is_other and places_fit(one.location, event.location):
                return index, "called by its definite noun"
    for index, one in enumerate(earlier):
        if one.start == event.start:
            continue
        if is_journey(event, one) and one.precision is not Precision.WORLD_REGION:
            return index, "the journey it was part of"
        if _is_repeated(event, one):
            return index, "same act and sides in the same text"
        telling, other = (Telling(it, tuple(figures[n] for n in it.figures)) for it in (one, event))
        is_alike = likeness_of(telling, other) >= NEAR_WORDING and not have_other_tolls(telling, other)
        if agree(one, event) and (telling.counts & other.counts or is_alike):
            reason = sameness(telling, other)
            if reason is not None:
                return index, reason
    return None


def _attack_that_hurt(event: Event, earlier: Sequence[Event], figures: Sequence[Figure]) -> int:
    """Which attack of the sentence before "At least 12 people were killed" tells of, or -1."""
    is_outcome = event.event_type is EventType.ASSAULT and event.modality is Modality.ACTUAL
    if not earlier or not is_outcome or event.actors or not word_of(event).startswith(_HURT):
        return -1
    words = event.quote.lower().replace(",", " ").split()
    if any(word in _APART and not _is_number(before) for before, word in pairwise(("", *words))):
        return -1
    for index in range(len(earlier) - 1, -1, -1):
        one = earlier[index]
        last = max((report.end for report in one.merged), default=one.end)
        if one.event_type is not EventType.ASSAULT or one.modality is not Modality.ACTUAL:
            continue
        if event.location not in (None, one.location):
            return -1
        if not 0 < event.start - last <= _NEXT or word_of(one).startswith(_HURT):
            return -1
        telling, other = (Telling(it, tuple(figures[n] for n in it.figures)) for it in (one, event))
        return -1 if rules_out(telling, other) or have_other_tolls(telling, other) else index
    return -1


def _is_number(word: str) -> bool:
    """ "Six others were wounded": more people, not another place."""
    return word.isdigit() or word in _COUNTS or parse_number_words(word) is not None


def _heading_of(event: Event, earlier: Sequence[Event], document: Document, figures: Sequence[Figure]) -> int:
    """Which event of a heading one of the first sentences right under it tells in full, or -1.

    They share a side or the place, and neither place, day nor number contradicts.
    """
    if event.quote[: event.trigger_start - event.start].endswith(" last "):
        # "The two, who last met in May": not what the heading tells.
        return -1
    for index in range(len(earlier) - 1, -1, -1):
        one = earlier[index]
        if not 0 < event.start - one.end <= _UNDER_HEADING or not is_heading(
            document.text, one.start, one.end
        ):
            continue
        telling, other = (Telling(it, tuple(figures[n] for n in it.figures)) for it in (one, event))
        is_same_side = bool(codes_of(one) & codes_of(event))
        is_same_place = one.location is not None and one.location == event.location
        if (
            (is_same_side or is_same_place or _is_protest_of_country(one, event))
            and agree(one, event)
            and not rules_out(telling, other)
            and (not telling.counts or not other.counts or telling.counts & other.counts)
        ):
            return index
    return -1


def _is_protest_of_country(first: Event, second: Event) -> bool:
    """Whether two tell of protest in or of one country: "rally in Belgrade", "in the Serbian capital"."""
    if first.event_type is not EventType.PROTEST:
        return False
    lands = [
        {one.location.country_iso3} if one.location is not None else codes_of(one) for one in (first, second)
    ]
    return not lands[0].isdisjoint(lands[1] - {None})


def _attributed(event: Event, earlier: Sequence[Event]) -> int:
    """Which attack by persons unknown a sentence ascribes to somebody ("X claimed responsibility"), or -1."""
    is_known = any(actor.country_iso3 or actor.name.istitle() for actor in event.actors)
    is_deed = event.event_type is EventType.ASSAULT and event.modality is Modality.ACTUAL
    is_pointing = "responsibility" in word_of(event) or _is_called_by_noun(event)
    if not is_known or not is_deed or not is_pointing or event.recipients:
        return -1
    for index in range(len(earlier) - 1, -1, -1):
        one = earlier[index]
        if one.event_type is event.event_type and one.modality is event.modality:
            is_open = countries_of(one.actors) <= countries_of(event.actors) and places_fit(
                one.location, event.location
            )
            return index if is_open else -1
    return -1


def _is_definite(event: Event) -> bool:
    """Whether a definite noun without sides ("the offensive") points back to an event told before."""
    return not event.actors and not event.recipients and _has_definite_noun(event)


def _is_called_by_noun(event: Event) -> bool:
    """Whether a definite noun calls the act: "carried out the attack", unlike "the army attacked"."""
    before = event.quote[: event.trigger_start - event.start].lower().split()
    return before[-1:] in (["the"], ["this"], ["these"])


def _has_definite_noun(event: Event) -> bool:
    before = event.quote[: event.trigger_start - event.start].lower().split()[-2:]
    return any(word in ("the", "this", "that", "these", "both") for word in before)


def _is_repeated(event: Event, earlier: Event) -> bool:
    """Whether a visit, a call or a statement of the same sides is told again, as lead after headline.

    Deeds of material conflict are never taken for repetitions: there may be two attacks.
    """
    if event.quad_class is QuadClass.MATERIAL_CONFLICT or not agree(event, earlier):
        return False
    is_same_act = (event.mode is not None and event.mode == earlier.mode) or _is_called_alike(event, earlier)
    sides = [(countries_of(one.actors), countries_of(one.recipients)) for one in (event, earlier)]
    is_same_side = sides[0] == sides[1] and all(sides[0])
    days = [(one.date_start, one.date_end) for one in (event, earlier)]
    is_same_place = event.location == earlier.location or None in (event.location, earlier.location)
    return is_same_act and is_same_side and is_same_place and (days[0] == days[1] or (None, None) in days)


def _is_called_alike(event: Event, earlier: Event) -> bool:
    """Whether the same words call both; or, of words alone, share one: "deepens ties", "closer ties"."""
    words, others = word_of(event).split(), word_of(earlier).split()
    if words == others:
        return True
    is_said = event.quad_class in (QuadClass.VERBAL_COOPERATION, QuadClass.VERBAL_CONFLICT)
    return is_said and any(len(word) >= _CONTENT_LENGTH and word in others for word in words)


def _fit(left: Sequence[Actor], right: Sequence[Actor]) -> bool:
    """Whether one side may be the other: a common country, or none known for one of them."""
    codes, others = countries_of(left), countries_of(right)
    return not codes or not others or not codes.isdisjoint(others)


def better_side(left: tuple[Actor, ...], right: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The first side, or the second where only that has a country and the first no name of its own.

    Those who protest are not the Kenyan police that another sentence tells of.
    """
    if not left or not right:
        return left or right
    is_named = any(actor.name[:1].isupper() for actor in left)
    is_police = any(actor.sector == _POLICE for actor in right)
    are_others = is_police and all(actor.sector not in (None, _POLICE) for actor in left)
    is_better = countries_of(right) and not (countries_of(left) or is_named or are_others)
    return right if is_better else left


def _others(actors: Sequence[Actor], taken: Sequence[Actor]) -> tuple[Actor, ...]:
    # "Both countries" are two sides in the same words.
    spans = {(actor.start, actor.end, actor.country_iso3) for actor in taken}
    return tuple(actor for actor in actors if (actor.start, actor.end, actor.country_iso3) not in spans)


def finer_place(left: Place | None, right: Place | None) -> Place | None:
    """The place that is known more exactly; the first of two equally exact ones."""
    if left is None or right is None:
        return left or right
    return min(left, right, key=coarseness)
