"""Attacks whose doer another sentence tells."""

from __future__ import annotations

import pytest

from geomap.constants import EventType


def attack(events):
    (event,) = [event for event in events if event.event_type is EventType.ASSAULT]
    return event


@pytest.mark.parametrize(
    "later",
    [
        "Hezbollah claimed responsibility.",
        "Hezbollah claimed responsibility for the attack.",
        "Hezbollah admitted responsibility for the bombing.",
        "The attack was carried out by Hezbollah.",
    ],
)
def test_who_claims_an_attack_is_its_actor(code, later):
    event = attack(code(f"A car bomb killed ten people in Mosul. {later}"))

    assert [actor.country_iso3 for actor in event.actors] == ["LBN"]
    assert [report.quote for report in event.merged] == [later]


@pytest.mark.parametrize(
    "later", ["No group claimed responsibility.", "Hezbollah denied responsibility for the attack."]
)
def test_an_attack_nobody_claims_has_no_actor(code, later):
    assert attack(code(f"A car bomb killed ten people in Mosul. {later}")).actors == ()


def test_a_claim_does_not_change_an_actor_that_is_known(code):
    events = code("Israel bombed Beirut. Hezbollah claimed responsibility for an attack on Israel.")

    first = next(event for event in events if event.event_type is EventType.ASSAULT)
    assert [actor.country_iso3 for actor in first.actors] == ["ISR"]


def test_a_later_attack_by_somebody_is_another_one(code):
    events = code("A bomb killed ten people in Mosul. Later the Taliban attacked.")

    assert [[actor.country_iso3 for actor in event.actors] for event in events] == [[], ["AFG"]]
