"""What can be chosen in the filters of some findings, with how many events each choice has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from geomap.app.filters import PRECISIONS, event_dates, precision_key, side_key
from geomap.constants import EventType
from geomap.models import Actor, Atlas, Event, ParsedDocument

_Key = TypeVar("_Key", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """The values that occur, with what they are called and how often; most frequent first.

    ``first_day`` and ``last_day`` are None where no event has a date.
    """

    event_types: Mapping[EventType, int]
    actors: Mapping[str, int]
    recipients: Mapping[str, int]
    countries: Mapping[str, int]
    precisions: Mapping[str, int]
    contexts: Mapping[str, int]
    names: Mapping[str, str]
    first_day: date | None = None
    last_day: date | None = None


def find_choices(parsed: Sequence[ParsedDocument], *, atlas: Atlas) -> Choices:
    """The choices that the events of some documents offer."""
    events = [event for item in parsed for event in item.events]
    days = [
        day
        for item in parsed
        for event in item.events
        for day in event_dates(event, item.document.published) or ()
    ]
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
        first_day=min(days, default=None),
        last_day=max(days, default=None),
    )


def _sides(sides: Iterable[Sequence[Actor]]) -> Counter[str]:
    """In how many events each side takes part."""
    return Counter(key for side in sides for key in {side_key(actor) for actor in side})


def _by_count(counts: Counter[_Key]) -> dict[_Key, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _names(events: Iterable[Event], atlas: Atlas, countries: Iterable[str]) -> dict[str, str]:
    """What sides and countries are called: by the country's name, or as texts call them most."""
    called: dict[str, Counter[str]] = {}
    for event in events:
        for actor in (*event.actors, *event.recipients):
            called.setdefault(side_key(actor), Counter())[actor.name] += 1
    names = {key: min(said, key=lambda name: (-said[name], name)) for key, said in called.items()}
    for key in (*names, *countries):
        country = atlas.country(key) if len(key) <= 3 else None
        if country:
            names[key] = country.name
    return names
