"""The conflict layer: verbal and material conflict that happened at a known place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geomap.codes import combine, is_known
from geomap.constants import Modality, Precision, QuadClass
from geomap.corpus import corpus_of
from geomap.layer import Outline
from geomap.models import Atlas, Layer, ParsedDocument, Place
from layers.base import DRAWN, area_or_point, make_event_layer
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

    def draw(where: tuple[Place, Precision | None]) -> Outline:
        return area_or_point(*where, atlas)

    corpus = corpus_of(parsed)
    table = event_table(corpus)
    rows = np.flatnonzero(
        table.coded("mood").flags(modalities.__contains__)
        & table.coded("quad").flags(CONFLICT.__contains__)
        & table.coded("place").flags(is_known)
    )
    outlines = combine(*(table.coded(name).pick(rows) for name in ("place", "grade"))).mapped(draw)
    return make_event_layer("conflict", "Conflict", corpus, rows, outlines, atlas)
