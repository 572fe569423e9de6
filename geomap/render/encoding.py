"""How strings and geometries travel: each distinct one once, coordinates as differences of whole steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from geomap.borders import Borders, join_borders, make_borders
from geomap.codes import Numbers, distinct, first_uses
from geomap.geo import cut_great_circles, unit_vectors
from geomap.layer import Arcs, Area, Areas, Outline, Spot, make_geometries
from geomap.render.outlines import encode_outlines

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geomap.render.packing import Pack

STEPS_PER_DEGREE: Final = 10_000
"""Resolution of coordinates in the payload: 1e-4 degrees, about 11 metres."""

LINE_TOLERANCE: Final = 0.01
"""How far a drawn line may leave the true one, degrees: half a pixel at zoom 6."""

_ON_ARC: Final = 1e-4
"""How far the middle of a great circle may lie from its plane, radians."""

_OPPOSITE: Final = -1 + 1e-9
"""The cosine between positions that count as opposite: six hundred metres from it and less."""

_POINT, _LINE, _RING, _POLYGON = range(4)

Drawn: TypeAlias = "Spot | Arcs | Area | BaseGeometry"
"""An outline that is there."""


class StringTable:
    """Every distinct string once; number 0 stands for unknown."""

    def __init__(self) -> None:
        self._numbers = Numbers()
        self._numbers[None] = self._numbers[""]

    @property
    def strings(self) -> list[str]:
        """All strings by their numbers."""
        return [text for text in self._numbers if text is not None]

    def add_all(self, texts: Iterable[str | None]) -> list[int]:
        """The numbers of strings, in order; 0 for None and ""."""
        return list(map(self._numbers.__getitem__, texts))


class GeometryTable:
    """Every distinct outline once; number 0 stands for none."""

    def __init__(self) -> None:
        self.outlines: list[Drawn] = []
        self._numbers: dict[object, int] = {None: 0}
        self._known: dict[int, int] = {}
        self._kept: list[Sequence[Outline]] = []

    def add(self, outlines: Sequence[Outline]) -> list[int]:
        """The numbers of outlines; 0 for None and empty geometries."""
        # Layers share outlines, and comparing identities is faster than comparing positions.
        names, known = list(map(id, outlines)), self._known
        new = {name: one for name, one in zip(names, outlines, strict=True) if name not in known}
        known.update(zip(new, self._number(list(new.values())), strict=True))
        # They are kept, so that no other gets their identity.
        self._kept.append(outlines)
        return list(map(known.__getitem__, names))

    def _number(self, outlines: Sequence[Outline]) -> list[int]:
        numbers = self._numbers
        found = [numbers.setdefault(key, len(numbers)) for key in _keys_of(outlines)]
        # Of equal ones the first is drawn.
        drawn: dict[int, Any] = dict(zip(reversed(found), reversed(outlines), strict=True))
        self.outlines += map(drawn.__getitem__, range(len(self.outlines) + 1, len(numbers)))
        return found


class _Shape:
    """A geometry to look up: compared by its positions where extent and count are the same."""

    __slots__ = ("_geometry", "_hash")

    def __init__(self, geometry: BaseGeometry, extent: tuple[float, ...]) -> None:
        self._geometry, self._hash = geometry, hash(extent)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Shape) and bool(self._geometry == other._geometry)


_PLAIN: Final = frozenset({Spot, Arcs, Area, type(None)})


def _keys_of(outlines: Sequence[Outline]) -> list[object]:
    """What is the same for equal outlines; None for no and empty geometries."""
    import numpy as np
    from shapely import bounds, get_num_coordinates

    keys: list[object] = list(outlines)
    kinds = list(map(type, outlines))
    if _PLAIN.issuperset(kinds):
        return keys
    others = [index for index, kind in enumerate(kinds) if kind not in _PLAIN]
    shapes: Any = np.array([outlines[index] for index in others], dtype=object)
    extents = np.column_stack((get_num_coordinates(shapes), bounds(shapes))).tolist()
    for index, shape, extent in zip(others, shapes, extents, strict=True):
        keys[index] = _Shape(shape, tuple(extent)) if extent[0] else None
    return keys


PATH_COLUMNS: Final = frozenset({"pathX", "pathY", "arcX", "arcY"})
"""The columns of geometries that travel as differences."""


def pack_geometries(pack: Pack, columns: Mapping[str, NDArray[Any]]) -> None:
    """Add what `encode_geometries` or `encode_paths` made to a part of the payload."""
    for name, numbers in columns.items():
        pack.numbers(name, numbers, as_differences=name in PATH_COLUMNS)


def encode_geometries(outlines: Sequence[Drawn]) -> dict[str, NDArray[Any]]:
    """Outlines as columns of a part of the payload.

    ``points``, ``lines`` and ``rings`` count the parts of each geometry. Positions stand once in ``x`` and
    ``y``, in whole steps; ``at`` refers to them, for each geometry its points, the ends of its lines, a point
    inside its area. Each is how far it lies behind the next new position, which is 0. ``lineSize`` counts the
    points of a line: two stand for the great circle between them and are found in ``at``, more are paths
    (`encode_paths`). ``ringArcs`` counts the arcs of each ring, ``ringArc`` names them as `Outlines` says;
    arcs are paths too, in steps of which 2 to the power of ``arcGrid`` make a degree.
    """
    import numpy as np
    from shapely import get_coordinates, get_type_id

    spots, spot_owner = _spots_of(outlines)
    arcs, arc_owner, shapes, shape_owner = _arcs_of(outlines)
    parts, owner = _parts_of(shapes, shape_owner)
    kinds = get_type_id(parts)
    are_points, are_lines, are_areas = kinds == _POINT, (kinds == _LINE) | (kinds == _RING), kinds == _POLYGON
    points = _to_steps(np.concatenate((spots, get_coordinates(parts[are_points]))))
    point_owner = np.concatenate((spot_owner, owner[are_points]))
    line_sizes, ends, paths = _encode_lines(parts[are_lines])
    line_sizes = np.concatenate((np.full(len(arcs), 2), line_sizes))
    line_owner = np.concatenate((arc_owner, owner[are_lines]))
    borders, area_owner = _borders_of(outlines, parts[are_areas], owner[are_areas])
    areas = encode_outlines(borders)
    labels = _to_steps(borders.labels[areas.rings > 0])
    owners = point_owner, line_owner[line_sizes == 2].repeat(2), area_owner[areas.rings > 0]
    order = np.argsort(np.concatenate(owners), kind="stable")
    positions = np.concatenate((points, _to_steps(arcs.reshape(-1, 2)), ends, labels))[order]
    line_sizes = line_sizes[np.argsort(line_owner, kind="stable")]
    counted = {"points": point_owner, "lines": line_owner, "rings": area_owner.repeat(areas.rings)}
    return {
        **{name: np.bincount(owner, minlength=len(outlines)) for name, owner in counted.items()},
        **_encode_positions(positions),
        "lineSize": line_sizes,
        **encode_paths("path", paths, line_sizes[line_sizes > 2]),
        "ringArcs": areas.ring_sizes,
        "ringArc": areas.codes,
        "arcGrid": areas.grid,
        **encode_paths("arc", areas.points, areas.sizes),
    }


def _spots_of(outlines: Sequence[Drawn]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The positions of spots, and the numbers of their outlines."""
    import numpy as np

    found = [index for index, outline in enumerate(outlines) if type(outline) is Spot]
    spots: Any = map(outlines.__getitem__, found)
    return _floats(chain.from_iterable(spots)).reshape(-1, 2), np.array(found, dtype=np.int64)


