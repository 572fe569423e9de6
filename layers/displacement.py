"""The displacement layer: how many people left, from where and to where."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from typing import TYPE_CHECKING, Final

from geomap.codes import code_by_identity
from geomap.constants import DISPLACEMENT, STOCKS, Modality, PlaceRole
from geomap.corpus import Corpus, corpus_of
from geomap.layer import Arcs
from geomap.models import Atlas, Figure, Layer, ParsedDocument, Place
from layers.base import DRAWN, areas_or_points, label_point, make_table_layer, points_and_lines
from layers.choice import Stated, select_figures
from layers.subjects import about_figures, of_events, table_of_subjects
from layers.table import WORD, Table
from layers.ties import arcs_between

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

OWN_COLUMNS: Final = (
    *("value", "value_high", "unit", "category", "quantifier"),
    *("origin", "destination", "term", "unplaced", "also_stated"),
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
    ``destination`` are names of places, ``unplaced`` says of those that the text only describes ("from
    rebel-held territory"); ``event_id`` and what depends on it are None for a
    figure that belongs to no event.
    """
    import numpy as np

    corpus = corpus_of(parsed)
    stated, places = _placed(corpus, modalities)
    figures = stated.figures(corpus)
    table = table_of_subjects(corpus, about_figures(corpus, stated, places))
    is_foremost, also_stated = _summed_up(figures, table)
    table.update(_own_columns(figures), also_stated=also_stated)
    points = areas_or_points(table, np.arange(len(figures)), atlas)
    drawn = points_and_lines(points, code_by_identity(list(map(_line, figures))))
    is_shown = drawn.are_known()
    is_shown[::2] &= is_foremost
    shown = np.flatnonzero(is_shown)
    rows = shown // 2
    return make_table_layer(
        "displacement", "Displacement", corpus, table, rows, drawn.pick(shown), atlas, OWN_COLUMNS
    )


def _placed(corpus: Corpus, modalities: frozenset[Modality]) -> tuple[Stated, list[Place]]:
    """The displacement figures with a place, and their places."""
    import numpy as np

    stated = select_figures(corpus, modalities)
    category = corpus.figures.category.pick(stated.figure)
    stated = stated.pick(category.flags(DISPLACEMENT.__contains__))
    told = of_events(corpus, "place", stated.event)
    places = [
        figure.origin or figure.location or figure.destination or place
        for figure, place in zip(stated.figures(corpus), told, strict=True)
    ]
    is_placed = np.array([place is not None for place in places], dtype=bool)
    return stated.pick(is_placed), [place for place in places if place]


def _own_columns(figures: Sequence[Figure]) -> dict[str, list[object]]:
    return {
        "value": [one.value for one in figures],
        "value_high": [nan if one.value_high is None else one.value_high for one in figures],
        "unit": [WORD[one.unit] for one in figures],
        "category": [WORD[one.category] for one in figures],
        "quantifier": [WORD[one.quantifier] for one in figures],
        "origin": [one.origin.name if one.origin else None for one in figures],
        "destination": [one.destination.name if one.destination else None for one in figures],
        "term": [WORD[one.term] for one in figures],
        "unplaced": [one.unplaced for one in figures],
    }


def _line(figure: Figure) -> Arcs | None:
    """From the figure's origin to its destination, if it has both."""
    start, end = figure.origin, figure.destination
    return arcs_between([(label_point(start), label_point(end))]) if start and end else None


def _summed_up(figures: Sequence[Figure], table: Table) -> tuple[NDArray[np.bool_], list[str | None]]:
    """Whether each figure stands for all of its subject that its document states, and what else it states."""
    import numpy as np

    groups: dict[tuple[object, ...], list[int]] = {}
    wheres = zip(figures, table["document_id"], table["place_id"], strict=True)
    for number, (figure, *where) in enumerate(wheres):
        groups.setdefault((*where, figure.category, figure.unit, figure.term), []).append(number)
    is_foremost = np.ones(len(figures), dtype=bool)
    also_stated: list[str | None] = [None] * len(figures)
    for numbers in groups.values():
        if len(numbers) == 1:
            continue
        stated = [figures[number] for number in numbers]
        first = foremost(stated)
        for number in numbers:
            is_foremost[number] = figures[number] is first
            if is_foremost[number]:
                also_stated[number] = _others_in_words(first, stated)
    return is_foremost, also_stated


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
    leads = [one.said_as(PlaceRole.DESTINATION) for one in others]
    texts = [one.text + (f" to {lead}" if lead else "") for one, lead in zip(others, leads, strict=True)]
    return "; ".join(dict.fromkeys(texts)) or None
