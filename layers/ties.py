"""Ties between countries: who the two sides are, and the line drawn between their seats."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from geomap.codes import Coded, Memo, coded_flags, combine
from geomap.constants import EventType
from geomap.layer import Arcs, Spot
from geomap.models import Actor, Atlas, Event, Place
from layers.base import label_point
from layers.table import Table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Tie = tuple[str, str]
"""From and to, as ISO 3166-1 alpha-3 codes or codes of international bodies."""

MUTUAL: Final = frozenset(
    {
        EventType.AGREE,
        EventType.CONSULT,
        EventType.SUPPORT,
        EventType.CONCEDE,
        EventType.COOPERATE,
        EventType.RETREAT,
    }
)
"""What several actors do with each other where nobody receives it. "France and Mali condemned the raid" is
said side by side, and of somebody else."""


def countries_of(actors: Iterable[Actor]) -> tuple[str, ...]:
    """The countries of actors, each once, in order; actors without a known country are passed over."""
    return tuple(dict.fromkeys([actor.country_iso3 for actor in actors if actor.country_iso3]))


def ties_of(event: Event) -> tuple[Tie, ...]:
    """The pairs of different countries that an event ties, each pair once; see `ties_between`."""
    are_mutual = event.event_type in MUTUAL and not event.recipients
    return ties_between(countries_of(event.actors), countries_of(event.recipients), are_mutual)


def ties_between(acting: tuple[str, ...], receiving: tuple[str, ...], are_mutual: bool) -> tuple[Tie, ...]:
    """The pairs of different countries that two sides make, each pair once.

    Every acting country with every receiving one. Where actors face nobody but each other, the first of
    them is paired with each other one.

    Args:
        acting: The countries of one side, each once.
        receiving: Those of the other.
        are_mutual: Whether several actors face each other: it is something `MUTUAL`, and nobody receives it.
    """
    if len(acting) == len(receiving) == 1:
        # Most events tie one pair.
        return ((acting[0], receiving[0]),) if acting != receiving else ()
    pairs = [(actor, recipient) for actor in acting for recipient in receiving if actor != recipient]
    if are_mutual:
        pairs = [(acting[0], other) for other in acting[1:]]
    if len(pairs) < 2:
        return tuple(pairs)
    seen: dict[frozenset[str], Tie] = {}
    for pair in pairs:
        seen.setdefault(frozenset(pair), pair)
    return tuple(seen.values())


def ties_of_rows(table: Table, rows: NDArray[np.int64]) -> Coded[tuple[Tie, ...]]:
    """The ties of some events of a table."""
    sides = [table.coded(name).pick(rows) for name in ("acting_countries", "receiving_countries")]
    is_alone = ~table.coded("receiving").pick(rows).flags(bool)
    is_mutual = table.coded("type").pick(rows).flags(MUTUAL.__contains__)
    return combine(*sides, coded_flags(is_alone & is_mutual)).mapped(lambda found: ties_between(*found))


def arcs_between(tracks: Iterable[tuple[Spot | None, Spot | None]]) -> Arcs | None:
    """The great circles between pairs of spots as one outline; None where no pair has two known ones."""
    apart = [(start, end) for start, end in tracks if start and end and start != end]
    return Arcs(tuple(apart)) if apart else None


class TieLines:
    """The great circles of ties; without an atlas there are none."""

    def __init__(self, atlas: Atlas | None) -> None:
        self._atlas = atlas
        self._seats = Memo[str, Spot | None](self._find_seat)

    def between(self, ties: tuple[Tie, ...], place: Place | None = None) -> Arcs | None:
        """From seat of government to seat; None if no seat is known.

        Args:
            ties: From whom to whom.
            place: Where the two met; if it lies in the recipient's country, the line leads there.
        """
        if self._atlas is None:
            return None
        seats, host = self._seats, place.country_iso3 if place else None
        if len(ties) == 1:
            ((actor, recipient),) = ties
            start, end = seats[actor], seats[recipient]
            if place and recipient == host:
                end = label_point(place)
            return Arcs(((start, end),)) if start and end and start != end else None
        met = label_point(place) if place else None
        return arcs_between(
            [(seats[actor], met if recipient == host else seats[recipient]) for actor, recipient in ties]
        )

    def _find_seat(self, country: str) -> Spot | None:
        seat = self._atlas.seat(country) if self._atlas else None
        return label_point(seat) if seat else None
