"""The base map for drawing, from the same pieces as the polygons; part of `build_data.py`.

JSON, gzip-packed, with the keys attribution, worldviews, land (polygons: lists of rings), borders (lines
between countries, coasts left out, by worldview), disputed ({name, rings} or {name, lines}) and labels
([name, alpha-2 code, longitude, latitude, rank], rank 1 the largest). Rings and lines are flat lists of
integers in hundredths of a degree, longitude first: the first pair is absolute, the others are differences.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from boundaries import Piece
from shapely.geometry.base import BaseGeometry

from geomap.constants import Worldview
from geomap.gazetteer.build import PlaceRow
from geomap.gazetteer.worldviews import read_disputed_areas

_TOLERANCE = 0.05
_SMALLEST_ISLAND = 0.02
_STEPS_PER_DEGREE = 100
_RANK_AREAS = (300.0, 60.0, 12.0, 2.0)


def write_basemap(
    path: Path, pieces: Sequence[Piece], countries: Iterable[PlaceRow], natural_earth: Path
) -> None:
    """Write the base map; the same input always gives the same bytes."""
    groups = _group(pieces)
    keys = sorted(groups, key=str)
    whole = np.array([shapely.coverage_union_all(groups[key]) for key in keys])
    shapes = list(shapely.coverage_simplify(whole, _TOLERANCE))
    by_view = {view: _by_country(keys, shapes, view) for view in Worldview}
    content = {
        "attribution": "Natural Earth",
        "worldviews": [str(view) for view in Worldview],
        "land": _land(list(by_view[Worldview.ISO].values())),
        "borders": {str(view): _borders(list(by_view[view].values())) for view in Worldview},
        "disputed": _disputed(keys, shapes, natural_earth),
        "labels": _labels(countries, by_view[Worldview.ISO]),
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _group(pieces: Sequence[Piece]) -> dict[tuple[str | None, str | None, str | None], list[BaseGeometry]]:
    """Pieces by country in both views and by the disputed area they are in."""
    groups = defaultdict(list)
    for piece in pieces:
        area = next((area.area for area in piece.areas if area.is_hatched), None)
        groups[piece.iso, piece.de_facto, area].append(piece.shape)
    return groups


def _by_country(
    keys: Sequence[tuple[str | None, ...]], shapes: Sequence[BaseGeometry], view: Worldview
) -> dict[str, BaseGeometry]:
    members = defaultdict(list)
    for (iso, de_facto, _), shape in zip(keys, shapes, strict=True):
        members[(iso if view is Worldview.ISO else de_facto) or ""].append(shape)
    return {code: shapely.coverage_union_all(parts) for code, parts in sorted(members.items())}


def _land(shapes: Sequence[BaseGeometry]) -> list[list[list[int]]]:
    keep = []
    for shape in shapes:
        parts = sorted(shapely.get_parts(shape), key=lambda part: -part.area)
        keep += parts[:1] + [part for part in parts[1:] if part.area >= _SMALLEST_ISLAND]
    land = shapely.set_precision(shapely.union_all(keep), 1 / _STEPS_PER_DEGREE)
    polygons = sorted(shapely.get_parts(land), key=lambda part: (-part.area, part.bounds))
    return [
        [_encode(ring) for ring in (polygon.exterior, *polygon.interiors)]
        for polygon in polygons
        if polygon.area > 0
    ]


def _borders(shapes: Sequence[BaseGeometry]) -> list[list[int]]:
    """The lines along which two countries touch."""
    tree = shapely.STRtree(shapes)
    lines = []
    for first, second in sorted(map(tuple, tree.query(shapes, predicate="intersects").T.tolist())):
        if first < second:
            shared = shapely.intersection(shapes[first].boundary, shapes[second].boundary)
            lines += [part for part in shapely.get_parts(shared) if part.length > 0]
    merged = shapely.line_merge(shapely.union_all(lines))
    return [_encode(line) for line in sorted(shapely.get_parts(merged), key=lambda line: line.bounds)]


def _disputed(
    keys: Sequence[tuple[str | None, ...]], shapes: Sequence[BaseGeometry], natural_earth: Path
) -> list[dict[str, Any]]:
    lines = pyogrio.read_dataframe(natural_earth, layer="disputed_borders").geometry
    result: list[dict[str, Any]] = []
    for area in read_disputed_areas():
        if not area.is_hatched:
            continue
        polygons = [shape for key, shape in zip(keys, shapes, strict=True) if key[2] == area.area]
        rings = [
            _encode(part.exterior)
            for shape in polygons
            for part in shapely.get_parts(shape)
            if part.area > 1e-3
        ]
        numbers = [int(value[5:]) for value in area.geometry if value.startswith("line=")]
        if rings:
            result.append({"name": area.area, "rings": rings})
        if numbers:
            merged = shapely.line_merge(shapely.union_all([lines.iloc[number] for number in numbers]))
            parts = shapely.get_parts(shapely.simplify(merged, _TOLERANCE / 2))
            result.append({"name": area.area, "lines": [_encode(part) for part in parts]})
    return result


def _labels(countries: Iterable[PlaceRow], shapes: dict[str, BaseGeometry]) -> list[list[Any]]:
    labels = []
    for row in countries:
        shape = shapes.get(row.country_code or "")
        area = shape.area if shape else 0.0
        rank = 1 + sum(area < limit for limit in _RANK_AREAS)
        labels.append([row.name, row.country_code, round(row.longitude, 2), round(row.latitude, 2), rank])
    return sorted(labels, key=lambda label: (label[4], label[1]))


def _encode(line: BaseGeometry) -> list[int]:
    points = np.round(shapely.get_coordinates(line) * _STEPS_PER_DEGREE).astype(int)
    moved = np.any(np.diff(points, axis=0) != 0, axis=1)
    points = points[np.concatenate([[True], moved])]
    steps = np.concatenate([points[:1], np.diff(points, axis=0)])
    return [int(value) for value in steps.ravel()]
