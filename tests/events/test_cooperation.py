"""Who agreed, gave and drilled with whom, in the wordings of the wires."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.constants import EventType, Modality


def codes(actors):
    return [actor.country_iso3 for actor in actors]


def only(events, event_type):
    (event,) = [event for event in events if event.event_type is event_type]
    return event


def test_three_nations_before_one_noun_all_act(code):
    event = only(
        code("Russian, Chinese and Iranian troops held joint exercises near Harbin."), EventType.COOPERATE
    )

    assert codes((*event.actors, *event.recipients)) == ["RUS", "CHN", "IRN"]


def test_the_two_countries_are_the_only_two_named_together(code):
    text = (
        "Chad and Sudan signed a rice deal. France's minister praised Germany. Iran kept silent."
        " The two countries agreed to hold talks."
    )
    event = next(event for event in code(text) if event.event_type is EventType.AGREE)

    assert codes((*event.actors, *event.recipients)) == ["TCD", "SDN"]


def test_whose_minister_is_of_the_country_before(code):
    text = "The talks were mediated by Chad, whose foreign minister urged Sudan to sign."
    event = only(code(text), EventType.REQUEST)

    assert (codes(event.actors), codes(event.recipients)) == (["TCD"], ["SDN"])


def test_who_travels_on_a_day_will_travel(code):
    text = "Chad's president, Ann Bell, travels to Moscow on Thursday."
    event = only(code(text, published=date(2025, 3, 12)), EventType.AGREE)

    assert (event.mode, event.modality) == ("visit", Modality.FUTURE)
    assert event.date_start == date(2025, 3, 13)


def test_what_was_agreed_in_a_town_was_agreed_there(code):
    event = only(code("Ministers of Chad and Sudan agreed in Goma to let more grain pass."), EventType.AGREE)

    assert event.location.name == "Goma"


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("China sent 5,000 tonnes of maize to Sudan as a gift.", EventType.AID),
        ("China sold 5,000 tonnes of maize to Sudan.", None),
        ("Germany announced 20 million euros for the refugees in Chad.", EventType.AID),
        ("Sudan dropped its complaint against Chad.", EventType.CONCEDE),
        ("Sudan dropped its threat to expel the envoy of Chad.", EventType.CONCEDE),
        ("Sudan ratified the text on Friday.", EventType.SUPPORT),
    ],
)
def test_gifts_and_concessions_are_what_they_are(code, text, event_type):
    found = [event.event_type for event in code(text)]

    assert found == [event_type] if event_type else EventType.AID not in found


def test_who_says_so_settled_nothing(code):
    text = (
        "Chad and Sudan have settled a dispute over gas fees after talks, officials in Moscow said on Sunday."
    )
    event = only(code(text), EventType.AGREE)

    assert codes((*event.actors, *event.recipients)) == ["TCD", "SDN"]


def test_the_largest_protest_is_the_one_told_before(code):
    text = "Thousands marched in Harbin. It was the largest protest in the Chinese city this year."

    assert len([event for event in code(text) if event.event_type is EventType.PROTEST]) == 1


def test_a_ministry_that_tells_its_nationals_to_stay_inside_sets_no_curfew(code):
    assert EventType.COERCE not in [
        event.event_type for event in code("China told its nationals to stay indoors.")
    ]
