"""Totals told at a distance from what they count, and other far-off fates."""

import pytest

from geomap.constants import Category, Modality


@pytest.mark.parametrize(
    "text",
    [
        "Officials raised the death toll from the flood to 152.",
        "The ministry put the death toll at 152.",
        "The confirmed death count is over 152.",
        "The death toll doubled to 152.",
        "The blast killed some, bringing the number of dead to 152.",
        "The death toll, which stands at 152, will rise.",
    ],
)
def test_a_toll_is_told_in_many_ways(count, text):
    (figure,) = count(text)

    assert (figure.value, figure.category, figure.modality) == (152, Category.DEATHS, Modality.ACTUAL)


def test_a_total_that_more_than_doubled_is_of_the_displaced(count):
    (figure,) = count("The number of displaced people in Goma more than doubled to 40,000 in a week.")

    assert (figure.value, figure.category) == (40_000, Category.IDPS)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("At least 30 villagers were hacked to death by rebels.", Category.DEATHS),
        ("Police fatally shot 30 men.", Category.DEATHS),
        ("Iran put 30 men to death on Monday.", Category.DEATHS),
        ("At least 30 lives were lost.", Category.DEATHS),
        ("Gunmen shot down 30 men.", Category.DEATHS),
        ("The clinic saw patients, of whom 30 have died.", Category.DEATHS),
        ("At least 30 people suffered serious injuries.", Category.INJURED),
        ("At least 30 officers were treated for burns.", Category.INJURED),
        ("The wounding of 30 others followed.", Category.INJURED),
        ("Blast Injures 30 in Goma.", Category.INJURED),
        ("The war has driven 30 people abroad.", Category.CROSS_BORDER_DISPLACEMENTS),
        ("A total of 30 people were moved out of Goma.", Category.EVACUATIONS),
    ],
)
def test_what_befell_people_is_told_in_many_ways(count, text, category):
    (figure,) = count(text)

    assert (figure.value, figure.category) == (30, category)


@pytest.mark.parametrize(
    "text",
    [
        "The court sentenced 30 men to death.",
        "The 30 workers drove from Goma to Kharkiv.",
        "At least 30 people were treated for flu.",
        "The murdered woman was 34.",
        "The wounded man, who was 45, fled.",
        "The oldest refugee is 93.",
    ],
)
def test_what_only_sounds_alike_is_no_figure(count, text):
    assert count(text) == ()
