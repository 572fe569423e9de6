"""Classes of a choropleth."""

import pytest

from geomap.render.classes import FEW, MOST, class_bounds


@pytest.mark.parametrize(
    ("values", "bounds"), [([], []), ([0, 0], []), ([3, 1, 3, 0], [1, 3]), ([float("nan"), 2.0], [2])]
)
def test_few_different_values_are_classes_of_their_own(values, bounds):
    assert class_bounds(values) == bounds


def test_a_long_tail_is_cut_into_few_classes_that_hold_all():
    values = [1] * 500 + [2] * 200 + list(range(3, 60)) + [120, 400, 2500]

    bounds = class_bounds(values)

    assert FEW - 2 <= len(bounds) <= MOST
    assert bounds == sorted(set(bounds))
    assert bounds[-1] == 2500
