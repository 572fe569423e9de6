"""Figures of persons, households and money."""

from datetime import date

import pytest

from geomap.constants import Category, Quantifier, Unit


@pytest.mark.parametrize(
    ("text", "value", "category"),
    [
        ("Nearly 8,000 people fled their homes.", 8_000, Category.INTERNAL_DISPLACEMENTS),
        ("More than 7,800 people remained displaced.", 7_800, Category.IDPS),
        ("There are 25,000 IDPs in the town.", 25_000, Category.IDPS),
        ("Turkey hosts 3.6 million Syrian refugees.", 3_600_000, Category.REFUGEES),
        ("Floods displaced about 26,000 people.", 26_000, Category.INTERNAL_DISPLACEMENTS),
        ("The fire prompted the evacuation of 20 staff.", 20, Category.EVACUATIONS),
        ("About 14,000 people were evacuated.", 14_000, Category.EVACUATIONS),
        ("More than 57,000 displaced people returned home.", 57_000, Category.RETURNS),
        ("Around 2,000 people were made homeless.", 2_000, Category.INTERNAL_DISPLACEMENTS),
        ("The blast killed 12 people.", 12, Category.DEATHS),
        ("Nine soldiers were wounded.", 9, Category.INJURED),
        ("At least 300 people crossed the border into Chad.", 300, Category.CROSS_BORDER_DISPLACEMENTS),
    ],
)
def test_words_around_a_number_tell_what_happened(count, text, value, category):
    (figure,) = count(text)

    assert (figure.value, figure.category, figure.unit) == (value, category, Unit.PERSON)


@pytest.mark.parametrize("noun", ["families", "households"])
def test_households_stay_households(count, noun):
    (figure,) = count(f"About 2,000 {noun} were displaced.")

    assert (figure.value, figure.unit) == (2_000, Unit.HOUSEHOLD)


def test_families_and_persons_are_two_figures(count):
    figures = count("About 310 households (about 1,600 people) were displaced.")

    assert [(figure.value, figure.unit) for figure in figures] == [
        (310, Unit.HOUSEHOLD),
        (1_600, Unit.PERSON),
    ]


def test_killed_and_displaced_in_one_sentence_are_told_apart(count):
    figures = count("The attacks have killed more than 500 people and displaced more than 280,000 others.")

    assert [(figure.value, figure.category) for figure in figures] == [
        (500, Category.DEATHS),
        (280_000, Category.INTERNAL_DISPLACEMENTS),
    ]


def test_origin_and_destination_follow_the_prepositions(count):
    (figure,) = count("About 5,000 people fled from Mosul to Syria.")

    assert figure.origin is not None
    assert figure.destination is not None
    assert (figure.origin.name, figure.destination.name) == ("Mosul", "Syria")
    assert figure.category is Category.CROSS_BORDER_DISPLACEMENTS


def test_a_place_of_the_sentence_serves_where_the_clause_has_none(count):
    (figure,) = count("Troops attack in the Kharkiv region, resulting in nearly 8,000 people fleeing.")

    assert figure.location is not None
    assert figure.location.name == "Kharkiv region"


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("Trade reached a record $240.1 billion last year.", 240.1e9, "USD"),
        ("The grant is worth €5m.", 5e6, "EUR"),
        ("It cost 300 million euros.", 300e6, "EUR"),
        ("They paid 2 crore rupees.", 20e6, "INR"),
        ("A loan of USD 50 million was approved.", 50e6, "USD"),
        ("It cost 12 billion Kenyan shillings.", 12e9, "KES"),
    ],
)
def test_money_has_an_iso_currency(count, text, value, currency):
    (figure,) = count(text)

    assert (figure.value, figure.currency, figure.category) == (value, currency, Category.AMOUNT)


def test_the_span_of_money_holds_its_sign(count):
    (figure,) = count("Trade reached $240.1 billion.")

    assert figure.text == "$240.1 billion"


@pytest.mark.parametrize(
    "text",
    [
        "The battle of 1943 displaced nobody.",
        "A man aged 54 was killed.",
        "The 21st brigade fled the town.",
        "They fled 30 km to the north.",
        "About 40 percent of the town fled.",
        "A magnitude 6.3 earthquake displaced many.",
        "The town has 4,500 inhabitants.",
        "Any escalation could displace 200,000 people.",
    ],
)
def test_dates_ages_ranks_distances_shares_and_fears_are_no_figures(count, text):
    assert count(text) == ()


def test_a_vague_number_is_a_range(count):
    (figure,) = count("Tens of thousands of people fled.")

    assert (figure.value, figure.value_high, figure.quantifier) == (20_000, 99_999, Quantifier.BETWEEN)


def test_as_of_is_the_last_day_of_the_clause_date(count):
    (figure,) = count("About 800 people remained displaced as of 3 March 2017.")

    assert figure.as_of == date(2017, 3, 3)


def test_a_share_of_them_is_of_the_same_kind(count):
    figures = count("More than 200,000 people fled. Some 60,000 of them are in Chad.")

    assert [figure.category for figure in figures][1] is figures[0].category
    assert figures[1].location is not None


def test_a_subset_is_not_counted_again(count):
    figures = count("About 240 people (including 64 children) were evacuated.")

    assert [figure.value for figure in figures] == [240]


def test_homes_are_no_households(count):
    assert count("The storm destroyed 14,000 homes.") == ()
