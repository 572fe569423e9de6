"""Small places far from all that a text tells of are not meant, though no other bears the name."""

import pytest

from geomap.models import Document


def place_of(pipeline, text, name):
    """The mention of a name in a text."""
    mentions = pipeline.parse(Document(document_id="test", text=text)).mentions
    return next(mention for mention in mentions if mention.text.startswith(name))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Insurgents burned homes in Sinaia, Nangade district, on Monday.", "Sinaia"),
        ("Insurgents burned homes in Sinaia, Nangade district, Cabo Delgado, on Monday.", "Sinaia"),
        ("Families fled Rambin, a village in Niger's Tillaberi region, for Niamey and Ayorou.", "Rambin"),
        (
            "Aid reached the village of Norcia in Kenya's Turkana county, and trucks left Lodwar for Kakuma.",
            "Norcia",
        ),
        ("Clashes in Medio San Juan (Chocó), Colombia, drove 1,280 people to Istmina.", "Medio San Juan"),
        ("Homes in Yambali and Tulum, Enga province, Papua New Guinea, lie under mud near Wabag.", "Tulum"),
    ],
)
def test_a_far_namesake_is_not_put_on_the_map_but_can_be_chosen(pipeline, text, name):
    mention = place_of(pipeline, text, name)

    assert mention.place is None
    assert mention.candidate_count >= len(mention.candidates)


@pytest.mark.parametrize(
    ("text", "name", "country_code"),
    [
        (
            "Soldiers entered Sinaia while Romania's president met a guest from Kenya in Bucharest.",
            "Sinaia",
            "RO",
        ),
        ("Serbia and Kosovo sent envoys to Rambouillet for talks.", "Rambouillet", "FR"),
        ("Iran, Israel and Qatar sent envoys to Geneva.", "Geneva", "CH"),
        ("Shells fell on Vovchansk, Kharkiv region, and on Belgorod.", "Vovchansk", "UA"),
    ],
)
def test_a_place_that_the_text_supports_or_that_is_well_known_stays(pipeline, text, name, country_code):
    place = place_of(pipeline, text, name).place

    assert place is not None
    assert place.country_code == country_code


def test_points_of_the_compass_are_no_divisions_of_iceland(pipeline):
    text = "The camp lies in South Kilburn, and ministers from London and Leeds went there."
    mentions = pipeline.parse(Document(document_id="test", text=text)).mentions

    assert "IS" not in {mention.place.country_code for mention in mentions if mention.place}


def test_the_canton_of_a_province_lies_in_it(pipeline):
    text = "Gunmen attacked a farm in the El Carmen canton of Ecuador's Manabí province; Colombia sent help."

    assert place_of(pipeline, text, "El Carmen").place.country_code == "EC"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Soldiers fought rebels near San Fernando, Bukidnon, in the Philippines.", "San Fernando"),
        ("A fire burned in Grantville, Pennsylvania, on Monday.", "Grantville"),
    ],
)
def test_a_town_of_another_province_than_the_text_says_is_not_meant(pipeline, text, name):
    assert place_of(pipeline, text, name).place is None


@pytest.mark.parametrize(
    ("text", "name", "admin1"),
    [
        ("Soldiers fought rebels in San Fernando, La Union, in the Philippines.", "San Fernando", "Ilocos"),
        ("A fire burned in Springfield, Missouri, on Monday.", "Springfield", "Missouri"),
    ],
)
def test_a_town_of_the_province_that_the_text_says_is_meant(pipeline, text, name, admin1):
    assert place_of(pipeline, text, name).place.admin1 == admin1
