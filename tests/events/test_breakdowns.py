"""Numbers told place by place, of one whole or below one heading."""

import pytest
from coded import told

from geomap.constants import Category


def test_each_number_in_brackets_belongs_to_the_place_before_it(count):
    figures = count("Displaced by town: Goma (1,200 people), Mosul (about 900) and Kharkiv (350).")

    assert told(figures) == [
        (1200, None, None, "Goma"),
        (900, None, None, "Mosul"),
        (350, None, None, "Kharkiv"),
    ]


def test_the_way_of_the_first_place_is_that_of_all(count):
    figures = count("Most of them have been displaced from Goma (1,200), followed by Mosul (900).")

    assert told(figures) == [(1200, "Goma", None, None), (900, "Mosul", None, None)]


def test_the_parts_of_a_flight_share_its_origin_and_category(count):
    whole, *parts = count("Some 3,000 people have fled Sudan: 2,000 to Chad and 500 to Russia.")

    assert told([whole]) == [(3000, "Sudan", None, None)]
    assert told(parts) == [(2000, "Sudan", "Chad", None), (500, "Sudan", "Russia", None)]
    assert {one.category for one in parts} == {Category.CROSS_BORDER_DISPLACEMENTS}


def test_refugees_by_country_of_origin_are_in_the_country_that_hosts_all(count):
    _, *parts = count(
        "Chad hosts 9,000 refugees, mainly from Sudan (7,000), Syria (1,200) and Ukraine (800)."
    )

    assert told(parts) == [
        (7000, "Sudan", None, "Chad"),
        (1200, "Syria", None, "Chad"),
        (800, "Ukraine", None, "Chad"),
    ]


def test_lines_below_a_heading_tell_what_the_heading_says(count):
    figures = count("Displaced people by town:\n* Goma: 1,200\n* Mosul: 900\n* Kharkiv - 350 families\n")

    assert told(figures) == [
        (1200, None, None, "Goma"),
        (900, None, None, "Mosul"),
        (350, None, None, "Kharkiv"),
    ]
    assert {one.category for one in figures} == {Category.IDPS}


def test_dashes_list_places_by_where_people_come_from(count):
    figures = count("Displacement per town of origin: Goma - 1,200; Mosul - 900; Kharkiv - 350.")

    assert [one.origin and one.origin.name for one in figures] == ["Goma", "Mosul", "Kharkiv"]


@pytest.mark.parametrize(
    "text",
    [
        "Envoys met in Goma (1,200), Mosul (900) and Kharkiv (350).",
        "They fled by way of Goma (30 km), Mosul (20 km) and Kharkiv (10 km).",
        "Some 3,000 people fled: 20 per cent to Goma and 30 per cent to Mosul.",
    ],
)
def test_lists_of_what_befell_nobody_or_of_other_things_add_none(count, text):
    assert [one for one in count(text) if one.value != 3000] == []


def test_a_part_with_a_verb_of_its_own_keeps_it(count):
    figures = count("Some 300 people fled Goma, and 20 in Mosul were arrested.")

    assert told(figures) == [(300, "Goma", None, None)]


def test_a_list_behind_a_colon_need_not_begin_with_its_largest_number(count):
    figures = count("Deaths by town: Goma 41, Mosul 106, Harbin 12.")

    assert [(one.value, one.location and one.location.name) for one in figures] == [
        (41, "Goma"),
        (106, "Mosul"),
        (12, "Harbin"),
    ]


def test_names_that_nobody_knows_keep_their_numbers_in_a_list(count):
    figures = count("Deaths by town: Zanabe 41; Goma 106; Kulubo 12.")

    assert [one.location and one.location.name for one in figures] == [None, "Goma", None]
    assert [[place.name for place in one.described] for one in figures] == [["Zanabe"], [], ["Kulubo"]]
