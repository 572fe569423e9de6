"""Who acts: names, groups, and the countries they belong to."""

from __future__ import annotations

import pytest
from coded import only

from geomap.constants import EventType


def names(actors):
    return [(actor.name, actor.country_iso3) for actor in actors]


def test_a_group_of_several_countries_is_a_party_for_each(code):
    event = only(code("The presidents of Russia, China and Iran met in Geneva."), EventType.CONSULT)

    assert names((*event.actors, *event.recipients)) == [
        ("presidents of Russia", "RUS"),
        ("presidents of China", "CHN"),
        ("presidents of Iran", "IRN"),
    ]


def test_one_army_of_two_countries_stays_one_party(code):
    event = only(code("The army of Sudan and rebels in Chad attacked Goma."), EventType.ASSAULT)

    assert ("army of Sudan", "SDN") in names(event.actors)


def test_a_nationality_before_a_weapon_names_the_country(code):
    event = only(code("Israeli airstrikes hit Beirut."), EventType.ASSAULT)

    assert names(event.actors) == [("Israel", "ISR")]


def test_a_group_behind_an_opening_place_belongs_there(code):
    event = only(code("In Chad, the government released 20 prisoners."), EventType.RETREAT)

    assert names(event.actors) == [("government", "TCD")]


def test_envoys_behind_an_opening_place_may_come_from_anywhere(code):
    events = code("In Geneva, envoys condemned Israel.")

    assert [actor.country_iso3 for event in events for actor in event.actors] == [None]


def test_another_spelling_of_a_known_surname_names_the_person(code):
    event = only(code("Zelenskyy visited Goma."), EventType.CONSULT)

    assert names(event.actors) == [("Volodymyr Zelensky", "UKR")]


def test_a_known_person_who_flies_somewhere_visits_it(code):
    event = only(code("Putin arrived in Harbin."), EventType.CONSULT)

    assert (event.mode, names(event.actors)) == ("visit", [("Vladimir Putin", "RUS")])


def test_travellers_without_an_office_visit_nobody(code):
    assert code("Ann Bell, a teacher, arrived in Harbin.") == ()


def test_somebody_expected_to_meet_plans_a_meeting(code):
    event = only(code("Putin is expected to meet Zelenskyy in Geneva."), EventType.AGREE)

    assert names(event.recipients) == [("Volodymyr Zelensky", "UKR")]


def test_a_title_behind_a_name_at_the_end_of_a_sentence_tells_its_side(code):
    event = only(code("Israel attacked Ann Bell, Sudan's army chief."), EventType.ASSAULT)

    assert names(event.recipients) == [("Ann Bell", "SDN")]


def test_fighters_of_a_known_group_are_named_with_it(code):
    event = only(code("Fighters from Hezbollah attacked Israel."), EventType.ASSAULT)

    assert names(event.actors) == [("Fighters from Hezbollah", "LBN")]


def test_its_army_belongs_to_the_subject_not_to_the_nearest_noun(code):
    event = only(
        code("Sudan denied losing the garrison and said its army had bombed Goma."), EventType.ASSAULT
    )

    assert names(event.actors) == [("army", "SDN")]


def test_his_country_is_that_of_the_speaker(code):
    event = only(
        code("Orban, who met Putin in Moscow, said his government condemned Israel."), EventType.ACCUSE
    )

    assert [actor.country_iso3 for actor in event.actors] == ["HUN"]


def test_whom_a_strike_kills_is_struck(code):
    event = only(
        code("In Beirut, an Israeli strike killed Ann Bell, Hezbollah's spokeswoman."), EventType.ASSAULT
    )

    assert names(event.recipients) == [("Ann Bell", "LBN")]


def test_who_hits_with_drones_attacks(code):
    event = only(code("Ukraine's navy hit two tankers with sea drones."), EventType.ASSAULT)

    assert [names(event.actors), names(event.recipients)] == [
        [("Ukraine's navy", "UKR")],
        [("tankers", None)],
    ]


def test_both_neighbours_are_the_two_countries_named_before(code):
    events = code("China and Russia signed a treaty. Talks between the two neighbours began in Geneva.")

    assert {actor.country_iso3 for actor in (*events[-1].actors, *events[-1].recipients)} == {"CHN", "RUS"}


def test_an_object_shows_that_a_court_acts(code):
    event = only(
        code("In Chad, a tribunal sentenced ousted President Ann Bell to death."), EventType.SANCTION
    )

    assert names(event.actors) == [("tribunal", "TCD")]


def test_a_delegation_is_not_visited_by_its_leader(code):
    events = code("A Hamas delegation led by Ann Bell arrived in Beirut.")

    assert [names(event.recipients) for event in events] == [[("Beirut", "LBN")]]


def test_a_trip_of_a_known_person_is_a_visit(code):
    event = only(code("Macron's trip to Moscow lasted two days."), EventType.CONSULT)

    assert (event.mode, names(event.recipients)) == ("visit", [("Moscow", "RUS")])


def test_a_town_before_an_attack_is_its_place_and_no_side(code):
    event = only(code("The Goma attack wounded six people."), EventType.ASSAULT)

    assert (event.actors, event.location.name) == ((), "Goma")


