"""GeoJSON files after RFC 7946: WGS 84, longitude first, at most 6 decimals, right-hand rule."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap import __version__
from geomap.export.cells import DECIMALS, plain_rows
from geomap.files import write_bytes
from geomap.geo import cut_at_antimeridian

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.models import Layer


def write_geojson(layer: Layer, path: str | Path) -> None:
    """Write a layer as a GeoJSON file; the same layer gives the same bytes.

    Raises:
        ExportError: If the file cannot be written.
    """
    write_bytes(path, geojson_bytes(layer))


def geojson_bytes(layer: Layer) -> bytes:
    """A layer as the content of a GeoJSON file: UTF-8, one feature a line."""
    names = list(layer.frame.columns[:-1])
    # Rows share geometries, and outlines are long: each is written once.
    texts: dict[int, str] = {}
    lines = []
    for row, geometry in zip(plain_rows(layer), layer.frame.geometry.tolist(), strict=True):
        if id(geometry) not in texts:
            texts[id(geometry)] = _dump(_geometry(geometry))
        properties = _dump(dict(zip(names, row, strict=True)))
        lines.append(f'{{"type":"Feature","geometry":{texts[id(geometry)]},"properties":{properties}}}')
    members, features = _dump(_members(layer))[:-1], ",\n".join(lines)
    return f'{members},"features":[\n{features}\n]}}\n'.encode()


def layer_to_geojson(layer: Layer) -> dict[str, Any]:
    """A layer as a FeatureCollection; properties follow the columns, unknown is None.

    Positions are [longitude, latitude]. Lines and polygons that run past 180 degrees are cut there.
    A missing geometry is None.
    """
    names = list(layer.frame.columns[:-1])
    return {
        **_members(layer),
        "features": [
            {
                "type": "Feature",
                "geometry": geometry_to_geojson(geometry),
                "properties": dict(zip(names, row, strict=True)),
            }
            for row, geometry in zip(plain_rows(layer), layer.frame.geometry, strict=True)
        ],
    }


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
    found = _geometry(geometry)
    return None if found is None else _lists(found)


def _geometry(geometry: BaseGeometry | None) -> dict[str, Any] | None:
    """The same with tuples where GeoJSON has lists; they are written alike."""
    from shapely.geometry import mapping

    if geometry is None or geometry.is_empty:
        return None
    tidy = _oriented(_rounded(cut_at_antimeridian(_rounded(geometry))))
    return None if tidy.is_empty else dict(mapping(tidy))


def _rounded(geometry: BaseGeometry) -> BaseGeometry:
    """The geometry on the grid of 6 decimals; areas stay valid, what is thinner than the grid goes."""
    from shapely import force_2d, get_dimensions, make_valid, set_precision, transform

    flat = force_2d(geometry)
    rounded = transform(flat, lambda positions: positions.round(DECIMALS) + 0.0)
    if get_dimensions(rounded) < 2 or rounded.is_valid:
        return rounded
    sound = flat if flat.is_valid else make_valid(flat)
    repaired = set_precision(_areas(sound), 10.0**-DECIMALS)
    return transform(_areas(repaired), lambda positions: positions.round(DECIMALS) + 0.0)


def _areas(geometry: BaseGeometry) -> BaseGeometry:
    """The polygons of a repaired geometry, without the lines and points that repair leaves over."""
    from shapely import get_parts
    from shapely.geometry import MultiPolygon, Polygon

    pieces = [piece for part in get_parts(geometry) for piece in get_parts(part)]
    polygons = [piece for piece in pieces if isinstance(piece, Polygon)]
    return polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)


def _oriented(geometry: BaseGeometry) -> BaseGeometry:
    """The geometry with outer rings counterclockwise and holes clockwise."""
    from shapely.geometry import GeometryCollection, MultiPolygon, Polygon
    from shapely.geometry.polygon import orient

    if isinstance(geometry, Polygon):
        return orient(geometry)
    if isinstance(geometry, MultiPolygon):
        return MultiPolygon([orient(polygon) for polygon in geometry.geoms])
    if isinstance(geometry, GeometryCollection):
        return GeometryCollection([_oriented(part) for part in geometry.geoms])
    return geometry


def _lists(value: Any) -> Any:
    """Shapely's nested tuples as the lists that JSON has."""
    if isinstance(value, dict):
        return {key: _lists(item) for key, item in value.items()}
    return [_lists(item) for item in value] if isinstance(value, list | tuple) else value


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
