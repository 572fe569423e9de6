"""Polygons by worldview from Natural Earth's first-order divisions; part of `build_data.py`.

Everything is derived from one layer of divisions, which covers the land without gaps or overlaps: it is cut
where a worldview needs it, each piece gets a country per worldview and GeoNames' division code, and
countries and divisions are unions of pieces, so that borders coincide.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.constants import Worldview
from geomap.gazetteer.shapes import SHAPE_GRID
from geomap.gazetteer.worldviews import DisputedArea, read_disputed_areas

_TOLERANCE = 0.01
_SHARE_OF_PIECE = 0.6
_SHARE_OF_UNIT = 0.5
_SHARE_WITHOUT_CODE = 0.9
_EDGE_LONGITUDE = 179.89
_WESTERN_SAHARA_NORTH = 27.6669
_GOLAN_LINE = 21
_GOLAN_POINT = (35.78, 33.0)
_OWN_CODES = {
    "GLP": "GP",
    "GUF": "GF",
    "MTQ": "MQ",
    "MYT": "YT",
    "REU": "RE",
    "NSV": "SJ",
    "BVT": "BV",
    "TKL": "TK",
    "CXR": "CX",
    "CCK": "CC",
    "SOL": "SO",
    "CYN": "CY",
    "ESB": "CY",
    "WSB": "CY",
    "USG": "CU",
    "KAS": "IN",
    "KAB": "KZ",
    "CLP": "FR",
}
_CARIBBEAN_NETHERLANDS = frozenset({"St. Eustatius", "Saba", "Bonaire"})


@dataclass(slots=True)
class Piece:
    """A part of a division: its polygon, its country per worldview, and GeoNames' division code."""

    shape: BaseGeometry
    attributes: Mapping[str, Any]
    iso: str | None
    de_facto: str | None
    cut: str | None = None
    unit: str | None = None
    areas: list[DisputedArea] = field(default_factory=list)


def read_pieces(path: Path) -> list[Piece]:
    """Read, cut, simplify and snap the divisions, and apply the table of disputed areas."""
    frame = pyogrio.read_dataframe(path, layer="states_provinces")
    lines = pyogrio.read_dataframe(path, layer="disputed_borders")
    pieces = []
    for row in frame.to_dict("records"):
        code = _country_code(row)
        pieces.append(Piece(shape=row["geometry"], attributes=row, iso=code, de_facto=code))
    pieces = _cut_golan(pieces, lines.geometry.iloc[_GOLAN_LINE])
    pieces = _cut_western_sahara(pieces)
    _simplify(pieces)
    for area in read_disputed_areas():
        for piece in pieces:
            if any(_is_selected(piece, selector) for selector in area.geometry):
                piece.iso, piece.de_facto = area.iso_country, area.de_facto_country
                piece.areas.append(area)
    return pieces


def _country_code(row: Mapping[str, Any]) -> str | None:
    if row["name"] in _CARIBBEAN_NETHERLANDS:
        return "BQ"
    own = _OWN_CODES.get(str(row["gu_a3"])) or _OWN_CODES.get(str(row["adm0_a3"]))
    code = own or str(row["iso_a2"])
    return None if code == "-1" else code


def _is_selected(piece: Piece, selector: str) -> bool:
    """Whether a selector such as "adm0_a3=PSX,name=West Bank" or "cut=golan" means a piece."""
    for condition in selector.split(","):
        column, _, value = condition.partition("=")
        if column == "line":
            return False
        actual = piece.cut if column == "cut" else piece.attributes[column]
        if actual != value:
            return False
    return piece.cut is None or selector.startswith("cut=")


def _cut_golan(pieces: list[Piece], line: BaseGeometry) -> list[Piece]:
    """Cut the Golan Heights off Israel's Northern District along Natural Earth's line of the Syrian claim."""
    merged = shapely.get_parts(shapely.line_merge(line))
    parts = [_prolong(np.array(part.coords)) for part in merged]
    result = []
    for piece in pieces:
        if piece.attributes["name"] != "HaZafon":
            result.append(piece)
            continue
        network = shapely.union_all([piece.shape.boundary, *parts])
        faces = [
            face
            for face in shapely.get_parts(shapely.polygonize([network]))
            if piece.shape.contains(face.representative_point())
        ]
        golan = [face for face in faces if face.contains(shapely.Point(_GOLAN_POINT))]
        rest = [face for face in faces if not face.contains(shapely.Point(_GOLAN_POINT))]
        result.append(_part(piece, shapely.union_all(rest), cut=None))
        result.append(_part(piece, shapely.union_all(golan), cut="golan"))
    return result


