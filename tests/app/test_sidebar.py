"""Choices are said in plain words."""

from datetime import date

from geomap.app.filters import FilterField, Filters
from geomap.app.sidebar import FIELD_WORDS, filter_words
from geomap.constants import EventType


def test_every_filter_has_a_name_for_when_it_hides_everything():
    assert set(FIELD_WORDS) == set(FilterField)


def test_choices_are_said_in_plain_words():
    filters = Filters(
        words="grain",
        event_types=(EventType.AID,),
        actors=("RUS",),
        date_start=date(2024, 5, 1),
        min_score=0.5,
    )

    assert filter_words(filters, {"RUS": "Russia"}) == [
        "with the words grain",
        "what happened: Aid",
        "who acted: Russia",
        "from 1 May 2024",
        "certainty at least 0.5",
        "reported as happening",
    ]
