"""The figures that belong to no event, by the names that the map has for them."""

from __future__ import annotations

from collections.abc import Iterable

from geomap.codes import UNKNOWN
from geomap.constants import DISPLACEMENT, Category, Modality, figure_key
from geomap.corpus import corpus_of
from geomap.models import Figure, ParsedDocument
from layers.choice import select_figures


def figure_layer(figure: Figure) -> str | None:
    """The key of the layer that draws a figure of its own; None for one that no layer draws."""
    if figure.category in DISPLACEMENT:
        return "displacement"
    return "economy" if figure.category is Category.AMOUNT else None


def own_figure_ids(parsed: Iterable[ParsedDocument], modalities: Iterable[Modality]) -> tuple[str, ...]:
    """The names on the map of all figures that belong to no event, each once, in order."""
    corpus = corpus_of(parsed)
    stated = select_figures(corpus, frozenset(modalities))
    own = stated.pick(stated.event == UNKNOWN)
    documents = map(corpus.__getitem__, corpus.figures.spans.owner[own.figure].tolist())
    found = [
        figure_key(layer, item.document.document_id, figure.quote_start, figure.value)
        for item, figure in zip(documents, own.figures(corpus), strict=True)
        if (layer := figure_layer(figure))
    ]
    return tuple(dict.fromkeys(found))
