"""Wordings of diplomacy and trade that tell of another deed than their words alone."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.mark.parametrize(
    ("text", "event_type", "mode"),
    [
        ("China and Chad seal border deal", "SUPPORT", None),
        ("Chad sealed the border with Sudan.", "COERCE", "restrict"),
        ("Chad ceded a village to Sudan.", "CONCEDE", None),
        ("Chad hands over pastures to Sudan.", "CONCEDE", None),
        ("France ordered two Russian embassy staff out.", "SANCTION", "expel"),
        ("China and Chad signed a grant agreement.", "SUPPORT", "agreement"),
    ],
)
def test_the_object_tells_which_deed_is_meant(code, text, event_type, mode):
    assert [(event.event_type, event.mode) for event in code(text)] == [(event_type, mode)]


@pytest.mark.parametrize(
    "text", ["Chad decided not to expel the Russian envoy.", "Chad chose not to expel the Russian envoy."]
)
def test_a_deed_that_was_decided_against_is_that_deed_negated(code, text):
    (event,) = code(text)

    assert (event.event_type, event.mode, event.modality) == ("SANCTION", "expel", "negated")


def test_help_that_was_decided_against_is_refused(code):
    (event,) = code("Chad chose not to send aid to Sudan.")

    assert event.event_type == "REJECT"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Russia's envoy in Beirut was summoned over the remarks.", "Beirut"),
        ("The Russian ambassador to Chad was expelled.", "Chad"),
    ],
)
def test_who_summons_or_expels_an_envoy_is_where_he_is_posted(code, text, name):
    (event,) = code(text)

    assert [one.name for one in event.actors] == [name]
    assert [one.country_iso3 for one in event.recipients] == ["RUS"]


def test_tariffs_are_aimed_at_those_whose_goods_they_are_on(code):
    (event,) = code("China slapped a 50% tariff on goods from Chad.")

    assert [one.name for one in event.recipients] == ["Chad"]


def test_whose_goods_are_taxed_is_no_place(code):
    (event,) = code("France postponed duties on Russian and Chad goods.")

    assert event.location is None


def test_those_between_whom_a_pact_is_are_praised_for_it(code):
    (event,) = code("France welcomed the signing of the agreement between Chad and Sudan in Geneva.")

    assert [one.name for one in event.recipients] == ["Chad", "Sudan"]


def test_what_is_shared_is_no_side(code):
    (event,) = code("Chad pledged to share intelligence.")

    assert event.recipients == ()


@pytest.mark.parametrize(
    "text",
    [
        "The ambassador returned to Beirut after a six-week absence.",
        "France ordered two Russian embassy staff out.",
    ],
)
def test_neither_the_length_of_a_stay_nor_envoys_sent_away_are_figures(count, text):
    assert count(text) == ()


def test_what_is_no_longer_done_is_refused(code):
    (event,) = code("Chad will no longer cooperate with Sudan.")

    assert event.event_type == "REJECT"


def test_visas_that_are_suspended_are_no_concession(code):
    (suspended,) = code("Chad suspended visas for Russian citizens.")
    (scrapped,) = code("Chad scrapped visas for Russian citizens.")

    assert (suspended.event_type, scrapped.event_type) == ("COERCE", "CONCEDE")


def test_those_who_are_to_be_freed_are_not_asked(code):
    (event,) = code("France demanded the immediate release of the Russian sailors.")

    assert event.recipients == ()


def test_what_an_envoy_says_is_meant_for_those_where_he_is_posted(code):
    (event,) = code("Russia's ambassador in Beirut handed over a note of protest.")

    assert [one.country_iso3 for one in event.recipients] == ["LBN"]


def test_what_something_on_the_way_costs_is_no_amount_of_a_visit(parse):
    parsed = parse("The president of Chad will visit Geneva to open a bridge built for $310 million.")

    assert all(not event.figures for event in parsed.events)


def test_a_name_of_a_country_has_it(code):
    (event,) = code("Hugh Todd of Chad and Jean Balou of Sudan signed a treaty.")

    assert [one.country_iso3 for one in (*event.actors, *event.recipients)] == ["TCD", "SDN"]


def test_since_when_something_is_in_place_is_not_when_it_ended(code):
    (event,) = code("Chad lifted an import ban on Russian wheat, in place since 2021.")

    assert event.date_start is None


@pytest.mark.parametrize(
    ("text", "event_type", "mode", "codes"),
    [
        ("Chad withdrew its ambassador to Sudan.", "SANCTION", "withdraw", ["SDN"]),
        ("Chad called its ambassador home from Moscow.", "SANCTION", "withdraw", ["RUS"]),
        ("Chad ordered its diplomats home from Sudan.", "SANCTION", "withdraw", ["SDN"]),
        ("Chad sent two Russian diplomats packing.", "SANCTION", "expel", ["RUS"]),
        ("Chad called in the Russian ambassador.", "ACCUSE", "disapprove", ["RUS"]),
        ("Chad handed a protest note to the Russian ambassador.", "ACCUSE", "disapprove", ["RUS"]),
        ("Chad lodged solemn representations with Russia.", "ACCUSE", "disapprove", ["RUS"]),
        ("Chad suspects Russia of cutting two cables.", "ACCUSE", "allege", ["RUS"]),
    ],
)
def test_envoys_are_called_home_called_in_or_sent_away(code, text, event_type, mode, codes):
    (event,) = code(text)

    assert (event.event_type, event.mode) == (event_type, mode)
    assert [one.country_iso3 for one in event.recipients] == codes


def test_each_deed_that_somebody_is_charged_with_is_only_alleged(code):
    (event,) = code("The leader was indicted for recruiting children and attacking schools.")

    assert event.event_type == "SANCTION"


def test_talks_without_result_were_held(code):
    (event,) = code("Talks between Chad and Sudan in Geneva made no progress.")

    assert (event.event_type, event.modality) == ("CONSULT", "actual")


def test_what_is_lifted_comes_before_that_it_had_been_imposed(code):
    (event,) = code("France lifted the sanctions it had imposed on Chad.")

    assert event.event_type == "CONCEDE"
    assert [one.name for one in event.recipients] == ["Chad"]


def test_a_deal_that_is_condemned_was_signed(code):
    events = code("Chad condemned the deal that France signed with Russia.")

    assert [event.event_type for event in events] == ["ACCUSE", "SUPPORT"]


def test_a_border_with_somebody_is_not_closed_in_his_country(code):
    (event,) = code("Chad closed two border crossings with Sudan.")

    assert [one.name for one in event.recipients] == ["Sudan"]
    assert event.location is None


def test_what_is_to_be_signed_lies_ahead(code):
    (event,) = code("Putin is to sign a trade pact with Iran on Tuesday.", published=date(2024, 5, 17))

    assert (event.modality, event.date_start) == ("future", date(2024, 5, 21))


def test_who_is_handed_a_note_is_blamed_by_his_hosts(code):
    (event,) = code("The ambassador of Chad in Moscow was handed a note of protest.")

    assert [one.country_iso3 for one in event.actors] == ["RUS"]
    assert [one.country_iso3 for one in event.recipients] == ["TCD"]


def test_on_whom_sanctions_lie_is_refused_their_end(code):
    (event,) = code("France said it would not lift sanctions on Russia.")

    assert [one.name for one in event.recipients] == ["Russia"]


def test_who_walks_out_of_a_session_does_not_meet(code):
    (event,) = code("Chad and Sudan walked out of the session.")

    assert event.event_type == "SANCTION"


def test_a_state_boycotts_nobody_of_its_own(code):
    (event,) = code("Chad boycotted the summit after its president, Jean Balou, was denied a seat.")

    assert event.recipients == ()


def test_nothing_was_done_on_a_day_to_come(code):
    text = "France proposed sanctions against Russia, including a ban on gas from January 2027."
    events = code(text, published=date(2024, 5, 17))

    assert events
    assert all(event.date_start is None for event in events)


def test_what_two_are_expected_to_sign_lies_ahead(code):
    (event,) = code("Chad and Sudan are expected to sign a pact on Tuesday.", published=date(2024, 5, 17))

    assert (event.modality, event.date_start) == ("future", date(2024, 5, 21))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chad extradited a Russian banker to France.", "France"),
        ("Chad ordered the closure of its embassy in Moscow.", "Moscow"),
    ],
)
def test_to_whom_somebody_is_given_and_where_an_embassy_stood(code, text, name):
    (event,) = code(text)

    assert [one.name for one in event.recipients] == [name]


def test_people_are_not_deported_where_they_are_sent(code):
    (event,) = code("Chad deported 40 people to Sudan.")

    assert event.location is None


def test_a_phrase_ends_before_the_next_verb(code):
    events = code("Chad demanded an inquiry and accused France of lying.")

    assert [event.event_type for event in events] == ["REQUEST", "ACCUSE"]


def test_a_day_without_its_year_is_not_that_of_the_promise(code):
    events = code("Chad and Sudan agreed to meet in Geneva on March 20.", published=date(2024, 3, 8))
    days = {event.modality: event.date_start for event in events}

    assert days == {"actual": None, "future": date(2024, 3, 20)}


def test_what_stands_in_which_is_no_place(code):
    (event,) = [e for e in code("A court dropped a case in which Chad accused Russia of fraud.") if e.actors][
        :1
    ]

    assert event.location is None


def test_each_others_envoys_are_those_of_the_two(code):
    (event,) = code("Chad and Sudan expelled each other's ambassadors.")

    assert [one.name for one in event.actors] == ["Chad"]
    assert [one.name for one in event.recipients] == ["Sudan"]
