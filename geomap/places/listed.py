"""Names of several words that a list knows, where they stand in a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geomap.text.tokens import Token, tokenize

_LONGEST: Final = 6
_SMALL_ARTICLES: Final = frozenset("al el ad adh an ar as ash at az".split())


class ListedNames:
    """Finds the names of a list, which are given in small letters."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names
        self._openers = frozenset(tokenize(name)[0].text.casefold() for name in names)

    def end_at(self, text: str, tokens: Sequence[Token], first: int) -> int:
        """The token behind the longest name that begins with a token; 0 if none does."""
        if tokens[first].text.casefold() not in self._openers:
            return 0
        if not may_open(tokens, first):
            return 0
        start = tokens[first].start
        return next(
            (
                last
                for last in range(min(first + _LONGEST, len(tokens)), first, -1)
                if text[start : tokens[last - 1].end].casefold() in self._names
            ),
            0,
        )


def may_open(tokens: Sequence[Token], first: int) -> bool:
    """Whether a name may begin with a token; in running text most begin none."""
    return tokens[first].is_capitalized or is_small_article(tokens, first)


def is_small_article(tokens: Sequence[Token], first: int) -> bool:
    """Whether a name begins with an Arabic article written small: "al-Mayadin"."""
    if tokens[first].text not in _SMALL_ARTICLES or first + 2 >= len(tokens):
        return False
    hyphen, name = tokens[first + 1 : first + 3]
    return hyphen.text in ("-", "‑") and hyphen.end == name.start and name.is_capitalized
