"""What events, figures and documents are called on the page, in the words of the map."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from geomap.models import Candidate, Event, Figure, Place
from geomap.render.styles import KIND_STYLES, KindStyle, event_kind
from geomap.render.whereabouts import place_lines
from geomap.render.words import number_phrase, reason_phrase, say_figure, speaking_reasons

_CITY = 100_000
_KINDS = {
    "P": "town or village",
    "A": "region or country",
    "S": "site",
    "R": "road",
    "H": "water",
    "T": "mountain or island",
    "L": "area",
}


def style_of(event: Event) -> KindStyle:
    """Mark and colors of an event, the same as on the map."""
    return KIND_STYLES[event_kind("conflict", event.quad_class)]


def number_words(figure: Figure) -> str:
    """A figure with its hedge and unit, such as "nearly 8,000 people"."""
    return say_figure(figure)[0]


@lru_cache(maxsize=4096)
def place_words(place: Place) -> str:
    """A place with what it lies in, as the map says it, such as "Harbin, Heilongjiang, China"."""
    return place_lines([place])[0]


def kind_words(place: Place) -> str:
    """What kind of place it is, with its people where they are known, such as "city of 1 million people"."""
    kind = _KINDS.get(place.feature_class, "place")
    if place.feature_class == "P" and (place.population or 0) >= _CITY:
        kind = "city"
    return f"{kind} of {number_phrase(place.population)} people" if place.population else kind


def candidate_words(candidate: Candidate, *, known: Collection[str] = ()) -> str:
    """How surely a candidate is meant, and why.

    Args:
        candidate: A place that comes into question.
        known: Names of reasons that need not be said.
    """
    why = reason_phrase(name for name in speaking_reasons(candidate.reasons) if name not in known)
    return f"certainty {candidate.score:.2f}" + (f": {why}" if why else "")


def shared_reasons(candidates: Sequence[Candidate]) -> frozenset[str]:
    """The names of the reasons that speak for each of several candidates, and so for none of them."""
    spoken = [frozenset(speaking_reasons(candidate.reasons)) for candidate in candidates]
    return frozenset.intersection(*spoken) if len(spoken) > 1 else frozenset()
