"""Which events and figures of parsed documents layers show; chosen once for all layers built together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from geomap.constants import Modality
from geomap.models import Event, Figure, ParsedDocument
from layers.table import Table, table_of_events

Stated = tuple[ParsedDocument, Figure, Event | None]
"""A figure with its document and the event it belongs to."""

_Found = TypeVar("_Found")


class Reading(tuple[ParsedDocument, ...]):
    """Parsed documents that several layers are built from: what was found in them once is kept."""

    def __init__(self, _: Iterable[ParsedDocument]) -> None:
        self._found: dict[object, Any] = {}

    def find(
        self, search: Callable[[Reading, frozenset[Modality]], _Found], key: frozenset[Modality]
    ) -> _Found:
        """What a search finds for some modalities; the same each time."""
        if (search, key) not in self._found:
            self._found[search, key] = search(self, key)
        found: _Found = self._found[search, key]
        return found


def read_once(parsed: Iterable[ParsedDocument]) -> Reading:
    """Documents as a `Reading`; the same one if they are one already."""
    return parsed if isinstance(parsed, Reading) else Reading(parsed)


def event_table(parsed: Iterable[ParsedDocument], modalities: frozenset[Modality]) -> Table:
    """The table of all events of these modalities; for a `Reading` the same each time."""
    return read_once(parsed).find(table_of_events, modalities)


def select_figures(parsed: Iterable[ParsedDocument], modalities: frozenset[Modality]) -> Sequence[Stated]:
    """Every figure with its document and the first event of a wanted modality it belongs to.

    A figure is left out if its own modality is unwanted ("could displace 5,000"), or if it belongs to
    events of unwanted modalities alone. One that a merged report states belongs to the event that the
    report was merged into, and is left out where that event states the same. One that repeats a
    figure of these documents is left out too.
    """
    return read_once(parsed).find(_select_figures, modalities)


def _select_figures(parsed: Reading, modalities: frozenset[Modality]) -> list[Stated]:
    told = _told_elsewhere(parsed)
    stated = {(one.document.document_id, figure.start) for one in parsed for figure in one.figures}
    chosen: list[Stated] = []
    for document in parsed:
        if not document.figures:
            continue
        linked: dict[int, list[Event]] = {}
        for event in document.events:
            for index in event.figures:
                linked.setdefault(index, []).append(event)
        for index, figure in enumerate(document.figures):
            first = figure.repeats
            is_told = first is not None and (first.document_id, first.start) in stated
            if is_told or figure.modality not in modalities | {Modality.ACTUAL}:
                continue
            is_own = index in linked
            owner, is_repeat = told.get((document.document.document_id, figure.start), (None, False))
            owners = linked.get(index, [owner] if owner else [])
            wanted = [event for event in owners if event.modality in modalities]
            if wanted and (is_own or not is_repeat):
                chosen.append((document, figure, wanted[0]))
            elif not owners and figure.modality in modalities:
                chosen.append((document, figure, None))
    return chosen


def _told_elsewhere(documents: Iterable[ParsedDocument]) -> dict[tuple[str, int], tuple[Event, bool]]:
    """The figures of merged reports, by document and start: their event, and whether it states the same."""
    found: dict[tuple[str, int], tuple[Event, bool]] = {}
    merged = [(document, event) for document in documents for event in document.events if event.merged]
    for document, event in merged:
        own = {_statement(document.figures[index]) for index in event.figures}
        for report in event.merged:
            for figure in report.figures:
                found[report.document_id, figure.start] = event, _statement(figure) in own
    return found


def _statement(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.value_high, figure.unit, figure.category, figure.currency
