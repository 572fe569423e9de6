"""Who agreed, gave and drilled with whom, in the wordings of the wires."""

from __future__ import annotations

from datetime import date

import pytest
from coded import codes, only

from geomap.constants import EventType, Modality


def test_three_nations_before_one_noun_all_act(code):
    event = only(
        code("Russian, Chinese and Iranian troops held joint exercises near Harbin."), EventType.COOPERATE
    )

    assert codes((*event.actors, *event.recipients)) == ["RUS", "CHN", "IRN"]


def test_the_two_countries_are_the_only_two_named_together(code):
    text = (
        "Chad and Sudan signed a rice deal. France's minister praised Germany. Iran kept silent."
        " The two countries agreed to hold talks."
    )
    event = next(event for event in code(text) if event.event_type is EventType.AGREE)

    assert codes((*event.actors, *event.recipients)) == ["TCD", "SDN"]


def test_whose_minister_is_of_the_country_before(code):
    text = "The talks were mediated by Chad, whose foreign minister urged Sudan to sign."
    event = only(code(text), EventType.REQUEST)

    assert (codes(event.actors), codes(event.recipients)) == (["TCD"], ["SDN"])


def test_who_travels_on_a_day_will_travel(code):
    text = "Chad's president, Ann Bell, travels to Moscow on Thursday."
    event = only(code(text, published=date(2025, 3, 12)), EventType.AGREE)

    assert (event.mode, event.modality) == ("visit", Modality.FUTURE)
    assert event.date_start == date(2025, 3, 13)


def test_what_was_agreed_in_a_town_was_agreed_there(code):
    event = only(code("Ministers of Chad and Sudan agreed in Goma to let more grain pass."), EventType.AGREE)

    assert event.location.name == "Goma"


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("China sent 5,000 tonnes of maize to Sudan as a gift.", EventType.AID),
        ("China sold 5,000 tonnes of maize to Sudan.", None),
        ("Germany announced 20 million euros for the refugees in Chad.", EventType.AID),
        ("Sudan dropped its complaint against Chad.", EventType.CONCEDE),
        ("Sudan dropped its threat to expel the envoy of Chad.", EventType.CONCEDE),
        ("Sudan ratified the text on Friday.", EventType.SUPPORT),
    ],
)
def test_gifts_and_concessions_are_what_they_are(code, text, event_type):
    found = [event.event_type for event in code(text)]

    assert found == [event_type] if event_type else EventType.AID not in found


def test_who_says_so_settled_nothing(code):
    text = (
        "Chad and Sudan have settled a dispute over gas fees after talks, officials in Moscow said on Sunday."
    )
    event = only(code(text), EventType.AGREE)

    assert codes((*event.actors, *event.recipients)) == ["TCD", "SDN"]


def test_the_largest_protest_is_the_one_told_before(code):
    text = "Thousands marched in Harbin. It was the largest protest in the Chinese city this year."

    assert len([event for event in code(text) if event.event_type is EventType.PROTEST]) == 1


def test_a_ministry_that_tells_its_nationals_to_stay_inside_sets_no_curfew(code):
    assert EventType.COERCE not in [
        event.event_type for event in code("China told its nationals to stay indoors.")
    ]


@pytest.mark.parametrize("name", ["Mr Putin", "Mr. Putin", "Putin"])
def test_a_known_surname_behind_mr_names_the_person(code, name):
    event = only(code(f"{name} praised Sudan."), EventType.SUPPORT)

    assert [actor.name for actor in event.actors] == ["Vladimir Putin"]


def test_a_surname_with_its_particle_names_the_person_told_before(code):
    text = "Chad's minister, Ann van Bell, spoke. Van Bell praised Sudan."
    event = only(code(text), EventType.SUPPORT)

    assert [actor.name for actor in event.actors] == ["Ann van Bell"]


def test_who_is_expected_somewhere_will_come(code):
    event = only(
        code("A delegation from Chad is expected in Moscow on Saturday.", published=date(2025, 10, 30)),
        EventType.AGREE,
    )

    assert (event.modality, event.location.name) == (Modality.FUTURE, "Moscow")
    assert event.date_start == date(2025, 11, 1)


def test_a_call_during_which_thanks_were_given_is_told(code):
    text = "Iran's president, Ann Bell, thanked Chad during a phone call with his Sudanese counterpart."
    event = only(code(text), EventType.CONSULT)

    assert (event.mode, codes(event.actors), codes(event.recipients)) == ("phone", ["IRN"], ["SDN"])


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Germany said it would double its aid to Chad.", EventType.AGREE),
        ("Sudan and Chad have expressed interest in joining the bloc.", EventType.AGREE),
        ("Germany promised Sudan a plot of land.", EventType.AGREE),
        ("Environmental groups denounced the deal.", EventType.ACCUSE),
        ("Ann Bell attacked Germany's proposal.", None),
    ],
)
def test_offers_and_blame_in_few_words(code, text, event_type):
    found = [event.event_type for event in code(text)]

    assert found == ([event_type] if event_type else [])


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Germany handed over six jets to Ukraine.", EventType.AID),
        ("China restored visas for Russians.", EventType.CONCEDE),
        ("Sudan intends to rejoin the court.", EventType.AGREE),
        ("The Chinese and Sudanese negotiators came together in Geneva.", EventType.CONSULT),
        ("The mayor promised to repair the fountain.", None),
        ("The company pledged to cut emissions.", None),
    ],
)
def test_gifts_offers_and_meetings_of_states_and_not_of_towns_and_firms(code, text, event_type):
    found = [event.event_type for event in code(text)]

    assert found == ([event_type] if event_type else [])


