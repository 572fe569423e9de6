"""Names of first-order divisions."""

import pytest

from geomap.gazetteer.admin import Kind, bare_name, display_name, is_distinctive, name_variants
from geomap.gazetteer.names import fold

OBLAST = Kind(word="Oblast", is_in_name=True)
STATE = Kind(word="State", is_in_name=False)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Kharkiv Oblast", "Kharkiv"),
        ("Nakuru County", "Nakuru"),
        ("Republic of Karelia", "Karelia"),
        ("Jewish Autonomous Oblast", "Jewish"),
        ("Heilongjiang", "Heilongjiang"),
    ],
)
def test_the_bare_name_has_no_kind_word(name, bare):
    assert bare_name(name) == bare


def test_a_division_shows_the_kind_word_its_country_puts_into_the_name():
    assert display_name("Kharkiv", [OBLAST]) == "Kharkiv Oblast"


def test_a_name_that_has_a_kind_word_stays():
    assert display_name("Kyiv Oblast", [OBLAST]) == "Kyiv Oblast"


def test_a_kind_word_outside_the_name_is_not_shown():
    assert display_name("Bavaria", [STATE]) == "Bavaria"


@pytest.mark.parametrize(
    "form", ["Kharkiv", "Kharkiv Oblast", "Kharkiv region", "KHARKIV PROVINCE", "Region of Kharkiv"]
)
def test_a_division_is_found_under_the_forms_news_uses(form):
    folded = {fold(variant) for variant in name_variants(["Kharkiv Oblast"], [OBLAST])}

    assert fold(form) in folded


def test_a_mere_direction_is_no_name_of_a_division():
    variants = name_variants(["Northern State"], [STATE])

    assert "Northern State" in variants
    assert "Northern" not in variants


@pytest.mark.parametrize("name", ["Northern", "North East", "Central"])
def test_directions_are_not_distinctive(name):
    assert not is_distinctive(name)
