"""Where a news outlet has its readers: its home tells which Springfield a local paper means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from geomap.gazetteer.names import fold
from geomap.models import Document, Place
from geomap.places.candidates import is_country
from geomap.resources import read_rows

if TYPE_CHECKING:
    from geomap.gazetteer.store import Gazetteer

_FILE: Final = "lexicon/outlets.csv"
_COLUMNS: Final = ("outlet", "country_code", "admin1", "place", "source")
_CACHED: Final = 4096
_HOST: Final = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d+)?(?:[/?#].*)?", re.I
)
_NAMED: Final = re.compile(r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*")
_KNOWN_POPULATION: Final = 300_000
_FOR_ANYONE: Final = frozenset(
    "ac ag ai am as bz cc cd cf cx dj fm ga gd gg gl gq gs gy hn im io is la li lu lv ly mn ms mu nu pw sb sc"
    " sh so st sx tc tf tk tl tm to tv vc vg vu ws me co ml".split()
)
"""Countries' domains that are sold to anyone, so that they tell nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A row of the lexicon: the home of an outlet, down to its town where it has one."""

    country_code: str
    admin1: str | None
    place: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where an outlet has its readers: a country, maybe a first-order division, maybe a settlement."""

    country_code: str
    admin1: str | None = None
    place: Place | None = None


@lru_cache(maxsize=1)
def load_outlets() -> Mapping[str, Outlet]:
    """The outlets by host ("richmondregister.com") or folded name ("richmond register").

    Raises:
        MissingDataError: If the data file is missing.
        DamagedDataError: If a column is missing.
    """
    return {
        row["outlet"] if "." in row["outlet"] else outlet_key(row["outlet"]): Outlet(
            country_code=row["country_code"], admin1=row["admin1"] or None, place=row["place"] or None
        )
        for row in read_rows(_FILE, _COLUMNS)
    }


def outlet_key(name: str) -> str:
    """A name of an outlet as it is compared: without accents, capitals and the article."""
    return fold(name).removeprefix("the ")


def host_of(address: str) -> str | None:
    """The host in an address, in lower case and without "www."; None for what is no address."""
    match = _HOST.fullmatch(address.strip())
    return match.group(1).lower().removeprefix("www.") if match is not None else None


class OutletFinder:
    """Finds the home of the outlet that published a document, from its source and address alone."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Take the gazetteer in which homes are looked up."""
        self._gazetteer = gazetteer
        self._outlets = load_outlets()
        self._find = lru_cache(maxsize=_CACHED)(self._find_home)

    def find(self, document: Document) -> Home | None:
        """The home of a document's outlet; None where nothing is known of it."""
        for said in (document.source, document.url):
            if said:
                host = host_of(said)
                home = self._find(host or said)
                if home is not None:
                    return home
        return None

    def _find_home(self, outlet: str) -> Home | None:
        """The home of a host, or of a parent domain of it, or of a name."""
        if "." not in outlet or " " in outlet:
            known = self._outlets.get(outlet_key(outlet))
            return self._home(known) if known else self._home_in_name(outlet)
        labels = outlet.split(".")
        for first in range(len(labels) - 1):
            known = self._outlets.get(".".join(labels[first:]))
            if known is not None:
                return self._home(known)
        return self._home_of_domain(labels[-1])

    def _home(self, outlet: Outlet) -> Home:
        place = None
        if outlet.place is not None:
            matches = [
                match
                for match in self._gazetteer.lookup_entries(outlet.place)
                if match.place.country_code == outlet.country_code
                and match.place.feature_class == "P"
                and outlet.admin1 in (None, match.place.admin1)
            ]
            matches.sort(key=lambda match: not match.is_primary)
            place = matches[0].place if matches else None
        return Home(
            country_code=outlet.country_code,
            admin1=outlet.admin1 or (place.admin1 if place is not None else None),
            place=place,
        )

    def _home_of_domain(self, ending: str) -> Home | None:
        code = "GB" if ending == "uk" else ending.upper()
        if len(ending) != 2 or ending in _FOR_ANYONE or self._gazetteer.country(code) is None:
            return None
        return Home(country_code=code)

    def _home_in_name(self, name: str) -> Home | None:
        """The country that a name of an outlet speaks of, such as "The Jakarta Post"."""
        for match in _NAMED.finditer(name):
            words = match.group().split()
            for size in range(len(words), 0, -1):
                for first in range(len(words) - size + 1):
                    places = self._gazetteer.lookup(" ".join(words[first : first + size]))
                    if places and places[0].country_code and _is_known(places[0]):
                        return Home(country_code=places[0].country_code)
        return None


def _is_known(place: Place) -> bool:
    return is_country(place) or (place.feature_class == "P" and (place.population or 0) >= _KNOWN_POPULATION)
