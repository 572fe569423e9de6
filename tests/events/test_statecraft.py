"""What states do to each other, as wires tell it: refusals, guests, answers, and sentences of two halves."""

from __future__ import annotations

from datetime import date

import pytest


def sides(event):
    """The actors and recipients of an event by name."""
    return [one.name for one in event.actors], [one.name for one in event.recipients]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        (
            "Iran broke off ties with Israel, and Chad and Sudan recalled their ambassadors.",
            ["Chad", "Sudan"],
        ),
        ("France seized a tanker near Syria, and Iran in turn recalled its ambassador.", ["Iran"]),
    ],
)
def test_who_opens_the_second_half_of_a_sentence_acts_there(code, text, actors):
    first, second = code(text)

    assert [one.name for one in second.actors] == actors
    assert not {*actors} & {one.name for one in first.recipients}


@pytest.mark.parametrize(
    "text",
    [
        "Iran's president held talks with visiting Chadian Foreign Minister Abdou Sano.",
        "Iran's president met visiting Chadian Foreign Minister Abdou Sano.",
        "Iran's president told visiting Chadian Foreign Minister Abdou Sano that ties were strong.",
    ],
)
def test_a_visiting_minister_is_met_and_visited_by_nobody(code, text):
    (event,) = code(text)

    assert event.event_type == "CONSULT"
    assert [one.country_iso3 for one in event.actors] == ["IRN"]
    assert [one.name for one in event.recipients] == ["Abdou Sano"]


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Israel bombed a building in Mosul. France condemned the attack.", ["Israel"]),
        ("France recognised Palestine. Sudan welcomed the decision.", ["France"]),
        ("Russia vetoed a resolution on Sudan. France's envoy called the veto a disgrace.", ["Russia"]),
        ("Chad's government arrested the opposition leader, a move France condemned.", ["Chad's government"]),
        ("Turkish jets bombed Mosul. The raid was condemned by France.", ["Turkish jets"]),
    ],
)
def test_others_answer_what_has_just_been_done(code, text, whom):
    *_, answer = code(text)

    assert [one.name for one in answer.recipients] == whom


@pytest.mark.parametrize(
    "text",
    [
        "France recalled its envoy. France defended the decision.",
        "Israel bombed a building in Mosul. It rained for two days. France condemned the decision.",
    ],
)
def test_nobody_answers_himself_or_what_was_told_long_before(code, text):
    *_, answer = code(text)

    assert answer.recipients == ()


def test_a_truce_that_is_accepted_was_proposed_by_another(code):
    accepted, proposed = code("The army of Sudan accepted a truce proposed by France.")

    assert (accepted.event_type, accepted.mode) == ("RETREAT", "ceasefire")
    assert sides(proposed) == (["France"], [])


def test_what_is_offered_is_promised(code):
    *_, offered = code("The rebels rejected a truce offered by Chad's government.")

    assert offered.event_type == "AGREE"


@pytest.mark.parametrize(
    ("text", "event_type", "mode"),
    [
        ("Chad paused aid to Sudan.", "SANCTION", "discontinue"),
        ("France's president called off his trip to Chad.", "REJECT", "meet"),
        ("Turkey is unwilling to send troops to Syria.", "REJECT", None),
        ("Iran is against the deployment of French troops.", "REJECT", None),
        ("Chad's president said he did not recognise Sudan's government.", "REJECT", None),
        ("Chad's lawmakers overrode the president's veto.", "REJECT", None),
        ("French lawmakers toppled Prime Minister Luc Sarre in a confidence vote.", "REJECT", "change"),
        ("Some 300 Syrians arrived in Germany seeking refuge.", "REQUEST", "assist"),
        ("Chad's opposition said the charges were politically motivated.", "REJECT", None),
        ("Germany is adding a plane to the fleet that fights Ebola.", "AID", None),
    ],
)
def test_usual_wordings_tell_their_type(code, text, event_type, mode):
    event = next(one for one in code(text) if one.event_type == event_type)

    assert mode is None or event.mode == mode
    assert event.modality == "actual"


def test_a_court_that_rules_somebody_may_be_extradited_cooperates(code):
    (event,) = code("A court in Chad ruled that Omar Saleh could be extradited to France.")

    assert event.event_type == "COOPERATE"
    assert [one.country_iso3 for one in (*event.actors, *event.recipients)] == ["TCD", "FRA"]


def test_who_stops_short_of_a_deed_does_not_do_it(code):
    (event,) = code("China stopped short of condemning the invasion.")

    assert (event.event_type, event.modality) == ("ACCUSE", "negated")


def test_two_leaders_are_those_of_the_two_countries_at_talks_elsewhere(code):
    *_, agreed = code(
        "Talks between Chad and Sudan ended in Geneva, but the two leaders agreed to meet again."
    )

    assert [one.country_iso3 for one in (*agreed.actors, *agreed.recipients)] == ["TCD", "SDN"]


def test_leaders_of_a_coup_are_no_coup(code):
    (event,) = code("France lifted sanctions on Chad but kept those on the coup leaders.")

    assert event.event_type == "CONCEDE"


def test_what_a_treaty_is_about_is_not_where_it_was_signed(code):
    (event,) = code("France and Chad concluded a treaty on Palestine in Geneva.")

    assert event.location is not None
    assert event.location.name == "Geneva"


def test_who_comes_home_visits_nobody(code):
    events = code("The Russian prime minister cut short his visit to Turkey and returned to Moscow.")

    assert [one.name for event in events for one in event.recipients] == ["Turkey"]


