"""Parts of what was just told count nobody twice, unless something else befell them or they are elsewhere."""

import pytest

from geomap.constants import Category, Term

DISPLACED, DEAD, HURT = Category.INTERNAL_DISPLACEMENTS, Category.DEATHS, Category.INJURED


@pytest.mark.parametrize(
    "text",
    [
        "The storm hurt 104 people in Goma, 32 of them seriously.",
        "More than 104 people were hurt in Goma, ten critically.",
        "The quake hurt 104 people in Goma, and 12 in critical condition were flown out.",
        "The storm hurt 104 people in Goma. Six of them were in critical condition.",
        "Some 104 people, among them 14 soldiers and 3 cooks, were hurt in Goma.",
        "Fires killed 104 people in Goma, 35 of whom had been identified.",
        "Mosul counts 104 dead, 94 of them on Saturday.",
        "A landslide killed 104 people in Goma. Of the dead, 48 were men and 56 women.",
        "A bus brought 104 evacuees to Goma. Among the evacuees were 12 mothers with infants.",
        "Out of these 104 displaced people in Goma, there are around 80 children.",
    ],
)
def test_who_they_are_and_how_badly_hurt_is_no_figure_of_its_own(count, text):
    assert [one.value for one in count(text)] == [104]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A bomb wounded 45 people in Goma; six of them later died.", [(45, HURT), (6, DEAD)]),
        ("A bomb wounded 45 people in Goma, two fatally.", [(45, HURT), (2, DEAD)]),
        ("The quake killed 45 people in Mosul, 6 of them in Goma.", [(45, DEAD), (6, DEAD)]),
        ("A fever has infected 340 people in Goma, 61 of whom died.", [(61, DEAD)]),
        (
            "Floods affected 8,000 people in Goma, including 3,200 who have been displaced.",
            [(3200, DISPLACED)],
        ),
    ],
)
def test_what_befell_a_part_alone_or_elsewhere_is_told(count, text, told):
    assert [(one.value, one.category) for one in count(text)] == told


def test_how_far_homes_are_lost_is_told_of_each_part(count):
    first, second, third = count("Some 42,170 houses were damaged in Goma (39,620 partly, 2,550 totally).")

    assert first.term is second.term is Term.PARTIALLY_DESTROYED_HOUSING
    assert third.term is Term.DESTROYED_HOUSING


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The rains damaged 436 houses in Goma and destroyed 102 others.", [(436, True), (102, True)]),
        ("Soldiers burnt 40 houses in Goma and killed 12 others.", [(40, True), (12, False)]),
    ],
)
def test_others_behind_homes_are_homes_unless_something_befell_people(count, text, told):
    assert [(one.value, one.category is DISPLACED) for one in count(text)] == told


@pytest.mark.parametrize(
    "text",
    [
        "About 70 houses in Goma had been looted by soldiers.",
        "The state will pay for 2,000 flood-prone homes in Goma to be bought.",
        "One child dies in Goma every two hours.",
        "A fire killed nobody in Goma. Last year's fires numbered 60.",
    ],
)
def test_homes_that_stand_rates_and_numbers_of_things_are_none(count, text):
    assert count(text) == ()


@pytest.mark.parametrize(
    ("text", "value", "category"),
    [
        ("Bulldozers flattened 640 shanties in Goma.", 640, DISPLACED),
        ("Since May, 478,000 have come back from Turkey.", 478_000, Category.RETURNS),
        ("Attacks pushed the number of internally displaced in Goma to 700,000.", 700_000, Category.IDPS),
    ],
)
def test_further_wordings_are_read(count, text, value, category):
    (figure,) = count(text)

    assert (figure.value, figure.category) == (value, category)


def test_who_need_to_be_moved_have_not_been(count):
    (figure,) = count("More than 15,500 people in Goma need to be relocated.")

    assert figure.modality.value == "hypothetical"


def test_people_who_are_only_affected_are_not_displaced(count):
    assert count("Over 6.5 lakh people in Goma are reeling under the deluge.") == ()


@pytest.mark.parametrize("text", ["The rebels put it at 12.", "The rebels put the number at 12."])
def test_another_count_of_the_same_is_told(count, text):
    _, second = count(f"The army said 40 rebels had died in Goma. {text}")

    assert (second.value, second.category) == (12, DEAD)
