"""What a text is about as a whole, and whom its offices mean."""

import pytest

from geomap.constants import EventType, Modality
from geomap.text.dates import find_dates

_MATCH = (
    "The striker scored twice as the home team beat its rivals 3-1 in the league on Saturday."
    " Sudan attacked early and their goalkeeper was beaten from the penalty spot."
    " The coach said that Ukraine had been crushed by the champions in the tournament."
    " Fans praised the captain after the final match of the season."
)


def test_a_text_of_sport_tells_of_no_attack(code):
    assert code(_MATCH) == ()


def test_what_an_army_does_is_told_even_in_a_text_of_sport(code):
    events = code(f"{_MATCH} Russian troops shelled the stadium in Kharkiv during the match.")

    assert [event.event_type for event in events] == [EventType.ASSAULT]


def test_a_goal_and_a_race_make_no_text_of_sport(code):
    text = "Russia attacked Kharkiv. Its goal is to win the race to the border. Ukraine attacked Moscow."

    assert {event.event_type for event in code(text)} == {EventType.ASSAULT}


def test_years_before_the_latest_year_named_are_history_where_no_date_is_known(code):
    text = "Turkey invaded Syria in 2008. Israel attacked Iran in June 2025."

    assert [event.modality for event in code(text)] == [Modality.HISTORICAL, Modality.ACTUAL]


def test_a_year_to_come_makes_nothing_history(code):
    text = "Israel attacked Iran in June 2025. Germany pledged aid to Syria by 2045."

    assert code(text)[0].modality is Modality.ACTUAL


def test_the_president_is_the_only_one_named(code):
    text = (
        "Russian President Vladimir Putin met French Prime Minister Gabriel Attal in Beijing."
        " The president condemned Ukraine."
    )
    condemned = next(event for event in code(text) if event.event_type is EventType.ACCUSE)

    assert [(actor.name, actor.country_iso3) for actor in condemned.actors] == [("Vladimir Putin", "RUS")]


def test_the_president_is_nobody_known_where_two_are_named(code):
    text = "Presidents Vladimir Putin and Xi Jinping met in Beijing. The president condemned Ukraine."
    condemned = next(event for event in code(text) if event.event_type is EventType.ACCUSE)

    assert all(actor.country_iso3 is None for actor in condemned.actors)


def test_the_leaders_are_those_of_two_countries(code):
    text = (
        "French President Emmanuel Macron hosted Chinese President Xi Jinping in Paris."
        " The leaders agreed to resume talks."
    )
    agreed = next(event for event in code(text) if event.event_type is EventType.AGREE)

    assert {actor.country_iso3 for actor in (*agreed.actors, *agreed.recipients)} == {"FRA", "CHN"}


def test_soldiers_killed_suffer_it(code):
    (event,) = code("Eight Russian soldiers killed in Kharkiv")

    assert event.actors == ()
    assert [actor.country_iso3 for actor in event.recipients] == ["RUS"]


def test_the_dead_of_the_next_sentence_are_those_of_the_attack(code):
    (event,) = code("Gunmen attacked a convoy in Kharkiv. At least 12 people were killed.")

    assert len(event.merged) == 1
    assert len(event.figures) == 1


def test_another_attack_is_one_of_its_own(code):
    events = code("Gunmen attacked a convoy in Kharkiv. In another attack 12 people were killed.")

    assert len(events) == 2


@pytest.mark.parametrize(
    ("words", "years"),
    [("the 1990s", (1990, 1999)), ("the early 1990s", (1990, 1993)), ("the late 2010s", (2017, 2019))],
)
def test_a_decade_covers_its_years(words, years):
    (span,) = find_dates(f"They fought in {words}.")

    assert (span.first.year, span.last.year) == years


def test_what_is_dated_before_2000_is_history_in_a_text_without_a_date(code):
    assert code("Soldiers fought at the Battle of Goma in 1916.")[0].modality is Modality.HISTORICAL


def test_an_obituary_tells_of_a_life_that_is_over(code):
    text = "Ernest Doe, who has died in Goma aged 97, was a painter. Soldiers beat him in Kharkiv."

    assert [event.modality for event in code(text)] == [Modality.HISTORICAL]


def test_who_praises_the_dead_does_so_now(code):
    text = "Ernest Doe, who has died in Goma aged 97, was a painter. France praised Chad."

    assert [event.modality for event in code(text)] == [Modality.ACTUAL]


def test_a_storm_attacks_nobody(code):
    assert code("The storm attacked Kharkiv with winds of 150 km/h.") == ()


def test_insects_are_no_money(code):
    text = "The team from Goma and Geneva released 2 million insects in Kharkiv."

    assert all(event.event_type is not EventType.AID for event in code(text))


def test_a_strike_of_workers_threatens_no_violence(code):
    assert all(event.mode != "violence" for event in code("Workers threatened to strike in Kharkiv."))


def test_the_hurt_of_a_cyclone_were_attacked_by_nobody(code):
    text = (
        "The cyclone reached Goma on Monday. Roads were cut. Three people died and 14 were injured in Goma."
    )

    assert [event.event_type for event in code(text) if event.event_type is EventType.ASSAULT] == []


def test_who_was_hurt_where_soldiers_are_told_of_may_have_been_attacked(code):
    text = "The floods in Goma went down. Soldiers fought rebels nearby. Later 14 people were killed in Goma."

    assert EventType.ASSAULT in {event.event_type for event in code(text)}
