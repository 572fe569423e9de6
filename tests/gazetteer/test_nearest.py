"""The nearest settlement, compared with looking at every one."""

from array import array
from random import Random

import numpy as np
import pytest

from geomap.gazetteer.nearest import SettlementGrid, grid_cell, grid_size
from geomap.geo import distance_m


def grid_of(points):
    cells = [grid_cell(longitude, latitude) for longitude, latitude in points]
    members = array("I", sorted(range(len(points)), key=cells.__getitem__))
    starts = array("I", np.searchsorted(sorted(cells), np.arange(grid_size() + 1)).tolist())
    return SettlementGrid(
        cell_start=memoryview(starts),
        cell_rows=memoryview(members),
        longitude=memoryview(array("i", [round(longitude * 1e6) for longitude, _ in points])),
        latitude=memoryview(array("i", [round(latitude * 1e6) for _, latitude in points])),
    )


def test_the_nearest_is_the_one_that_looking_at_all_finds():
    random = Random(7)
    points = [(random.uniform(-180, 180), random.uniform(-90, 90)) for _ in range(3000)]
    grid = grid_of(points)

    for _ in range(300):
        longitude, latitude = random.uniform(-180, 180), random.uniform(-90, 90)
        found = grid.nearest(longitude, latitude, within_m=400_000)
        distances = [distance_m(longitude, latitude, *point) for point in points]
        best = min(range(len(points)), key=distances.__getitem__)
        assert found == (best if distances[best] <= 400_000 else None)


def test_the_antimeridian_is_no_edge():
    grid = grid_of([(179.9, -16.8)])

    assert grid.nearest(-179.9, -16.8, within_m=50_000) == 0


@pytest.mark.parametrize("latitude", [90.0, -90.0])
def test_a_pole_is_near_to_all_longitudes(latitude):
    grid = grid_of([(120.0, latitude * 0.999)])

    assert grid.nearest(-60.0, latitude, within_m=50_000) == 0


def test_nothing_within_reach_gives_none():
    grid = grid_of([(10.0, 10.0)])

    assert grid.nearest(0.0, 0.0, within_m=50_000) is None


@pytest.mark.parametrize("position", [(-180, -90), (180, 90), (180, -90), (-180, 90), (0, 0)])
def test_every_position_has_a_cell(position):
    assert 0 <= grid_cell(*position) < grid_size()
