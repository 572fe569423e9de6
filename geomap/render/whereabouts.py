"""Which region and country places lie in, as the map says it where no name of a country is in sight.

A place in a disputed area is said to lie there, and in no country: the map marks such areas and decides
nothing. At their edges, which are generalized, and around lines, which are all that the base map has of some,
no country is named either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from geomap.constants import Precision
from geomap.models import Place
from geomap.render.basemaps import FINE_STEPS, read_natural_earth

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Whereabouts = tuple[str | None, str | None]
"""A region, or a disputed area, and a country; None where there is none to name."""

NOWHERE: Final[Whereabouts] = None, None

_LARGE: Final = frozenset({Precision.COUNTRY, Precision.WORLD_REGION})

_EDGE_DEGREES: Final = 0.05
"""So far may the outline of an area be off."""

_NEAR_DEGREES: Final = 0.2
"""So near to the box of a disputed line no country is named."""


def find_whereabouts(places: Iterable[Place]) -> dict[str, Whereabouts]:
    """Region and country of places, by their identifiers; countries and what is larger lie nowhere."""
    places = list(places)
    # Of two with the same identifier the first counts, for what is written later stays.
    firsts = dict(zip([place.place_id for place in reversed(places)], reversed(places), strict=True))
    # Most are settlements.
    small = [one for one in firsts.values() if one.feature_class == "P" or one.precision not in _LARGE]
    countries = map(_country_names().get, [place.country_code or "" for place in small])
    found = {
        place.place_id: (place.admin1 if place.admin1 != country else None, country)
        for place, country in zip(small, countries, strict=True)
    }
    return found | _disputed(small)


def place_lines(places: Sequence[Place]) -> list[str]:
    """Places with what they lie in, such as "Harbin, Heilongjiang, China"."""
    known = find_whereabouts(places)
    named = ((place.name, *known.get(place.place_id, NOWHERE)) for place in places)
    return [", ".join(dict.fromkeys(filter(None, names))) for names in named]


def _disputed(places: list[Place]) -> dict[str, Whereabouts]:
    """Those of places in disputed areas."""
    import numpy as np
    from shapely import contains_xy

    found: dict[str, Whereabouts] = {}
    position = np.array([[place.longitude for place in places], [place.latitude for place in places]]).T
    for name, area in _disputed_areas():
        west, south, east, north = area.bounds
        is_near = ((position >= (west, south)) & (position <= (east, north))).all(axis=1)
        near = np.flatnonzero(is_near)
        for number in near[contains_xy(area, *position[near].T)].tolist():
            place = places[number]
            found[place.place_id] = (f"{name} (disputed)" if name else place.admin1), None
    return found


@lru_cache(maxsize=1)
def _country_names() -> Mapping[str, str]:
    """What the base map calls countries, by their codes."""
    return {code: name for name, code, *_ in read_natural_earth()["labels"]}


@lru_cache(maxsize=1)
def _disputed_areas() -> list[tuple[str | None, BaseGeometry]]:
    """Where no country is named: before disputed areas by name what belongs to none for sure."""
    from shapely import MultiLineString, Polygon, box, union_all

    edges, areas = [], []
    for area in read_natural_earth()["disputed"]:
        if "rings" in area:
            whole = union_all([Polygon(_decode(ring)) for ring in area["rings"]])
            edges.append((None, whole.buffer(_EDGE_DEGREES)))
            areas.append((area["name"], whole.buffer(-_EDGE_DEGREES)))
        else:
            bounds = MultiLineString([_decode(line) for line in area["lines"]]).bounds
            edges.append((None, box(*bounds).buffer(_NEAR_DEGREES)))
    return [*edges, *areas]


def _decode(path: list[int]) -> Any:
    """The positions of a path of the base map's file: the first one, and the differences that follow."""
    import numpy as np

    return np.array(path).reshape(-1, 2).cumsum(axis=0) / FINE_STEPS
