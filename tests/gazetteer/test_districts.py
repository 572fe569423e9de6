"""Second-order divisions: where they lie, how they are called, and what stays a town."""

import csv

import pytest
import shapely
from scripts_of import load_script

from geomap.constants import Precision
from geomap.geo import distance_m
from geomap.resources import data_path

names = load_script("district_names")
NEAR_DEGREES = 0.3
"""Polygons are generalized, and the mean of settlements on a bay may lie outside."""


def rows_of(name):
    with data_path(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def districts(all_places):
    """Those made from districts.csv."""
    return [
        place
        for place in all_places
        if place.place_id.startswith("admin2:") and place.country_code not in ("US", "GB")
    ]


def test_the_districts_of_a_country_whose_word_for_them_is_known_are_there(districts):
    kinds = {row["country_code"] for row in rows_of("lexicon/admin2_kinds.csv")}

    assert len(districts) > 8000
    assert {place.country_code for place in districts} <= kinds
    assert {place.precision for place in districts} == {Precision.ADMIN1}


def test_nearly_every_district_lies_in_its_division(gazetteer, districts):
    far = []
    for place in districts:
        division = gazetteer.admin1_of(place)
        shape = None if division is None else gazetteer.shape(division.place_id)
        point = shapely.Point(place.longitude, place.latitude)
        if shape is not None and shape.distance(point) > NEAR_DEGREES:
            far.append(place.place_id)

    assert len(far) < 20, far


def test_no_district_stands_in_the_table_twice(gazetteer, districts):
    doubles = [
        (place.place_id, other.place_id)
        for place in districts
        for other in gazetteer.lookup(place.name)
        if other.place_id != place.place_id
        and other.feature_class in "AL"
        and other.country_code == place.country_code
        and distance_m(place.longitude, place.latitude, other.longitude, other.latitude) < 30_000
    ]

    assert doubles == []


@pytest.mark.parametrize(
    ("name", "admin1"),
    [
        ("Kupwara District", "Jammu and Kashmir"),
        ("Gwoza LGA", "Borno State"),
        ("Gwoza Local Government Area", "Borno State"),
        ("Bakhmut Raion", "Donetsk Oblast"),
        ("Tell Abyad District", "Raqqa Governorate"),
        ("Sudzhansky District", "Kursk Oblast"),
        ("Sudzha District", "Kursk Oblast"),
        ("Mueda District", "Cabo Delgado Province"),
        ("Douentza Cercle", "Mopti Region"),
        ("South Tapanuli Regency", "North Sumatra"),
        ("Erode District", "Tamil Nadu"),
    ],
)
def test_a_district_is_found_under_the_words_news_has_for_it(gazetteer, name, admin1):
    first = gazetteer.lookup(name)[0]

    assert (first.feature_code, first.admin1) == ("ADM2", admin1)


@pytest.mark.parametrize("name", ["Kupwara", "Gwoza", "Bakhmut", "Goma", "Manbij", "Pokrovsk", "Erode"])
def test_a_bare_name_stays_with_the_town(gazetteer, name):
    assert gazetteer.lookup(name)[0].feature_class == "P"
    assert not any(place.place_id.startswith("admin2:") for place in gazetteer.lookup(name))


def test_a_bare_name_that_nothing_else_bears_is_the_districts(gazetteer):
    (place,) = gazetteer.lookup("Lasbela")

    assert (place.name, place.admin1) == ("Lasbela District", "Balochistan")


@pytest.mark.parametrize(
    "name",
    ["Long District", "Same District", "Central District", "Northern District", "Independence District"],
)
def test_ordinary_words_before_district_are_no_district(gazetteer, name):
    assert not any(place.feature_code == "ADM2" for place in gazetteer.lookup(name))


@pytest.mark.parametrize(
    ("name", "country_code", "bare"),
    [
        ("Shahrestān-e Fasā", "IR", "Fasā"),
        ("Département d’ Aguié", "NE", "Aguié"),
        ("Kabupaten Tapanuli Tengah", "ID", "Central Tapanuli"),
        ("Kota Medan", "ID", None),
        ("Bakhmut Raion", "UA", "Bakhmut"),
        ("Administrative Zone 1", "ET", None),
        ("Northern District", "LR", None),
        ("Yushu Zangzu Zizhizhou", "CN", "Yushu"),
    ],
)
def test_only_the_bare_name_is_kept(name, country_code, bare):
    assert names.bare_district_name(name, country_code) == bare


def test_an_adjective_leads_to_the_town_it_is_made_from():
    assert "Sudzha" in names.seat_names("Sudzhanskiy")
    assert names.english_adjective("Sudzhanskiy") == "Sudzhansky"
    assert names.seat_names("Kupwara") == ("Kupwara",)
