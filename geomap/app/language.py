"""Whether a text is in English, the one language that geomap reads; else little is found in it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_WORDS: Final = frozenset(
    "the and to that for with by from have has said were their not which this are be".split()
)
"""Common words of English that are rare in languages near it."""

_LEAST_SHARE: Final = 0.04
"""Less of these words than in the tersest English news; other languages have next to none of them."""

_LEAST_WORDS: Final = 30
_LOOKED_AT: Final = 5000
_WORD: Final = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4096)
def is_foreign(text: str) -> bool:
    """Whether a text is surely not English, by its first few hundred words; short ones never are."""
    words = _WORD.findall(text[:_LOOKED_AT].casefold())
    return len(words) >= _LEAST_WORDS and sum(word in _WORDS for word in words) < _LEAST_SHARE * len(words)
