"""Countries that bear the name of their capital: "Mexico" beside Mexico City is the country."""

import pytest

import geomap


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He died in Mexico City. Mexico gave him asylum in 1942.", "Mexico"),
        ("She lives in Guatemala City. Guatemala gave her asylum.", "Guatemala"),
        ("He lives in Panama City. Panama refused to extradite him.", "Panama"),
    ],
)
def test_a_name_beside_its_city_is_the_country(text, name):
    first, *_, last = geomap.parse(text).mentions

    assert first.place is not None
    assert first.place.feature_class == "P"
    assert last.place is not None
    assert (last.place.name, last.place.feature_code) == (name, "PCLI")


def test_a_city_that_is_no_country_stays_one():
    last = geomap.parse("Trains to Kansas City were late. Kansas is dry.").mentions[-1]

    assert last.place is not None
    assert last.place.feature_code == "ADM1"
