"""How strings and geometries travel: each distinct one once, coordinates as differences of whole steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

STEPS_PER_DEGREE: Final = 10_000
"""Resolution of coordinates in the payload: 1e-4 degrees, about 11 metres."""

LINE_TOLERANCE: Final = 0.01
"""How far a drawn line may leave the true one, degrees: half a pixel at zoom 6."""


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
    rings per polygon, outer ring first, holes turning the other way; the label point lies inside the
    largest polygon. A single point is its two numbers alone.
    """
    from shapely.geometry import Point, Polygon
    from shapely.geometry.polygon import orient

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
            turned = orient(part)
            polygons.append([_encode_many(ring) for ring in (turned.exterior, *turned.interiors)])
        else:
            lines.append(_encode_many(part.simplify(LINE_TOLERANCE)))
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


def _encode_many(line: BaseGeometry) -> list[int]:
    """The same for a line or ring, at once."""
    import numpy as np
    from shapely import get_coordinates

    steps = np.rint(get_coordinates(line) * STEPS_PER_DEGREE).astype(np.int64)
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
