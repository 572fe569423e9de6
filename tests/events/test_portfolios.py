"""Titles with a portfolio, and names of states in full."""

from __future__ import annotations

import pytest


def actor(code, text):
    (event,) = code(text)
    (one,) = event.actors
    return one.name, one.country_iso3, one.sector


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Minister of Foreign Affairs Jean Balou of Chad visited Moscow.", "GOV"),
        ("Minister for European and Foreign Affairs Jean Balou of Chad visited Moscow.", "GOV"),
        ("The Minister of Trade and Industry of Chad, Jean Balou, visited Moscow.", "GOV"),
        ("The Minister of Defence of the Republic of Chad, Jean Balou, visited Moscow.", "MIL"),
        ("Chad's Minister of State for Foreign Affairs, Jean Balou, visited Moscow.", "GOV"),
        ("Deputy Prime Minister and Foreign Minister Jean Balou of Chad visited Moscow.", "GOV"),
        ("The President of the Islamic Republic of Chad, Jean Balou, visited Moscow.", "GOV"),
    ],
)
def test_a_minister_is_known_whatever_the_portfolio(code, text, sector):
    assert actor(code, text) == ("Jean Balou", "TCD", sector)


def test_a_minister_is_the_same_by_surname(code):
    events = code("Minister of Trade Jean Balou of Chad visited Moscow. Minister Balou thanked Russia.")

    assert [one.country_iso3 for event in events for one in event.actors] == ["TCD", "TCD"]


def test_two_persons_with_an_article_each_are_two(code):
    (event,) = code("The president and the foreign minister Jean Balou of Chad visited Moscow.")

    assert len(event.actors) == 2


@pytest.mark.parametrize("text", ["The leader of Iran visited Moscow.", "The Iranian leader visited Moscow."])
def test_the_leader_of_a_country_governs_it(code, text):
    assert actor(code, text)[1:] == ("IRN", "GOV")


def test_a_leader_in_a_country_need_not_govern_it(code):
    (event,) = code("Union leaders in Chad condemned Russia.")

    assert [one.sector for one in event.actors] != ["GOV"]
