"""What the rows of all layers are drawn as: numbers of geometries, and areas before their label points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from geomap.codes import Coded, code_by_identity
from geomap.layer import Area, Outline, Spot
from geomap.models import Layer
from geomap.render.cells import Columns
from geomap.render.encoding import GeometryTable
from geomap.render.styles import COARSE

if TYPE_CHECKING:
    from numpy.typing import NDArray

_AREA_CODES = ("PCL", "TERR", "ADM", "CONT", "RGN")


def number_outlines(
    layers: Sequence[Layer], of_layers: Sequence[Columns], table: GeometryTable
) -> list[NDArray[Any]]:
    """For each layer the numbers of its rows' geometries, which are added to a table.

    Where a row has no more than an area's label point and any layer knows the area, it is drawn as that.
    Places are drawn as points.
    """
    outlines = [_coded(layer.outlines()) for layer in layers]
    areas = _known_areas(of_layers, outlines)
    return [
        (drawn if layer.key == "places" else _with_areas(drawn, rows, areas)).numbers(table.add)
        for layer, rows, drawn in zip(layers, of_layers, outlines, strict=True)
    ]


def are_coarse(rows: Columns) -> NDArray[Any]:
    """Whether each row is about an area, so that a point for it is a label's position and no known spot."""
    is_area = rows.coded_texts("feature_code").flags(
        lambda code: code is not None and code.startswith(_AREA_CODES)
    )
    coarse: NDArray[Any] = is_area | rows.coded_texts("precision").flags(COARSE.__contains__)
    return coarse


def _coded(outlines: Sequence[Outline]) -> Coded[Outline]:
    """Outlines by their values, as they may be known already."""
    return outlines if isinstance(outlines, Coded) else code_by_identity(outlines)


def _known_areas(
    of_layers: Sequence[Columns], outlines: Sequence[Coded[Outline]]
) -> Mapping[str | None, Outline]:
    """The areas of places that any layer has, by place_id."""
    import numpy as np
    from shapely import MultiPolygon, Polygon

    shapes = Area, Polygon, MultiPolygon
    areas: dict[str | None, Outline] = {}
    for rows, drawn in zip(of_layers, outlines, strict=True):
        found = np.flatnonzero(_are(drawn, shapes))
        codes = drawn.codes[found].tolist()
        for place_id, number in zip(rows.pick(found).texts("place_id"), codes, strict=True):
            if place_id is not None:
                areas.setdefault(place_id, drawn.values[number])
    return areas


def _with_areas(drawn: Coded[Outline], rows: Columns, areas: Mapping[str | None, Outline]) -> Coded[Outline]:
    """The rows' outlines, or that of an area where a row has no more than the area's label point."""
    import numpy as np
    from shapely import Point

    numbers = {place_id: number for number, place_id in enumerate(areas, start=len(drawn.values))}
    pointed = np.flatnonzero(are_coarse(rows) & _are(drawn, (Spot, Point)))
    codes = drawn.codes.copy()
    for row, place_id in zip(pointed.tolist(), rows.pick(pointed).texts("place_id"), strict=True):
        codes[row] = numbers.get(place_id, codes[row])
    return Coded([*drawn.values, *areas.values()], codes)


def _are(drawn: Coded[Outline], kinds: tuple[type, ...]) -> NDArray[Any]:
    """Whether each outline is of one of these kinds."""
    return drawn.grouped(type).flags(lambda kind: issubclass(kind, kinds))
