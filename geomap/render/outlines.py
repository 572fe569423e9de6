"""How the outlines of areas travel: as arcs, of which neighbours share those of their common border.

Outlines are cut where three areas meet, or a border reaches the sea; each piece is simplified and sent once,
so that neighbours, and a country and its provinces, fit together without gaps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geomap.render.packing import runs

if TYPE_CHECKING:
    from numpy.typing import NDArray

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

_SAME: Final = 1e6
"""Corners count as one if they are the same in steps of which so many make a degree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """Areas in rings, rings in arcs, arcs in points.

    ``ring_owner`` is the number of the area that each ring is of, ``ring_sizes`` how many arcs it has, and
    ``codes`` the arcs of all rings: 0 for the next that was not used before; else twice how far it lies
    behind that one, less 1 if it runs backwards. Each arc ends where the next of its ring begins. Points
    (x, y) are in steps of which 2 to the power of the arc's ``grid`` make a degree.
    """

    ring_owner: NDArray[Any]
    ring_sizes: NDArray[Any]
    codes: NDArray[Any]
    points: NDArray[Any]
    sizes: NDArray[Any]
    grid: NDArray[Any]


def encode_outlines(polygons: NDArray[Any], owner: NDArray[Any]) -> Outlines:
    """The outlines of areas; outer rings turn to the left, holes to the right.

    An island or a hole that vanishes in the width of its line is left out, unless it is the largest part of
    its area.

    Args:
        polygons: The polygons of all areas, without empty ones.
        owner: The number of the area that each is a part of, rising.
    """
    import numpy as np
    from shapely import area, get_rings, orient_polygons

    areas, whose = np.unique(owner, return_inverse=True)
    tolerance, grid = _tolerances(polygons, whose, len(areas))
    rings, polygon = get_rings(orient_polygons(polygons), return_index=True)
    cut = _cut(rings)
    arc_tolerance = np.full(cut.count, MOST_TOLERANCE)
    np.minimum.at(arc_tolerance, cut.arc, tolerance[polygon[cut.ring]])
    arc_grid = np.zeros(cut.count, dtype=np.int64)
    np.maximum.at(arc_grid, cut.arc, grid[whose[polygon[cut.ring]]])
    points, sizes = _draw(cut, arc_tolerance, arc_grid)
    is_outer = np.diff(polygon, prepend=-1) > 0
    order = np.lexsort((-area(polygons), whose))
    is_largest = np.isin(polygon, order[np.unique(whose[order], return_index=True)[1]])
    is_lost = is_outer & is_largest & (_corners(cut, sizes) < _LEAST_CORNERS)
    if is_lost.any():
        fine = np.unique(cut.arc[is_lost[cut.ring]])
        arc_tolerance[fine], arc_grid[fine] = 0, _FINEST_GRID
        points, sizes = _draw(cut, arc_tolerance, arc_grid)
    is_seen = _corners(cut, sizes) >= _LEAST_CORNERS
    is_seen &= is_seen[is_outer][polygon]
    is_used = is_seen[cut.ring]
    arcs, is_turned, codes = _number(cut.arc[is_used], cut.is_backward[is_used])
    ends = np.cumsum(sizes)[arcs]
    at = runs(ends - sizes[arcs], sizes[arcs])
    back = (2 * ends - sizes[arcs] - 1).repeat(sizes[arcs]) - at
    return Outlines(
        ring_owner=owner[polygon[is_seen]],
        ring_sizes=np.bincount(cut.ring[is_used], minlength=len(rings))[is_seen],
        codes=codes,
        points=points[np.where(is_turned.repeat(sizes[arcs]), back, at)],
        sizes=sizes[arcs],
        grid=arc_grid[arcs],
    )


def label_points(polygons: NDArray[Any], owner: NDArray[Any]) -> NDArray[Any]:
    """A position inside the largest part of each area, by the area's number."""
    import numpy as np
    from shapely import area, get_coordinates, point_on_surface

    order = np.lexsort((-area(polygons), owner))
    largest = order[np.unique(owner[order], return_index=True)[1]]
    positions: NDArray[Any] = get_coordinates(point_on_surface(polygons[largest]))
    return positions


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """Rings cut into arcs. What has an entry for each use of an arc follows the rings.

    ``coordinates`` are the corners of all rings, without the last, which is the first again. ``ring`` and
    ``arc`` are the numbers of ring and arc of each use; an arc has the direction of its first use, and those
    the other way run backwards. ``corner`` are the numbers of all corners of the arcs, both ends included,
    and ``length`` how many each arc has.
    """

    coordinates: NDArray[Any]
    ring: NDArray[Any]
    arc: NDArray[Any]
    is_backward: NDArray[Any]
    corner: NDArray[Any]
    length: NDArray[Any]

    @property
    def count(self) -> int:
        return len(self.length)


