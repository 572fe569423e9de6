"""The economy layer: trade, aid, sanctions and investment between countries, and amounts of money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import nan
from typing import Final

from geomap.constants import Category, EventType, Modality
from geomap.layer import Arcs, Spot
from geomap.models import Atlas, Event, Figure, Layer, ParsedDocument, Place
from layers.base import (
    DRAWN,
    Cells,
    Row,
    about_event,
    about_figure,
    label_point,
    make_event_layer,
    select_events,
    select_figures,
)
from layers.sides import sides_of_amount
from layers.ties import Tie, TieLines, ties_of

OWN_COLUMNS: Final = ("value", "value_high", "currency", "quantifier")
ECONOMY: Final = frozenset({EventType.AID, EventType.SANCTION, EventType.AGREE, EventType.COOPERATE})
ECONOMIC: Final = "economic"
"""The PLOVER context that makes an event of these types one of economy."""


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
    amounts: dict[str, list[Row]] = {}
    lines = TieLines(atlas)
    stated: set[str] = set()
    for document, figure, event in select_figures(parsed, modalities):
        row = _amount_row(document, figure, event, lines)
        if row is not None:
            amounts.setdefault(document.document.document_id, []).append(row)
            stated |= {event.event_id} if event else set()
    rows = (row for document in parsed for row in _rows(document, amounts, stated, lines, modalities))
    return make_event_layer("economy", "Economy", rows, atlas, OWN_COLUMNS)


def _amount_row(parsed: ParsedDocument, figure: Figure, event: Event | None, lines: TieLines) -> Row | None:
    if figure.category is not Category.AMOUNT:
        return None
    place = figure.location or figure.origin or figure.destination or (event.location if event else None)
    tie = sides_of_amount(parsed, figure, event)
    geometry = _line_or_point((tie,) if tie else (), place, lines)
    return (about_figure(parsed, figure, event, place), _money(figure), geometry) if geometry else None


def _rows(
    parsed: ParsedDocument,
    amounts: dict[str, list[Row]],
    stated: set[str],
    lines: TieLines,
    modalities: frozenset[Modality],
) -> Iterator[Row]:
    """The rows of a document: its amounts, then its events none of whose amounts is drawn anywhere."""
    yield from amounts.get(parsed.document.document_id, ())
    for _, event in select_events([parsed], modalities):
        if event.event_id in stated or event.event_type not in ECONOMY or ECONOMIC not in event.contexts:
            continue
        geometry = _line_or_point(ties_of(event), event.location, lines)
        if geometry is not None:
            yield about_event(parsed, event), (nan, nan, None, None), geometry


def _money(figure: Figure) -> Cells:
    high = nan if figure.value_high is None else figure.value_high
    return figure.value, high, figure.currency, figure.quantifier.value


def _line_or_point(ties: tuple[Tie, ...], place: Place | None, lines: TieLines) -> Arcs | Spot | None:
    arcs = lines.between(ties)
    return label_point(place) if arcs is None and place else arcs
