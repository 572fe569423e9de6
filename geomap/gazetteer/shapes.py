"""Polygons of countries and first-order divisions: fetched by place_id, or found by position.

One column file holds every polygon once, as compressed WKB on a grid of 1/8192 degree (about 14 m), with
its box; each worldview has a table from place_id to polygon. A polygon is decoded when first asked for.
The borders of all are kept beside them, for maps: what draws an area needs no polygon.

Positions are found by cells of half a degree. No border of a polygon passes through most cells, and
then the whole cell lies inside or outside: one question answers all later ones.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import floor
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from geomap.codes import Memo
from geomap.constants import Worldview
from geomap.gazetteer.sections import SectionFile, write_sections
from geomap.gazetteer.stored_borders import border_sections, has_borders, read_borders
from geomap.layer import Area

if TYPE_CHECKING:
    from shapely import STRtree
    from shapely.geometry.base import BaseGeometry

    from geomap.borders import Borders

SHAPE_GRID: Final = 1 / 8192
"""Coordinates of stored polygons are multiples of this many degrees, so that they are exact and pack well."""
_CELLS_PER_DEGREE: Final = 2
_CELLS_PER_LINE: Final = 1 << 11
_CACHED_CELLS: Final = 1 << 16


@dataclass(frozen=True, kw_only=True)
class _Polygon:
    """A decoded polygon, with the cells that its border passes through, or may, found when asked for."""

    shape: BaseGeometry

    @cached_property
    def border_cells(self) -> frozenset[int]:
        return _border_cells(self.shape)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """What holds all of a cell, and the polygons that hold a part of it: (place_id, shape), by place_id.

    Of what holds all of it only the first by place_id is kept, and only parts that come before it.
    """

    country: str | None
    admin1: str | None
    country_parts: tuple[tuple[str, BaseGeometry], ...] = ()
    admin1_parts: tuple[tuple[str, BaseGeometry], ...] = ()


def write_shapes(
    path: Path,
    *,
    countries: Mapping[Worldview, Mapping[str, BaseGeometry]],
    admin1: Mapping[Worldview, Mapping[str, BaseGeometry]],
) -> int:
    """Write polygons by worldview and place_id; equal polygons are kept once. Returns how many are kept."""
    import shapely

    numbers: dict[bytes, int] = {}
    boxes = array("d")
    starts, content = array("I", [0]), bytearray()
    kept: list[BaseGeometry] = []
    tables: dict[str, dict[str, dict[str, int]]] = {"countries": {}, "admin1": {}}
    for kind, views in (("countries", countries), ("admin1", admin1)):
        for view, shapes in views.items():
            table = tables[kind].setdefault(str(view), {})
            for place_id, shape in sorted(shapes.items()):
                raw = shapely.to_wkb(shape, byte_order=1)
                if raw not in numbers:
                    numbers[raw] = len(numbers)
                    kept.append(shape)
                    boxes.extend(shape.bounds)
                    content += zlib.compress(raw, 9)
                    starts.append(len(content))
                table[place_id] = numbers[raw]
    sections: dict[str, tuple[str, bytes | Path]] = {
        "box": ("d", boxes.tobytes()),
        "start": ("I", starts.tobytes()),
        "shape": ("B", bytes(content)),
        **border_sections(kept, grid=SHAPE_GRID),
    }
    write_sections(path, dict(tables), sections)
    return len(numbers)


class ShapeStore:
    """The polygons of one worldview. Safe across threads."""

    def __init__(self, path: Path, *, worldview: Worldview) -> None:
        """Map the polygon file into memory.

        Raises:
            DamagedDataError: If the file does not have the expected form.
        """
        self._file = SectionFile(path)
        self._countries: dict[str, int] = self._file.header["countries"][str(worldview)]
        self._admin1: dict[str, int] = self._file.header["admin1"][str(worldview)]
        self._start, self._shape = self._file.column("start"), self._file.column("shape")
        self._decoded: dict[int, _Polygon] = {}
        self._areas = Memo[int, Area](lambda number: Area(number, self))
        self._lock = Lock()
        self._cell = lru_cache(maxsize=_CACHED_CELLS)(self._make_cell)

    def __len__(self) -> int:
        return len(self._countries) + len(self._admin1)

    def get(self, place_id: str) -> BaseGeometry | None:
        """The polygon of a place; None if it has none."""
        number = self._number(place_id)
        return None if number is None else self.polygon(number)

    def area(self, place_id: str) -> Area | BaseGeometry | None:
        """The polygon of a place as a map draws it; None if it has none."""
        number = self._number(place_id)
        if number is None:
            return None
        return self._areas[number] if has_borders(self._file) else self.polygon(number)

    @cached_property
    def borders(self) -> Borders:
        """The borders of all polygons, by their numbers."""
        return read_borders(self._file, grid=SHAPE_GRID)

    def polygon(self, number: int) -> BaseGeometry:
        """The polygon with a number of `borders`."""
        with self._lock:
            return self._decode(number).shape

    def _number(self, place_id: str) -> int | None:
        number = self._countries.get(place_id)
        return self._admin1.get(place_id) if number is None else number

    def find(self, longitude: float, latitude: float) -> tuple[str | None, str | None]:
        """The place_id of the country and of the division that hold a position; None for none.

        On a shared border the first by place_id.
        """
        cell = self._cell(floor(longitude * _CELLS_PER_DEGREE), floor(latitude * _CELLS_PER_DEGREE))
        country = cell.country
        if cell.country_parts:
            country = self._first_holding(cell.country_parts, longitude, latitude) or country
        admin1 = cell.admin1
        if cell.admin1_parts:
            admin1 = self._first_holding(cell.admin1_parts, longitude, latitude) or admin1
        return country, admin1

    def _first_holding(
        self, parts: Sequence[tuple[str, BaseGeometry]], longitude: float, latitude: float
    ) -> str | None:
        from shapely import intersects_xy

        # GEOS completes what it prepares at the first question; two threads must not ask it at once.
        with self._lock:
            for place_id, shape in parts:
                if intersects_xy(shape, longitude, latitude):
                    return place_id
        return None

    def _make_cell(self, column: int, line: int) -> _Cell:
        """What is known of all positions of one cell; columns and lines count from (0, 0) degrees."""
        import shapely

        west, south = column / _CELLS_PER_DEGREE, line / _CELLS_PER_DEGREE
        side = 1 / _CELLS_PER_DEGREE
        parts: dict[bool, list[tuple[str, BaseGeometry]]] = {True: [], False: []}
        whole: dict[bool, list[str]] = {True: [], False: []}
        maybe_whole: list[tuple[bool, str, BaseGeometry]] = []
        with self._lock:
            tree, keys = self._index
            for position in tree.query(shapely.box(west, south, west + side, south + side)):
                is_country, place_id, number = keys[position]
                polygon = self._decode(number)
                if _cell_number(column, line) in polygon.border_cells:
                    parts[is_country].append((place_id, polygon.shape))
                else:
                    maybe_whole.append((is_country, place_id, polygon.shape))
            answers = shapely.intersects_xy([shape for _, _, shape in maybe_whole], west, south)
        for (is_country, place_id, _), is_inside in zip(maybe_whole, answers, strict=True):
            if is_inside:
                whole[is_country].append(place_id)
        country, admin1 = min(whole[True], default=None), min(whole[False], default=None)
        return _Cell(
            country=country,
            admin1=admin1,
            country_parts=_parts_before(country, parts[True]),
            admin1_parts=_parts_before(admin1, parts[False]),
        )

    @cached_property
    def _index(self) -> tuple[STRtree, Sequence[tuple[bool, str, int]]]:
        import shapely

        keys = [(True, *item) for item in self._countries.items()]
        keys += [(False, *item) for item in self._admin1.items()]
        box: memoryview[Any] = self._file.column("box")
        corners = [box[4 * number : 4 * number + 4].tolist() for _, _, number in keys]
        west, south, east, north = zip(*corners, strict=True)
        return shapely.STRtree(shapely.box(west, south, east, north)), keys

    def _decode(self, number: int) -> _Polygon:
        import shapely

        polygon = self._decoded.get(number)
        if polygon is None:
            raw = zlib.decompress(self._shape[self._start[number] : self._start[number + 1]])
            shape = shapely.from_wkb(raw)
            shapely.prepare(shape)
            polygon = _Polygon(shape=shape)
            self._decoded[number] = polygon
        return polygon


def _cell_number(column: int, line: int) -> int:
    return line * _CELLS_PER_LINE + column


def _parts_before(
    whole: str | None, parts: list[tuple[str, BaseGeometry]]
) -> tuple[tuple[str, BaseGeometry], ...]:
    """Only what comes before the first that holds the whole cell can still be the answer."""
    kept = [part for part in parts if whole is None or part[0] < whole]
    return tuple(sorted(kept, key=lambda part: part[0]))


def _border_cells(shape: BaseGeometry) -> frozenset[int]:
    """The cells in the box of each piece of a border: at least those that the border touches.

    Pieces are short, so few cells are named in vain; that costs time later, never an answer.
    """
    import numpy as np
    import shapely

    coordinates, ring = shapely.get_coordinates(
        shapely.get_rings(shapely.get_parts(shape)), return_index=True
    )
    cells = np.floor(coordinates * _CELLS_PER_DEGREE).astype(np.int64)
    found = set((cells[:, 1] * _CELLS_PER_LINE + cells[:, 0]).tolist())
    # A step to the next cell needs no more than its two ends.
    leaps = (np.abs(cells[1:] - cells[:-1]).sum(axis=1) > 1) & (ring[1:] == ring[:-1])
    starts, ends = cells[:-1][leaps], cells[1:][leaps]
    low, high = np.minimum(starts, ends).tolist(), np.maximum(starts, ends).tolist()
    for (west, south), (east, north) in zip(low, high, strict=True):
        for line in range(south, north + 1):
            found.update(range(_cell_number(west, line), _cell_number(east, line) + 1))
    return frozenset(found)
