"""Towns that bear the name of a country: a "Lebanon High School" is in none of that name."""

import pytest

import geomap
from geomap.models import Document


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


@pytest.mark.parametrize(
    ("source", "text", "country_code"),
    [
        ("ldnews.com", "A Lebanon woman won the race on Friday, ahead of two runners from Myerstown.", "US"),
        ("ldnews.com", "A Lebanon woman who lives in Damascus won the race on Friday.", "LB"),
        ("ldnews.com", "Many who live in Lebanon came, Lebanese and Syrian families among them.", "LB"),
        (None, "A Lebanon woman won the race on Friday.", "LB"),
    ],
)
def test_a_local_paper_means_the_town_near_it_unless_it_names_what_is_abroad(source, text, country_code):
    document = Document(document_id="test", text=text, source=source)
    mentions = geomap.parse(document).mentions
    first, *_ = [mention for mention in mentions if mention.text == "Lebanon"]

    assert first.place is not None
    assert first.place.country_code == country_code
