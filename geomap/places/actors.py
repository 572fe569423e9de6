"""When a country or its capital stands for its government: "Moscow said", "Beijing urged Kyiv"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from geomap.constants import MentionKind
from geomap.models import Document, Mention, Place
from geomap.places.senses import is_country
from geomap.resources import read_rows

_FILE: Final = "lexicon/actor_cues.csv"
_COLUMNS: Final = ("cue", "role", "forms", "source")
_LOOKED: Final = 70
_AND: Final = re.compile(
    r"\s*,\s*(?:and\s+|or\s+|as well as\s+)?(?:the\s+)?|\s+(?:and|or|as well as)\s+(?:the\s+)?"
)
_SENTENCE_END: Final = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z“\"'‘(])|\n")
_WORD: Final = re.compile(r"[^\W\d_][\w-]*|['’]s?\b|[^\w\s]")
_BE: Final = frozenset("is are was were be been being".split())
_HELPERS: Final = frozenset(
    "has have had will would may might could should must can did does do also now again then later"
    " earlier not never still already both all once soon today yesterday".split()
)
_DAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_PLACING: Final = frozenset(
    "in at near from of to into across around outside inside over through toward towards for with against by"
    " between on throughout within off via under beyond".split()
)
_AFTER_RECIPIENT: Final = frozenset(
    "to of for over that not against with on and or in after if by as into from while but because before"
    " during when about until again".split()
)
_PREPOSITIONS_OF_RELATION: Final = frozenset("with between".split())
_PREPOSITIONS_OF_DIRECTION: Final = frozenset("on against to for from".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCues:
    """Words in lower case that show a government beside them, by what they are."""

    acting: frozenset[str]
    addressed: frozenset[str]
    relations: frozenset[str]
    directed: frozenset[str]
    owned: frozenset[str]


@lru_cache(maxsize=1)
def load_actor_cues() -> ActorCues:
    """The cues of the lexicon, in all their forms.

    Raises:
        MissingDataError: If the data file is missing.
        DamagedDataError: If a column is missing.
    """
    by_role: dict[str, set[str]] = {}
    for row in read_rows(_FILE, _COLUMNS):
        forms = _verb_forms if row["role"].endswith("_verb") else _noun_forms
        by_role.setdefault(row["role"], set()).update(forms(row["cue"], row["forms"].split()))
    return ActorCues(
        acting=frozenset(by_role["acting_verb"]),
        addressed=frozenset(by_role["addressed_verb"]),
        relations=frozenset(by_role["relation_noun"]),
        directed=frozenset(by_role["directed_noun"]),
        owned=frozenset(by_role["owned_noun"]),
    )


class ActorRules:
    """Marks mentions whose neighbouring words show that the government is meant, not the place."""

    def __init__(self) -> None:
        """Read the cues."""
        self._cues = load_actor_cues()

    def mark(self, document: Document, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """The same mentions in the same order, ``is_actor`` set where a government is meant.

        Names in a list ("Russia, China and Iran said") share what stands before and after it.
        """
        marked = list(mentions)
        for first, last in _lists(document.text, mentions):
            chain = mentions[first:last]
            if all(_may_act(mention) for mention in chain) and self._acts(document.text, chain):
                for index in range(first, last):
                    marked[index] = replace(mentions[index], is_actor=True)
        return tuple(marked)

    def _acts(self, text: str, chain: Sequence[Mention]) -> bool:
        start, end = chain[0].start, chain[-1].end
        before = _words(_SENTENCE_END.split(text[max(0, start - _LOOKED) : start])[-1])
        after = _words(_SENTENCE_END.split(text[end : end + _LOOKED])[0])
        while before and before[-1] == "the":
            before.pop()
        return (
            self._is_subject(before, after)
            or self._is_recipient(before, after)
            or self._is_party(before, after, is_pair=len(chain) > 1)
            or self._owns(before, after)
        )

    def _is_subject(self, before: Sequence[str], after: Sequence[str]) -> bool:
        """ "Moscow has repeatedly said", "Kyiv was accused"; not "officials in Moscow said"."""
        if before and before[-1] in _PLACING:
            return False
        position, is_passive = 0, False
        while position < len(after):
            word = after[position]
            if word in _BE:
                is_passive = True
            elif word == "on" and after[position + 1 : position + 2] and after[position + 1] in _DAYS:
                position += 1
            elif word not in _HELPERS and word not in _DAYS and not (word.endswith("ly") and len(word) > 4):
                break
            position += 1
        if position == len(after):
            return False
        word = after[position]
        if is_passive and not word.endswith("ing"):
            return word in self._cues.addressed
        return word in self._cues.acting

    def _is_recipient(self, before: Sequence[str], after: Sequence[str]) -> bool:
        """ "urged Kyiv to", "called on Moscow", "rejected by Beijing"."""
        if not before or not _ends_here(after):
            return False
        if before[-1] in self._cues.addressed:
            return True
        if len(before) < 2:
            return False
        verb = before[-2]
        if before[-1] in ("on", "upon"):
            return verb in ("call", "calls", "called", "calling", "prevail", "prevailed")
        return (
            before[-1] == "by"
            and verb.endswith(("ed", "en", "id", "ld"))
            and (verb in self._cues.acting or verb in self._cues.addressed)
        )

    def _is_party(self, before: Sequence[str], after: Sequence[str], *, is_pair: bool) -> bool:
        """ "talks between Moscow and Kyiv", "ties with Beijing", "sanctions on Tehran"."""
        if len(before) < 2 or (after and after[0][0] in "'’-"):
            return False
        noun, preposition = before[-2], before[-1]
        if noun in self._cues.relations and preposition in _PREPOSITIONS_OF_RELATION:
            return preposition == "with" or is_pair
        return noun in self._cues.directed and preposition in _PREPOSITIONS_OF_DIRECTION

    def _owns(self, before: Sequence[str], after: Sequence[str]) -> bool:
        """ "Moscow's demand", "Beijing's foreign ministry"."""
        if not after or after[0] not in ("'s", "’s", "'", "’"):
            return False
        return any(
            after[position] in self._cues.owned
            or " ".join(after[position : position + 2]) in self._cues.owned
            for position in range(1, min(3, len(after)))
        )


def _may_act(mention: Mention) -> bool:
    return (
        mention.kind is MentionKind.TOPONYM and mention.place is not None and _has_government(mention.place)
    )


def _has_government(place: Place) -> bool:
    return is_country(place) or place.feature_code == "PPLC"


def _lists(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """The first and, exclusive, last numbers of mentions that are joined by commas and "and"."""
    first = 0
    for index in range(1, len(mentions) + 1):
        if index < len(mentions) and _AND.fullmatch(text[mentions[index - 1].end : mentions[index].start]):
            continue
        yield first, index
        first = index


def _ends_here(after: Sequence[str]) -> bool:
    """Whether the noun phrase ends with the name, unlike in "urged Russia's neighbours"."""
    return (
        not after or (not after[0][0].isalpha() and after[0][0] not in "'’-") or after[0] in _AFTER_RECIPIENT
    )


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _verb_forms(base: str, irregular: Sequence[str]) -> set[str]:
    """A verb in all its forms; `irregular` are past tense and participle."""
    ending_s = (
        base[:-1] + "ies"
        if _ends_in_consonant_y(base)
        else base + "es"
        if base.endswith(_HISSING)
        else base + "s"
    )
    stem = base[:-1] if base.endswith("e") and not base.endswith("ee") else base
    doubled = stem + stem[-1] if base in _DOUBLING else stem
    past = (
        base[:-1] + "ied"
        if _ends_in_consonant_y(base)
        else (base + "d" if base.endswith("e") else doubled + "ed")
    )
    return {base, ending_s, doubled + "ing", *(irregular or (past,))}


def _noun_forms(noun: str, _: Sequence[str]) -> set[str]:
    plural = noun[:-1] + "ies" if _ends_in_consonant_y(noun) else noun + "s"
    return {noun, plural}


_HISSING: Final = ("s", "sh", "ch", "x", "z")
_DOUBLING: Final = frozenset("ban cut plan beg rebut".split())


def _ends_in_consonant_y(word: str) -> bool:
    return word.endswith("y") and word[-2:-1] not in "aeiou"
