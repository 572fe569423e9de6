"""Slips of reading that cost or made events, each in a sentence of its kind."""

from geomap.constants import EventType


def _kinds(events):
    return [event.event_type for event in events]


def test_two_titled_persons_joined_by_and_are_two_sides(code):
    (event,) = code(
        "Russian Foreign Minister Sergei Lavrov and US Secretary of State Marco Rubio spoke by phone."
    )

    assert {actor.name for actor in (*event.actors, *event.recipients)} == {"Sergei Lavrov", "Marco Rubio"}


def test_a_strike_that_causes_a_fire_is_no_accident(code):
    text = "Ukrainian forces struck a refinery near Moscow, and the army said that drones caused a fire."

    assert EventType.ASSAULT in _kinds(code(text))


def test_a_fire_that_kills_soldiers_is_no_attack(code):
    assert EventType.ASSAULT not in _kinds(code("A fire killed 12 soldiers in Moscow."))


def test_an_alarm_is_no_air_raid(code):
    assert code("Air raid sirens wailed in Kharkiv.") == ()


def test_a_currency_code_is_nobody(code):
    (event,) = code("France contributed EUR 4.5 million to the response in Sudan.")

    assert "EUR" not in {actor.name for actor in event.recipients}


def test_a_village_nobody_knows_can_be_seized(code):
    (event,) = code("Russian forces seized Chunyshyne.")

    assert event.event_type is EventType.ASSAULT


def test_a_clause_without_a_verb_has_sides_and_a_place_of_its_own(code):
    first, second = code("Russia fired 30 drones at Kharkiv and Ukraine 20 drones at Moscow.")

    assert (first.actors[0].name, first.location.name) == ("Russia", "Kharkiv")
    assert (second.actors[0].name, second.location.name) == ("Ukraine", "Moscow")
