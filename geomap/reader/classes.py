"""What the gazetteer knows of each word: the evidence that the reader is given beside the words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from geomap.gazetteer.store import Gazetteer

NOTHING, TOWN, CITY, COUNTRY, DIVISION, DEMONYM, REGION = range(7)
_LONGEST: Final = 5
_CITY_POPULATION: Final = 100_000
_CACHED: Final = 1 << 16


class GazetteerClasses:
    """Classifies the words of a sentence by the longest gazetteer names in it."""

    def __init__(self, gazetteer: Gazetteer, demonyms: Collection[str]) -> None:
        """Take the place table and the folded words that are demonyms."""
        self._gazetteer = gazetteer
        self._demonyms = demonyms
        self._class_of = lru_cache(maxsize=_CACHED)(self._find_class)

    def __call__(self, words: Sequence[str]) -> list[int]:
        """The class of every word, 0 to 6; all words of a longer name share the name's class."""
        classes = [NOTHING] * len(words)
        start = 0
        while start < len(words):
            start += self._mark_longest(words, start, classes)
        return classes

    def _mark_longest(self, words: Sequence[str], start: int, classes: list[int]) -> int:
        first = words[start][:1]
        if not first.isalpha() or first != first.upper():
            return 1
        for length in range(min(_LONGEST, len(words) - start), 0, -1):
            if not words[start + length - 1][:1].isalnum():
                continue
            found = self._class_of(" ".join(words[start : start + length]))
            if found:
                classes[start : start + length] = [found] * length
                return length
        return 1

    def _find_class(self, name: str) -> int:
        from geomap.gazetteer.names import fold

        if fold(name) in self._demonyms:
            return DEMONYM
        places = self._gazetteer.lookup(name)
        if not places:
            return NOTHING
        place = places[0]
        if place.feature_class == "P":
            is_city = (place.population or 0) >= _CITY_POPULATION or place.feature_code == "PPLC"
            return CITY if is_city else TOWN
        if place.feature_class == "A":
            return COUNTRY if place.feature_code.startswith(("PCL", "TERR")) else DIVISION
        return REGION
