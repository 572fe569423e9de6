"""What speaks for a candidate: named features of the place itself and of its fit into the document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log, log10
from typing import TYPE_CHECKING, Final

from geomap.models import Place
from geomap.places.candidates import Option, Options

if TYPE_CHECKING:
    import numpy as np

WEIGHTS: Final[Mapping[str, float]] = {
    "population": 1.5,
    "rank": 3.0,
    "primary_name": 1.7,
    "country": 4.1,
    "admin1": 2.9,
    "admin2": 0.8,
    "namesake_city": 1.5,
    "region": 2.1,
    "capital": 1.2,
    "seat": 0.1,
    "asked_kind": 2.0,
    "other_kind": -1.0,
    "inside_next": 4.0,
    "holds_previous": 2.0,
    "inside_previous": 1.0,
    "country_context": 1.7,
    "country_present": 0.9,
    "capital_present": 1.9,
    "admin1_context": 3.5,
    "admin1_present": 1.3,
    "shared_admin1": 0.5,
    "nearness": 2.4,
    "title": 0.2,
}
"""How much one unit of each feature adds to a candidate's score, in log-odds.

Chosen by conditional logistic regression on development corpora of news and rounded; the weights of
patterns that are rare there, such as "Kharkiv region", are set higher by judgement.
"""

Unit = tuple[str, str]
"""Country code and admin1 name."""

_REACH_KM: Final = 150.0
_ANCHORS: Final = 256
_SLICE: Final = 4096
_EARTH_KM: Final = 6371.0088


@dataclass(slots=True, kw_only=True)
class Sense:
    """A name of a document with its options: all mentions with the same key mean the same place.

    ``following`` and ``preceding`` are numbers of the senses beside it in "City, State" patterns,
    ``held`` of those that its options may hold.
    """

    options: Options
    count: int = 0
    following: set[int] = field(default_factory=set)
    held: set[int] = field(default_factory=set)
    preceding: set[int] = field(default_factory=set)
    fixed: list[dict[str, float]] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Where the rest of a document points: weights by country and by (country, admin1), and anchors."""

    countries: Mapping[str, float]
    units: Mapping[Unit, float]
    total: float
    own: Sequence[Mapping[str, float]]
    own_units: Sequence[Mapping[Unit, float]]
    weights: Sequence[float]
    anchors: Sequence[tuple[int, Place, float]]
    shared: Mapping[Unit, float]
    own_share: Sequence[float]


def fixed_features(option: Option, title: frozenset[str]) -> dict[str, float]:
    """The features that do not depend on the other mentions."""
    place = option.place
    features = {_kind_feature(place): 1.0}
    if place.feature_class == "P":
        features = {"population": log10((place.population or 0) + 50) / 7}
        if place.feature_code == "PPLC":
            features["capital"] = 1.0
        elif place.feature_code.startswith("PPLA"):
            features["seat"] = 1.0
    if option.is_primary:
        features["primary_name"] = 1.0
    features["rank"] = -log(1 + option.rank) / 3
    if option.fits_kind is not None:
        features["asked_kind" if option.fits_kind else "other_kind"] = 1.0
    if title and (place.country_code in title or f"{place.country_code}.{place.admin1}" in title):
        features["title"] = 1.0
    return features


def namesakes(options: Sequence[Option]) -> list[bool]:
    """For each option: is it a settlement inside a first-order division that bears the same name?

    Where a province is called after its city, the bare name means the city.
    """
    divisions = {
        (option.place.country_code, option.place.admin1)
        for option in options
        if option.place.feature_code == "ADM1"
    }
    return [
        option.place.feature_class == "P"
        and option.is_primary
        and option.place.admin1 is not None
        and (option.place.country_code, option.place.admin1) in divisions
        for option in options
    ]


def _kind_feature(place: Place) -> str:
    if place.feature_class != "A":
        return "region"
    if is_country(place):
        return "country"
    return "admin1" if place.feature_code == "ADM1" else "admin2"


def is_country(place: Place) -> bool:
    """Whether a place is a country or territory rather than a part of one."""
    return place.feature_class == "A" and place.feature_code.startswith(("PCL", "TERR"))


def holds(outer: Place, inner: Place) -> bool:
    """Whether a country or first-order division holds another place, by their codes."""
    if outer.place_id == inner.place_id or outer.country_code != inner.country_code:
        return False
    if outer.country_code is None:
        return False
    if is_country(outer):
        return True
    return outer.feature_code == "ADM1" and outer.admin1 is not None and outer.admin1 == inner.admin1


def pattern_features(sense: Sense, option: Option, senses: Sequence[Sense]) -> dict[str, float]:
    """How well a candidate fits into "City, State", "State's City" and the like, 0 to 1 each."""
    features: dict[str, float] = {}
    place = option.place
    for name, numbers, is_inner in (
        ("inside_next", sense.following, True),
        ("holds_previous", sense.held, False),
        ("inside_previous", sense.preceding, True),
    ):
        best = 0.0
        for number in numbers:
            other = senses[number]
            for score, beside in zip(other.scores, other.options.options, strict=True):
                outer, inner = (beside.place, place) if is_inner else (place, beside.place)
                if score > best and holds(outer, inner):
                    # That the pair exists at all says the outer place; which inner one, its score.
                    best = score if is_inner else 1.0
        if best > 0:
            features[name] = best
    return features


