"""Where the counted are if their sentence does not say: the event's place, or that of the sentence before.

A figure without a place takes that of the event it belongs to. If its sentence names no place at all, the
place is looked for in the two sentences before it in the paragraph, and further back in one that tells of the
same quake, flood or fight ("the quake destroyed 150 houses"). Only a sentence that is about one place
gives one. Then the place of the text's heading holds ("Lebanon: Flash Update"), and for people displaced the
country, if all places named so far lie in one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from geomap.constants import DISPLACEMENT, Category, MentionKind, Precision, Unit
from geomap.events.figures.figure_places import common_place, holds
from geomap.events.figures.telling import FOREIGN
from geomap.events.scene.anaphors import NamedPlaces
from geomap.events.scene.refuges import is_fled_to
from geomap.events.scene.spots import SPOTS, Spot
from geomap.events.tree.grammar import SUBJECTS, told_by
from geomap.events.tree.sentences import Words
from geomap.models import Atlas, Document, Event, Figure, Mention, Place
from geomap.text.grids import Grid

_NEAR = 2
_FAR = 6
_BULLETS = frozenset("• - – * · ▪ ● ►".split())
_INSIDE = frozenset({"in", ","})
_CHAIN = 3
"""So many words at most between a town and its country: "in northern"."""

_RAISED = re.compile(r"\b(?:rais|bring|tak|push|lift)ing\b[^.;]{4,80}\bto\s*$", re.IGNORECASE)
_CHANCE = 20
"""Smaller numbers may be told of two places by chance."""

_LABEL = 5
"""Within how many tokens the sign stands behind the name that a line begins with."""
_LONGEST_HEADING = 160
"""Code points that a heading may have."""
_STOCKS = frozenset({Category.IDPS, Category.REFUGEES})
_ELSEWHERE = frozenset("elsewhere separate separately meanwhile nationwide worldwide globally".split())
_HARM = frozenset({Category.DEATHS, Category.INJURED})
_EVERYWHERE = frozenset({"nationwide", "countrywide"})
_ASIDE = frozenset({"by", "with", "against", "from", "between"})
_CAUSES = (
    frozenset({"earthquake", "quake", "tremor", "temblor"}),
    frozenset({"flood", "flooding", "floodwater", "rain", "rainfall", "downpour"}),
    frozenset({"storm", "cyclone", "hurricane", "typhoon", "tornado"}),
    frozenset({"fire", "wildfire", "blaze", "bushfire"}),
    frozenset({"landslide", "mudslide", "landslip"}),
    frozenset({"eruption", "volcano"}),
    frozenset({"tsunami"}),
    frozenset({"fighting", "clash", "offensive", "battle", "violence", "assault", "attack", "raid"}),
    frozenset({"explosion", "blast", "bombing"}),
    frozenset({"strike", "airstrike", "shelling", "bombardment"}),
)


@dataclass(slots=True, kw_only=True)
class _Text:
    """A document with what has been found in it so far."""

    document: Document
    sentences: Sequence[Words]
    mentions: Sequence[Mention]
    events: Sequence[Event]
    figures: list[Figure]
    named: NamedPlaces
    atlas: Atlas | None


def place_figures(
    document: Document,
    sentences: Sequence[Words],
    mentions: Sequence[Mention],
    events: Sequence[Event],
    figures: Sequence[Figure],
    atlas: Atlas | None = None,
    *,
    grids: Sequence[Grid] = (),
) -> tuple[Figure, ...]:
    """The figures of a document, each with a location where the text around it tells one.

    Of those in the lines of its tables only totals take one, that of the text.
    """
    text = _Text(
        document=document,
        sentences=sentences,
        mentions=mentions,
        events=events,
        figures=list(figures),
        named=NamedPlaces(sentences, mentions),
        atlas=atlas,
    )
    numbers = {words.sentence.start: number for number, words in enumerate(sentences)}
    for index, figure in enumerate(figures):
        if not _is_placed(figure):
            number = numbers[figure.quote_start]
            if any(grid.start <= figure.start < grid.end for grid in grids):
                place = None if figure.described else _place_of_text(text, figure, number)
            else:
                place = _place_around(text, index, number)
            text.figures[index] = _put(figure, place) if place else figure
    text.figures[:] = [_narrowed(text, index) for index in range(len(text.figures))]
    return tuple(_widened(text, figure, grids) for figure in text.figures)


def _narrowed(text: _Text, index: int) -> Figure:
    """ "Attacked Mucojo in northern Mozambique, killing seven": in the town, not all over the country."""
    figure = text.figures[index]
    wide, town = figure.location, _place_of_event(text, index)
    if wide is None or town is None or wide.precision is not Precision.COUNTRY or town.precision not in SPOTS:
        return figure
    told = [
        one
        for one in text.mentions
        if figure.quote_start <= one.start < figure.quote_start + len(figure.quote)
    ]
    for left, right in pairwise(told):
        between = text.document.text[left.end : right.start].split()
        is_chain = bool(between) and between[0] in _INSIDE and len(between) <= _CHAIN
        if is_chain and (left.place, right.place) == (town, wide) and holds(wide, town):
            return replace(figure, location=town)
    return figure


def _widened(text: _Text, figure: Figure, grids: Sequence[Grid]) -> Figure:
    """A total that the text tells of a whole country is not that of the town where it grew last.

    "Four more were found in Tela, raising the toll to 38", where 38 have died in Honduras.
    """
    place = figure.location
    is_row = any(grid.start <= figure.start < grid.end for grid in grids)
    is_total = _RAISED.search(text.document.text, figure.quote_start, figure.start) is not None
    if place is None or is_row or not is_total or figure.value < _CHANCE:
        return figure
    wider = [
        one.location
        for one in text.figures
        if one.location is not None and holds(one.location, place) and _is_same_number(one, figure)
    ]
    return replace(figure, location=wider[0]) if wider else figure


def _is_same_number(one: Figure, other: Figure) -> bool:
    return (one.value, one.unit, one.category, one.term) == (
        other.value,
        other.unit,
        other.category,
        other.term,
    )


def _place_around(text: _Text, index: int, number: int) -> Place | None:
    """The place that the sentence's event, the sentences before or the heading tell of a figure."""
    figure = text.figures[index]
    place = _place_of_event(text, index) or _place_of_land(text, figure, number)
    return place or _place_before(text, figure, number) or _place_of_text(text, figure, number)


