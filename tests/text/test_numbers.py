"""Numbers in digits and words, with their hedges."""

import pytest

from geomap.constants import Quantifier
from geomap.text.numbers import find_numbers, parse_number_words


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8,000", 8_000),
        ("1.2 million", 1_200_000),
        ("240.1bn", 240.1e9),
        ("3.5 lakh", 350_000),
        ("2 crore", 20_000_000),
        ("1,20,000", 120_000),
        ("a dozen", 12),
        ("half a million", 500_000),
        ("two hundred and fifty", 250),
        ("one thousand", 1_000),
        ("a quarter of a million", 250_000),
        ("two and a half million", 2_500_000),
        ("a couple of hundred", 200),
        ("5 bn", 5e9),
    ],
)
def test_a_number_is_read_in_units(text, value):
    (number,) = find_numbers(f"there were {text} of them")

    assert number.value == value
    assert number.value_high is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("tens of thousands", 20_000, 99_999),
        ("hundreds of thousands", 200_000, 999_999),
        ("several hundred", 200, 999),
        ("between 18,000 and 25,000", 18_000, 25_000),
        ("25,000 to 30,000", 25_000, 30_000),
        ("20 to 30 thousand", 20_000, 30_000),
        ("5-7 million", 5_000_000, 7_000_000),
        ("between three and nine", 3, 9),
    ],
)
def test_a_range_keeps_both_ends(text, low, high):
    (number,) = find_numbers(f"some said {text} people")

    assert (number.value, number.value_high) == (low, high)
    assert number.quantifier is Quantifier.BETWEEN


@pytest.mark.parametrize(
    ("text", "quantifier"),
    [
        ("nearly 8,000", Quantifier.LESS_THAN),
        ("up to 40", Quantifier.LESS_THAN),
        ("about 500", Quantifier.APPROXIMATELY),
        ("an estimated 80,000", Quantifier.APPROXIMATELY),
        ("more than 300", Quantifier.MORE_THAN),
        ("at least 12", Quantifier.MORE_THAN),
        ("12 or more", Quantifier.MORE_THAN),
        ("7,000", Quantifier.EXACT),
    ],
)
def test_the_span_holds_the_hedge(text, quantifier):
    sentence = f"On the day {text} people left."

    (number,) = find_numbers(sentence)

    assert number.quantifier is quantifier
    assert sentence[number.start : number.end] == text


@pytest.mark.parametrize("text", ["the 21st century", "a man", "an F-16 jet", "covid-19"])
def test_ordinals_articles_and_names_are_no_numbers(text):
    assert find_numbers(text) == ()


def test_two_numbers_joined_by_and_are_a_range_only_after_between():
    numbers = find_numbers("4 dead and 9 hurt, 3 and 5 more")

    assert [number.value for number in numbers] == [4, 9, 3, 5]


def test_words_that_are_no_number_have_no_value():
    assert parse_number_words("twenty horses") is None


def test_a_value_with_a_decimal_point_is_exact():
    (number,) = find_numbers("worth $8.3 billion")

    assert number.value == 8_300_000_000


def test_the_year_of_a_date_begins_no_range():
    """ "Since April 2023 to 871,000" tells a year and a number."""
    found = find_numbers("bringing arrivals since April 2023 to 871,000, since 2022 to 1,400,000")

    assert [(one.value, one.value_high) for one in found] == [
        (2023, None),
        (871000, None),
        (2022, None),
        (1400000, None),
    ]
