"""Ties between countries: who the two sides are, and the line drawn between their seats."""

from __future__ import annotations

from collections.abc import Iterable

from geomap.layer import Arcs, Spot
from geomap.models import Actor, Atlas, Event, Place

Tie = tuple[str, str]
"""From and to, as ISO 3166-1 alpha-3 codes or codes of international bodies."""


def countries_of(actors: Iterable[Actor]) -> tuple[str, ...]:
    """The countries of actors, each once, in order; actors without a known country are passed over."""
    return tuple(dict.fromkeys([actor.country_iso3 for actor in actors if actor.country_iso3]))


def ties_of(event: Event) -> tuple[Tie, ...]:
    """The pairs of different countries that an event ties, each pair once.

    Every acting country with every receiving one. Without a receiving country the actors acted
    together, and the first of them is paired with each other one.
    """
    actors, recipients = countries_of(event.actors), countries_of(event.recipients)
    pairs = [(actor, recipient) for actor in actors for recipient in recipients if actor != recipient]
    if not recipients:
        pairs = [(actors[0], other) for other in actors[1:]]
    if len(pairs) < 2:
        return tuple(pairs)
    seen: dict[frozenset[str], Tie] = {}
    for pair in pairs:
        seen.setdefault(frozenset(pair), pair)
    return tuple(seen.values())


def arcs_between(pairs: Iterable[tuple[Place | None, Place | None]]) -> Arcs | None:
    """The great circles between pairs of places as one outline; None where no pair has two known spots."""
    tracks = (
        (Spot(start.longitude, start.latitude), Spot(end.longitude, end.latitude))
        for start, end in pairs
        if start and end
    )
    apart = tuple(track for track in tracks if track[0] != track[1])
    return Arcs(apart) if apart else None


def arcs_between_seats(ties: Iterable[Tie], atlas: Atlas | None) -> Arcs | None:
    """The great circles between the seats of government; None if no seat is known."""
    return arcs_between((atlas.seat(start), atlas.seat(end)) for start, end in ties) if atlas else None
