"""A part of a place table that is being built: as many rows as fit into memory, on disk, names sorted.

A part is a folder with ``columns.bin`` (the columns of `COLUMNS` one after the other), ``names.bin`` (primary
names, one after the other), ``postings.txt`` (lines "folded name, tab, row << 2 | flag", sorted), and
``part.json``, which is written last: a part without it is incomplete.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from geomap.gazetteer.build import (
    ABBREVIATION,
    COMMON,
    GEONAMES,
    OWN_ID,
    PRIMARY,
    UNKNOWN_POPULATION,
    PlaceRow,
)
from geomap.gazetteer.names import fold
from geomap.gazetteer.nearest import grid_cell

NO_CELL: Final = 0xFFFFFFFF
COLUMNS: Final = {
    "longitude": "i",
    "latitude": "i",
    "population": "I",
    "country": "H",
    "de_facto": "H",
    "unit": "H",
    "feature": "H",
    "identifier": "I",
    "cell": "I",
    "name_length": "H",
    "importance": "d",
}
"""Name to format character; country, de_facto, unit and feature are numbers in the part's own lists."""
_MARKER: Final = "part.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A complete part: where it is, how many rows it has, and the lists its columns count in."""

    folder: Path
    row_count: int
    texts: dict[str, list[str]]

    def column_file(self, name: str) -> tuple[Path, int]:
        """The file that holds a column, and the byte at which the column begins."""
        offset = 0
        for other, code in COLUMNS.items():
            if other == name:
                return self.folder / "columns.bin", offset
            offset += self.row_count * array(code).itemsize
        raise KeyError(name)

    def postings(self) -> Iterator[str]:
        """The sorted lines, with their line ends."""
        with (self.folder / "postings.txt").open(encoding="utf-8", newline="\n") as file:
            yield from file


def open_part(folder: Path) -> Part | None:
    """A part that was written before; None if it is not complete."""
    try:
        said = json.loads((folder / _MARKER).read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    return Part(folder=folder, row_count=said["row_count"], texts=said["texts"])


def write_part(rows: Iterable[PlaceRow], folder: Path) -> Part:
    """Write one part; its rows and names are in memory while it is written.

    Args:
        rows: Places in any order.
        folder: The folder to make; an incomplete part in it is replaced.
    """
    columns: dict[str, array[Any]] = {name: array(code) for name, code in COLUMNS.items()}
    texts: dict[str, dict[str, int]] = {"country": {}, "unit": {}, "feature": {}, "own_id": {}}
    names, postings, count = bytearray(), [], 0
    for count, row in enumerate(rows, start=1):
        encoded = row.name.encode()
        names += encoded
        columns["name_length"].append(len(encoded))
        _append(row, columns, texts)
        number = (count - 1) << 2
        postings += [f"{name}\t{number | flag}\n" for name, flag in _flags(row).items() if name]
    postings.sort()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "columns.bin").open("wb") as file:
        for values in columns.values():
            values.tofile(file)
    (folder / "names.bin").write_bytes(names)
    with (folder / "postings.txt").open("w", encoding="utf-8", newline="\n") as text_file:
        text_file.writelines(postings)
    lists = {kind: list(numbers) for kind, numbers in texts.items()}
    (folder / _MARKER).write_text(json.dumps({"row_count": count, "texts": lists}), encoding="utf-8")
    return Part(folder=folder, row_count=count, texts=lists)


def _append(row: PlaceRow, columns: dict[str, array[Any]], texts: dict[str, dict[str, int]]) -> None:
    def number_of(kind: str, text: str) -> int:
        return texts[kind].setdefault(text, len(texts[kind]))

    is_settlement = row.feature_class == "P"
    columns["longitude"].append(round(row.longitude * 1e6))
    columns["latitude"].append(round(row.latitude * 1e6))
    columns["population"].append(UNKNOWN_POPULATION if row.population is None else row.population)
    columns["country"].append(number_of("country", row.country_code or ""))
    de_facto = row.country_code if row.de_facto_code is None else row.de_facto_code
    columns["de_facto"].append(number_of("country", de_facto or ""))
    columns["unit"].append(number_of("unit", row.admin1_unit or ""))
    columns["feature"].append(number_of("feature", f"{row.feature_class}.{row.feature_code}"))
    columns["cell"].append(grid_cell(row.longitude, row.latitude) if is_settlement else NO_CELL)
    columns["importance"].append(row.importance)
    if row.place_id.startswith(GEONAMES):
        columns["identifier"].append(int(row.place_id.removeprefix(GEONAMES)))
    else:
        columns["identifier"].append(OWN_ID | number_of("own_id", row.place_id))


def _flags(row: PlaceRow) -> dict[str, int]:
    """Folded name to how the place bears it; the strongest way counts."""
    flags = dict.fromkeys(map(fold, row.alternates), 0)
    flags |= dict.fromkeys(map(fold, row.abbreviations), ABBREVIATION)
    flags |= dict.fromkeys(map(fold, row.common_names), COMMON)
    flags[fold(row.name)] = PRIMARY
    return flags
