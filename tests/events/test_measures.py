"""What numbers are measured by: wholes, what they were before, totals and nouns before brackets."""

from datetime import date

import pytest

from geomap.constants import Category, Unit


def values(figures):
    """What the figures count, in order."""
    return [one.value for one in figures]


@pytest.mark.parametrize(
    "text",
    [
        "In Goma 90 of 140 houses collapsed.",
        "The quake destroyed 90 of the village's 140 houses in Goma.",
        "About 90 of some 140 houses burned down in Goma.",
    ],
)
def test_a_part_is_counted_and_not_its_whole(count, text):
    (figure,) = count(text)

    assert (figure.value, figure.unit) == (90, Unit.HOUSEHOLD)


def test_one_of_several_counts_all_of_them(count):
    assert values(count("She was one of 12 people killed in Goma.")) == [12]


@pytest.mark.parametrize(
    "text",
    [
        "There are 118,400 displaced people in Goma, down from 125,800 in April.",
        "There are 118,400 displaced people in Goma, up from 95,000.",
        "There are 118,400 displaced people in Goma, compared with 125,800 in April.",
    ],
)
def test_what_a_number_was_before_is_not_counted_with_it(count, text):
    assert values(count(text)) == [118400]


def test_the_month_of_an_old_number_is_not_that_of_the_new_one(count):
    (figure,) = count(
        "Some 4,200 refugees reached Chad, compared to 3,100 in May.", published=date(2026, 9, 1)
    )

    assert figure.as_of is None


def test_a_number_in_brackets_counts_the_noun_before_it(count):
    first, second, third = count(
        "Goma hosted the largest number of IDPs (36,100), Mosul 5,000, Harbin 4,000."
    )

    assert (first.value, first.category) == (36100, Category.IDPS)
    assert first.location is not None
    assert first.location.name == "Goma"
    assert (second.value, third.value) == (5000, 4000)


def test_families_before_brackets_are_households(count):
    (figure,) = count("Families (1,200) fled to Goma.")

    assert (figure.value, figure.unit) == (1200, Unit.HOUSEHOLD)


def test_a_total_to_which_a_number_is_brought_is_counted(count):
    figures = count(
        "Some 1,020 Syrians returned from Turkey, bringing the returnees since April 2023 to 871,000."
    )

    assert values(figures) == [1020, 871000]
    assert {one.category for one in figures} == {Category.RETURNS}
    assert [one.origin and one.origin.name for one in figures] == ["Turkey", "Turkey"]


def test_a_number_in_brackets_that_another_is_compared_with_is_old(count):
    text = "Some 38,200 people were displaced by April, fewer than in the same months of 2025 (50,300)."

    assert values(count(text)) == [38200]


def test_the_week_of_an_old_number_dates_no_new_one(count):
    (figure,) = count(
        "The number of returnees to Goma fell from 52,300 the previous week to 39,800.",
        published=date(2026, 7, 19),
    )

    assert (figure.value, figure.as_of) == (39800, None)
