"""What only looks like a deed or threat of a side: concern, what a treaty says, what a flood forces."""

from __future__ import annotations

import pytest

from geomap.constants import EventType


def types(events):
    return [event.event_type for event in events]


@pytest.mark.parametrize(
    "text",
    [
        "Chad's minister warned that prices would rise.",
        "China's envoy warned that the talks must not leave out Chad.",
    ],
)
def test_a_warning_of_what_nobody_will_do_is_no_threat(code, text):
    assert EventType.THREATEN not in types(code(text))


@pytest.mark.parametrize(
    "text",
    [
        "Iran warned that it would respond to any attack.",
        "Iran warned that Israel would pay a heavy price.",
        "Iran warned that ships would be destroyed.",
        "China warned Russia against interference.",
    ],
)
def test_what_the_speaker_will_do_or_others_will_suffer_is(code, text):
    assert EventType.THREATEN in types(code(text))


def test_what_a_treaty_bans_is_banned_by_nobody(code):
    assert types(code("Russia signed a treaty banning the export of weapons.")) == [EventType.SUPPORT]


@pytest.mark.parametrize(
    "text",
    [
        "Floods forced people from their homes in Chad.",
        "Heavy rain forced 300 people in Goma to leave the town.",
    ],
)
def test_a_flood_coerces_nobody(code, text):
    assert code(text) == ()


def test_soldiers_who_force_people_out_do(code):
    assert types(code("Soldiers forced people from their homes in Chad.")) == [EventType.COERCE]


def test_who_wants_good_relations_offers_them(code):
    assert types(code("Chad wants good relations with Sudan.")) == [EventType.AGREE]


def test_what_somebody_is_hailed_as_is_no_praise_of_who_receives_him(code):
    events = code("Chad's president, Ann Bell, met a Sudanese driver hailed as a hero.")

    assert types(events) == [EventType.CONSULT]
