"""The borders of all polygons as sections of their file: what maps draw, ready before a polygon is decoded.

Numbers stand in planes, the first byte of every one and then the second, and are compressed: a file of three
thousand areas has a quarter of a million corners.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from geomap.borders import Borders, make_borders
from geomap.gazetteer.sections import SectionFile

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

_PREFIX: Final = "borders."
_TYPES: Final = MappingProxyType(
    {
        "labels": "<f8",
        "parts": "<u4",
        "extents": "<f8",
        "rings": "<u4",
        "uses": "<u4",
        "arcs": "<u4",
        "corners": "<u4",
        "points": "<i4",
        "ranks": "<f2",
    }
)
"""The sections by what they hold of `Borders`; ``points`` are steps of the grid, each less the one before."""


def border_sections(polygons: Sequence[BaseGeometry], *, grid: float) -> dict[str, tuple[str, bytes]]:
    """The borders of polygons as sections of a column file.

    Args:
        polygons: One for each area, in order, with all corners on the grid.
        grid: A step of the grid, degrees.
    """
    import numpy as np
    from shapely import get_parts

    parts, owner = get_parts(np.array(polygons, dtype=object), return_index=True)
    borders = make_borders(parts, owner)
    columns = {name: getattr(borders, name) for name in _TYPES}
    steps = np.rint(borders.points / grid).astype(np.int64)
    columns["points"] = np.diff(steps, prepend=steps[:1] * 0, axis=0)
    return {
        _PREFIX + name: ("B", zlib.compress(_planes(columns[name], kind), 9)) for name, kind in _TYPES.items()
    }


def has_borders(file: SectionFile) -> bool:
    """Whether a file has the borders of its polygons; those of earlier versions have not."""
    return f"{_PREFIX}points" in file.header["sections"]


def read_borders(file: SectionFile, *, grid: float) -> Borders:
    """The borders of a file of polygons, by the numbers of these.

    Raises:
        DamagedDataError: If a section is missing.
    """
    import numpy as np

    columns = {name: _numbers(file.column(_PREFIX + name), kind) for name, kind in _TYPES.items()}
    columns["points"] = np.cumsum(columns["points"].reshape(-1, 2), axis=0) * grid
    columns["labels"] = columns["labels"].reshape(-1, 2)
    columns["ranks"] = columns["ranks"].astype(np.float32)
    for name in ("parts", "rings", "uses", "arcs", "corners"):
        columns[name] = columns[name].astype(np.int64)
    return Borders(**columns)


def _planes(numbers: NDArray[Any], kind: str) -> bytes:
    import numpy as np

    stored = np.ascontiguousarray(numbers.ravel().astype(kind))
    return stored.view(np.uint8).reshape(-1, stored.itemsize).T.tobytes()


def _numbers(content: memoryview[Any], kind: str) -> NDArray[Any]:
    import numpy as np

    planes = np.frombuffer(zlib.decompress(content), dtype=np.uint8).reshape(np.dtype(kind).itemsize, -1)
    return np.ascontiguousarray(planes.T).view(kind).ravel()
