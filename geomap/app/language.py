"""Whether a text is in English, the one language that geomap reads; else little is found in it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_WORDS: Final = frozenset(
    "the and to that for with by from have has said were their not which this are be".split()
)
"""Common words of English that are rare in languages near it."""

_SHARED: Final = frozenset("in of on at a after against".split())
"""Common words of English that other languages have too; short bulletins hold hardly any others."""

_OTHERS: Final = frozenset(
    "de la le les des du et en el los las que y por und der die das den dem mit von ist il di che della"
    " per e o os do da dos em het een van voor op dat och att som med og av til i w na z się".split()
)
"""Common words of languages near it."""

_LEAST_SHARE: Final = 0.04
"""Less of these words than in the tersest English news; other languages have next to none of them."""

_LEAST_WORDS: Final = 30
_LOOKED_AT: Final = 5000
_LAST_LATIN: Final = "\u024f"
_WORD: Final = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4096)
def is_foreign(text: str) -> bool:
    """Whether a text is surely not English: by its letters, or, unless it is short, by its words."""
    words = _WORD.findall(text[:_LOOKED_AT].casefold())
    letters = "".join(words)
    if sum(letter > _LAST_LATIN for letter in letters) > len(letters) / 2:
        return True
    if len(words) < _LEAST_WORDS:
        return False
    english, shared, others = (
        sum(word in known for word in words) / len(words) for known in (_WORDS, _SHARED, _OTHERS)
    )
    return english < _LEAST_SHARE and (english + shared < _LEAST_SHARE or others >= english + shared)
