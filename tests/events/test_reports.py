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


def test_what_stands_behind_a_semicolon_has_its_own_place(code):
    text = "In Kharkiv two people were wounded; in Goma a farmer was killed when a drone hit his tractor."

    assert [event.location.name for event in code(text)] == ["Kharkiv", "Goma"]


def test_assaults_that_defenders_repelled_are_told_at_each_place(code):
    events = code("The defenders repelled 41 assaults near Kharkiv and Moscow.")

    assert [event.location.name for event in events] == ["Kharkiv", "Moscow"]


def test_here_is_where_the_report_was_written(code):
    text = "Moscow, Nov 3 (Agency) -- Russian President Vladimir Putin held talks with Xi Jinping here."

    assert code(text)[0].location.name == "Moscow"


def test_the_two_heads_of_state_are_those_who_met(code):
    text = (
        "Chinese President Xi Jinping met Russian President Vladimir Putin in Moscow."
        " The two heads of state agreed to raise trade to 100 billion dollars."
    )
    (agreed,) = _of_type(code(text), EventType.AGREE)

    assert {actor.country_iso3 for actor in (*agreed.actors, *agreed.recipients)} == {"CHN", "RUS"}


def test_both_governments_are_those_of_the_countries_named_in_the_sentence(code):
    (asked,) = _of_type(
        code(
            "France deplored expulsions of Syrians from Iran and Turkey and urged both governments to stop."
        ),
        EventType.REQUEST,
    )

    assert [actor.country_iso3 for actor in asked.recipients] == ["IRN", "TUR"]


def test_what_is_done_by_force_is_not_done_by_a_force(code):
    for event in code("Some 640,000 people have been returned from Iran by force."):
        assert "force" not in {actor.name for actor in event.actors}


def test_a_weapon_that_is_named_is_no_side(code):
    (event,) = code("Russia launched four Iskander missiles at Kharkiv.")

    assert "Iskander" not in {actor.name for actor in (*event.actors, *event.recipients)}


def test_the_house_is_that_of_the_only_country_told_of(code):
    text = "The army of Sudan shelled a village. The House of Representatives condemned the killing."
    (condemned,) = _of_type(code(text), EventType.ACCUSE)

    assert [actor.country_iso3 for actor in condemned.actors] == ["SDN"]


def test_dissidents_of_an_armed_group_are_armed(code):
    (event,) = code("FARC dissidents attacked a convoy in Goma.")

    assert [actor.sector for actor in event.actors] == ["REB"]


def test_who_is_abducted_after_a_fire_is_told_apart(code):
    events = code("The attackers burned shelters in Goma, looted markets and abducted dozens of women.")

    assert [event.mode for event in events] == ["destroy", "abduct"]


def test_the_army_and_the_police_are_of_the_only_country_told_of(code):
    events = code("Protesters marched in Kharkiv, Ukraine. Police arrested 12 people.")

    assert [actor.country_iso3 for actor in events[-1].actors] == ["UKR"]


def test_a_line_that_ends_in_a_full_date_dates_the_text():
    for line in ("Bogota - 12 January 2025", "By Our Reporter, Gusau. 12 January 2025"):
        text = f"Navy seizes boat\n{line}\n\nThe navy seized a boat."

        assert dated(Document(document_id="a", text=text)).published == date(2025, 1, 12)


def test_a_headline_without_separator_before_its_date_dates_nothing():
    text = "Ten years since 12 January 2010\n\nThe quake killed many."

    assert dated(Document(document_id="a", text=text)).published is None


def test_clashes_were_where_they_drove_people_from(code):
    text = "Floods displaced 200 people in Harbin, France said, as clashes between rebels drove 45 from Goma."

    assert code(text)[0].location.name == "Goma"


def test_the_two_countries_are_those_named_most(code):
    text = (
        "Russia shelled Ukraine. Ukraine bombed Russia. Turkey met Ukraine and Russia in Geneva."
        " China invited Turkey. The two countries agreed to a truce."
    )
    (truce,) = _of_type(code(text), EventType.RETREAT)

    assert {actor.name for actor in (*truce.actors, *truce.recipients)} == {"Russia", "Ukraine"}


def test_whom_a_court_convicts_is_of_its_country(code):
    text = (
        "The president of Turkey met the president of China. France's parliament condemned Turkey."
        " A court in France sentenced ex-president Jean Nobody to three years in prison."
    )
    (sentence,) = _of_type(code(text), EventType.SANCTION)

    assert [actor.country_iso3 for actor in sentence.recipients] == ["FRA"]


