"""Incident notes: whose army and spokesman, how far from a town, what was tried, and who did which deed."""

from datetime import date

import pytest

from geomap.constants import EventType, Modality, Precision
from geomap.models import Place


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("A rebel spokesman accused Chad of shelling villages.", "REB"),
        ("A police spokesman accused Chad of arming smugglers.", "COP"),
        ("A government spokesman accused Chad of shelling villages.", "GOV"),
    ],
)
def test_a_spokesman_is_of_those_he_speaks_for(code, text, sector):
    (event,) = code(text)

    assert [actor.sector for actor in event.actors] == [sector]


def test_its_spokesman_is_of_the_group_told_before(code):
    events = code("Hezbollah claimed the attack. Its spokesman, Ali Musawi, threatened Israel.")

    (threat,) = [event for event in events if event.event_type is EventType.THREATEN]
    assert [(actor.country_iso3, actor.sector) for actor in threat.actors] == [("LBN", "REB")]


def test_the_army_is_of_the_country_that_the_sentence_opens_with(code):
    events = code(
        "Chad's army denied firing first. In Sudan, rebels signed a truce, but the army rejected it."
    )

    (refusal,) = [one for one in events if one.event_type is EventType.REJECT and one.start > 0]
    assert [actor.country_iso3 for actor in refusal.actors] == ["SDN"]


@pytest.mark.parametrize(
    "where", ["20 km east of Goma", "about 15 kilometres from Goma", "12 miles to the north of Goma"]
)
def test_so_far_from_a_town_is_near_it(code, where):
    (event,) = code(f"Rebels attacked a post {where}.")

    assert event.location is not None
    assert event.location.name == "Goma"


def test_a_ship_may_come_under_attack_by_persons_unknown(code):
    (event,) = code("A tanker came under attack off Beirut.")

    assert event.event_type is EventType.ASSAULT


def test_a_group_with_its_short_name_and_fighters_is_one(code):
    (event,) = code("Allied Democratic Forces (ADF) fighters raided a village near Goma.")

    assert [(actor.country_iso3, actor.sector) for actor in event.actors] == [("COD", "REB")]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Rebels tried to storm a base in Goma but were repelled.", Modality.ACTUAL),
        ("The invaders tried 14 times to break through near Kharkiv.", Modality.ACTUAL),
        ("Rebels plan to storm a base in Goma.", Modality.FUTURE),
    ],
)
def test_who_tries_to_attack_attacks(code, text, modality):
    (event,) = code(text)

    assert event.modality is modality


def test_a_town_that_is_captured_is_not_arrested(code):
    (event,) = code("Rebels captured Goma.")

    assert event.event_type is EventType.ASSAULT


def test_two_that_are_no_one_side_do_two_deeds(code):
    events = code("Rebels stormed Goma and the army bombed the town.")

    assert [[actor.sector for actor in event.actors] for event in events] == [["REB"], ["MIL"]]


def test_who_dies_does_nothing(code):
    events = code("A convoy hit a landmine near Goma; six peacekeepers died.")

    assert [actor.name for event in events for actor in event.actors] == []


def test_schoolchildren_are_children_of_whom_a_release_is_told(code):
    events = code("Gunmen have released 24 schoolchildren they had seized in Goma in February.")

    assert EventType.RETREAT in {event.event_type for event in events}


@pytest.mark.parametrize("line", ["2026-05-01: ", "1 May 2026 - ", "May 1: ", "• 1 May: "])
def test_the_day_a_line_opens_with_is_that_of_its_deed(code, line):
    (event,) = code(f"{line}rebels shelled Goma.", published=date(2026, 5, 9))

    assert event.date_start == date(2026, 5, 1)


def test_a_place_that_nobody_knows_is_not_replaced_by_another(code):
    events = code("Rebels abducted 13 women near Goma; the army freed five hostages in Mozogo on 8 May.")

    assert [event.location.name if event.location else None for event in events] == ["Goma", None]


def test_deeds_below_a_heading_that_is_a_place_were_there(code):
    above = "Kharkiv region\nGunmen ambushed a convoy. Four soldiers were killed.\n\n"

    events = code(f"Situation report\n\n{above}Notes\nGunmen burned a bus.")

    assert [event.location.name if event.location else None for event in events] == ["Kharkiv region", None]


def test_police_break_up_a_protest_where_it_was(code):
    events = code("Teachers rallied in Goma on 3 May. Police fired tear gas.", published=date(2026, 5, 9))

    assert [event.location.name for event in events if event.location] == ["Goma", "Goma"]
    assert [event.date_start for event in events] == [date(2026, 5, 3)] * 2


def test_so_many_days_after_a_deed_is_not_its_day(code):
    text = "Two soldiers were buried on 8 May, three days after rebels ambushed their convoy near Goma."

    (event,) = code(text, published=date(2026, 5, 9))

    assert event.date_start == date(2026, 5, 5)