def look_around(senses: Sequence[Sense], hints: Mapping[str, float]) -> Surroundings:
    """Sum up where the current scores point; `hints` are countries that demonyms in the text name."""
    countries: dict[str, float] = dict(hints)
    units: dict[Unit, float] = {}
    own, own_units, weights, anchors = [], [], [], []
    shared, own_share = share_units(senses)
    for number, sense in enumerate(senses):
        mine: dict[str, float] = {}
        mine_units: dict[Unit, float] = {}
        weight = 1 + log(max(1, sense.count))
        best = -1
        for index, (score, option) in enumerate(zip(sense.scores, sense.options.options, strict=True)):
            if best < 0 or score > sense.scores[best]:
                best = index
            code, admin1 = option.place.country_code, option.place.admin1
            if score < 0.02 or code is None:
                continue
            mine[code] = mine.get(code, 0.0) + score * weight
            if admin1 is not None:
                mine_units[code, admin1] = mine_units.get((code, admin1), 0.0) + score * weight
        for code, value in mine.items():
            countries[code] = countries.get(code, 0.0) + value
        for unit, value in mine_units.items():
            units[unit] = units.get(unit, 0.0) + value
        own.append(mine)
        own_units.append(mine_units)
        weights.append(weight)
        if best >= 0 and sense.options.options[best].place.feature_class == "P":
            anchors.append((number, sense.options.options[best].place, sense.scores[best]))
    return Surroundings(
        countries=countries,
        units=units,
        total=sum(weights) + sum(hints.values()),
        own=own,
        own_units=own_units,
        weights=weights,
        anchors=anchors,
        shared=shared,
        own_share=own_share,
    )


def share_units(senses: Sequence[Sense]) -> tuple[dict[Unit, float], list[float]]:
    """How many names may lie in each division, whatever their scores; of many options each counts less."""
    shared: dict[Unit, float] = {}
    own_share = []
    for sense in senses:
        units = {
            (option.place.country_code, option.place.admin1)
            for option in sense.options.options
            if option.place.country_code and option.place.admin1
        }
        share = 1 / len(units) if units else 0.0
        for unit in units:
            shared[unit] = shared.get(unit, 0.0) + share
        own_share.append(share)
    return shared, own_share


def context_features(number: int, option: Option, around: Surroundings) -> dict[str, float]:
    """How much of the rest of the document lies in the candidate's country and division, 0 to 1 each."""
    code, admin1 = option.place.country_code, option.place.admin1
    rest = around.total - around.weights[number]
    if code is None or rest <= 0:
        return {}
    features = {}
    in_country = around.countries.get(code, 0.0) - around.own[number].get(code, 0.0)
    if in_country > 0.01:
        features["country_context"] = in_country / (rest + 1)
        features["country_present"] = min(1.0, in_country)
        if option.place.feature_code == "PPLC":
            features["capital_present"] = min(1.0, in_country)
    if admin1 is not None and not is_country(option.place):
        unit = (code, admin1)
        in_unit = around.units.get(unit, 0.0) - around.own_units[number].get(unit, 0.0)
        if in_unit > 0.01:
            features["admin1_context"] = in_unit / (rest + 1)
            features["admin1_present"] = min(1.0, in_unit)
        in_common = around.shared.get(unit, 0.0) - around.own_share[number]
        if in_common > 0.01:
            features["shared_admin1"] = min(1.0, in_common)
    return features


def nearness(senses: Sequence[Sense], around: Surroundings) -> list[list[float]]:
    """For each option of each sense: how near the nearest sure settlement of another name is, 0 to 1."""
    import numpy as np

    places = [option.place for sense in senses for option in sense.options.options]
    anchors = sorted(around.anchors, key=lambda anchor: -anchor[2] * around.weights[anchor[0]])[:_ANCHORS]
    if not places or not anchors:
        return [[0.0] * len(sense.options.options) for sense in senses]
    owners = np.repeat(np.arange(len(senses)), [len(sense.options.options) for sense in senses])
    anchor_owners = np.array([number for number, _, _ in anchors])
    scores = np.array([score for _, _, score in anchors])
    points, targets = _unit_vectors(places), _unit_vectors([place for _, place, _ in anchors]).T
    flat: list[float] = []
    # In slices, so that a book with thousands of names does not fill the memory.
    for start in range(0, len(places), _SLICE):
        cosines = points[start : start + _SLICE] @ targets
        distances = _EARTH_KM * np.arccos(np.clip(cosines, -1.0, 1.0))
        values = np.exp(-distances / _REACH_KM) * scores
        values[owners[start : start + _SLICE, None] == anchor_owners[None, :]] = 0.0
        flat += values.max(axis=1).tolist()
    result, position = [], 0
    for sense in senses:
        size = len(sense.options.options)
        result.append(flat[position : position + size])
        position += size
    return result


def _unit_vectors(places: Sequence[Place]) -> np.ndarray:
    import numpy as np

    longitude = np.radians([place.longitude for place in places])
    latitude = np.radians([place.latitude for place in places])
    return np.stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)], axis=1
    )
