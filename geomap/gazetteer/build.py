"""Write the place table: rows of places in, two memory-mapped files out.

Row numbers are the order of importance: row 0 is the most important place of all. The files are

- ``names.marisa``: a trie of all folded names; a name's number is its position in the trie;
- ``places.bin``: columns by row (see `geomap.gazetteer.sections`), and for each name its postings.

A posting is ``row << 2 | flag``; the flag says whether the name is the place's primary name, an
abbreviation, a common name that is as usual as the primary one, or (0) another alternate. A name with
one posting keeps it directly in ``first``; a name with several keeps the number of its run in ``many``,
marked by the highest bit.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from geomap.gazetteer.names import fold
from geomap.gazetteer.nearest import grid_cell, grid_size
from geomap.gazetteer.sections import write_sections

PRIMARY: Final = 1
ABBREVIATION: Final = 2
COMMON: Final = 3
FLAGS: Final = 3
SEVERAL: Final = 1 << 31
OWN_ID: Final = 1 << 31
NOTHING: Final = 0xFFFF
UNKNOWN_POPULATION: Final = 0xFFFFFFFF
_ALTERNATE_WEIGHT: Final = 0.25
_GEONAMES: Final = "geonames:"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A place as it goes into the table.

    ``admin1_unit`` is the first-order division that holds the place, or that it is: a country code and
    GeoNames' admin1 code, such as "UA.07". ``de_facto_code`` is the country in the de facto view.
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
    from marisa_trie import Trie

    ordered = sorted(rows, key=lambda row: (-row.importance, row.place_id))
    postings = _collect_postings(ordered)
    trie = Trie(sorted(postings))
    trie.save(str(folder / "names.marisa"))
    first, starts, many = _pack_postings(trie, postings)
    units = {row.admin1_unit: number for number, row in enumerate(ordered) if _is_admin1(row)}
    columns, header = _pack_columns(ordered, [country.country_code for country in countries], units)
    header |= {
        "attribution": attribution,
        "countries": [
            [country.country_code, country.country_iso3, country.place_id, ",".join(country.neighbours)]
            for country in countries
        ],
        "units": list(units.items()),
        "seats": dict(sorted(seats.items())),
    }
    sections = columns | {"first": first, "starts": starts, "many": many} | _pack_grid(ordered)
    write_sections(
        folder / "places.bin",
        header,
        {name: (values.typecode, values.tobytes()) for name, values in sections.items()},
    )
    return len(ordered)


def _is_admin1(row: PlaceRow) -> bool:
    return row.feature_code == "ADM1" and row.admin1_unit is not None


def _collect_postings(ordered: Sequence[PlaceRow]) -> dict[str, list[int]]:
    """Folded name to its postings, best first."""
    postings: dict[str, list[int]] = {}
    for number, row in enumerate(ordered):
        flags = dict.fromkeys(map(fold, row.alternates), 0)
        flags |= dict.fromkeys(map(fold, row.abbreviations), ABBREVIATION)
        flags |= dict.fromkeys(map(fold, row.common_names), COMMON)
        flags[fold(row.name)] = PRIMARY
        for name, flag in flags.items():
            if name:
                postings.setdefault(name, []).append(number << 2 | flag)
    for entries in postings.values():
        if len(entries) > 1:
            entries.sort(key=lambda entry: _posting_rank(entry, ordered))
    return postings


def _posting_rank(entry: int, ordered: Sequence[PlaceRow]) -> tuple[float, int]:
    """A mere alternate counts a quarter: "Victoria" is Victoria before it is Hong Kong."""
    number = entry >> 2
    weight = 1.0 if entry & FLAGS else _ALTERNATE_WEIGHT
    return -ordered[number].importance * weight, number


def _pack_postings(trie: Any, postings: Mapping[str, list[int]]) -> tuple[array[int], array[int], array[int]]:
    first = array("I", bytes(4 * len(postings)))
    starts, many = array("I", [0]), array("I")
    for name in sorted(postings):
        entries = postings[name]
        if len(entries) == 1:
            first[trie[name]] = entries[0]
            continue
        first[trie[name]] = SEVERAL | (len(starts) - 1)
        many.extend(entries)
        starts.append(len(many))
    return first, starts, many


def _pack_columns(
    ordered: Sequence[PlaceRow], codes: Sequence[str], units: Mapping[str | None, int]
) -> tuple[dict[str, array[Any]], dict[str, Any]]:
    country_numbers = {code: number for number, code in enumerate(codes)}
    unit_numbers = {unit: number for number, unit in enumerate(units)}
    features: dict[str, int] = {}
    own_ids: list[str] = []
    identifiers, names, name_starts = array("I"), bytearray(), array("I", [0])
    columns: dict[str, array[Any]] = {
        "longitude": array("i", [round(row.longitude * 1e6) for row in ordered]),
        "latitude": array("i", [round(row.latitude * 1e6) for row in ordered]),
        "population": array(
            "I", [UNKNOWN_POPULATION if row.population is None else row.population for row in ordered]
        ),
        "country": array("H", [country_numbers.get(row.country_code or "", NOTHING) for row in ordered]),
        "de_facto": array(
            "H",
            [country_numbers.get(row.de_facto_code or row.country_code or "", NOTHING) for row in ordered],
        ),
        "admin1": array("H", [unit_numbers.get(row.admin1_unit, NOTHING) for row in ordered]),
        "feature": array("B"),
    }
    for row in ordered:
        key = f"{row.feature_class}.{row.feature_code}"
        columns["feature"].append(features.setdefault(key, len(features)))
        names += row.name.encode()
        name_starts.append(len(names))
        if row.place_id.startswith(_GEONAMES):
            identifiers.append(int(row.place_id.removeprefix(_GEONAMES)))
        else:
            identifiers.append(OWN_ID | len(own_ids))
            own_ids.append(row.place_id)
    by_id = sorted(range(len(ordered)), key=identifiers.__getitem__)
    columns |= {
        "identifier": identifiers,
        "sorted_identifier": array("I", [identifiers[number] for number in by_id]),
        "by_identifier": array("I", by_id),
        "name_start": name_starts,
        "names": array("B", bytes(names)),
    }
    return columns, {"features": list(features), "own_ids": own_ids}


def _pack_grid(ordered: Sequence[PlaceRow]) -> dict[str, array[int]]:
    """Settlements by cell of a grid, for finding the nearest one."""
    cells: list[list[int]] = [[] for _ in range(grid_size())]
    for number, row in enumerate(ordered):
        if row.feature_class == "P":
            cells[grid_cell(row.longitude, row.latitude)].append(number)
    starts, members = array("I", [0]), array("I")
    for cell in cells:
        members.extend(cell)
        starts.append(len(members))
    return {"cell_start": starts, "cell_rows": members}
