"""Geometry on the sphere: distances, great circles, boxes.

Longitudes and latitudes are degrees, WGS 84. Distances are metres. Boxes are
(west, south, east, north); a box whose west exceeds its east crosses the antimeridian.
"""

from __future__ import annotations

from itertools import pairwise
from math import asin, atan2, ceil, cos, degrees, floor, isfinite, radians, sin, sqrt
from typing import TYPE_CHECKING, Any

from geomap.constants import EARTH_RADIUS_M
from geomap.errors import InvalidCoordinatesError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely import Polygon
    from shapely.geometry.base import BaseGeometry

Box = tuple[float, float, float, float]
"""(west, south, east, north) in degrees."""


def check_coordinates(longitude: float, latitude: float) -> None:
    """Accept a finite WGS 84 position.

    Raises:
        InvalidCoordinatesError: If a value is not finite or out of range.
    """
    is_inside = isfinite(longitude) and isfinite(latitude) and abs(longitude) <= 180 and abs(latitude) <= 90
    if not is_inside:
        raise InvalidCoordinatesError(longitude=longitude, latitude=latitude)


def distance_m(longitude1: float, latitude1: float, longitude2: float, latitude2: float) -> float:
    """Great-circle distance in metres between two positions in degrees.

    Haversine formula on a sphere of the Earth's mean radius; at most about 0.5 % off the ellipsoid.
    """
    phi1, phi2 = radians(latitude1), radians(latitude2)
    half = (
        sin((phi2 - phi1) / 2) ** 2 + cos(phi1) * cos(phi2) * sin(radians(longitude2 - longitude1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_M * asin(sqrt(min(1.0, half)))


def great_circle(
    longitude1: float, latitude1: float, longitude2: float, latitude2: float, *, step_km: float = 100.0
) -> list[tuple[float, float]]:
    """Points (longitude, latitude) along the shortest way between two positions.

    Both ends are included and longitudes run on past 180 degrees where the way crosses the
    antimeridian, so that consecutive points never jump. Two equal positions give two equal points.
    Between two opposite positions every way is a shortest one; the one over the north is taken.

    Args:
        longitude1: Start, degrees.
        latitude1: Start, degrees.
        longitude2: End, degrees.
        latitude2: End, degrees.
        step_km: Largest distance between neighbouring points, kilometres.
    """
    length_m = distance_m(longitude1, latitude1, longitude2, latitude2)
    angle = length_m / EARTH_RADIUS_M
    if sin(angle) < 1e-9 and angle > 1:
        return _over_the_north(longitude1, latitude1, longitude2, latitude2, step_km)
    points = [(longitude1, latitude1)]
    count = max(1, ceil(length_m / (step_km * 1000)))
    start, end = _unit_vector(longitude1, latitude1), _unit_vector(longitude2, latitude2)
    (x1, y1, z1), (x2, y2, z2), whole = start, end, sin(angle)
    for index in range(1, count):
        share = index / count
        near, far = sin((1 - share) * angle) / whole, sin(share * angle) / whole
        x, y, z = near * x1 + far * x2, near * y1 + far * y2, near * z1 + far * z2
        longitude = degrees(atan2(y, x))
        points.append((_unwrap(longitude, points[-1][0]), degrees(atan2(z, sqrt(x * x + y * y)))))
    points.append((_unwrap(longitude2, points[-1][0]), latitude2))
    return points


def great_circle_lines(
    starts: NDArray[Any], ends: NDArray[Any], *, step_km: float = 100.0
) -> list[BaseGeometry]:
    """The lines that `great_circle` gives between many positions, cut at the antimeridian.

    Args:
        starts: One position (longitude, latitude) a row, degrees.
        ends: The other ends, each at another position than its start.
        step_km: Largest distance between neighbouring points, kilometres.
    """
    import numpy as np
    from shapely import LineString, linestrings

    one, other = (unit_vectors(positions) for positions in (starts, ends))
    angle = np.arctan2(np.linalg.norm(np.cross(one, other), axis=1), (one * other).sum(axis=1))
    count = np.maximum(1, np.ceil(angle * EARTH_RADIUS_M / (step_km * 1000))).astype(np.int64)
    line = np.repeat(np.arange(len(starts)), count + 1)
    first = np.cumsum(count + 1) - count - 1
    share = (np.arange(len(line)) - first[line]) / count[line]
    # Between opposite positions the sine is 0; they are done one by one below.
    whole = np.where(np.sin(angle) == 0, 1.0, np.sin(angle))[line]
    near, far = np.sin((1 - share) * angle[line]) / whole, np.sin(share * angle[line]) / whole
    x, y, z = (near[:, None] * one[line] + far[:, None] * other[line]).T
    way = np.degrees(np.stack((np.arctan2(y, x), np.arctan2(z, np.hypot(x, y))), axis=1))
    way[first], way[first + count] = starts, ends
    turns = np.rint(np.diff(way[:, 0], prepend=0) / 360)
    turns[first] = 0
    total = np.cumsum(turns)
    way[:, 0] -= 360 * (total - total[first][line])
    lines: list[BaseGeometry] = linestrings(way, indices=line).tolist()
    is_opposite = (np.sin(angle) < 1e-9) & (angle > 1)
    for index in np.flatnonzero(is_opposite).tolist():
        lines[index] = LineString(
            great_circle(*starts[index].tolist(), *ends[index].tolist(), step_km=step_km)
        )
    farthest = np.maximum.reduceat(np.abs(way[:, 0]), first)
    for index in np.flatnonzero((farthest > 180) | is_opposite).tolist():
        lines[index] = cut_at_antimeridian(lines[index])
    return lines


def cut_great_circles(
    starts: NDArray[Any], ends: NDArray[Any]
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """The ends of great circles, those across the antimeridian as two that meet there.

    A shortest way crosses it where its longitudes lie more than half a turn apart. One that only begins or
    ends there stays whole, on the side it lies on.

    Args:
        starts: One position (longitude, latitude) a row, degrees.
        ends: The other ends; neither equal nor opposite.

    Returns:
        Starts and ends of all pieces, and which great circle each is a piece of, in order.
    """
    import numpy as np

    starts, ends = starts.copy(), ends.copy()
    is_across = np.abs(ends[:, 0] - starts[:, 0]) > 180
    for one, other in ((starts, ends), (ends, starts)):
        is_edge = is_across & (np.abs(one[:, 0]) == 180)
        one[is_edge, 0] = np.copysign(180, other[is_edge, 0])
        is_across &= ~is_edge
    normal = np.cross(unit_vectors(starts[is_across]), unit_vectors(ends[is_across]))
    latitude = np.degrees(np.arctan(normal[:, 0] / normal[:, 2]))
    side = np.copysign(180, starts[is_across, 0])
    which = np.repeat(np.arange(len(starts)), 1 + is_across)
    is_first = np.ones(len(which), dtype=bool)
    is_first[1:] = which[1:] != which[:-1]
    is_last = np.ones(len(which), dtype=bool)
    is_last[:-1] = is_first[1:]
    from_, to = starts[which], ends[which]
    to[~is_last] = np.stack((side, latitude), axis=1)
    from_[~is_first] = np.stack((-side, latitude), axis=1)
    return from_, to, which


def unit_vectors(positions: NDArray[Any]) -> NDArray[Any]:
    """Points of the unit sphere (x, y, z) for positions (longitude, latitude) in degrees, one a row."""
    import numpy as np

    lam, phi = np.radians(positions[:, 0]), np.radians(positions[:, 1])
    return np.stack((np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)), axis=1)


def _over_the_north(
    longitude1: float, latitude1: float, longitude2: float, latitude2: float, step_km: float
) -> list[tuple[float, float]]:
    """A way to the opposite side of the Earth, by the point a quarter of a circle north of the start."""
    over_the_pole = latitude1 > 0
    middle_longitude = longitude1 + 180 if over_the_pole else longitude1
    middle_latitude = 90 - abs(latitude1)
    first = great_circle(longitude1, latitude1, middle_longitude, middle_latitude, step_km=step_km)
    second = great_circle(middle_longitude, middle_latitude, longitude2, latitude2, step_km=step_km)
    points = first[:-1]
    for longitude, latitude in second:
        points.append((_unwrap(longitude, points[-1][0]), latitude))
    return points


def _unit_vector(longitude: float, latitude: float) -> tuple[float, float, float]:
    lam, phi = radians(longitude), radians(latitude)
    return cos(phi) * cos(lam), cos(phi) * sin(lam), sin(phi)


def _unwrap(longitude: float, previous: float) -> float:
    """The longitude, plus or minus 360, that lies nearest to the previous one."""
    return longitude + 360 * round((previous - longitude) / 360)


def cut_at_antimeridian(geometry: BaseGeometry) -> BaseGeometry:
    """The same points, lines or polygons with all of it inside -180..180, as RFC 7946, section 3.1.9 asks.

    Expects longitudes that run on past 180 (as `great_circle` gives), not ones that jump back.
    Lines keep their direction and the order of their parts; what only touches the cut is dropped.
    """
    from shapely import LineString, get_dimensions, get_parts
    from shapely.geometry import GeometryCollection, MultiLineString, MultiPoint, MultiPolygon, Point

    west, _, east, _ = geometry.bounds
    if geometry.is_empty or (west >= -180 and east <= 180):
        return geometry
    if isinstance(geometry, Point):
        return Point((geometry.x + 180) % 360 - 180, geometry.y)
    if isinstance(geometry, MultiPoint):
        return MultiPoint([((point.x + 180) % 360 - 180, point.y) for point in geometry.geoms])
    if isinstance(geometry, GeometryCollection):
        return GeometryCollection([cut_at_antimeridian(part) for part in geometry.geoms])
    if get_dimensions(geometry) == 1:
        lines = [LineString(run) for part in get_parts(geometry) for run in _cut_line(list(part.coords))]
        return lines[0] if len(lines) == 1 else MultiLineString(lines)
    polygons = [piece for part in get_parts(geometry) for piece in _cut_polygon(part)]
    return polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)


def _cut_line(points: list[tuple[float, ...]]) -> list[list[tuple[float, float]]]:
    """The runs of a line between its crossings of 180 degrees, each moved into -180..180."""
    runs: list[list[tuple[float, float]]] = []
    turn: int | None = None
    for (x1, y1, *_), (x2, y2, *_) in pairwise(points):
        if turn is not None and abs(x1 - 360 * turn) <= 180 and abs(x2 - 360 * turn) < 180:
            runs[-1].append((x2 - 360 * turn, y2))
            continue
        low, high = sorted((x1, x2))
        borders = [180.0 + 360 * k for k in range(floor((low - 180) / 360), ceil((high - 180) / 360) + 1)]
        crossings = [x for x in borders if low < x < high]
        stops = [(x1, y1), *((x, y1 + (y2 - y1) * (x - x1) / (x2 - x1)) for x in crossings), (x2, y2)]
        if x2 < x1:
            stops[1:-1] = stops[-2:0:-1]
        for start, end in pairwise(stops):
            window = floor(((start[0] + end[0]) / 2 + 180) / 360)
            if window != turn:
                runs.append([(_into_range(start[0] - 360 * window), start[1])])
                turn = window
            runs[-1].append((_into_range(end[0] - 360 * window), end[1]))
    return runs


def _into_range(longitude: float) -> float:
    """The longitude without the last bit by which rounding may carry it past 180 degrees."""
    return max(-180.0, min(180.0, longitude))


def _cut_polygon(polygon: BaseGeometry) -> list[Polygon]:
    """The pieces of one polygon between its crossings of 180 degrees, each moved into -180..180."""
    from shapely import Polygon, box, get_parts
    from shapely.affinity import translate

    west, _, east, _ = polygon.bounds
    pieces: list[Polygon] = []
    for turn in range(floor((west + 180) / 360), floor((east + 180) / 360) + 1):
        window = box(-180 + 360 * turn, -90, 180 + 360 * turn, 90)
        parts = get_parts(polygon.intersection(window))
        pieces += [translate(part, xoff=-360 * turn) for part in parts if isinstance(part, Polygon)]
    return pieces