def test_a_line_of_place_and_day_names_no_side(code):
    text = "Geneva/Moscow, 29 July 2025\n\nSudan's army shelled a camp. Soldiers killed six people in Chad."

    assert {actor.country_iso3 for event in code(text) for actor in event.actors} == {"SDN"}


def test_a_contribution_that_is_cut_is_no_aid(code):
    text = "France cut its contribution by $90 million; Germany announced $35 million in fresh aid to Sudan."

    assert [event.event_type for event in code(text)] == [EventType.SANCTION, EventType.AID]


def test_who_acts_after_a_day_is_no_part_of_it(code):
    events = code("France suspended talks with Syria on Thursday and Turkey evacuated 200 observers.")

    assert [actor.country_iso3 for actor in events[-1].actors] == ["TUR"]


def test_talks_are_at_the_host_not_where_something_else_happens(code):
    (planned,) = _of_type(
        code("France to host talks as a boat with 70 people sinks near Beirut"), EventType.AGREE
    )

    assert planned.location.name == "France"


def test_a_disaster_that_kills_is_no_attack(code):
    assert not _of_type(code("A boat disaster killed 70 people near Beirut."), EventType.ASSAULT)


def test_warships_sent_to_patrol_are_no_aid(code):
    (event,) = code("France has sent two frigates to patrol near Beirut.")

    assert event.event_type is EventType.MOBILIZE


def test_what_one_strike_killed_in_two_towns_is_told_once_at_each(code):
    events = code("Russian jets struck houses in Kharkiv and Goma, killing ten people.")

    assert [event.location.name for event in events] == ["Kharkiv", "Goma"]


def test_the_sides_are_those_named_together(code):
    text = "China and Russia agreed to a truce in Harbin. The sides will meet again in Geneva."
    (meeting,) = _of_type(code(text), EventType.AGREE)

    assert {actor.country_iso3 for actor in (*meeting.actors, *meeting.recipients)} == {"CHN", "RUS"}


def test_the_bloc_is_neither_of_two_named_together(code):
    text = "ECOWAS and the African Union condemned Chad. The regional bloc suspended Sudan."

    assert all(actor.country_iso3 is None for event in code(text)[1:] for actor in event.actors)


def test_the_regional_bloc_is_the_one_named(code):
    text = "ECOWAS condemned Chad. The regional bloc suspended Sudan."

    assert [actor.country_iso3 for actor in code(text)[-1].actors] == ["ECO"]


def test_a_deadline_lies_ahead():
    text = "A truce by the end of August was demanded; by May rebels had left."
    deadline, past = find_dates(text, published=date(2025, 7, 23))

    assert (deadline.first.year, deadline.last) == (2025, date(2025, 8, 31))
    assert past.last == date(2025, 5, 31)


def test_a_month_far_ahead_is_the_last_one():
    (span,) = find_dates("By August 300 had fled.", published=date(2025, 12, 1))

    assert span.first == date(2025, 8, 1)


def test_the_two_countries_are_those_who_signed(code):
    text = (
        "Russian President Vladimir Putin and Chinese President Xi Jinping signed a pact in Geneva with"
        " Turkish officials looking on. The two countries agreed to open a corridor."
    )
    (agreed,) = _of_type(code(text), EventType.AGREE)

    assert {actor.country_iso3 for actor in (*agreed.actors, *agreed.recipients)} == {"RUS", "CHN"}


def test_who_acts_behind_another_s_object_acts_alone(code):
    events = code("Russia dropped sanctions on Turkish goods and Iran announced tariffs on cars from China.")

    assert [[actor.country_iso3 for actor in event.actors] for event in events] == [["RUS"], ["IRN"]]


def test_set_fire_is_no_accident(code):
    text = "Rebels set fire to 40 trucks near Goma on Sunday; the army killed 28 militants."

    assert len(_of_type(code(text), EventType.ASSAULT)) == 2


def test_the_country_is_that_of_the_dateline(code):
    text = (
        "Moscow, Dec 2 (Wire) - Gunmen attacked a convoy in Russia. France helped Chad."
        " The jihadists shelled towns across the country."
    )

    assert code(text)[-1].location.name == "Russia"


def test_a_date_behind_a_semicolon_belongs_to_what_stands_there(code):
    text = "Russia proposed a truce; Ukraine demanded talks on 21 August 2025."

    assert code(text)[0].date_start is None


def test_a_headline_that_ends_in_a_date_dates_no_text():
    text = "The siege of Sarajevo, 5 April 1992\n\nForces shelled the town."

    assert dated(Document(document_id="a", text=text)).published is None
