"""Who acts and towards whom."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.events.parties import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The parties on both sides of an event; ``is_sure`` is false where they come from further away."""

    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    is_sure: bool = True
