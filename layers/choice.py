"""Which events and figures of parsed documents layers show; chosen once for all layers built together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geomap.codes import UNKNOWN
from geomap.constants import Modality
from geomap.corpus import Corpus, corpus_of
from geomap.models import Event, Figure, ParsedDocument

Stated = tuple[ParsedDocument, Figure, Event | None]
"""A figure with its document and the event it belongs to."""


def select_figures(parsed: Iterable[ParsedDocument], modalities: frozenset[Modality]) -> Sequence[Stated]:
    """Every figure with its document and the first event of a wanted modality it belongs to.

    A figure is left out if its own modality is unwanted ("could displace 5,000"), or if it belongs to
    events of unwanted modalities alone. One that a merged report states belongs to the event that the
    report was merged into, and is left out where that event states the same. One that repeats a
    figure of these documents is left out too.
    """
    return corpus_of(parsed).find(_select_figures, modalities)


def _select_figures(corpus: Corpus, modalities: frozenset[Modality]) -> list[Stated]:
    figures, owners = corpus.figures.figures, corpus.figures.spans.owner.tolist()
    document_ids = list(map(corpus.documents["document_id"].__getitem__, owners))
    tellings = list(zip(document_ids, [figure.start for figure in figures], strict=True))
    linked, told, stated = _linked(corpus), _told_elsewhere(corpus), frozenset(tellings)
    events: Sequence[Event] = corpus.events.columns["event"]
    chosen: list[Stated] = []
    for number, (document, figure, telling) in enumerate(zip(owners, figures, tellings, strict=True)):
        first = figure.repeats
        is_told = first is not None and (first.document_id, first.start) in stated
        if is_told or figure.modality not in modalities | {Modality.ACTUAL}:
            continue
        is_own = number in linked
        owner, is_repeat = told.get(telling, (UNKNOWN, False))
        owners_of = linked.get(number, [owner] if owner != UNKNOWN else [])
        wanted = [one for one in owners_of if events[one].modality in modalities]
        if wanted and (is_own or not is_repeat):
            chosen.append((corpus[document], figure, events[wanted[0]]))
        elif not owners_of and figure.modality in modalities:
            chosen.append((corpus[document], figure, None))
    return chosen


def _linked(corpus: Corpus) -> dict[int, list[int]]:
    """The events that each figure belongs to, all by number; figures that belong to none are missing."""
    import numpy as np

    events, spans = corpus.events, corpus.figures.spans
    numbers = np.flatnonzero(events.columns["has_figures"])
    firsts = np.searchsorted(spans.owner, events.document[numbers])
    linked: dict[int, list[int]] = {}
    for number, first in zip(numbers.tolist(), firsts.tolist(), strict=True):
        for index in events.columns["event"][number].figures:
            linked.setdefault(first + index, []).append(number)
    return linked


def _told_elsewhere(corpus: Corpus) -> dict[tuple[str, int], tuple[int, bool]]:
    """The figures of merged reports, by document and start: their event, and whether it states the same."""
    import numpy as np

    found: dict[tuple[str, int], tuple[int, bool]] = {}
    events = corpus.events
    for number in np.flatnonzero(events.columns["is_merged"]).tolist():
        event, document = events.columns["event"][number], corpus[events.document[number]]
        own = {_statement(document.figures[index]) for index in event.figures}
        for report in event.merged:
            for figure in report.figures:
                found[report.document_id, figure.start] = number, _statement(figure) in own
    return found


def _statement(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.value_high, figure.unit, figure.category, figure.currency
