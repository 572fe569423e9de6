"""How strings and geometries travel: each distinct one once, coordinates as differences of whole steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import cos, hypot, radians, sin
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from shapely import Polygon
    from shapely.geometry.base import BaseGeometry

STEPS_PER_DEGREE: Final = 10_000
"""Resolution of coordinates in the payload: 1e-4 degrees, about 11 metres."""

AREA_STEPS_PER_DEGREE: Final = 1_000
"""Resolution of polygons, which are drawn but never measured: about 110 metres."""

LINE_TOLERANCE: Final = 0.01
"""How far a drawn line may leave the true one, degrees: half a pixel at zoom 6."""

AREA_TOLERANCE: Final = 1 / 500
"""How far a drawn outline may leave the true one, as a share of the area's extent."""

_ON_ARC: Final = 1e-4
"""How far the middle of a great circle may lie from its plane, radians."""


class StringTable:
    """Every distinct string once; number 0 stands for unknown."""

    def __init__(self) -> None:
        self.strings: list[str] = [""]
        self._indexes: dict[str, int] = {"": 0}

    def add(self, text: str | None) -> int:
        """The number of a string; 0 for None and ""."""
        if not text:
            return 0
        index = self._indexes.setdefault(text, len(self.strings))
        if index == len(self.strings):
            self.strings.append(text)
        return index


class GeometryTable:
    """Every distinct geometry once; number 0 stands for none."""

    def __init__(self) -> None:
        self.geometries: list[object] = [None]
        self._indexes: dict[bytes, int] = {}
        # Layers share geometries, and comparing identities is much faster than comparing coordinates.
        self._known: dict[int, tuple[BaseGeometry, int]] = {}

    def add(self, geometry: BaseGeometry | None) -> int:
        """The number of a geometry; 0 for None and empty ones."""
        if geometry is None:
            return 0
        known = self._known.get(id(geometry))
        if known is None:
            known = geometry, self._add_new(geometry)
            self._known[id(geometry)] = known
        return known[1]

    def _add_new(self, geometry: BaseGeometry) -> int:
        if geometry.is_empty:
            return 0
        index = self._indexes.setdefault(geometry.wkb, len(self.geometries))
        if index == len(self.geometries):
            self.geometries.append(encode_geometry(geometry))
        return index


def encode_geometry(geometry: BaseGeometry) -> list[object]:
    """A geometry as [points, lines, polygons, label point], all flat and delta-coded.

    ``points`` is one flat list over all points; ``lines`` one list per line; ``polygons`` a list of
    rings per polygon, outer ring first, holes turning the other way, in `AREA_STEPS_PER_DEGREE`; the
    label point lies inside the largest polygon. A single point is its two numbers alone, and a line of
    two points stands for the great circle between them.
    """
    from shapely.geometry import Point, Polygon

    if isinstance(geometry, Point):
        return [*encode_coordinates(geometry.coords)]
    points: list[tuple[float, ...]] = []
    lines: list[list[int]] = []
    polygons: list[list[list[int]]] = []
    shapes = list(_parts(geometry))
    for part in shapes:
        if part.geom_type == "Point":
            points.extend(part.coords)
        elif isinstance(part, Polygon):
            polygons.append(_encode_polygon(part))
        else:
            lines.append(_encode_line(part))
    areas = [part for part in shapes if isinstance(part, Polygon)]
    label = (
        encode_coordinates(max(areas, key=lambda area: area.area).representative_point().coords)
        if areas
        else []
    )
    return [encode_coordinates(points), lines, polygons, label]


def encode_coordinates(coordinates: Iterable[Sequence[float]]) -> list[int]:
    """Positions (longitude, latitude) in degrees as one flat list of delta-coded whole steps."""
    flat: list[int] = []
    x, y = 0, 0
    for longitude, latitude, *_ in coordinates:
        to_x, to_y = round(longitude * STEPS_PER_DEGREE), round(latitude * STEPS_PER_DEGREE)
        flat += (to_x - x, to_y - y)
        x, y = to_x, to_y
    return flat


def _encode_polygon(polygon: Polygon) -> list[list[int]]:
    from shapely.geometry import Polygon
    from shapely.geometry.polygon import orient

    west, south, east, north = polygon.bounds
    tolerance = max(east - west, north - south) * AREA_TOLERANCE
    simple = polygon.simplify(tolerance, preserve_topology=False)
    turned = orient(simple if isinstance(simple, Polygon) and not simple.is_empty else polygon)
    return [_encode_many(ring, AREA_STEPS_PER_DEGREE) for ring in (turned.exterior, *turned.interiors)]


def _encode_line(line: BaseGeometry) -> list[int]:
    ends = line.coords[0], line.coords[-1]
    if len(line.coords) > 2 and _is_great_circle(*ends, line.coords[len(line.coords) // 2]):
        return encode_coordinates(ends)
    return _encode_many(line.simplify(LINE_TOLERANCE), STEPS_PER_DEGREE)


def _is_great_circle(start: tuple[float, ...], end: tuple[float, ...], middle: tuple[float, ...]) -> bool:
    """Whether a point lies on the shortest way between two others; not told for opposite points."""
    (x1, y1, z1), (x2, y2, z2), (x, y, z) = map(_unit_vector, (start, end, middle))
    normal = y1 * z2 - z1 * y2, z1 * x2 - x1 * z2, x1 * y2 - y1 * x2
    length = hypot(*normal)
    away = abs(normal[0] * x + normal[1] * y + normal[2] * z)
    is_between = x * (x1 + x2) + y * (y1 + y2) + z * (z1 + z2) > 0
    return length > 1e-3 and is_between and away / length < _ON_ARC


def _unit_vector(position: tuple[float, ...]) -> tuple[float, float, float]:
    lam, phi = radians(position[0]), radians(position[1])
    return cos(phi) * cos(lam), cos(phi) * sin(lam), sin(phi)


def _encode_many(line: BaseGeometry, steps_per_degree: int) -> list[int]:
    """The same for a line or ring, at once."""
    import numpy as np
    from shapely import get_coordinates

    steps = np.rint(get_coordinates(line) * steps_per_degree).astype(np.int64)
    steps[1:] -= steps[:-1].copy()
    flat: list[int] = steps.ravel().tolist()
    return flat


def differences(numbers: Sequence[int]) -> list[int]:
    """Each number as the difference to the one before it, the first to 0."""
    return [after - before for before, after in pairwise((0, *numbers))]


def _parts(geometry: BaseGeometry) -> Iterable[BaseGeometry]:
    if hasattr(geometry, "geoms"):
        for part in geometry.geoms:
            yield from _parts(part)
    elif not geometry.is_empty:
        yield geometry
