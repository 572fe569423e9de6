"""Resolution by ranking: for each mention, score the places it may mean and choose the best."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import exp
from typing import TYPE_CHECKING, Final

from geomap.models import Candidate, Document, FoundSpan, Mention, Reason
from geomap.places.candidates import CandidateFinder, Options
from geomap.places.demonyms import load_demonyms
from geomap.places.features import (
    WEIGHTS,
    Sense,
    context_features,
    fixed_features,
    holds,
    look_around,
    namesakes,
    nearness,
    pattern_features,
)
from geomap.places.spots import SpotFinder
from geomap.text.tokens import tokenize

if TYPE_CHECKING:
    from geomap.gazetteer.store import Gazetteer

_PASSES: Final = 3
_SHOWN: Final = 10
_PART: Final = 0.5
"""How far a place counts whose name is only a part of the mention ("Manila Cathedral")."""

_HINT_WEIGHT: Final = 1.0
_NEXT_OUTER: Final = re.compile(r"\s*[,(]\s*(?:in\s+)?|\s+in\s+(?:the\s+)?")
_PREVIOUS_OUTER: Final = re.compile(r"['’]s?\s+(?:\w+\s+){0,2}")
_CAPITALIZED: Final = re.compile(r"[^\W\d_a-z][\w’'-]*")

Features = dict[str, float]


class RankingResolver:
    """Ranks candidates by weighted features. Keeps the protocol `models.Resolver`."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._candidates = CandidateFinder(gazetteer)
        self._spots = SpotFinder(gazetteer)
        self._demonyms = load_demonyms()

    def resolve(self, document: Document, spans: Sequence[FoundSpan]) -> tuple[Mention, ...]:
        """One mention per span, in the same order; ``place`` is None where the gazetteer knows none.

        Mentions with the same name have the same sense. Candidates of equal score are ordered by
        population, then by place_id.
        """
        senses, numbers = self._collect(document, spans)
        features = self._rank(document, senses)
        answers = [_candidates(sense, rows) for sense, rows in zip(senses, features, strict=True)]
        return tuple(
            _mention(document, span, answers[number], senses[number].options)
            for span, number in zip(spans, numbers, strict=True)
        )

    def _collect(self, document: Document, spans: Sequence[FoundSpan]) -> tuple[list[Sense], list[int]]:
        """The senses of a document and the number of each span's sense."""
        text = document.text
        found = [self._candidates.find(text, span.start, span.end) for span in spans]
        gaps = [text[left.end : right.start] for left, right in pairwise(spans)]
        self._tell_namesakes_apart(document, spans, found, gaps)
        senses: list[Sense] = []
        by_key: dict[tuple[tuple[str, str | None], str | None], int] = {}
        numbers: list[int] = []
        for options, outer in zip(found, outers_that_differ(found, gaps), strict=True):
            number = by_key.setdefault((options.key, outer.key[0] if outer else None), len(senses))
            if number == len(senses):
                senses.append(Sense(options=_inside(options, outer) if outer else options))
            senses[number].count += 1
            numbers.append(number)
        for gap, (left, right) in zip(gaps, pairwise(numbers), strict=True):
            if left == right:
                continue
            if _NEXT_OUTER.fullmatch(gap):
                senses[left].following.add(right)
                senses[right].held.add(left)
            elif _PREVIOUS_OUTER.fullmatch(gap):
                senses[right].preceding.add(left)
        return senses, numbers

    def _tell_namesakes_apart(
        self, document: Document, spans: Sequence[FoundSpan], found: list[Options], gaps: Sequence[str]
    ) -> None:
        """In "Cordoba (Cordoba)" and "Idlib, Idlib" the first is the city and the second its province."""
        for index, gap in enumerate(gaps):
            if found[index].key == found[index + 1].key and _NEXT_OUTER.fullmatch(gap):
                for position, kind in ((index, "city"), (index + 1, "admin1")):
                    span = spans[position]
                    found[position] = self._candidates.find(document.text, span.start, span.end, kind=kind)

    def _rank(self, document: Document, senses: list[Sense]) -> list[list[Features]]:
        """Score all options in a few passes, each seeing the context that the last one gave."""
        title = self._title_units(document.title)
        hints = self._hints(document.text)
        for sense in senses:
            sense.fixed = [fixed_features(option, title) for option in sense.options.options]
            for row, is_namesake in zip(sense.fixed, namesakes(sense.options.options), strict=True):
                if is_namesake:
                    row["namesake_city"] = 1.0
            sense.scores = softmax([total(row) for row in sense.fixed])
        features = [sense.fixed for sense in senses]
        for _ in range(_PASSES):
            features = self._features(senses, hints)
            for sense, rows in zip(senses, features, strict=True):
                sense.scores = softmax([total(row) for row in rows])
        return features

    def _features(self, senses: Sequence[Sense], hints: Mapping[str, float]) -> list[list[Features]]:
        around = look_around(senses, hints)
        near = nearness(senses, around)
        return [
            [
                sense.fixed[index]
                | pattern_features(sense, option, senses)
                | context_features(number, option, around)
                | {"nearness": near[number][index]}
                for index, option in enumerate(sense.options.options)
            ]
            for number, sense in enumerate(senses)
        ]

    def _hints(self, text: str) -> dict[str, float]:
        """The countries whose demonyms stand in a text, each counted once."""
        countries = set()
        for match in _CAPITALIZED.finditer(text):
            demonym = self._demonyms.get(match.group().casefold())
            if demonym is not None and demonym.country_code is not None:
                countries.add(demonym.country_code)
        return dict.fromkeys(sorted(countries), _HINT_WEIGHT)

    def _title_units(self, title: str | None) -> frozenset[str]:
        """The countries ("US") and divisions ("US.Texas") that a title names."""
        if not title:
            return frozenset()
        units = set()
        for spot in self._spots.find(title, tokenize(title)):
            if spot.demonym is not None and spot.demonym.country_code:
                units.add(spot.demonym.country_code)
            if spot.facts is None or spot.facts.kind not in ("country", "admin1"):
                continue
            for code, admin1 in spot.facts.units:
                if spot.facts.kind == "country" and admin1 is None and code:
                    units.add(code)
                elif spot.facts.kind == "admin1" and admin1 is not None:
                    units.add(f"{code}.{admin1}")
        return frozenset(units)


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
        if len(by_key[inner.key]) > 1 and inner.key != outside.key and _NEXT_OUTER.fullmatch(gap):
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


