"""What stands in brackets is no side, or tells who the group before is."""

from __future__ import annotations

from coded import codes

from geomap.constants import EventType


def test_who_abstained_in_brackets_is_not_condemned(code):
    text = "Germany condemned the attack by 13 votes, with two abstentions (China, Russia)."
    event = next(event for event in code(text) if event.event_type is EventType.ACCUSE)

    assert codes(event.recipients) == []


def test_a_list_in_brackets_tells_which_countries_gave(code):
    (event,) = code("Several countries (Germany, France, China) gave Chad 90 million euros.")

    assert (codes(event.actors), codes(event.recipients)) == (["DEU", "FRA", "CHN"], ["TCD"])
    assert [actor.name for actor in event.actors] == ["Germany", "France", "China"]


def test_a_list_in_brackets_tells_whose_ministers_met(code):
    (event,) = code("Iran's president met three ministers (Chad, Sudan, China).")

    assert codes(event.recipients) == ["TCD", "SDN", "CHN"]
