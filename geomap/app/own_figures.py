"""The figures that belong to no event, by the names that the map has for them."""

from __future__ import annotations

from collections.abc import Iterable

from geomap.constants import DISPLACEMENT, Category, Modality, figure_key
from geomap.models import Figure, ParsedDocument
from layers.choice import select_figures


def figure_layer(figure: Figure) -> str | None:
    """The key of the layer that draws a figure of its own; None for one that no layer draws."""
    if figure.category in DISPLACEMENT:
        return "displacement"
    return "economy" if figure.category is Category.AMOUNT else None


def own_figure_ids(parsed: Iterable[ParsedDocument], modalities: Iterable[Modality]) -> tuple[str, ...]:
    """The names on the map of all figures that belong to no event, each once, in order."""
    found = [
        figure_key(layer, item.document.document_id, figure.quote_start, figure.value)
        for item, figure, event in select_figures(parsed, frozenset(modalities))
        if event is None and (layer := figure_layer(figure))
    ]
    return tuple(dict.fromkeys(found))
