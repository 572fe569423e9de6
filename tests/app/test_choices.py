"""The filters offer what occurs, by names people know."""

from geomap.app.choices import find_choices
from geomap.constants import EventType


def test_choices_are_what_occurs_most_frequent_first(parsed, gazetteer):
    choices = find_choices([parsed], atlas=gazetteer)

    assert list(choices.event_types) == [EventType.CONSULT, EventType.ASSAULT]
    assert choices.event_types[EventType.CONSULT] == 2
    assert choices.countries == {"CN": 1, "UA": 1}
    assert choices.precisions == {"settlement": 2, "unplaced": 1}


def test_sides_and_countries_have_the_names_of_countries(parsed, gazetteer):
    choices = find_choices([parsed], atlas=gazetteer)

    assert choices.actors == {"RUS": 1}
    assert (choices.names["RUS"], choices.names["UA"]) == ("Russia", "Ukraine")


def test_a_text_without_dates_has_no_range(parsed, gazetteer):
    assert find_choices([], atlas=gazetteer).first_day is None
