"""The economy layer: trade, aid, sanctions and investment between countries, and amounts of money."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from typing import Final

from geomap.constants import Category, EventType, Modality
from geomap.corpus import Corpus, corpus_of
from geomap.layer import Arcs, Spot
from geomap.models import Atlas, Event, Figure, Layer, ParsedDocument, Place
from layers.base import DRAWN, Cells, Row, label_point, make_figure_layer
from layers.choice import select_figures
from layers.sides import sides_of_amount
from layers.table import about_event, about_figure, event_table
from layers.ties import Tie, TieLines, ties_of

OWN_COLUMNS: Final = ("value", "value_high", "currency", "quantifier")
ECONOMY: Final = frozenset({EventType.AID, EventType.SANCTION, EventType.AGREE, EventType.COOPERATE})
ECONOMIC: Final = "economic"
"""The PLOVER context that makes an event of these types one of economy; aid always is."""


def build_economy(
    parsed: Sequence[ParsedDocument],
    *,
    atlas: Atlas | None = None,
    modalities: frozenset[Modality] = DRAWN,
) -> Layer:
    """One row per amount of money, and one per economic event that states no amount.

    The geometry is the line between the two seats of government or, where the two sides are not
    known, the point of the place; what has neither is not drawn. The sides of an amount are found
    as `layers.sides.sides_of_amount` says. ``value`` is in units of ``currency`` (ISO 4217) and
    missing for an event without an amount. Per document the amounts come first, then the events.
    """
    corpus = corpus_of(parsed)
    found: dict[int, list[Row]] = {}
    lines = TieLines(atlas)
    stated: set[str] = set()
    for document, figure, event in select_figures(corpus, modalities):
        row = _amount_row(document, figure, event, lines)
        if row is not None:
            found.setdefault(id(document), []).append(row)
            stated |= {event.event_id} if event else set()
    for document, event in _without_amount(corpus, modalities, stated):
        geometry = _line_or_point(ties_of(event), event.location, lines)
        if geometry is not None:
            row = about_event(document, event), (nan, nan, None, None), geometry
            found.setdefault(id(document), []).append(row)
    rows = [row for document in corpus for row in found.pop(id(document), ())]
    return make_figure_layer("economy", "Economy", rows, atlas, OWN_COLUMNS)


def is_economic(event: Event) -> bool:
    """Whether an event is one of economy: aid, or trade, sanctions and agreements in the economic context."""
    is_aid = event.event_type is EventType.AID
    return is_aid or (event.event_type in ECONOMY and ECONOMIC in event.contexts)


def _without_amount(
    corpus: Corpus, modalities: frozenset[Modality], stated: set[str]
) -> list[tuple[ParsedDocument, Event]]:
    """The economic events, with their documents, but for those of which an amount is drawn."""
    table = event_table(corpus)
    is_wanted = table.coded("mood").flags(modalities.__contains__)
    rows = (is_wanted & table.coded("type").flags(ECONOMY.__contains__)).nonzero()[0]
    events = [table["event"][row] for row in rows.tolist()]
    return [
        (corpus[document], event)
        for document, event in zip(corpus.events.document[rows].tolist(), events, strict=True)
        if is_economic(event) and event.event_id not in stated
    ]


def _amount_row(parsed: ParsedDocument, figure: Figure, event: Event | None, lines: TieLines) -> Row | None:
    if figure.category is not Category.AMOUNT:
        return None
    place = figure.location or figure.origin or figure.destination or (event.location if event else None)
    tie = sides_of_amount(parsed, figure, event)
    geometry = _line_or_point((tie,) if tie else (), place, lines)
    return (about_figure(parsed, figure, event, place), _money(figure), geometry) if geometry else None


def _money(figure: Figure) -> Cells:
    high = nan if figure.value_high is None else figure.value_high
    return figure.value, high, figure.currency, figure.quantifier.value


def _line_or_point(ties: tuple[Tie, ...], place: Place | None, lines: TieLines) -> Arcs | Spot | None:
    arcs = lines.between(ties)
    return label_point(place) if arcs is None and place else arcs
