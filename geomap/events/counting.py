"""What a number counts: persons, households, or nothing that makes a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from geomap.constants import Category, MentionKind, Unit
from geomap.events.sentences import AUXILIARIES, MODALS, PREPOSITIONS, Words
from geomap.models import Mention, Place
from geomap.resources import read_rows
from geomap.text.numbers import Number

_LONGEST_PHRASE = 7
_BREAKS = frozenset({",", ";", ":", "(", ")", "or", "who", "which", "that"}) | PREPOSITIONS
_NOT_COUNTED = frozenset("% per percent year-old years year - km degrees st nd rd th am pm o'clock °".split())
_NOT_BEFORE = frozenset("aged age no number article resolution magnitude # page chapter aged flight".split())
_FATES = frozenset(
    "were was are have had has fled died killed displaced evacuated forced left made ordered injured wounded"
    " dead remain remained homeless returned".split()
)
_OPEN_ENDS = frozenset(
    {"", ".", ",", "and", ")", "in", "since", "others", "other", "more", "from", "to", ";"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a number counts: ``first`` and ``last`` are the tokens of the noun phrase after it.

    ``noun`` is the head's base form, or "" for a bare number; ``people_of`` the country of "Syrian
    refugees".
    """

    unit: Unit
    first: int
    last: int
    noun: str = ""
    people_of: Place | None = None


@lru_cache(maxsize=1)
def _units() -> dict[str, Unit | None]:
    rows = read_rows("lexicon/units.csv", ("noun", "unit"))
    return {row["noun"]: Unit(row["unit"]) if row["unit"] else None for row in rows}


@lru_cache(maxsize=1)
def figure_cues() -> dict[str, Category]:
    """The words that tell what a number is about, in their base form."""
    rows = read_rows("lexicon/figure_cues.csv", ("word", "category"))
    return {row["word"]: Category(row["category"]) for row in rows}


def counted_by(words: Words, number: Number, mentions: Sequence[Mention]) -> Counted | None:
    """What a number counts, if it is persons or households; a bare number may be persons."""
    first = words.index_at(number.end)
    before = words.word(words.index_at(number.core_start) - 1)
    is_whole = number.value == int(number.value)
    if not is_whole or words.word(first) in _NOT_COUNTED or before in _NOT_BEFORE:
        return None
    if _is_subset(words, words.index_at(number.start)):
        return None
    people_of: Place | None = None
    first = first + 1 if number.value_high and words.word(first) == "of" else _after_partitive(words, first)
    for index in range(first, min(first + _LONGEST_PHRASE, len(words))):
        word = words.lower[index]
        demonym = _demonym_at(words, index, mentions)
        people_of = demonym.place if demonym else people_of
        unit, noun = _unit_at(words, index)
        if noun:
            return None if unit is None else _counted(words, unit, first, index, noun, people_of)
        if demonym is not None and (word.endswith("s") or _is_verb_group(words, index + 1)):
            return Counted(unit=Unit.PERSON, first=first, last=index, noun="person", people_of=people_of)
        if (word in _BREAKS and not (word == "," and index > first)) or _is_verb_group(words, index):
            break
        is_plural_noun = word.endswith("s") and not word.endswith(("ss", "ous", "'s")) and demonym is None
        if is_plural_noun and word not in ("others", "'s") and index >= first and word.isalpha():
            return None
    return _bare(words, first)


def _is_subset(words: Words, start: int) -> bool:
    """ "Including 64 children" counts again who has been counted."""
    return words.word(start - 1) == "including" or words.lower[start - 2 : start] == ("of", "whom")


def _after_partitive(words: Words, first: int) -> int:
    """Where the noun begins in "300,000 of the evacuees" and "274,000 the total number of people"."""
    if words.word(first) == "of" and words.word(first + 1) in ("the", "those", "these", "them", "its"):
        return first + 2
    head = words.lower[first : first + 4]
    if "number" in head and words.word(first + head.index("number") + 1) == "of":
        return first + head.index("number") + 2
    return first


def _is_verb_group(words: Words, index: int) -> bool:
    return words.word(index) in AUXILIARIES - {"'s", "’s"} or words.word(index) in MODALS


def _counted(
    words: Words, unit: Unit, first: int, index: int, noun: str, people_of: Place | None
) -> Counted | None:
    following, follower = _unit_at(words, index + 1)
    is_compound = noun in ("asylum", "family", "staff", "displaced", "host") and following is not None
    if is_compound and following is not None:
        return Counted(unit=following, first=first, last=index + 1, noun=follower, people_of=people_of)
    if follower and following is None and words.word(index + 1) not in ("time", "times"):
        # "120,000 families' homes" and "80 passenger vehicles" count things.
        return None
    if words.word(index + 1) == "'" and _unit_at(words, index + 2)[1]:
        return None
    return Counted(unit=unit, first=first, last=index, noun=noun, people_of=people_of)


def _unit_at(words: Words, index: int) -> tuple[Unit | None, str]:
    if not 0 <= index < len(words):
        return None, ""
    for lemma in sorted(words.lemmas[index], key=lambda lemma: (lemma == words.lower[index], lemma)):
        if lemma in _units():
            return _units()[lemma], lemma
    return None, ""


def _demonym_at(words: Words, index: int, mentions: Sequence[Mention]) -> Mention | None:
    token = words.tokens[index]
    return next(
        (m for m in mentions if m.kind is MentionKind.DEMONYM and m.start <= token.start < m.end), None
    )


def _bare(words: Words, first: int) -> Counted | None:
    """A number without a noun counts persons where a verb of fate stands directly beside it."""
    cues = figure_cues()
    after = words.word(first)
    start = first - 1
    while start >= 0 and (words.tokens[start].text[0].isdigit() or words.lower[start] in _HEDGES):
        start -= 1
    has_cue_before = start >= 0 and any(lemma in cues for lemma in words.lemmas[start])
    has_cue_after = any(
        lemma in cues for index in range(first, min(first + 5, len(words))) for lemma in words.lemmas[index]
    )
    if (after in _FATES and has_cue_after) or (has_cue_before and after in _OPEN_ENDS):
        return Counted(unit=Unit.PERSON, first=first, last=max(first - 1, 0))
    return None


_HEDGES = frozenset(
    "about around some nearly almost over at least more than fewer less up to as many an estimated additional"
    " another roughly approximately million thousand hundred hundreds thousands tens of dozens scores".split()
)
