"""A mention means another place: its events, figures and sides follow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from geomap.corrections.records import Correction, PlaceGetter, PlaceValue, Scale, Target
from geomap.corrections.sheet import MentionSlot, Sheet
from geomap.models import Actor, Figure, Mention, Place


def change_place(
    sheet: Sheet, correction: Correction, target: Target, places: PlaceGetter, scale: Scale
) -> bool:
    """Give the mention at the target its place; one that was not found is added.

    What was placed by this mention follows it: events and figures with its old place whose nearest
    mention of that place it is, and sides whose words it is part of and whose country it named.
    """
    value = correction.after
    if not isinstance(value, PlaceValue):
        return False
    place = places.get(value.place_id) if value.place_id else None
    if value.place_id and place is None:
        return False
    slot = _slot_at(sheet, target)
    old = slot.mention.place
    if old is not None:
        _move_followers(sheet, correction, slot.mention, old, place)
    slot.mention = replace(slot.mention, place=place, score=1.0)
    slot.corrections.append(correction)
    return True


def _slot_at(sheet: Sheet, target: Target) -> MentionSlot:
    for slot in sheet.mentions:
        if (slot.mention.start, slot.mention.end) == (target.start, target.end):
            return slot
    sheet.mentions = [
        slot
        for slot in sheet.mentions
        if slot.mention.end <= target.start or slot.mention.start >= target.end
    ]
    slot = MentionSlot(
        mention=Mention(start=target.start, end=target.end, text=target.quote, score=1.0, candidate_count=0)
    )
    sheet.mentions.append(slot)
    return slot


def _move_followers(
    sheet: Sheet, correction: Correction, mention: Mention, old: Place, place: Place | None
) -> None:
    same = [
        slot.mention
        for slot in sheet.mentions
        if slot.mention.place is not None and slot.mention.place.place_id == old.place_id
    ]
    for slot in sheet.events:
        event = slot.event
        if _is(event.location, old) and _nearest(same, event.trigger_start) == mention:
            event = replace(event, location=place, precision=place.precision if place else None)
        event = replace(
            event,
            actors=tuple(_moved_side(actor, mention, old, place) for actor in event.actors),
            recipients=tuple(_moved_side(actor, mention, old, place) for actor in event.recipients),
        )
        if event != slot.event:
            slot.event = event
            slot.corrections.append(correction)
    for figure_slot in sheet.figures:
        if _nearest(same, figure_slot.figure.start) == mention:
            figure = _moved_figure(figure_slot.figure, old, place)
            if figure != figure_slot.figure:
                figure_slot.figure = figure
                figure_slot.corrections.append(correction)


def _nearest(mentions: Iterable[Mention], position: int) -> Mention | None:
    return min(mentions, key=lambda one: (abs(one.start - position), one.start), default=None)


def _moved_side(actor: Actor, mention: Mention, old: Place, place: Place | None) -> Actor:
    is_named_so = actor.start <= mention.start and mention.end <= actor.end
    if not is_named_so or actor.country_iso3 != old.country_iso3:
        return actor
    name = actor.name
    if name == old.name:
        name = place.name if place else mention.text
    return replace(actor, name=name, country_iso3=place.country_iso3 if place else None)


def _moved_figure(figure: Figure, old: Place, place: Place | None) -> Figure:
    return replace(
        figure,
        origin=place if _is(figure.origin, old) else figure.origin,
        destination=place if _is(figure.destination, old) else figure.destination,
        location=place if _is(figure.location, old) else figure.location,
    )


def _is(place: Place | None, other: Place) -> bool:
    return place is not None and place.place_id == other.place_id
