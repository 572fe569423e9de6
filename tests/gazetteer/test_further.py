"""Places and names that the built table lacks, joined to it when the gazetteer opens."""

import pytest

from geomap.geo import distance_m
from geomap.resources import read_rows

PLACES = list(read_rows("lexicon/further_places.csv", ("place_id", "name", "country_code", "source")))
NAMES = list(read_rows("lexicon/further_names.csv", ("place_id", "name", "names", "source")))
_OFF_THE_LAND = {"ISL", "ISLS", "BAY"}


@pytest.mark.parametrize("row", PLACES, ids=lambda row: row["place_id"])
def test_every_further_place_is_found_under_its_names_where_its_row_says(gazetteer, row):
    place = gazetteer.get(row["place_id"])
    here = gazetteer.reverse(place.longitude, place.latitude)

    for name in filter(None, [row["name"], *row["alternates"].split(";")]):
        assert place in gazetteer.lookup(name)
    assert (place.admin1_code is None) == (row["admin1"] == "")
    if place.country_code is not None and place.feature_code not in _OFF_THE_LAND:
        assert here.country is not None
        assert here.country.country_code == place.country_code


@pytest.mark.parametrize("row", NAMES, ids=lambda row: row["place_id"])
def test_every_further_name_leads_to_a_place_of_the_table(gazetteer, row):
    place = gazetteer.get(row["place_id"])

    assert place.name == row["name"]
    for name in row["names"].split(";"):
        assert place in gazetteer.lookup(name)


def test_no_further_place_stands_in_the_table_already(gazetteer):
    """A name of the built table within ten kilometres would be the same place twice."""
    doubles = [
        (row["name"], other.place_id)
        for row in PLACES
        for other in gazetteer.lookup(row["name"])
        if other.place_id != row["place_id"]
        and other.feature_class == row["feature_class"]
        and distance_m(float(row["longitude"]), float(row["latitude"]), other.longitude, other.latitude) < 1e4
    ]

    assert doubles == []


def test_a_further_name_counts_as_usual_and_comes_before_mere_alternates(gazetteer):
    first = gazetteer.lookup_entries("Naypyidaw")[0]

    assert (first.place.name, first.is_primary) == ("Nay Pyi Taw", True)


def test_a_further_place_is_completed_found_when_misspelt_and_knows_its_division(gazetteer):
    (batanes,) = gazetteer.lookup("Batanes")

    assert batanes in gazetteer.search("batan", limit=50)
    assert batanes in [found.place for found in gazetteer.find_similar("Batanas", limit=30)]
    assert gazetteer.has_prefix("batane")
    assert gazetteer.admin1_of(gazetteer.lookup("Balakot")[0]).name == "Khyber Pakhtunkhwa"


def test_a_name_of_the_table_keeps_its_places_when_a_further_one_is_added(gazetteer):
    found = gazetteer.lookup("Matsu")

    assert "Matsu Islands" in [place.name for place in found]
    assert len({place.place_id for place in found}) == len(found) > 1


def test_what_stands_in_the_news_comes_before_small_towns_of_its_name(gazetteer):
    argyles = gazetteer.lookup("Argyle")

    assert [place.country_code for place in argyles][:2] == ["VC", "US"]
