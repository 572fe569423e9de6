"""Names that begin with a word for a landform are found whole; a town's outskirts show the town."""

import pytest

from geomap.models import Document


def places_of(pipeline, text):
    """Words and place of each mention."""
    document = Document(document_id="test", text=text)
    return {mention.text: mention.place for mention in pipeline.parse(document).mentions}


@pytest.mark.parametrize("name", ["Wadi Hadramawt", "Wadi Tharmad", "Jebel Sifan", "Khirbet Zannuta"])
def test_a_valley_or_a_hamlet_is_one_name(pipeline, name):
    found = places_of(pipeline, f"Families fled from {name} on Sunday after the army shelled it.")

    assert list(found) == [name]


def test_what_the_gazetteer_lacks_is_not_put_where_its_second_word_is(pipeline):
    found = places_of(pipeline, "Shells fell on Jebel Sirte, the Yemeni army said in Aden.")

    assert found["Jebel Sirte"] is None
    assert found["Aden"].country_code == "YE"


def test_outskirts_and_a_country_behind_a_comma_show_a_town(pipeline):
    text = "Ukraine said Russia held Huliaipole's eastern districts and Siversk's outskirts."

    assert {"Huliaipole", "Siversk"} <= set(places_of(pipeline, text))


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Gunmen attacked a post in Soum province, in northern Burkina Faso.", "Soum province", "ADM2"),
        ("Boko Haram raided farms in Mayo-Sava, Cameroon.", "Mayo-Sava", "ADM2"),
        ("Boats crossed the Ruzizi River into Burundi.", "Ruzizi River", "STM"),
        ("Drones from Iraq hit the Hamrin Mountains near Kirkuk.", "Hamrin Mountains", "MTS"),
    ],
)
def test_provinces_rivers_and_mountains_of_the_news_are_known(pipeline, text, name, code):
    assert places_of(pipeline, text)[name].feature_code == code


def test_a_particle_joins_a_city_to_a_longer_name(pipeline):
    found = places_of(pipeline, "A drone fell near Cuhureștii de Jos in Moldova.")

    assert "NG" not in {place.country_code for place in found.values() if place}


def test_a_village_is_not_seen_in_one_word_of_a_longer_name(pipeline):
    found = places_of(
        pipeline, "Indian troops fired across the river at Tatta Pani on Sunday, Pakistan's army said."
    )

    assert "Tatta Pani" in found
    assert found["Tatta Pani"] is None
