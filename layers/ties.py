"""Ties between countries: who the two sides are, and the line drawn between their seats."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.geo import cut_at_antimeridian, great_circle
from geomap.models import Actor, Atlas, Event, Place

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Tie = tuple[str, str]
"""From and to, as ISO 3166-1 alpha-3 codes or codes of international bodies."""


def countries_of(actors: Iterable[Actor]) -> tuple[str, ...]:
    """The countries of actors, each once, in order; actors without a known country are passed over."""
    return tuple(dict.fromkeys(actor.country_iso3 for actor in actors if actor.country_iso3))


def ties_of(event: Event) -> tuple[Tie, ...]:
    """The pairs of different countries that an event ties, each pair once.

    Every acting country with every receiving one. Without a receiving country the actors acted
    together, and the first of them is paired with each other one.
    """
    actors, recipients = countries_of(event.actors), countries_of(event.recipients)
    pairs = [(actor, recipient) for actor in actors for recipient in recipients if actor != recipient]
    if not recipients:
        pairs = [(actors[0], other) for other in actors[1:]]
    seen: dict[frozenset[str], Tie] = {}
    for pair in pairs:
        seen.setdefault(frozenset(pair), pair)
    return tuple(seen.values())


def line_between(start: Place, end: Place) -> BaseGeometry | None:
    """The great circle from one place to another, cut at the antimeridian; None within one spot."""
    spots = (start.longitude, start.latitude), (end.longitude, end.latitude)
    return None if spots[0] == spots[1] else _make_line(*spots)


@lru_cache(maxsize=32_768)
def _make_line(start: tuple[float, float], end: tuple[float, float]) -> BaseGeometry:
    """One line per pair of positions: the same two capitals meet again and again."""
    from shapely import LineString

    return cut_at_antimeridian(LineString(great_circle(*start, *end)))


def lines_between_seats(ties: Iterable[Tie], atlas: Atlas | None) -> BaseGeometry | None:
    """One line, or several as one geometry, between the seats of government; None if no seat is known."""
    ends = [(atlas.seat(start), atlas.seat(end)) for start, end in ties] if atlas else []
    return join_lines(line_between(start, end) for start, end in ends if start and end)


def join_lines(lines: Iterable[BaseGeometry | None]) -> BaseGeometry | None:
    """Several lines as one geometry, a single line as itself, and None where there is none."""
    from shapely import get_parts
    from shapely.geometry import LineString, MultiLineString

    parts = [part for line in lines if line is not None for part in get_parts(line)]
    strings = [part for part in parts if isinstance(part, LineString)]
    if not strings:
        return None
    return strings[0] if len(strings) == 1 else MultiLineString(strings)
