"""What the reader has learned of deeds: verbs and nouns that no row knows, and where rows mislead.

``data/lexicon/learned_triggers.csv`` tells where the sides of a verb or noun stand that no row knows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from geomap.constants import EventType
from geomap.errors import DamagedDataError
from geomap.events.lists.lexicon import Part, Trigger, read_roles, rows_for
from geomap.events.lists.ontology import Meaning
from geomap.events.lists.units import person_nouns
from geomap.events.tree.arguments import obliques
from geomap.events.tree.grammar import dependents
from geomap.events.tree.sentences import SAYING, Words, word_groups
from geomap.events.triggers.matches import TriggerMatch
from geomap.events.triggers.word_use import is_nominal, is_used_as_verb, only_describes
from geomap.reader.decode import Deed
from geomap.resources import read_rows

_NAME: Final = "lexicon/learned_triggers.csv"
_SURE: Final = {Part.VERB: 0.9, Part.NOUN: 0.95}
"""How sure the reader must be that a verb or noun tells of a deed which no row has found."""

_LIKELY: Final = {Part.VERB: 0.5, Part.NOUN: 0.6}
"""How sure it must be in a sentence that else tells nothing, between known sides."""

_WITHIN: Final = frozenset("obj iobj nsubj:pass compound compound:prt fixed amod nmod nmod:poss".split())
"""Relations of a verb and a noun, or of two nouns, that tell one deed together."""

_BESIDE: Final = frozenset("obl nsubj xcomp ccomp acl".split())
"""The same, if both are of one type or one is a "must": "resorted to throwing stones"."""

_SURE_OF_ITSELF: Final = 4
"""A row of so many words needs nobody to confirm it."""

_HIT: Final = ("obj", "nsubj:pass", "nsubj")
"""Relations of a verb to whom it befalls, in headlines too: "Woman stabbed near Goma"."""

_DISMISSING: Final = frozenset({"fire", "sack", "dismiss"})
_UNDOING: Final = frozenset({"defuse", "foil", "thwart"})
_LOST: Final = frozenset({"survivor", "victim", "body", "casualty"})
_DYING: Final = frozenset({"die", "perish", "succumb"})
_CUTTING: Final = frozenset("cut raise lower trim slash hike increase reduce lift".split())
_SPEAKING: Final = frozenset({"speak", "talk"})
_FESTIVE: Final = frozenset("carnival wedding charity fashion fun sponsored festival".split())
_MOBILIZE: Final = EventType.MOBILIZE.value
_PARADES: Final = frozenset({"parade", "pageant"})
"""Words of a sentence in which soldiers that march move against nobody."""

_LEADING: Final = {
    **{"press": ("on",), "stop": ("short",), "fall": ("short",)},
    **{"retaliate": ("by", "with"), "respond": ("by", "with"), "react": ("by", "with")},
}


def is_idle(words: Words, match: TriggerMatch) -> bool:
    """Whether the reader takes no word of a verb phrase for a deed, nor what governs it: another sense.

    A noun stays: that there are "Western sanctions" is told, though no deed. So does what is done to people:
    to the reader a crime without politics is no deed either, but it is told, and marked as what it is.
    """
    if match.trigger.part is not Part.VERB or match.trigger.weight >= _SURE_OF_ITSELF:
        return False
    if _is_done_to_people(words, match):
        return False
    above = words.heads[match.head]
    return not any(
        match.first <= deed.word <= match.last or deed.word == above or deed.word in match.tokens
        for deed in words.deeds
    )


def _is_done_to_people(words: Words, match: TriggerMatch) -> bool:
    meaning = match.trigger.meaning
    if meaning.event_type is not EventType.ASSAULT and meaning.mode != "arrest":
        return False
    hit = [one for label in _HIT for one in dependents(words, match.head, label)]
    return any(words.has_lemma(one, _people()) for one in hit)


@lru_cache(maxsize=1)
def _people() -> frozenset[str]:
    return person_nouns() | word_groups()["people"] | word_groups()["suspects"]


def learned_triggers(words: Words, known: Sequence[TriggerMatch]) -> list[TriggerMatch]:
    """The deeds that the reader sees where no row has found one, the surest first."""
    found: list[TriggerMatch] = []
    for deed in sorted(words.deeds, key=lambda deed: -deed.score):
        match = _match(words, deed, _SURE)
        if match and not any(_tells(words, other, deed) for other in (*known, *found)):
            found.append(match)
    return found


def guessed_triggers(words: Words) -> list[TriggerMatch]:
    """The deeds that the reader takes for likely, for a sentence that else tells nothing.

    Not words that have a row of their own for that type: its conditions have said that they tell none. All of
    a phrase are asked, since the surest may lack the sides: "cast doubt on the mediators".
    """
    likely = [deed for deed in words.deeds if deed.score >= _LIKELY[Part.VERB]]
    found = [_match(words, deed, _LIKELY) for deed in sorted(likely, key=lambda deed: -deed.score)]
    return [replace(match, is_guess=True) for match in found if match and not _has_row(words, match)]


def _has_row(words: Words, match: TriggerMatch) -> bool:
    """Whether the lexicon has the word alone for a type."""
    kind, rows = match.trigger.meaning.event_type, rows_for(words.vocabulary)
    return any(
        len(row.pattern) == 1 and row.meaning.event_type is kind
        for lemma in words.lemmas[match.head]
        for row in rows.get(lemma, ())
    )


def _match(words: Words, deed: Deed, least: Mapping[Part, float]) -> TriggerMatch | None:
    """The deed as a trigger; None if the reader is not sure or the word is not used as verb or noun."""
    word = deed.word
    part = Part.VERB if words.parts[word] == "VERB" else Part.NOUN
    if deed.score < least[part] or (deed.kind == _MOBILIZE and not words.vocabulary.isdisjoint(_PARADES)):
        return None
    trigger = _rows()[EventType(deed.kind), part]
    if (
        part is Part.VERB
        and trigger.meaning.event_type is EventType.ASSAULT
        and words.has_lemma(word, _DYING)
    ):
        trigger = replace(trigger, roles=trigger.roles | {"victim"}, recipient=())
    lemmas = sorted(words.lemmas[word])
    if part is Part.VERB:
        if _goes_on(words, word) or not any(is_used_as_verb(words, word, lemma) for lemma in lemmas):
            return None
        if only_describes(words, trigger, word, (word,)):
            return None
    elif words.parts[word] != "NOUN" or words.word(word - 1) in _FESTIVE or not is_nominal(words, word, word):
        return None
    return TriggerMatch(
        trigger=trigger,
        first=word,
        last=word,
        head=word,
        base=lemmas[0],
        tokens=frozenset({word}),
        is_sure=deed.score >= (_SURE[part] + 1) / 2,
        chance=deed.score,
    )


def _goes_on(words: Words, verb: int) -> bool:
    """Whether a verb only leads to what is told: "announced", "speaking in Geneva", "stopped short of".

    Who dismisses officials of its own, defuses a bomb or "cut its price" does nothing to another side either.
    """
    if any(words.has_lemma(verb, group) for group in (SAYING, _DISMISSING, _UNDOING)):
        return True
    if words.has_lemma(verb, _CUTTING) and any(
        words.has_lemma(one, word_groups()["prices"]) for one in dependents(words, verb, "obj")
    ):
        return True
    if any(words.has_lemma(one, _LOST) for one in obliques(words, verb, ("for",))):
        # "Searched the rubble for survivors"
        return True
    if words.has_lemma(verb, _SPEAKING):
        return not obliques(words, verb, ("with", "to"))
    return any(words.word(verb + 1) in _LEADING.get(base, ()) for base in words.lemmas[verb])


def _tells(words: Words, other: TriggerMatch, deed: Deed) -> bool:
    """Whether a trigger found tells the same deed: it has the word, or one is the object of the other.

    So "launched" of an attack; what hangs on the other as a clause or is joined to it is a deed of its own.
    """
    word = deed.word
    if other.first <= word <= other.last or word in other.tokens:
        return True
    is_same = other.trigger.meaning.event_type.value == deed.kind
    is_same = is_same or other.trigger.part is Part.CONSTRUCTION
    relations = _WITHIN | _BESIDE if is_same else _WITHIN
    above = words.heads[word]
    if above in other.tokens and words.labels[word] in relations:
        return True
    hanging = [child for child in words.children[word] if words.labels[child] in relations]
    # "Sent a letter threatening to cut supplies"
    hanging += [one for item in dependents(words, word, "obj") for one in dependents(words, item, "acl")]
    return not other.tokens.isdisjoint(hanging)


@lru_cache(maxsize=1)
def _rows() -> dict[tuple[EventType, Part], Trigger]:
    """A row for the verbs and one for the nouns of every type.

    Raises:
        DamagedDataError: If a type lacks one, or a row has an unknown type, part or role.
    """
    rows: dict[tuple[EventType, Part], Trigger] = {}
    for row in read_rows(_NAME, ("event_type", "part", "recipient", "roles", "source")):
        try:
            kind, part = EventType(row["event_type"]), Part(row["part"])
        except ValueError as error:
            raise DamagedDataError(_NAME, f"unknown type or part: {error}") from error
        rows[kind, part] = Trigger(
            phrase="",
            part=part,
            meaning=Meaning(event_type=kind),
            pattern=(frozenset(),),
            recipient=tuple(row["recipient"].split()),
            roles=read_roles(row["roles"], _NAME),
            head=0,
            requires=(),
            forbids=(),
            fixed=(frozenset(),),
            needed=(),
        )
    missing = [
        f"{kind.value} as {part.value}"
        for kind in EventType
        for part in (Part.VERB, Part.NOUN)
        if (kind, part) not in rows
    ]
    if missing:
        raise DamagedDataError(_NAME, f"no row for {', '.join(missing)}")
    return rows
