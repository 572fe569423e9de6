"""What one asks for, a name alone or with what holds it ("Paris, Texas"), found in the gazetteer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from math import exp
from typing import Any, Final

from geomap.errors import InvalidOptionError
from geomap.gazetteer.store import Gazetteer
from geomap.geo import distance_m
from geomap.models import Place

_COUNTRY_CODES: Final = ("PCLI", "TERR")
_NEAR_KM: Final = 250.0
_SIMILAR_PLACES: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A place that bears the name asked for (as its primary name, or not), or one spelled like it.

    ``similarity`` is 1 unless the name is only spelled alike. ``score`` is 1/n for the n-th most important
    answer, times ``similarity``; where nearness was asked for, the mean of that and nearness.
    """

    place: Place
    score: float
    is_primary: bool
    similarity: float

    def fields(self) -> dict[str, Any]:
        """All it says, flat: the place's fields, "score", "is_primary_name", "similarity"."""
        return asdict(self.place) | {
            "score": self.score,
            "is_primary_name": self.is_primary,
            "similarity": self.similarity,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    place: Place
    is_primary: bool
    similarity: float = 1.0


def find_answers(
    gazetteer: Gazetteer,
    query: str,
    *,
    country_codes: Collection[str] = (),
    near: tuple[float, float] | None = None,
    is_fuzzy: bool = False,
) -> list[Answer]:
    """The places that a query may mean, best first; [] if there is none.

    Args:
        gazetteer: Where to look.
        query: Place name, alone or followed by what holds it: "Goma", "Paris, Texas".
        country_codes: ISO 3166-1 codes; other countries are left out, unless there are no codes.
        near: (longitude, latitude) in degrees; places near it come first.
        is_fuzzy: If nothing bears the name, find what is spelled almost like it ("Harbn").

    Raises:
        InvalidOptionError: If the query is blank or a country code is unknown.
    """
    if not query or not query.strip():
        raise InvalidOptionError("place name", query, "a name that is not blank, such as 'Goma'")
    codes = known_codes(gazetteer, country_codes)
    entries = _held(gazetteer, *_named(gazetteer, query), codes)
    if is_fuzzy and not entries:
        entries = _held(gazetteer, *_named_alike(gazetteer, query), codes)
    return _rank(entries, near)


def known_codes(gazetteer: Gazetteer, codes: Iterable[str]) -> frozenset[str]:
    """The alpha-2 codes of countries given by either ISO 3166-1 code, in any case.

    Raises:
        InvalidOptionError: If a code is unknown.
    """
    found = set()
    for code in codes:
        country = gazetteer.country(code)
        if country is None or country.country_code is None:
            raise InvalidOptionError("country code", code, "an ISO 3166-1 code, such as 'UA'")
        found.add(country.country_code)
    return frozenset(found)


def _named(gazetteer: Gazetteer, query: str) -> tuple[list[_Entry], list[str]]:
    """Places of the whole query's name, or of its first part, and the names of what must hold them."""
    found = gazetteer.lookup_entries(query)
    name, holders = _split(query)
    if holders and not found:
        found = gazetteer.lookup_entries(name)
    else:
        holders = []
    return [_Entry(place=match.place, is_primary=match.is_primary) for match in found], holders


def _named_alike(gazetteer: Gazetteer, query: str) -> tuple[list[_Entry], list[str]]:
    """The same for names spelled almost like the first part; the other parts must be right."""
    name, holders = _split(query)
    found = gazetteer.find_similar(name, limit=_SIMILAR_PLACES)
    entries = [
        _Entry(place=similar.place, is_primary=similar.is_primary, similarity=similar.similarity)
        for similar in found
    ]
    return entries, holders


def _split(query: str) -> tuple[str, list[str]]:
    """The name, and the names of what holds it."""
    name, *holders = [part.strip() for part in query.split(",") if part.strip()] or [query]
    return name, holders


def _held(
    gazetteer: Gazetteer, entries: Sequence[_Entry], holders: Iterable[str], codes: frozenset[str]
) -> list[_Entry]:
    """The entries in one of some countries, if there are codes, and inside all that must hold them."""
    held_by = [_holders(gazetteer, name) for name in holders]
    return [
        entry
        for entry in entries
        if (not codes or entry.place.country_code in codes)
        and all(_is_held(gazetteer, entry.place, places) for places in held_by)
    ]


def _holders(gazetteer: Gazetteer, name: str) -> list[Place]:
    places = [place for place in gazetteer.lookup(name) if place.feature_class == "A"]
    country = gazetteer.country(name) if len(name) in (2, 3) else None
    return [*places, country] if country else places


def _is_held(gazetteer: Gazetteer, place: Place, holders: Iterable[Place]) -> bool:
    admin1 = gazetteer.admin1_of(place)
    for holder in holders:
        if holder.place_id == place.place_id:
            continue
        if holder.feature_code in _COUNTRY_CODES and holder.country_code == place.country_code:
            return True
        if admin1 is not None and holder.place_id == admin1.place_id:
            return True
    return False


def _rank(entries: Iterable[_Entry], near: tuple[float, float] | None) -> list[Answer]:
    """Answers best first; ties keep the gazetteer's order of importance."""
    answers = []
    for number, entry in enumerate(entries, start=1):
        score = entry.similarity / number
        if near is not None:
            away_km = distance_m(*near, entry.place.longitude, entry.place.latitude) / 1000
            score = (score + exp(-away_km / _NEAR_KM)) / 2
        answers.append(
            Answer(
                place=entry.place,
                score=round(score, 6),
                is_primary=entry.is_primary,
                similarity=entry.similarity,
            )
        )
    return sorted(answers, key=lambda answer: -answer.score)
