"""Why a place was taken for what a text names, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from geomap.models import Candidate, Reason

WORDS: Final[Mapping[str, str]] = {
    "population": "many people live there",
    "prominence": "it is the best known of that name",
    "usual_name": "this is its usual name",
    "is_country": "it is a country",
    "is_province": "it is a region",
    "is_district": "it is a district",
    "is_water": "it is a water",
    "is_region": "it is a part of the world",
    "is_site": "it is a site",
    "capital": "it is a capital",
    "provincial_capital": "it is the seat of a region",
    "kind_named_in_the_text": "the text calls it what it is",
    "city_of_its_namesake_province": "its region has the same name",
    "named_in_the_title": "the title names it",
    "nationality_beside_it": "people of its country are named beside it",
    "near_the_outlet": "it is near the newspaper",
    "in_the_outlets_province": "it is in the newspaper's region",
    "in_the_outlets_country": "it is in the newspaper's country",
    "inside_the_next_name": "it lies in the place named after it",
    "holds_the_name_before": "it holds the place named before it",
    "inside_the_name_before": "it lies in the place named before it",
    "country_share_of_the_text": "the text is about its country",
    "country_named_in_the_text": "its country is named in the text",
    "capital_of_a_named_country": "its country, whose capital it is, is named in the text",
    "neighbour_of_a_named_country": "a neighbour of its country is named in the text",
    "province_share_of_the_text": "the text is about its region",
    "province_named_in_the_text": "its region is named in the text",
    "province_of_other_names": "other places of its region are named",
    "near_other_places": "other places in the text are near",
    "near_a_place_beside_it": "a place named beside it is near",
    "country_of_a_place_beside_it": "a place named beside it is in the same country",
    "listed_with_its_equals": "it stands in a list of its equals",
    "country_of_the_dateline": "the report was sent from its country",
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
