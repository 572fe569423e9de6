"""When a country or its capital stands for its government: "Moscow said", "Beijing urged Kyiv"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from geomap.constants import MentionKind
from geomap.models import Document, Mention, Place
from geomap.places.actor_cues import load_actor_cues
from geomap.places.actor_trees import acts_in_tree
from geomap.places.candidates import is_country
from geomap.places.unions import is_union
from geomap.text.date_expressions import WEEKDAYS

if TYPE_CHECKING:
    from geomap.reader.reading import DocumentReader, Reading

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
_PLACING: Final = frozenset(
    "in at near from of to into across around outside inside over through toward towards for with against by"
    " between on throughout within off via under beyond".split()
)
_AFTER_RECIPIENT: Final = frozenset(
    "to of for over that not against with on and or in after if by as into from while but because before"
    " during when about until again".split()
)
_PREPOSITIONS_OF_RELATION: Final = frozenset("with between".split())
_PREPOSITIONS_OF_DIRECTION: Final = frozenset("on against".split())


class ActorFinder:
    """Marks mentions whose neighbouring words, or whose place in the sentence, show a government."""

    def __init__(self, reader: DocumentReader | None = None) -> None:
        """Read the cues; with a reader, sentences are looked at as trees too."""
        self._cues = load_actor_cues()
        self._reader = reader

    def mark(self, document: Document, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """The same mentions in the same order, ``is_actor`` set where a government is meant.

        Names in a list ("Russia, China and Iran said") share what stands before and after it.
        """
        marked = list(mentions)
        if not any(map(_may_act, mentions)):
            return tuple(marked)
        if self._reader is not None:
            for index in self._find_in_trees(self._reader.read(document), mentions):
                marked[index] = replace(mentions[index], is_actor=True)
        for first, last in _lists(document.text, mentions):
            chain = mentions[first:last]
            if all(_may_act(mention) for mention in chain) and self._acts(document.text, chain):
                for index in range(first, last):
                    marked[index] = replace(mentions[index], is_actor=True)
        return tuple(marked)

    def _find_in_trees(self, reading: Reading, mentions: Sequence[Mention]) -> Iterator[int]:
        """The numbers of the mentions whose word is the subject of a verb of acting, or the like."""
        starts = [sentence.sentence.start for sentence in reading.sentences]
        for index, mention in enumerate(mentions):
            if not _may_act(mention):
                continue
            number = bisect_right(starts, mention.start) - 1
            if number >= 0 and acts_in_tree(
                reading.sentences[number], mention.start, mention.end, self._cues
            ):
                yield index

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
            elif word == "on" and after[position + 1 : position + 2] and after[position + 1] in WEEKDAYS:
                position += 1
            elif (
                word not in _HELPERS and word not in WEEKDAYS and not (word.endswith("ly") and len(word) > 4)
            ):
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
    return is_country(place) or place.feature_code == "PPLC" or is_union(place)


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
