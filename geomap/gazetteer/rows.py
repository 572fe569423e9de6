"""The rows of the place table: each row's place, and the row of an identifier or of a division."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import cached_property, lru_cache
from typing import Any, Final

from geomap.constants import Worldview
from geomap.gazetteer.build import NOTHING, OWN_ID, UNKNOWN_POPULATION
from geomap.gazetteer.sections import SectionFile
from geomap.models import Place

_GEONAMES: Final = "geonames:"
_CACHED_PLACES: Final = 1 << 16


class PlaceRows:
    """The places of a mapped file by their row, the most important first, seen from one worldview.

    Attributes:
        longitude: The column of longitudes, in millionths of a degree.
        latitude: The column of latitudes, in millionths of a degree.
        place: Gives the place of a row, which is made when first asked for.
        find: Gives the row of an identifier; None if there is none.
    """

    def __init__(self, file: SectionFile, *, worldview: Worldview) -> None:
        """Map the columns of a file that `geomap.gazetteer.build.write_gazetteer` wrote."""
        self._header, column = file.header, file.column
        self.longitude, self.latitude = column("longitude"), column("latitude")
        self._population, self._feature = column("population"), column("feature")
        self._country = column("country" if worldview is Worldview.ISO else "de_facto")
        self._admin1, self._identifier = column("admin1"), column("identifier")
        self._sorted_identifier, self._by_identifier = column("sorted_identifier"), column("by_identifier")
        self._name_start, self._names = column("name_start"), column("names")
        self._codes = [(entry[0], entry[1]) for entry in self._header["countries"]]
        self._units: list[list[Any]] = self._header["units"]
        self._unit_rows: dict[str, int] = dict(self._header["units"])
        self._features = [key.split(".", 1) for key in self._header["features"]]
        self._added: list[Place] = []
        self._added_rows: dict[str, int] = {}
        self._unit = lru_cache(maxsize=None)(self._make_unit)
        self.place = lru_cache(maxsize=_CACHED_PLACES)(self._make_place)
        self.find = lru_cache(maxsize=_CACHED_PLACES)(self._find_row)

    def __len__(self) -> int:
        return len(self._identifier) + len(self._added)

    def add(self, place: Place) -> int:
        """Put a place behind the rows of the file; its row."""
        row = len(self)
        self._added.append(place)
        self._added_rows[place.place_id] = row
        return row

    def count_features(self) -> Counter[str]:
        """How many places there are of each feature, such as "P.PPLC"."""
        counts: Counter[str] = Counter()
        for feature, count in Counter(self._feature).items():
            counts[".".join(self._features[feature])] += count
        counts.update(f"{place.feature_class}.{place.feature_code}" for place in self._added)
        return counts

    def find_admin1(self, unit: str) -> int | None:
        """The row of the division with a country code and GeoNames admin1 code ("UA.07"), or None."""
        return self._unit_rows.get(unit)

    def admin1_of(self, row: int) -> int | None:
        """The row of the first-order division that holds the place of a row; None if unknown."""
        if row >= len(self._identifier):
            place = self._added[row - len(self._identifier)]
            return self.find_admin1(f"{place.country_code}.{place.admin1_code}")
        number = self._admin1[row]
        if number == NOTHING:
            return None
        division: int = self._units[number][1]
        return division

    def _find_row(self, place_id: str) -> int | None:
        if place_id.startswith(_GEONAMES):
            digits = place_id[len(_GEONAMES) :]
            return self._row_of(int(digits)) if digits.isdecimal() and digits.isascii() else None
        number = self._own_numbers.get(place_id)
        return self._added_rows.get(place_id) if number is None else self._row_of(OWN_ID | number)

    def _row_of(self, identifier: int) -> int | None:
        position = bisect_left(self._sorted_identifier, identifier)
        is_there = position < len(self._sorted_identifier) and self._sorted_identifier[position] == identifier
        return self._by_identifier[position] if is_there else None

    @cached_property
    def _own_numbers(self) -> dict[str, int]:
        return {place_id: number for number, place_id in enumerate(self._header["own_ids"])}

    def _name(self, row: int) -> str:
        return str(self._names[self._name_start[row] : self._name_start[row + 1]], "utf-8")

    def _make_place(self, row: int) -> Place:
        if row >= len(self._identifier):
            return self._added[row - len(self._identifier)]
        feature_class, feature_code = self._features[self._feature[row]]
        population, country = self._population[row], self._country[row]
        code, iso3 = (None, None) if country == NOTHING else self._codes[country]
        admin1, admin1_code = self._unit(self._admin1[row])
        return Place(
            place_id=self._place_id(row),
            name=self._name(row),
            longitude=self.longitude[row] / 1e6,
            latitude=self.latitude[row] / 1e6,
            feature_class=feature_class,
            feature_code=feature_code,
            country_code=code,
            country_iso3=iso3,
            admin1=admin1,
            admin1_code=admin1_code,
            population=None if population == UNKNOWN_POPULATION else population,
        )

    def _place_id(self, row: int) -> str:
        identifier = self._identifier[row]
        if identifier < OWN_ID:
            return f"{_GEONAMES}{identifier}"
        return str(self._header["own_ids"][identifier - OWN_ID])

    def _make_unit(self, number: int) -> tuple[str | None, str | None]:
        """Name and GeoNames code of a first-order division."""
        if number == NOTHING:
            return None, None
        unit, row = self._units[number]
        return self._name(row), unit.partition(".")[2]
