"""Corrections take effect: a parsed document becomes what its reader said it should be.

Pure: the same document and corrections give the same result. Corrections are applied in the order
of the log, so of two that contradict each other the later one counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from geomap.corrections.event_changes import add_event, change_event, confirm_event, reject_event
from geomap.corrections.figure_changes import change_figure, reject_figure
from geomap.corrections.place_changes import change_place
from geomap.corrections.records import (
    Correction,
    CorrectionKind,
    PlaceGetter,
    Scale,
    Target,
    hash_text,
)
from geomap.corrections.sheet import Sheet, close_sheet, open_sheet
from geomap.models import Event, Figure, ParsedDocument

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A document with its corrections applied, and which correction touched what.

    ``rejected_events`` and ``rejected_figures`` are gone from ``parsed``; undoing the correction
    beside them brings them back. ``unmatched`` are corrections of this text that changed nothing:
    what they reject is not found any more, or the gazetteer has no such place.
    """

    parsed: ParsedDocument
    by_event: Mapping[str, tuple[Correction, ...]]
    by_mention: Mapping[Span, tuple[Correction, ...]]
    by_figure: Mapping[Span, tuple[Correction, ...]]
    rejected_events: tuple[tuple[Event, Correction], ...]
    rejected_figures: tuple[tuple[Figure, Correction], ...]
    unmatched: tuple[Correction, ...]


def apply_corrections(
    parsed: ParsedDocument, corrections: Iterable[Correction], *, places: PlaceGetter, scale: Scale
) -> Corrected:
    """Apply those corrections that are about a document's text.

    Args:
        parsed: What was found, before any correction.
        corrections: Active corrections in the order of the log; those of other texts are ignored.
        places: Where the places come from, such as the pipeline's atlas.
        scale: What types weigh, such as `geomap.events.lists.ontology.load_ontology()`.

    Returns:
        The corrected document. An event keeps its identifier when its type changes; what a reader
        said has the score 1.
    """
    sheet = open_sheet(parsed)
    own_hash = hash_text(parsed.document.text)
    for correction in corrections:
        for target in correction.targets:
            if target.text_hash == own_hash:
                _apply_one(sheet, correction, target, places, scale)
    return Corrected(
        parsed=close_sheet(sheet),
        by_event=MappingProxyType(
            {slot.event.event_id: tuple(slot.corrections) for slot in sheet.events if slot.corrections}
        ),
        by_mention=MappingProxyType(
            {
                (slot.mention.start, slot.mention.end): tuple(slot.corrections)
                for slot in sheet.mentions
                if slot.corrections
            }
        ),
        by_figure=MappingProxyType(
            {
                (slot.figure.start, slot.figure.end): tuple(slot.corrections)
                for slot in sheet.figures
                if slot.corrections
            }
        ),
        rejected_events=tuple((slot.event, slot.rejected_by) for slot in sheet.events if slot.rejected_by),
        rejected_figures=tuple((slot.figure, slot.rejected_by) for slot in sheet.figures if slot.rejected_by),
        unmatched=tuple(dict.fromkeys(sheet.unmatched)),
    )


_Change = Callable[[Sheet, Correction, Target, PlaceGetter, Scale], bool]
"""Changes a sheet for one target; whether something was changed."""

_CHANGES: Final[Mapping[CorrectionKind, _Change]] = MappingProxyType(
    {
        CorrectionKind.MENTION_PLACE: change_place,
        CorrectionKind.EVENT_CHANGED: change_event,
        CorrectionKind.EVENT_REJECTED: reject_event,
        CorrectionKind.EVENT_CONFIRMED: confirm_event,
        CorrectionKind.EVENT_ADDED: add_event,
        CorrectionKind.FIGURE_CHANGED: change_figure,
        CorrectionKind.FIGURE_REJECTED: reject_figure,
    }
)


def _apply_one(
    sheet: Sheet, correction: Correction, target: Target, places: PlaceGetter, scale: Scale
) -> None:
    change = _CHANGES.get(correction.kind)
    if change is None:
        return
    fits = sheet.text[target.start : target.end] == target.quote
    is_inside = (target.sentence_end or 0) <= len(sheet.text)
    if not (fits and is_inside) or not change(sheet, correction, target, places, scale):
        sheet.unmatched.append(correction)
