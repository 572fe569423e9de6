"""What town halls, schools, firms and the arts tell among themselves gives no events of diplomacy."""

from __future__ import annotations

import pytest

from geomap.constants import EventType

_COUNCIL = (
    "Harbin town council voted to build a library. Mayor Ann Bell thanked residents for their patience."
    " The Friends of the Park asked the council to publish the costs."
)
_FESTIVAL = (
    "The museum opened an exhibition of paintings. Its curator, Ann Bell, praised the choir."
    " A gallery in Goma agreed to lend two paintings."
)


@pytest.mark.parametrize("text", [_COUNCIL, _FESTIVAL])
def test_thanks_and_wishes_of_a_town_are_no_diplomacy(code, text):
    assert code(text) == ()


def test_a_state_in_a_text_of_a_town_still_is(code):
    events = code(_COUNCIL + " Chad's foreign minister, Jo Kemp, visited Harbin.")

    assert [(event.event_type, event.mode) for event in events] == [(EventType.CONSULT, "visit")]


def test_aid_of_a_state_to_a_town_is_kept(code):
    events = code(_COUNCIL + " Germany donated a fire engine to Harbin.")

    assert [event.event_type for event in events] == [EventType.AID]


def test_the_same_words_in_a_text_of_politics_are_kept(code):
    text = "The army shelled Goma. Ministers of Chad met rebels. Residents of Goma asked Chad to send troops."

    assert EventType.REQUEST in [event.event_type for event in code(text)]


def test_firms_that_refuse_a_bid_refuse_no_state(code):
    assert code("Bell Copper rejected a takeover bid by Kemp Steel.") == ()


def test_a_state_that_refuses_a_bid_does(code):
    events = code("Chad rejected a takeover bid by Kemp Steel.")

    assert [event.event_type for event in events] == [EventType.REJECT]
