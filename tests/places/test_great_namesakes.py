"""A small town bears the name of a great city: which of them a text means."""

import pytest

from geomap.models import Document


def country_of(pipeline, text, name):
    """The country of the place that a name in a text means."""
    mentions = pipeline.parse(Document(document_id="test", text=text)).mentions
    mention = next(mention for mention in mentions if mention.text == name)
    return mention.place and mention.place.country_code


@pytest.mark.parametrize(
    ("text", "name", "country_code"),
    [
        (
            "The Swiss firm will close plants in Eindhoven and in Leeds. Its U.S. rival withdrew its bid.",
            "Leeds",
            "GB",
        ),
        (
            "The singer left Dakar for Bamako and Paris. She will tour Canada, with concerts in Montreal and"
            " Toronto.",
            "Paris",
            "FR",
        ),
        ("Canadian doctors met in London on Monday.", "London", "GB"),
    ],
)
def test_a_great_city_is_meant_where_only_the_country_of_the_town_is_named(
    pipeline, text, name, country_code
):
    assert country_of(pipeline, text, name) == country_code


@pytest.mark.parametrize(
    ("text", "name", "country_code"),
    [
        ("A fire destroyed a mill in Paris, Ontario, on Monday.", "Paris", "CA"),
        (
            "Firemen from Brantford, Cambridge and Hamilton came to Paris, Ontario. Paris thanked them.",
            "Paris",
            "CA",
        ),
        ("A judge in Athens, Georgia, sent the case back to Atlanta.", "Athens", "US"),
    ],
)
def test_a_town_is_meant_where_the_text_says_so(pipeline, text, name, country_code):
    assert country_of(pipeline, text, name) == country_code


@pytest.mark.parametrize(
    ("text", "name", "country_code"),
    [
        ("Voters in Florida went to the polls.", "Florida", "US"),
        ("Fires burned in Montana.", "Montana", "US"),
        ("Hundreds marched in Southampton.", "Southampton", "GB"),
        ("Hundreds marched in Bari.", "Bari", "IT"),
        ("Hundreds marched in Trujillo.", "Trujillo", "PE"),
        ("Hundreds marched in Salvador.", "Salvador", "BR"),
        ("Hundreds marched in Gold Coast.", "Gold Coast", "AU"),
        ("Nicaraguan police arrested a priest in Granada.", "Granada", "NI"),
        ("Al-Shabaab fighters attacked a base in Bari, Somalia.", "Bari", "SO"),
        ("Venezuela's opposition marched in Caracas, Mérida and Trujillo.", "Trujillo", "VE"),
    ],
)
def test_the_better_known_place_is_meant_unless_the_country_of_another_is_named(
    pipeline, text, name, country_code
):
    assert country_of(pipeline, text, name) == country_code
