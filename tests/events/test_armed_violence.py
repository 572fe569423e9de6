"""Armed violence as incident notes, communiqués and headlines have it: how, by whom, and where."""

import pytest

from geomap.constants import Category, EventType, Modality


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("A suicide bomber killed nine people at a market in Goma.", "suicide-attack"),
        ("Shelling killed three women in Kharkiv.", "heavy-weapons"),
        ("Gunfire killed two men in Goma.", "firearms"),
        ("An attack killed two men in Goma.", None),
        ("Kharkiv was hit by a drone.", "drone"),
        ("Youths fought with stones in Goma.", "primitive"),
        ("Two soldiers were killed when their truck ran over a mine near Goma.", "explosives"),
    ],
)
def test_the_mode_is_how_it_was_done(code, text, mode):
    assert [(one.event_type, one.mode) for one in code(text)] == [(EventType.ASSAULT, mode)]


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("A rebel attack killed nine villagers near Goma.", "REB"),
        ("An army raid killed nine villagers near Goma.", "MIL"),
        ("Two soldiers died in a separatist ambush near Goma.", "REB"),
    ],
)
def test_whose_the_attack_is_acts(code, text, sector):
    (event,) = code(text)

    assert [actor.sector for actor in event.actors] == [sector]


@pytest.mark.parametrize("text", ["Farmers and herders clashed near Goma.", "Two clans clashed in Goma."])
def test_neighbours_clash_as_armies_do(code, text):
    (event,) = code(text)

    assert event.event_type is EventType.ASSAULT


def test_candidates_clash_in_words(code):
    assert code("The two candidates clashed over farm taxes in Goma.") == ()


@pytest.mark.parametrize("text", ["Two dead in a terrorist attack", "Three dead, nine hurt in bomb attack"])
def test_an_attack_that_kills_is_told_though_by_nobody_known(code, text):
    (event,) = code(text)

    assert event.event_type is EventType.ASSAULT
    assert event.figures


@pytest.mark.parametrize(
    "text", ["Two dead in a bus crash", "Two dead in house fire", "Two hurt in dog attack"]
)
def test_accidents_and_animals_stay_figures(code, text):
    assert code(text) == ()


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("Inmates took 11 guards hostage at a prison in Goma.", "guards"),
        ("Gang members took two truck drivers hostage in Goma.", "truck drivers"),
        ("Pirates took its 23 crew hostage off Sudan.", "crew"),
    ],
)
def test_whom_others_take_hostage_is_not_dead(parse, text, taken):
    found = parse(text)
    (event,) = found.events

    assert [one.name for one in event.recipients] == [taken]
    assert [one for one in found.figures if one.category is Category.DEATHS] == []


def test_robbers_board_ships_as_pirates_do(code):
    (event,) = code("Armed robbers boarded a tanker off Sudan and fled.")

    assert (event.event_type, event.mode) == (EventType.COERCE, "seize")


def test_weapons_handed_over_somewhere_go_to_nobody_and_nobody_returns(parse):
    found = parse("Fifty dissidents handed over their weapons in Goma.")
    (event,) = found.events

    assert (event.event_type, event.mode, event.recipients) == (EventType.RETREAT, "disarm", ())
    assert found.figures == ()


def test_the_group_is_that_of_its_spokesman(code):
    (event,) = code("The Houthis' military spokesman said the group had targeted Kharkiv with a missile.")

    assert [actor.sector for actor in event.actors] == ["REB"]


def test_an_attack_that_is_practised_has_not_happened(code):
    (event,) = code("The exercise simulated an attack on Kharkiv.")

    assert event.modality is Modality.HYPOTHETICAL