def _prolong(points: np.ndarray[Any, Any], degrees: float = 0.1) -> BaseGeometry:
    """A line with both ends carried on straight, so that it reaches across a generalized border."""
    first, last = points[0] - points[1], points[-1] - points[-2]
    first, last = first / np.hypot(*first), last / np.hypot(*last)
    return shapely.LineString([points[0] + degrees * first, *points, points[-1] + degrees * last])


def _cut_western_sahara(pieces: list[Piece]) -> list[Piece]:
    """Cut Morocco's divisions at Western Sahara's northern border, 27 degrees 40 minutes north."""
    south = shapely.box(-20, 20, 0, _WESTERN_SAHARA_NORTH)
    result = []
    for piece in pieces:
        if piece.attributes["iso_a2"] != "MA" or not piece.shape.intersects(south):
            result.append(piece)
            continue
        for shape, cut in (
            (piece.shape.difference(south), None),
            (piece.shape.intersection(south), "western_sahara"),
        ):
            if not shape.is_empty:
                result.append(_part(piece, shape, cut=cut))
    return result


def _part(piece: Piece, shape: BaseGeometry, *, cut: str | None) -> Piece:
    return Piece(shape=shape, attributes=piece.attributes, iso=piece.iso, de_facto=piece.de_facto, cut=cut)


def _simplify(pieces: Sequence[Piece]) -> None:
    """Simplify all pieces together, so that shared borders stay shared, and snap them to the storage grid."""
    clean = shapely.coverage_clean  # type: ignore[attr-defined]  # newer than its type stubs
    shapes = clean(np.array([piece.shape for piece in pieces]))
    shapes = shapely.coverage_simplify(shapes, _TOLERANCE)
    for piece, shape in zip(pieces, shapes, strict=True):
        snapped = shapely.transform(shape, _snap)
        piece.shape = snapped if snapped.is_valid else _polygons(shapely.make_valid(snapped))


def _polygons(shape: BaseGeometry) -> BaseGeometry:
    """The areal parts of a shape that making it valid may have mixed with lines."""
    return shapely.union_all([part for part in shapely.get_parts(shape) if part.area > 0])


