"""Merge the parts of a place table into its two files, holding columns in memory, but no names.

At 13 million rows the columns take about half a gigabyte; the trie, built when they are on disk, takes
about 120 bytes for each different name while it is built.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import numpy as np

from geomap.gazetteer.build import FLAGS, GEONAMES, NOTHING, OWN_ID, SEVERAL, CountryRow
from geomap.gazetteer.nearest import grid_size
from geomap.gazetteer.parts import COLUMNS, NO_CELL, Part
from geomap.gazetteer.sections import write_sections

Numbers = np.ndarray[Any, np.dtype[Any]]
Watch = Callable[[Iterable[str], str], Iterable[str]]
"""Passes items on, counting them under a title: how a caller shows progress."""
_ALTERNATE_WEIGHT: Final = 0.25
_FEW_FEATURES: Final = 256
_DIGITS: Final = 10
_LARGEST: Final = np.iinfo(np.int64).max


def pass_on(items: Iterable[str], title: str) -> Iterable[str]:
    """The items as they are: no progress is shown."""
    del title
    return items


def join_parts(
    parts: Sequence[Part],
    folder: Path,
    *,
    countries: Sequence[CountryRow],
    seats: Mapping[str, str],
    attribution: str,
    scratch: Path,
    watch: Watch = pass_on,
) -> int:
    """Write ``names.marisa`` and ``places.bin`` from parts and return the number of places.

    Args:
        parts: All parts; the result does not depend on how rows are spread over them.
        folder: Existing folder; its two files are replaced when both are complete.
        countries: All countries that rows name.
        seats: place_id of a seat by three-letter code.
        attribution: The sources, in one line.
        scratch: Existing folder, on the same disk as `folder`, for columns and names on their way.
        watch: Shows progress.
    """
    codes = [country.country_code for country in countries]
    header, order = _write_columns(parts, scratch, codes)
    np.save(scratch / "order.npy", order)
    del order
    _write_trie(parts, scratch, watch)
    _write_postings(parts, scratch, watch)
    types, units = header.pop("types"), header.pop("units")
    header |= {
        "attribution": attribution,
        "countries": [
            [country.country_code, country.country_iso3, country.place_id, ",".join(country.neighbours)]
            for country in countries
        ],
        "units": units,
        "seats": dict(sorted(seats.items())),
    }
    types |= dict.fromkeys(("first", "starts", "many", "cell_start", "cell_rows"), "I")
    write_sections(
        scratch / "places.bin", header, {name: (code, scratch / name) for name, code in types.items()}
    )
    (scratch / "names.marisa").replace(folder / "names.marisa")
    (scratch / "places.bin").replace(folder / "places.bin")
    return sum(part.row_count for part in parts)


def _read_column(parts: Sequence[Part], name: str) -> Numbers:
    pieces = []
    for part in parts:
        path, offset = part.column_file(name)
        pieces.append(np.fromfile(path, dtype=COLUMNS[name], count=part.row_count, offset=offset))
    return np.concatenate(pieces) if pieces else np.empty(0, dtype=COLUMNS[name])


def _read_texts(parts: Sequence[Part], name: str, kind: str) -> tuple[Numbers, list[str]]:
    """A column of numbers in the parts' lists, as numbers in one list for all parts."""
    numbers: dict[str, int] = {}
    pieces = []
    for part in parts:
        path, offset = part.column_file(name)
        own = np.fromfile(path, dtype=COLUMNS[name], count=part.row_count, offset=offset)
        table = [numbers.setdefault(text, len(numbers)) for text in part.texts[kind]]
        pieces.append(np.array(table, dtype=np.uint32)[own])
    return (np.concatenate(pieces) if pieces else np.empty(0, dtype=np.uint32)), list(numbers)


