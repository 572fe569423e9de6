"""An event is changed, rejected, confirmed or added by its reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from hashlib import blake2b
from typing import Any

from geomap.constants import EventType
from geomap.corrections.records import (
    Correction,
    EventValues,
    PlaceGetter,
    Scale,
    SideValue,
    Target,
)
from geomap.corrections.sheet import EventSlot, FigureSlot, Sheet, find_event
from geomap.models import Actor, Event, Place


def change_event(
    sheet: Sheet, correction: Correction, target: Target, places: PlaceGetter, scale: Scale
) -> bool:
    """Set what the correction changes; an event that is not found any more is added as it was said."""
    before, after = correction.before, correction.after
    if not isinstance(before, EventValues) or not isinstance(after, EventValues):
        return False
    slot = find_event(sheet.events, target, before, is_sure=False)
    if slot is None:
        return add_event(sheet, correction, target, places, scale)
    return _set_values(sheet, slot, target, correction, correction.changed_fields, places, scale)


def confirm_event(
    sheet: Sheet, correction: Correction, target: Target, places: PlaceGetter, scale: Scale
) -> bool:
    """Keep the event as it was when its reader confirmed it; other reports of it are only confirmed."""
    after = correction.after
    if not isinstance(after, EventValues):
        return False
    slot = find_event(sheet.events, target, after, is_sure=False)
    if slot is None:
        return add_event(sheet, correction, target, places, scale)
    is_first = target == correction.targets[0]
    names = tuple(field.name for field in fields(after)) if is_first else ()
    return _set_values(sheet, slot, target, correction, names, places, scale)


def reject_event(
    sheet: Sheet, correction: Correction, target: Target, places: PlaceGetter, scale: Scale
) -> bool:
    """Take the event out."""
    before = correction.before if isinstance(correction.before, EventValues) else None
    slot = find_event(sheet.events, target, before, is_sure=True)
    if slot is None:
        return False
    slot.rejected_by = correction
    return True


def add_event(
    sheet: Sheet, correction: Correction, target: Target, places: PlaceGetter, scale: Scale
) -> bool:
    """Put in an event with all that the correction says of it."""
    after = correction.after
    if not isinstance(after, EventValues):
        return False
    start, end = _sentence_of(target)
    event = Event(
        event_id=_event_id(sheet, correction, target),
        event_type=after.event_type,
        quad_class=scale.quad_classes[after.event_type],
        modality=after.modality,
        start=start,
        end=end,
        quote=sheet.text[start:end],
        trigger_start=target.start,
        trigger_end=target.end,
        score=1.0,
        intensity=scale.type_scores[after.event_type],
    )
    slot = EventSlot(event=event, found_type=after.event_type)
    sheet.events.append(slot)
    names = tuple(field.name for field in fields(after))
    return _set_values(sheet, slot, target, correction, names, places, scale)


def _set_values(
    sheet: Sheet,
    slot: EventSlot,
    target: Target,
    correction: Correction,
    names: tuple[str, ...],
    places: PlaceGetter,
    scale: Scale,
) -> bool:
    """Set the named fields of an event; whether all of them could be set."""
    after = correction.after
    assert isinstance(after, EventValues)
    event = slot.event
    changes: dict[str, Any] = {"score": 1.0}
    changes |= _kind_changes(event, after, names, scale)
    for name in {"date_start", "date_end"} & set(names):
        changes[name] = getattr(after, name)
    for name in {"actors", "recipients"} & set(names):
        changes[name] = _sides(getattr(after, name), (*event.actors, *event.recipients), sheet.text, slot)
    place = _place_of(after, event, places)
    is_whole = "place_id" not in names or not after.place_id or place is not None
    if "place_id" in names and is_whole:
        changes |= {"location": place, "precision": place.precision if place else None}
    if "figures" in names and target == correction.targets[0]:
        slot.figures = _figures_at(sheet.figures, after.figures)
    slot.event = _replace_dates(event, changes)
    slot.rejected_by = None
    slot.corrections.append(correction)
    return is_whole


def _kind_changes(event: Event, after: EventValues, names: tuple[str, ...], scale: Scale) -> dict[str, Any]:
    """The changes of type, mode and modality; a mode that the type does not have is dropped."""
    modality = after.modality if "modality" in names else event.modality
    event_type: EventType = after.event_type if "event_type" in names else event.event_type
    mode = after.mode if "mode" in names else event.mode
    if event_type is event.event_type and mode == event.mode:
        return {"modality": modality}
    has_mode = mode is not None and (event_type, mode) in scale.mode_scores
    intensity = scale.mode_scores[event_type, mode] if mode and has_mode else scale.type_scores[event_type]
    return {
        "modality": modality,
        "event_type": event_type,
        "mode": mode if has_mode else None,
        "quad_class": scale.quad_classes[event_type],
        "intensity": intensity,
    }


def _place_of(after: EventValues, event: Event, places: PlaceGetter) -> Place | None:
    if after.place_id is None:
        return None
    if event.location is not None and event.location.place_id == after.place_id:
        return event.location
    return places.get(after.place_id)


def _replace_dates(event: Event, changes: dict[str, Any]) -> Event:
    """The changed event; where only one end of its dates was changed past the other, both are that day."""
    start = changes.get("date_start", event.date_start)
    end = changes.get("date_end", event.date_end)
    if start and end and end < start:
        if "date_start" in changes:
            changes["date_end"] = start
        else:
            changes["date_start"] = end
    return replace(event, **changes)


def _sides(
    values: Iterable[SideValue], known: Iterable[Actor], text: str, slot: EventSlot
) -> tuple[Actor, ...]:
    """The sides with the words that name them: as found, or in the sentence, or the trigger."""
    by_name = {actor.name.casefold(): actor for actor in reversed(tuple(known))}
    return tuple(_side(value, by_name.get(value.name.casefold()), text, slot) for value in values)


def _side(value: SideValue, known: Actor | None, text: str, slot: EventSlot) -> Actor:
    if known is not None:
        start, end = known.start, known.end
    else:
        event = slot.event
        start = text[: event.end].find(value.name, event.start)
        end = start + len(value.name)
        if start < 0:
            start, end = event.trigger_start, event.trigger_end
    return Actor(name=value.name, start=start, end=end, country_iso3=value.country_iso3, sector=value.sector)


def _figures_at(slots: Iterable[FigureSlot], spans: Iterable[tuple[int, int]]) -> list[FigureSlot]:
    wanted = set(spans)
    return [slot for slot in slots if (slot.figure.start, slot.figure.end) in wanted]


def _sentence_of(target: Target) -> tuple[int, int]:
    if target.sentence_start is None or target.sentence_end is None:
        return target.start, target.end
    return target.sentence_start, target.sentence_end


def _event_id(sheet: Sheet, correction: Correction, target: Target) -> str:
    """An identifier that stays the same for one correction, document and span."""
    key = f"{sheet.parsed.document.document_id}\0{correction.entry_id}\0{target.start}\0{target.end}"
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
