"""The conflict layer: verbal and material conflict that happened at a known place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geomap.constants import Modality, QuadClass
from geomap.corpus import corpus_of
from geomap.models import Atlas, Layer, ParsedDocument
from layers.base import DRAWN, areas_or_points, make_event_layer
from layers.table import event_table

CONFLICT: Final = frozenset({QuadClass.VERBAL_CONFLICT, QuadClass.MATERIAL_CONFLICT})


def build_conflict(
    parsed: Sequence[ParsedDocument],
    *,
    atlas: Atlas | None = None,
    modalities: frozenset[Modality] = DRAWN,
) -> Layer:
    """One row per conflict event with a place.

    The geometry is the place's point or, where the precision is admin1 or coarser, its polygon
    (the label point if there is no polygon). An event without a place is not drawn at a guessed point.
    """
    import numpy as np

    corpus = corpus_of(parsed)
    table = event_table(corpus)
    rows = np.flatnonzero(
        table.coded("mood").flags(modalities.__contains__)
        & table.coded("quad").flags(CONFLICT.__contains__)
        & table.coded("place").are_known()
    )
    outlines = areas_or_points(table, rows, atlas)
    return make_event_layer("conflict", "Conflict", corpus, rows, outlines, atlas)
