"""Football clubs and newspapers that bear the name of a place are none."""

import pytest

from geomap.models import Document


def names_of(pipeline, text):
    """The words of all mentions."""
    return [mention.text for mention in pipeline.parse(Document(document_id="test", text=text)).mentions]


@pytest.mark.parametrize(
    "text",
    [
        "Shakhtar Donetsk drew with Dynamo Kyiv on Sunday.",
        "Hapoel Tel Aviv lost to Maccabi Haifa in the cup.",
        "The minister told the Times of India that talks would resume.",
    ],
)
def test_a_club_or_a_newspaper_called_after_a_place_is_none(pipeline, text):
    assert names_of(pipeline, text) == []


def test_the_city_of_a_club_is_a_place_where_it_stands_alone(pipeline):
    found = names_of(pipeline, "Dynamo Kyiv play in Kyiv. Shells fell in Donetsk, home of Shakhtar Donetsk.")

    assert found == ["Kyiv", "Donetsk"]
