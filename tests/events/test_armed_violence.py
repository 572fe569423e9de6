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


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Nine people were killed in attacks in the Syrian north.", "Syria"),
        ("Gunmen killed nine people in N. Syria", "Syria"),
        ("Nine rebels were killed in four districts of Goma.", "Goma"),
        ("Bombs kill nine soldiers near the rebel-held town of Goma.", "Goma"),
        ("Nine rebels were killed in fighting with the army in Goma.", "Goma"),
        ("Chad: two dead in a terrorist attack", "Chad"),
        ("Chinese jets entered Turkish airspace.", "Turkey"),
        ("A Russian plane crossed the border of Ukraine.", "Ukraine"),
    ],
)
def test_where_it_was_stands_in_other_words_than_a_bare_name(code, text, place):
    (event,) = code(text)

    assert event.location.name == place


def test_whose_drones_attack_is_not_where(code):
    (event,) = code("Four militants died in a United States drone attack.")

    assert event.location is None or event.location.country_code != "US"


@pytest.mark.parametrize(
    "text",
    ["Rockets fired from Syria hit Moscow.", "The Russian army intercepted a missile launched from Syria."],
)
def test_where_rockets_come_from_fires_them(code, text):
    (event,) = code(text)

    assert [one.country_iso3 for one in event.actors] == ["SYR"]
    assert [one.country_iso3 for one in event.recipients] == ["RUS"]
    assert event.location is None or event.location.name == "Moscow"


def test_a_headline_leaves_out_who_says_he_did_it(code):
    (event,) = code("Turkish army says kills nine militants in Mosul")

    assert [one.country_iso3 for one in event.actors] == ["TUR"]


def test_the_end_of_a_road_is_not_attacked(code):
    (event,) = code("Gunmen set fire to trucks on the highway to Kharkiv.")

    assert event.location is None or event.location.name != "Kharkiv"
    assert "Kharkiv" not in [one.name for one in event.recipients]


_AT_WAR = "Russian forces pressed on near Kharkiv, the General Staff of the Ukrainian Armed Forces said. "


@pytest.mark.parametrize(
    ("text", "country"),
    [
        (_AT_WAR + "The enemy shelled Kharkiv.", "RUS"),
        ("Ukraine's General Staff told of heavy fighting. The enemy shelled Kharkiv.", None),
        ("Russian MoD: our forces shelled Kharkiv.", "RUS"),
    ],
)
def test_the_enemy_is_the_other_of_two_at_war_and_ours_are_the_speakers(code, text, country):
    *_, event = code(text)

    assert [one.country_iso3 for one in event.actors] == [country]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Two soldiers were killed by a landmine near Goma.", "explosives"),
        ("Two soldiers were killed by a sniper near Goma.", "firearms"),
        ("Two soldiers were killed by a drone near Goma.", "drone"),
        ("A suicide attack killed two soldiers near Goma.", "suicide-attack"),
        ("A grenade attack wounded ten people in Goma.", "explosives"),
        ("Ukraine blew up a Russian ship off Kharkiv.", "explosives"),
    ],
)
def test_the_weapon_tells_the_mode(code, text, mode):
    (event,) = code(text)

    assert event.mode == mode


@pytest.mark.parametrize(
    "text",
    [
        "Syrian policeman shot dead in Goma",
        "Army convoy attacked in Goma",
        "Journalist gunned down near Goma",
    ],
)
def test_who_is_shot_dead_in_a_headline_suffers_it(code, text):
    (event,) = code(text)

    assert event.actors == ()
    assert len(event.recipients) == 1


def test_a_vehicle_that_comes_under_fire_has_no_accident(code):
    (event,) = code("A Red Cross vehicle came under fire near Goma.")

    assert (event.event_type, event.location.name) == (EventType.ASSAULT, "Goma")


def test_the_stabbed_are_hurt(count):
    assert [one.category for one in count("A man stabbed three people in Goma.")] == [Category.INJURED]


def test_a_deed_thought_of_with_had_first_has_not_happened(code):
    (event,) = code("Had the rebels attacked Goma, thousands would have fled.")

    assert event.modality is Modality.HYPOTHETICAL


@pytest.mark.parametrize(
    "text",
    ["A play about the Syrian genocide opened in Moscow.", "Engineers defused a wartime bomb in Moscow."],
)
def test_plays_and_defused_bombs_are_no_attacks(code, text):
    assert code(text) == ()


def test_the_ships_of_a_country_are_not_where_it_lies(code):
    found = code("A Syrian jet flew over a United States navy destroyer.")

    assert [one for one in found if one.location and one.location.country_code == "US"] == []


def test_police_of_a_town_tell_of_what_happened_there(code):
    (event,) = code("Police in Goma said four suspected militants were killed in a shootout.")

    assert event.location.name == "Goma"


@pytest.mark.parametrize(
    "text",
    [
        "Fighting between the army and rebels displaced 300 families in Goma.",
        "Some 300 families were displaced by fighting near Goma.",
    ],
)
def test_fighting_displaces_and_nobody_deports(parse, text):
    found = parse(text)

    assert EventType.COERCE not in [one.event_type for one in found.events]
    assert [one.value for one in found.figures] == [300]


def test_those_between_whom_clashes_are_act_and_the_dead_suffer(code):
    (event,) = code("At least 15 people were killed in clashes between rival militias in Goma.")

    assert [one.sector for one in event.actors] == ["REB"]
    assert [one.sector for one in event.recipients] == ["CVL"]


def test_a_convoy_that_is_looted_loots_nobody(code):
    (event,) = code("A convoy was looted near Goma.")

    assert event.actors == ()
    assert len(event.recipients) == 1


def test_the_abducted_have_not_fled(count):
    assert count("Gunmen abducted 280 pupils from a school in Goma.") == ()


def test_a_besieged_town_is_told_and_no_siege(code):
    assert code("Cholera killed 12 people in besieged Kharkiv.") == ()


def test_who_closes_in_on_a_town_attacks_it(code):
    (event,) = code("Rebels are closing in on Goma.")

    assert event.event_type is EventType.ASSAULT


def test_at_least_tells_no_aim(code):
    (event,) = code("A gunman fired at least eight shots in Goma, wounding a Syrian envoy.")

    assert [one.name for one in event.recipients] == ["Syrian envoy"]


def test_who_is_to_be_dispersed_is_aimed_at(code):
    (event,) = code("Riot police used rubber bullets to disperse protesters in Goma.")

    assert [one.name for one in event.recipients] == ["protesters in Goma"]


def test_what_people_say_destroyed_homes_is_not_they(code):
    found = code("Moscow denied bombardments that residents say destroyed homes in Goma.")

    assert [one for one in found if any("residents" in side.name for side in one.actors)] == []


def test_a_part_of_a_capital_is_in_it(code):
    (event,) = code("A bomb killed five people in the west of the Russian capital.")

    assert event.location.name == "Moscow"


def test_full_force_is_no_side(code):
    (event,) = code("Israel said it would respond with full force.")

    assert [one.name for one in event.recipients] == []
