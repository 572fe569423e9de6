"""Areas by their borders: rings of arcs, of which neighbours share those that lie between them.

Rings are cut where three areas meet, or a border reaches the sea, so that neighbours, and a country and its
provinces, fit together however an arc is drawn. Each corner of an arc has a rank, and an arc is simplified by
leaving out the corners of low rank: nothing has to be looked at again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final

from geomap.codes import first_uses, runs

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SAME: Final = 1e6
"""Corners count as one if they are the same in steps of which so many make a degree."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Borders:
    """Areas in parts, parts in rings, rings in arcs, arcs in corners; one after another, each with its size.

    The first part of an area is its largest; the others follow from west to east, so that what is near each
    other stands near each other. The first ring of a part is its outer one and turns to the left, its holes
    to the right. Each arc ends where the next of its ring begins.
    """

    labels: NDArray[Any]
    """For each area a position inside its largest part, (longitude, latitude) in degrees."""
    parts: NDArray[Any]
    """How many parts each area has."""
    extents: NDArray[Any]
    """The longer side of the box around each part, degrees."""
    rings: NDArray[Any]
    """How many rings each part has."""
    uses: NDArray[Any]
    """How many arcs each ring has."""
    arcs: NDArray[Any]
    """The arcs of all rings: twice the number of the arc, and 1 more if the ring runs along it backwards."""
    corners: NDArray[Any]
    """How many corners each arc has, both ends included."""
    points: NDArray[Any]
    """Each corner, (longitude, latitude) in degrees."""
    ranks: NDArray[Any]
    """Each corner's rank: the tolerance, in degrees, at which its arc does without it; infinite for ends."""

    @property
    def count(self) -> int:
        """How many areas there are."""
        return len(self.parts)

    def pick(self, areas: NDArray[Any]) -> Borders:
        """Some of the areas, with the arcs that they need, in the order of their first use."""
        parts = _members(areas, self.parts)
        rings = _members(parts, self.rings)
        uses = self.arcs[_members(rings, self.uses)]
        first, number = first_uses(uses >> 1)
        arcs = uses[first] >> 1
        corners = _members(arcs, self.corners)
        return Borders(
            labels=self.labels[areas],
            parts=self.parts[areas],
            extents=self.extents[parts],
            rings=self.rings[parts],
            uses=self.uses[rings],
            arcs=2 * number + (uses & 1),
            corners=self.corners[arcs],
            points=self.points[corners],
            ranks=self.ranks[corners],
        )


def _members(chosen: NDArray[Any], sizes: NDArray[Any]) -> NDArray[Any]:
    """The numbers of what belongs to the chosen ones of all that have these sizes."""
    import numpy as np

    return runs((np.cumsum(sizes) - sizes)[chosen], sizes[chosen])


def join_borders(several: Sequence[Borders]) -> Borders:
    """The areas of several one after another; they share no arcs."""
    import numpy as np

    columns = {
        one.name: np.concatenate([getattr(borders, one.name) for borders in several])
        for one in fields(Borders)
    }
    before = np.cumsum([0, *(len(borders.corners) for borders in several)])[:-1]
    columns["arcs"] += 2 * before.repeat([len(borders.arcs) for borders in several])
    return Borders(**columns)


def make_borders(polygons: NDArray[Any], owner: NDArray[Any]) -> Borders:
    """The borders of areas that are given as geometries.

    Args:
        polygons: The polygons of all areas, without empty ones.
        owner: The number of the area that each is a part of; every area has one.
    """
    import numpy as np
    from shapely import area, bounds, get_coordinates, get_rings, orient_polygons, point_on_surface

    by_area = np.lexsort((-area(polygons), owner))
    is_smaller = np.ones(len(polygons), dtype=bool)
    is_smaller[by_area[np.diff(owner[by_area], prepend=-1) > 0]] = False
    order = np.lexsort((bounds(polygons)[:, 0], is_smaller, owner))
    polygons, owner = polygons[order], owner[order]
    west, south, east, north = bounds(polygons).T
    rings, part = get_rings(orient_polygons(polygons), return_index=True)
    cut = _cut(rings)
    points = cut.coordinates[cut.corner]
    is_largest = np.diff(owner, prepend=-1) > 0
    return Borders(
        labels=get_coordinates(point_on_surface(polygons[is_largest])),
        parts=np.bincount(owner),
        extents=np.maximum(east - west, north - south),
        rings=np.bincount(part, minlength=len(polygons)),
        uses=np.bincount(cut.ring, minlength=len(rings)),
        arcs=2 * cut.arc + cut.is_backward,
        corners=cut.length,
        points=points,
        ranks=_rank(points, cut.length),
    )


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


def _rank(points: NDArray[Any], sizes: NDArray[Any]) -> NDArray[Any]:
    """The rank of each corner of arcs, by the algorithm of Douglas and Peucker.

    Between two corners that are kept the one farthest off their line is next to be. All arcs are looked at
    together, one step of refinement after another.
    """
    import numpy as np

    ranks = np.zeros(len(points))
    low, high = np.cumsum(sizes) - sizes, np.cumsum(sizes) - 1
    ranks[low] = ranks[high] = np.inf
    limit = np.full(len(low), np.inf)
    while len(low):
        between = high - low - 1
        at, line = runs(low + 1, between), np.arange(len(low)).repeat(between)
        away = _distances(points[at], points[low][line], points[high][line])
        is_open = between > 0
        low, high, limit = low[is_open], high[is_open], limit[is_open]
        starts = (np.cumsum(between) - between)[is_open]
        farthest = np.maximum.reduceat(away, starts) if len(starts) else away
        line = np.arange(len(low)).repeat(between[is_open])
        found = np.flatnonzero(away == farthest[line])
        middle = np.empty_like(low)
        middle[line[found][::-1]] = at[found][::-1]
        # No corner outranks the one that its line ends at.
        limit = np.minimum(limit, farthest)
        ranks[middle] = limit
        low, high, limit = np.append(low, middle), np.append(middle, high), np.append(limit, limit)
    return ranks


def _distances(points: NDArray[Any], start: NDArray[Any], end: NDArray[Any]) -> NDArray[Any]:
    """How far points lie from lines, each from its own."""
    import numpy as np

    along, away = end - start, points - start
    length = (along**2).sum(axis=1)
    share = (away * along).sum(axis=1) / np.where(length > 0, length, 1)
    away -= share.clip(0, 1)[:, None] * along
    distances: NDArray[Any] = np.hypot(*away.T)
    return distances
