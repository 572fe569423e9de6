"""Wordings of real news: what they tell, and everyday uses of the same words that tell of no event."""

import pytest

from geomap.constants import EventType, Modality


@pytest.mark.parametrize(
    ("text", "event_type", "actors", "recipients"),
    [
        ("The Turkish army captured eastern Mosul in January.", "ASSAULT", ["TUR"], ["IRQ"]),
        ("French marines took most of Goma on Wednesday.", "ASSAULT", ["FRA"], ["COD"]),
        ("Sudan blamed France for spreading cholera.", "ACCUSE", ["SDN"], ["FRA"]),
        ("Syrian authorities denied that Iran would build a base.", "REJECT", ["SYR"], ["IRN"]),
        ("Turkey's agriculture minister dismissed the claim on Monday.", "REJECT", ["TUR"], []),
        ("Russia has warned Germany against arming the islands.", "THREATEN", ["RUS"], ["DEU"]),
        ("Chad moved tanks to its border with Sudan.", "MOBILIZE", ["TCD"], ["SDN"]),
        ("China launched drills around Kharkiv.", "MOBILIZE", ["CHN"], ["UKR"]),
        ("Moscow raised the prospect of cutting gas supplies to Germany.", "THREATEN", ["RUS"], ["DEU"]),
        ("Turkey said Iranian soldiers had committed war crimes.", "ACCUSE", ["TUR"], ["IRN"]),
        ("The French forces were put on alert.", "MOBILIZE", ["FRA"], []),
        ("Chad mobilised its militia along the Sudanese border.", "MOBILIZE", ["TCD"], ["SDN"]),
    ],
)
def test_the_sides_of_conflict_as_news_tells_it(code, text, event_type, actors, recipients):
    (event,) = [event for event in code(text) if event.event_type is EventType(event_type)]

    assert [actor.country_iso3 for actor in event.actors] == actors
    assert [actor.country_iso3 for actor in event.recipients] == recipients


@pytest.mark.parametrize(
    "text",
    [
        "The teacher demonstrates an excellent temper in Paris.",
        "Officer Jones gave commands to the driver in Boston.",
        "The pilot stands out as one of the best in Canada.",
        "Doctors in Lagos said there were no signs of trauma.",
        "Police said the car was stolen in Athens.",
        "The sheriff in Oslo took charge of the investigation.",
    ],
)
def test_everyday_uses_of_the_same_words_tell_of_no_conflict(code, text):
    kinds = {"PROTEST", "RETREAT", "REJECT", "ACCUSE", "COERCE"}

    assert [event for event in code(text) if event.event_type in kinds] == []


def test_who_condemns_an_attack_did_not_do_it_and_did_not_suffer_it(code):
    judged = code("The attack in Mosul, condemned by France, shocked many.")
    assert [event.actors for event in judged if event.event_type is EventType.ASSAULT] == [()]

    (protest,) = code("The demonstrations in Goma were provoked by France.")
    assert protest.actors == ()

    told = code("The United States condemns the rebels' attacks in the city of Mosul.")
    (attack,) = [event for event in told if event.event_type is EventType.ASSAULT]
    assert "USA" not in {actor.country_iso3 for actor in attack.recipients}


def test_a_protest_over_what_the_government_decided_is_against_it(code):
    (protest,) = code("Residents protested in Belgrade over the government's decision to sell the mine.")

    assert protest.modality is Modality.ACTUAL
    assert [actor.sector for actor in protest.recipients] == ["GOV"]


def test_who_goes_somewhere_to_protest_protests(code):
    (protest,) = code("Farmers drove tractors into Geneva to protest against the government.")

    assert protest.modality is Modality.ACTUAL


def test_a_road_leads_to_a_place_that_a_protest_is_not_against(code):
    (protest,) = code("Peasants blocked the highway to Goma to demand diesel from the government.")

    assert [actor.sector for actor in protest.recipients] == ["GOV"]
