"""What a number counts."""

import pytest

from geomap.constants import Category


@pytest.mark.parametrize(
    ("text", "value", "category"),
    [
        ("A strike killed 12 factory workers.", 12, Category.DEATHS),
        ("Gunmen killed 20 bus passengers near Goma.", 20, Category.DEATHS),
        ("More than 300 school children fled the town.", 300, Category.INTERNAL_DISPLACEMENTS),
        ("There were 361 road fatalities.", 361, Category.DEATHS),
        ("There have been 103 reported deaths.", 103, Category.DEATHS),
        ("The strike has killed two other Syrian women.", 2, Category.DEATHS),
        ("The blast killed two more.", 2, Category.DEATHS),
        ("Some 1,700 asylum seekers are stuck in Beirut.", 1_700, Category.REFUGEES),
        ("The war has claimed 30,000 lives.", 30_000, Category.DEATHS),
    ],
)
def test_words_before_a_noun_do_not_hide_whom_it_counts(count, text, value, category):
    (figure,) = count(text)

    assert (figure.value, figure.category) == (value, category)


@pytest.mark.parametrize(
    "text",
    [
        "Officials counted 270 swine deaths.",
        "The storm killed 270 farm animals.",
        "The flood killed 300 more cattle.",
        "The road kills 300 people a year.",
        "Every year floods displace 20,000 people.",
        "About 5,000 people die of it each year.",
        "It will be a programme like the one in a camp for refugees.",
        "He was one of three soldiers.",
        "Nine in 10 have been displaced.",
        "Three out of five children have fled.",
        "About 80% of the population of 2.2 million has been displaced.",
    ],
)
def test_animals_rates_and_pronouns_are_no_figures(count, text):
    assert count(text) == ()


def test_one_of_several_is_not_counted_beside_them(count):
    (figure,) = count("He was one of at least three soldiers killed in the raid.")

    assert figure.value == 3


@pytest.mark.parametrize(
    "text", ["A year after 300 people were killed, he left.", "It killed 300, a year ago."]
)
def test_a_date_is_no_rate(count, text):
    assert [figure.value for figure in count(text)] == [300]


@pytest.mark.parametrize(
    "text",
    [
        "Nine people, four of them children, died in the fire.",
        "Nine people were killed: a woman and two children.",
        "Nine soldiers were killed and another seven went missing.",
    ],
)
def test_parts_and_other_fates_are_not_counted_with_the_whole(count, text):
    assert [figure.value for figure in count(text)] == [9]


def test_a_number_stands_for_those_it_is_part_of(count):
    (figure,) = count("Sudan has repatriated 93,000 of its citizens from Chad.")

    assert (figure.value, figure.category) == (93_000, Category.RETURNS)


def test_those_left_homeless_have_become_so(count):
    (figure,) = count("The quake left 1.5 million homeless.")

    assert (figure.value, figure.category) == (1_500_000, Category.INTERNAL_DISPLACEMENTS)
