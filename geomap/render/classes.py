"""Classes of a choropleth: few, and cut where the counts themselves have gaps."""

from collections.abc import Sequence

FEW = 5
"""So many different values need no classes: each is one."""

MOST = 6
"""So many shades can be told apart on a map."""


def class_bounds(values: Sequence[float]) -> list[int]:
    """The highest value of each class, rising; the last is the largest value; empty without values.

    Counts of events have many small values and a long tail of large ones, for which head/tail breaks
    (Jiang 2013, as mapclassify computes them) were made. Zeros and unknown (NaN) belong to no class.
    """
    counts = [round(value) for value in values if value > 0]
    distinct = sorted(set(counts))
    if len(distinct) <= FEW:
        return distinct
    # It brings scikit-learn with it, so it is imported only where there is something to classify.
    from mapclassify import HeadTailBreaks, Quantiles

    found = HeadTailBreaks(counts) if len(set(counts)) > FEW else Quantiles(counts, k=FEW)
    bounds = sorted({int(bound) for bound in found.bins} - {0})
    return [*bounds[: MOST - 1], distinct[-1]] if bounds[-1] != distinct[-1] or len(bounds) > MOST else bounds
