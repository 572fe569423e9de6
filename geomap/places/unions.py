"""Unions of states: a place where a text speaks of their land, nowhere where it speaks of who governs them.

"Asylum seekers arrived in the EU" tells where; "the EU imposed sanctions" and "EU foreign ministers" do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from geomap.models import Mention, Place
from geomap.places.words import load_words

_UNION: Final = "RGNE"
_REACH: Final = re.compile(r"(?:['’]s)?((?:[ -][^\W\d_]+){1,3})")


def is_union(place: Place | None) -> bool:
    """Whether a place is a union of states, such as the European Union."""
    return place is not None and place.feature_code == _UNION


def without_bodies(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The same mentions; unions of states have no place where they act or where one of their bodies is named.

    They keep their candidates, to choose from.
    """
    return tuple(
        replace(mention, place=None)
        if is_union(mention.place) and (mention.is_actor or _names_a_body(text, mention.end))
        else mention
        for mention in mentions
    )


def _names_a_body(text: str, end: int) -> bool:
    """Whether what follows are persons or bodies of the union: "EU foreign ministers", "EU Commission"."""
    match = _REACH.match(text, end)
    words = match[1].casefold().split() if match is not None else []
    nouns = load_words().titles | load_words().organizations
    return any(word in nouns or word.removesuffix("s") in nouns for word in words)