def _put(figure: Figure, place: Place) -> Figure:
    """A figure at a place that its sentence does not name: who went abroad is from there."""
    is_away = not FOREIGN.isdisjoint(figure.quote.lower().split())
    if figure.category is Category.CROSS_BORDER_DISPLACEMENTS or (
        figure.category is Category.REFUGEES and is_away
    ):
        return replace(figure, origin=place)
    return replace(figure, location=place)


def _is_placed(figure: Figure) -> bool:
    return figure.unit is Unit.CURRENCY or bool(figure.origin or figure.destination or figure.location)


def _place_of_event(text: _Text, index: int) -> Place | None:
    """The place of the event of its own sentence that a figure belongs to."""
    figure = text.figures[index]
    places = (one.location for one in text.events if index in one.figures and one.start == figure.quote_start)
    found = next((place for place in places if place is not None), None)
    parts = _parts_of(text, figure)
    if found is not None and found in parts:
        # "Strikes killed 105" is not told of Baalbek alone where "33 in Baalbek and 24 in Sidon" follows.
        return common_place(parts, text.atlas) if text.atlas else None
    return found


def _parts_of(text: _Text, figure: Figure) -> list[Place]:
    """Where the smaller numbers of a figure's sentence are that tell the same of several places."""
    others = (one for one in text.figures if one.quote_start == figure.quote_start and one != figure)
    smaller = [one for one in others if _is_alike(one, figure) and one.value < figure.value]
    places = [place for one in smaller if (place := one.location or one.origin)]
    return places if len({place.place_id for place in places}) > 1 else []


def _is_alike(one: Figure, other: Figure) -> bool:
    return one.category is other.category or {one.category, other.category} <= _HARM


