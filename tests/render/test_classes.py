"""Classes of a choropleth."""

from random import Random

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


@pytest.mark.parametrize("seed", range(5))
def test_breaks_are_those_of_mapclassify(seed):
    from mapclassify import HeadTailBreaks

    random = Random(seed)
    values = [int(random.paretovariate(0.8)) for _ in range(random.randint(2, 400))]

    assert head_tail_means(values) == list(HeadTailBreaks(values).bins)
