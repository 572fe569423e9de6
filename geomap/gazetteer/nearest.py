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
        that the ones farther away than what has been found are never opened; mostly the first one is enough.
        """
        shrink = max(cos(radians(min(abs(latitude) + within_m / _METRES_PER_DEGREE, 90.0))), 1e-6)
        home = grid_cell(longitude, latitude)
        best, best_m = self._nearest_in(home, longitude, latitude, shrink, None, within_m)
        if best_m < _edge_m(longitude, latitude, shrink):
            return best
        for gap_m, cell in self._cells_near(longitude, latitude, best_m, shrink):
            if gap_m > best_m:
                break
            if cell != home:
                best, best_m = self._nearest_in(cell, longitude, latitude, shrink, best, best_m)
        return best

    def _nearest_in(
        self, cell: int, longitude: float, latitude: float, shrink: float, best: int | None, best_m: float
    ) -> tuple[int | None, float]:
        """What is nearest among the settlements of a cell and the best so far, with its distance."""
        rows = self._cell_rows[self._cell_start[cell] : self._cell_start[cell + 1]].tolist()
        latitudes, longitudes = self._latitude, self._longitude
        # Stored positions are in microdegrees; comparing in them spares most rows the division.
        middle, side = latitude * 1e6, longitude * 1e6
        reach = best_m / _METRES_PER_DEGREE * 1e6
        reach_across = best_m / _LOW_METRES_PER_DEGREE / shrink * 1e6
        for row in rows:
            if abs(latitudes[row] - middle) > reach:
                continue
            if reach_across < abs(longitudes[row] - side) < 360e6 - reach_across:
                continue
            metres = distance_m(longitude, latitude, longitudes[row] / 1e6, latitudes[row] / 1e6)
            if metres < best_m or (metres == best_m and (best is None or row < best)):
                best, best_m = row, metres
                reach = best_m / _METRES_PER_DEGREE * 1e6
                reach_across = best_m / _LOW_METRES_PER_DEGREE / shrink * 1e6
        return best, best_m

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


def _edge_m(longitude: float, latitude: float, shrink: float) -> float:
    """A lower bound of the metres from a position to any other cell than its own."""
    up, aside = (latitude + 90) * _CELLS_PER_DEGREE % 1, (longitude + 180) * _CELLS_PER_DEGREE % 1
    return min(
        min(up, 1 - up) * _METRES_PER_DEGREE / _CELLS_PER_DEGREE,
        min(aside, 1 - aside) * _LOW_METRES_PER_DEGREE * shrink / _CELLS_PER_DEGREE,
    )


def _gap(degrees: float, cell: int, step: int) -> float:
    """Degrees from a position to the nearer edge of the cell `step` cells away along one axis."""
    if step == 0:
        return 0.0
    return abs((cell + step + (step < 0)) / _CELLS_PER_DEGREE - degrees % 360)