def total(features: Features) -> float:
    """The weighted sum of features, in log-odds."""
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items())


def softmax(totals: Sequence[float]) -> list[float]:
    """Scores between 0 and 1 that add up to 1 over the candidates of a mention."""
    if not totals:
        return []
    highest = max(totals)
    powers = [exp(value - highest) for value in totals]
    whole = sum(powers)
    return [power / whole for power in powers]


def _candidates(sense: Sense, features: Sequence[Features]) -> tuple[Candidate, ...]:
    order = sorted(
        range(len(features)),
        key=lambda index: (
            -sense.scores[index],
            -(sense.options.options[index].place.population or 0),
            sense.options.options[index].place.place_id,
        ),
    )
    return tuple(
        Candidate(
            place=sense.options.options[index].place,
            score=min(1.0, sense.scores[index]),
            reasons=tuple(
                Reason(name=name, value=round(WEIGHTS[name] * value, 3))
                for name, value in features[index].items()
                if name in WEIGHTS and value
            ),
        )
        for index in order[:_SHOWN]
    )


def _mention(
    document: Document, span: FoundSpan, candidates: tuple[Candidate, ...], options: Options
) -> Mention:
    best = candidates[0] if candidates else None
    is_part = any(option.is_part for option in options.options)
    return Mention(
        start=span.start,
        end=span.end,
        text=document.quote(span.start, span.end),
        score=span.score if best is None else round(span.score * best.score * (_PART if is_part else 1), 4),
        kind=span.kind,
        place=best.place if best is not None else None,
        candidates=candidates,
        candidate_count=options.count,
    )
