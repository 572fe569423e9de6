"""Towns that bear the name of a country: a "Lebanon High School" is in none of that name."""

import pytest

import geomap


@pytest.mark.parametrize(
    "text",
    [
        "Lebanon High School was shut on Friday after a threat.",
        "Lebanon Fire Department crews freed a driver, Boone County officials said.",
        "Lebanon police arrested two men, the Boone County sheriff said.",
        "A Lebanon man was arrested, Boone County sheriff's deputies said. Lebanon has 17,000 people.",
    ],
)
def test_what_only_towns_have_tells_a_town(text):
    found = [mention for mention in geomap.parse(text).mentions if mention.text == "Lebanon"]

    assert found
    assert {(one.place.country_code, one.place.feature_class) for one in found if one.place} == {("US", "P")}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lebanon police arrested two men on Friday.", "Lebanon"),
        ("A Lebanon man was arrested in Beirut, the Orange County sheriff said.", "Lebanon"),
        ("A Lebanon man was held in Orange County after Lebanese police had asked for it.", "Lebanon"),
        ("Kenya police arrested two men in Kiambu County.", "Kenya"),
        ("A Georgia man was arrested in Fulton County.", "Georgia"),
        ("Puerto Rico Police Department officers shot a man.", "Puerto Rico"),
    ],
)
def test_a_country_whose_places_or_people_are_named_too_stays_one(text, name):
    first, *_ = [mention for mention in geomap.parse(text).mentions if mention.text == name]

    assert first.place is not None
    assert first.place.feature_class == "A"
