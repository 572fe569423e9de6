"""GeoJSON files after RFC 7946: WGS 84, longitude first, at most 6 decimals, right-hand rule."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap import __version__
from geomap.export.cells import DECIMALS, plain_columns
from geomap.files import write_bytes
from geomap.geo import cut_at_antimeridian

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geomap.models import Layer

_JSON: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_AREA: Final = 2
_LONG_FRACTION: Final = re.compile(rf"\.\d{{{DECIMALS + 1},}}")


def write_geojson(layer: Layer, path: str | Path) -> None:
    """Write a layer as a GeoJSON file; the same layer gives the same bytes.

    Raises:
        ExportError: If the file cannot be written.
    """
    write_bytes(path, geojson_bytes(layer))


def geojson_bytes(layer: Layer) -> bytes:
    """A layer as the content of a GeoJSON file: UTF-8, one feature a line."""
    names = list(layer.frame.columns[:-1])
    texts = _geometry_texts(layer.frame.geometry.tolist())
    lines = [
        f'{{"type":"Feature","geometry":{text},"properties":{_dump(dict(zip(names, row, strict=True)))}}}'
        for *row, text in zip(*plain_columns(layer), texts, strict=True)
    ]
    members, features = _dump(_members(layer))[:-1], ",\n".join(lines)
    return f'{members},"features":[\n{features}\n]}}\n'.encode()


def layer_to_geojson(layer: Layer) -> dict[str, Any]:
    """A layer as a FeatureCollection; properties follow the columns, unknown is None.

    Positions are [longitude, latitude]. Lines and polygons that run past 180 degrees are cut there.
    A missing geometry is None.
    """
    collection: dict[str, Any] = json.loads(geojson_bytes(layer))
    return collection


def _members(layer: Layer) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "name": layer.key,
        "attribution": layer.attribution,
        "worldview": layer.worldview.value,
        "generator": f"geomap {__version__}",
    }


def geometry_to_geojson(geometry: BaseGeometry | None) -> dict[str, Any] | None:
    """A geometry as a GeoJSON object; None if there is none or nothing in it."""
    (text,) = _geometry_texts([geometry])
    found: dict[str, Any] | None = json.loads(text)
    return found


def _geometry_texts(geometries: Sequence[BaseGeometry | None]) -> list[str]:
    """Geometries as JSON text; "null" where there is none or nothing in it.

    Rows share geometries, and outlines are long: each is written once.
    """
    import numpy as np
    from shapely import is_empty, is_missing, orient_polygons, to_geojson

    distinct = {id(one): one for one in geometries}
    shapes = np.empty(len(distinct), dtype=object)
    shapes[:] = list(distinct.values())
    tidy = orient_polygons(_cut(_rounded(shapes)))
    tidy[is_empty(tidy) | is_missing(tidy)] = None
    written = [text and _LONG_FRACTION.sub(_shortest, text) for text in to_geojson(tidy)]
    texts = dict(zip(distinct, written, strict=True))
    return [texts[id(one)] or "null" for one in geometries]


def _shortest(fraction: re.Match[str]) -> str:
    """The decimals of a number that GEOS wrote with more digits than it needs, as it does now and then."""
    return f"{float(fraction[0]):.{DECIMALS}f}".lstrip("0").rstrip("0")


def _cut(shapes: NDArray[Any]) -> NDArray[Any]:
    """Rounded geometries, those that run past 180 degrees cut there and rounded again."""
    import numpy as np
    from shapely import bounds

    west, _, east, _ = bounds(shapes).T
    is_past = np.maximum(-west, east) > 180
    pieces = np.empty(is_past.sum(), dtype=object)
    pieces[:] = [cut_at_antimeridian(shape) for shape in shapes[is_past]]
    cut = shapes.copy()
    cut[is_past] = _rounded(pieces)
    return cut


def _rounded(shapes: NDArray[Any]) -> NDArray[Any]:
    """Geometries on the grid of 6 decimals; areas stay valid, what is thinner than the grid goes."""
    import numpy as np
    from shapely import force_2d, get_dimensions, is_valid

    flat = force_2d(shapes)
    rounded: NDArray[Any] = _round(flat)
    areas = np.flatnonzero(get_dimensions(rounded) == _AREA)
    for index in areas[~is_valid(rounded[areas])].tolist():
        rounded[index] = _repaired(flat[index])
    return rounded


def _round(shapes: Any) -> Any:
    from shapely import transform

    return transform(shapes, lambda positions: positions.round(DECIMALS) + 0.0)


def _repaired(flat: BaseGeometry) -> Any:
    """An area that rounding breaks, on the grid all the same."""
    from shapely import make_valid, set_precision

    sound = flat if flat.is_valid else make_valid(flat)
    return _round(_areas(set_precision(_areas(sound), 10.0**-DECIMALS)))


def _areas(geometry: BaseGeometry) -> BaseGeometry:
    """The polygons of a repaired geometry, without the lines and points that repair leaves over."""
    from shapely import get_parts
    from shapely.geometry import MultiPolygon, Polygon

    pieces = [piece for part in get_parts(geometry) for piece in get_parts(part)]
    polygons = [piece for piece in pieces if isinstance(piece, Polygon)]
    return polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)


def _dump(value: object) -> str:
    return _JSON.encode(value)
