"""The conflict layer: verbal and material conflict that happened at a known place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geomap.constants import Modality, QuadClass
from geomap.layer import Outline
from geomap.models import Atlas, Layer, ParsedDocument
from layers.base import COARSE, DRAWN, area_or_point, make_event_layer
from layers.choice import event_table
from layers.table import Table

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
    table = event_table(parsed, modalities)
    found = zip(table["quad_class"], table["place"], strict=True)
    rows = [row for row, (quad_class, place) in enumerate(found) if quad_class in CONFLICT and place]
    outlines = _outlines(table, rows, atlas)
    return make_event_layer("conflict", "Conflict", table, rows, outlines, atlas)


def _outlines(table: Table, rows: Sequence[int], atlas: Atlas | None) -> list[Outline]:
    grades, places, spots = table["grade"], table["place"], table["spot"]
    return [
        area_or_point(places[row], grades[row], atlas) if grades[row] in COARSE else spots[row]
        for row in rows
    ]
