"""Where those a figure counts are from and where they are."""

from datetime import date

import pytest
from coded import told

from geomap.constants import Category, Modality


@pytest.mark.parametrize(
    "text",
    [
        "The virus has killed 150 people worldwide, it was said in Chad.",
        "In Chad they said it had killed 150 people around the world.",
        "There were 150 deaths outside China.",
    ],
)
def test_the_whole_world_is_no_place(count, text):
    (figure,) = count(text)

    assert figure.location is None


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Fourteen soldiers were buried in Harbin on Friday.", None),
        ("Moscow called home its envoy after 14 soldiers were laid to rest in Kharkiv.", None),
        ("Thousands attended the funeral of nine miners in Mosul.", None),
        ("Nine people killed in a fire in Goma were buried in Beirut on Tuesday.", "Goma"),
        ("Some 40 people were buried alive in a landslide in Goma.", "Goma"),
    ],
)
def test_where_the_dead_are_buried_is_not_where_they_died(count, text, where):
    (figure,) = count(text)

    assert (figure.location and figure.location.name) == where


def test_outside_a_town_is_near_it(count):
    (figure,) = count("A strike killed 150 people outside Goma.")

    assert figure.location is not None
    assert figure.location.name == "Goma"


def test_refugees_are_from_the_country_they_are_named_after(count):
    (figure,) = count("They met some of the 40,000 Syrian refugees and many others from Sudan.")

    assert figure.origin is not None
    assert figure.origin.name == "Syria"


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Some 800 people fled Sudan.", Category.CROSS_BORDER_DISPLACEMENTS),
        ("Some 800 people fled Mosul.", Category.INTERNAL_DISPLACEMENTS),
        ("Some 800 people fled the group's last bastion in eastern Syria.", Category.INTERNAL_DISPLACEMENTS),
        ("Some 800 people fled northern Sudan.", Category.INTERNAL_DISPLACEMENTS),
        ("Some 800 people fled northern Sudan for Chad.", Category.CROSS_BORDER_DISPLACEMENTS),
        ("Some 800 people fled Sudan's war.", Category.CROSS_BORDER_DISPLACEMENTS),
        ("Fighting in Sudan displaced 800 people.", Category.INTERNAL_DISPLACEMENTS),
    ],
)
def test_who_flees_a_whole_country_crosses_its_border(count, text, category):
    (figure,) = count(text)

    assert figure.category is category


def test_people_who_go_home_go_to_their_country(count):
    (figure,) = count("Some 9,000 Palestinians went home from Turkey.")

    assert figure.origin is not None
    assert figure.destination is not None
    assert (figure.origin.name, figure.destination.name) == ("Turkey", "Palestine")


def test_a_capital_where_a_government_says_so_is_not_where_people_are(count):
    (figure,) = count("More than 900 people have fled to Syria, the government in Beirut said.")

    assert (figure.location, figure.destination.name) == (None, "Syria")


def test_residents_who_go_home_go_to_their_town(count):
    (figure,) = count("Some 3,000 residents of Goma have returned home.")

    assert figure.origin is None
    assert figure.destination is not None
    assert figure.destination.name == "Goma"


def test_homes_go_nowhere(count):
    (figure,) = count("The river has eaten into Goma: 480 homes are gone.")

    assert figure.destination is None
    assert figure.location is not None
    assert figure.location.name == "Goma"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Some 900 have arrived in Goma and 300 are staying in Mosul.", [None, "Goma", None]),
        ("Some 2,300 people fled Goma to Kharkiv in Ukraine.", ["Goma", "Kharkiv", None]),
        ("Chad accused Israel of having killed 35 people.", [None, None, None]),
        ("Dozens were killed in the worst violence since rebels seized power in Goma.", [None, None, None]),
    ],
)
def test_where_others_are_or_who_is_blamed_is_not_where_it_happened(count, text, places):
    figure = count(text)[0]

    found = (figure.origin, figure.destination, figure.location)
    assert [place and place.name for place in found] == places


def test_who_crosses_a_river_inside_the_only_country_told_of_crosses_no_border(count):
    (figure,) = count("Kharkiv was shelled. Some 18,600 people crossed the river into Kharkiv region.")

    assert figure.category is Category.INTERNAL_DISPLACEMENTS
    assert figure.destination is not None
    assert figure.destination.name == "Kharkiv region"


