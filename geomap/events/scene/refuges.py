"""Where people flee to and where the dead are brought, which is not where that happened which befell them."""

from __future__ import annotations

from typing import Final

from geomap.events.scene.spots import Spot
from geomap.events.tree.sentences import Words

_TOWARDS: Final = frozenset("to into for toward towards".split())
_FLEEING: Final = frozenset("flee escape run move leave trek walk relocate evacuate displace head".split())
_SAFE: Final = frozenset({"refuge", "shelter", "safety", "sanctuary"})
_FAR: Final = 7
"""Within how many tokens before a place the verb stands that leads to it."""

_BURYING: Final = frozenset("bury mourn funeral burial wake memorial vigil commemorate".split())
_LAYING: Final = ("to", "rest")
_BURIED_ALIVE: Final = frozenset(
    "alive rubble debris ruin wreckage collapse landslide mudslide mud avalanche earth soil snow quake"
    " earthquake rock trap".split()
)


def is_fled_to(words: Words, spot: Spot) -> bool:
    """Whether a sentence tells of a place that people fled to it, or sought safety there."""
    for index in range(spot.index - 1, max(spot.index - _FAR, -1), -1):
        if words.lower[index] in _SAFE and spot.before in _TOWARDS | {"in", "at"}:
            return True
        if words.parts[index] == "VERB":
            return spot.before in _TOWARDS and words.has_lemma(index, _FLEEING)
    return False


def tells_of_burial(words: Words) -> bool:
    """Whether a sentence tells how the dead are buried or mourned, not how somebody is buried alive."""
    is_told = not _BURYING.isdisjoint(words.vocabulary) or ("rest" in words.lower and "laid" in words.lower)
    return is_told and _BURIED_ALIVE.isdisjoint(words.vocabulary)


def is_of_burial(words: Words, spot: Spot) -> bool:
    """Whether the dead were only buried or mourned at a place: "were laid to rest in Bloemfontein"."""
    if not tells_of_burial(words):
        return False
    for index in range(spot.index - 1, max(spot.index - _FAR, -1), -1):
        if words.has_lemma(index, _BURYING) or words.lower[index - 1 : index + 1] == _LAYING:
            return True
        if words.parts[index] == "VERB":
            return False
    return False
