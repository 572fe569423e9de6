"""A visit and the journey it is part of are told as one: "visited Luanda on her trip to Africa"."""

from __future__ import annotations

from geomap.constants import EventType, Precision
from geomap.models import Event


def is_journey(first: Event, second: Event) -> bool:
    """Whether one of two visits of the same side is only the journey through a region of the world."""
    is_visit = all(one.event_type is EventType.CONSULT and one.mode == "visit" for one in (first, second))
    if not is_visit or first.modality is not second.modality:
        return False
    wide = [one.precision is Precision.WORLD_REGION for one in (first, second)]
    sides = [{actor.country_iso3 or actor.name for actor in one.actors} for one in (first, second)]
    is_same = not sides[0] or not sides[1] or not sides[0].isdisjoint(sides[1])
    return is_same and wide[0] is not wide[1]
