"""Where the worldviews put land into different countries, as polygons, and what that means for a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geomap.constants import Worldview
from geomap.gazetteer.shapes import ShapeStore
from geomap.gazetteer.worldviews import read_disputed_areas

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_SLIVER_DEGREES: Final = 0.005
_WELL_INSIDE_DEGREES: Final = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputedLand:
    """Land with a country in each worldview; None for no country.

    ``moved_units`` are the divisions of another country whose places belong here; empty where every place
    well inside does.
    """

    shape: BaseGeometry
    iso: str | None
    de_facto: str | None
    moved_units: frozenset[str]


def read_disputed_land(path: Path, countries: dict[str, str]) -> tuple[DisputedLand, ...]:
    """The land on which the worldviews differ, from a file of polygons.

    Args:
        path: A file as `geomap.gazetteer.shapes.write_shapes` makes it.
        countries: place_id by country code.
    """
    views = {view: ShapeStore(path, worldview=view) for view in (Worldview.ISO, Worldview.DE_FACTO)}
    shapes: dict[str, tuple[BaseGeometry | None, BaseGeometry | None]] = {}
    for code, place_id in countries.items():
        iso, de_facto = (store.get(place_id) for store in views.values())
        if iso is not de_facto and not (iso and de_facto and iso.equals_exact(de_facto, 0.0)):
            shapes[code] = (iso, de_facto)
    moved = {
        (area.iso_country, area.de_facto_country): frozenset(area.moved_units)
        for area in read_disputed_areas()
        if area.moved_units
    }
    found: list[tuple[BaseGeometry, str | None, str | None]] = []
    for code, (iso, de_facto) in shapes.items():
        rest = _minus(iso, de_facto)
        for other, (_, theirs) in shapes.items():
            if other == code or rest is None or theirs is None:
                continue
            found.append((rest.intersection(theirs), code, other))
            rest = _minus(rest, theirs)
        if rest is not None:
            found.append((rest, code, None))
        gained = _minus(de_facto, iso)
        for held, _ in shapes.values():
            gained = _minus(gained, held)
        if gained is not None:
            found.append((gained, None, code))
    return tuple(
        DisputedLand(
            shape=shape, iso=iso, de_facto=de_facto, moved_units=moved.get((iso, de_facto), frozenset())
        )
        for shape, iso, de_facto in found
        if not shape.buffer(-_SLIVER_DEGREES).is_empty
    )


def _minus(shape: BaseGeometry | None, other: BaseGeometry | None) -> BaseGeometry | None:
    if shape is None or other is None:
        return shape
    left = shape.difference(other)
    return None if left.is_empty else left


def find_land(
    land: Sequence[DisputedLand], positions: Sequence[tuple[float, float]]
) -> dict[int, DisputedLand]:
    """Which positions, by number, lie on disputed land; positions are (longitude, latitude) in degrees."""
    import shapely

    if not land or not positions:
        return {}
    tree = shapely.STRtree(shapely.points(positions))
    found: dict[int, DisputedLand] = {}
    for piece in land:
        shapely.prepare(piece.shape)
        for number in tree.query(piece.shape, predicate="intersects"):
            found.setdefault(int(number), piece)
    return found


def belongs(
    piece: DisputedLand, *, country_code: str | None, unit: str | None, longitude: float, latitude: float
) -> bool:
    """Whether a place on disputed land, whose country GeoNames says, goes with that land.

    A place listed under another country stays there unless it lies well inside, since polygons are
    generalized.
    """
    import shapely

    if piece.iso is None:
        return False
    if country_code in (piece.iso, None):
        return True
    if piece.moved_units:
        return unit in piece.moved_units
    depth = piece.shape.boundary.distance(shapely.Point(longitude, latitude))
    return bool(depth > _WELL_INSIDE_DEGREES)
