"""Second-order divisions of the world: written by `import_codes.py`, read by `build_data.py`.

data/lexicon/districts.csv has a row for each first-order division. Its districts stand in one cell, behind
another separated by ";", each as ``code:name/further name:longitude:latitude:settlements``, degrees to two
places. The point is the mean of the settlements that GeoNames has in a district, which agrees with
GeoNames' own points and with the middles of polygons better than their mean by population or the seat do;
where no settlement carries the district's code, it is the town in the same division after which it is called.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from district_names import bare_district_name, english_adjective, is_adjective, seat_names
from place_rows import read_sources

from geomap.gazetteer.admin import bare_name
from geomap.gazetteer.build import PlaceRow
from geomap.gazetteer.names import fold, is_useful_alternate
from geomap.geo import distance_m
from geomap.places.words import load_words
from geomap.resources import read_rows

_FILE = "lexicon/districts.csv"
_PER_SETTLEMENT = 1000.0
_SAME_M = 150_000.0
_FEW = 3
_LONG = 5
_KNOWN = 25_000
_PHRASES = frozenset("same pop jam hit tire".split())
"""Words that may well stand before "district"."""

_FAR_M = 100_000.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _District:
    """A district of districts.csv; the first of its names is GeoNames', another that of its seat."""

    unit: str
    number: str
    names: tuple[str, ...]
    point: Point
    settlements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Town:
    """A town after which a district may be called."""

    name: str
    point: Point
    population: int = 0


