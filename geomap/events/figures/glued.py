"""Words that lost the space or gained a hyphen between them, as text taken from PDF files has them."""

from __future__ import annotations

from functools import lru_cache

from geomap.events.tree.morphology import lemmas_of
from geomap.events.tree.sentences import AUXILIARIES, MODALS, PREPOSITIONS, Words

_NOUNS = "people persons families households residents civilians refugees homes houses idps".split()
_SMALL = (
    PREPOSITIONS
    | AUXILIARIES
    | MODALS
    | {"who", "and", "that", "or", "fled", "displaced", "may", "to", "the"}
)
_FIRST = sorted(
    "have has had been being was were are is already newly be and were the".split(), key=len, reverse=True
)
_TAKING = frozenset("seek seeking sought take takes taking took taken find found".split())
_REFUGE = ("refuge", "shelter", "safety")
_SHORTEST = 5


def forms_at(words: Words, index: int) -> frozenset[str]:
    """The candidate base forms of a word, also of the parts of two words run together."""
    found = words.lemmas[index]
    return found | glued_lemmas(words.lower[index]) if len(words.lower[index]) > _SHORTEST + 2 else found


@lru_cache(maxsize=65536)
def glued_lemmas(word: str) -> frozenset[str]:
    """The base forms of what counts in "peoplebetween", "weredisplaced", "seekrefuge"; else none."""
    for noun in _NOUNS:
        if word.startswith(noun) and word[len(noun) :] in _SMALL:
            return lemmas_of(noun)
    for refuge in _REFUGE:
        if word.endswith(refuge) and word[: -len(refuge)] in _TAKING:
            return lemmas_of(word[: -len(refuge)]) | {refuge}
    for first in _FIRST:
        rest = word[len(first) :]
        if word.startswith(first) and len(rest) >= _SHORTEST and rest.endswith(("ed", "en", "wn")):
            return lemmas_of(rest)
    return frozenset()


def hyphenated_at(words: Words, index: int) -> str:
    """The word that a line break cut in two at an index ("fami-lies"); "" if none was."""
    if index + 2 >= len(words) or words.tokens[index + 1].text != "-":
        return ""
    left, right = words.tokens[index], words.tokens[index + 2]
    is_joined = left.end + 1 == right.start and left.is_word and right.text.islower()
    return words.lower[index] + words.lower[index + 2] if is_joined else ""
