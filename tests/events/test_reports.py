"""Sentences as situation reports and regional wires have them: places, sides and days that hang loosely."""

from datetime import date

from geomap.constants import EventType, Modality
from geomap.models import Document
from geomap.text.datelines import dated
from geomap.text.dates import find_dates


def _of_type(events, event_type):
    return [event for event in events if event.event_type is event_type]


def test_who_is_to_fly_somewhere_will_visit(code):
    text = "France condemned Iran, and Russian Foreign Minister Sergei Lavrov is to fly to Beijing for talks."
    (visit,) = _of_type(code(text), EventType.AGREE)

    assert (visit.mode, visit.modality) == ("visit", Modality.FUTURE)


def test_a_village_that_nobody_knows_lies_in_the_district_named_after_it(code):
    (event,) = code("Armed men attacked Nowherevillage village, Kharkiv.")

    assert event.location.name == "Kharkiv"


def test_armed_men_are_no_civilians(code):
    (event,) = code("Armed men attacked a convoy in Kharkiv.")

    assert [actor.sector for actor in event.actors] == ["REB"]


def test_patrols_that_two_countries_agree_on_are_no_threat(code):
    (event,) = code("Turkey and Syria agreed to step up patrols along their border.")

    assert event.event_type is EventType.AGREE


def test_two_years_in_a_row_are_one_range():
    (span,) = find_dates("Some 130 people were killed in 2021 and 2022.")

    assert (span.first, span.last) == (date(2021, 1, 1), date(2022, 12, 31))


def test_a_place_and_a_day_before_the_text_date_it():
    text = "ASTANA. Aug 21, 2025.\n\nDelegations met on Thursday."

    assert dated(Document(document_id="a", text=text)).published == date(2025, 8, 21)


def test_a_day_inside_the_first_sentence_dates_nothing():
    text = "In Astana, Aug 21, 2025 was a day of mourning."

    assert dated(Document(document_id="a", text=text)).published is None


def test_both_sides_are_those_of_the_clashes(code):
    text = "Clashes between government troops and rebels shook Kharkiv. Turkey urged both sides to stop."
    (asked,) = _of_type(code(text), EventType.REQUEST)

    assert [actor.name for actor in asked.recipients] == ["government troops", "rebels"]


def test_both_sides_are_no_places_that_were_only_passed(code):
    text = "Refugees fled from Goma to Beirut. Turkey urged both sides to stop."

    (asked,) = _of_type(code(text), EventType.REQUEST)

    assert all(actor.country_iso3 is None for actor in asked.recipients)


def test_clashes_that_left_many_dead_are_the_news(code):
    text = "Calm returned to Kharkiv after clashes between Russian troops and rebels left 21 people dead."

    assert _of_type(code(text), EventType.ASSAULT)


def test_who_was_detained_was_where_the_raid_was(code):
    events = code("Russian forces raided the city of Kharkiv on Monday and detained seven men.")

    assert {event.location.name for event in events} == {"Kharkiv"}
    assert {event.event_type for event in events} == {EventType.ASSAULT, EventType.COERCE}


def test_a_prison_of_a_town_is_in_it(code):
    (event,) = code("Soldiers were killed at the prison of Goma.")

    assert event.location.name == "Goma"


def test_a_riot_in_a_prison_is_no_protest(code):
    assert not _of_type(
        code("Thirteen inmates were killed in a riot at a prison in Goma."), EventType.PROTEST
    )


def test_each_of_the_places_included_has_its_measure(code):
    text = "Rebels imposed a curfew in several cities, including Goma and Mosul."

    assert {event.location.name for event in code(text)} == {"Goma", "Mosul"}


def test_two_bodies_that_help_at_the_same_time_are_two_events(code):
    text = "France sent food to Sudan, while Germany and Turkey handed out tents in Goma."

    assert [{actor.country_iso3 for actor in event.actors} for event in code(text)] == [
        {"FRA"},
        {"DEU", "TUR"},
    ]


def test_where_groups_attacked_is_no_part_of_their_name(code):
    event = code("Attacks by armed groups in Goma displaced 400 people.")[0]

    assert [actor.name for actor in event.actors] == ["armed groups"]


def test_the_foreign_ministry_is_that_of_the_dateline(code):
    text = (
        "Moscow, Nov 3 (Wire) - Russia summoned Ukraine's ambassador. The foreign ministry accused Ukraine of"
        " lying."
    )
    last = code(text)[-1]

    assert [actor.country_iso3 for actor in last.actors] == ["RUS"]
