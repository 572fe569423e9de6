"""Areas as rings of arcs whose corners know how much they matter."""

import numpy as np
import pytest
from shapely import LineString, MultiPolygon, Polygon, box, get_coordinates, get_parts, simplify

from geomap.borders import join_borders, make_borders


def borders_of(*areas):
    return make_borders(*get_parts(np.array(areas, dtype=object), return_index=True))


def corners_of(borders, arc):
    end = borders.corners[: arc + 1].sum()
    return borders.points[end - borders.corners[arc] : end], borders.ranks[end - borders.corners[arc] : end]


@pytest.mark.parametrize("tolerance", [0.001, 0.02, 0.1, 0.5])
def test_leaving_out_corners_of_low_rank_is_how_lines_are_simplified(tolerance):
    random = np.random.default_rng(3)
    coast = np.column_stack((np.linspace(0, 10, 400), random.normal(size=400).cumsum() / 20))
    borders = borders_of(Polygon([*coast, (10, -30), (0, -30)]), Polygon([*coast, (10, 30), (0, 30)]))

    (points, ranks), *_ = [one for arc in range(3) if len((one := corners_of(borders, arc))[0]) == len(coast)]

    kept = get_coordinates(simplify(LineString(points), tolerance, preserve_topology=False))
    assert points[ranks > tolerance].tolist() == kept.tolist()


def test_the_first_part_is_the_largest_and_the_others_go_from_west_to_east():
    islands = [box(8, 0, 9, 1), box(5, 0, 5.5, 1), box(0, 0, 3, 3), box(-9, 0, -8, 2)]

    borders = borders_of(MultiPolygon(islands))

    assert (borders.parts.tolist(), borders.extents.tolist()) == ([4], [3, 2, 1, 1])
    assert [corners_of(borders, arc)[0][:, 0].min() for arc in borders.arcs >> 1] == [0, -9, 5, 8]
    assert borders.labels[0] == pytest.approx([1.5, 1.5])


def test_some_areas_bring_the_arcs_that_they_need_alone():
    row = [box(x, 0, x + 1, 1) for x in range(4)]
    borders = borders_of(*row)

    some = borders.pick(np.array([2, 1]))

    assert (some.count, len(some.corners)) == (2, 4 + 4 - 1)
    assert some.labels.tolist() == borders.labels[[2, 1]].tolist()
    assert set(some.arcs[: some.uses[0]] >> 1) & set(some.arcs[some.uses[0] :] >> 1)


def test_joined_borders_keep_their_own_arcs():
    one, other = borders_of(box(0, 0, 1, 1)), borders_of(box(5, 5, 6, 6), box(6, 5, 7, 6))

    joined = join_borders([one, other])

    assert joined.count == 3
    assert joined.arcs.tolist() == [*one.arcs, *(other.arcs + 2 * len(one.corners))]
    assert joined.pick(np.array([1, 2])).points.tolist() == other.pick(np.array([0, 1])).points.tolist()
