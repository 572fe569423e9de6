"""Settlements that GeoNames has without a population, and better-known namesakes."""

import csv

import pytest
import shapely

from geomap.geo import distance_m
from geomap.resources import data_path

FEATURES = {"town": "PPL", "village": "PPL", "quarter": "PPLX", "camp": "CMP", "crossing": "CSTM"}
NEAR_DEGREES = 0.13
"""Polygons are generalized, and points are good to about 10 km."""


def rows_of(name):
    with data_path(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


SETTLEMENTS = rows_of("lexicon/settlements.csv")


def names_of(row):
    return [row["name"], *filter(None, row["alternates"].split(";"))]


def test_every_settlement_lies_in_its_division_and_country(gazetteer):
    for row in SETTLEMENTS:
        division = gazetteer.admin1(row["admin1"])
        assert division is not None, row
        assert division.country_code == row["country_code"], row
        shape = gazetteer.shape(division.place_id)
        if shape is None:
            shape = gazetteer.shape(gazetteer.country(row["country_code"]).place_id)
        point = shapely.Point(float(row["longitude"]), float(row["latitude"]))
        assert shape is None or shape.distance(point) < NEAR_DEGREES, row


def test_every_settlement_is_found_under_all_its_names(gazetteer):
    for row in SETTLEMENTS:
        place = gazetteer.get(row["place_id"])
        assert place.feature_code == FEATURES[row["kind"]]
        assert place.population is None
        for name in names_of(row):
            assert place in gazetteer.lookup(name), (row["place_id"], name)


def test_no_settlement_and_no_name_of_one_is_entered_twice():
    identifiers = [row["place_id"] for row in SETTLEMENTS]

    assert len(set(identifiers)) == len(identifiers)
    for row in SETTLEMENTS:
        names = [name.casefold() for name in names_of(row)]
        assert len(set(names)) == len(names), row


def test_no_settlement_stands_beside_one_of_its_primary_name(gazetteer):
    """A row is for what the list of towns lacks, so no town of the same name is near."""
    for row in SETTLEMENTS:
        if row["kind"] in ("town", "village"):
            longitude, latitude = float(row["longitude"]), float(row["latitude"])
            same = [
                place.place_id
                for place in gazetteer.lookup(row["name"])
                if place.feature_code == "PPL" and place.country_code == row["country_code"]
                if distance_m(longitude, latitude, place.longitude, place.latitude) < 25_000
            ]
            assert same == [row["place_id"]], row


@pytest.mark.parametrize(
    ("name", "country_code", "admin1"),
    [
        ("Tawila", "SD", "North Darfur"),
        ("Masisi", "CD", "North Kivu"),
        ("Deir al-Balah", "PS", "Gaza Strip"),
        ("Qamishli", "SY", "Al-Hasakah Governorate"),
        ("Mocimboa da Praia", "MZ", "Cabo Delgado Province"),
        ("Maungdaw", "MM", "Rakhine State"),
        ("Robotyne", "UA", "Zaporizhzhia Oblast"),
        ("Cité Soleil", "HT", "Ouest"),
        ("Khayelitsha", "ZA", "Western Cape"),
    ],
)
def test_the_news_of_war_and_displacement_names_places_that_are_there(gazetteer, name, country_code, admin1):
    place = gazetteer.lookup(name)[0]

    assert (place.country_code, place.admin1) == (country_code, admin1)


@pytest.mark.parametrize(
    "row", rows_of("lexicon/better_known.csv"), ids=lambda row: f"{row['name']}-{row['country_code']}"
)
def test_a_better_known_place_comes_before_its_namesakes(gazetteer, row):
    place = gazetteer.lookup(row["name"])[0]

    assert place.country_code == row["country_code"]
    assert place.feature_class == row["feature_class"]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Gaza", "PS PS MZ"),
        ("Georgia", "GE US"),
        ("Jordan", "JO"),
        ("Congo", "CD CG"),
        ("Korea", "KR KP"),
        ("Guinea", "GN"),
        ("Tripoli", "LY LY LB"),
        ("Donetsk", "UA UA RU"),
        ("Kherson", "UA UA"),
        ("Homs", "SY SY"),
        ("Aleppo", "SY SY"),
        ("Khartoum", "SD SD"),
    ],
)
def test_names_of_the_news_mean_first_what_an_analyst_expects(gazetteer, name, codes):
    wanted = codes.split()

    assert [place.country_code for place in gazetteer.lookup(name)[: len(wanted)]] == wanted


@pytest.mark.parametrize(
    "name", ["Hama", "Daraa", "Raqqa", "Hasakah", "Basra", "Derna", "Misrata", "Mykolaiv", "Saada", "Irbil"]
)
def test_a_seat_goes_by_the_name_of_its_division(gazetteer, name):
    """GeoNames spells the city otherwise than the province."""
    first, second = gazetteer.lookup(name)[:2]

    assert first.feature_class == "P"
    assert second.feature_code == "ADM1"
    assert first.admin1 == second.name


@pytest.mark.parametrize("name", ["Oklahoma", "Pernambuco", "Quebec"])
def test_a_division_is_not_hidden_by_a_city_that_goes_by_its_name_somewhere(gazetteer, name):
    codes = [place.feature_code for place in gazetteer.lookup(name)]

    assert "ADM1" in codes[:2]


@pytest.mark.parametrize(
    ("name", "country_code"),
    [
        *[(name, "US") for name in ("Florida", "Arizona", "Colorado", "Delaware", "Maryland", "Montana")],
        ("Boyacá", "CO"),
        ("Goiás", "BR"),
    ],
)
def test_a_division_is_no_less_known_for_a_village_of_its_name(gazetteer, name, country_code):
    place = gazetteer.lookup(name)[0]

    assert (place.country_code, place.feature_code) == (country_code, "ADM1")


@pytest.mark.parametrize(
    ("name", "country_code"), [("Gold Coast", "AU"), ("Newcastle", "GB"), ("Santa Barbara", "US")]
)
def test_a_city_comes_before_a_former_country_and_larger_namesakes(gazetteer, name, country_code):
    place = gazetteer.lookup(name)[0]

    assert (place.country_code, place.feature_class) == (country_code, "P")
