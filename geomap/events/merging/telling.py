"""An event as one report tells it, with what comparing it with others needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from geomap.constants import Category, EventType, Precision
from geomap.events.tree.sentences import word_groups
from geomap.models import Actor, Event, Figure

SHORT_DAYS = 7
"""A range of so many days, such as a month, does not tell which of its events is meant."""

_LAG_DAYS = 3
_WORD = re.compile(r"\w+")
_SMALLEST_NUMBER = 3
_LEAVING = "resign"
_ALIKE = {"COP": "GOV", "MIL": "GOV", "SPY": "GOV", "CRM": "REB"}
"""Sectors that reports take for each other: the government and its forces, gangs and rebels."""

_GOVERNMENT = "GOV"
_ANYBODY = frozenset({"CVL", "REF", "LAB"})
_CONTENT_LENGTH = 4
_RISING = frozenset("risen rises rose rising climbed climbs climbing mounted grew increased raised".split())


@dataclass(frozen=True)
class Telling:
    """An event as one report tells it, with what comparing it needs worked out once."""

    event: Event
    figures: tuple[Figure, ...] = ()
    published: date | None = None

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of its sentence, in lower case."""
        return frozenset(_WORD.findall(self.event.quote.lower()))

    @cached_property
    def codes(self) -> tuple[frozenset[str], frozenset[str]]:
        """The country codes of its actors and of its recipients."""
        return codes_of(self.event.actors), codes_of(self.event.recipients)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of its sides, in lower case."""
        return frozenset(actor.name.lower() for actor in (*self.event.actors, *self.event.recipients))

    @cached_property
    def persons(self) -> frozenset[str]:
        """The last names of those of its sides that have a country and a name with a capital."""
        sides = (actor for actor in (*self.event.actors, *self.event.recipients) if actor.country_iso3)
        return frozenset(actor.name.split()[-1].lower() for actor in sides if actor.name[:1].isupper())

    @cached_property
    def leavers(self) -> frozenset[str]:
        """The last names of those who give up an office, which one does but once."""
        is_leaving = self.event.mode == _LEAVING and bool(self.days)
        return self.persons if is_leaving else frozenset()

    @cached_property
    def is_update(self) -> bool:
        """Whether its sentence says that a toll told before has risen."""
        return bool(self.counts) and "toll" in self.words and not _RISING.isdisjoint(self.words)

    @cached_property
    def kinds(self) -> tuple[frozenset[str], frozenset[str]]:
        """What kind of people do or suffer a deed, by sector; empty where they may be any."""
        return self._kinds_of(self.event.actors), self._kinds_of(self.event.recipients)

    def _kinds_of(self, actors: tuple[Actor, ...]) -> frozenset[str]:
        if any(actor.sector == _GOVERNMENT and actor.name[:1].isupper() for actor in actors):
            # "An attack on Beirut" is not one on the government alone.
            return frozenset()
        sectors = {_ALIKE.get(actor.sector, actor.sector) for actor in actors if actor.sector}
        is_deed = self.event.event_type in (EventType.ASSAULT, EventType.COERCE, EventType.PROTEST)
        is_told = is_deed and all(actor.sector for actor in actors) and sectors.isdisjoint(_ANYBODY)
        return frozenset(sectors) if is_told else frozenset()

    @cached_property
    def targets(self) -> frozenset[str]:
        """What its sentence names of what is hit by strikes."""
        return self.words & word_groups()["targets"]

    @cached_property
    def toll(self) -> float:
        """The highest number of dead it states; 0 if none."""
        return max((value for category, value in self.counts if category is Category.DEATHS), default=0)

    @cached_property
    def trigger_words(self) -> frozenset[str]:
        """The longer of the words that tell of it, in lower case."""
        event = self.event
        told = event.quote[event.trigger_start - event.start : event.trigger_end - event.start].lower()
        return frozenset(word for word in _WORD.findall(told) if len(word) >= _CONTENT_LENGTH)

    @cached_property
    def span(self) -> tuple[date, date] | None:
        """The days it may have happened on: its own, else the last ones before its publication."""
        first, last = self.event.date_start, self.event.date_end
        if first is not None and last is not None:
            return first, last
        if self.published is None or first is not None or last is not None:
            return None
        return self.published - timedelta(days=_LAG_DAYS), self.published

    @cached_property
    def is_dated(self) -> bool:
        """Whether the text itself tells the days."""
        return self.event.date_start is not None and self.event.date_end is not None

    @cached_property
    def sure_days(self) -> tuple[int, int] | None:
        """The first and last day the text itself tells, as ordinals."""
        first, last = self.event.date_start, self.event.date_end
        return None if first is None or last is None else (first.toordinal(), last.toordinal())

    @cached_property
    def settlement(self) -> str:
        """The identifier of the settlement it took place in; "" where the place is another or unknown."""
        place = self.event.location
        return place.place_id if place is not None and place.precision is Precision.SETTLEMENT else ""

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Its days one by one; none if they are unknown or too many to tell one event from the next."""
        if self.span is None or (self.span[1] - self.span[0]).days >= SHORT_DAYS:
            return ()
        return tuple(
            self.span[0] + timedelta(days=day) for day in range((self.span[1] - self.span[0]).days + 1)
        )

    @cached_property
    def counts(self) -> frozenset[tuple[Category, float]]:
        """Its numbers of persons and households, the smallest left out, for they repeat by chance."""
        return frozenset(
            (figure.category, figure.value)
            for figure in self.figures
            if figure.category is not Category.AMOUNT and figure.value >= _SMALLEST_NUMBER
        )


def codes_of(actors: tuple[Actor, ...]) -> frozenset[str]:
    """The country codes of one side."""
    return frozenset(actor.country_iso3 for actor in actors if actor.country_iso3)
