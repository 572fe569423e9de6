"""Who acts and towards whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geomap.constants import EventType, Precision
from geomap.events.parties.party import Party

DEEDS: Final = frozenset({EventType.ASSAULT, EventType.PROTEST, EventType.COERCE})
"""Deeds that happen somewhere, so that a town before their noun is the place: "the Goma blast"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The parties on both sides of an event; ``is_sure`` is false where they come from further away."""

    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    is_sure: bool = True


def doers(event_type: EventType, parties: Sequence[Party]) -> tuple[Party, ...]:
    """The parties that may act; a town before a deed is where it happened: "the Goma blast"."""
    return tuple(party for party in parties if event_type not in DEEDS or not _is_scene(party))


def _is_scene(party: Party) -> bool:
    is_town = party.is_place and party.place is not None and party.place.precision is not Precision.COUNTRY
    return is_town and party.is_modifier and not party.is_possessive
