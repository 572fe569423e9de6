"""Sorting the dump's rows and names into buckets by geonameid, so that each bucket fits into memory.

A bucket is a text file, named after the highest bits of its identifiers. What belongs to places that the
installed table has already goes into one more bucket, `KEPT`, under their place_id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final, TextIO

from geomap.gazetteer import dump
from geomap.gazetteer.build import GEONAMES
from geomap.gazetteer.grown_rows import name_flag
from geomap.gazetteer.installed import Installed
from geomap.gazetteer.join import Watch

KEPT: Final = "installed"
_BUCKET_BITS: Final = 17
_MOST_BUCKETS: Final = 128
_CELLS_READ: Final = 12


class Buckets:
    """Files by range of geonameid, opened when first written to."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self._files: dict[int | str, TextIO] = {}

    def __enter__(self) -> Buckets:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def write(self, geonameid: int, line: str) -> None:
        """Write a line to the bucket of an identifier."""
        self.write_to(min(geonameid >> _BUCKET_BITS, _MOST_BUCKETS - 1), line)

    def write_to(self, key: int | str, line: str) -> None:
        """Write a line to a bucket."""
        if key not in self._files:
            path = self._folder / f"{key:03d}.txt" if isinstance(key, int) else self._folder / f"{key}.txt"
            self._files[key] = self._stack.enter_context(path.open("w", encoding="utf-8", newline="\n"))
        self._files[key].write(line)


def sort_places(geonames: Path, installed: Installed, folder: Path, watch: Watch) -> dict[str, Any]:
    """Sort the rows of the dump into buckets, as "line number, tab, row".

    Returns:
        "linked": the installed place that a geonameid means, and "people": its population by place_id.
    """
    linked: dict[int, str] = {}
    people: dict[str, int] = {}
    with dump.open_table(dump.find_places_file(geonames)) as file, Buckets(folder) as buckets:
        for number, line in enumerate(watch(file, "reading places"), start=1):
            row = line.rstrip("\r\n")
            cells = row.split("\t", _CELLS_READ)
            place_id = _installed_id(cells, installed) if len(cells) > _CELLS_READ else None
            place = _parse(row) if place_id else None
            if place is None or place_id is None:
                is_number = cells[0].isascii() and cells[0].isdecimal()
                buckets.write(int(cells[0]) if is_number else 0, f"{number}\t{row}\n")
                continue
            linked[place.geonameid] = place_id
            buckets.write_to(KEPT, f"{place_id}\t0\t{place.name}\n")
            if place.population:
                people[place_id] = place.population
    return {"linked": linked, "people": people}


def _parse(row: str) -> dump.DumpPlace | None:
    """A place; None for a bad row, which is counted when its bucket is read."""
    try:
        return dump.parse_place(row)
    except ValueError:
        return None


def _installed_id(cells: list[str], installed: Installed) -> str | None:
    """The installed place that a row of the dump means, by its id or by its division code."""
    if cells[6] != "A":
        return None
    candidates = [f"{GEONAMES}{cells[0]}"]
    if cells[7] == "ADM1":
        candidates.append(f"admin1:{cells[8]}.{cells[10]}")
    elif cells[7] == "ADM2":
        candidates.append(f"admin2:{cells[8]}.{cells[10]}.{cells[11]}")
    return next((place_id for place_id in candidates if place_id in installed.rows), None)


def sort_alternates(
    geonames: Path, installed: Installed, linked: Mapping[int, str], folder: Path, watch: Watch
) -> dict[str, Any]:
    """Buckets of "geonameid, tab, flag, tab, name"; names of installed places by place_id in one file."""
    found: dict[int, str] = dict(linked)
    complaints: list[str] = []
    with Buckets(folder) as buckets:

        def write(geonameid: int, flag: int, name: str) -> None:
            if geonameid in found:
                buckets.write_to(KEPT, f"{found[geonameid]}\t{flag}\t{name}\n")
            else:
                buckets.write(geonameid, f"{geonameid}\t{flag}\t{name}\n")

        for geonameid, names in sorted(installed.names.items()):
            for flag, name in names:
                write(geonameid, flag, name)
        for table, level in ((dump.ADMIN1, "admin1"), (dump.ADMIN2, "admin2")):
            if path := dump.find_file(geonames, table):
                rejects = dump.Rejects(path.name)
                for code, division_names, geonameid in dump.read_divisions(path, rejects):
                    place_id = f"{level}:{code}"
                    if geonameid not in found and place_id in installed.rows:
                        found[geonameid] = place_id
                    for division_name in filter(None, division_names):
                        write(geonameid, 0, division_name)
                complaints += rejects.complaints()
        if path := dump.find_file(geonames, dump.ALTERNATES):
            rejects = dump.Rejects(path.name)
            for alternate in _read_alternates(path, rejects, watch):
                flag_found = name_flag(alternate)
                if flag_found is not None:
                    write(alternate.geonameid, flag_found, alternate.name)
            complaints += rejects.complaints()
    return {"complaints": complaints}


def _read_alternates(path: Path, rejects: dump.Rejects, watch: Watch) -> Iterator[dump.AlternateName]:
    with dump.open_table(path) as file:
        for number, line in enumerate(watch(file, "reading names"), start=1):
            try:
                yield dump.parse_alternate(line)
            except ValueError as error:
                rejects.add(number, str(error))


def read_names(path: Path) -> dict[str, list[tuple[int, str]]]:
    """(flag, name) by identifier, from a bucket of names; empty if there is no such bucket."""
    names: dict[str, list[tuple[int, str]]] = defaultdict(list)
    if path.exists():
        with path.open(encoding="utf-8", newline="\n") as file:
            for line in file:
                key, flag, name = line.rstrip("\n").split("\t", 2)
                names[key].append((int(flag), name))
    return names


def read_places(path: Path, rejects: dump.Rejects) -> Iterator[dump.DumpPlace]:
    """The places of a bucket; bad rows are counted under their line in the dump."""
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            number, _, row = line.partition("\t")
            try:
                yield dump.parse_place(row)
            except ValueError as error:
                rejects.add(int(number), str(error))
