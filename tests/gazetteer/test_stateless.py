"""Areas that the de facto view has in no country: Northern Cyprus and Somaliland."""

from datetime import date

import pytest

from geomap.cli import main
from geomap.constants import Worldview
from geomap.gazetteer.store import open_gazetteer
from geomap.geocoding import OfflineGeocoder
from geomap.models import Document
from geomap.pipeline import Pipeline


@pytest.fixture(scope="module")
def de_facto():
    return open_gazetteer(Worldview.DE_FACTO)


@pytest.mark.parametrize(
    ("name", "iso"),
    [
        ("Hargeisa", "SO"),
        ("Berbera", "SO"),
        ("Kyrenia", "CY"),
        ("Famagusta", "CY"),
        ("Somaliland", "SO"),
        ("Northern Cyprus", "CY"),
    ],
)
def test_a_place_in_them_has_a_country_by_iso_alone(gazetteer, de_facto, name, iso):
    place = gazetteer.lookup(name)[0]
    other = de_facto.lookup(name)[0]

    assert place.country_code == iso
    assert (other.country_code, other.country_iso3) == (None, None)
    assert (other.name, other.admin1) == (place.name, place.admin1)


@pytest.mark.parametrize(
    ("name", "country_code"), [("Nicosia", "CY"), ("Larnaca", "CY"), ("Garowe", "SO"), ("Mogadishu", "SO")]
)
def test_places_beside_them_stay_in_their_country(de_facto, name, country_code):
    assert de_facto.lookup(name)[0].country_code == country_code


@pytest.mark.parametrize(
    ("longitude", "latitude", "area"),
    [
        (44.06, 9.56, "Somaliland"),
        (45.5, 10.0, "Somaliland"),
        (33.32, 35.28, "Northern Cyprus"),
        (33.9, 35.35, "Northern Cyprus"),
    ],
)
def test_a_position_in_them_is_in_an_area_and_no_country(gazetteer, de_facto, longitude, latitude, area):
    here = de_facto.reverse(longitude, latitude)

    assert (here.area.name, here.country) == (area, None)
    assert here.settlement is None or here.settlement.country_code is None
    assert gazetteer.reverse(longitude, latitude).area is None
    assert gazetteer.reverse(longitude, latitude).country is not None


def test_an_area_has_a_polygon_in_the_view_that_draws_it(gazetteer, de_facto):
    area = de_facto.lookup("Somaliland")[0]

    assert de_facto.shape(area.place_id).area > 5
    assert gazetteer.shape(area.place_id) is None


def test_geopy_gets_the_area_last():
    names = [
        location.raw["name"]
        for location in OfflineGeocoder(worldview="de_facto").reverse((9.56, 44.06), exactly_one=False)
    ]

    assert names[0] == "Hargeysa"
    assert names[-1] == "Somaliland"


def test_the_command_line_names_the_area(capsys):
    main(["reverse", "44.06", "9.56", "--worldview", "de_facto"])
    out = capsys.readouterr().out

    assert "country     -" in out
    assert "area        Somaliland" in out


def test_a_mention_in_the_de_facto_view_has_no_country():
    document = Document(
        document_id="berbera",
        text="Officials met in Hargeisa on Monday. The port of Berbera reopened.",
        published=date(2024, 1, 8),
    )
    places = [
        mention.place for mention in Pipeline.default(worldview=Worldview.DE_FACTO).parse(document).mentions
    ]

    assert {place.name for place in places if place} == {"Hargeysa", "Berbera"}
    assert {place.country_code for place in places if place} == {None}