def _write_columns(
    parts: Sequence[Part], scratch: Path, codes: Sequence[str]
) -> tuple[dict[str, Any], Numbers]:
    """Write every column in the final order; the header's tables, and the order as row numbers."""
    types: dict[str, str] = {}

    def write(name: str, code: str, values: Numbers) -> None:
        types[name] = code
        values.astype(np.dtype(code), copy=False).tofile(scratch / name)

    identifier, own_ids = _read_identifiers(parts)
    order = _final_order(_read_column(parts, "importance"), identifier, own_ids)
    for name in ("longitude", "latitude", "population"):
        write(name, COLUMNS[name], _read_column(parts, name)[order])
    for name in ("country", "de_facto"):
        numbers, texts = _read_texts(parts, name, "country")
        known = {code: number for number, code in enumerate(codes)}
        table = np.array([known.get(text, NOTHING) for text in texts], dtype=np.uint16)
        write(name, "H", table[numbers[order]])
    features, keys = _renumber(*_read_texts(parts, "feature", "feature"), order)
    units, unit_numbers = _number_units(parts, order, features, keys)
    write("admin1", "H", unit_numbers)
    write("feature", "B" if len(keys) <= _FEW_FEATURES else "H", features)
    identifier, own_ids = _renumber_own(identifier[order], own_ids)
    write("identifier", "I", identifier)
    by_identifier = np.argsort(identifier, kind="stable")
    write("sorted_identifier", "I", identifier[by_identifier])
    write("by_identifier", "I", by_identifier)
    del by_identifier, identifier
    _write_names(parts, scratch, order)
    types |= {"name_start": "I", "names": "B"}
    _write_grid(_read_column(parts, "cell")[order], scratch)
    return {"features": keys, "own_ids": own_ids, "units": units, "types": types}, order


def _read_identifiers(parts: Sequence[Part]) -> tuple[Numbers, list[str]]:
    """Identifiers of all rows; those of our own count in one list for all parts."""
    own_ids: list[str] = []
    pieces = []
    for part in parts:
        path, offset = part.column_file("identifier")
        values = np.fromfile(path, dtype="I", count=part.row_count, offset=offset)
        values[values >= OWN_ID] += len(own_ids)
        own_ids += part.texts["own_id"]
        pieces.append(values)
    return (np.concatenate(pieces) if pieces else np.empty(0, dtype=np.uint32)), own_ids


def _final_order(importance: Numbers, identifier: Numbers, own_ids: Sequence[str]) -> Numbers:
    """Row numbers, the most important first; ties by place_id as text."""
    np.negative(importance, out=importance)
    return np.lexsort((_text_keys(identifier, own_ids), importance)).astype(np.uint32)


def _text_keys(identifier: Numbers, own_ids: Sequence[str]) -> Numbers:
    """Numbers that order identifiers as their place_ids are ordered as text ("10" before "9")."""
    keys = identifier.astype(np.int64)
    lengths = np.ones(len(keys), dtype=np.int64)
    for digits in range(1, _DIGITS):
        lengths += keys >= 10**digits
    keys *= 10 ** (_DIGITS - lengths)
    keys *= 16
    keys += lengths
    if own_ids:
        before = sum(own_id < GEONAMES for own_id in own_ids)
        ranks = np.empty(len(own_ids), dtype=np.int64)
        ranks[sorted(range(len(own_ids)), key=own_ids.__getitem__)] = np.arange(len(own_ids))
        ranks = np.where(ranks < before, ranks - before, _LARGEST - len(own_ids) + ranks)
        is_own = identifier >= OWN_ID
        keys[is_own] = ranks[identifier[is_own] - OWN_ID]
    return keys


def _renumber(numbers: Numbers, texts: list[str], order: Numbers) -> tuple[Numbers, list[str]]:
    """A column in the final order, and its list in the order in which its texts first come."""
    ordered = numbers[order]
    present, first_rows = np.unique(ordered, return_index=True)
    sequence = present[np.argsort(first_rows)]
    table = np.zeros(len(texts), dtype=np.uint16)
    table[sequence] = np.arange(len(sequence))
    return table[ordered], [texts[number] for number in sequence]


def _renumber_own(identifier: Numbers, own_ids: Sequence[str]) -> tuple[Numbers, list[str]]:
    positions = np.flatnonzero(identifier >= OWN_ID)
    found: dict[str, int] = {}
    for position in positions:
        own_id = own_ids[int(identifier[position]) - OWN_ID]
        identifier[position] = OWN_ID | len(found)
        found[own_id] = len(found)
    return identifier, list(found)


def _number_units(
    parts: Sequence[Part], order: Numbers, features: Numbers, keys: Sequence[str]
) -> tuple[list[list[Any]], Numbers]:
    """The first-order divisions with their rows, and for every row the number of its division."""
    numbers, texts = _read_texts(parts, "unit", "unit")
    ordered = numbers[order]
    are_divisions = np.array([key.partition(".")[2] == "ADM1" for key in keys], dtype=bool)
    rows: dict[str, int] = {}
    for row in np.flatnonzero(are_divisions[features]) if len(keys) else ():
        if unit := texts[ordered[row]]:
            rows[unit] = int(row)
    known = {unit: number for number, unit in enumerate(rows)}
    table = np.array([known.get(text, NOTHING) for text in texts], dtype=np.uint16)
    return [list(item) for item in rows.items()], table[ordered]


