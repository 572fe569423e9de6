"""The two sides of an amount of money, where the text lets one tell them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from geomap.models import Actor, Event, Figure, ParsedDocument, Place
from layers.ties import Tie, countries_of, ties_of

LOOKBACK: Final = 1000
"""How many code points before its sentence the sides of an amount may have been named."""


def sides_of_amount(parsed: ParsedDocument, figure: Figure, event: Event | None) -> Tie | None:
    """The two countries an amount of money lies between; None unless exactly two can be told.

    In this order, the first source that answers counts:

    1. the figure's own origin, location and destination, if they lie in two countries;
    2. the sides of the event it belongs to, if that ties one pair;
    3. the countries of all events in its sentence, but those that do the same, or give or take an amount of
       their own; with those of the place names there if need be;
    4. if its sentence names at most one country, as in "trade between the two nations": the nearest
       previous sentence, at most `LOOKBACK` code points back, whose events have exactly two
       countries, that one among them.

    The order of the two is that of origin and destination, of actor and recipient, or of the text.
    """
    own = _pair(_countries_in(figure.origin, figure.location, figure.destination))
    if own:
        return own
    ties = ties_of(event) if event else ()
    if ties:
        return ties[0] if len(ties) == 1 else None
    acting = countries_of(event.actors) if event else ()
    if len(acting) > 1:
        return None
    events = [one for one in parsed.events if _holds(one, figure)]
    apart = _apart_from(event, parsed, events) if event and acting else frozenset()
    here = _countries_of_events(one for one in events if countries_of(one.actors) not in apart)
    named = tuple(c for c in _merge(here, _countries_named(parsed, figure)) if (c,) not in apart)
    if len(named) > 1:
        return _pair(here) or _pair(named)
    return _named_before(parsed, figure, named)


def _apart_from(event: Event, parsed: ParsedDocument, events: Iterable[Event]) -> frozenset[tuple[str, ...]]:
    """Others who act alone in the sentence, in the same way or with money of their own.

    "Japan gave $3m, Italy $2m", "Japan sent food, and Italy gave $2m".
    """
    return frozenset(
        other
        for one in events
        if len(other := countries_of(one.actors)) == 1 and other != countries_of(event.actors)
        if not countries_of(one.recipients)
        if one.event_type is event.event_type
        or any(parsed.figures[number].currency for number in one.figures)
    )


def _named_before(parsed: ParsedDocument, figure: Figure, named: tuple[str, ...]) -> Tie | None:
    earliest = figure.quote_start - LOOKBACK
    before = [event for event in parsed.events if earliest <= event.start and event.end <= figure.quote_start]
    before.sort(key=lambda event: -event.start)
    for _, sentence in groupby(before, key=lambda event: event.start):
        pair = _pair(_countries_of_events(sentence))
        if pair and set(named) <= set(pair):
            return pair
    return None


def _pair(countries: tuple[str, ...]) -> Tie | None:
    return (countries[0], countries[1]) if len(countries) == 2 else None


def _holds(event: Event, figure: Figure) -> bool:
    return event.start <= figure.start < event.end


def _countries_of_events(events: Iterable[Event]) -> tuple[str, ...]:
    actors: list[Actor] = []
    for event in events:
        actors += [*event.actors, *event.recipients]
    return countries_of(actors)


def _countries_named(parsed: ParsedDocument, figure: Figure) -> tuple[str, ...]:
    end = figure.quote_start + len(figure.quote)
    inside = [mention for mention in parsed.mentions if figure.quote_start <= mention.start < end]
    return _countries_in(*(mention.place for mention in inside))


def _countries_in(*places: Place | None) -> tuple[str, ...]:
    return _merge(tuple(place.country_iso3 for place in places if place and place.country_iso3))


def _merge(*several: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(country for countries in several for country in countries))
