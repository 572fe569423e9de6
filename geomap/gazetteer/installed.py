"""The installed place table as rows again, so that a larger one can be grown from it.

The table keeps folded names and the order of importance, but neither spellings of alternates nor the
importance itself. Folding a folded name changes nothing, so the rows give the same names again; importance
is interpolated between the settlements and countries in the order, whose importance is their population.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Any, Final

from geomap.gazetteer.build import (
    ABBREVIATION,
    COMMON,
    FLAGS,
    GEONAMES,
    NOTHING,
    OWN_ID,
    PRIMARY,
    SEVERAL,
    UNKNOWN_POPULATION,
    CountryRow,
    PlaceRow,
)
from geomap.gazetteer.sections import SectionFile
from geomap.resources import data_path

_COUNTRY_IMPORTANCE: Final = 1e9
_COUNTRY_CODES: Final = frozenset({"PCLI", "TERR"})
_CAPITAL: Final = "PPLC"
_ABOVE_ALL: Final = 1.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """What the installed table knows that GeoNames' dump does not.

    ``rows`` are its countries, divisions and regions, and what else has no identifier of GeoNames, by
    place_id; ``names`` the common names and abbreviations of its settlements, as (flag, folded name) by
    geonameid.
    """

    rows: Mapping[str, PlaceRow]
    names: Mapping[int, tuple[tuple[int, str], ...]]
    countries: tuple[CountryRow, ...]
    seats: Mapping[str, str]
    attribution: str


def read_installed() -> Installed:
    """Read the table in geomap's data folder.

    Raises:
        MissingDataError: If a file is missing.
        DamagedDataError: If a file does not have the expected form.
    """
    file = SectionFile(data_path("gazetteer/places.bin"))
    features = [tuple(key.split(".", 1)) for key in file.header["features"]]
    feature, identifier = file.column("feature"), file.column("identifier")
    kept = {
        row for row, number in enumerate(feature) if features[number][0] != "P" or identifier[row] >= OWN_ID
    }
    names = _read_names(file, kept)
    importance = _guess_importance(file, features)
    codes = [entry[0] for entry in file.header["countries"]]
    units = [entry[0] for entry in file.header["units"]]
    rows = {}
    for row in sorted(kept):
        place = _to_row(file, row, features[feature[row]], codes, units, names[row], importance[row])
        rows[place.place_id] = place
    return Installed(
        rows=rows,
        names={identifier[row]: tuple(found) for row, found in names.items() if row not in kept},
        countries=tuple(
            CountryRow(
                country_code=code,
                country_iso3=iso3,
                place_id=place_id,
                neighbours=tuple(filter(None, neighbours.split(","))),
            )
            for code, iso3, place_id, neighbours in file.header["countries"]
        ),
        seats=file.header["seats"],
        attribution=file.header["attribution"],
    )


def _read_names(file: SectionFile, kept: set[int]) -> dict[int, list[tuple[int, str]]]:
    """(flag, folded name) by row: every alternate of kept rows, marked names of settlements."""
    from marisa_trie import Trie

    trie = Trie().mmap(str(data_path("gazetteer/names.marisa")))
    first, starts, many = file.column("first"), file.column("starts"), file.column("many")
    names: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for name, number in trie.iteritems():
        entry = first[number]
        run = entry - SEVERAL
        for one in [entry] if run < 0 else many[starts[run] : starts[run + 1]].tolist():
            row, flag = one >> 2, one & FLAGS
            is_settlements_own = row not in kept and flag in (COMMON, ABBREVIATION)
            if is_settlements_own or (row in kept and flag != PRIMARY):
                names[row].append((flag, name))
    return names


def _guess_importance(file: SectionFile, features: Sequence[tuple[str, ...]]) -> list[float]:
    """Importance by row, between that of the nearest rows before and after it which is known."""
    known: list[tuple[int, float]] = []
    population, identifier = file.column("population"), file.column("identifier")
    for row, number in enumerate(file.column("feature")):
        people = 0.0 if population[row] == UNKNOWN_POPULATION else float(population[row])
        feature_class, feature_code = features[number]
        if feature_code in _COUNTRY_CODES:
            known.append((row, _COUNTRY_IMPORTANCE + people))
        elif feature_class == "P" and feature_code != _CAPITAL and identifier[row] < OWN_ID:
            known.append((row, people))
    known = _falling(known)
    result = [0.0] * len(population)
    previous, above = -1, known[0][1] * _ABOVE_ALL if known else 0.0
    for row, value in known:
        for between in range(previous + 1, row):
            share = (between - previous) / (row - previous)
            result[between] = exp((1 - share) * log(above + 1) + share * log(value + 1)) - 1
        result[row] = value
        previous, above = row, value
    return result


def _falling(known: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    """The same without what a better-known settlement's rank puts above settlements of more people."""
    kept: list[tuple[int, float]] = []
    for row, value in reversed(known):
        if not kept or value >= kept[-1][1]:
            kept.append((row, value))
    return kept[::-1]


def _to_row(
    file: SectionFile,
    row: int,
    feature: Sequence[str],
    codes: Sequence[str],
    units: Sequence[str],
    names: Sequence[tuple[int, str]],
    importance: float,
) -> PlaceRow:
    def text_of(column: str, texts: Sequence[str]) -> str | None:
        number = file.column(column)[row]
        return None if number == NOTHING else texts[number]

    def names_of(flag: int) -> tuple[str, ...]:
        return tuple(name for found, name in names if found == flag)

    start: memoryview[Any] = file.column("name_start")
    people, identifier = file.column("population")[row], file.column("identifier")[row]
    is_own = identifier >= OWN_ID
    return PlaceRow(
        place_id=file.header["own_ids"][identifier - OWN_ID] if is_own else f"{GEONAMES}{identifier}",
        name=str(file.column("names")[start[row] : start[row + 1]], "utf-8"),
        longitude=file.column("longitude")[row] / 1e6,
        latitude=file.column("latitude")[row] / 1e6,
        feature_class=feature[0],
        feature_code=feature[1],
        country_code=text_of("country", codes),
        de_facto_code=text_of("de_facto", codes) or "",
        admin1_unit=text_of("admin1", units),
        population=None if people == UNKNOWN_POPULATION else people,
        importance=importance,
        alternates=names_of(0),
        common_names=names_of(COMMON),
        abbreviations=names_of(ABBREVIATION),
    )
