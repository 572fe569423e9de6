"""Ordinary newspapers: what sounds like war or flight there and is none."""

import pytest

from geomap.constants import Category, EventType


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
