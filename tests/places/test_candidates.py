"""Which places a mention may mean."""

import pytest

from geomap.gazetteer.store import open_gazetteer
from geomap.places.candidates import CandidateFinder


@pytest.fixture(scope="module")
def finder():
    return CandidateFinder(open_gazetteer())


def options(finder, name, text=None):
    """The options of a name inside a text, by default the name alone."""
    text = text or name
    start = text.index(name)
    return finder.find(text, start, start + len(name))


def test_a_region_named_with_its_kind_word_is_no_city(finder):
    found = options(finder, "Kharkiv region").options

    assert {option.place.feature_code for option in found} == {"ADM1"}


def test_a_kind_word_beside_the_span_counts_too(finder):
    found = options(finder, "Idlib", "in the province of Idlib").options

    assert any(option.fits_kind and option.place.feature_code == "ADM1" for option in found)
    assert any(option.fits_kind is False and option.place.feature_class == "P" for option in found)


def test_a_county_is_the_second_order_division(finder):
    found = options(finder, "Walker County").options

    assert found
    assert all(option.place.feature_code == "ADM2" for option in found)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Kupwara district", None),
        ("district of Kupwara", None),
        ("Kupwara", "in the Kupwara and Baramulla districts"),
        ("Kupwara", "a village in the district of Kupwara"),
        ("Gwoza lga", None),
        ("Bakhmut raion", None),
    ],
)
def test_a_district_is_told_by_the_word_for_it_beside_or_before_its_name(finder, name, text):
    best = options(finder, name, text).options[0]

    assert (best.place.feature_code, best.fits_kind) == ("ADM2", True)


def test_a_district_goes_by_another_spelling_of_its_town(finder):
    best = options(finder, "Poonch district").options[0].place

    assert {option.place.name for option in options(finder, "Poonch district").options} >= {"Punch District"}
    assert best.feature_code == "ADM2"


def test_a_bare_name_of_a_town_has_no_district_among_its_options(finder):
    assert all(option.place.feature_code != "ADM2" for option in options(finder, "Kupwara").options)


def test_a_town_stays_an_option_where_its_country_has_no_district_of_the_name(finder):
    found = {option.place.country_code: option.place for option in options(finder, "Kaga district").options}

    assert found["NG"].feature_code == "ADM2"
    assert found["JP"].feature_class == "P"


@pytest.mark.parametrize(
    ("name", "country_code"),
    [("Emirati", "AE"), ("U.S.", "US"), ("Russians", "RU"), ("the United Kingdom", "GB")],
)
def test_demonyms_and_abbreviations_have_one_option(finder, name, country_code):
    found = options(finder, name)

    assert found.count == 1
    assert found.options[0].place.country_code == country_code


def test_a_state_abbreviation_means_the_state(finder):
    (option,) = options(finder, "Ky.").options

    assert (option.place.name, option.place.feature_code) == ("Kentucky", "ADM1")


def test_a_possessive_ending_does_not_hide_the_name(finder):
    assert options(finder, "Harbin's").options[0].place.name == "Harbin"


def test_a_place_inside_a_longer_name_is_marked_as_a_part(finder):
    found = options(finder, "Manila Cathedral").options

    assert found[0].place.name == "Manila"
    assert all(option.is_part for option in found)


@pytest.mark.parametrize("name", ["Xqzwv", "'s", "The", "…"])
def test_unknown_names_have_no_options(finder, name):
    assert options(finder, name).count == 0


def test_a_street_is_not_where_its_name_says(finder):
    assert options(finder, "Berlin Avenue").options == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a cable in the Baltic was cut", "Baltic Sea"),
        ("a boat in the eastern Pacific was hit", "Pacific Ocean"),
        ("a mill in Baltic was closed", "Baltic"),
    ],
)
def test_a_sea_called_for_short_has_an_article(finder, text, place):
    name = place.split()[0]
    found = finder.find(text, text.index(name), text.index(name) + len(name))
    assert found.options[0].place.name == place


def test_a_base_with_a_name_of_two_words_is_not_in_a_town_that_some_call_like_one_of_them(finder):
    assert not options(finder, "Soto Cano air base").options


@pytest.mark.parametrize(
    ("name", "best", "country_code"),
    [
        ("Fort Wayne church", "Fort Wayne", "US"),
        ("Tunis airport road", "Tunis", "TN"),
        ("Champs-Elysees boulevard", "Champs-Élysées", "FR"),
        ("Stearns counties", "Stearns County", "US"),
    ],
)
def test_words_in_lower_case_behind_a_name_belong_to_what_is_there(finder, name, best, country_code):
    found = options(finder, name)

    assert (found.options[0].place.name, found.options[0].place.country_code) == (best, country_code)