def test_what_kills_tells_the_mode(code):
    (event,) = code("A drone strike on a school in nearby Gayint killed at least 13 people.")

    assert event.mode == "drone"


def test_behind_a_semicolon_somebody_else_dies(code):
    events = code("Gangs killed 28 people in Goma; a French officer died of his wounds.")

    assert len([event for event in events if event.event_type is EventType.ASSAULT]) == 2


def test_a_state_that_closes_a_bridge_does_not_protest(code):
    (event,) = code("Chad closed a border bridge for a second day.")

    assert event.event_type is EventType.COERCE


@pytest.mark.parametrize(
    ("kind", "country", "precision"),
    [("L", "SD", Precision.ADMIN1), ("T", "EG", Precision.ADMIN1), ("L", None, Precision.WORLD_REGION)],
)
def test_a_part_of_one_country_is_no_part_of_the_world(kind, country, precision):
    place = Place(
        place_id="x",
        name="X",
        longitude=24,
        latitude=13,
        feature_class=kind,
        feature_code="RGN",
        country_code=country,
    )

    assert place.precision is precision


def test_inmates_are_freed_in_the_town_that_is_stormed(code):
    events = code("Armed men stormed the town of Mosul in northern Syria, freeing 500 inmates from a prison.")

    assert [event.location.name for event in events if event.location] == ["Mosul", "Mosul"]


def test_the_two_prime_ministers_are_none_who_hold_another_office(code):
    text = "Syrian President Ali Hamid spoke. Turkish Foreign Minister Can Aksoy visited Moscow. "

    events = code(f"{text}The two prime ministers met in Geneva.")

    named = {side.name for event in events[1:] for side in (*event.actors, *event.recipients)}
    assert named.isdisjoint({"Ali Hamid", "Can Aksoy"})


def test_it_is_the_ship_that_was_approached(code):
    (event,) = code("A British firm said armed men had approached another ship off Beirut and fired at it.")

    assert [side.country_iso3 for side in event.recipients] == []


def test_a_capital_that_decides_is_its_government_in_any_text(code):
    text = "The army denied it. Moscow has decided to withdraw its ambassador, the foreign ministry said."

    assert EventType.THREATEN in {event.event_type for event in code(text)}


def test_what_follows_in_a_paragraph_that_opens_with_a_town_was_there(code):
    events = code(
        "In Goma, police arrested a smuggler. Thousands rallied for new elections.\n\nThousands rallied."
    )

    assert [event.location.name if event.location else None for event in events] == ["Goma", "Goma", None]


def test_who_is_killed_with_his_driver_is_no_other_man(code):
    events = code("Ali Hamid was killed in Mosul in May. Gunmen killed a mayor and his driver near Goma.")

    assert "Ali Hamid" not in [side.name for side in events[-1].recipients]


def test_a_siege_of_last_year_is_not_the_shelling_of_monday(code):
    text = "In Goma, besieged by rebels since May 2025, shelling killed 20 people on 16 March."

    events = code(text, published=date(2026, 3, 20))

    assert date(2026, 3, 16) in [event.date_start for event in events]


def test_drones_that_an_accuser_says_were_supplied_are_no_aid(code):
    events = code("Sudan accused rebels of carrying out strikes with drones supplied by Iran.")

    assert [event.event_type for event in events] == [EventType.ACCUSE]


def test_a_capital_that_says_so_is_not_where_its_troops_were_shot_at(code):
    events = code("Moscow said its positions had come under fire first.")

    assert [event.location for event in events] == [None]


def test_what_was_shot_down_the_day_before_was_so_then(code):
    text = "The army said on Wednesday it had shot down a helicopter near Goma the day before."

    (event,) = code(text, published=date(2026, 5, 20))

    assert (event.mode, event.date_start) == ("heavy-weapons", date(2026, 5, 19))


def test_what_happened_before_a_protest_note_is_told_as_well(code):
    events = code(
        "Chad lodged a protest after rebels crossed the border near Goma and killed two French soldiers."
    )

    assert EventType.ASSAULT in {event.event_type for event in events}


def test_dissidents_of_an_armed_group_are_armed(code):
    (event,) = code("France blamed dissidents of Hezbollah.")

    assert [side.sector for side in event.recipients] == ["REB"]


def test_what_has_been_promised_since_has_not_the_day_of_the_deal(code):
    text = "Chad and Sudan signed a treaty in August 2025, and Prime Minister Ali Hamid has promised a vote."

    events = code(text, published=date(2026, 3, 20))

    assert [event.date_start for event in events if event.event_type is EventType.AGREE] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "In Geneva, envoys discussed the war. Russian troops killed five civilians.",
        "In Goma, police arrested a smuggler. Russian troops killed five civilians.",
    ],
)
def test_deeds_of_others_were_not_where_a_paragraph_opens(code, text):
    assert code(text)[-1].location is None


def test_a_capital_alone_on_a_line_is_no_heading(code):
    (event,) = code("Moscow\nGunmen burned a bus.")

    assert event.location is None
