"""Places of figures that a text only describes: their words, where the grammar says from, to or in."""

import pytest

from geomap.constants import Category, PlaceRole


def said(figure):
    """The words for each place, by its role."""
    return {one.role.value: one.name for one in figure.described}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("About 3,200 people fled Daesh-held territory last week.", "Daesh-held territory"),
        ("Some 900 families left the rebel enclave on Monday.", "the rebel enclave"),
        ("More than 4,000 civilians fled IS's last bastion.", "IS's last bastion"),
        ("Rescuers evacuated 250 residents from the danger zone.", "the danger zone"),
        ("Nearly 2,000 residents of coastal villages were evacuated.", "coastal villages"),
        ("Over 20,000 people fled the siege of the enclave.", "the enclave"),
        (
            "Some 7,500 people have left areas held by the group since Friday.",
            "areas held by the group",
        ),
        (
            "Some 5,000 people fled villages under rebel control near the front.",
            "villages under rebel control near the front",
        ),
        ("Some 1,200 farmers left their land after the drought.", "their land"),
        ("About 500 people fled Russia-held territory.", "Russia-held territory"),
        ("Some 2,100 people were moved from the slopes of the volcano.", "the slopes of the volcano"),
        ("The island's 6,500 residents were evacuated.", "the island"),
        ("Some 700 people from across the country were displaced.", "across the country"),
    ],
)
def test_the_words_for_where_people_come_from_are_kept(count, text, words):
    (figure,) = count(text)

    assert said(figure)["origin"] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Around 12,000 displaced people have returned to their villages.", "their villages"),
        ("Over 3,000 families returned to their areas of origin.", "their areas of origin"),
        ("About 1,500 families fled to safer areas.", "safer areas"),
        ("About 1,500 families left Mosul and fled to safer areas.", "safer areas"),
        ("About 1,100 villagers fled into the forest.", "the forest"),
        ("At least 30,000 people have crossed into neighbouring countries.", "neighbouring countries"),
        ("The army evacuated 400 people to emergency shelters.", "emergency shelters"),
        ("The army sent 1,900 families back to their villages.", "their villages"),
        ("Around 18,500 people have gone back to the border villages.", "the border villages"),
        (
            "Some 340 families left Mosul for rebel-held areas east of the river.",
            "rebel-held areas east of the river",
        ),
    ],
)
def test_the_words_for_where_people_go_are_kept(count, text, words):
    (figure,) = count(text)

    assert said(figure) == {"destination": words}


@pytest.mark.parametrize(
    ("text", "words", "unplaced"),
    [
        (
            "About 6,000 people are sheltering in 14 schools and mosques.",
            "14 schools and mosques",
            "in 14 schools and mosques",
        ),
        ("Fighting has displaced 45,000 people in three districts.", "three districts", "in three districts"),
        ("At the border, 1,300 refugees are waiting.", "the border", "at the border"),
        ("The camp has taken in 700 refugees.", "the camp", "in the camp"),
        (
            "About 220,000 people live in makeshift camps on the edge of the desert.",
            "makeshift camps on the edge of the desert",
            "in makeshift camps on the edge of the desert",
        ),
        (
            "More than 10,000 people live in informal settlements along the border.",
            "informal settlements along the border",
            "in informal settlements along the border",
        ),
    ],
)
def test_the_words_for_where_people_are_are_kept(count, text, words, unplaced):
    (figure,) = count(text)

    assert said(figure) == {"location": words}
    assert figure.unplaced == unplaced


def test_words_carry_their_span_and_role(count):
    text = "About 3,200 people fled Daesh-held  territory last week."
    (figure,) = count(text)
    (words,) = figure.described

    assert words.role is PlaceRole.ORIGIN
    assert text[words.start : words.end] == words.text == "Daesh-held  territory"
    assert words.name == "Daesh-held territory"
    assert figure.origin is None


@pytest.mark.parametrize(
    "text",
    [
        "Some 800 people fled the scene.",
        "Some 800 people fled the fighting in panic.",
        "Some 60 people were displaced in the fighting.",
        "About 2,300 people were displaced in the area.",
        "Floods displaced 2,300 people in the second quarter.",
        "Some 300 patients were evacuated on medical grounds.",
        "Relief workers reached 40,000 displaced people in need of food.",
        "The minister told reporters in the hotel that 9,000 people had been displaced.",
        "At least 2,100 people have fled since gunmen attacked the village.",
        "Some 600 camp residents were evacuated.",
        "Floods have left 24,000 people homeless and closed the road to the airport.",
        "Clashes left 514,000 people without a roof and $500 million from a hundred countries.",
        "About 7,000 refugees took part in the meeting at the camp.",
    ],
)
def test_what_is_no_place_of_those_counted_is_left_out(count, text):
    for figure in count(text):
        assert figure.described == ()


