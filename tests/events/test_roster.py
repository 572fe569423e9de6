"""The lists of actors and titles."""

import pytest

from geomap.events.lists.roster import in_office, load_actors, match_actor, match_surname, match_title
from geomap.text.tokens import tokenize


def test_every_actor_has_a_kind_and_a_side():
    for actor in load_actors():
        assert actor.kind in {"person", "organization", "group", "residence", "bloc"}, actor.name
        assert actor.country or actor.sector or actor.kind == "bloc", actor.name
        assert actor.start is None or actor.end is None or actor.start <= actor.end, actor.name


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("Vladimir Putin", "RUS", "GOV"),
        ("Kremlin", "RUS", "GOV"),
        ("UN Security Council", "UNO", "IGO"),
        ("Hezbollah", "LBN", "REB"),
        ("Nato", "NAT", "IGO"),
        ("al-Qaeda", None, "REB"),
    ],
)
def test_a_name_leads_to_its_side(text, country, sector):
    found = match_actor(tokenize(text), 0)

    assert found is not None
    assert (found[0].country, found[0].sector) == (country, sector)


def test_diacritics_do_not_matter():
    assert match_actor(tokenize("Recep Tayyip Erdoğan"), 0) is not None


def test_a_common_surname_needs_a_title():
    assert match_surname("Brown", year=2008, has_title=False) is None
    assert match_surname("Brown", year=2008, has_title=True) is not None


def test_holders_from_different_countries_are_told_apart_by_the_year():
    found = match_surname("Costa", year=2020, has_title=True)

    assert found is not None
    assert found.country == "PRT"


@pytest.mark.parametrize(
    ("words", "sector"),
    [(["foreign", "minister"], "GOV"), (["troops"], "MIL"), (["rebels"], "REB"), (["protesters"], "CVL")],
)
def test_a_title_gives_the_sector(words, sector):
    found = match_title(words, 0)

    assert found is not None
    assert found[0].sector == sector


def test_a_verb_is_no_title():
    assert match_title(["forced"], 0) is None


@pytest.mark.parametrize(
    ("year", "country", "side"),
    [(2015, None, "NLD"), (2025, None, "NAT"), (None, None, "NAT"), (None, "NLD", "NLD")],
)
def test_who_changed_office_stands_for_the_one_of_the_time_or_the_one_named(year, country, side):
    found = match_actor(tokenize("Mark Rutte"), 0)

    assert found is not None
    assert in_office(found[0], year, country).country == side
    if country is None:
        assert match_surname("Rutte", year=year, has_title=False).country == side
