"""Officials whose words name no country: the text tells which, or nobody does."""

from __future__ import annotations

import pytest
from coded import codes, only

from geomap.constants import EventType


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Thousands gathered in Harbin. President Ann Bell praised Iran.", "CHN"),
        ("Sudan's parliament met Chad's envoys. Foreign Minister Ann Bell praised Iran.", "SDN"),
        ("Sudan's finance minister, Ann Bell, spoke. Her trade secretary, Jo Kemp, praised Iran.", "SDN"),
        ("Sudan's mining minister, Ann Bell, praised Iran.", "SDN"),
        ("A court in Sudan acquitted the former Prime Minister Jo Kemp. Kemp praised Iran.", "SDN"),
        ("Sudan hosted the former Prime Minister Jo Kemp. Kemp praised Iran.", None),
        ("Sudan's president, Ann Bell, visited Chad. Finance Minister Jo Kemp praised Iran.", None),
    ],
)
def test_an_official_is_of_the_country_the_text_tells(code, text, country):
    event = only(code(text), EventType.SUPPORT)

    assert codes(event.actors) == [country]


def test_whom_a_visitor_meets_is_of_the_country_visited(code):
    events = code("Chad's president, Ann Bell, arrived in Harbin. She met Prime Minister Jo Kemp.")
    meeting = next(event for event in events if event.mode is None)

    assert (codes(meeting.actors), codes(meeting.recipients)) == (["TCD"], ["CHN"])


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Chad's president, Ann Bell, said her country condemned Israel.", ["TCD"]),
        ("Chad's president, Ann Bell, spoke. Her country condemned Israel, she said.", ["TCD"]),
        ("The ministers of Chad and Sudan said their countries condemned Israel.", ["TCD", "SDN"]),
    ],
)
def test_his_country_is_that_of_the_speaker(code, text, country):
    event = only(code(text), EventType.ACCUSE)

    assert codes(event.actors) == country


def test_the_country_of_somebody_unknown_is_no_side(code):
    events = code("Ann Bell, a teacher, said her country condemned Israel.")

    assert "her country" not in [actor.name for event in events for actor in event.actors]


def test_ministries_and_lawmakers_belong_to_the_only_country_named(code):
    event = only(code("Crowds filled Harbin. Opposition lawmakers condemned Israel."), EventType.ACCUSE)

    assert codes(event.actors) == ["CHN"]


def test_washington_under_a_verb_is_a_government(code):
    event = only(code("Russia accused Washington of meddling."), EventType.ACCUSE)

    assert codes(event.recipients) == ["USA"]


def test_she_is_the_only_person_of_the_sentence_before(code):
    event = only(
        code("The talks were led by Chad's minister, Ann Bell. She appealed for calm."), EventType.REQUEST
    )

    assert [actor.name for actor in event.actors] == ["Ann Bell"]


def test_a_name_with_two_particles_is_one(code):
    event = only(code("Chad's minister, Margot van der Velden, praised Sudan."), EventType.SUPPORT)

    assert [actor.name for actor in event.actors] == ["Margot van der Velden"]


def test_police_who_are_deployed_are_no_recipients(code):
    event = only(code("Chad deployed 734 police officers to Goma."), EventType.MOBILIZE)

    assert "police officers" not in [actor.name for actor in event.recipients]


def test_the_country_of_somebody_unknown_is_not_that_of_who_spoke_before(code):
    text = "Chad's president, Jo Kemp, spoke. Ann Bell, a guest, told reporters her country condemned Israel."

    assert [actor.country_iso3 for event in code(text) for actor in event.actors] != ["TCD"]