def _place_of_land(text: _Text, figure: Figure, number: int) -> Place | None:
    """The one country of all places named so far if a sentence that names none speaks of it as a whole."""
    if _EVERYWHERE.isdisjoint(text.sentences[number].lower) or text.named.of(number) or text.atlas is None:
        return None
    return _land_so_far(text, number)


def _land_so_far(text: _Text, number: int) -> Place | None:
    codes = {spot.place.country_code for one in range(number) for spot in text.named.of(one)}
    code = codes.pop() if len(codes) == 1 else None
    return text.atlas.country(code) if code and text.atlas else None


def _place_before(text: _Text, figure: Figure, number: int) -> Place | None:
    """The place of the nearest sentence before that is about one place and leads on to this one."""
    words = text.sentences[number]
    if _names_more(text, figure, number) or _is_labelled(words):
        return None
    names_unknown = _names_unknown(text, words)
    if _is_of_war(words):
        return _land_so_far(text, number)
    causes = [group for group in _CAUSES if _is_definite(words, group)]
    is_near = True
    for earlier in range(number - 1, max(number - 1 - _FAR, -1), -1):
        before = text.sentences[earlier]
        is_near = is_near and number - earlier <= _NEAR and not _is_parted(text, earlier)
        is_told = any(not group.isdisjoint(before.vocabulary) for group in causes)
        if not (is_near or is_told):
            continue
        spots = text.named.of(earlier)
        place = _place_told(text, figure, earlier, spots)
        if place is not None:
            beside = _places_beside(text, figure)
            is_apart = bool(beside) and all(place.country_code != one.country_code for one in beside)
            is_other = names_unknown and place.precision in SPOTS
            return place if _agrees(text, words, place) and not (is_apart or is_other) else None
        if spots:
            return None
    return None


def _is_labelled(words: Words) -> bool:
    """Whether a line opens with a name of its own: "Aneityum: 160 people in 3 centres"."""
    sign = next((index for index in range(1, _LABEL) if words.word(index) == ":"), 0)
    return sign > 0 and all(part == "PROPN" for part in words.parts[:sign])


def _names_unknown(text: _Text, words: Words) -> bool:
    """Whether a sentence names a place of which nobody knows where it lies: not the town told before."""
    start, end = words.sentence.start, words.sentence.end
    return any(
        mention.place is None
        and mention.kind is MentionKind.TOPONYM
        and not mention.is_actor
        and start <= mention.start < end
        and words.labels[words.index_at(mention.end - 1)] not in SUBJECTS
        for mention in text.mentions
    )


def _is_of_war(words: Words) -> bool:
    """Whether a sentence tells what a war has done as a whole, not where it was fought last."""
    return any(
        words.word(index) in ("war", "conflict") and words.labels[index] in SUBJECTS
        for index in range(1, len(words))
        if words.word(index - 1) == "the"
    )


def _names_more(text: _Text, figure: Figure, number: int) -> bool:
    """Whether a sentence names a place, other than those of its other figures, or speaks of elsewhere."""
    others = [one for one in text.figures if one.quote_start == figure.quote_start and one != figure]
    taken = [place for one in others for place in (one.origin, one.destination, one.location)]
    is_named = any(spot.place not in taken for spot in text.named.of(number))
    return is_named or not _ELSEWHERE.isdisjoint(text.sentences[number].lower)


def _places_beside(text: _Text, figure: Figure) -> list[Place]:
    """Where the others that a figure's sentence counts are or come from."""
    others = [one for one in text.figures if one.quote_start == figure.quote_start and one != figure]
    return [place for one in others if (place := one.origin or one.location)]


