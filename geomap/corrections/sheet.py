"""A document while corrections are applied to it: its findings in slots that can be changed in turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from geomap.constants import EventType
from geomap.corrections.records import Correction, EventValues, Target
from geomap.models import Event, Figure, Mention, ParsedDocument


@dataclass(slots=True, kw_only=True)
class MentionSlot:
    """A mention and the corrections that made it what it is."""

    mention: Mention
    corrections: list[Correction] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class FigureSlot:
    """A figure, the corrections that made it what it is, and the one that rejected it."""

    figure: Figure
    corrections: list[Correction] = field(default_factory=list)
    rejected_by: Correction | None = None


@dataclass(slots=True, kw_only=True)
class EventSlot:
    """An event, its figures, the corrections that made it what it is, and the one that rejected it.

    ``found_type`` is the type before any correction.
    """

    event: Event
    found_type: EventType
    figures: list[FigureSlot] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    rejected_by: Correction | None = None


@dataclass(slots=True, kw_only=True)
class Sheet:
    """All slots of one document; ``unmatched`` are corrections that fit nothing in it any more."""

    parsed: ParsedDocument
    mentions: list[MentionSlot]
    events: list[EventSlot]
    figures: list[FigureSlot]
    unmatched: list[Correction] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text that all spans count in."""
        return self.parsed.document.text


def open_sheet(parsed: ParsedDocument) -> Sheet:
    """The findings of a document, each in a slot of its own."""
    figures = [FigureSlot(figure=figure) for figure in parsed.figures]
    return Sheet(
        parsed=parsed,
        mentions=[MentionSlot(mention=mention) for mention in parsed.mentions],
        events=[
            EventSlot(event=event, found_type=event.event_type, figures=[figures[i] for i in event.figures])
            for event in parsed.events
        ],
        figures=figures,
    )


def close_sheet(sheet: Sheet) -> ParsedDocument:
    """The document with what the slots hold now, each list in order of the text."""
    figures = sorted(
        (slot for slot in sheet.figures if slot.rejected_by is None),
        key=lambda slot: (slot.figure.start, slot.figure.end),
    )
    index_of = {id(slot): index for index, slot in enumerate(figures)}
    events = sorted(
        (slot for slot in sheet.events if slot.rejected_by is None),
        key=lambda slot: (slot.event.start, slot.event.trigger_start),
    )
    mentions = sorted(
        sheet.mentions,
        key=lambda slot: (slot.mention.start, slot.mention.end),
    )
    return replace(
        sheet.parsed,
        mentions=tuple(slot.mention for slot in mentions),
        events=tuple(
            replace(
                slot.event,
                figures=tuple(index_of[id(one)] for one in slot.figures if id(one) in index_of),
            )
            for slot in events
        ),
        figures=tuple(slot.figure for slot in figures),
    )


def find_event(
    slots: Sequence[EventSlot], target: Target, before: EventValues | None, *, is_sure: bool
) -> EventSlot | None:
    """The slot of the event that a correction is about, rejected or not.

    First what has the same trigger and the type the event had when it was corrected, or was found
    with. A reader that has learnt since may give the trigger another type, or the type another
    trigger; such an event is taken where the sentence leaves no choice.

    Args:
        slots: The events of the document.
        target: Where the event was when it was corrected.
        before: What it said then.
        is_sure: Take an event of another type only if its sides are the same, for what follows
            cannot be seen on the page.
    """
    same_trigger = [
        slot
        for slot in slots
        if (slot.event.trigger_start, slot.event.trigger_end) == (target.start, target.end)
    ]
    for slot in same_trigger:
        if target.event_type in (slot.event.event_type, slot.found_type):
            return slot
    if len(same_trigger) == 1 and (not is_sure or _has_sides(same_trigger[0].event, before)):
        return same_trigger[0]
    same_sentence = [
        slot
        for slot in slots
        if (slot.event.start, slot.event.end) == (target.sentence_start, target.sentence_end)
        and target.event_type in (slot.event.event_type, slot.found_type)
    ]
    return same_sentence[0] if len(same_sentence) == 1 and not same_trigger else None


def _has_sides(event: Event, before: EventValues | None) -> bool:
    if before is None:
        return False
    found = [[actor.name for actor in side] for side in (event.actors, event.recipients)]
    return found == [[side.name for side in sides] for sides in (before.actors, before.recipients)]
