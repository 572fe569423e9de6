"""The filters offer what occurs, by names people know."""

from dataclasses import replace
from datetime import date

from geomap.app.choices import find_choices
from geomap.constants import EventType, Modality
from geomap.models import Actor


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


def test_a_body_has_its_own_name_and_not_that_of_who_speaks_for_it(parsed, gazetteer):
    first, *others = parsed.events
    envoy = Actor(name="The envoy", start=0, end=5, country_iso3="UNO")
    events = (replace(first, actors=(envoy,)), *others)

    assert find_choices([replace(parsed, events=events)], atlas=gazetteer).names["UNO"] == "United Nations"


def test_a_text_without_dates_has_no_range(parsed, gazetteer):
    assert find_choices([], atlas=gazetteer).days_of(Modality) is None


def test_the_days_of_what_is_only_planned_count_where_it_is_asked_for(parsed, gazetteer):
    first, *others = parsed.events
    planned = replace(first, modality=Modality.FUTURE, date_start=date(2031, 3, 1), date_end=date(2031, 3, 2))
    choices = find_choices([replace(parsed, events=(planned, *others))], atlas=gazetteer)

    assert choices.days_of([Modality.ACTUAL])[1].year < 2031
    assert choices.days_of(Modality)[1] == date(2031, 3, 2)
