"""Where a figure belongs whose own sentence names no place."""

import pytest


def places_of(figure):
    places = (figure.origin, figure.destination, figure.location)
    return [place and place.name for place in places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Floods hit Mosul. About 900 people are homeless.", [None, None, "Mosul"]),
        ("A fire broke out in Goma. Nobody knows why. It displaced 900 people.", [None, None, "Goma"]),
        ("Russia attacked Kharkiv. Some 900 people were displaced.", [None, None, "Kharkiv"]),
        ("Floods hit Mosul. Some 900 people fled the city for Beirut.", ["Mosul", "Beirut", None]),
        ("Rain fell in Goma, in Sudan. Across the country, 900 are homeless.", [None, None, "Sudan"]),
        ("Rain fell in Mosul.\n\nHelp came.\n\nThe rains destroyed 900 homes.", [None, None, "Mosul"]),
    ],
)
def test_a_place_is_meant_or_told_just_before(count, text, expected):
    assert places_of(count(text)[-1]) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Floods hit Mosul. Elsewhere, 900 people are homeless.",
        "Floods hit Mosul and Goma. About 900 people are homeless.",
        "Floods hit Mosul.\n\nAbout 900 people are homeless.",
        "Floods hit Mosul. About 900 Russian tourists were evacuated.",
        "Envoys from Geneva spoke. About 900 people are homeless.",
        "BEIRUT (Reuters) - About 900 people are homeless.",
    ],
)
def test_no_place_is_guessed_from_elsewhere_or_from_many(count, text):
    assert places_of(count(text)[-1]) in ([None] * 3, [None, None, "Russia"])


def test_a_figure_without_a_place_lies_where_its_event_does(count):
    (figure,) = count("Russian forces shelled Kharkiv, and 12 people were wounded.")

    assert figure.location.name == "Kharkiv"


def test_a_part_of_those_counted_has_its_own_fate_and_place(count):
    (_, part) = count("Some 4,700 people fled to Goma. About 300 of them are sheltering in schools.")

    assert (part.term.value, places_of(part)) == ("sheltered", [None, None, "Goma"])
