"""Disputed areas and what each worldview says of them.

The table is ``data/boundaries/disputed.csv``. The ``iso`` view says what ISO 3166-1 and 3166-2 say; the
``de_facto`` view is Natural Earth's, which draws who holds the ground. Neither implies endorsement.

Areas that Natural Earth draws apart but that have no ISO code (Northern Cyprus, Somaliland) are in no country
in the de facto view: their places keep names and divisions, and their country is None. What that view does
not do: lines of control inside a country (Donbas, South Ossetia, Transnistria, Kashmir) are drawn as lines
and move no place; and a place keeps the name of its first-order division of the iso view when it changes its
country.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from geomap.constants import Worldview
from geomap.errors import DamagedDataError
from geomap.geo import check_coordinates
from geomap.resources import read_rows

_TABLE: Final = "boundaries/disputed.csv"
_COLUMNS: Final = (
    "area",
    "claimants",
    "administered_by",
    "iso_country",
    "iso_unit",
    "moved_units",
    "de_facto_country",
    "geometry",
    "longitude",
    "latitude",
    "is_hatched",
    "treatment",
    "source",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputedArea:
    """An area that more than one state claims or whose status is disputed.

    Countries are ISO 3166-1 alpha-2 codes. ``iso_country`` and ``de_facto_country`` are where each
    worldview puts the area; None for no country. ``iso_unit`` is its first-order division in the iso
    view where GeoNames' differs; ``moved_units`` are GeoNames' divisions, of another country, whose places
    belong here. ``geometry`` selects its polygons or lines in the boundary source.
    """

    area: str
    claimants: tuple[str, ...]
    administered_by: tuple[str, ...]
    iso_country: str | None
    iso_unit: str | None
    moved_units: tuple[str, ...]
    de_facto_country: str | None
    geometry: tuple[str, ...]
    longitude: float
    latitude: float
    is_hatched: bool
    treatment: str
    source: str

    def __post_init__(self) -> None:
        check_coordinates(self.longitude, self.latitude)

    def country_code(self, worldview: Worldview) -> str | None:
        """The country the area belongs to in a worldview; None for no country."""
        return self.iso_country if worldview is Worldview.ISO else self.de_facto_country


def read_disputed_areas() -> tuple[DisputedArea, ...]:
    """All rows of the table, in its order.

    Raises:
        MissingDataError: If the table is missing.
        DamagedDataError: If a row does not have the expected form.
    """
    return tuple(_to_area(row) for row in read_rows(_TABLE, _COLUMNS))


def _to_area(row: dict[str, str]) -> DisputedArea:
    if row["is_hatched"] not in ("yes", "no"):
        raise DamagedDataError(_TABLE, f"is_hatched is {row['is_hatched']!r}, neither yes nor no")
    return DisputedArea(
        area=row["area"],
        claimants=tuple(row["claimants"].split()),
        administered_by=tuple(row["administered_by"].split()),
        iso_country=row["iso_country"] or None,
        iso_unit=row["iso_unit"] or None,
        moved_units=tuple(row["moved_units"].split()),
        de_facto_country=row["de_facto_country"] or None,
        geometry=tuple(filter(None, row["geometry"].split(";"))),
        longitude=float(row["longitude"]),
        latitude=float(row["latitude"]),
        is_hatched=row["is_hatched"] == "yes",
        treatment=row["treatment"],
        source=row["source"],
    )
