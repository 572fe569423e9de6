"""The conflict layer: verbal and material conflict that happened at a known place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from geomap.constants import Modality, QuadClass
from geomap.models import Atlas, Layer, ParsedDocument
from layers.base import (
    DRAWN,
    Row,
    about_event,
    area_or_point,
    make_event_layer,
    select_events,
)

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
    return make_event_layer("conflict", "Conflict", _rows(parsed, atlas, modalities), atlas)


def _rows(
    parsed: Sequence[ParsedDocument], atlas: Atlas | None, modalities: frozenset[Modality]
) -> Iterator[Row]:
    for document, event in select_events(parsed, modalities):
        if event.quad_class in CONFLICT and event.location:
            yield about_event(document, event), (), area_or_point(event.location, event.precision, atlas)