def _arcs_of(
    outlines: Sequence[Drawn],
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]:
    """The ends (start, end) of great circles and their outlines' numbers; other geometries and their numbers.

    Between opposite positions two ends do not tell the way; such arcs are given as geometries.
    """
    import numpy as np

    known = [(index, outline.tracks) for index, outline in enumerate(outlines) if type(outline) is Arcs]
    owners = np.array([index for index, tracks in known for _ in tracks], dtype=np.int64)
    spots = chain.from_iterable(chain.from_iterable([tracks for _, tracks in known]))
    ends = _floats(chain.from_iterable(spots)).reshape(-1, 2, 2)
    one, other = unit_vectors(ends[:, 0]), unit_vectors(ends[:, 1])
    opposite = distinct(owners[(one * other).sum(axis=1) < _OPPOSITE])
    is_opposite = np.zeros(len(outlines), dtype=bool)
    is_opposite[opposite] = True
    are_opposite = is_opposite[owners]
    others = [index for index, outline in enumerate(outlines) if type(outline) not in (Spot, Arcs, Area)]
    others += opposite.tolist()
    ends, owners = ends[~are_opposite], owners[~are_opposite]
    starts, stops, piece = cut_great_circles(ends[:, 0], ends[:, 1])
    shapes = make_geometries([outlines[index] for index in others])
    return np.stack((starts, stops), axis=1), owners[piece], shapes, np.array(others, dtype=np.int64)


