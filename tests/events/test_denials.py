"""What somebody denies stays as a deed that was not done; two sides who discuss something meet."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.models import Event

Code = Callable[..., tuple[Event, ...]]


def _told(events: tuple[Event, ...]) -> list[tuple[str, str]]:
    return [(event.event_type.value, event.modality.value) for event in events]


@pytest.mark.parametrize(
    "text",
    [
        "Russia denied shelling Kharkiv.",
        "Ukraine denied carrying out the drone attack on Moscow.",
        "Israel denied that the army killed three medics in Beirut.",
    ],
)
def test_a_denied_deed_stays_beside_the_denial(code: Code, text: str) -> None:
    assert _told(code(text)) == [("REJECT", "actual"), ("ASSAULT", "negated")]


def test_denied_claims_of_a_deed_are_a_denial_alone(code: Code) -> None:
    assert _told(code("Russia denied accusations of bombing a hospital in Syria.")) == [("REJECT", "actual")]


@pytest.mark.parametrize("text", ["Putin, Erdogan discuss Syria", "Putin and Erdogan discussed Syria."])
def test_two_leaders_who_discuss_something_meet(code: Code, text: str) -> None:
    (event,) = code(text)

    assert event.event_type.value == "CONSULT"
    assert [actor.country_iso3 for actor in (*event.actors, *event.recipients)] == ["RUS", "TUR"]


def test_a_parliament_that_discusses_a_budget_meets_nobody(code: Code) -> None:
    assert code("The French parliament discussed the budget.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Russia's president said her government would not retaliate.",
        "Russia said it would never attack Turkey.",
    ],
)
def test_who_says_that_nobody_will_strike_threatens_nobody(code: Code, text: str) -> None:
    assert {event.modality.value for event in code(text)} <= {"negated"}


def test_an_ambassador_recalled_for_consultations_consults_nobody(code: Code) -> None:
    assert _told(code("Sudan recalled its ambassador from Moscow for consultations.")) == [
        ("SANCTION", "actual")
    ]
