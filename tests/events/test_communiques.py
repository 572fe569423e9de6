"""Conflict as communiqués and incident notes tell it: what was stopped, taken or only decided."""

from datetime import date

import pytest

from geomap.constants import Category, EventType, Modality


def test_a_province_told_by_its_country_is_the_place(code):
    (event,) = code("Rebels ambushed a convoy in Ukraine's restive eastern province of Kharkiv region.")

    assert event.location is not None
    assert event.location.name == "Kharkiv region"


@pytest.mark.parametrize(
    "text",
    [
        "Raiders stormed Goma, killing nine herders and abducting 12.",
        "In the morning, bandits kidnapped 50 worshippers from a mosque in Goma on Friday.",
        "In Goma, the gang freed a Chinese engineer and seven others who had been seized in August.",
    ],
)
def test_who_is_taken_or_freed_is_not_dead(count, text):
    assert {figure.value for figure in count(text) if figure.category is Category.DEATHS} <= {9}


def test_drones_called_by_their_make_are_no_persons(count):
    assert count("Two Shaheds hit the outskirts of Kharkiv.") == ()


def test_occupiers_are_persons(count):
    figures = count("By our estimate 92 occupiers were killed and 41 wounded near Kharkiv.")

    assert [(figure.value, figure.category) for figure in figures] == [
        (92, Category.DEATHS),
        (41, Category.INJURED),
    ]


@pytest.mark.parametrize("verb", ["stopped", "halted", "repelled"])
def test_so_many_attacks_that_were_stopped_were_made(code, verb):
    (event,) = code(f"Ukrainian troops {verb} 41 assaults near Kharkiv.")

    assert (event.event_type, event.modality) == (EventType.ASSAULT, Modality.ACTUAL)
    assert [side.country_iso3 for side in event.recipients] == ["UKR"]


def test_who_halts_an_offensive_without_a_number_ends_it(code):
    (event,) = code("Ukrainian troops halted the attack on Kharkiv.")

    assert event.event_type is EventType.RETREAT


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Russian drones targeted a bus in Kharkiv.", "drone"),
        ("An airstrike hit a clinic in Goma.", "aerial"),
        ("The Russians dropped a bomb on Kharkiv.", "aerial"),
        ("Russian mortars pounded a village near Kharkiv.", "heavy-weapons"),
        ("A landmine killed two farmers near Goma.", "explosives"),
    ],
)
def test_the_mode_is_that_of_the_weapon(code, text, mode):
    (event,) = code(text)

    assert event.mode == mode


@pytest.mark.parametrize(
    ("text", "event_type", "mode"),
    [
        ("China has decided to withdraw its ambassador from Chad.", "THREATEN", "relations"),
        ("China has decided to withdraw its troops from Chad.", "AGREE", None),
        ("The rebels vowed to pull out of Goma within a week.", "AGREE", None),
        ("Chad vowed to withdraw its soldiers from Sudan.", "AGREE", None),
        ("Chad vowed to withdraw from the treaty.", "THREATEN", None),
        ("Chad vowed to strike rebels in Sudan.", "THREATEN", None),
    ],
)
def test_what_is_decided_is_a_promise_or_threat_by_what_it_is(code, text, event_type, mode):
    (event,) = code(text)

    assert (event.event_type, event.mode) == (EventType(event_type), mode)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The rebels were forced to withdraw from Goma.", Modality.ACTUAL),
        ('"Our demand is that the army withdraw from Goma," a commander said.', Modality.HYPOTHETICAL),
        ("The cabinet approved the withdrawal of French troops from Chad.", Modality.HYPOTHETICAL),
        ("Iran's parliament approved an attack on Israel.", Modality.HYPOTHETICAL),
    ],
)
def test_what_is_forced_was_done_and_what_is_demanded_or_approved_was_not(code, text, modality):
    (event,) = code(text)

    assert event.modality is modality


def test_the_town_of_a_truce_is_no_side(code):
    (event,) = code("Chad's government said the rebels had broken the Geneva ceasefire 14 times.")

    assert [side.name for side in event.recipients] == ["rebels"]


def test_what_a_relative_clause_dates_is_not_the_day_of_what_follows(code):
    text = "Colonel Ali Idris, who took power in May 2025, declared a state of emergency in Chad."

    events = code(text, published=date(2026, 3, 14))

    assert [event.date_start for event in events] == [date(2025, 5, 1), None]


def test_six_others_hurt_are_those_of_the_attack_before(code):
    events = code("A bomb went off beside a convoy in Goma. Three soldiers were killed and 6 others wounded.")

    assert len(events) == 1


def test_an_army_patrol_is_of_the_army(code):
    (event,) = code("Gunmen ambushed an army patrol near Mosul.")

    assert [side.sector for side in event.recipients] == ["MIL"]


def test_an_ied_may_go_off_against_somebody(code):
    (event,) = code("An IED planted by rebels detonated against a military convoy in Goma.")

    assert [side.sector for side in event.recipients] == ["MIL"]


def test_a_decision_lies_behind_and_what_it_is_about_ahead(code):
    told = date(2026, 3, 20)

    (decided,) = code("Chad decided on 13 March to withdraw its troops from Goma.", published=told)
    (due,) = code("Chad decided to withdraw its troops from Goma on 30 March.", published=told)

    assert (decided.event_type, decided.modality) == (EventType.AGREE, Modality.FUTURE)
    assert decided.date_start == date(2026, 3, 13)
    assert due.date_start == date(2026, 3, 30)


@pytest.mark.parametrize(
    "text",
    [
        "During the past day, the enemy struck the city of Kharkiv.",
        "Enemy artillery shelled Kharkiv.",
        "In Kharkiv, enemy drones hit a school.",
    ],
)
def test_the_enemy_attacks_though_nobody_says_who_it_is(code, text):
    (event,) = code(text)

    assert [(actor.country_iso3, actor.sector) for actor in event.actors] == [(None, "MIL")]
