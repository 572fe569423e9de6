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


def test_what_a_war_has_done_is_told_of_its_country_not_of_the_town_in_the_headline(count):
    text = (
        "Thousands flee Mosul\n\nFrance and Chad called for calm. The war, which broke out in 2023, has"
        " driven 12 million people from their homes, 4 million of them into neighbouring countries."
    )
    seen = [(one.category.value, places_of(one)) for one in count(text)[1:]]

    # The small world of the tests does not know Iraq.
    assert [category for category, _ in seen] == ["internal_displacements", "cross_border_displacements"]
    assert all("Mosul" not in places for _, places in seen)


def test_members_of_a_people_abroad_are_not_placed_in_its_country(count):
    text = "Russia recaptured Kharkiv, prompting more than 100,000 ethnic Germans to flee."

    assert places_of(count(text)[0]) == [None, None, "Kharkiv"]


def test_a_total_told_of_a_country_is_not_that_of_the_town_where_it_grew(count):
    figures = count(
        "As of today 38 people have died in Ukraine. Four more bodies were recovered in Kharkiv,"
        " raising the death toll from 34 to 38."
    )

    assert [(one.value, one.location and one.location.name) for one in figures] == [
        (38, "Ukraine"),
        (4, "Kharkiv"),
        (38, "Ukraine"),
    ]


def test_a_point_of_a_list_is_not_told_of_the_place_of_the_one_before(count):
    figures = count(
        "Ukraine: situation update\n\n- Floods hit Kharkiv on Monday, killing 31 people.\n"
        "- 4,870 people are in 61 evacuation centres.\n"
    )

    assert [one.location and one.location.name for one in figures] == ["Kharkiv", "Ukraine"]


def test_a_line_that_opens_with_an_unknown_name_is_not_told_of_the_town_before(count):
    figures = count("Floods in Ukraine\n\nKharkiv: 3,920 people displaced\nZanabe: 160 people displaced\n")

    assert [one.location and one.location.name for one in figures] == ["Kharkiv", "Ukraine"]
