"""Demonyms point to places that the gazetteer knows."""

import pytest

from geomap.gazetteer.store import open_gazetteer
from geomap.places.demonyms import find_demonym, load_demonyms
from geomap.resources import read_rows


@pytest.mark.parametrize(
    ("word", "country_code"),
    [
        ("Russian", "RU"),
        ("Russians", "RU"),
        ("emirati", "AE"),
        ("South Korean", "KR"),
        ("Palestinians", "PS"),
        ("Québécois", "CA"),
        ("Frenchmen", "FR"),
    ],
)
def test_demonyms_are_found_as_names_are_compared(word, country_code):
    demonym = find_demonym(word)

    assert demonym is not None
    assert demonym.country_code == country_code


@pytest.mark.parametrize("word", ["Kurd", "Kurdish", "Arab", "Russia", "table"])
def test_peoples_without_a_state_and_other_words_are_no_demonyms(word):
    assert find_demonym(word) is None


def test_a_demonym_of_a_region_names_the_region():
    demonym = find_demonym("Chechens")

    assert demonym is not None
    assert (demonym.country_code, demonym.place, demonym.is_noun) == ("RU", "Chechnya", True)


def test_every_demonym_leads_to_a_place_of_the_gazetteer():
    gazetteer = open_gazetteer()

    lost = []
    for demonym in load_demonyms().values():
        if demonym.place is None:
            is_known = gazetteer.country(demonym.country_code or "") is not None
        else:
            codes = {place.country_code for place in gazetteer.lookup(demonym.place)}
            is_known = bool(codes) if demonym.country_code is None else demonym.country_code in codes
        if not is_known:
            lost.append(demonym.text)

    assert lost == []


def test_every_row_is_unique_and_has_a_source():
    rows = list(read_rows("lexicon/demonyms.csv", ("demonym", "country_code", "place", "kind", "source")))

    assert len({row["demonym"].casefold() for row in rows}) == len(rows)
    assert all(row["source"] and row["kind"] in ("adjective", "noun") for row in rows)
