"""Distances between places, many at once, on a sphere of the Earth's mean radius."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from geomap.constants import EARTH_RADIUS_M
from geomap.geo import unit_vectors as positions_on_sphere

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geomap.models import Place

_EARTH_KM: Final = EARTH_RADIUS_M / 1000


def unit_vectors(places: Sequence[Place]) -> NDArray[np.float64]:
    """The positions of places as points on the unit sphere, one row each."""
    return positions_on_sphere(np.array([(one.longitude, one.latitude) for one in places]).reshape(-1, 2))


def kilometres(cosines: NDArray[np.float64]) -> NDArray[np.float64]:
    """The great-circle distances of points from the cosines of the angles between them."""
    return np.asarray(_EARTH_KM * np.arccos(np.clip(cosines, -1.0, 1.0)))
