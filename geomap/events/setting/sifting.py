"""Which places of a sentence cannot be where a deed was: owners, reasons, topics, and those who did it."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.constants import Precision, QuadClass
from geomap.events.lists.ontology import quad_class_of
from geomap.events.scene.regions import is_in_reason
from geomap.events.scene.scene import Scene
from geomap.events.scene.sides import DEEDS, Sides
from geomap.events.scene.spots import Spot, only_owns
from geomap.events.tree.arguments import objects
from geomap.events.tree.grammar import dependents, preposition, region_of
from geomap.events.tree.sentences import Words, word_groups
from geomap.events.triggers.matches import TriggerMatch

ORDERED = frozenset({"seize", "restrict", "withhold", "censor"})
"""Modes of deeds that mostly are not done where that happened which they answer."""

_OWN_ADJECTIVES = frozenset({"US", "GB"})
"""Countries whose short name describes as well: "a US raid"."""

_ORDERING = frozenset({"after", "before"})
_UNITS = frozenset("hour hours day days week weeks month months year years".split())
_TREATING = frozenset({"discuss", "debate", "review"})
_ABOUT = frozenset({"on", "over", "about", "regarding", "concerning"})


def spots_of_deed(scene: Scene, match: TriggerMatch, sides: Sides, spots: Sequence[Spot]) -> list[Spot]:
    """The spots that may be where it happened: no owners, reasons, topics or those who did it."""
    words = scene.words
    found = [spot for spot in spots if not (only_owns(words, spot) or _is_of_view(words, spot.index))]
    found = [spot for spot in found if not _is_doer(words, match, sides, spot)]
    apart = _of_other_days(words, match) if found else frozenset()
    found = [spot for spot in found if spot.index not in apart]
    if match.trigger.meaning.event_type not in DEEDS or match.trigger.meaning.mode in ORDERED:
        found = [spot for spot in found if not is_in_reason(words, spot.index, match, scene.matches)]
    if topics := _topics(words, match):
        ends = {one.index: words.index_at(one.mention.end - 1) + 1 for one in found}
        found = [one for one in found if topics.isdisjoint(range(one.index, ends[one.index]))]
    return found


def _topics(words: Words, match: TriggerMatch) -> frozenset[int]:
    """What is discussed or agreed on, which is not where: "discussed the war in Mali", "a pact on Cyprus"."""
    if words.has_lemma(match.head, _TREATING):
        return frozenset().union(*(region_of(words, topic) for topic in objects(words, match.head)))
    if quad_class_of(match.trigger.meaning.event_type) is not QuadClass.VERBAL_COOPERATION:
        return frozenset()
    below = (one for token in match.tokens for one in dependents(words, token, "nmod", "obl"))
    return frozenset(one for one in below if preposition(words, one) in _ABOUT)


def _of_other_days(words: Words, match: TriggerMatch) -> frozenset[int]:
    """What is told of another day's deed: "hit Lviv, a day after the strike on Poltava"."""
    tokens: set[int] = set()
    for word in _ORDERING & words.vocabulary:
        for index, lower in enumerate(words.lower):
            if lower != word or words.labels[index] != "case" or words.word(index - 1) not in _UNITS:
                continue
            told = region_of(words, words.heads[index])
            tokens |= told if match.head not in told else set()
    return frozenset(tokens)


def _is_doer(words: Words, match: TriggerMatch, sides: Sides, spot: Spot) -> bool:
    """ "Killed in a U.S. drone attack": who made it, not where; "the Iraq attacks" may be in Iraq."""
    last = words.index_at(spot.mention.end - 1)
    noun = words.heads[last]
    if words.labels[last] not in ("compound", "amod") or noun < last:
        return False
    is_own = noun in match.tokens and any(
        party.is_place and party.first <= last <= party.last for party in sides.actors
    )
    if not (is_own or spot.place.country_code in _OWN_ADJECTIVES):
        return False
    groups = word_groups()
    if spot.place.precision is not Precision.COUNTRY or not words.has_lemma(noun, groups["onslaughts"]):
        return False
    # "The US mosque attack" was in the US.
    hit = groups["buildings"] | groups["monuments"] | groups["homes"]
    return not any(words.has_lemma(one, hit) for one in dependents(words, noun, "compound"))


def _is_of_view(words: Words, index: int) -> bool:
    """Whether a place is what a stand is about: "condemned its role in Syria"."""
    return words.labels[index] == "nmod" and words.has_lemma(words.heads[index], word_groups()["stands"])
