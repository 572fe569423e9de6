"""The displacement layer: how many people left, from where and to where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import nan
from typing import Final

from geomap.constants import DISPLACEMENT, STOCKS, Modality
from geomap.models import Atlas, Event, Figure, Layer, ParsedDocument, Place
from layers.base import DRAWN, Row, area_or_point, label_point, make_figure_layer
from layers.choice import select_figures
from layers.table import about_figure
from layers.ties import arcs_between

OWN_COLUMNS: Final = (
    *("value", "value_high", "unit", "category", "quantifier"),
    *("origin", "destination", "term", "also_stated"),
)


def build_displacement(
    parsed: Sequence[ParsedDocument],
    *,
    atlas: Atlas | None = None,
    modalities: frozenset[Modality] = DRAWN,
) -> Layer:
    """Up to two rows per displacement figure: where it is from and, if both ends are known, a line.

    Of the figures that one document states of the same place, category, unit and term, one may be the
    whole of others, or newer: the largest alone has the first row, of stocks with a date the latest. What the
    others say stands in its ``also_stated``. Documents that contradict each other each have theirs.

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
    placed = [
        (document, figure, event, place)
        for document, figure, event in select_figures(parsed, modalities)
        if figure.category in DISPLACEMENT and (place := place_of(figure, event)) is not None
    ]
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for document, figure, _, place in placed:
        groups.setdefault(_subject_of(document, figure, place), []).append(figure)
    for document, figure, event, place in placed:
        stated = groups[_subject_of(document, figure, place)]
        is_foremost = figure is foremost(stated)
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
            _others_in_words(figure, stated) if is_foremost else None,
        )
        if is_foremost:
            yield subject, cells, area_or_point(place, place.precision, atlas)
        arcs = arcs_between([tuple(one and label_point(one) for one in (figure.origin, figure.destination))])
        if arcs is not None:
            yield subject, cells, arcs


def _subject_of(document: ParsedDocument, figure: Figure, place: Place) -> tuple[object, ...]:
    """What a figure counts where, and who says so."""
    return document.document.document_id, place.place_id, figure.category, figure.unit, figure.term


def foremost(stated: Sequence[Figure]) -> Figure:
    """The figure that stands for others of the same subject: the largest; of dated stocks the latest.

    Of equal ones it is the first.
    """
    days = [figure.as_of for figure in stated if figure.as_of]
    is_dated = stated[0].category in STOCKS and len(days) == len(stated)
    latest = [figure for figure in stated if figure.as_of == max(days)] if is_dated else stated
    return max(latest, key=lambda figure: figure.value_high or figure.value)


def _others_in_words(figure: Figure, stated: Sequence[Figure]) -> str | None:
    """The numbers stated beside a figure, largest first, each with where it leads; None if there are none."""
    others = sorted((one for one in stated if one is not figure), key=lambda one: -one.value)
    texts = [one.text + (f" to {one.destination.name}" if one.destination else "") for one in others]
    return "; ".join(dict.fromkeys(texts)) or None


def place_of(figure: Figure, event: Event | None) -> Place | None:
    """Where a displacement figure belongs: origin before location before destination before event."""
    known = figure.origin or figure.location or figure.destination
    return known or (event.location if event else None)
