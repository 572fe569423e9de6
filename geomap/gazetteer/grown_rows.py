"""Rows of the place table from rows of GeoNames' dump: names, importance, division, worldviews."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Final

from geomap.constants import Worldview
from geomap.gazetteer.build import ABBREVIATION, COMMON, GEONAMES, PlaceRow
from geomap.gazetteer.disputes import DisputedLand, belongs, find_land, read_disputed_land
from geomap.gazetteer.dump import AlternateName, DumpPlace
from geomap.gazetteer.installed import Installed
from geomap.gazetteer.names import is_useful_alternate
from geomap.gazetteer.shapes import ShapeStore
from geomap.resources import data_path

_NOT_NAMES: Final = frozenset({"link", "wkdt", "post", "iata", "icao", "faac", "tcid", "unlc", "phon", "ldn"})
_ABBREVIATIONS: Final = "abbr"
_ENGLISH: Final = "en"
_CAPITAL: Final = "PPLC"
_CAPITAL_WEIGHT: Final = 2
_CAPITAL_SHARE: Final = 0.02
_SHARES: Final = {"ADM1": 0.5, "ADM2": 0.25, "ADM3": 0.1, "ADM4": 0.05, "ADM5": 0.02}
_OTHER_SHARE: Final = 0.02
_PEOPLE_PER_NAME: Final = 10.0
_SETTLED: Final = frozenset("PA")
_SPOTS: Final = frozenset("SR")
_AT_ONCE: Final = 20_000

NamesById = Mapping[int, Sequence[tuple[int, str]]]
"""(flag, name) of every further name, by geonameid."""


def name_flag(alternate: AlternateName) -> int | None:
    """How a place bears an alternate name: as an abbreviation, as a common name (the preferred English
    one), or as a mere alternate (0); None for links, codes and what cannot stand in a text.
    """
    if alternate.language == _ABBREVIATIONS:
        return ABBREVIATION
    if alternate.language in _NOT_NAMES or not is_useful_alternate(alternate.name):
        return None
    return COMMON if alternate.is_preferred and alternate.language == _ENGLISH else 0


@dataclass(frozen=True, kw_only=True)
class RowMaker:
    """Makes rows of the table.

    ``units`` are the division codes that exist, ``climbed`` the division by geonameid of places whose row
    does not name one, from the hierarchy; ``people`` is the population by country code. With
    ``takes_columns`` the alternates in the places' own rows count, for a dump without a file of names.
    """

    installed: Installed
    units: frozenset[str]
    climbed: Mapping[int, str]
    people: Mapping[str, int]
    takes_columns: bool

    @cached_property
    def _land(self) -> tuple[DisputedLand, ...]:
        ids = {country.country_code: country.place_id for country in self.installed.countries}
        return read_disputed_land(data_path("boundaries/shapes.bin"), ids)

    @cached_property
    def _shapes(self) -> ShapeStore:
        return ShapeStore(data_path("boundaries/shapes.bin"), worldview=Worldview.ISO)

    def make_rows(self, places: Iterable[DumpPlace], names: NamesById) -> Iterator[PlaceRow]:
        """The rows of places that the installed table does not have, in the same order."""
        remaining = iter(places)
        while chunk := list(islice(remaining, _AT_ONCE)):
            positions = [(place.longitude, place.latitude) for place in chunk]
            disputed = find_land(self._land, positions)
            for number, place in enumerate(chunk):
                row = self._make_row(place, names.get(place.geonameid, ()))
                yield self._apply_worldviews(row, disputed[number]) if number in disputed else row

    def add_names(self, row: PlaceRow, names: Sequence[tuple[int, str]], people: int | None) -> PlaceRow:
        """A row of the installed table with the dump's names, and its population if it had none."""
        short = tuple(name for flag, name in names if flag == ABBREVIATION)
        return replace(
            row,
            alternates=row.alternates + tuple(name for flag, name in names if flag != ABBREVIATION),
            abbreviations=row.abbreviations + short,
            population=row.population or people,
        )

    def _make_row(self, place: DumpPlace, further: Sequence[tuple[int, str]]) -> PlaceRow:
        alternates = [name for flag, name in further if flag == 0]
        if place.ascii_name and not place.name.isascii() and is_useful_alternate(place.ascii_name):
            alternates.append(place.ascii_name)
        if self.takes_columns and place.alternates:
            alternates += filter(is_useful_alternate, place.alternates.split(","))
        return PlaceRow(
            place_id=f"{GEONAMES}{place.geonameid}",
            name=place.name,
            longitude=place.longitude,
            latitude=place.latitude,
            feature_class=place.feature_class,
            feature_code=place.feature_code,
            country_code=place.country_code or None,
            admin1_unit=self._unit_of(place),
            population=place.population,
            importance=self._importance_of(place, 1 + len(alternates) + len(further)),
            alternates=tuple(alternates),
            common_names=tuple(name for flag, name in further if flag == COMMON),
            abbreviations=tuple(name for flag, name in further if flag == ABBREVIATION),
        )

    def _unit_of(self, place: DumpPlace) -> str | None:
        unit = f"{place.country_code}.{place.admin1_code}"
        if unit in self.units or place.feature_code == "ADM1":
            return unit
        return self.climbed.get(place.geonameid)

    def _importance_of(self, place: DumpPlace, name_count: int) -> float:
        """People for settlements, as the shipped table has it, and a share of them for divisions.

        What has no known population is measured by its names, since what is known has names in many
        languages: ten people for each name of a village; the square of their number for landforms and
        waters, so that Etna is the volcano before it is a town; the number itself for spots and roads.
        """
        people = float(place.population or 0)
        if place.feature_class == "A":
            people *= _SHARES.get(place.feature_code, _OTHER_SHARE)
        elif place.feature_code == _CAPITAL:
            at_least = self.people.get(place.country_code, 0) * _CAPITAL_SHARE
            people = max(people * _CAPITAL_WEIGHT, at_least)
        elif place.feature_class != "P":
            people = 0.0
        if people:
            return people
        if place.feature_class in _SETTLED:
            return _PEOPLE_PER_NAME * name_count
        return float(name_count if place.feature_class in _SPOTS else name_count**2)

    def _apply_worldviews(self, row: PlaceRow, land: DisputedLand) -> PlaceRow:
        is_theirs = row.feature_code != "ADM1" and belongs(
            land,
            country_code=row.country_code,
            unit=row.admin1_unit,
            longitude=row.longitude,
            latitude=row.latitude,
        )
        if not is_theirs:
            return row
        unit = row.admin1_unit
        if unit and not unit.startswith(f"{land.iso}."):
            division = self.installed.rows.get(self._shapes.find(row.longitude, row.latitude)[1] or "")
            unit = division.admin1_unit if division else None
        return replace(row, country_code=land.iso, de_facto_code=land.de_facto or "", admin1_unit=unit)
