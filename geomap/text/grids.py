"""Tables inside a text: lines parted into cells by tabs, bars or wide gaps, below a line of heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Final

_FEWEST_ROWS: Final = 2
_FEWEST_CELLS: Final = 2
_FEWEST_SPACED: Final = 3
"""Wide gaps stand in prose, too: two of them are needed in every line."""

_LONGEST_CELL: Final = 80
_LINE: Final = re.compile(r"[^\n]+")
_RULE: Final = re.compile(r"[\s|:+=-]*$")
_WIDE: Final = re.compile(r" {2,}")
_NUMERIC: Final = re.compile(
    r"[~≈<>±+]?\s?\d[\d,.\u00a0\u2009\u202f ]*(?:%|\s?[*†])?$|[-–—]$|n/?a$|", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in one column of a line, without the space around it."""

    start: int
    end: int
    text: str

    @property
    def is_numeric(self) -> bool:
        """Whether the cell holds a number alone, or a sign that there is none."""
        return _NUMERIC.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: the cells of its header and of each row, as many in every line.

    ``labels`` is how many columns at the left tell what a row is about; ``start`` and ``end`` are
    those of its lines, with what frames them.
    """

    start: int
    end: int
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    labels: int


@lru_cache(maxsize=4)
def find_grids(text: str) -> tuple[Grid, ...]:
    """The tables of a text in order; none without a header, two rows and a column of numbers."""
    if not ("\t" in text or "|" in text or "  " in text):
        return ()
    grids: list[Grid] = []
    for (_, width), lines in groupby(_lines(text), key=lambda line: (line.sign, len(line.cells))):
        if width >= _FEWEST_CELLS:
            grids += _grids_of(list(lines))
    return tuple(grids)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a text, what parts it into cells, and these."""

    start: int
    end: int
    sign: str
    cells: tuple[Cell, ...]


def _lines(text: str) -> Iterator[_Line]:
    """The lines of a text with what parts each into cells; one that rules a table off or is empty is none."""
    for match in _LINE.finditer(text):
        line = match.group()
        if _RULE.match(line):
            continue
        sign, cells = _parted(line, match.start())
        yield _Line(match.start(), match.end(), sign, cells)


def _parted(line: str, offset: int) -> tuple[str, tuple[Cell, ...]]:
    if "\t" in line:
        return "\t", _cells(line, offset, [found.span() for found in re.finditer("\t", line)])
    if line.count("|") >= _FEWEST_CELLS:
        bars = [found.span() for found in re.finditer(r"\|", line)]
        cells = _cells(line, offset, bars)
        return "|", cells[bool(line.lstrip().startswith("|")) : len(cells) - line.rstrip().endswith("|")]
    gaps = [found.span() for found in _WIDE.finditer(line.rstrip()) if found.start() > 0]
    return " ", _cells(line, offset, gaps) if len(gaps) + 1 >= _FEWEST_SPACED else ()


def _cells(line: str, offset: int, gaps: Sequence[tuple[int, int]]) -> tuple[Cell, ...]:
    starts = [0, *(end for _, end in gaps)]
    ends = [*(start for start, _ in gaps), len(line)]
    found: list[Cell] = []
    for start, end in zip(starts, ends, strict=True):
        part = line[start:end]
        begin = offset + start + len(part) - len(part.lstrip())
        words = part.strip()
        found.append(Cell(start=begin, end=begin + len(words), text=words))
    return tuple(found)


def _grids_of(lines: Sequence[_Line]) -> Iterator[Grid]:
    """The tables in lines of as many cells: each begins with a line that holds no number but in its first."""
    heads = [number for number, line in enumerate(lines) if _is_header(line.cells)]
    for head, end in pairwise([*heads, len(lines)]):
        rows = [line for line in lines[head + 1 : end] if _is_short(line)]
        labels = _labels_of([line.cells for line in rows])
        header = lines[head]
        if len(rows) >= _FEWEST_ROWS and 0 < labels < len(header.cells):
            yield Grid(
                start=header.start,
                end=rows[-1].end,
                header=header.cells,
                rows=tuple(line.cells for line in rows),
                labels=labels,
            )


def _is_short(line: _Line) -> bool:
    return max(len(cell.text) for cell in line.cells) <= _LONGEST_CELL


def _is_header(cells: Sequence[Cell]) -> bool:
    named = [cell for cell in cells[1:] if cell.text]
    return bool(named) and not any(cell.is_numeric for cell in named)


def _labels_of(rows: Sequence[tuple[Cell, ...]]) -> int:
    """How many columns at the left hold words in most rows."""
    width = len(rows[0]) if rows else 0
    for column in range(width):
        if 2 * sum(row[column].is_numeric for row in rows) >= len(rows):
            return column
    return 0