@pytest.mark.parametrize(
    "text",
    [
        "Chad's foreign minister said he would visit Sudan.",
        "The president of Chad said she would visit Sudan.",
        "Chad's defence minister condemned the raid. He will visit Sudan.",
    ],
)
def test_he_or_she_may_be_somebody_told_by_the_office(code, text):
    *_, visit = code(text)

    assert (visit.event_type, visit.mode) == ("AGREE", "visit")
    assert [one.country_iso3 for one in (*visit.actors, *visit.recipients)] == ["TCD", "SDN"]


def test_he_is_called_by_his_name_where_the_office_has_one(code):
    *_, denied = code("Prosecutors in Chad charged the former president, Omar Saleh. He denied the charge.")

    assert [one.name for one in denied.actors] == ["Omar Saleh"]


def test_they_who_say_what_they_will_do_are_the_speakers(code):
    events = code("The Sudanese rebels, who hold 24 sailors, said they would release them.")

    assert [one.name for one in events[-1].actors] == ["Sudanese rebels"]
    assert [one.name for one in events[-1].recipients] == ["sailors"]


def test_both_who_are_praised_are_others(code):
    *_, praise = code("Chad and Sudan signed a truce. Turkey opened an embassy in Chad. Turkey praised both.")

    assert "TUR" not in {one.country_iso3 for one in praise.recipients}


def test_who_became_the_ninth_to_do_so_has_done_it(code):
    (event,) = code("Chad became the ninth country to close its border with Sudan.")

    assert (event.event_type, event.modality) == ("COERCE", "actual")


def test_no_country_faces_itself(code):
    (event,) = code("Russia's president denied that Moscow was seeking a base.")

    assert (event.event_type, event.recipients) == ("REJECT", ())


def test_talks_that_were_voted_for_have_not_been_held(code):
    *_, event = code("Iran's parliament voted to resume talks with Turkey.")

    assert (event.event_type, event.mode) == ("AGREE", "meet")


def test_countries_protest_in_notes(code):
    *_, event = code("Turkey deported 300 people to Chad and Sudan. Both countries protested.")

    assert (event.event_type, event.mode) == ("ACCUSE", "disapprove")


def test_two_who_meet_a_third_are_on_one_side(code):
    (event,) = code("The presidents of Chad and Sudan met French President Luc Sarre.")

    assert [one.country_iso3 for one in event.actors] == ["TCD", "SDN"]
    assert [one.name for one in event.recipients] == ["Luc Sarre"]


def test_who_is_said_to_plan_an_attack_is_accused(code):
    (event,) = code("Chad's president said Sudan was planning an attack.")

    assert event.event_type == "ACCUSE"
    assert [one.country_iso3 for one in (*event.actors, *event.recipients)] == ["TCD", "SDN"]


@pytest.mark.parametrize(
    ("text", "event_type", "mode", "actors", "recipients"),
    [
        ("The suspension of French aid to Chad took effect.", "SANCTION", "discontinue", ["FRA"], ["TCD"]),
        ("France's recall of its ambassador to Chad came late.", "SANCTION", "withdraw", ["FRA"], ["TCD"]),
        (
            "France's parliament voted in favour of closing the Iranian embassy.",
            "SANCTION",
            "withdraw",
            ["FRA"],
            ["IRN"],
        ),
        ("Chad received a loan of $40 million from China.", "AID", None, ["CHN"], ["TCD"]),
        ("UN council extends Sudan arms embargo by a year", "SANCTION", None, ["UNO"], ["SDN"]),
        (
            "Prosecutors in France seek the arrest of two Syrian officials.",
            "ACCUSE",
            "allege",
            ["FRA"],
            ["SYR"],
        ),
    ],
)
def test_measures_told_in_other_words(code, text, event_type, mode, actors, recipients):
    (event,) = code(text)

    assert (event.event_type, event.mode) == (event_type, mode)
    assert [one.country_iso3 for one in event.actors] == actors
    assert [one.country_iso3 for one in event.recipients] == recipients


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Chad's opposition sued. The Supreme Court dismissed the petition.", "TCD"),
        ("Chad's police fired on a crowd. The interior minister denied it.", "TCD"),
        ("Chad's president met the French ambassador. The foreign minister condemned the raid.", None),
    ],
)
def test_an_office_alone_is_of_the_only_country_told_of(code, text, country):
    *_, event = code(text)

    assert [one.country_iso3 for one in event.actors] == [country]


def test_a_promise_has_not_the_day_by_which_it_is_to_be_kept(code):
    (event,) = code("Chad's generals have promised elections by December.", published=date(2026, 10, 15))

    assert (event.event_type, event.date_start) == ("AGREE", None)


def test_who_is_led_to_a_deed_has_done_it(code):
    *_, release = code("Pressure by France led Chad to release two prisoners.")

    assert (release.event_type, release.modality) == ("RETREAT", "actual")


def test_who_denounces_a_killing_has_not_killed(code):
    killing, denounced = code("The killing of two Russians in Mosul was denounced by Iran.")

    assert (killing.event_type, killing.actors) == ("ASSAULT", ())
    assert [one.country_iso3 for one in denounced.actors] == ["IRN"]


def test_a_year_for_which_something_is_agreed_is_not_when(code):
    (event,) = code("Russia and Turkey agreed on quotas for 2026.", published=date(2025, 10, 15))

    assert (event.event_type, event.date_start) == ("AGREE", None)


def test_the_day_of_an_attack_is_not_that_of_its_condemnation(code):
    condemned, *_ = code("France condemned the attack carried out in July.", published=date(2025, 10, 15))

    assert (condemned.event_type, condemned.date_start) == ("ACCUSE", None)


def test_what_answers_a_tariff_is_the_measure(code):
    (event,) = code("China retaliated by banning imports of wheat from France.")

    assert event.event_type == "SANCTION"
