"""One sentence with everything that is known around it while its spots are weighed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from geomap.places.namesakes import Namesakes
from geomap.places.persons import Persons
from geomap.places.spots import Spot
from geomap.text.tokens import Token

if TYPE_CHECKING:
    from geomap.reader.reading import SentenceReading


class Casing(StrEnum):
    """What capitals tell in a sentence."""

    NORMAL = "normal"
    TITLE = "title"
    UPPER = "upper"


@dataclass(slots=True, kw_only=True)
class Scene:
    """One sentence with what is known around it; ``named`` are tokens in names of storms, ships and such.

    ``dateline`` is the span of the text's dateline, (0, 0) without one.
    """

    tokens: Sequence[Token]
    casing: Casing
    people: Mapping[int, int]
    persons: Persons
    named: frozenset[int]
    namesakes: Namesakes
    spots: Sequence[Spot]
    reading: SentenceReading
    dateline: tuple[int, int] = (0, 0)


def casing_of(tokens: Sequence[Token]) -> Casing:
    """Whether a sentence is in capitals, in title case, or in ordinary writing."""
    words = [token.text for token in tokens if token.is_word and len(token.text) > 3]
    if not words:
        return Casing.NORMAL
    if sum(word.isupper() for word in words) > 0.7 * len(words) and len(words) > 1:
        return Casing.UPPER
    capitalized = sum(word[0].isupper() for word in words)
    share = 0.9 if tokens[-1].text == "." else 0.75
    return Casing.TITLE if len(words) > 3 and capitalized > share * len(words) else Casing.NORMAL