def _write_names(parts: Sequence[Part], scratch: Path, order: Numbers) -> None:
    """Write the primary names in the final order, and where each begins."""
    lengths = _read_column(parts, "name_length")
    starts = np.zeros(len(lengths) + 1, dtype=np.uint32)
    np.cumsum(lengths, out=starts[1:], dtype=np.uint32)
    content = scratch / "unordered_names"
    with content.open("wb") as file:
        for part in parts:
            file.write((part.folder / "names.bin").read_bytes())
    final = np.zeros(len(lengths) + 1, dtype=np.uint32)
    np.cumsum(lengths[order], out=final[1:], dtype=np.uint32)
    final.tofile(scratch / "name_start")
    source = content.read_bytes()
    with (scratch / "names").open("wb") as file:
        for chunk in np.array_split(order, len(order) // 100_000 + 1):
            begins, ends = starts[chunk].tolist(), starts[chunk.astype(np.int64) + 1].tolist()
            file.write(b"".join([source[begin:end] for begin, end in zip(begins, ends, strict=True)]))
    content.unlink()


def _write_grid(cells: Numbers, scratch: Path) -> None:
    """Settlements by cell of a grid, for finding the nearest one."""
    rows = np.flatnonzero(cells != NO_CELL).astype(np.uint32)
    cells = cells[rows]
    starts = np.zeros(grid_size() + 1, dtype=np.uint32)
    np.cumsum(np.bincount(cells, minlength=grid_size()), out=starts[1:])
    starts.tofile(scratch / "cell_start")
    rows[np.argsort(cells, kind="stable")].tofile(scratch / "cell_rows")


def _write_trie(parts: Sequence[Part], scratch: Path, watch: Watch) -> None:
    """Write all names as a trie, and beside it each name with its postings as they are in the parts.

    If both files are there whole, from a run that was stopped later, they stay.
    """
    from marisa_trie import Trie

    whole, groups = scratch / "names.marisa", scratch / "groups.txt"
    if whole.exists() and groups.exists():
        return
    with groups.open("w", encoding="utf-8", newline="\n") as file:

        def names() -> Iterator[str]:
            for name, lines in groupby(watch(_merge_postings(parts), "sorting names"), key=_name_of):
                file.write(name + "\t" + " ".join([line.rpartition("\t")[2] for line in lines]) + "\n")
                yield name

        trie = Trie(names())
    draft = scratch / "names.draft"
    trie.save(str(draft))
    draft.replace(whole)


def _name_of(line: str) -> str:
    return line.partition("\t")[0]


def _merge_postings(parts: Sequence[Part]) -> Iterator[str]:
    """The postings of all parts, sorted; rows are numbered on through the parts."""
    streams, before = [], 0
    for part in parts:
        streams.append(_shift(part, before << 2))
        before += part.row_count
    return merge(*streams)


def _shift(part: Part, offset: int) -> Iterator[str]:
    for line in part.postings():
        name, _, entry = line.partition("\t")
        yield f"{name}\t{int(entry) + offset}"


def _write_postings(parts: Sequence[Part], scratch: Path, watch: Watch) -> None:
    """Write the postings of every name, best first."""
    from marisa_trie import Trie

    trie = Trie().mmap(str(scratch / "names.marisa"))
    order = np.load(scratch / "order.npy")
    position = np.empty(len(order), dtype=np.uint32)
    position[order] = np.arange(len(order), dtype=np.uint32)
    del order
    importance = _read_column(parts, "importance")
    first = np.zeros(len(trie), dtype=np.uint32)
    starts, many = array("I", [0]), array("I")

    def rank(entry: int) -> tuple[float, int]:
        """A mere alternate counts a quarter: "Victoria" is Victoria before it is Hong Kong."""
        weight = 1.0 if entry & FLAGS else _ALTERNATE_WEIGHT
        return -float(importance[entry >> 2]) * weight, int(position[entry >> 2])

    def final(entry: int) -> int:
        return int(position[entry >> 2]) << 2 | entry & FLAGS

    with (scratch / "groups.txt").open(encoding="utf-8", newline="\n") as file:
        for line in watch(file, "placing names"):
            name, _, numbers = line.partition("\t")
            entries = [int(number) for number in numbers.split()]
            if len(entries) == 1:
                first[trie[name]] = final(entries[0])
                continue
            first[trie[name]] = SEVERAL | (len(starts) - 1)
            many.extend([final(entry) for entry in sorted(entries, key=rank)])
            starts.append(len(many))
    first.tofile(scratch / "first")
    for title, values in (("starts", starts), ("many", many)):
        with (scratch / title).open("wb") as output:
            values.tofile(output)
    (scratch / "groups.txt").unlink()
