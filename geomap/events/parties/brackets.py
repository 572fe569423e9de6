"""What stands in brackets: an aside, no side of what the sentence tells, or who the group before it are."""

from __future__ import annotations

from typing import Final

from geomap.events.tree.sentences import Words

ENCLOSED: Final = "("
"""Stands for the preposition of what is only named in brackets."""
_LONGEST = 20


def is_enclosed(words: Words, token: int) -> bool:
    """Whether a token stands in brackets that open inside the sentence and hold no clause."""
    if "(" not in words.lower:
        return False
    opening = next((one for one in _back(words, token) if words.lower[one] in ("(", ")")), -1)
    if opening <= 0 or words.lower[opening] == ")":
        return False
    closing = next((one for one in _on(words, token) if words.lower[one] == ")"), -1)
    return closing > token and not any(words.parts[one] in ("VERB", "AUX") for one in range(opening, closing))


def opens_behind(words: Words, last: int) -> bool:
    """Whether a bracket opens right behind a token."""
    return words.word(last + 1) == "("


def _back(words: Words, token: int) -> range:
    return range(token - 1, max(-1, token - 1 - _LONGEST), -1)


def _on(words: Words, token: int) -> range:
    return range(token + 1, min(len(words), token + 1 + _LONGEST))