def _borders_of(
    outlines: Sequence[Drawn], polygons: NDArray[Any], owner: NDArray[Any]
) -> tuple[Borders, NDArray[Any]]:
    """The borders of all areas, in order, and the numbers of their outlines.

    Args:
        outlines: All outlines, some of which are areas.
        polygons: The polygons of those that are geometries.
        owner: The numbers of the outlines that these are parts of.
    """
    import numpy as np

    rows: dict[Areas, list[tuple[int, int]]] = {}
    for index, outline in enumerate(outlines):
        if type(outline) is Area:
            rows.setdefault(outline.source, []).append((index, outline.number))
    several, owners = [], []
    for source, found in rows.items():
        indices, numbers = np.array(found).T
        several.append(source.borders.pick(numbers))
        owners.append(indices)
    if len(polygons) or not several:
        whose, number = np.unique(owner, return_inverse=True)
        several.append(make_borders(polygons, number))
        owners.append(whose)
    if len(several) == 1:
        return several[0], owners[0]
    order = np.argsort(np.concatenate(owners))
    return join_borders(several).pick(order), np.concatenate(owners)[order]


def _floats(numbers: Iterable[float]) -> NDArray[Any]:
    """Numbers one after another; numpy is much slower at finding the form of so many tuples."""
    import numpy as np

    return np.fromiter(numbers, dtype=float)


def _parts_of(geometries: NDArray[Any], owner: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The single points, lines and polygons, and which outline each is a part of."""
    import numpy as np
    from shapely import get_parts, get_type_id, is_empty

    while np.any(get_type_id(geometries) > _POLYGON):
        geometries, index = get_parts(geometries, return_index=True)
        owner = owner[index]
    is_there = ~is_empty(geometries)
    return geometries[is_there], owner[is_there]


def _to_steps(coordinates: NDArray[Any]) -> NDArray[Any]:
    import numpy as np

    steps: NDArray[Any] = np.rint(coordinates * STEPS_PER_DEGREE).astype(np.int64)
    return steps


def _encode_positions(positions: NDArray[Any]) -> dict[str, NDArray[Any]]:
    """Positions once each, and how far each one used lies behind the next new one."""
    import numpy as np

    keys = positions[:, 0] * (1 << 24) + positions[:, 1]
    first, numbers = first_uses(keys)
    found = positions[first]
    following = np.maximum.accumulate(np.concatenate(([-1], numbers)))[:-1] + 1 if len(numbers) else numbers
    return {"x": found[:, 0], "y": found[:, 1], "at": following - numbers}


def encode_paths(name: str, points: NDArray[Any], sizes: NDArray[Any]) -> dict[str, NDArray[Any]]:
    """Paths in whole steps: how many points each has, and all points one after another.

    Args:
        name: What the columns' names begin with.
        points: The points (x, y) of all paths, in whole steps.
        sizes: How many points each path has.
    """
    return {f"{name}Size": sizes, f"{name}X": points[:, 0], f"{name}Y": points[:, 1]}


def _encode_lines(lines: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """The sizes of all lines, the ends of those that are great circles, and the points of the others."""
    import numpy as np
    from shapely import get_coordinates, get_num_coordinates, simplify

    counts = get_num_coordinates(lines)
    ends = np.cumsum(counts)
    starts = ends - counts
    coordinates = get_coordinates(lines)
    first, last, middle = coordinates[starts], coordinates[ends - 1], coordinates[starts + counts // 2]
    is_arc = (counts > 2) & _are_great_circles(first, last, middle)
    simple = simplify(lines[~is_arc], LINE_TOLERANCE)
    sizes = np.full(len(lines), 2)
    sizes[~is_arc] = get_num_coordinates(simple)
    ends = _to_steps(np.stack((first, last), axis=1))
    paths = simple[sizes[~is_arc] > 2]
    return sizes, ends[sizes == 2].reshape(-1, 2), _to_steps(get_coordinates(paths))


def _are_great_circles(start: NDArray[Any], end: NDArray[Any], middle: NDArray[Any]) -> NDArray[Any]:
    """Whether points lie on the shortest way between two others; not told for opposite points."""
    import numpy as np

    one, other, between = map(unit_vectors, (start, end, middle))
    normal = np.cross(one, other)
    length = np.linalg.norm(normal, axis=1)
    away = np.abs((normal * between).sum(axis=1))
    is_between = (between * (one + other)).sum(axis=1) > 0
    is_on: NDArray[Any] = (length > 1e-3) & is_between & (away < _ON_ARC * length)
    return is_on
