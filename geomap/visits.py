"""From whose side a visit is told: "X hosts Y" and "Y visits X" are one kind of event."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from geomap.constants import EventType

_VISITS: Final = frozenset({EventType.CONSULT, EventType.AGREE})
"""Types of events that are a visit where their mode says so; an agreed one lies ahead."""


def tells_host(
    event_type: EventType,
    mode: str | None,
    actors: Iterable[str | None],
    recipients: Iterable[str | None],
    *,
    home: str | None,
) -> bool:
    """Whether a visit is told from the host's side, by the countries of its sides; see `Event.is_hosted`.

    Args:
        event_type: What happened.
        mode: How, in the words of the ontology.
        actors: The countries of those who act (ISO 3166-1 alpha-3), None where unknown.
        recipients: The countries of those acted towards.
        home: The country where it happened.
    """
    if mode != "visit" or event_type not in _VISITS or home is None:
        return False
    hosts, guests = ({code for code in side if code} for side in (actors, recipients))
    return hosts == {home} and bool(guests) and home not in guests
