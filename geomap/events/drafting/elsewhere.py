"""One deed told of several places: "hit Kharkiv, Sumy and Odesa", "killed six in Gao and four in Kidal".

Each place has an event of its own, told by the name of the place, with the date that stands behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.events.drafting.drafts import Draft
from geomap.events.parties.party import Party
from geomap.events.scene.scene import Scene
from geomap.events.scene.sides import DEEDS, Sides
from geomap.events.scene.spots import SPOTS, Spot, only_owns
from geomap.events.tree.grammar import is_gerund, is_verb
from geomap.events.tree.sentences import DETERMINERS, Words
from geomap.models import Place
from geomap.text.dates import DateSpan

_MOST = 8
_WHERE = frozenset("in at near on outside inside across around throughout off".split())
_WHITHER = frozenset({"to"})
_JOINTS = frozenset({",", "and", "&"})
_BESIDE = frozenset("another more others also then later on well as".split())
_KINDS = frozenset(
    "city cities town towns village villages region regions province provinces district districts state"
    " states capital of port nearby central".split()
)
_OWN_DATE = 3
_NO_PLACE = frozenset({"nsubj", "nmod:poss"})


def told_of(
    scene: Scene, draft: Draft, spots: Sequence[Spot], dates: Sequence[DateSpan]
) -> tuple[Draft, ...]:
    """A draft for each of the places that a deed or visit is told of, the given one first."""
    is_placed = draft.meaning.event_type in DEEDS or draft.meaning.mode == "visit"
    if draft.place is None or not is_placed:
        return (draft,)
    days = {scene.words.index_at(span.start): span for span in dates if span.first and span.last}
    run = _run_of(scene, draft, spots, dates)
    if not run:
        return (draft,)
    apart = _counted_apart(scene.words, run)
    first = replace(draft, place=run[0].place, sides=_sides_at(scene, draft, run, 0), apart=apart[1:])
    further = [
        replace(_draft_at(scene, draft, run, number, days), apart=(*apart[:number], *apart[number + 1 :]))
        for number in range(1, len(run))
    ]
    return (first, *further)


def _run_of(scene: Scene, draft: Draft, spots: Sequence[Spot], dates: Sequence[DateSpan]) -> tuple[Spot, ...]:
    """The list of places that the place of a draft stands in; empty if it stands alone."""
    words = scene.words
    allowed = _WHERE | {""} | (_WHITHER if draft.meaning.mode == "visit" else frozenset())
    usable = [spot for spot in spots if not only_owns(words, spot)]
    for number, spot in enumerate(usable):
        run = [spot]
        if spot.before in allowed and _may_be_listed(words, spot):
            for following in usable[number + 1 : number + _MOST]:
                is_like = _is_like(following.place, spot.place)
                if not (
                    is_like and _may_be_listed(words, following) and _goes_on(words, run, following, dates)
                ):
                    break
                run.append(following)
        if run[-1].index > draft.match.first and _acts(words, run[-1]):
            run.pop()
        places = {one.place.place_id for one in run}
        is_list = len(run) > 1 and len(places) == len(run) and _is_closed(words, run)
        if is_list and draft.place is not None and draft.place.place_id in places:
            return tuple(run)
    return ()


def _is_like(place: Place, other: Place) -> bool:
    """Whether two places are of one kind, as towns and the sites among them are."""
    return place.precision is other.precision or {place.precision, other.precision} <= SPOTS


def _may_be_listed(words: Words, spot: Spot) -> bool:
    """Whether a place is neither who acts nor whose something is."""
    label = words.labels[spot.index]
    if label in ("compound", "amod"):
        return words.lower[words.heads[spot.index]] in _KINDS
    return label not in _NO_PLACE and words.word(words.index_at(spot.mention.end)) not in ("-", "'s")


def _acts(words: Words, spot: Spot) -> bool:
    """Whether a finite verb follows a place: "attacked Goma and Kigali condemned it"."""
    after = words.index_at(spot.mention.end)
    return after < len(words) and is_verb(words, after) and not is_gerund(words, after)


def _goes_on(words: Words, run: Sequence[Spot], following: Spot, dates: Sequence[DateSpan]) -> bool:
    """Whether nothing stands between two places but what joins them: words of place, day and number."""
    start = words.index_at(run[-1].mention.end)
    between = range(start, following.index)
    is_counted = False
    for token in between:
        word, part = words.lower[token], words.parts[token]
        is_day = any(span.start <= words.tokens[token].start < span.end for span in dates)
        is_count = part == "NUM" or (is_counted and part in ("NOUN", "ADJ"))
        is_counted = is_count and not is_day
        is_filler = word in _JOINTS or word in _BESIDE or word in _WHERE or word in DETERMINERS
        is_filler = is_filler or word in _KINDS or word in _WHITHER or word.endswith("ern")
        if not (is_filler or is_day or is_count):
            return False
    return any(words.lower[token] in _JOINTS for token in between)


def _is_closed(words: Words, run: Sequence[Spot]) -> bool:
    """Whether "and" joins the last of several places, so that the list is whole."""
    low, high = words.index_at(run[-2].mention.end), run[-1].index
    return not {"and", "&"}.isdisjoint(words.lower[low:high])


def _draft_at(
    scene: Scene, draft: Draft, run: Sequence[Spot], number: int, days: dict[int, DateSpan]
) -> Draft:
    words, spot = scene.words, run[number]
    last = words.index_at(spot.mention.end - 1)
    first_day, last_day = draft.first, draft.last
    own = next((days[token] for token in range(last + 1, last + 1 + _OWN_DATE) if token in days), None)
    is_dated_before = any(run[number - 1].index < token < spot.index for token in days)
    if own is not None and is_dated_before:
        first_day, last_day = own.first, own.last
    return replace(
        draft,
        place=spot.place,
        first=first_day,
        last=last_day,
        match=replace(draft.match, first=spot.index, last=last),
        sides=_sides_at(scene, draft, run, number),
    )


def _counted_apart(words: Words, run: Sequence[Spot]) -> tuple[tuple[int, int], ...]:
    """The words up to each place, where each has a number: "six in Gao and four in Kidal"; else none."""
    ends = [words.index_at(spot.mention.end - 1) for spot in run]
    stretches = tuple(zip((0, *(end + 1 for end in ends)), ends, strict=False))
    is_counted = any("NUM" in words.parts[first : last + 1] for first, last in stretches[1:])
    return stretches if is_counted else ()


def _sides_at(scene: Scene, draft: Draft, run: Sequence[Spot], number: int) -> Sides:
    """The sides of the deed at one of the places: what was done to the others is left out."""
    spot = run[number]
    others = [one for one in run if one is not spot]
    recipients = [
        party
        for party in draft.sides.recipients
        if not any(party.actor.start <= one.mention.start < party.actor.end for one in others)
    ]
    is_object = any(party.is_place for party in draft.sides.recipients)
    if is_object and not any(party.is_place for party in recipients):
        recipients += _parties_of(scene, spot)
    return replace(draft.sides, recipients=tuple(recipients))


def _parties_of(scene: Scene, spot: Spot) -> tuple[Party, ...]:
    return tuple(party for party in scene.by_token.get(spot.index, ()) if party.is_place)
