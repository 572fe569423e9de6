"""Regions, waters, landforms and sites that no list of towns has."""

import csv

import pytest

from geomap.geo import distance_m
from geomap.resources import data_path

SUBREGIONS = (
    "Northern Africa, Eastern Africa, Middle Africa, Southern Africa, Western Africa, Caribbean,"
    " Central America, South America, Northern America, Central Asia, Eastern Asia, South-eastern Asia,"
    " Southern Asia, Western Asia, Eastern Europe, Northern Europe, Southern Europe, Western Europe,"
    " Melanesia, Micronesia, Polynesia"
).split(", ")


def region_rows():
    with data_path("lexicon/regions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


@pytest.mark.parametrize(
    ("name", "longitude", "latitude"),
    [
        ("Africa", 21.0936, 7.1881),
        ("Asia", 89.2969, 29.8406),
        ("Europe", 9.1406, 48.6910),
        ("North America", -100.5469, 46.0732),
        ("South America", -57.6562, -14.6048),
        ("Oceania", 138.5156, -18.3128),
    ],
)
def test_a_continent_has_the_point_of_geonames(gazetteer, name, longitude, latitude):
    place = gazetteer.lookup(name)[0]

    assert place.feature_code == "CONT"
    assert distance_m(place.longitude, place.latitude, longitude, latitude) < 1_000


@pytest.mark.parametrize("name", SUBREGIONS)
def test_every_subregion_of_the_un_geoscheme_is_a_region(gazetteer, name):
    assert any(place.feature_code in ("RGN", "CONT") for place in gazetteer.lookup(name))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Red Sea", "SEA"),
        ("the Gulf", "GULF"),
        ("Golden Gate Bridge", "BDG"),
        ("Heathrow", "AIRP"),
        ("Kruger National Park", "PRK"),
        ("Times Square", "SQR"),
        ("Nuseirat refugee camp", "CMP"),
        ("Lake Pontchartrain", "LK"),
        ("South East Asia", "RGN"),
    ],
)
def test_a_well_known_name_is_first_of_all_what_the_world_calls_so(gazetteer, name, code):
    assert gazetteer.lookup(name.removeprefix("the "))[0].feature_code == code


@pytest.mark.parametrize("names", [("Volga", "Volga River", "River Volga"), ("River Trent", "Trent River")])
def test_a_river_is_found_with_the_word_on_either_side(gazetteer, names):
    found = {
        next(place.place_id for place in gazetteer.lookup(name) if place.feature_code == "STM")
        for name in names
    }

    assert len(found) == 1


@pytest.mark.parametrize("name", ["Snowdon", "Hyde Park", "Monticello", "Rio Negro", "New Britain"])
def test_a_name_that_towns_bear_still_means_a_town_too(gazetteer, name):
    assert "P" in {place.feature_class for place in gazetteer.lookup(name)}


@pytest.mark.parametrize("name", ["Red Sea", "Gulf"])
def test_the_bare_name_of_a_sea_is_no_division(gazetteer, name):
    assert "ADM1" not in {place.feature_code for place in gazetteer.lookup(name)}


@pytest.mark.parametrize(
    ("name", "country_code"),
    [("Red Sea State", "SD"), ("Red Sea Governorate", "EG"), ("Gulf Province", "PG")],
)
def test_a_division_named_after_a_sea_has_its_long_name(gazetteer, name, country_code):
    assert [place.country_code for place in gazetteer.lookup(name)] == [country_code]


@pytest.mark.parametrize("name", ["Arab League", "United Nations", "African Union"])
def test_a_body_is_an_actor_and_no_place(gazetteer, name):
    assert gazetteer.lookup(name) == ()


def test_every_region_keeps_its_names_and_its_point(gazetteer):
    for row in region_rows():
        place = gazetteer.get(row["place_id"])
        assert place is not None, row["place_id"]
        assert (place.longitude, place.latitude) == (
            pytest.approx(float(row["longitude"]), abs=1e-6),
            pytest.approx(float(row["latitude"]), abs=1e-6),
        )
        for name in filter(None, (row["name"], *row["alternates"].split(";"))):
            assert place in gazetteer.lookup(name), (row["name"], name)


def test_no_name_stands_twice_in_a_row_of_regions():
    for row in region_rows():
        names = [row["name"], *filter(None, row["alternates"].split(";"))]
        assert len({name.casefold() for name in names}) == len(names), row["name"]


def test_no_region_is_entered_twice():
    rows = {}
    for row in region_rows():
        rows.setdefault((row["name"].casefold(), row["kind"]), []).append(row)

    assert [key for key, same in rows.items() if len(same) > 1] == []
