"""The settlement nearest to a position, found through a grid of half-degree cells."""

from __future__ import annotations

from math import cos, radians
from typing import Any, Final

from geomap.geo import distance_m

_CELLS_PER_DEGREE: Final = 2
_COLUMNS: Final = 360 * _CELLS_PER_DEGREE
_LINES: Final = 180 * _CELLS_PER_DEGREE
_METRES_PER_DEGREE: Final = 111_195.0
_LOW_METRES_PER_DEGREE: Final = 110_000.0


def grid_size() -> int:
    """The number of cells."""
    return _COLUMNS * _LINES


def grid_cell(longitude: float, latitude: float) -> int:
    """The number of the cell that holds a position in degrees; the antimeridian is in the first column."""
    column = int((longitude + 180) * _CELLS_PER_DEGREE) % _COLUMNS
    line = min(int((latitude + 90) * _CELLS_PER_DEGREE), _LINES - 1)
    return line * _COLUMNS + column


class SettlementGrid:
    """Settlements by cell, over columns of the place table (microdegrees)."""

    def __init__(
        self,
        *,
        cell_start: memoryview[Any],
        cell_rows: memoryview[Any],
        longitude: memoryview[Any],
        latitude: memoryview[Any],
    ) -> None:
        self._cell_start = cell_start
        self._cell_rows = cell_rows
        self._longitude = longitude
        self._latitude = latitude

    def nearest(self, longitude: float, latitude: float, *, within_m: float) -> int | None:
        """The row of the settlement nearest on the sphere; None if none is within a distance in metres.

        Of two equally near ones the first row, which is the more important place. Near cells come first, so
        that the ones farther away than what has been found are never opened.
        """
        best, best_m = None, within_m
        shrink = max(cos(radians(min(abs(latitude) + within_m / _METRES_PER_DEGREE, 90.0))), 1e-6)
        for gap_m, cell in self._cells_near(longitude, latitude, within_m, shrink):
            if gap_m > best_m:
                break
            for row in self._cell_rows[self._cell_start[cell] : self._cell_start[cell + 1]]:
                row_latitude = self._latitude[row] / 1e6
                if abs(row_latitude - latitude) * _METRES_PER_DEGREE > best_m:
                    continue
                row_longitude = self._longitude[row] / 1e6
                turn = abs(row_longitude - longitude)
                if min(turn, 360 - turn) * shrink * _LOW_METRES_PER_DEGREE > best_m:
                    continue
                metres = distance_m(longitude, latitude, row_longitude, row_latitude)
                if metres < best_m or (metres == best_m and (best is None or row < best)):
                    best, best_m = row, metres
        return best

    def _cells_near(
        self, longitude: float, latitude: float, reach_m: float, shrink: float
    ) -> list[tuple[float, int]]:
        """Cells that may hold something within `reach_m`, each after a lower bound of its distance."""
        line, column = divmod(grid_cell(longitude, latitude), _COLUMNS)
        reach_lines = int(reach_m / _METRES_PER_DEGREE * _CELLS_PER_DEGREE) + 1
        across_m = _LOW_METRES_PER_DEGREE * shrink
        reach_columns = min(int(reach_m / across_m * _CELLS_PER_DEGREE) + 1, _COLUMNS // 2)
        cells = []
        for step in range(max(-reach_lines, -line), min(reach_lines, _LINES - 1 - line) + 1):
            gap_m = _gap(latitude + 90, line, step) * _METRES_PER_DEGREE
            if gap_m > reach_m:
                continue
            for side in range(-reach_columns, min(reach_columns, _COLUMNS // 2 - 1) + 1):
                side_m = _gap(longitude + 180, column, side) * across_m
                far_m = max(gap_m, side_m)
                if far_m <= reach_m:
                    cells.append((far_m, (line + step) * _COLUMNS + (column + side) % _COLUMNS))
        cells.sort()
        return cells


def _gap(degrees: float, cell: int, step: int) -> float:
    """Degrees from a position to the nearer edge of the cell `step` cells away along one axis."""
    if step == 0:
        return 0.0
    return abs((cell + step + (step < 0)) / _CELLS_PER_DEGREE - degrees % 360)
