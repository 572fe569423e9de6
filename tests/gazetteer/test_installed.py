"""The installed table as rows again."""

import pytest

from geomap.gazetteer.build import write_gazetteer
from geomap.gazetteer.store import Gazetteer
from geomap.resources import data_path


def is_settlement(place):
    return place.feature_class == "P" and place.place_id.startswith("geonames:")


def test_all_but_settlements_come_back_as_they_are(installed, all_places):
    of_the_table = [place for place in all_places if not place.place_id.startswith("further:")]
    places = [place for place in of_the_table if not is_settlement(place)]

    assert list(installed.rows) == [place.place_id for place in places]
    for place in places:
        row = installed.rows[place.place_id]
        assert (row.name, row.country_code) == (place.name, place.country_code)
        assert (row.longitude, row.latitude) == (place.longitude, place.latitude)


def test_rows_keep_the_order_of_importance(installed):
    importance = [row.importance for row in installed.rows.values()]

    assert importance == sorted(importance, reverse=True)


def test_importance_of_a_country_is_what_it_was_built_with(installed):
    ukraine = installed.rows["geonames:690791"]

    assert ukraine.importance == pytest.approx(1e9 + ukraine.population)


def test_names_found_by_lookup_are_found_again_in_a_table_of_these_rows(
    installed, gazetteer, tmp_path, monkeypatch
):
    (tmp_path / "gazetteer").mkdir()
    (tmp_path / "boundaries").symlink_to(data_path("boundaries"))
    write_gazetteer(
        installed.rows.values(),
        tmp_path / "gazetteer",
        countries=installed.countries,
        seats=installed.seats,
        attribution=installed.attribution,
    )
    monkeypatch.setenv("GEOMAP_DATA", str(tmp_path))
    again = Gazetteer()

    for name in (
        "Kharkiv Region",
        "Calif.",
        "U.K.",
        "Burma",
        "Sahel",
        "Orange County",
        "Black Sea",
        "Georgia",
    ):
        expected = [place.place_id for place in gazetteer.lookup(name) if not is_settlement(place)]
        assert [place.place_id for place in again.lookup(name)] == expected
