"""The senses of a document: mentions of one name mean one place, except where the text says otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from geomap.gazetteer.names import fold
from geomap.models import Document, FoundSpan, Place
from geomap.places.candidates import CandidateFinder, Options, is_country
from geomap.places.demonyms import Demonym
from geomap.places.town_bodies import tell_towns
from geomap.places.words import load_words
from geomap.text.openings import find_dateline

NEXT_OUTER: Final = re.compile(
    r"\s*[,(]\s*(?:in\s+(?:the\s+)?)?|\s+in\s+(?:the\s+)?|,\s+an?\s+(?:[a-z]+\s+){1,3}(?:in|of)\s+(?:the\s+)?"
)
_OF_OUTER: Final = re.compile(r"\s+of\s+(?:the\s+)?")
_DIVISIONS: Final = frozenset({"admin1", "admin2"})
_PREVIOUS_OUTER: Final = re.compile(r"['’]s?\s+(?:\w+\s+){0,2}")
_LIST: Final = re.compile(r"\s*,\s*(?:and\s+|or\s+)?(?:the\s+)?|\s+(?:and|or)\s+(?:the\s+)?|\s*[;/]\s*")
_BESIDE_SIGNS: Final = 120
_NATION_BEFORE: Final = re.compile(
    r"\b([A-Z]\w+)(?:\s+([a-z]+(?:\s+[a-z]+)??))??[\s-]+([a-z]+)(?:,|\s+of)?\s+(?:the\s+)?$|\b([A-Z]\w+)\s+$"
)
_NATION_AFTER: Final = re.compile(
    r",\s+(?:the|a|an)\s+([A-Z]\w+)(?:\s+([a-z]+(?:\s+[a-z]+)??))??\s+([a-z]+)\b"
)
_NOT_BETWEEN: Final = frozenset(
    "on in at of from to for by with near against over into the a an and or".split()
)
_LOOKED_BACK: Final = 60
_CITY: Final = " city"


@dataclass(slots=True, kw_only=True)
class Sense:
    """A name of a document with its options: all mentions with the same key mean the same place.

    ``following`` and ``preceding`` are numbers of the senses beside it in "City, State" patterns,
    ``held`` of those that its options may hold, ``enclosing`` of those in brackets behind it ("Town
    (Province)"), ``listed`` of those next to it in a list, ``beside`` of those mentioned near it. ``nations``
    are the countries whose demonym describes it ("the Lebanese city of Tripoli"). ``bracketed`` counts the
    mentions that stand so in brackets.
    """

    options: Options
    count: int = 0
    following: set[int] = field(default_factory=set)
    held: set[int] = field(default_factory=set)
    enclosing: set[int] = field(default_factory=set)
    preceding: set[int] = field(default_factory=set)
    listed: set[int] = field(default_factory=set)
    beside: set[int] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)
    bracketed: int = 0
    is_dateline: bool = False
    is_demonym: bool = False


class SenseFinder:
    """Groups the mentions of a document into senses."""

    def __init__(self, candidates: CandidateFinder, demonyms: Mapping[str, Demonym]) -> None:
        """Take what finds the options of a name, and the demonyms by their folded form."""
        self._candidates = candidates
        self._demonyms = demonyms
        self._kinds = load_words().kind_before

    def find(self, document: Document, spans: Sequence[FoundSpan]) -> tuple[list[Sense], list[int]]:
        """The senses of a document and the number of each span's sense."""
        text = document.text
        found = [self._candidates.find(text, span.start, span.end) for span in spans]
        gaps = [text[left.end : right.start] for left, right in pairwise(spans)]
        self._tell_namesakes_apart(document, spans, found, gaps)
        self._tell_countries_apart(document, spans, found)
        tell_towns(document, spans, found)
        senses: list[Sense] = []
        by_key: dict[tuple[tuple[str, str | None], str | None], int] = {}
        numbers: list[int] = []
        for options, outer in zip(found, outers_that_differ(found, gaps), strict=True):
            number = by_key.setdefault((options.key, outer.key[0] if outer else None), len(senses))
            if number == len(senses):
                kept = _inside(options, outer) if outer else options
                senses.append(Sense(options=kept, is_demonym=options.key[0] in self._demonyms))
            senses[number].count += 1
            numbers.append(number)
        _link(senses, numbers, spans, gaps)
        self._add_surroundings(text, senses, numbers, spans)
        return senses, numbers

    def _tell_namesakes_apart(
        self, document: Document, spans: Sequence[FoundSpan], found: list[Options], gaps: Sequence[str]
    ) -> None:
        """In "Cordoba (Cordoba)" and "Idlib, Idlib" the first is the city and the second its province."""
        for index, gap in enumerate(gaps):
            if found[index].key == found[index + 1].key and NEXT_OUTER.fullmatch(gap):
                for position, kind in ((index, "city"), (index + 1, "admin1")):
                    span = spans[position]
                    found[position] = self._candidates.find(document.text, span.start, span.end, kind=kind)

    def _tell_countries_apart(
        self, document: Document, spans: Sequence[FoundSpan], found: list[Options]
    ) -> None:
        """Where a text names Mexico City as well, "Mexico" is the country."""
        names = [fold(document.text[span.start : span.end]) for span in spans]
        cities = {name.removesuffix(_CITY) for name in names if name.endswith(_CITY)}
        for index, name in enumerate(names):
            if name in cities and any(is_country(option.place) for option in found[index].options):
                span = spans[index]
                found[index] = self._candidates.find(document.text, span.start, span.end, kind="country")

    def _add_surroundings(
        self, text: str, senses: Sequence[Sense], numbers: Sequence[int], spans: Sequence[FoundSpan]
    ) -> None:
        """Mark what stands in the dateline, and what a demonym beside it describes."""
        first, last = find_dateline(text) or (0, 0)
        for number, span in zip(numbers, spans, strict=True):
            sense = senses[number]
            sense.is_dateline |= first <= span.start and span.end <= last
            before = _NATION_BEFORE.search(text[max(0, span.start - _LOOKED_BACK) : span.start])
            if before is not None and before.group(4) is not None:
                self._add_nation(sense, before.group(4))
            for match in (before, _NATION_AFTER.match(text, span.end)):
                between = (match.group(2) or "").split() if match is not None else []
                if match is not None and match.group(3) in self._kinds and _NOT_BETWEEN.isdisjoint(between):
                    self._add_nation(sense, match.group(1))

    def _add_nation(self, sense: Sense, word: str) -> None:
        demonym = self._demonyms.get(word.casefold())
        if demonym is not None and demonym.country_code is not None:
            sense.nations.add(demonym.country_code)


def _link(
    senses: Sequence[Sense], numbers: Sequence[int], spans: Sequence[FoundSpan], gaps: Sequence[str]
) -> None:
    """Tell each sense which others stand beside it, and how."""
    lists = [_LIST.fullmatch(gap) is not None for gap in gaps]
    for index, (left, right) in enumerate(pairwise(numbers)):
        if left != right:
            is_longer = any(lists[max(0, index - 1) : index]) or any(lists[index + 1 : index + 2])
            is_list = lists[index] and (is_longer or "," not in gaps[index])
            if is_list:
                senses[left].listed.add(right)
                senses[right].listed.add(left)
            if is_list and _are_equals(senses[left].options, senses[right].options):
                pass
            elif NEXT_OUTER.fullmatch(gaps[index]) or (
                _OF_OUTER.fullmatch(gaps[index]) and senses[left].options.key[1] in _DIVISIONS
            ):
                senses[left].following.add(right)
                senses[right].held.add(left)
                if gaps[index].strip() == "(" and _closes(gaps[index + 1 :]):
                    senses[left].enclosing.add(right)
                    senses[right].bracketed += 1
            elif _PREVIOUS_OUTER.fullmatch(gaps[index]):
                senses[right].preceding.add(left)
        for later in range(index + 1, min(index + 3, len(numbers))):
            other = numbers[later]
            is_near = other != left and not senses[left].is_demonym and not senses[other].is_demonym
            if is_near and spans[later].start - spans[index].end < _BESIDE_SIGNS:
                senses[left].beside.add(other)
                senses[other].beside.add(left)


def _closes(gaps: Sequence[str]) -> bool:
    """Whether a name in brackets is all that they hold, or followed by what holds it; the last may be."""
    return not gaps or gaps[0].lstrip()[:1] in (")", ",")


def _are_equals(left: Options, right: Options) -> bool:
    """Whether both names may well mean countries, or both first-order divisions of one country."""
    return not _great_kinds(left).isdisjoint(_great_kinds(right))


def _great_kinds(options: Options) -> set[str]:
    """What bears a name as its usual one: a country, a first-order division of which country."""
    places = [option.place for option in options.options if option.is_primary]
    divisions = {f"in {place.country_code}" for place in places if place.feature_code == "ADM1"}
    return divisions | ({"country"} if any(map(is_country, places)) else set())


def outers_that_differ(found: Sequence[Options], gaps: Sequence[str]) -> list[Options | None]:
    """The options of the outer name that tells a mention's sense from others of its name; mostly None.

    "Paris, Texas" and "Paris, France" in one text are two places. A mention without an outer name
    means the one before it that has one, or the first that follows.
    """
    said: list[Options | None] = [None] * len(found)
    by_key: dict[tuple[str, str | None], list[int]] = {}
    for index, options in enumerate(found):
        by_key.setdefault(options.key, []).append(index)
    for index, gap in enumerate(gaps):
        inner, outside = found[index], found[index + 1]
        if len(by_key[inner.key]) > 1 and inner.key != outside.key and NEXT_OUTER.fullmatch(gap):
            pairs = ((out.place, option.place) for out in outside.options for option in inner.options)
            if any(holds(out, place) for out, place in pairs):
                said[index] = outside
    for indexes in by_key.values():
        outers = [outer for index in indexes if (outer := said[index]) is not None]
        differ = len({outer.key for outer in outers}) > 1
        current = outers[0] if differ else None
        for index in indexes:
            current = (said[index] or current) if differ else None
            said[index] = current
    return said


def _inside(options: Options, outer: Options) -> Options:
    """The options that lie in one of the outer name's."""
    kept = tuple(
        option for option in options.options if any(holds(out.place, option.place) for out in outer.options)
    )
    return replace(options, options=kept)


def holds(outer: Place, inner: Place) -> bool:
    """Whether a country or first-order division holds another place, by their codes."""
    if outer.place_id == inner.place_id or outer.country_code != inner.country_code:
        return False
    if outer.country_code is None:
        return False
    if is_country(outer):
        return True
    return outer.feature_code == "ADM1" and outer.admin1 is not None and outer.admin1 == inner.admin1