def test_who_left_a_meeting_is_nowhere(count):
    assert count("About 40 people left the meeting.") == ()


def test_the_dead_have_no_described_place(count):
    (figure,) = count("Shells killed 12 people in the enclave.")

    assert figure.described == ()


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("Some 5,000 people fled Syria's last rebel enclave.", "Syria"),
        ("Some 5,000 people left the rebel enclave of Mosul.", "Mosul"),
    ],
)
def test_a_named_place_in_the_phrase_goes_before(count, text, origin):
    (figure,) = count(text)

    assert figure.origin is not None
    assert figure.origin.name == origin
    assert figure.unplaced is None


def test_a_named_place_behind_the_phrase_goes_before(count):
    (figure,) = count("Some 5,000 people fled villages in Mosul.")

    assert figure.origin or figure.location
    assert figure.unplaced is None


def test_a_place_meant_goes_before(count):
    figures = count("Shells hit Mosul on Friday. Some 900 people fled the city.")

    assert [one.origin.name for one in figures if one.origin] == ["Mosul"]
    assert figures[-1].unplaced is None


def test_words_stand_beside_a_place_in_another_role(count):
    (figure,) = count("Some 900 people fled rebel-held territory to Turkey.")

    assert figure.destination is not None
    assert figure.destination.name == "Turkey"
    assert figure.unplaced == "from rebel-held territory"


def test_a_figure_of_described_origin_keeps_the_place_of_the_text(count):
    figures = count("Fighting went on in Mosul. Some 900 families left the rebel enclave on Monday.")

    assert [one.location.name for one in figures if one.location] == ["Mosul"]
    assert figures[-1].unplaced == "from the rebel enclave"


def test_each_number_has_the_words_told_of_it(count):
    first, second = count("Some 300 people fled to camps and 200 people fled to villages.")

    assert (said(first), said(second)) == ({"destination": "camps"}, {"destination": "villages"})


def test_a_part_has_its_own_words(count):
    first, second = count("Some 12,000 people fled their homes, 4,000 of them to neighbouring countries.")

    assert (said(first), said(second)) == ({}, {"destination": "neighbouring countries"})


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("More than 1,000 people fled their country.", Category.CROSS_BORDER_DISPLACEMENTS),
        ("More than 1,000 people fled to other countries.", Category.CROSS_BORDER_DISPLACEMENTS),
        ("More than 1,000 people fled to other parts of the country.", Category.INTERNAL_DISPLACEMENTS),
        ("Some 700 people from across the country were displaced.", Category.INTERNAL_DISPLACEMENTS),
    ],
)
def test_who_flees_a_country_that_is_not_named_crosses_its_border(count, text, category):
    (figure,) = count(text)

    assert figure.category is category


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        ("Some 2,000 people fled Mazeze to Goma.", "origin", "Mazeze"),
        ("Some 2,000 people fled to Mazeze.", "destination", "Mazeze"),
        ("Rebels burned 140 homes in Mazeze, and most residents fled to Goma.", "location", "Mazeze"),
        ("More than 3,000 residents of Ocua fled.", "origin", "Ocua"),
    ],
)
def test_the_name_of_a_village_that_nobody_knows_is_kept(count, text, role, name):
    (figure,) = count(text)

    assert said(figure) == {role: name}


def test_a_number_keeps_the_unknown_village_and_not_the_town_of_the_next(count):
    first, second = count("Some 5,000 people fled to Mazeze and 300 to Goma.")

    assert said(first) == {"destination": "Mazeze"}
    assert (first.location, second.origin) == (None, None)
    assert second.destination is not None
    assert second.destination.name == "Goma"


def test_who_died_in_an_unknown_village_did_not_in_the_town_named_before(count):
    figures = count(
        "Rebels raided Goma on Monday, killing nine. A second attack struck Ocua, killing six people."
    )

    assert [one.location and one.location.name for one in figures] == ["Goma", None]
