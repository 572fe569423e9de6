"""An online geocoder for names that the gazetteer lacks: asked politely, remembered on disk, off by default.

Any geocoder of geopy will do. Names leave this machine only for one that a caller passes in.
"""

from __future__ import annotations

import inspect
import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from time import time
from typing import Any, Final

from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from geomap.errors import InvalidOptionError
from geomap.gazetteer.names import fold

_SECONDS_A_DAY: Final = 86_400
_MOST_RESULTS: Final = 10
_SCHEMA: Final = (
    "CREATE TABLE IF NOT EXISTS answers (service TEXT, question TEXT, answer TEXT, asked_at REAL,"
    " PRIMARY KEY (service, question))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """An online service that needs no key: its name in geopy, whom to name, and how often one may ask."""

    name: str
    attribution: str
    min_delay_seconds: float = 1.0


SERVICES: Final = {
    service.name: service
    for service in (
        Service(name="nominatim", attribution="© OpenStreetMap contributors (ODbL), by Nominatim"),
        Service(name="photon", attribution="© OpenStreetMap contributors (ODbL), by Photon"),
    )
}


class AnswerCache:
    """Answers of online services in one SQLite file. Safe across threads and processes."""

    def __init__(self, path: Path, *, keep_days: float = 180.0, now: Callable[[], float] = time) -> None:
        """Use a file, which is made at the first answer.

        Args:
            path: The file; its folder is made too.
            keep_days: Answers older than this are asked anew.
            now: Gives seconds since 1970, UTC.
        """
        self._path = path
        self._keep_seconds = keep_days * _SECONDS_A_DAY
        self._now = now

    def get(self, service: str, question: str) -> list[dict[str, Any]] | None:
        """What a service answered, [] for nothing; None if it was not asked or too long ago."""
        if not self._path.is_file():
            return None
        with closing(self._open()) as connection:
            row = connection.execute(
                "SELECT answer FROM answers WHERE service = ? AND question = ? AND asked_at >= ?",
                (service, question, self._now() - self._keep_seconds),
            ).fetchone()
        return None if row is None else list(json.loads(row[0]))

    def put(self, service: str, question: str, answer: Iterable[Mapping[str, Any]]) -> None:
        """Remember an answer, in place of an earlier one."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(list(answer), ensure_ascii=False)
        with closing(self._open()) as connection, connection:
            connection.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", (service, question, text, self._now())
            )

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=10)
        connection.execute(_SCHEMA)
        return connection


class OnlineFallback:
    """Asks a geocoder of geopy, not too often, and never twice for the same name."""

    def __init__(
        self,
        geocoder: Geocoder,
        *,
        name: str,
        attribution: str,
        cache: AnswerCache | None = None,
        min_delay_seconds: float = 1.0,
        error_wait_seconds: float = 5.0,
    ) -> None:
        """Use a geocoder.

        Args:
            geocoder: Any geocoder of geopy.
            name: What to call it; answers are remembered under it.
            attribution: Whom its results must name.
            cache: Where answers are remembered; nowhere if None.
            min_delay_seconds: Least time between two questions.
            error_wait_seconds: How long to wait before a question that failed is asked again, twice at most;
                not less than `min_delay_seconds`.
        """
        self._ask = RateLimiter(
            geocoder.geocode,
            min_delay_seconds=min_delay_seconds,
            error_wait_seconds=error_wait_seconds,
            swallow_exceptions=False,
        )
        self._takes = frozenset(inspect.signature(geocoder.geocode).parameters)
        self._name, self._attribution, self._cache = name, attribution, cache

    def geocode(self, query: str, *, country_codes: Iterable[str] = ()) -> list[Location]:
        """What the service finds, best first; [] for nothing.

        ``Location.raw`` holds name, address, position, "score" (1/n for the n-th result), "online" (the
        service) and "attribution"; all that only the gazetteer knows is None.

        Args:
            query: A place name.
            country_codes: ISO 3166-1 alpha-2; other countries are left out by a service that can.

        Raises:
            GeopyError: If the service cannot be reached, or refuses.
        """
        codes = sorted(code.lower() for code in country_codes)
        question = "|".join([fold(query), *codes])
        answer = None if self._cache is None else self._cache.get(self._name, question)
        if answer is None:
            answer = self._answer(query, codes)
            if self._cache is not None:
                self._cache.put(self._name, question, answer)
        return [self._location(number, row) for number, row in enumerate(answer, start=1)]

    def _answer(self, query: str, codes: list[str]) -> list[dict[str, Any]]:
        options: dict[str, object] = {}
        if codes and "country_codes" in self._takes:
            options["country_codes"] = codes
        if "limit" in self._takes:
            options["limit"] = _MOST_RESULTS
        found = self._ask(query, exactly_one=False, **options) or ()
        return [
            {"address": place.address, "longitude": place.longitude, "latitude": place.latitude}
            for place in found
        ]

    def _location(self, number: int, row: dict[str, Any]) -> Location:
        raw = {
            "place_id": None,
            "name": row["address"].partition(",")[0].strip(),
            "longitude": row["longitude"],
            "latitude": row["latitude"],
            "feature_class": None,
            "feature_code": None,
            "country_code": None,
            "country_iso3": None,
            "admin1": None,
            "admin1_code": None,
            "population": None,
            "score": round(1 / number, 6),
            "address": row["address"],
            "online": self._name,
            "attribution": self._attribution,
        }
        return Location(row["address"], (row["latitude"], row["longitude"]), raw)


def cache_path() -> Path:
    """Where answers are remembered: a file in the user's cache folder."""
    from platformdirs import user_cache_path

    return user_cache_path("geomap") / "geocoding.sqlite"


def open_online(name: str, *, cache: AnswerCache | None = None) -> OnlineFallback:
    """A service that needs no key, by its name in geopy.

    Args:
        name: A key of `SERVICES`.
        cache: Where answers are remembered; the file of `cache_path` if None.

    Raises:
        InvalidOptionError: If there is no such service.
    """
    from geopy.geocoders import get_geocoder_for_service

    from geomap import __version__

    if name not in SERVICES:
        raise InvalidOptionError("online", name, sorted(SERVICES))
    service = SERVICES[name]
    return OnlineFallback(
        get_geocoder_for_service(name)(user_agent=f"geomap/{__version__}"),
        name=name,
        attribution=service.attribution,
        cache=cache or AnswerCache(cache_path()),
        min_delay_seconds=service.min_delay_seconds,
    )