def _place_of_text(text: _Text, figure: Figure, number: int) -> Place | None:
    """The place that the heading names or, of the displaced, the one country of all places named so far."""
    words = text.sentences[number]
    if _names_more(text, figure, number):
        return None
    heading = text.document.text[: _LONGEST_HEADING + 1].split("\n", 1)[0].rstrip()
    is_heading = len(heading) < min(_LONGEST_HEADING, figure.quote_start) and not heading.endswith(".")
    titled = [m.place for m in text.mentions if m.kind is MentionKind.TOPONYM and m.end <= len(heading)]
    place = _single([one for one in titled if one]) if is_heading else None
    parts = _places_beside(text, figure)
    if len(parts) > 1 and text.atlas:
        # "1.1 million people fled, among them 640,000 from Aleppo and 330,000 from Idlib"
        return common_place(parts, text.atlas)
    if place and text.atlas and place.country_code and _is_of_war(words):
        place = text.atlas.country(place.country_code)
    if place is None and figure.category in DISPLACEMENT:
        place = _land_so_far(text, number)
    return place if place and _agrees(text, words, place) else None


def _single(places: Sequence[Place]) -> Place | None:
    """The one place meant by several names, of which some may hold others; None if there are two."""
    finest = [one for one in places if not any(holds(one, other) for other in places if other != one)]
    single = finest[0] if len({place.place_id for place in finest}) == 1 else None
    return None if single is None or single.precision is Precision.WORLD_REGION else single


def _is_parted(text: _Text, number: int) -> bool:
    """Whether a paragraph ends with a sentence; single line breaks end one where no line is left blank."""
    following = text.sentences[number + 1]
    gap = text.document.text[text.sentences[number].sentence.end : following.sentence.start]
    is_point = "\n" in gap and following.word(0) in _BULLETS
    return is_point or ("\n\n" if "\n\n" in text.document.text else "\n") in gap


def _is_definite(words: Words, group: frozenset[str]) -> bool:
    """Whether a sentence speaks of a cause as known: "the quake"."""
    return any(
        words.word(index - 1) in ("the", "this", "these", "those") and words.has_lemma(index, group)
        for index in range(1, len(words))
    )


def _agrees(text: _Text, words: Words, place: Place) -> bool:
    """Whether no people of another country are named in a sentence."""
    start, end = words.sentence.start, words.sentence.end
    return all(
        mention.place is None or mention.place.country_code in (place.country_code, None)
        for mention in text.mentions
        if mention.kind is MentionKind.DEMONYM and start <= mention.start < end
    )


def _place_told(text: _Text, figure: Figure, number: int, spots: Sequence[Spot]) -> Place | None:
    """The one place that a sentence is about: of its last figure, of its events, or the one it names."""
    words = text.sentences[number]
    start = words.sentence.start
    counted = [one for one in text.figures if one.quote_start == start and one.unit is not Unit.CURRENCY]
    if figure.category not in _STOCKS:
        # "Residents fled to Goma, where 900 are sheltering": what follows was not there.
        safe = [spot.place for spot in spots if is_fled_to(words, spot)]
        spots = [spot for spot in spots if spot.place not in safe]
        counted = [one for one in counted if one.location is None or one.location not in safe]
    told = [place for one in counted if (place := one.location or one.origin)]
    if len({place.place_id for place in told}) > 2 and text.atlas:
        # "Sindh has 432 deaths, Balochistan 256 and Punjab 190": what follows is told of all.
        return common_place(told, text.atlas)
    for one in reversed(counted):
        reached = one.destination if figure.category in _STOCKS else None
        if one.location or one.origin or reached:
            return one.location or one.origin or reached
    located = {
        one.location.place_id: one.location for one in text.events if one.start == start and one.location
    }
    if located:
        return next(iter(located.values())) if len(located) == 1 else None
    if any(one.destination for one in counted):
        return None
    about = [spot for spot in spots if not _is_aside(words, spot)]
    named = [spot.place for spot in about if not _acts(words, spot)] or [spot.place for spot in about]
    return _single(named)


def _is_aside(words: Words, spot: Spot) -> bool:
    """Whether a place is that of who says it, or of who acts."""
    said = told_by(words, words.index_at(spot.mention.end - 1))
    return spot.before in _ASIDE or spot.mention.is_actor or spot.index in said


def _acts(words: Words, spot: Spot) -> bool:
    """Whether a place is a country that does something: "Israel struck Rafah"."""
    label = words.labels[words.index_at(spot.mention.end - 1)]
    return spot.place.precision is Precision.COUNTRY and label == "nsubj"
