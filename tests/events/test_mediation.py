"""Who mediates is no side of the talks: he acts, towards those whose talks they are."""

from __future__ import annotations

from datetime import date

import pytest


def told(events, mode):
    found = [event for event in events if event.event_type == "CONSULT" and event.mode == mode]
    return [([actor.name for actor in one.actors], [actor.name for actor in one.recipients]) for one in found]


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Talks mediated by Turkey and China opened in Geneva on Monday.", []),
        ("Talks between Chad and Sudan mediated by Turkey and China opened in Geneva.", ["Chad", "Sudan"]),
        ("Chad and Sudan held talks mediated by Turkey and China.", ["Chad", "Sudan"]),
        ("Chad and Sudan signed a treaty brokered by Turkey and China.", ["Chad", "Sudan"]),
        ("Chad and Sudan freed 40 prisoners in a swap mediated by Turkey and China.", ["Chad", "Sudan"]),
        ("Chad and Sudan signed a pact under the mediation of Turkey and China.", ["Chad", "Sudan"]),
        ("Talks between Chad and Sudan hosted by Turkey and China broke down.", ["Chad", "Sudan"]),
        ("Turkey and China hosted talks between Chad and Sudan.", ["Chad", "Sudan"]),
    ],
)
def test_mediators_act_towards_those_whose_talks_they_are(code, text, recipients):
    assert told(code(text), "third-party") == [(["Turkey", "China"], recipients)]


def test_those_who_talk_are_the_sides_of_the_talks(code):
    events = code("Chad and Sudan held talks mediated by Turkey and China.")

    assert told(events, None) == [(["Chad"], ["Sudan"])]


def test_what_stands_before_a_pair_that_acts_ends_with_its_comma(code):
    events = code("In talks facilitated by Turkey, Chad and Sudan agreed to share water.")

    assert told(events, "third-party") == [(["Turkey"], ["Chad", "Sudan"])]
    assert [[a.name for a in e.actors] for e in events if e.event_type == "AGREE"] == [["Chad"]]


def test_who_only_helps_others_is_not_whom_they_act_towards(code):
    (event,) = [e for e in code("Under Turkish mediation, Chad and Sudan reopened the border.") if not e.mode]

    assert [actor.name for actor in event.actors] == ["Chad", "Sudan"]
    assert event.recipients == ()


def test_who_is_left_out_is_no_recipient(code):
    (event,) = code("With or without Russia, Turkey will build the pipeline.")

    assert event.recipients == ()


def test_envoys_who_meet_others_do_not_meet_each_other(code):
    (event,) = code("Envoys from Turkey and China met both delegations separately.")

    assert [actor.country_iso3 for actor in event.actors] == ["TUR", "CHN"]
    assert event.recipients == ()


def test_who_leaves_talks_is_on_no_strike(code):
    events = code("The talks ended after Chad walked out.")

    assert [(event.event_type, event.mode) for event in events if event.actors] == [("SANCTION", "withdraw")]


def test_an_earlier_meeting_is_not_that_of_the_heading(code):
    text = "Chad and Sudan talk about fish\n\nEnvoys of Chad and Sudan, who last met in October, shook hands."

    assert all(not event.merged for event in code(text, published=date(2024, 5, 17)))


def test_a_truce_that_somebody_brokered_was_signed_by_others(code):
    events = code("Chad and Sudan signed a ceasefire brokered by Turkey.")

    assert {(event.event_type, event.mode) for event in events} == {
        ("RETREAT", "ceasefire"),
        ("CONSULT", "third-party"),
    }


def test_talks_before_a_deed_are_not_of_its_day(code):
    text = "Chad freed four soldiers on Monday after talks mediated by Turkey."
    dates = {event.event_type: event.date_start for event in code(text, published=date(2024, 5, 17))}

    assert dates == {"RETREAT": date(2024, 5, 13), "CONSULT": None}


@pytest.mark.parametrize(
    "text",
    [
        "Talks between the government of Chad and Tuareg rebels resumed in Geneva.",
        "Talks between the army of Chad and Darfuri rebels, mediated by Turkey, resumed on Monday.",
    ],
)
def test_rebels_behind_the_owner_of_the_other_side_are_a_side(code, text):
    (talks,) = [event for event in code(text) if event.mode is None]

    assert [one.country_iso3 for one in talks.actors] == ["TCD"]
    assert [one.sector for one in talks.recipients] == ["REB"]