def test_an_apposition_reaches_over_where_the_counterpart_is_from(code):
    text = "Chad's minister, Jo Kemp, hosted his counterpart from Moscow, Ann Bell, at the border."
    event = only(code(text), EventType.CONSULT)

    assert [(actor.name, actor.country_iso3) for actor in event.recipients] == [("Ann Bell", "RUS")]


def test_a_colleague_from_abroad_is_a_side(code):
    text = "Sudanese minister Jo Kemp and his German colleague, Ann Bell, agreed to exchange teachers."
    event = only(code(text), EventType.AGREE)

    assert codes((*event.actors, *event.recipients)) == ["SDN", "DEU"]


def test_a_visit_that_something_is_ahead_of_is_planned(code):
    events = code("China freed 20 sailors ahead of Putin's visit to Harbin.")

    assert [event.modality for event in events if event.mode == "visit"] == [Modality.FUTURE]


def test_who_agreed_to_remove_a_wall_and_apologized_did_both(code):
    events = code("Chad agreed to remove a road barrier and apologized to Sudan.")

    assert {event.event_type for event in events} == {EventType.AGREE, EventType.SUPPORT}


def test_a_day_before_an_apposition_receives_nothing(code):
    text = "China has shipped a field hospital to Sudan, it said on Friday, the latest gift from Harbin."
    event = only(code(text), EventType.AID)

    assert codes(event.recipients) == ["SDN"]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Israel offered help, but Sudan turned the offer down.", EventType.REJECT),
        ("Chad and Sudan have prolonged by two years an accord on refugees.", EventType.SUPPORT),
        ("Chad proposed a similar accord.", EventType.AGREE),
        ("Turkey offered its own mediation.", EventType.AGREE),
        ("Fishermen demonstrated outside the Chinese consulate in Goma.", EventType.PROTEST),
    ],
)
def test_refusals_offers_and_prolonged_accords(code, text, event_type):
    assert event_type in [event.event_type for event in code(text)]


def test_an_ambassador_to_a_country_is_named_behind_it(code):
    event = only(code("The Russian ambassador to Turkey, Ann Bell, thanked China."), EventType.SUPPORT)

    assert [(actor.name, actor.country_iso3) for actor in event.actors] == [("Ann Bell", "RUS")]


def test_the_ministers_are_those_of_the_two_countries_named(code):
    text = (
        "Chad's minister, Jo Kemp, received Sudan's minister, Ann Bell, in Moscow."
        " The ministers pledged to finish the road."
    )
    event = only(code(text), EventType.AGREE)

    assert set(codes((*event.actors, *event.recipients))) == {"TCD", "SDN"}


def test_who_gets_aid_from_somebody_receives_it(code):
    event = only(code("Chad got $20 million in aid from France."), EventType.AID)

    assert (codes(event.actors), codes(event.recipients)) == (["FRA"], ["TCD"])


def test_support_of_voters_is_no_aid(code):
    assert all(
        event.event_type is not EventType.AID for event in code("The bill received support from voters.")
    )


def test_the_credit_of_a_picture_acts_in_nothing(code):
    (event,) = code("REUTERS/Jane Doe/File Photo Russian forces arrest a militant in Kharkiv.")

    assert [actor.name for actor in event.actors] == ["Russian forces"]


def test_who_gets_tanks_from_somebody_receives_them(code):
    event = only(code("Ukraine received 20 tanks from France on Monday."), EventType.AID)

    assert (codes(event.actors), codes(event.recipients)) == (["FRA"], ["UKR"])


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("UN planes dropped rice to the besieged in Goma.", EventType.AID),
        ("French planes dropped sacks of flour over Goma.", EventType.AID),
        ("Russian aircraft dropped food parcels over Goma.", EventType.AID),
        ("Russian planes dropped 500 tonnes of bombs on Goma.", EventType.ASSAULT),
        ("Drones dropped grenades on Goma.", EventType.ASSAULT),
    ],
)
def test_what_planes_drop_tells_an_attack_from_aid(code, text, event_type):
    (event,) = code(text)

    assert event.event_type is event_type
    assert event.location.name == "Goma"


@pytest.mark.parametrize(
    "text",
    [
        "France returned the pendant with the face of a king on its back to Chinese officials.",
        "A Gibraltar court ordered the Iranian tanker's release.",
    ],
)
def test_what_is_given_back_to_its_owners_or_freed_by_order_is_released(code, text):
    assert [event.event_type for event in code(text)] == [EventType.RETREAT]


@pytest.mark.parametrize(
    "text",
    [
        "In addition, 96 Sudanese refugees arrived.",
        "Sudanese refugees have arrived in Chad.",
        "Since April more than 357,000 Syrians have arrived in Turkey.",
        "Residents fled to Goma, where 9,800 people are sheltering in two primary schools.",
        "About 5.7 million people are in need of food assistance in Chad.",
        "Most refugees in Chad rely on food aid.",
    ],
)
def test_who_arrives_shelters_or_needs_help_gives_none(code, text):
    assert EventType.AID not in {event.event_type for event in code(text)}


def test_rescuers_who_arrive_help(code):
    (event,) = code("Turkish rescuers have arrived in Syria.")

    assert event.event_type is EventType.AID


def test_aid_agencies_that_deliver_doses_trade_with_nobody(code):
    (event,) = code("UNICEF delivered 500,000 doses of vaccine to Chad on Sunday.")

    assert event.event_type is EventType.AID
    assert [actor.name for actor in event.recipients] == ["Chad"]


def test_whose_francs_are_promised_is_no_recipient(code):
    (event,) = code("The president of Chad promised 2 billion CFA francs for the victims.")

    assert [actor.name for actor in event.recipients] == ["victims"]
