"""Where people flee to, which is not where that happened from which they flee."""

from __future__ import annotations

from typing import Final

from geomap.events.scene.spots import Spot
from geomap.events.tree.sentences import Words

_TOWARDS: Final = frozenset("to into for toward towards".split())
_FLEEING: Final = frozenset("flee escape run move leave trek walk relocate evacuate displace head".split())
_SAFE: Final = frozenset({"refuge", "shelter", "safety", "sanctuary"})
_FAR: Final = 7
"""Within how many tokens before a place the verb stands that leads to it."""


def is_fled_to(words: Words, spot: Spot) -> bool:
    """Whether a sentence tells of a place that people fled to it, or sought safety there."""
    for index in range(spot.index - 1, max(spot.index - _FAR, -1), -1):
        if words.lower[index] in _SAFE and spot.before in _TOWARDS | {"in", "at"}:
            return True
        if words.parts[index] == "VERB":
            return spot.before in _TOWARDS and words.has_lemma(index, _FLEEING)
    return False
