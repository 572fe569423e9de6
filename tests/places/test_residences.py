"""Residences stand for who governs there, and are places where something happens at them."""

import pytest

from geomap.models import Document


def read(pipeline, text):
    """What the pipeline finds in a text."""
    return pipeline.parse(Document(document_id="test", text=text))


@pytest.mark.parametrize(
    ("text", "name", "country_code"),
    [
        ("Protesters gathered outside the White House on Friday.", "White House", "US"),
        ("The king received his guests in the Kremlin on Tuesday.", "Kremlin", "RU"),
        ("Shots were heard near the Pentagon.", "Pentagon", "US"),
        ("Talks were held at 10 Downing Street.", "Downing Street", "GB"),
    ],
)
def test_a_residence_is_a_site_where_something_happens_at_it(pipeline, text, name, country_code):
    (mention,) = [one for one in read(pipeline, text).mentions if one.text == name]

    assert (mention.place.feature_class, mention.place.country_code) == ("S", country_code)


@pytest.mark.parametrize(
    "text",
    [
        "The Kremlin said it had shot down the drones.",
        "Pressure from the White House grew.",
        "She worked at the White House press office.",
        "Downing Street rejected the plan.",
    ],
)
def test_a_residence_that_acts_is_no_place(pipeline, text):
    assert read(pipeline, text).mentions == ()


def test_a_protest_outside_a_residence_is_there(pipeline):
    (event,) = read(pipeline, "Protesters gathered outside the White House on Friday.").events

    assert (event.location.name, event.precision) == ("White House", "site")


def test_a_town_called_like_a_quarter_of_ministries_is_a_town(pipeline):
    (mention,) = read(pipeline, "A barn burned down in Whitehall, Ohio.").mentions[:1]

    assert (mention.place.name, mention.place.admin1) == ("Whitehall", "Ohio")


def test_a_sign_behind_a_word_and_a_comma_is_no_state(pipeline):
    mentions = read(pipeline, "The raid, PA officials said in Ramallah, was a mistake.").mentions

    assert "Pennsylvania" not in {one.place.name for one in mentions if one.place}