def district_rows(
    names: Sequence[tuple[str, str]], points: Mapping[str, Sequence[Point]], source: str
) -> list[tuple[str, ...]]:
    """The rows of districts.csv, for the countries whose word for a district is known.

    Args:
        names: Codes and names of all second-order divisions.
        points: The settlements of each by its code.
        source: Where both are from.
    """
    kinds, towns, ordinary = _kinds(), _towns(), _ordinary_words()
    cells: dict[str, list[str]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    # Districts with settlements of their own first: GeoNames has some twice, as city and as its surroundings.
    for code, name in sorted(names, key=lambda one: (not points.get(one[0]), one)):
        country, admin1, number = code.split(".")
        bare = bare_district_name(name, country) if country in kinds else None
        if bare is None:
            continue
        unit = f"{country}.{admin1}"
        seat = next(filter(None, (towns.get((unit, fold(one))) for one in seat_names(bare))), None)
        is_known = seat is not None and seat.population >= _KNOWN and fold(bare) not in _PHRASES
        if fold(bare) in ordinary and not is_known:
            continue
        called = [english_adjective(bare)]
        if seat is not None and fold(seat.name) not in map(fold, called):
            called.append(seat.name)
        point = _point(points.get(code, ()), None if seat is None else seat.point)
        keys = {(unit, fold(one)) for one in called}
        if point is not None and not keys & seen:
            seen |= keys
            place = f"{point[0]:.2f}:{point[1]:.2f}:{len(points.get(code, ()))}"
            cells[unit].append(f"{number}:{'/'.join(called)}:{place}")
    return [(unit, ";".join(districts), source) for unit, districts in cells.items()]


def district_places(others: Sequence[PlaceRow]) -> Iterator[PlaceRow]:
    """Districts under "Kupwara District" and the like; a bare name that a town has stays with the town.

    Args:
        others: The rows of all other places. A division or region of the same name is the same place.
    """
    kinds, known = _kinds(), _known_areas(others)
    districts = list(_read_districts())
    taken = _taken({fold(district.names[0]) for district in districts}, others)
    for district in districts:
        country, point = district.unit.partition(".")[0], district.point
        if any(_is_near(point, known.get((country, fold(name)), ())) for name in district.names):
            continue
        forms = [f"{name} {kind}" for name in district.names for kind in kinds[country]]
        forms = [form for form in forms if not _is_near(point, known.get((country, fold(form)), ()))]
        if forms:
            bare = district.names[0]
            is_free = district.settlements > 0 and not is_adjective(bare) and fold(bare) not in taken
            yield PlaceRow(
                place_id=f"admin2:{district.unit}.{district.number}",
                name=forms[0],
                longitude=point[0],
                latitude=point[1],
                feature_class="A",
                feature_code="ADM2",
                country_code=country,
                admin1_unit=district.unit,
                importance=_PER_SETTLEMENT * max(1, district.settlements),
                common_names=tuple(forms[1:]),
                alternates=(bare,) if is_free and len(bare) >= _LONG else (),
            )


def _read_districts() -> Iterator[_District]:
    for row in read_rows(_FILE, ("unit", "districts", "source")):
        for district in row["districts"].split(";"):
            number, names, longitude, latitude, settlements = district.split(":")
            yield _District(
                unit=row["unit"],
                number=number,
                names=tuple(names.split("/")),
                point=(float(longitude), float(latitude)),
                settlements=int(settlements),
            )


def _taken(names: set[str], others: Iterable[PlaceRow]) -> set[str]:
    """Those of the folded names that other places or persons have, too."""
    words = load_words()
    taken = names & {fold(name) for group in (words.given, words.family, words.not_places) for name in group}
    taken |= names & {
        fold(name) for group in (words.calendar, words.titles, words.features) for name in group
    }
    for row in others:
        for name in (row.name, *row.common_names, *row.alternates):
            if (folded := fold(name)) in names:
                taken.add(folded)
    return taken


def _point(members: Sequence[Point], seat: Point | None) -> Point | None:
    """The mean of the settlements; the seat where there are none, or a single one that is far from it.

    A settlement with a wrong code puts a district elsewhere.
    """
    if not members or (
        seat is not None and len(members) < _FEW and distance_m(*_mean(members), *seat) > _FAR_M
    ):
        return seat
    return _mean(members)


def _known_areas(others: Iterable[PlaceRow]) -> dict[tuple[str, str], list[Point]]:
    """Where divisions and regions lie, by country and folded name; a division's bare name is its seat's."""
    known: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for row in others:
        if row.feature_class in "AL" and row.country_code:
            for name in {row.name, *row.common_names, *row.alternates}:
                if row.feature_code != "ADM1" or bare_name(name) != name:
                    known[row.country_code, fold(name)].append((row.longitude, row.latitude))
    for place in read_rows(
        "lexicon/further_places.csv", ("name", "alternates", "feature_class", "country_code")
    ):
        if place["feature_class"] == "A":
            for name in (place["name"], *filter(None, place["alternates"].split(";"))):
                point = float(place["longitude"]), float(place["latitude"])
                known[place["country_code"], fold(name)].append(point)
    return known


def _is_near(point: Point, others: Iterable[Point]) -> bool:
    return any(distance_m(*point, *other) < _SAME_M for other in others)


def _kinds() -> dict[str, list[str]]:
    """Country code to what news calls its districts, the usual word first."""
    rows = read_rows("lexicon/admin2_kinds.csv", ("country_code", "kinds", "source"))
    return {row["country_code"]: row["kinds"].split(";") for row in rows}


def _ordinary_words() -> set[str]:
    """Folded: "Long District" is too much like words, unlike a district called after a known town (Erode)."""
    return {fold(word) for word, reason in load_words().not_places.items() if reason == "word"}


def _towns() -> dict[tuple[str, str], _Town]:
    """The largest town by first-order division and folded name."""
    towns: dict[tuple[str, str], _Town] = {}
    cities = read_sources().cities
    for city in sorted(cities, key=lambda one: (-one["population"], int(one["geonameid"]))):
        unit = f"{city['countrycode']}.{city['admin1code']}"
        point = city["longitude"], city["latitude"]
        town = _Town(name=city["name"], point=point, population=city["population"])
        for name in (city["name"], *filter(is_useful_alternate, city["alternatenames"])):
            towns.setdefault((unit, fold(name)), town)
    for row in read_rows("lexicon/settlements.csv", ("name", "alternates", "kind", "admin1")):
        if row["kind"] in ("town", "village"):
            town = _Town(name=row["name"], point=(float(row["longitude"]), float(row["latitude"])))
            for name in (row["name"], *filter(None, row["alternates"].split(";"))):
                towns.setdefault((row["admin1"], fold(name)), town)
    return towns


def _mean(points: Sequence[Point]) -> Point:
    longitudes, latitudes = zip(*points, strict=True)
    return fmean(longitudes), fmean(latitudes)
