"""To whom an answer goes where its words only name what is answered."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Chad accused Sudan of arming rebels. Sudan denied the accusation.",
        "Chad criticized Sudan. Sudan's foreign minister dismissed the criticism.",
        "Chad demanded that Sudan release two pilots. Sudan rejected the demand.",
        "Chad offered to mediate between Sudan and France. Sudan rejected the offer.",
        "Chad invited Sudan's president to talks. Sudan accepted the invitation.",
        "Chad offered to mediate. Sudan turned down the offer.",
        "Chad expelled Sudan's envoy. Sudan called the move unjustified.",
        "Chad will impose duties on steel from Sudan. Sudan condemned the duties as illegal.",
    ],
)
def test_an_answer_goes_to_who_said_what_it_answers(code, text):
    (_, answer) = code(text)

    assert [one.country_iso3 for one in answer.actors] == ["SDN"]
    assert [one.name for one in answer.recipients] == ["Chad"]


def test_who_was_not_spoken_to_answers_nobody(code):
    (*_, answer) = code("Chad accused Sudan of arming rebels. France rejected the accusation.")

    assert answer.recipients == ()


def test_the_words_of_an_answer_are_its_evidence(parse):
    parsed = parse("Chad accused Sudan of arming rebels. Sudan denied the accusation.")
    (whom,) = parsed.events[1].recipients

    assert parsed.document.text[whom.start : whom.end] == "the accusation"


def test_a_measure_is_that_whose_name_the_answer_repeats(code):
    events = code(
        "France imposed sanctions on Iran. Chad expelled Iran's envoy. Iran condemned the sanctions."
    )

    assert [one.name for one in events[-1].recipients] == ["France"]


def test_a_deal_that_is_hailed_is_that_of_those_who_made_it(code):
    events = code("Chad and Sudan signed a trade deal. France hailed the deal.")

    assert [one.name for one in events[-1].recipients] == ["Chad", "Sudan"]
