"""Outlines as arcs: neighbours share those of their common border."""

import numpy as np
import pytest
from payloads import read_geometries
from shapely import MultiPolygon, Point, Polygon, box, union_all
from shapely.geometry.base import BaseGeometry

from geomap.render.encoding import GeometryTable, encode_geometries, pack_geometries
from geomap.render.packing import Pack, decode_payload


def columns_of(*shapes: BaseGeometry):
    table, pack = GeometryTable(), Pack()
    table.add(shapes)
    pack_geometries(pack, encode_geometries(table.outlines))
    return decode_payload(pack.finish()())[0]["columns"]


def areas_of(*shapes: BaseGeometry):
    """The areas as they arrive: outer rings count, holes are taken off."""
    return [sum(signed_area(ring) for ring in found.rings) for found in read_geometries(columns_of(*shapes))]


def signed_area(ring):
    x, y = np.array(ring).T
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)


def test_a_common_border_travels_once():
    wave = [(5 + np.sin(step) / 2, step / 10) for step in range(101)]
    west, east = Polygon([(0, 0), *wave, (0, 10)]), Polygon([(10, 0), *wave, (10, 10)])

    columns = columns_of(west, east)

    assert (columns["ringArcs"], columns["ringArc"][2:]) == ([2, 2], [2 * 2 - 1, 0])
    one, other = read_geometries(columns)
    assert set(one.rings[0]) & set(other.rings[0]) >= {(5, 0)}
    assert sum(map(signed_area, one.rings + other.rings)) == pytest.approx(100, abs=1e-6)


def test_a_country_is_made_of_the_arcs_of_its_provinces():
    provinces = [box(x, y, x + 1, y + 1) for x in range(3) for y in range(2)]
    country = union_all(provinces)

    columns = columns_of(*provinces, country)

    assert columns["ringArc"].count(0) == len(columns["arcSize"]) == 17 - 4  # corners are no junctions
    assert areas_of(*provinces, country) == pytest.approx([1] * 6 + [6])


@pytest.mark.parametrize("order", [1, -1])
def test_a_part_too_small_to_see_leaves_its_neighbour_whole(order):
    large, speck = box(0, 0, 10, 10), box(10, 4, 10.001, 4.001)
    shapes = [MultiPolygon([box(20, 0, 30, 10), speck]), large.union(box(9, 4, 10, 4.001))][::order]

    assert areas_of(*shapes) == pytest.approx([100, 100], rel=1e-3)


def test_an_enclave_and_the_hole_it_fills_are_one_arc():
    enclave = Point(5, 5).buffer(1)
    around = box(0, 0, 10, 10).difference(enclave)

    columns = columns_of(around, enclave)

    assert columns["ringArc"] == [0, 0, 1]
    assert areas_of(around, enclave) == pytest.approx([100 - enclave.area, enclave.area], rel=0.01)


def test_areas_that_touch_in_a_corner_keep_their_forms():
    shapes = box(0, 0, 1, 1), box(1, 1, 2, 2), Polygon([(2, 0), (3, 0), (3, 1), (2, 1), (1, 1)])

    assert areas_of(*shapes) == pytest.approx([shape.area for shape in shapes])


def test_no_area_has_no_arcs():
    columns = columns_of(Point(1, 2))

    assert (columns["rings"], columns["ringArc"], columns["arcX"]) == ([0], [], [])


@pytest.fixture(scope="module")
def provinces(gazetteer):
    return [gazetteer.area(f"admin1:UA.{number:02}") for number in (7, 13, 1)]


def test_a_stored_area_is_drawn_as_its_polygon(provinces):
    stored = read_geometries(columns_of(*provinces))
    drawn = read_geometries(columns_of(*(one.polygon for one in provinces)))

    for one, other in zip(stored, drawn, strict=True):
        shape, extent = Polygon(one.rings[0]), max(np.ptp(np.array(one.rings[0]), axis=0))
        assert shape.hausdorff_distance(Polygon(other.rings[0])) < extent / 100
        assert one.label == other.label
    assert areas_of(*provinces) == pytest.approx([one.polygon.area for one in provinces], rel=0.01)


def test_areas_and_polygons_stand_in_one_map_in_order(provinces):
    west, east = box(0, 0, 10, 10), box(10, 0, 20, 10)

    one, other = provinces[:2]

    found = areas_of(west, one, Point(1, 1), other, east)

    assert found == pytest.approx([100, one.polygon.area, 0, other.polygon.area, 100], rel=0.01)
