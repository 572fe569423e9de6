"""Polygons of countries and first-order divisions: fetched by place_id, or found by position.

One column file holds every polygon once, as compressed WKB on a grid of 1/8192 degree (about 14 m), with
its box; each worldview has a table from place_id to polygon. A polygon is decoded when first asked for.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from geomap.constants import Worldview
from geomap.gazetteer.sections import SectionFile, write_sections

if TYPE_CHECKING:
    from shapely import STRtree
    from shapely.geometry.base import BaseGeometry

SHAPE_GRID: Final = 1 / 8192
"""Coordinates of stored polygons are multiples of this many degrees, so that they are exact and pack well."""


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
    tables: dict[str, dict[str, dict[str, int]]] = {"countries": {}, "admin1": {}}
    for kind, views in (("countries", countries), ("admin1", admin1)):
        for view, shapes in views.items():
            table = tables[kind].setdefault(str(view), {})
            for place_id, shape in sorted(shapes.items()):
                raw = shapely.to_wkb(shape, byte_order=1)
                if raw not in numbers:
                    numbers[raw] = len(numbers)
                    boxes.extend(shape.bounds)
                    content += zlib.compress(raw, 9)
                    starts.append(len(content))
                table[place_id] = numbers[raw]
    sections: dict[str, array[Any]] = {"box": boxes, "start": starts, "shape": array("B", bytes(content))}
    write_sections(
        path,
        dict(tables),
        {name: (values.typecode, values.tobytes()) for name, values in sections.items()},
    )
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
        self._decoded: dict[int, BaseGeometry] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._countries) + len(self._admin1)

    def get(self, place_id: str) -> BaseGeometry | None:
        """The polygon of a place; None if it has none."""
        number = self._countries.get(place_id)
        if number is None:
            number = self._admin1.get(place_id)
        if number is None:
            return None
        with self._lock:
            return self._decode(number)

    def find(self, longitude: float, latitude: float) -> tuple[str | None, str | None]:
        """The place_id of the country and of the division that hold a position; None for none.

        On a shared border the first by place_id.
        """
        import shapely

        found: dict[bool, list[str]] = {True: [], False: []}
        # GEOS builds trees and what it prepares at the first question; two threads must not ask it at once.
        with self._lock:
            tree, keys = self._index
            for position in tree.query(shapely.Point(longitude, latitude)):
                is_country, place_id, number = keys[position]
                if shapely.intersects_xy(self._decode(number), longitude, latitude):
                    found[is_country].append(place_id)
        return min(found[True], default=None), min(found[False], default=None)

    @cached_property
    def _index(self) -> tuple[STRtree, Sequence[tuple[bool, str, int]]]:
        import shapely

        keys = [(True, *item) for item in self._countries.items()]
        keys += [(False, *item) for item in self._admin1.items()]
        box: memoryview[Any] = self._file.column("box")
        corners = [box[4 * number : 4 * number + 4].tolist() for _, _, number in keys]
        west, south, east, north = zip(*corners, strict=True)
        return shapely.STRtree(shapely.box(west, south, east, north)), keys

    def _decode(self, number: int) -> BaseGeometry:
        import shapely

        shape = self._decoded.get(number)
        if shape is None:
            raw = zlib.decompress(self._shape[self._start[number] : self._start[number + 1]])
            shape = shapely.from_wkb(raw)
            shapely.prepare(shape)
            self._decoded[number] = shape
        return shape
