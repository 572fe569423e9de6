"""Protests as incident notes tell them: blocked roads, marches about a killing, beaten people."""

import pytest

from geomap.constants import Category, EventType, Modality


def _told(parsed):
    return [(event.event_type.value, event.mode) for event in parsed.events]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        (
            "Nurses blocked the access to the depot to complain about a colleague's dismissal.",
            "obstruct",
        ),
        ("Transport workers blocked the southern access to Goma to demand higher fares.", "obstruct"),
        ("Teachers gathered around the obelisk in Goma to demand a pay rise.", "demo"),
        ("Teachers gathered around the square in Goma and carried out a motorcade.", "demo"),
        ("In Goma, a large group marched to request the return of two missing girls.", "demo"),
    ],
)
def test_what_is_done_to_demand_something_is_a_protest(parse, text, mode):
    assert ("PROTEST", mode) in _told(parse(text))


@pytest.mark.parametrize(
    "text",
    [
        "The army blocked the access to the town of Goma.",
        "Police blocked the road in Goma to stop smugglers.",
    ],
)
def test_who_bars_a_way_without_a_demand_protests_not(parse, text):
    assert [one.event_type for one in parse(text).events] == [EventType.COERCE]


@pytest.mark.parametrize(
    "text",
    [
        "In Goma, a group carried out a march against the killing of a teacher.",
        "On 25 June 2026, in Goma, a group carried out the 4th march against the killing of cross-dressers.",
        "In Goma, relatives marched to demand justice for the killing of a teacher.",
    ],
)
def test_what_a_protest_is_about_did_not_happen_there(parse, text):
    (event,) = parse(text).events

    assert (event.event_type, event.location.name) == (EventType.PROTEST, "Goma")
    assert event.recipients == ()


def test_a_killing_with_a_place_of_its_own_stays(parse):
    events = parse("Thousands marched in Goma against the killing of two teachers in Mosul.").events

    assert [(one.event_type.value, one.location.name) for one in events] == [
        ("PROTEST", "Goma"),
        ("ASSAULT", "Mosul"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Some 3,000 people marched against the killing of a student.",
        "Thousands protested against the deaths in custody.",
        "About 300 rallied after the death of a prisoner.",
        "In Goma, around 300 residents beat and killed a man, who they accused of theft.",
        "In Goma, nearly 2,000 teachers, students and others protested against the excessive use of force.",
    ],
)
def test_those_who_protest_or_kill_are_neither_dead_nor_have_they_fled(parse, text):
    assert parse(text).figures == ()


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("They beat up three truck drivers who did not respect the blockade.", Category.INJURED),
        ("Two journalists were beaten by a group of women.", Category.INJURED),
        ("Soldiers beat four boys with rifle butts.", Category.INJURED),
        ("Guards beat two detainees to death.", Category.DEATHS),
    ],
)
def test_who_is_beaten_is_hurt_and_not_dead(parse, text, category):
    parsed = parse(text)

    assert [one.category for one in parsed.figures] == [category]
    assert [one.modality for one in parsed.events] == [Modality.ACTUAL]


def test_a_march_that_looks_like_a_day_is_none(parse):
    (event,) = parse(
        "On 25 June 2026, in Goma, a group carried out the 4th March against the killing of a teacher."
    ).events

    assert event.date_start.isoformat() == "2026-06-25"
