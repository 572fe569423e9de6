"""The seats of bodies that a text names."""

import pytest

from geomap.gazetteer.build import CountryRow, PlaceRow, write_gazetteer
from geomap.gazetteer.store import Gazetteer, open_gazetteer
from geomap.places.bodies import SeatFinder

TOWN = PlaceRow(
    place_id="geonames:2",
    name="Borough",
    longitude=10.2,
    latitude=50.2,
    feature_class="P",
    feature_code="PPL",
    country_code="AR",
    importance=1000,
)


@pytest.fixture(scope="module")
def finder():
    return SeatFinder(open_gazetteer())


@pytest.mark.parametrize(
    ("text", "seat"),
    [
        ("The U.N. Security Council met.", "UNO"),
        ("The town council met.", None),
        ("The African Union met.", "AFU"),
    ],
)
def test_a_body_named_as_a_whole_tells_its_seat(finder, text, seat):
    expected = {open_gazetteer().seat(seat).place_id} if seat else set()

    assert finder.find(text) == expected


def test_a_gazetteer_that_knows_no_seat_finds_none(tmp_path, monkeypatch):
    countries = [CountryRow(country_code="AR", country_iso3="ARL", place_id="geonames:1")]
    (tmp_path / "gazetteer").mkdir()
    write_gazetteer([TOWN], tmp_path / "gazetteer", countries=countries, seats={}, attribution="nobody")
    monkeypatch.setenv("GEOMAP_DATA", str(tmp_path))
    own = Gazetteer()
    monkeypatch.delenv("GEOMAP_DATA")

    assert SeatFinder(own).find("The U.N. met in Borough.") == frozenset()
