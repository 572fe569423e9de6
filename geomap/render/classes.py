"""Classes of a choropleth: few, and cut where the counts themselves have gaps."""

from collections.abc import Sequence

FEW = 5
"""So many different values need no classes: each is one."""

MOST = 6
"""So many shades can be told apart on a map."""


def class_bounds(values: Sequence[float]) -> list[int]:
    """The highest value of each class, rising; the last is the largest value; empty without values.

    Counts of events have many small values and a long tail of large ones, for which head/tail breaks
    (Jiang 2013) were made. Zeros and unknown (NaN) belong to no class.
    """
    counts = [round(value) for value in values if value > 0]
    distinct = sorted(set(counts))
    if len(distinct) <= FEW:
        return distinct
    bounds = sorted({int(mean) for mean in head_tail_means(counts)} - {0})
    return [*bounds[: MOST - 1], distinct[-1]] if bounds[-1] != distinct[-1] or len(bounds) > MOST else bounds


def head_tail_means(values: Sequence[int]) -> list[float]:
    """The mean of values, the mean of those that are no less than it, and so on; the last is the largest."""
    # The same as mapclassify's HeadTailBreaks, which would bring scipy and scikit-learn with it.
    means: list[float] = []
    while True:
        mean = sum(values) / len(values)
        if means and mean == means[-1]:
            return means
        means.append(mean)
        values = [value for value in values if value >= mean]
