"""The search of the gazetteer tells places apart that share name and kind."""

from dataclasses import replace

import pytest

from geomap.app.place_search import place_options
from geomap.models import Place


class OneCountry:
    """A gazetteer whose places all lie in one country."""

    def search(self, prefix, *, limit=10):
        return ()

    def country(self, code):
        return replace(KRAMAT, place_id="t:id", name="Indonesia", feature_class="A", feature_code="PCLI")


KRAMAT = Place(
    place_id="t:1",
    name="Kramat",
    longitude=113.45,
    latitude=-8.13,
    feature_class="P",
    feature_code="PPL",
    country_code="ID",
    admin1="East Java",
)


@pytest.mark.parametrize(
    ("others", "about"),
    [
        ([], "town or village, Indonesia"),
        ([replace(KRAMAT, place_id="t:2", latitude=7.0)], "town or village, Indonesia, 8.13° S 113.45° E"),
        ([replace(KRAMAT, place_id="t:3", admin1="West Java")], "town or village, Indonesia"),
    ],
)
def test_a_place_has_its_position_only_where_another_one_reads_alike(others, about):
    options = place_options([KRAMAT, *others], OneCountry())

    assert options[0]["about"] == about