def _snap(points: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    points = points.copy()
    edge = np.abs(points[:, 0]) > _EDGE_LONGITUDE
    points[edge, 0] = np.copysign(180.0, points[edge, 0])
    return np.round(points / SHAPE_GRID) * SHAPE_GRID


def assign_units(pieces: Sequence[Piece], cities: Sequence[Mapping[str, Any]]) -> None:
    """Give each piece GeoNames' division code: that of at least 60 % of the settlements inside it.

    So the borders are Natural Earth's and the divisions GeoNames': departments of France become its regions.
    A code stays without polygon where Natural Earth's division is coarser than GeoNames' (Kenya's
    counties), that is, where less than half of the code's settlements lie in its pieces.
    """
    tree = shapely.STRtree([piece.shape for piece in pieces])
    points = shapely.points([(city["longitude"], city["latitude"]) for city in cities])
    inside: dict[int, Counter[str]] = defaultdict(Counter)
    totals = Counter(f"{city['countrycode']}.{city['admin1code']}" for city in cities)
    for city_number, piece_number in tree.query(points, predicate="intersects").T:
        city = cities[city_number]
        if city["countrycode"] in (pieces[piece_number].iso, pieces[piece_number].de_facto):
            inside[piece_number][f"{city['countrycode']}.{city['admin1code']}"] += 1
    for number, piece in enumerate(pieces):
        piece.unit = _unit_of(piece, inside[number])
    held: Counter[str] = Counter()
    for number, piece in enumerate(pieces):
        if piece.unit:
            held[piece.unit] += inside[number][piece.unit]
    for piece in pieces:
        if piece.unit and totals[piece.unit] and held[piece.unit] < _SHARE_OF_UNIT * totals[piece.unit]:
            piece.unit = None


def _unit_of(piece: Piece, counts: Counter[str]) -> str | None:
    for area in piece.areas:
        if area.iso_unit:
            return area.iso_unit
    if not counts:
        return None
    unit, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    needed = _SHARE_WITHOUT_CODE if piece.attributes["iso_a2"] == "-1" else _SHARE_OF_PIECE
    return unit if count >= needed * counts.total() else None


def country_shapes(pieces: Sequence[Piece]) -> dict[Worldview, dict[str, BaseGeometry]]:
    """Country code to polygon, in each worldview."""
    result = {}
    for view in Worldview:
        groups = defaultdict(list)
        for piece in pieces:
            code = piece.iso if view is Worldview.ISO else piece.de_facto
            if code:
                groups[code].append(piece.shape)
        result[view] = {code: _union(shapes) for code, shapes in sorted(groups.items())}
    return result


def stateless_shapes(
    pieces: Sequence[Piece], view: Worldview, region_ids: Mapping[str, str]
) -> dict[str, BaseGeometry]:
    """place_id of a region to polygon, for disputed areas that are in a country in the other worldview alone.

    Args:
        pieces: All pieces.
        view: The worldview.
        region_ids: place_id by name of the rows of data/lexicon/regions.csv; areas without one are left out.
    """
    groups = defaultdict(list)
    for piece in pieces:
        code, other = (piece.iso, piece.de_facto) if view is Worldview.ISO else (piece.de_facto, piece.iso)
        for area in piece.areas:
            if code is None and other is not None and area.area in region_ids:
                groups[region_ids[area.area]].append(piece.shape)
    return {place_id: _union(shapes) for place_id, shapes in sorted(groups.items())}


def unit_shapes(pieces: Sequence[Piece]) -> dict[Worldview, dict[str, BaseGeometry]]:
    """Division code to polygon, in each worldview; a division cut by a worldview differs between them."""
    result = {}
    for view in Worldview:
        groups = defaultdict(list)
        for piece in pieces:
            unit = piece.unit
            if view is Worldview.DE_FACTO and piece.cut == "golan":
                unit = next((other.unit for other in pieces if _is_sibling(other, piece)), None)
            if unit:
                groups[unit].append(piece.shape)
        result[view] = {unit: _union(shapes) for unit, shapes in sorted(groups.items())}
    return result


def _is_sibling(other: Piece, piece: Piece) -> bool:
    return other.attributes is piece.attributes and other is not piece


def _union(shapes: Sequence[BaseGeometry]) -> BaseGeometry:
    union = shapely.coverage_union_all(shapes) if len(shapes) > 1 else shapes[0]
    return shapely.normalize(union if union.is_valid else shapely.union_all(shapes))


def label_points(shapes: Mapping[str, BaseGeometry]) -> dict[str, tuple[float, float]]:
    """Division code to (longitude, latitude): the centroid where it lies inside, else an inner point."""
    points = {}
    for unit, shape in shapes.items():
        point = shape.centroid
        if not shape.contains(point):
            largest = max(shapely.get_parts(shape), key=lambda part: part.area)
            point = (
                largest.centroid if largest.contains(largest.centroid) else shapely.point_on_surface(largest)
            )
        points[unit] = (round(point.x, 5), round(point.y, 5))
    return points


def other_names(pieces: Sequence[Piece]) -> dict[str, list[str]]:
    """Division code to Natural Earth's names for it, where both mean the same division."""
    groups = defaultdict(list)
    for piece in pieces:
        if piece.unit and piece.cut is None:
            groups[piece.unit].append(piece)
    names = {}
    for unit, members in groups.items():
        if len(members) == 1:
            row = members[0].attributes
            label = str(row["woe_label"]).split(",")[0]
            found = [name for name in (row["name"], row["gn_name"], label) if isinstance(name, str)]
            names[unit] = sorted({name.strip() for name in found if name not in ("nan", "")})
    return names
