"""Where a news outlet has its readers."""

import pytest

from geomap.gazetteer.store import open_gazetteer
from geomap.models import Document
from geomap.places.outlets import OutletFinder, host_of, load_outlets
from geomap.resources import read_rows


@pytest.fixture(scope="module")
def finder():
    return OutletFinder(open_gazetteer())


def home(finder, source=None, url=None):
    return finder.find(Document(document_id="test", text="x", source=source, url=url))


@pytest.mark.parametrize(
    ("source", "host"),
    [
        ("https://www.richmondregister.com/news/1.html", "richmondregister.com"),
        ("RichmondRegister.com", "richmondregister.com"),
        ("http://localhost:80/x", None),
        ("Richmond Register", None),
    ],
)
def test_a_host_is_read_from_an_address(source, host):
    assert host_of(source) == host


@pytest.mark.parametrize(
    "source", ["https://www.richmondregister.com/x", "Richmond Register", "the richmond register"]
)
def test_host_and_name_lead_to_the_same_town(finder, source):
    found = home(finder, source)

    assert (found.country_code, found.admin1, found.place.name) == ("US", "Kentucky", "Richmond")


def test_a_subdomain_has_the_home_of_its_domain(finder):
    assert home(finder, "https://sport.haaretz.com/a").country_code == "IL"


def test_a_national_domain_tells_the_country_but_a_sold_one_does_not(finder):
    assert home(finder, "https://somepaper.com.ng/a").country_code == "NG"
    assert home(finder, "https://someblog.io/a") is None


def test_a_country_or_great_city_in_the_name_tells_the_country(finder):
    assert home(finder, "The Manila Courier").country_code == "PH"
    assert home(finder, "The Courier") is None


def test_the_address_counts_where_the_source_says_nothing(finder):
    assert home(finder, "Reuters", "https://www.dailystar.com.lb/x").country_code == "LB"


def test_every_row_names_a_country_and_a_place_that_exist(finder):
    gazetteer = open_gazetteer()
    rows = list(read_rows("lexicon/outlets.csv", ("outlet", "country_code", "admin1", "place", "source")))

    assert len(load_outlets()) == len(rows)
    for row in rows:
        assert gazetteer.country(row["country_code"]) is not None, row
        assert row["source"], row
        found = home(finder, row["outlet"])
        assert not row["place"] or found.place is not None, row
