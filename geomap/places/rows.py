"""Names in the lines of tables: those of a column are places where others of it are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from geomap.text.grids import Cell, find_grids

_SHARE: Final = 3
"""One in so many of the names must be known to be a place."""

_NAMED: Final = 2
"""One in so many lines must begin with a name that the gazetteer knows."""


class Found(Protocol):
    """A possible mention: where it stands and how sure it is."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def score(self) -> float: ...


def named_in_rows(text: str, found: Sequence[Found], threshold: float) -> frozenset[int]:
    """Where those of the doubtful names begin that fill a cell of a column in which others are places."""
    whole = {(one.start, one.end): one for one in found}
    starts: set[int] = set()
    for column in _columns(text):
        named = [whole[cell.start, cell.end] for cell in column if (cell.start, cell.end) in whole]
        doubtful = [one.start for one in named if one.score < threshold]
        is_named = _NAMED * len(named) >= len(column)
        if is_named and _SHARE * (len(named) - len(doubtful)) >= len(named):
            starts.update(doubtful)
    return frozenset(starts)


def _columns(text: str) -> Iterator[Sequence[Cell]]:
    """The columns of all tables that tell what their rows are about."""
    for grid in find_grids(text):
        for number in range(grid.labels):
            yield [row[number] for row in grid.rows if row[number].text]
