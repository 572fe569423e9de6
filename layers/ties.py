"""Ties between countries: who the two sides are, and the line drawn between their seats."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from geomap.codes import Memo
from geomap.layer import Arcs, Spot
from geomap.models import Actor, Atlas, Event, Place
from layers.base import label_point

Tie = tuple[str, str]
"""From and to, as ISO 3166-1 alpha-3 codes or codes of international bodies."""


def countries_of(actors: Iterable[Actor]) -> tuple[str, ...]:
    """The countries of actors, each once, in order; actors without a known country are passed over."""
    return tuple(dict.fromkeys([actor.country_iso3 for actor in actors if actor.country_iso3]))


def ties_of(event: Event) -> tuple[Tie, ...]:
    """The pairs of different countries that an event ties, each pair once; see `ties_between`."""
    return ties_between(countries_of(event.actors), countries_of(event.recipients))


@lru_cache(maxsize=65_536)
def ties_between(actors: tuple[str | None, ...], recipients: tuple[str | None, ...]) -> tuple[Tie, ...]:
    """The pairs of different countries that two sides make, each pair once; unknown countries make none.

    Every acting country with every receiving one. Without a receiving country the actors acted
    together, and the first of them is paired with each other one.
    """
    acting, receiving = (tuple(dict.fromkeys(filter(None, side))) for side in (actors, recipients))
    pairs = [(actor, recipient) for actor in acting for recipient in receiving if actor != recipient]
    if not receiving:
        pairs = [(acting[0], other) for other in acting[1:]]
    seen: dict[frozenset[str], Tie] = {}
    for pair in pairs:
        seen.setdefault(frozenset(pair), pair)
    return tuple(seen.values())


def arcs_between(pairs: Iterable[tuple[Place | None, Place | None]]) -> Arcs | None:
    """The great circles between pairs of places as one outline; None where no pair has two known spots."""
    tracks = ((label_point(start), label_point(end)) for start, end in pairs if start and end)
    apart = tuple(track for track in tracks if track[0] != track[1])
    return Arcs(apart) if apart else None


class TieLines:
    """The great circles of ties; equal ties share theirs, and without an atlas there are none."""

    def __init__(self, atlas: Atlas | None) -> None:
        self._atlas = atlas
        self._known: dict[tuple[tuple[Tie, ...], Spot | None], Arcs | None] = {}
        self._hosts: dict[tuple[Tie, ...], frozenset[str]] = {}
        self._seats = Memo[str, Place | None](lambda country: atlas.seat(country) if atlas else None)

    def between(self, ties: tuple[Tie, ...], place: Place | None = None) -> Arcs | None:
        """From seat of government to seat; None if no seat is known.

        Args:
            ties: From whom to whom.
            place: Where the two met; if it lies in the recipient's country, the line leads there.
        """
        if self._atlas is None or not ties:
            return None
        if ties not in self._hosts:
            self._hosts[ties] = frozenset([recipient for _, recipient in ties])
        met = place if place and place.country_iso3 in self._hosts[ties] else None
        key = ties, label_point(met) if met else None
        if key not in self._known:
            self._known[key] = arcs_between(self._ends(ties, met))
        return self._known[key]

    def _ends(self, ties: tuple[Tie, ...], met: Place | None) -> list[tuple[Place | None, Place | None]]:
        """Seat and seat of each tie, or seat and where the two met."""
        host = met.country_iso3 if met else None
        return [
            (self._seats[actor], met if met and recipient == host else self._seats[recipient])
            for actor, recipient in ties
        ]
