"""The words that tell names of places from other capitalized words, read from the lexicon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from geomap.resources import read_rows

_PLACE_WORDS: Final = "lexicon/place_words.csv"
_NOT_PLACES: Final = "lexicon/not_places.csv"
_PERSONS: Final = "lexicon/person_names.csv"
_ABBREVIATIONS: Final = "lexicon/place_abbreviations.csv"

NO_KIND: Final = frozenset("Court Courts Attorney Attorneys Judge Judges University College".split())
"""What makes of "Ramsey District" and "Colorado State" a court and a university."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviation:
    """A short form of a place name, such as "Ky."; `place` None means the country itself.

    ``feature_class`` tells the state from the city. ``needs_comma``: it counts only after a comma
    ("Erie, Pa."), being also a word or another's sign. ``others`` are further places of the same sign: WA
    is Washington and Western Australia.
    """

    text: str
    country_code: str | None
    place: str | None
    feature_class: str
    needs_comma: bool
    others: tuple[Abbreviation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """Sets of lower-case words by what they tell about a name beside them.

    ``bearers`` maps what bears names of places without being one to "storm", "ship", "vessel" (written
    small too), "venture" (a restaurant or a firm, written small), "operation" or "club". ``firms`` are names
    that firms and places share, ``firm_cues`` the words that tell the firm, ``firm_ends`` and ``club_ends``
    what ends the names of firms and clubs;
    ``car_models`` bear names of places behind one of ``car_makers``.
    ``parts`` are what a town has: "Goma's outskirts"; ``town_bodies`` are bodies that no country has ("High
    School"), ``townsmen`` those that are told of a town rather than by a nationality ("a Lebanon man");
    ``openers`` begin names of landforms and villages and alone are none: "Wadi Barada".
    ``kind_after`` and ``kind_before`` map kind words ("oblast", "county") to "admin1", "admin2", "township",
    "city" or "country"; ``waters`` maps what a sea is called for short to its name; ``bodies`` are names of
    bodies that towns have, too; ``family`` maps family names to their share of a population in per cent.
    """

    kind_after: Mapping[str, str]
    kind_before: Mapping[str, str]
    features: frozenset[str]
    facilities: frozenset[str]
    streets: frozenset[str]
    organizations: frozenset[str]
    press: frozenset[str]
    locatives: frozenset[str]
    speech: frozenset[str]
    compass: frozenset[str]
    waters: Mapping[str, str]
    bodies: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]
    calendar: frozenset[str]
    languages: frozenset[str]
    diseases: frozenset[str]
    pacts: frozenset[str]
    peoples: frozenset[str]
    bearers: Mapping[str, str]
    firms: frozenset[str]
    firm_cues: frozenset[str]
    firm_ends: frozenset[str]
    club_ends: frozenset[str]
    car_makers: frozenset[str]
    car_models: frozenset[str]
    openers: frozenset[str]
    parts: frozenset[str]
    town_bodies: frozenset[str]
    townsmen: frozenset[str]
    not_places: Mapping[str, str]
    given: frozenset[str]
    family: Mapping[str, float]
    abbreviations: Mapping[str, Abbreviation]

    def is_kind(self, word: str) -> bool:
        """Whether a word in small letters tells what kind of thing a name is of, or is no name at all."""
        kinds = (self.facilities, self.organizations, self.features, self.streets, self.compass)
        return word in self.not_places or word in self.kind_after or any(word in group for group in kinds)


@lru_cache(maxsize=1)
def load_words() -> PlaceWords:
    """The lexicon of words around places.

    Raises:
        MissingDataError: If a data file is missing.
        DamagedDataError: If a data file lacks a column.
    """
    by_role: dict[str, dict[str, str]] = {}
    for row in read_rows(_PLACE_WORDS, ("word", "role", "detail", "source")):
        by_role.setdefault(row["role"], {})[row["word"].casefold()] = row["detail"]
    given, family = _read_persons()
    return PlaceWords(
        kind_after=by_role["kind_after"],
        kind_before=by_role["kind_before"],
        features=frozenset(by_role["feature"]),
        facilities=frozenset(by_role["facility"]),
        streets=frozenset(by_role["street"]),
        organizations=frozenset(by_role["organization"]),
        press=frozenset(by_role["press"]),
        locatives=frozenset(by_role["locative"]),
        speech=frozenset(by_role["speech"]),
        compass=frozenset(by_role["compass"]),
        waters=by_role["water"],
        bodies=frozenset(by_role["body"]),
        particles=frozenset(by_role["particle"]),
        titles=frozenset(by_role["title"]),
        calendar=frozenset(by_role["calendar"]),
        languages=frozenset(by_role["language"]),
        diseases=frozenset(by_role["disease"]),
        pacts=frozenset(by_role["pact"]),
        peoples=frozenset(by_role["people"]),
        bearers=by_role["bearer"],
        firms=frozenset(by_role["firm"]),
        firm_cues=frozenset(by_role["firm_cue"]),
        firm_ends=frozenset(by_role["firm_end"]),
        club_ends=frozenset(by_role["club_end"]),
        car_makers=frozenset(by_role["car_maker"]),
        car_models=frozenset(by_role["car_model"]),
        openers=frozenset(by_role["opener"]),
        parts=frozenset(by_role["part"]),
        town_bodies=frozenset(by_role["town_body"]),
        townsmen=frozenset(by_role["townsman"]),
        not_places={
            row["word"].casefold(): row["reason"]
            for row in read_rows(_NOT_PLACES, ("word", "reason", "source"))
        },
        given=given,
        family=family,
        abbreviations=_read_abbreviations(),
    )


def _read_persons() -> tuple[frozenset[str], dict[str, float]]:
    given: set[str] = set()
    family: dict[str, float] = {}
    for row in read_rows(_PERSONS, ("name", "part", "percent", "source")):
        if row["part"] == "given":
            given.add(row["name"].casefold())
        else:
            family[row["name"].casefold()] = float(row["percent"])
    return frozenset(given), family


def _read_abbreviations() -> dict[str, Abbreviation]:
    columns = ("abbreviation", "country_code", "place", "feature_class", "when", "source")
    found: dict[str, Abbreviation] = {}
    for row in read_rows(_ABBREVIATIONS, columns):
        abbreviation = Abbreviation(
            text=row["abbreviation"],
            country_code=row["country_code"] or None,
            place=row["place"] or None,
            feature_class=row["feature_class"],
            needs_comma=row["when"] == "after_comma",
        )
        known = found.get(abbreviation.text)
        found[abbreviation.text] = (
            abbreviation if known is None else replace(known, others=(*known.others, abbreviation))
        )
    return found
