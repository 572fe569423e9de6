"""Which events and figures of parsed documents layers show; chosen once for all layers built together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from geomap.codes import UNKNOWN
from geomap.constants import Modality
from geomap.corpus import Corpus, corpus_of
from geomap.models import Figure, ParsedDocument
from layers.table import event_table

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Figures of a corpus with the events that they belong to, by number; `UNKNOWN` for no event."""

    figure: NDArray[Any]
    event: NDArray[Any]

    def pick(self, rows: NDArray[Any]) -> Stated:
        """Some of them."""
        return Stated(figure=self.figure[rows], event=self.event[rows])

    def figures(self, corpus: Corpus) -> list[Figure]:
        """The figures."""
        return list(map(corpus.figures.figures.__getitem__, self.figure.tolist()))


def select_figures(parsed: Iterable[ParsedDocument], modalities: frozenset[Modality]) -> Stated:
    """Every figure with the first event of a wanted modality it belongs to, in order.

    A figure is left out if its own modality is unwanted ("could displace 5,000"), or if it belongs to
    events of unwanted modalities alone. One that a merged report states belongs to the event that the
    report was merged into, and is left out where that event states the same. One that repeats a
    figure of these documents is left out too.
    """
    return corpus_of(parsed).find(_select_figures, modalities)


def _select_figures(corpus: Corpus, modalities: frozenset[Modality]) -> Stated:
    import numpy as np

    has_owner, owner = _owners(corpus, modalities)
    mood = corpus.figures.mood
    is_apart = ~has_owner & mood.flags(modalities.__contains__)
    is_meant = mood.flags((modalities | {Modality.ACTUAL}).__contains__) & ~_are_repeats(corpus)
    figure = np.flatnonzero(is_meant & ((owner != UNKNOWN) | is_apart))
    return Stated(figure=figure, event=owner[figure])


def _owners(corpus: Corpus, modalities: frozenset[Modality]) -> tuple[NDArray[Any], NDArray[Any]]:
    """For each figure whether it belongs to any event, and the first one of a wanted modality.

    It has no such event where that states the same.
    """
    import numpy as np

    is_wanted = event_table(corpus).coded("mood").flags(modalities.__contains__)
    figure, event = _links(corpus)
    has_owner = np.zeros(len(corpus.figures.figures), dtype=bool)
    has_owner[figure] = True
    owner = np.full(len(has_owner), UNKNOWN)
    wanted = np.flatnonzero(is_wanted[event])[::-1]
    # What is written later stays.
    owner[figure[wanted]] = event[wanted]
    for number, (into, is_repeat) in _told_elsewhere(corpus).items():
        if not has_owner[number]:
            has_owner[number] = True
            owner[number] = into if is_wanted[into] and not is_repeat else UNKNOWN
    return has_owner, owner


def _links(corpus: Corpus) -> tuple[NDArray[Any], NDArray[Any]]:
    """Figures and events that they belong to, by number, in the order of the events."""
    import numpy as np

    events, spans = corpus.events, corpus.figures.spans
    numbers = np.flatnonzero(events.columns["has_figures"])
    of_events = [events.columns["event"][number].figures for number in numbers.tolist()]
    sizes = np.array(list(map(len, of_events)), dtype=np.int64)
    firsts = np.searchsorted(spans.owner, events.document[numbers])
    figure = firsts.repeat(sizes) + np.array(list(chain.from_iterable(of_events)), dtype=np.int64)
    is_there = figure < len(spans.owner)
    return figure[is_there], numbers.repeat(sizes)[is_there]


def _tellings(corpus: Corpus) -> list[tuple[str, int]]:
    """Document and start of each figure."""
    spans = corpus.figures.spans
    document_ids = map(corpus.documents["document_id"].__getitem__, spans.owner.tolist())
    return list(zip(document_ids, spans.start.tolist(), strict=True))


def _are_repeats(corpus: Corpus) -> NDArray[Any]:
    """Whether each figure repeats one of these documents."""
    import numpy as np

    repeats = [(number, first) for number, first in enumerate(corpus.figures.repeats) if first]
    are_repeats = np.zeros(len(corpus.figures.repeats), dtype=bool)
    stated = frozenset(corpus.find(_tellings) if repeats else ())
    for number, first in repeats:
        are_repeats[number] = (first.document_id, first.start) in stated
    return are_repeats


def _told_elsewhere(corpus: Corpus) -> dict[int, tuple[int, bool]]:
    """The figures that merged reports tell: their event, and whether it states the same."""
    import numpy as np

    found: dict[tuple[str, int], tuple[int, bool]] = {}
    events = corpus.events
    for number in np.flatnonzero(events.columns["is_merged"]).tolist():
        event, document = events.columns["event"][number], corpus[events.document[number]]
        own = {_statement(document.figures[index]) for index in event.figures}
        for report in event.merged:
            for figure in report.figures:
                found[report.document_id, figure.start] = number, _statement(figure) in own
    tellings = corpus.find(_tellings) if found else ()
    return {number: found[telling] for number, telling in enumerate(tellings) if telling in found}


def _statement(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.value_high, figure.unit, figure.category, figure.currency
