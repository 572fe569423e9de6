"""Corrections in plain words, for the history and for the notes in the list of events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from geomap.app.cache import Findings
from geomap.app.filters import MODALITY_WORDS
from geomap.corrections import (
    Correction,
    CorrectionKind,
    EventValues,
    FigureValues,
    PlaceGetter,
    PlaceValue,
    SideValue,
)
from geomap.render.words import (
    category_phrase,
    date_phrase,
    event_title,
    event_word,
    figure_phrase,
    side,
)
from geomap.visits import tells_host

_NOTES: Mapping[CorrectionKind, str] = {
    CorrectionKind.EVENT_CONFIRMED: "confirmed",
    CorrectionKind.EVENT_ADDED: "added by hand",
}


def event_notes(findings: Findings) -> dict[str, str]:
    """A word on each event that a reader has touched, by its identifier."""
    notes: dict[str, str] = {}
    for item in findings.corrected:
        for event_id, corrections in item.by_event.items():
            notes[event_id] = _NOTES.get(corrections[-1].kind, "corrected")
    shown = {event.event_id for item in findings.parsed for event in item.events}
    return {event_id: note for event_id, note in notes.items() if event_id in shown}


def describe(correction: Correction, places: PlaceGetter) -> str:
    """What a correction says, in one line, with events called as they are on the map.

    Args:
        correction: What was corrected.
        places: Where the places of events are looked up.
    """
    before, after = correction.before, correction.after
    words = f"“{correction.targets[0].quote}”" if correction.targets else ""
    match correction.kind:
        case CorrectionKind.MENTION_PLACE:
            said = f"Place of {words}: {_place(before)} → {_place(after)}"
        case CorrectionKind.EVENT_CHANGED:
            said = f"Event {words}: {'; '.join(_event_changes(before, after, places)) or 'nothing changed'}"
        case CorrectionKind.EVENT_REJECTED:
            said = f"Event rejected: {_event(before, places)}, {words}"
        case CorrectionKind.EVENT_CONFIRMED:
            said = f"Event confirmed: {_event(after, places)}, {words}"
        case CorrectionKind.EVENT_ADDED:
            said = f"Event added: {_event(after, places)}, {words}"
        case CorrectionKind.FIGURE_CHANGED:
            said = f"Figure {words}: {_figure(before)} → {_figure(after)}"
        case CorrectionKind.FIGURE_REJECTED:
            said = f"Figure rejected: {_figure(before)}, {words}"
        case CorrectionKind.UNDONE:
            said = "A correction undone"
    return said


def _event_changes(before: object, after: object, places: PlaceGetter) -> list[str]:
    if not isinstance(before, EventValues) or not isinstance(after, EventValues):
        return []
    pairs = (
        (_word(before, places), _word(after, places)),
        (f"reported {MODALITY_WORDS[before.modality]}", f"reported {MODALITY_WORDS[after.modality]}"),
        (f"by {_sides(before.actors)}", f"by {_sides(after.actors)}"),
        (f"towards {_sides(before.recipients)}", f"towards {_sides(after.recipients)}"),
        (before.place_name or "no place", after.place_name or "no place"),
        (_days(before.date_start, before.date_end), _days(after.date_start, after.date_end)),
        (f"{len(before.figures)} figures", f"{len(after.figures)} figures"),
    )
    return [f"{old} → {new}" for old, new in pairs if old != new]


def _event(values: object, places: PlaceGetter) -> str:
    if not isinstance(values, EventValues):
        return "event"
    names = ([one.name for one in given] for given in (values.actors, values.recipients))
    return event_title(_word(values, places), *names)


def _word(values: EventValues, places: PlaceGetter) -> str:
    place = places.get(values.place_id) if values.place_id else None
    sides = ([one.country_iso3 for one in given] for given in (values.actors, values.recipients))
    home = place.country_iso3 if place else None
    is_hosted = tells_host(values.event_type, values.mode, *sides, home=home)
    return event_word(values.event_type, values.mode, is_hosted=is_hosted)


def _sides(sides: Sequence[SideValue]) -> str:
    return side([one.name for one in sides]) if sides else "no one"


def _place(value: object) -> str:
    return (value.name if isinstance(value, PlaceValue) else None) or "no place"


def _days(start: date | None, end: date | None) -> str:
    return date_phrase(start, end)


def _figure(values: object) -> str:
    if not isinstance(values, FigureValues):
        return "figure"
    number = figure_phrase(
        values.value,
        unit=values.unit,
        quantifier=values.quantifier,
        value_high=values.value_high,
        currency=values.currency,
    )
    return " ".join(filter(None, (number, category_phrase(values.category))))
