"""Distances, great circles and the cut at the antimeridian."""

from itertools import pairwise
from math import nan
from random import Random

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from shapely import LineString, MultiPoint, MultiPolygon, Point, Polygon, box
from shapely.geometry import GeometryCollection

from geomap.errors import InvalidCoordinatesError
from geomap.geo import (
    check_coordinates,
    cut_at_antimeridian,
    cut_great_circles,
    distance_m,
    great_circle,
    great_circle_lines,
)

QUARTER_M = 10_007_557
longitudes = st.floats(-180, 180)
latitudes = st.floats(-90, 90)


@pytest.mark.parametrize("bad", [(181, 0), (0, 91), (nan, 0), (0, float("inf"))])
def test_positions_outside_the_range_are_refused(bad):
    with pytest.raises(InvalidCoordinatesError):
        check_coordinates(*bad)


@pytest.mark.parametrize(
    ("end", "expected"), [((0, 90), QUARTER_M), ((90, 0), QUARTER_M), ((180, 0), 2 * QUARTER_M)]
)
def test_distance_is_along_the_sphere(end, expected):
    assert distance_m(0, 0, *end) == pytest.approx(expected, rel=1e-6)


def test_distance_across_the_antimeridian_is_short():
    assert distance_m(179.5, 0, -179.5, 0) == pytest.approx(111_195, rel=1e-3)


def test_a_great_circle_bends_towards_the_pole():
    points = great_circle(-77.0, 38.9, 116.4, 39.9)

    assert max(latitude for _, latitude in points) > 80


def test_a_great_circle_runs_on_past_180_degrees():
    points = great_circle(174.8, -41.3, -77.0, 38.9)

    assert points[-1] == (-77.0 + 360, 38.9)


@pytest.mark.parametrize("twin", [(10.0, 20.0, 10.0, 20.0), (180.0, 0.0, -180.0, 0.0)])
def test_two_equal_positions_give_two_equal_points(twin):
    start, end = great_circle(*twin)

    assert start == end


@pytest.mark.parametrize("start", [(10.0, 0.0), (10.0, 50.0), (-170.0, -30.0), (0.0, 90.0)])
def test_opposite_positions_are_joined_by_half_a_circle(start):
    points = great_circle(*start, start[0] - 180, -start[1])

    length = sum(distance_m(*one, *other) for one, other in pairwise(points))
    assert length == pytest.approx(2 * QUARTER_M, rel=1e-3)


@given(longitudes, latitudes, longitudes, latitudes)
@settings(max_examples=150, deadline=None)
def test_a_great_circle_never_jumps_and_is_the_shortest_way(longitude1, latitude1, longitude2, latitude2):
    points = great_circle(longitude1, latitude1, longitude2, latitude2, step_km=500)

    assert points[0] == (longitude1, latitude1)
    assert points[-1][1] == latitude2
    assert (points[-1][0] - longitude2) % 360 == pytest.approx(0, abs=1e-9) or abs(latitude2) == 90
    assert all(abs(one[0] - other[0]) <= 180 for one, other in pairwise(points))
    length = sum(distance_m(*one, *other) for one, other in pairwise(points))
    assert length == pytest.approx(distance_m(longitude1, latitude1, longitude2, latitude2), rel=1e-3, abs=2)


@given(longitudes, latitudes, longitudes, latitudes)
@example(-1.0, 0.0, 179.99999999999997, 0.0)
@settings(max_examples=150, deadline=None)
def test_a_cut_line_lies_in_range_and_keeps_its_length(longitude1, latitude1, longitude2, latitude2):
    line = LineString(great_circle(longitude1, latitude1, longitude2, latitude2, step_km=500))

    cut = cut_at_antimeridian(line)

    west, _, east, _ = cut.bounds
    assert -180 <= west <= east <= 180
    assert cut.length == pytest.approx(line.length, abs=1e-6)


def test_a_cut_line_keeps_its_direction_westward():
    cut = cut_at_antimeridian(LineString([(-170, 0), (-190, 10)]))

    assert [list(part.coords) for part in cut.geoms] == [[(-170, 0), (-180, 5)], [(180, 5), (170, 10)]]


def test_a_line_that_only_touches_180_degrees_stays_whole():
    line = LineString([(170, 0), (180, 5), (170, 10)])

    assert cut_at_antimeridian(line).equals(line)


def test_a_line_beyond_180_degrees_is_moved_not_cut():
    assert cut_at_antimeridian(LineString([(190, 0), (200, 5)])).equals(LineString([(-170, 0), (-160, 5)]))


def test_a_polygon_across_180_degrees_becomes_two():
    cut = cut_at_antimeridian(box(170, 0, 190, 10))

    assert isinstance(cut, MultiPolygon)
    assert cut.equals(MultiPolygon([box(170, 0, 180, 10), box(-180, 0, -170, 10)]))


def test_a_polygon_that_touches_180_degrees_leaves_no_line_behind():
    cut = cut_at_antimeridian(box(180, 0, 190, 10))

    assert isinstance(cut, Polygon)
    assert cut.equals(box(-180, 0, -170, 10))


def test_points_beyond_180_degrees_are_wrapped():
    cut = cut_at_antimeridian(GeometryCollection([Point(190, 1), MultiPoint([(0, 0), (-200, 2)])]))

    assert cut.equals(GeometryCollection([Point(-170, 1), MultiPoint([(0, 0), (160, 2)])]))


def test_a_geometry_in_range_is_returned_as_it_is():
    polygon = box(-180, -90, 180, 90)

    assert cut_at_antimeridian(polygon) is polygon


def test_many_great_circles_at_once_are_those_made_one_by_one():
    random = Random(3)
    spots = [(random.uniform(-180, 180), random.uniform(-90, 90)) for _ in range(200)]
    spots += [(180.0, 10.0), (-180.0, -40.0), (20.0, 90.0), (30.0, 50.0), (-150.0, -50.0), (31.0, 40.0)]
    pairs = [(start, end) for start, end in pairwise(spots) if start != end]

    lines = great_circle_lines(*(np.array(ends) for ends in zip(*pairs, strict=True)))

    for line, (start, end) in zip(lines, pairs, strict=True):
        alone = cut_at_antimeridian(LineString(great_circle(*start, *end)))
        assert line.geom_type == alone.geom_type
        assert line.equals_exact(alone, tolerance=1e-7)


def test_great_circles_across_the_antimeridian_are_cut_where_their_lines_are():
    pairs = [
        ((139.7, 35.7), (-122.4, 37.8)),
        ((37.6, 55.8), (126.6, 45.8)),
        ((-170.0, -14.3), (180.0, -16.5)),
    ]
    starts, ends = (np.array(side) for side in zip(*pairs, strict=True))

    first, last, which = cut_great_circles(starts, ends)

    assert which.tolist() == [0, 0, 1, 2]
    assert (first[0].tolist(), last[1].tolist()) == ([139.7, 35.7], [-122.4, 37.8])
    assert (last[0, 0], first[1, 0], last[3, 0]) == (180, -180, -180)
    (meeting, _) = great_circle_lines(starts[:1], ends[:1])[0].geoms
    assert last[0, 1] == first[1, 1] == pytest.approx(meeting.coords[-1][1], abs=0.05)
