"""Region and country of places as the map says them; what is disputed is in no country."""

import pytest

from geomap.models import Place
from geomap.render.whereabouts import find_whereabouts


def place(longitude, latitude, *, code="PPL", country="UA", admin1=None):
    return Place(
        place_id="t:1",
        name="A place",
        longitude=longitude,
        latitude=latitude,
        feature_class="P" if code.startswith("PPL") else "A",
        feature_code=code,
        country_code=country,
        admin1=admin1,
    )


def test_a_town_lies_in_its_region_and_country():
    town = place(36.3, 50.0, admin1="Kharkiv Oblast")

    assert find_whereabouts([town]) == {"t:1": ("Kharkiv Oblast", "Ukraine")}


def test_a_country_lies_nowhere_that_need_be_said():
    assert find_whereabouts([place(31.0, 49.0, code="PCLI")]) == {}


def test_a_region_that_is_called_like_its_country_is_said_once():
    town = place(103.8, 1.35, country="SG", admin1="Singapore")

    assert find_whereabouts([town]) == {"t:1": (None, "Singapore")}


def test_a_place_in_a_disputed_area_lies_there_and_in_no_country():
    town = place(34.1, 45.0, admin1="Crimea")

    assert find_whereabouts([town]) == {"t:1": ("Crimea and Sevastopol (disputed)", None)}


@pytest.mark.parametrize(
    ("longitude", "latitude", "country"), [(33.52, 44.61, "UA"), (29.63, 46.84, "MD"), (35.21, 31.77, "IL")]
)
def test_at_the_edge_of_what_is_disputed_no_country_is_named(longitude, latitude, country):
    town = place(longitude, latitude, country=country, admin1="Its region")

    assert find_whereabouts([town])["t:1"][1] is None


def test_a_place_without_region_and_country_has_neither():
    assert find_whereabouts([place(-40.0, 30.0, country=None)]) == {"t:1": (None, None)}
