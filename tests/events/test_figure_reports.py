"""Figures as reports of relief agencies and of wires put them."""

from datetime import date

import pytest

from geomap.constants import Category, Quantifier, Term, Unit


def places_of(figure):
    return [place and place.name for place in (figure.origin, figure.destination, figure.location)]


@pytest.mark.parametrize(
    ("text", "value", "category"),
    [
        ("Russia deported 800 migrants.", 800, Category.CROSS_BORDER_DISPLACEMENTS),
        ("Russia deported 800 Ukrainian workers.", 800, Category.RETURNS),
        ("Neighbours deported 800 migrants back to Sudan.", 800, Category.RETURNS),
        ("Clashes forced 800 people to move to Goma.", 800, Category.INTERNAL_DISPLACEMENTS),
        ("Rebels forced 800 residents, or 90 per cent of the town, out of their homes.", 800, None),
        ("The county ordered out more than 800 residents.", 800, Category.EVACUATIONS),
        ("Some 800 people left the affected provinces.", 800, Category.INTERNAL_DISPLACEMENTS),
        (
            "Over 800 people have fled to Chad, Russia and other countries.",
            800,
            Category.CROSS_BORDER_DISPLACEMENTS,
        ),
        ("Some 540 indigenous Bambuti fled to Goma.", 540, Category.INTERNAL_DISPLACEMENTS),
        ("In Goma 814 have died.", 814, Category.DEATHS),
        ("The ministry reported 492 injuries in Goma.", 492, Category.INJURED),
        ("The number of people killed by the floods has climbed from 96 to 110.", 110, Category.DEATHS),
        ("More than 200 of the 800 residents are without a roof.", 200, Category.INTERNAL_DISPLACEMENTS),
        ("Some 3 214 people fled Goma.", 3214, Category.INTERNAL_DISPLACEMENTS),
    ],
)
def test_a_report_tells_what_befell_how_many(count, text, value, category):
    (figure,) = count(text)

    assert figure.value == value
    assert figure.category is (category or Category.INTERNAL_DISPLACEMENTS)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("At least 800 families had their homes damaged in Goma.", Term.PARTIALLY_DESTROYED_HOUSING),
        ("Some 800 homes sustained severe damage.", Term.PARTIALLY_DESTROYED_HOUSING),
        ("Fires in the camp destroyed 800 shelters.", Term.DESTROYED_HOUSING),
    ],
)
def test_homes_are_hit_in_many_ways(count, text, term):
    (figure,) = count(text)

    assert (figure.value, figure.unit, figure.term) == (800, Unit.HOUSEHOLD, term)


@pytest.mark.parametrize(
    "text",
    [
        "There were 18 mass displacements in Goma.",
        "Floods destroyed the camp, and families were moved to 71 shelters.",
        "On May 12 800 envoys met.",
    ],
)
def test_what_counts_no_people_is_no_figure(count, text):
    assert count(text) == ()


def test_a_day_and_a_number_behind_it_stay_two(count):
    (figure,) = count("On May 12 300 people fled Goma.")

    assert figure.value == 300


def test_a_toll_that_passed_a_number_is_more(count):
    (figure,) = count("The death toll in Goma passed 41,000.")

    assert figure.quantifier is Quantifier.MORE_THAN


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Fighting in Goma, Mosul and Kharkiv displaced 800 people.", [None, None, None]),
        ("Russia deported 800 Ukrainian workers.", ["Russia", "Ukraine", None]),
        ("About 800 people were killed; in Goma 20 were hurt.", [None, None, None]),
        ("Some 800 people fled Goma, while 300 others fled to Mosul.", ["Goma", None, None]),
    ],
)
def test_a_place_is_that_of_its_own_clause_and_none_of_several(count, text, places):
    assert places_of(count(text)[0]) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Sudan: Flash Update #4\n\nRoads are cut.\n\nSome 800 people were displaced.",
            [None, None, "Sudan"],
        ),
        ("Floods hit Goma.\n\nRoads are cut.\n\nTalks failed.\n\nRain fell.", None),
        ("Sudan and Chad: update\n\nRoads are cut.\n\nSome 800 people were displaced.", [None, None, None]),
        ("Sudan: update\n\nTalks failed.\n\nSome 800 people have fled abroad.", ["Sudan", None, None]),
    ],
)
def test_the_heading_of_a_report_tells_where(count, text, places):
    figures = count(text)

    assert [places_of(one) for one in figures] == ([] if places is None else [places])


def test_the_country_is_that_of_the_people_named_with_it(count):
    figures = count("Chad sent aid. Some 800 Ukrainian workers are displaced inside the country.")

    assert places_of(figures[-1]) == [None, None, "Ukraine"]


def test_what_began_on_a_day_goes_on(count):
    (figure,) = count(
        "Some 800 people fled Goma since the onset of fighting on 15 April.", published=date(2024, 5, 2)
    )

    assert figure.as_of == date(2024, 5, 2)
