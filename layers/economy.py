"""The economy layer: trade, aid, sanctions and investment between countries, and amounts of money."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from typing import TYPE_CHECKING, Final

from geomap.codes import Coded
from geomap.constants import Category, EventType, Modality
from geomap.corpus import Corpus, corpus_of
from geomap.layer import Outline
from geomap.models import Atlas, Event, Figure, Layer, ParsedDocument, Place
from layers.base import DRAWN, label_point, lines_or_points, make_table_layer
from layers.choice import Stated, select_figures
from layers.sides import sides_of_amount
from layers.subjects import about_events, about_figures, join_subjects, of_events, table_of_subjects
from layers.table import WORD, event_table
from layers.ties import TieLines, ties_of_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
    import numpy as np

    corpus = corpus_of(parsed)
    lines = TieLines(atlas)
    stated, places, outlines = _amounts(corpus, modalities, lines)
    rows, others = _without_amount(corpus, modalities, stated, lines)
    numbers = np.append(np.arange(len(outlines)), len(outlines) + others.codes)
    drawn = Coded([*outlines, *others.values], numbers)
    subjects = join_subjects(about_figures(corpus, stated, places), about_events(corpus, rows))
    table = table_of_subjects(corpus, subjects)
    table.update(_money(stated.figures(corpus), len(rows)))
    order = np.argsort(np.array(subjects.document, dtype=np.int64), kind="stable")
    return make_table_layer("economy", "Economy", corpus, table, order, drawn.pick(order), atlas, OWN_COLUMNS)


def is_economic(event: Event) -> bool:
    """Whether an event is one of economy: aid, or trade, sanctions and agreements in the economic context."""
    is_aid = event.event_type is EventType.AID
    return is_aid or (event.event_type in ECONOMY and ECONOMIC in event.contexts)


def _amounts(
    corpus: Corpus, modalities: frozenset[Modality], lines: TieLines
) -> tuple[Stated, list[Place | None], list[Outline]]:
    """The amounts that are drawn, their places and as what."""
    import numpy as np

    stated = select_figures(corpus, modalities)
    stated = stated.pick(corpus.figures.category.pick(stated.figure).flags(Category.AMOUNT.__eq__))
    documents = map(corpus.__getitem__, corpus.figures.spans.owner[stated.figure].tolist())
    events = of_events(corpus, "event", stated.event)
    drawn: list[int] = []
    places: list[Place | None] = []
    outlines: list[Outline] = []
    found = zip(documents, stated.figures(corpus), events, strict=True)
    for number, (document, figure, event) in enumerate(found):
        place = figure.location or figure.origin or figure.destination or (event.location if event else None)
        tie = sides_of_amount(document, figure, event)
        outline = lines.between((tie,) if tie else ()) or (label_point(place) if place else None)
        if outline is not None:
            drawn.append(number)
            places.append(place)
            outlines.append(outline)
    return stated.pick(np.array(drawn, dtype=np.int64)), places, outlines


def _without_amount(
    corpus: Corpus, modalities: frozenset[Modality], amounts: Stated, lines: TieLines
) -> tuple[NDArray[np.int64], Coded[Outline]]:
    """The economic events that are drawn, but for those of which an amount is, and as what."""
    import numpy as np

    table = event_table(corpus)
    is_wanted = table.coded("mood").flags(modalities.__contains__)
    rows = np.flatnonzero(is_wanted & table.coded("type").flags(ECONOMY.__contains__))
    stated = set(of_events(corpus, "event_id", amounts.event))
    is_apart = [
        table["event_id"][row] not in stated and is_economic(table["event"][row]) for row in rows.tolist()
    ]
    rows = rows[np.array(is_apart, dtype=bool)]
    arcs = ties_of_rows(table, rows).mapped(lines.between)
    drawn = lines_or_points(arcs, table.coded("spot").pick(rows))
    is_drawn = drawn.are_known()
    return rows[is_drawn], drawn.pick(is_drawn)


def _money(figures: Sequence[Figure], others: int) -> dict[str, list[object]]:
    """The columns of amounts, and of so many rows after them that have none."""
    unknown = [nan] * others, [None] * others
    return {
        "value": [*(one.value for one in figures), *unknown[0]],
        "value_high": [*(nan if one.value_high is None else one.value_high for one in figures), *unknown[0]],
        "currency": [*(one.currency for one in figures), *unknown[1]],
        "quantifier": [*(WORD[one.quantifier] for one in figures), *unknown[1]],
    }
