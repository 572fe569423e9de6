"""What can be chosen in the filters of some findings, with how many events each choice has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from geomap.app.filters import PRECISIONS, event_dates, precision_key, side_key
from geomap.constants import EventType, Modality
from geomap.models import Actor, Atlas, Event, ParsedDocument
from geomap.render.names import side_names

_Key = TypeVar("_Key", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """The values that occur, with what they are called and how often; most frequent first.

    ``days`` are the first and the last one of events that are reported in each way, where any has a date.
    """

    event_types: Mapping[EventType, int]
    actors: Mapping[str, int]
    recipients: Mapping[str, int]
    countries: Mapping[str, int]
    precisions: Mapping[str, int]
    contexts: Mapping[str, int]
    names: Mapping[str, str]
    days: Mapping[Modality, tuple[date, date]]

    def days_of(self, modalities: Iterable[Modality]) -> tuple[date, date] | None:
        """The first and the last day of events that are reported in some ways; None where none has a date."""
        found = [self.days[one] for one in modalities if one in self.days]
        return (min(first for first, _ in found), max(last for _, last in found)) if found else None


def find_choices(parsed: Sequence[ParsedDocument], *, atlas: Atlas) -> Choices:
    """The choices that the events of some documents offer."""
    events = [event for item in parsed for event in item.events]
    countries = Counter(
        event.location.country_code for event in events if event.location and event.location.country_code
    )
    precisions = Counter(map(precision_key, events))
    return Choices(
        event_types=_by_count(Counter(event.event_type for event in events)),
        actors=_by_count(_sides(event.actors for event in events)),
        recipients=_by_count(_sides(event.recipients for event in events)),
        countries=_by_count(countries),
        precisions={key: precisions[key] for key in PRECISIONS if precisions[key]},
        contexts=_by_count(Counter(context for event in events for context in event.contexts)),
        names=_names(events, atlas, countries),
        days=_days(parsed),
    )


def _days(parsed: Iterable[ParsedDocument]) -> dict[Modality, tuple[date, date]]:
    days: dict[Modality, list[date]] = {}
    for item in parsed:
        for event in item.events:
            days.setdefault(event.modality, []).extend(event_dates(event, item.document.published) or ())
    return {modality: (min(known), max(known)) for modality, known in days.items() if known}


def _sides(sides: Iterable[Sequence[Actor]]) -> Counter[str]:
    """In how many events each side takes part."""
    return Counter(key for side in sides for key in {side_key(actor) for actor in side})


def _by_count(counts: Counter[_Key]) -> dict[_Key, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _names(events: Iterable[Event], atlas: Atlas, countries: Iterable[str]) -> dict[str, str]:
    """What sides and countries are called: by the name of country or body, or as texts call them most."""
    called: dict[str, Counter[str]] = {}
    for event in events:
        for actor in (*event.actors, *event.recipients):
            called.setdefault(side_key(actor), Counter())[actor.name] += 1
    bodies = side_names()
    names = {
        key: bodies.get(key) or min(said, key=lambda name: (-said[name], name))
        for key, said in called.items()
    }
    for key in (*names, *countries):
        country = atlas.country(key) if len(key) <= 3 else None
        if country:
            names[key] = country.name
    return names