def _cut(rings: NDArray[Any]) -> _Cut:
    """Cut rings where the neighbours of a corner are not the same in all of them."""
    import numpy as np
    from shapely import get_coordinates

    coordinates, ring = get_coordinates(rings, return_index=True)
    is_kept = np.append(ring[1:] == ring[:-1], np.zeros(min(1, len(ring)), dtype=bool))
    coordinates, ring = coordinates[is_kept], ring[is_kept]
    keys = np.rint(coordinates * _SAME).astype(np.int64)
    _, vertex = np.unique((keys[:, 0] << 32) + keys[:, 1], return_inverse=True)
    size = np.bincount(ring, minlength=len(rings))
    start = np.cumsum(size) - size
    index = np.arange(len(ring))
    following, previous = index + 1, index - 1
    following[start + size - 1], previous[start] = start, start + size - 1
    after, before = vertex[following], vertex[previous]
    begin = np.flatnonzero(_are_cuts(vertex, before, after, ring, start))
    use_ring = ring[begin]
    following = np.append(begin[1:], begin[:1])
    is_last = np.append(use_ring[1:] != use_ring[:-1], np.ones(min(1, len(begin)), dtype=bool))
    following[is_last] = begin[np.flatnonzero(np.diff(use_ring, prepend=-1))]
    length = following - begin
    length += np.where(length <= 0, size[use_ring], 0) + 1
    # No two arcs begin with the same step, and the first of the other way tells the direction.
    steps = np.int64(len(vertex)) * vertex[begin] + after[begin]
    back = np.int64(len(vertex)) * vertex[following] + before[following]
    _, first, arc = np.unique(np.minimum(steps, back), return_index=True, return_inverse=True)
    corner = runs(begin[first], length[first])
    owner = use_ring[first].repeat(length[first])
    return _Cut(
        coordinates=coordinates,
        ring=use_ring,
        arc=arc,
        is_backward=steps != steps[first][arc],
        corner=np.where(corner >= (start + size)[owner], corner - size[owner], corner),
        length=length[first],
    )


def _are_cuts(
    vertex: NDArray[Any], before: NDArray[Any], after: NDArray[Any], ring: NDArray[Any], start: NDArray[Any]
) -> NDArray[Any]:
    """Which corners of rings are cut; a ring without any is cut at its first vertex by number."""
    import numpy as np

    low, high = np.minimum(before, after), np.maximum(before, after)
    first = np.empty(len(vertex), dtype=np.int64)
    first[vertex[::-1]] = np.arange(len(vertex))[::-1]
    is_other = (low != low[first[vertex]]) | (high != high[first[vertex]])
    is_junction = np.zeros(len(vertex), dtype=bool)
    is_junction[vertex[is_other]] = True
    are_cuts = is_junction[vertex]
    is_whole = ~np.logical_or.reduceat(are_cuts, start) if len(start) else np.zeros(0, dtype=bool)
    lowest = np.minimum.reduceat(vertex, start) if len(start) else start
    found: NDArray[Any] = are_cuts | (is_whole[ring] & (vertex == lowest[ring]))
    return found


def _draw(cut: _Cut, tolerance: NDArray[Any], grid: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The points of simplified arcs in steps of their grids, and how many each has, at least one."""
    import numpy as np
    from shapely import get_coordinates, linestrings, simplify

    arc = np.arange(cut.count).repeat(cut.length)
    lines: Any = linestrings(cut.coordinates[cut.corner], indices=arc)
    coordinates, line = get_coordinates(
        simplify(lines, tolerance, preserve_topology=False), return_index=True
    )
    points = np.rint(coordinates * np.exp2(grid)[line][:, None]).astype(np.int64)
    x, y = points.T
    is_new = np.ones(len(points), dtype=bool)
    is_new[1:] = (line[1:] != line[:-1]) | (x[1:] != x[:-1]) | (y[1:] != y[:-1])
    kept: NDArray[Any] = points[is_new]
    return kept, np.bincount(line[is_new], minlength=cut.count)


def _corners(cut: _Cut, sizes: NDArray[Any]) -> NDArray[Any]:
    """How many corners each ring has when its arcs have so many points."""
    import numpy as np

    corners: NDArray[Any] = np.bincount(cut.ring, weights=sizes[cut.arc] - 1).astype(np.int64)
    return corners


def _number(arc: NDArray[Any], is_backward: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """The arcs by their first use, whether that runs backwards, and the code of each use (see `Outlines`)."""
    import numpy as np

    arcs, first, inverse = np.unique(arc, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    number = rank[inverse]
    is_first = np.zeros(len(arc), dtype=bool)
    is_first[first] = True
    known = np.cumsum(is_first)
    is_turned = is_backward ^ is_backward[first][inverse]
    return arcs[order], is_backward[first][order], np.where(is_first, 0, 2 * (known - number) - is_turned)


def _tolerances(polygons: NDArray[Any], whose: NDArray[Any], count: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """How far the outline of each polygon may be off, and the grid of each area as a power of two."""
    import numpy as np
    from shapely import bounds

    west, south, east, north = bounds(polygons).T if len(polygons) else np.empty((4, 0))
    extent = np.maximum(east - west, north - south)
    largest = np.zeros(count)
    np.maximum.at(largest, whose, extent)
    tolerance = np.maximum(extent, largest[whose] / _SMALL_PARTS) * AREA_TOLERANCE
    finest = np.minimum(largest * AREA_TOLERANCE, MOST_TOLERANCE)
    steps = _STEPS_PER_TOLERANCE / np.maximum(finest, _STEPS_PER_TOLERANCE / 2**_FINEST_GRID)
    return np.minimum(tolerance, MOST_TOLERANCE), np.rint(np.log2(steps)).astype(np.int64)
