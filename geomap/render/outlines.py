"""How the outlines of areas travel: as arcs, each simplified as much as the areas that it bounds allow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geomap.codes import distinct, first_uses, runs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geomap.borders import Borders

AREA_TOLERANCE: Final = 1 / 300
"""How far a drawn outline may leave the true one, as a share of the extent."""

MOST_TOLERANCE: Final = 0.1
"""The same for the largest areas, degrees: two pixels at zoom 5."""

_SMALL_PARTS: Final = 2
"""An island may leave its true outline by so many times less than the largest part of its area."""

_STEPS_PER_TOLERANCE: Final = 2
"""Corners of outlines lie on a grid about so many times finer than the tolerance."""

_FINEST_GRID: Final = 13
"""The finest grid has two to this power of steps in a degree."""

_LEAST_CORNERS: Final = 3
"""With fewer corners nothing is left of a ring."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """Areas in rings, rings in arcs, arcs in points.

    ``rings`` says how many each area has, ``ring_sizes`` how many arcs each ring has, and ``codes`` the arcs
    of all rings: 0 for the next that was not used before; else twice how far it lies behind that one, less 1
    if it runs backwards. Each arc ends where the next of its ring begins. Points (x, y) are in steps of which
    2 to the power of the arc's ``grid`` make a degree.
    """

    rings: NDArray[Any]
    ring_sizes: NDArray[Any]
    codes: NDArray[Any]
    points: NDArray[Any]
    sizes: NDArray[Any]
    grid: NDArray[Any]


def encode_outlines(borders: Borders) -> Outlines:
    """The outlines of areas; outer rings turn to the left, holes to the right.

    An island or a hole that vanishes in the width of its line is left out, unless it is the largest part of
    its area.
    """
    import numpy as np

    whose = np.arange(borders.count).repeat(borders.parts)
    part = np.arange(len(whose)).repeat(borders.rings)
    ring = np.arange(len(part)).repeat(borders.uses)
    arc, is_backward = borders.arcs >> 1, (borders.arcs & 1).astype(bool)
    tolerance, grid = _tolerances(borders, whose)
    arc_tolerance = np.full(len(borders.corners), MOST_TOLERANCE)
    np.minimum.at(arc_tolerance, arc, tolerance[part[ring]])
    arc_grid = np.zeros(len(borders.corners), dtype=np.int64)
    np.maximum.at(arc_grid, arc, grid[whose[part[ring]]])
    points, sizes = _draw(borders, arc_tolerance, arc_grid)
    is_outer = np.diff(part, prepend=-1) > 0
    is_largest = np.diff(whose[part], prepend=-1) > 0
    is_lost = is_largest & (_corners(ring, arc, sizes) < _LEAST_CORNERS)
    if is_lost.any():
        fine = distinct(arc[is_lost[ring]])
        arc_tolerance[fine], arc_grid[fine] = 0, _FINEST_GRID
        points, sizes = _draw(borders, arc_tolerance, arc_grid)
    is_seen = _corners(ring, arc, sizes) >= _LEAST_CORNERS
    is_seen &= is_seen[is_outer][part]
    is_used = is_seen[ring]
    arcs, is_turned, codes = _number(arc[is_used], is_backward[is_used])
    ends = np.cumsum(sizes)[arcs]
    at = runs(ends - sizes[arcs], sizes[arcs])
    back = (2 * ends - sizes[arcs] - 1).repeat(sizes[arcs]) - at
    return Outlines(
        rings=np.bincount(whose[part[is_seen]], minlength=borders.count),
        ring_sizes=borders.uses[is_seen],
        codes=codes,
        points=points[np.where(is_turned.repeat(sizes[arcs]), back, at)],
        sizes=sizes[arcs],
        grid=arc_grid[arcs],
    )


def _draw(borders: Borders, tolerance: NDArray[Any], grid: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The points of simplified arcs in steps of their grids, and how many each has, at least one."""
    import numpy as np

    kept = np.flatnonzero(borders.ranks > tolerance.repeat(borders.corners))
    arc = np.arange(len(grid)).repeat(borders.corners)[kept]
    points = np.rint(borders.points[kept] * np.exp2(grid)[arc][:, None]).astype(np.int64)
    x, y = points.T
    is_new = np.ones(len(points), dtype=bool)
    is_new[1:] = (arc[1:] != arc[:-1]) | (x[1:] != x[:-1]) | (y[1:] != y[:-1])
    return points[is_new], np.bincount(arc[is_new], minlength=len(grid))


def _corners(ring: NDArray[Any], arc: NDArray[Any], sizes: NDArray[Any]) -> NDArray[Any]:
    """How many corners each ring has when its arcs have so many points."""
    import numpy as np

    corners: NDArray[Any] = np.bincount(ring, weights=sizes[arc] - 1).astype(np.int64)
    return corners


def _number(arc: NDArray[Any], is_backward: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """The arcs by their first use, whether that runs backwards, and the code of each use (see `Outlines`)."""
    import numpy as np

    first, number = first_uses(arc)
    is_first = np.zeros(len(arc), dtype=bool)
    is_first[first] = True
    known = np.cumsum(is_first)
    is_turned = is_backward ^ is_backward[first][number]
    return arc[first], is_backward[first], np.where(is_first, 0, 2 * (known - number) - is_turned)


def _tolerances(borders: Borders, whose: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """How far the outline of each part may be off, and the grid of each area as a power of two."""
    import numpy as np

    largest = np.zeros(borders.count)
    np.maximum.at(largest, whose, borders.extents)
    tolerance = np.maximum(borders.extents, largest[whose] / _SMALL_PARTS) * AREA_TOLERANCE
    finest = np.minimum(largest * AREA_TOLERANCE, MOST_TOLERANCE)
    steps = _STEPS_PER_TOLERANCE / np.maximum(finest, _STEPS_PER_TOLERANCE / 2**_FINEST_GRID)
    return np.minimum(tolerance, MOST_TOLERANCE), np.rint(np.log2(steps)).astype(np.int64)
