"""Why a place was taken for what a text names, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from geomap.models import Candidate, Reason

WORDS: Final[Mapping[str, str]] = {
    "population": "many people live there",
    "rank": "it is the best known of that name",
    "primary_name": "this is its usual name",
    "country": "the text names its country beside it",
    "admin1": "the text names its region beside it",
    "admin2": "the text names its district beside it",
    "namesake_city": "a city nearby has the same name",
    "region": "it is a region",
    "capital": "it is a capital",
    "seat": "it is the seat of a region",
    "asked_kind": "the text calls it what it is",
    "inside_next": "it lies in the place named after it",
    "holds_previous": "it holds the place named before it",
    "inside_previous": "it lies in the place named before it",
    "country_context": "the text is about its country",
    "country_present": "its country is named in the text",
    "capital_present": "the capital of its country is named in the text",
    "admin1_context": "the text is about its region",
    "admin1_present": "its region is named in the text",
    "shared_admin1": "other places of its region are named",
    "nearness": "other places in the text are near",
    "title": "the title names it",
}
"""What each reason of the resolver says; one that is not here is shown by its name."""

_MOST = 3


def reason_words(reasons: Iterable[Reason]) -> str:
    """The strongest reasons for a place, strongest first; "" where none speaks for it."""
    speaking = sorted(
        (reason for reason in reasons if reason.value > 0), key=lambda reason: (-reason.value, reason.name)
    )
    said = (WORDS.get(reason.name, reason.name.replace("_", " ")) for reason in speaking)
    return "; ".join(list(dict.fromkeys(said))[:_MOST])


def candidate_words(candidate: Candidate) -> str:
    """How surely a candidate is meant, and why."""
    why = reason_words(candidate.reasons)
    return f"certainty {candidate.score:.2f}" + (f": {why}" if why else "")
