"""Classes of a choropleth."""

import pytest

from geomap.render.classes import FEW, MOST, class_bounds, head_tail_means


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


@pytest.mark.parametrize(
    ("values", "means"),
    [
        ([7], [7]),
        ([2, 2, 2], [2]),
        ([1, 1, 1, 1, 6], [2, 6]),
        ([1, 1, 1, 1, 2, 3, 5, 9, 19, 68], [11, 43.5, 68]),
        ([*range(1, 11), 40, 100, 400], [45.76923076923077, 250, 400]),
    ],
)
def test_breaks_are_those_of_mapclassify(values, means):
    """Its `HeadTailBreaks` gave these; to ask it in each run would bring scipy and scikit-learn with it."""
    assert head_tail_means(values) == means
