"""Deaths that nobody is guilty of: accidents and nature are no attacks, and the dead are still counted."""

from __future__ import annotations

import pytest

from geomap.constants import Category, EventType


def attacks(events):
    return [event for event in events if event.event_type is EventType.ASSAULT]


@pytest.mark.parametrize(
    "text",
    [
        "At least 20 people were killed when a dam burst near Goma.",
        "A dam burst near Goma, killing 20 people.",
        "A dam burst in Goma killed 20 people.",
        "Nine workers were killed in a crane collapse in Goma.",
        "Nine soldiers were killed when their helicopter crashed in Goma.",
        "An army helicopter crashed in Goma, killing nine soldiers.",
        "Three soldiers were killed in a fire at a barracks in Goma.",
        "Six workers were killed as scaffolding gave way in Goma.",
        "Two officers were killed when their car hit a truck outside Goma.",
        "Two men were killed by crocodiles near Goma.",
        "A runaway truck killed five people in Goma.",
        "Five miners were killed in Goma when the tunnel they were working in caved in.",
        "Eighteen people were killed when a fuel tanker exploded in Goma.",
        "A cold wave has killed 124 people in Chad, the government said.",
    ],
)
def test_an_accident_is_no_attack_though_its_dead_are_counted(code, count, text):
    assert not attacks(code(text))
    assert [figure.category for figure in count(text)] == [Category.DEATHS]


@pytest.mark.parametrize(
    "text",
    [
        "Six soldiers were killed when a shell burst near Goma.",
        "Fourteen people were killed when their bus ran over a landmine in Chad.",
        "Eight people were killed when a building collapsed after an air strike in Goma.",
        "Ten people were killed when a rocket hit a bus in Goma.",
        "Five people were killed when a drone crashed into a house in Kharkiv.",
        "Six people were killed in a fire set by rebels in Goma.",
        "Nine people were killed by police fire in Goma.",
        "Gunmen killed five aid workers who were helping victims of the floods in Goma.",
        "A wave of drone attacks killed nine people in Kharkiv.",
        "Three people were killed when a car was driven into a crowd in Goma.",
    ],
)
def test_an_attack_stays_one_whatever_falls_or_burns(code, text):
    assert attacks(code(text))


@pytest.mark.parametrize(
    "text",
    [
        "A boiler blast killed three workers at a mill in Goma.",
        "Eight soldiers were killed when an ammunition depot caught fire in Goma.",
        "A bus driver lost control on a bend and 22 passengers were killed near Goma.",
    ],
)
def test_blasts_of_boilers_and_depots_and_a_driver_s_slip_are_accidents_too(code, text):
    assert not attacks(code(text))


def test_who_died_in_a_flood_is_not_counted_with_the_victims_of_an_attack(parse):
    parsed = parse("Border guards killed two farmers in Goma; a flash flood killed six.")
    (event,) = parsed.events

    assert [parsed.figures[index].value for index in event.figures] == [2]


def test_a_disease_attacks_nobody_and_those_who_shell_do(code):
    assert not attacks(code("Typhus has killed 90 detainees in Goma, a doctor said."))

    (event,) = attacks(code("Villagers fled shelling by the Syrian army."))
    assert [actor.country_iso3 for actor in event.actors] == ["SYR"]


@pytest.mark.parametrize(
    "text",
    [
        "The river burst its banks in Goma on Sunday, sweeping away nine people and destroying 30 houses.",
        "Lava destroyed 300 homes in Goma.",
        "Water from the dam killed 12 people in Goma.",
    ],
)
def test_rivers_and_lava_attack_nobody(code, text):
    assert code(text) == ()
