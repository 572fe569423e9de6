"""One deed told of several places has an event at each."""

from datetime import date

import pytest

from geomap.constants import EventType

WEDNESDAY = date(2026, 3, 18)


def told(events):
    """Where and on which day each deed happened."""
    return [
        (event.location.name, event.date_start and event.date_start.day)
        for event in events
        if event.location and event.event_type is not EventType.ACCUSE
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen attacked Goma, Mosul and Beirut.", [("Goma", None), ("Mosul", None), ("Beirut", None)]),
        ("Goma and Mosul were shelled by rebels.", [("Goma", None), ("Mosul", None)]),
        ("Russia attacked Kharkiv on Monday and Mosul on Tuesday.", [("Kharkiv", 16), ("Mosul", 17)]),
        ("Police detained three men in Moscow and five in Geneva.", [("Moscow", None), ("Geneva", None)]),
        ("Thousands protested in Moscow and Geneva on Saturday.", [("Moscow", 14), ("Geneva", 14)]),
        ("Israel bombed Beirut and the northern city of Mosul.", [("Beirut", None), ("Mosul", None)]),
        ("Putin visited Harbin and Geneva.", [("Harbin", None), ("Geneva", None)]),
    ],
)
def test_every_place_of_a_list_has_its_event(code, text, expected):
    assert told(code(text, published=WEDNESDAY)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked Goma and Moscow condemned the attack.",
        "Rebels killed 12 people in Kharkiv, Ukraine.",
        "Russia attacked Kharkiv and the Kharkiv region.",
        "Gunmen attacked Goma on the road between Moscow and Beirut.",
    ],
)
def test_what_is_no_list_of_places_is_one_event(code, text):
    assert len(told(code(text, published=WEDNESDAY))) == 1


def test_a_figure_belongs_to_the_place_it_is_told_with(parse):
    parsed = parse("Militants killed six soldiers in Goma and four in Mosul.")

    numbers = [[parsed.figures[index].value for index in event.figures] for event in parsed.events]
    assert numbers == [[6], [4]]


def test_the_places_of_a_list_are_told_by_their_own_words(code):
    text = "Russia attacked Goma and Mosul."

    words = [text[event.trigger_start : event.trigger_end] for event in code(text)]

    assert words == ["attacked", "Mosul"]


def test_a_border_town_is_where_something_happens(code):
    (event,) = code("In the border town of Goma, traders blocked a road.")

    assert event.location.name == "Goma"
