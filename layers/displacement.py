"""The displacement layer: how many people left, from where and to where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import nan
from typing import Final

from geomap.constants import DISPLACEMENT, Modality
from geomap.models import Atlas, Event, Figure, Layer, ParsedDocument, Place
from layers.base import DRAWN, Row, area_or_point, make_figure_layer
from layers.choice import select_figures
from layers.table import about_figure
from layers.ties import arcs_between

OWN_COLUMNS: Final = (
    *("value", "value_high", "unit", "category", "quantifier"),
    *("origin", "destination", "term"),
)


def build_displacement(
    parsed: Sequence[ParsedDocument],
    *,
    atlas: Atlas | None = None,
    modalities: frozenset[Modality] = DRAWN,
) -> Layer:
    """Up to two rows per displacement figure: where it is from and, if both ends are known, a line.

    The first row is the polygon or point of the origin; where the text gives none, of the place the
    figure is about, of the destination, or of the event the figure belongs to, in this order. The
    second is the great circle from origin to destination. Both repeat the figure's value (persons
    or households, as ``unit`` says): count only one of them. A figure without any place is not drawn.
    ``value_high`` is the upper number of a range and missing elsewhere; ``term`` is what befell the
    counted in IDMC's words, and alone tells homes destroyed from households. ``origin`` and
    ``destination`` are names; ``event_id`` and what depends on it are None for a
    figure that belongs to no event.
    """
    rows = _rows(parsed, atlas, modalities)
    return make_figure_layer("displacement", "Displacement", rows, atlas, OWN_COLUMNS)


def _rows(
    parsed: Sequence[ParsedDocument], atlas: Atlas | None, modalities: frozenset[Modality]
) -> Iterator[Row]:
    for document, figure, event in select_figures(parsed, modalities):
        place = place_of(figure, event)
        if figure.category not in DISPLACEMENT or place is None:
            continue
        subject = about_figure(document, figure, event, place)
        cells = (
            figure.value,
            nan if figure.value_high is None else figure.value_high,
            figure.unit.value,
            figure.category.value,
            figure.quantifier.value,
            figure.origin.name if figure.origin else None,
            figure.destination.name if figure.destination else None,
            figure.term.value if figure.term else None,
        )
        yield subject, cells, area_or_point(place, place.precision, atlas)
        arcs = arcs_between([(figure.origin, figure.destination)])
        if arcs is not None:
            yield subject, cells, arcs


def place_of(figure: Figure, event: Event | None) -> Place | None:
    """Where a displacement figure belongs: origin before location before destination before event."""
    known = figure.origin or figure.location or figure.destination
    return known or (event.location if event else None)