@pytest.mark.parametrize(
    "text",
    [
        "Some 18,600 people crossed the border into Kharkiv region.",
        "Moscow fell silent. Some 18,600 people crossed the river into Kharkiv region.",
        "Some 600 Syrian families crossed the river into Kharkiv region.",
    ],
)
def test_who_crosses_a_border_or_comes_from_elsewhere_does_cross_it(count, text):
    (figure,) = count(text)

    assert figure.category is Category.CROSS_BORDER_DISPLACEMENTS


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Residents fled to Goma after rebels burned 140 homes.", None),
        ("Some 3,000 residents fled to Goma after rebels attacked Mosul and burned 140 homes.", "Mosul"),
        ("Soldiers killed 140 people before the survivors sought refuge in Goma.", None),
        ("Residents fled to Goma. About 140 homes were burned.", None),
        ("Residents fled to Goma, where 900 are sheltering. Later 140 people were killed.", None),
        ("Rebels burned 140 homes in Goma.", "Goma"),
    ],
)
def test_homes_and_dead_are_not_where_the_others_fled(count, text, place):
    (figure,) = [one for one in count(text) if one.value == 140]

    assert (figure.location and figure.location.name) == place


def test_who_shelters_in_the_town_that_others_fled_to_is_there(count):
    (figure,) = count("Residents fled to Goma, where 9,800 people are sheltering in two schools.")

    assert figure.location is not None
    assert figure.location.name == "Goma"


@pytest.mark.parametrize(
    "text",
    [
        "Rain has killed at least 23 people in Chad and across the border in Sudan.",
        "Rain has killed at least 23 people in Chad and in neighbouring Sudan.",
    ],
)
def test_the_dead_of_two_countries_are_in_neither_alone(count, text):
    (figure,) = count(text)

    assert figure.location is None


def test_what_happened_years_before_a_report_is_history(count):
    recent, old = count(
        "A quake killed nine people in Goma on Monday. In 2015 a quake killed two people in Mosul.",
        published=date(2026, 11, 11),
    )

    assert (recent.modality, old.modality) == (Modality.ACTUAL, Modality.HISTORICAL)


def test_what_a_report_says_for_a_place_is_told_of_it(count):
    (figure,) = count("For Goma, the report states that 23,400 people were evacuated.")

    assert (figure.destination, figure.location and figure.location.name) == (None, "Goma")


def test_who_flees_fighting_in_a_town_to_its_region_is_from_the_town(count):
    (figure,) = count("Fighting in Kharkiv displaced 310 families to other towns of Kharkiv region.")

    assert (figure.origin and figure.origin.name, figure.location) == ("Kharkiv", None)


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Turkey have received 78,000 and 11,000 Syrian refugees.",
        "Chad and Turkey hosted 78,000 and 11,000 refugees respectively.",
    ],
)
def test_two_numbers_of_two_places_have_one_each(count, text):
    assert [(one[0], one[3]) for one in told(count(text))] == [(78_000, "Chad"), (11_000, "Turkey")]


def test_soldiers_a_country_lost_fell_elsewhere(count):
    figures = count("Chad lost 13 peacekeepers, Turkey three.")

    assert [(one.value, one.location) for one in figures] == [(13, None), (3, None)]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Chad repatriated 1,021 citizens from Turkey this week.", ("Turkey", "Chad", None)),
        ("In Turkey, officials said 1,021 Syrian refugees had gone home.", ("Turkey", "Syria", None)),
        ("Turkey and Chad were thanked. Some 1,021 Syrian returnees were registered.", (None, "Syria", None)),
    ],
)
def test_who_comes_back_from_abroad_goes_to_their_own_country(count, text, where):
    assert told(count(text)) == [(1021, *where)]


def test_places_of_a_list_may_bear_their_kind(count):
    figures = count("Families fled to Goma town (820 households) and Mosul town (490 households).")

    assert [one[2] for one in told(figures)] == ["Goma", "Mosul"]


def test_who_seeks_refuge_in_a_country_is_a_refugee_there(count):
    (figure,) = count("Around 570,000 have sought refuge in Chad.")

    assert figure.category is Category.REFUGEES


def test_another_number_told_of_another_place_is_there(count):
    _, second = count("Mosul hosts 12,000 displaced people. In Goma, the figure was 9,800.")

    assert told([second]) == [(9800, None, None, "Goma")]


def test_the_country_of_a_record_is_not_where_others_were_killed(count):
    figures = count("Trains collided near Mosul, killing 288 people in China's worst accident since 1995.")

    assert told(figures) == [(288, None, None, "Mosul")]


def test_a_country_gets_back_its_own(count):
    (figure,) = count("Chad received 3,600 deported nationals from Turkey in January.")

    assert (figure.category, *told([figure])[0][1:]) == (Category.RETURNS, "Turkey", "Chad", None)


def test_homes_stay_where_their_people_fled_from(count):
    figures = count("Alert: 640 families (3,200 ind.) newly displaced from Mosul to Goma; 240 homes burnt.")

    assert told(figures)[0] == (640, "Mosul", "Goma", None)
    assert told(figures)[2] == (240, None, None, "Mosul")