def test_a_country_before_a_strike_acts(code):
    event = only(code("An Israel strike killed five in Beirut."), EventType.ASSAULT)

    assert names(event.actors) == [("Israel", "ISR")]


def test_who_repels_an_attack_was_attacked(code):
    event = only(code("Ukraine repelled an attack by Russian forces."), EventType.ASSAULT)

    assert names(event.actors) == [("Russian forces", "RUS")]
    assert names(event.recipients) == [("Ukraine", "UKR")]


def test_a_plan_received_is_no_visit(code):
    events = code("Russia received the plan from an envoy.")

    assert [event for event in events if event.mode == "visit"] == []


def test_his_home_after_the_deed_is_that_of_the_nearest(code):
    events = code("Putin dismissed Ann Bell, an aide, after prosecutors charged her.")

    assert [names(event.recipients) for event in events] == [[("Ann Bell", None)]]


def test_who_stands_behind_fighters_is_no_side(code):
    event = only(code("Iran-backed militias and pro-Russian fighters attacked Goma."), EventType.ASSAULT)

    assert {actor.country_iso3 for actor in event.actors} == {None}


def test_a_nerve_agent_is_nobody(code):
    events = code("The nerve agent poisoning in Mosul killed two people.")

    assert [actor.name for event in events for actor in event.actors] == []
    assert {event.event_type for event in events} == {EventType.ASSAULT}


def test_a_month_is_no_march(code):
    events = code("Police killed a man on March 18 in Goma.")

    assert [event.event_type for event in events] == [EventType.ASSAULT]


def test_the_owner_of_a_role_is_no_place(code):
    event = only(
        code("A policeman shot an envoy on Monday and condemned Russia's role in Syria."), EventType.ASSAULT
    )

    assert event.location is None


def test_a_displaced_person_is_told_from_what_was_displaced(code):
    event = only(code("An offensive in Kharkiv displaced 8,000 people."), EventType.ASSAULT)

    assert [actor.name for actor in event.recipients if "displaced" in actor.name] == []


def test_forces_that_advance_attack_where_they_do(code):
    event = only(code("Russian forces advanced near Kharkiv."), EventType.ASSAULT)

    assert (names(event.actors), event.location.name) == ([("Russian forces", "RUS")], "Kharkiv")


def test_both_countries_stay_two_sides_where_one_sentence_tells_twice(code):
    text = (
        "Russia said China would help. The offer followed a meeting in Geneva, where the presidents of both"
        " countries, Vladimir Putin and Xi Jinping, met."
    )

    meeting = only(code(text), EventType.CONSULT)

    assert {actor.country_iso3 for actor in (*meeting.actors, *meeting.recipients)} == {"CHN", "RUS"}


def test_a_host_named_next_is_one_person(code):
    event = only(code("Macron thanked his host, Chinese President Xi Jinping, in Harbin."), EventType.SUPPORT)

    assert names(event.recipients) == [("Xi Jinping", "CHN")]


def test_an_airline_is_a_firm_of_its_country(code):
    event = only(code("Air France suspended flights to Chad."), EventType.SANCTION)

    assert [(actor.name, actor.country_iso3, actor.sector) for actor in event.actors] == [
        ("Air France", "FRA", "BUS")
    ]


def test_the_name_of_an_agreement_is_no_side(code):
    event = only(code("Russia praised the Minsk agreements."), EventType.SUPPORT)

    assert event.recipients == ()


def test_the_heads_of_two_states_who_are_named_are_two(code):
    event = only(
        code("The presidents of Russia and France, Vladimir Putin and Emmanuel Macron, met in Geneva."),
        EventType.CONSULT,
    )

    assert sorted(one.country_iso3 for one in (*event.actors, *event.recipients)) == ["FRA", "RUS"]


def test_a_king_is_not_told_beside_his_country(code):
    event = only(
        code("The kings of Chad and Sudan and the emir of Iran arrived in Beirut."), EventType.CONSULT
    )

    assert [one.sector for one in event.actors] == ["GOV"] * len(event.actors)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Fulani and Hausa residents clashed with police in Goma.", {"Fulani", "Hausa residents"}),
        ("Shia and Sunni protesters clashed with police in Beirut.", {"Shia", "Sunni protesters"}),
        (
            "Fulani, Hausa and Berom residents clashed with police in Goma.",
            {"Fulani", "Hausa", "Berom residents"},
        ),
    ],
)
def test_peoples_before_one_noun_are_a_side_each(code, text, sides):
    (event,) = code(text)

    assert {actor.name for actor in event.actors} == sides
    assert len({actor.sector for actor in event.actors}) == 1


def test_whom_a_place_tells_of_one_people_it_tells_of_both(code):
    (event,) = code("Gunmen killed 12 Fulani and Hausa traders in Chad.")

    assert {side.country_iso3 for side in event.recipients} == {"TCD"}


def test_those_of_three_countries_before_one_noun_are_of_one_kind(code):
    (event,) = code("Russian, Iranian and Syrian troops shelled Goma.")

    assert [(actor.country_iso3, actor.sector) for actor in event.actors] == [
        ("RUS", "MIL"),
        ("IRN", "MIL"),
        ("SYR", "MIL"),
    ]
