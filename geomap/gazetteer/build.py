"""Write the place table: rows of places in, two memory-mapped files out.

Row numbers are the order of importance: row 0 is the most important place of all. The files are

- ``names.marisa``: a trie of all folded names; a name's number is its position in the trie;
- ``places.bin``: columns by row (see `geomap.gazetteer.sections`), and for each name its postings.

A posting is ``row << 2 | flag``; the flag says whether the name is the place's primary name, an
abbreviation, a common name that is as usual as the primary one, or (0) another alternate. A name with
one posting keeps it directly in ``first``; a name with several keeps the number of its run in ``many``,
marked by the highest bit.

Rows may be more than memory holds: they are written in sorted parts (see `geomap.gazetteer.parts`), which
`geomap.gazetteer.join` merges.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from geomap.gazetteer.parts import Part

PRIMARY: Final = 1
ABBREVIATION: Final = 2
COMMON: Final = 3
FLAGS: Final = 3
SEVERAL: Final = 1 << 31
OWN_ID: Final = 1 << 31
NOTHING: Final = 0xFFFF
UNKNOWN_POPULATION: Final = 0xFFFFFFFF
GEONAMES: Final = "geonames:"
_ROWS_PER_PART: Final = 250_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A place as it goes into the table.

    ``admin1_unit`` is the first-order division that holds the place, or that it is: a country code and
    GeoNames' admin1 code, such as "UA.07". ``de_facto_code`` is the country in the de facto view: None for
    the same one, "" for no country.
    ``importance`` orders places of the same name, in the manner of a population.
    """

    place_id: str
    name: str
    longitude: float
    latitude: float
    feature_class: str
    feature_code: str
    country_code: str | None = None
    de_facto_code: str | None = None
    admin1_unit: str | None = None
    population: int | None = None
    importance: float = 0.0
    alternates: tuple[str, ...] = ()
    common_names: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryRow:
    """What the table knows of a country beside its place; codes are ISO 3166-1."""

    country_code: str
    country_iso3: str
    place_id: str
    neighbours: tuple[str, ...] = ()


def write_gazetteer(
    rows: Iterable[PlaceRow],
    folder: Path,
    *,
    countries: Sequence[CountryRow],
    seats: Mapping[str, str],
    attribution: str,
) -> int:
    """Write the place table into a folder and return the number of places.

    Args:
        rows: Places in any order; rows of equal importance are ordered by place_id.
        folder: Existing folder; its two files are replaced.
        countries: All countries that rows name.
        seats: place_id of the seat of a country's government or of a body, by three-letter code.
        attribution: The sources, in one line.
    """
    from geomap.gazetteer.join import join_parts
    from geomap.gazetteer.parts import write_part

    with TemporaryDirectory(dir=folder, prefix=".parts-") as scratch:
        parts: list[Part] = []
        remaining = iter(rows)
        while chunk := list(islice(remaining, _ROWS_PER_PART)):
            parts.append(write_part(chunk, Path(scratch) / f"{len(parts):04d}"))
        return join_parts(
            parts, folder, countries=countries, seats=seats, attribution=attribution, scratch=Path(scratch)
        )
