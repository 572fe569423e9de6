"""What rows say of their geometry, and the geometries made of it: all points and lines of a layer at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from geomap.geo import great_circle_lines

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry


class Spot(NamedTuple):
    """A position in degrees; becomes a point."""

    longitude: float
    latitude: float


class Arcs(NamedTuple):
    """One great circle or several, each from one position to another; becomes one geometry."""

    tracks: tuple[tuple[Spot, Spot], ...]


def make_geometries(outlines: Sequence[Spot | Arcs | BaseGeometry | None]) -> NDArray[Any]:
    """A geometry for each outline, in order; equal spots and equal arcs share theirs.

    Great circles are cut at the antimeridian. What is a geometry already stays as it is.
    """
    import numpy as np
    from shapely import points

    spots = list(dict.fromkeys(one for one in outlines if isinstance(one, Spot)))
    arcs = list(dict.fromkeys(one for one in outlines if isinstance(one, Arcs)))
    made: dict[Spot | Arcs, BaseGeometry] = {}
    if spots:
        found: Any = points(np.array(spots))
        made.update(zip(spots, found, strict=True))
    if arcs:
        made.update(zip(arcs, _make_lines(arcs), strict=True))
    geometries = np.empty(len(outlines), dtype=object)
    for index, one in enumerate(outlines):
        geometries[index] = made[one] if isinstance(one, (Spot, Arcs)) else one
    return geometries


def _make_lines(arcs: Sequence[Arcs]) -> list[BaseGeometry]:
    import numpy as np
    from shapely import get_parts
    from shapely.geometry import MultiLineString

    tracks = list(dict.fromkeys(track for one in arcs for track in one.tracks))
    ends = np.array(tracks, dtype=float)
    lines = dict(zip(tracks, great_circle_lines(ends[:, 0], ends[:, 1]), strict=True))
    return [
        lines[one.tracks[0]]
        if len(one.tracks) == 1
        else MultiLineString([part for track in one.tracks for part in get_parts(lines[track])])
        for one in arcs
    ]
