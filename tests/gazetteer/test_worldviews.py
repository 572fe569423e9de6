"""The table of disputed areas."""

import pytest

from geomap.constants import Worldview
from geomap.gazetteer.worldviews import read_disputed_areas

AREAS = read_disputed_areas()


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.area)
def test_every_area_names_known_countries_and_a_source(gazetteer, area):
    codes = [*area.claimants, *area.administered_by, area.iso_country, area.de_facto_country]

    assert all(gazetteer.country(code) for code in codes if code)
    assert area.claimants
    assert area.source
    assert area.treatment


def test_area_names_are_unique():
    names = [area.area for area in AREAS]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "area", [area for area in AREAS if any("line" not in s for s in area.geometry)], ids=lambda a: a.area
)
@pytest.mark.parametrize("worldview", list(Worldview))
def test_the_polygons_follow_the_table(area, worldview):
    """At the label point of an area with a polygon is the country that the table says."""
    from geomap.gazetteer.store import open_gazetteer

    country = open_gazetteer(worldview).reverse(area.longitude, area.latitude).country

    assert (country and country.country_code) == area.country_code(worldview)


def test_crimea_is_in_ukraine_by_iso_and_in_russia_by_natural_earth():
    crimea = AREAS[0]

    assert crimea.country_code(Worldview.ISO) == "UA"
    assert crimea.country_code(Worldview.DE_FACTO) == "RU"
