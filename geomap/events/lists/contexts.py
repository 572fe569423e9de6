"""What an event is about, PLOVER's contexts: by its trigger and the words of its sentence; local crime."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from geomap.constants import EventType
from geomap.errors import DamagedDataError
from geomap.events.lists.ontology import Meaning, load_ontology
from geomap.events.tree.sentences import Words, asked_once
from geomap.models import Actor, Event
from geomap.resources import read_rows

CRIME: Final = "crime"
_NAME = "lexicon/context_cues.csv"
_SIGN, _HINT, _POLITICS = _SIGNS = ("crime_sign", "crime_hint", "politics_sign")
_NO_SIGN: Final = "no_sign"
"""Marks two words that are no cue beside each other: "tear gas"."""

_ENOUGH = 2
_MAY_BE_CRIME = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.ACCUSE})
_POLITICAL = frozenset("GOV MIL REB IGO SPY LEG OPP PTY NGO SET REL REF MED".split())
_ANYBODY = ("gunman", "attacker", "assailant", "shooter", "hijacker", "sniper")
"""Nouns of armed people that say nothing of what they fight for."""


@lru_cache(maxsize=1)
def context_cues() -> dict[str, tuple[str, ...]]:
    """The contexts that a word tells of, by its base form, from ``data/lexicon/context_cues.csv``.

    Raises:
        DamagedDataError: If a row has an unknown context.
    """
    found: dict[str, tuple[str, ...]] = {}
    for row in read_rows(_NAME, ("context", "word", "source")):
        if row["context"] not in (*_SIGNS, _NO_SIGN, *load_ontology().contexts):
            raise DamagedDataError(_NAME, f"unknown context {row['context']!r}")
        if row["context"] != _NO_SIGN:
            found[row["word"]] = (*found.get(row["word"], ()), row["context"])
    return found


@lru_cache(maxsize=1)
def _neighbours_of_no_cue() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """For words that are cues elsewhere, the words behind and before which they are none: "tear gas"."""
    found: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for row in read_rows(_NAME, ("context", "word", "source")):
        if row["context"] == _NO_SIGN:
            first, second = row["word"].split()
            for word, left, right in ((second, {first}, set()), (first, set(), {second})):
                before, after = found.get(word, (frozenset(), frozenset()))
                found[word] = (before | left, after | right)
    return found


def political_words() -> frozenset[str]:
    """The words, in base form, that tell of politics or war."""
    return frozenset(word for word, contexts in context_cues().items() if _POLITICS in contexts)


def contexts_of(words: Words, meaning: Meaning, sides: Sequence[Actor]) -> tuple[str, ...]:
    """What an event is about: the contexts of its trigger first, then those its sentence tells of."""
    signs = _signs_of(words, None)
    is_told = CRIME in meaning.contexts or signs[_SIGN] > 0 or signs[_HINT] >= _ENOUGH
    is_told = is_told and not signs[_POLITICS]
    is_crime = is_told and meaning.event_type in _MAY_BE_CRIME and not any(map(_is_political, sides))
    own = tuple(one for one in meaning.contexts if one != CRIME)
    crime = (CRIME,) if is_crime else ()
    return (*crime, *own, *sorted(signs.keys() - {*own, *_SIGNS, CRIME}))


@asked_once
def _signs_of(words: Words, _: None) -> Counter[str]:
    """How many words of a sentence tell of each context."""
    cues = context_cues()
    told = [word for word in words.vocabulary & cues.keys() if _is_cue(words, word)]
    return Counter([context for word in told for context in cues[word]])


def _is_cue(words: Words, word: str) -> bool:
    """Whether a word stands anywhere but beside one that gives it another sense."""
    neighbours = _neighbours_of_no_cue().get(word)
    if neighbours is None:
        return True
    before, after = neighbours
    return any(
        word in lemmas and not (words.has_lemma(index - 1, before) or words.has_lemma(index + 1, after))
        for index, lemmas in enumerate(words.lemmas)
    )


def spread_crime(events: Sequence[Event]) -> tuple[Event, ...]:
    """Events of a document with what is told in passing of a crime marked as such.

    Where a text tells of crimes more than of deeds that a side of politics does or suffers, what nothing else
    tells apart is of those crimes: "The suspect was arrested on Tuesday".
    """
    deeds = [event for event in events if event.event_type in _MAY_BE_CRIME]
    political = {
        event.event_id for event in deeds if any(map(_is_political, (*event.actors, *event.recipients)))
    }
    if sum(CRIME in event.contexts for event in deeds) <= len(political):
        return tuple(events)
    return tuple(
        replace(event, contexts=(CRIME, *event.contexts))
        if event.event_type in _MAY_BE_CRIME and event.event_id not in political and _may_go_with_it(event)
        else event
        for event in events
    )


def _may_go_with_it(event: Event) -> bool:
    """Whether nothing in the sentence of an event tells that it is more than a crime, or that it is one."""
    cues = context_cues()
    is_armed = any(side.sector == "REB" for side in (*event.actors, *event.recipients))
    words = (word.strip('.,;:"') for word in event.quote.lower().split())
    return (
        not is_armed and CRIME not in event.contexts and not any(_POLITICS in cues.get(w, ()) for w in words)
    )


def _is_political(side: Actor) -> bool:
    """Whether a side is a state, an authority beyond police and courts, or armed or organized for a cause."""
    if side.sector is None:
        return side.country_iso3 is not None and side.name[:1].isupper()
    return side.sector in _POLITICAL and not side.name.lower().endswith(_ANYBODY)
