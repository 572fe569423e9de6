"""Names behind an article: Arabic ones written small, and "the" before what may be a river or a town."""

import pytest

from geomap.models import Document


def places_of(pipeline, text):
    """Words and place of each mention."""
    document = Document(document_id="test", text=text)
    return {mention.text: mention.place for mention in pipeline.parse(document).mentions}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("ISIS attacked a post near al-Mayadin in Syria on Sunday.", "al-Mayadin", "SY"),
        ("Families left the al-Hol camp, the Syrian Red Crescent said.", "al-Hol", "SY"),
    ],
)
def test_a_name_with_a_small_arabic_article_is_found_whole(pipeline, text, name, country):
    assert places_of(pipeline, text)[name].country_code == country


def test_an_article_of_no_known_name_begins_no_mention(pipeline):
    found = places_of(pipeline, "Fighters of al-Qaeda in the Arabian Peninsula withdrew.")

    assert not any(name.startswith("al-") for name in found)


def test_a_river_that_towns_are_called_after_has_an_article(pipeline):
    text = "Bodies were found in Ciudad Juárez, across the Rio Grande from El Paso."

    assert places_of(pipeline, text)["Rio Grande"].feature_class == "H"


def test_a_name_before_a_noun_keeps_its_settlements(pipeline):
    text = "Police in Mexico closed the Rio Grande office in Rio Grande, Zacatecas."

    assert all(
        place.feature_class == "P" for name, place in places_of(pipeline, text).items() if "Rio" in name
    )


def test_a_small_word_is_no_part_of_a_citys_name(pipeline):
    found = places_of(
        pipeline, "A man was stabbed in Preston city centre, Lancashire Police said in Blackpool."
    )

    assert {place.country_code for place in found.values()} == {"GB"}


def test_an_abbreviation_inside_a_longer_name_says_nothing(pipeline):
    found = places_of(pipeline, "Gendarmes landed at La Tontoutes Airport near Nouméa, New Caledonia.")

    assert "US" not in {place.country_code for place in found.values() if place}
