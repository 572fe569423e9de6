"""Ordinary newspapers: what sounds like war or flight there and is none."""

from datetime import date

import pytest

from geomap.constants import Category, EventType, Modality


@pytest.mark.parametrize(
    "text",
    [
        "The opposition leader attacked the president over her plan to close the bridge.",
        "German lawmakers attacked the chancellor on pensions.",
        "The French prime minister attacked the opposition in parliament on Tuesday.",
        "The archbishop attacked the government in his sermon.",
        "The opposition launched a fresh attack on the government over the budget.",
        "The president's attacks on the judges alarmed German lawmakers.",
    ],
)
def test_politicians_attack_each_other_in_words(code, text):
    assert {event.event_type for event in code(text)} == {EventType.ACCUSE}


@pytest.mark.parametrize(
    "text",
    [
        "A Sudanese lawmaker attacked the mayor with a machete.",
        "Supporters of the ruling party attacked an opposition candidate in Goma.",
        "Houthi rebels attacked the government.",
        "Christians attacked Muslims in Kano.",
        "The mayor was attacked in Geneva on Tuesday.",
        "Iran attacked Israel.",
    ],
)
def test_who_comes_to_blows_attacks(code, text):
    assert EventType.ASSAULT in {event.event_type for event in code(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The song attacks politicians who steal.",
        "An editorial in the paper attacked the minister.",
        "The government must attack the problem of poverty at its root.",
        "The German minister was hit by a heart attack on Monday in Riga.",
        "The ruling party, which was hit by a scandal over gifts, has struck a softer tone.",
    ],
)
def test_songs_illnesses_and_scandals_attack_nobody(code, text):
    assert EventType.ASSAULT not in {event.event_type for event in code(text)}


def test_a_series_of_strikes_by_workers_is_a_protest(code):
    (event,) = code("France was hit by a series of strikes by nurses.")

    assert (event.event_type, event.mode) == (EventType.PROTEST, "strike")


def test_who_stands_behind_others_backs_them_and_who_behind_a_deed_is_blamed(code):
    backing, blame = (
        code("The Nigerian parliament said it stood behind the teachers."),
        code("Nigerian police said a gang stood behind the killings."),
    )

    assert EventType.ACCUSE not in {event.event_type for event in backing}
    assert EventType.ACCUSE in {event.event_type for event in blame}


def test_the_use_of_force_is_no_army(code):
    (event,) = code("The European Union condemned the use of force by police in Caracas.")

    assert [actor.sector for actor in event.recipients] == ["COP"]


@pytest.mark.parametrize(
    "text",
    [
        "Security forces dispersed hundreds of people who had gathered in Dakar.",
        "Police fired tear gas to disperse thousands of people outside parliament in Tbilisi.",
    ],
)
def test_who_is_dispersed_by_police_has_not_fled(parse, text):
    assert parse(text).figures == ()


def test_who_is_dispersed_by_fighting_has(parse):
    (figure,) = parse("Fighting dispersed 3,000 people of Goma.").figures

    assert figure.category is Category.INTERNAL_DISPLACEMENTS


def test_tear_gas_is_no_natural_resource(code):
    tear, fuel = (
        code("Police fired tear gas at students in Nairobi."),
        code("Russia cut gas supplies to Moldova."),
    )

    assert [event.contexts for event in tear] == [("repression",)]
    assert "natural_resource" in fuel[0].contexts


def test_what_a_firm_pays_for_another_is_no_money_of_states(parse):
    text = "The Swiss group bought its Dutch rival for 2.3 billion euros and ended a takeover battle."

    assert parse(text).figures == ()


_REVIEW = (
    "The new film by the French director opens with a long bombardment."
    " German troops attack a bridge at dawn, and half of the cast dies before the second scene."
    " A British general visits the front and promises leave."
    " The film opens in Geneva on Friday."
)


def test_what_happens_in_a_film_has_not_happened(code):
    assert code(_REVIEW) == ()


def test_what_befalls_those_who_make_films_has(code):
    events = code(f"{_REVIEW} Iran jailed the director in 2024 for an earlier film.")

    assert [event.event_type for event in events] == [EventType.COERCE]


def test_whom_a_pronoun_means_may_stand_far_behind_in_the_sentence_before(code):
    text = "On Monday morning, after a long drive through rain and fog, came Ukraine. Russia thanked them."

    assert EventType.SUPPORT in {event.event_type for event in code(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Suppose Russia did invade Sudan.",
        "Imagine that Russia attacked Ukraine tomorrow.",
        "Let us assume that Iran attacked Israel.",
    ],
)
def test_what_readers_are_asked_to_suppose_is_not_told(code, text):
    assert {event.modality for event in code(text)} == {Modality.HYPOTHETICAL}


def test_what_somebody_tried_has_the_day_of_the_attempt(parse):
    text = "People tried to march on parliament on Tuesday in Goma."
    (event,) = parse(text, published=date(2026, 9, 5)).events

    assert event.date_end == date(2026, 9, 1)


@pytest.mark.parametrize(
    "text",
    [
        "OPEC+ held fire on output on Thursday.",
        "Russia cut its October price for Asia.",
        "Russia will launch a probe to the asteroid next week.",
        "A meteor exploded over Kharkiv and injured 1,500 people.",
        "The tremor was felt in Geneva, and a crater tells of the blast.",
    ],
)
def test_prices_probes_and_meteors_are_no_deeds(code, text):
    assert code(text) == ()


def test_who_is_under_attack_suffers_it(code):
    (war,) = code("Kharkiv is under attack from Russian drones.")
    (words,) = code("The president is under attack from critics over the deal.")

    assert (war.event_type, [one.country_iso3 for one in war.actors]) == (EventType.ASSAULT, ["RUS"])
    assert (words.event_type, [one.sector for one in words.recipients]) == (EventType.ACCUSE, ["GOV"])


def test_workers_who_end_a_strike_of_days_cease_no_fire(code):
    (event,) = code("Bus drivers in Geneva ended a two-day strike on Tuesday.")

    assert event.event_type is EventType.CONCEDE


def test_who_demands_and_accuses_does_both(code):
    text = "The opposition party demanded an inquiry and accused the government of letting old ships sail."

    assert [event.event_type for event in code(text)] == [EventType.REQUEST, EventType.ACCUSE]


@pytest.mark.parametrize(
    "text",
    [
        "The Sharks, who had lost six of their last seven, jumped to a lead as the defence collapsed.",
        "I beat four chess players in Geneva.",
    ],
)
def test_who_loses_games_is_not_dead(parse, text):
    assert parse(text).figures == ()


_GAME = (
    "The Geneva Sharks bombed the Goma Rockets from long range and survived a late rally to win 98-94."
    " The guard torched his old team for 41 points, said the coach."
    " The league suspended the import for two games."
    " A crowd of 16,200 booed the referees as the defence crumbled."
)


def test_a_game_told_in_words_that_sport_shares_is_sport(code):
    assert code(_GAME) == ()
