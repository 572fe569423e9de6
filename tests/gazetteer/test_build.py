"""Writing a place table and reading it back."""

import pytest

from geomap.constants import Worldview
from geomap.gazetteer.build import CountryRow, PlaceRow, write_gazetteer
from geomap.gazetteer.store import Gazetteer

LAND = PlaceRow(
    place_id="geonames:1",
    name="Arland",
    longitude=10.0,
    latitude=50.0,
    feature_class="A",
    feature_code="PCLI",
    country_code="AR",
    importance=1e9,
    abbreviations=("A.L.",),
)
PROVINCE = PlaceRow(
    place_id="admin1:AR.07",
    name="Borough Province",
    longitude=10.1,
    latitude=50.1,
    feature_class="A",
    feature_code="ADM1",
    country_code="AR",
    admin1_unit="AR.07",
    importance=800,
    common_names=("Borough",),
)
TOWN = PlaceRow(
    place_id="geonames:2",
    name="Borough",
    longitude=10.2,
    latitude=50.2,
    feature_class="P",
    feature_code="PPL",
    country_code="AR",
    de_facto_code="BR",
    admin1_unit="AR.07",
    population=1000,
    importance=1000,
)
OTHER = PlaceRow(
    place_id="geonames:3",
    name="Metropolis",
    longitude=-179.5,
    latitude=-50.2,
    feature_class="P",
    feature_code="PPL",
    country_code="BR",
    importance=3000,
    alternates=("Borough", "Métropolis"),
)
COUNTRIES = [
    CountryRow(country_code="AR", country_iso3="ARL", place_id="geonames:1", neighbours=("BR",)),
    CountryRow(country_code="BR", country_iso3="BRL", place_id="geonames:9"),
]


@pytest.fixture
def open_small(tmp_path, monkeypatch):
    (tmp_path / "gazetteer").mkdir()
    write_gazetteer(
        [TOWN, OTHER, PROVINCE, LAND],
        tmp_path / "gazetteer",
        countries=COUNTRIES,
        seats={"ARL": "geonames:2"},
        attribution="nobody",
    )
    monkeypatch.setenv("GEOMAP_DATA", str(tmp_path))
    return Gazetteer


def test_places_come_in_order_of_importance(open_small):
    assert [place.name for place in open_small()] == ["Arland", "Metropolis", "Borough", "Borough Province"]


def test_a_mere_alternate_counts_a_quarter(open_small):
    """Metropolis is three times as large, but a text that says "Borough" means Borough."""
    places = open_small().lookup("Borough")

    assert [place.place_id for place in places] == ["geonames:2", "admin1:AR.07", "geonames:3"]


def test_entries_say_how_a_place_bears_a_name(open_small):
    entries = open_small().lookup_entries("borough")

    assert [entry.is_primary for entry in entries] == [True, False, False]


def test_an_abbreviation_is_marked(open_small):
    (entry,) = open_small().lookup_entries("AL")

    assert entry.is_abbreviation
    assert not entry.is_primary


def test_a_place_comes_back_with_all_its_fields(open_small):
    place = open_small().get("geonames:2")

    assert (place.longitude, place.latitude) == (10.2, 50.2)
    assert (place.country_code, place.country_iso3) == ("AR", "ARL")
    assert (place.admin1, place.admin1_code) == ("Borough Province", "07")
    assert place.population == 1000


def test_an_unknown_population_is_none(open_small):
    assert open_small().get("geonames:3").population is None


def test_a_worldview_changes_the_country(open_small):
    assert open_small(Worldview.DE_FACTO).get("geonames:2").country_code == "BR"


def test_the_same_rows_in_another_order_give_the_same_bytes(tmp_path):
    contents = []
    for number, rows in enumerate(([TOWN, OTHER, PROVINCE, LAND], [LAND, PROVINCE, OTHER, TOWN])):
        folder = tmp_path / str(number)
        folder.mkdir()
        write_gazetteer(rows, folder, countries=COUNTRIES, seats={}, attribution="nobody")
        contents.append([(folder / name).read_bytes() for name in ("places.bin", "names.marisa")])

    assert contents[0] == contents[1]
