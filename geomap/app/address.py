"""Filters in the address bar: a link opens the page with the same choices.

Addresses come from outside: what they name and geomap does not know is passed over, never an error.
Where the map is looking, ``view``, is written by the browser itself and left alone here; so is ``texts``,
which names articles that are kept (`geomap.app.keeping`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from geomap.app.filters import PRECISIONS, Filters
from geomap.constants import EventType, Modality

Params = Mapping[str, Sequence[str]]
"""The part of an address after the question mark: the values of each name."""

VIEW: Final = "view"
"""The name under which the browser keeps latitude, longitude and zoom of the map."""

TEXTS: Final = "texts"
"""The name of the key of the reader's own articles, which only the browser that brought them in can open."""

_MAX_VALUES = 200
_MAX_LENGTH = 300
_Vocabulary = TypeVar("_Vocabulary", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What an address asks for; ``story`` names a sample story, ``event_id`` the chosen event."""

    filters: Filters = field(default_factory=Filters)
    story: str | None = None
    event_id: str | None = None


def read_address(params: Params, *, layers: Sequence[str]) -> Address:
    """What an address asks for, as far as it is understood.

    Args:
        params: The values of each name.
        layers: The keys of all layers.
    """
    start, end = _day(_first(params, "from")), _day(_first(params, "to"))
    if start and end and end < start:
        start, end = end, start
    chosen = tuple(key for key in layers if key in _all(params, "layer"))
    return Address(
        filters=Filters(
            words=_first(params, "words") or "",
            layers=chosen if chosen or _all(params, "layer") == ("none",) else None,
            event_types=_known(params, "type", EventType) or None,
            actors=_all(params, "actor") or None,
            recipients=_all(params, "recipient") or None,
            countries=_all(params, "country") or None,
            date_start=start,
            date_end=end,
            precisions=tuple(key for key in PRECISIONS if key in _all(params, "precision")) or None,
            left_out=_all(params, "without") or None,
            min_score=_score(_first(params, "score")),
            modalities=_known(params, "reported", Modality) or (Modality.ACTUAL,),
        ),
        story=_first(params, "story"),
        event_id=_first(params, "event"),
    )


def write_address(address: Address) -> dict[str, list[str]]:
    """The values of each name for an address; what is at its default is left out."""
    filters = address.filters
    is_default = filters.modalities == (Modality.ACTUAL,)
    values: dict[str, Sequence[str]] = {
        "story": [address.story] if address.story else [],
        "words": [filters.words] if filters.words else [],
        "layer": (filters.layers or ["none"]) if filters.layers is not None else [],
        "type": [event_type.value for event_type in filters.event_types or ()],
        "actor": filters.actors or (),
        "recipient": filters.recipients or (),
        "country": filters.countries or (),
        "from": [filters.date_start.isoformat()] if filters.date_start else [],
        "to": [filters.date_end.isoformat()] if filters.date_end else [],
        "precision": filters.precisions or (),
        "without": filters.left_out or (),
        "score": [f"{filters.min_score:g}"] if filters.min_score else [],
        "reported": [] if is_default else [modality.value for modality in filters.modalities],
        "event": [address.event_id] if address.event_id else [],
    }
    return {name: list(given) for name, given in values.items() if given}


def _all(params: Params, name: str) -> tuple[str, ...]:
    values = [value[:_MAX_LENGTH] for value in list(params.get(name, ()))[:_MAX_VALUES]]
    return tuple(dict.fromkeys(value for value in values if value.strip()))


def _first(params: Params, name: str) -> str | None:
    values = _all(params, name)
    return values[0] if values else None


def _known(params: Params, name: str, vocabulary: type[_Vocabulary]) -> tuple[_Vocabulary, ...]:
    given = _all(params, name)
    return tuple(member for member in vocabulary if member.value in given)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _score(text: str | None) -> float:
    try:
        score = float(text or 0)
    except ValueError:
        return 0.0
    return round(score, 2) if 0 <= score <= 1 else 0.0
