"""Figures of situation reports, without a verb: labels, units in short, a place before a colon."""

from __future__ import annotations

import pytest

from geomap.constants import Category, Term, Unit

DEATHS, INJURED, IDPS = Category.DEATHS, Category.INJURED, Category.IDPS
RETURNS, EVACUATIONS = Category.RETURNS, Category.EVACUATIONS


def told(figures):
    return [(figure.value, figure.category) for figure in figures]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Deaths 34, injured 112, IDPs 12,000 (Goma)", [(34, DEATHS), (112, INJURED), (12000, IDPS)]),
        ("Dead 34 Injured 112 (Goma)", [(34, DEATHS), (112, INJURED)]),
        ("Kharkiv region: 3 killed, 17 injured.", [(3, DEATHS), (17, INJURED)]),
        ("Toll in Goma: one killed, 13 wounded, including two children.", [(1, DEATHS), (13, INJURED)]),
        ("Death toll: 56 | Injured: 203 | Goma", [(56, DEATHS), (203, INJURED)]),
        ("Goma: 12 dead, 40 missing, 30 wounded.", [(12, DEATHS), (30, INJURED)]),
        ("More than 300 rescued, 12 dead after floods in Goma.", [(300, EVACUATIONS), (12, DEATHS)]),
        ("Over 300 rescued, 12 dead after floods in Goma, police said.", [(300, EVACUATIONS), (12, DEATHS)]),
    ],
)
def test_what_stands_beside_a_number_tells_what_it_counts(count, text, figures):
    assert told(count(text)) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Goma: IDPs 12,000; 3,400 HH", [(12000, IDPS), (3400, IDPS)]),
        ("12,000 IDPs / 3,400 HHs in Goma.", [(12000, IDPS), (3400, IDPS)]),
        ("Returnees to Mosul: 5,400 individuals (900 families).", [(5400, RETURNS), (900, RETURNS)]),
    ],
)
def test_the_same_people_are_counted_in_households_too(count, text, figures):
    found = count(text)

    assert told(found) == figures
    assert [figure.unit for figure in found] == [Unit.PERSON, Unit.HOUSEHOLD]


def test_a_label_names_the_unit(count):
    assert [one.unit for one in count("Families displaced: 1,200. IDP sites: 14.")] == [Unit.HOUSEHOLD]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Kharkiv: 3 killed, 17 injured; Goma: 5 killed.", ["Kharkiv", "Kharkiv", "Goma"]),
        ("Kharkiv, Ukraine | 34 dead | 112 injured", ["Kharkiv", "Kharkiv"]),
        ("Displaced: 9,800; dead: 3 (Kharkiv, Ukraine).", ["Kharkiv", "Kharkiv"]),
    ],
)
def test_the_place_stands_before_a_colon_or_is_the_only_one(count, text, places):
    assert [figure.location and figure.location.name for figure in count(text)] == places


def test_who_is_rescued_where_the_text_tells_of_floods_is_evacuated(count):
    flood = "Floods hit Goma. Firefighters said more than 1,800 had been rescued."
    boat = "A boat sank near Goma. Officials said more than 80 had been rescued."

    assert told(count(flood)) == [(1800, EVACUATIONS)]
    assert count(boat) == ()


@pytest.mark.parametrize("text", ["Two gunmen killed 12 people in Goma.", "Rebels seized 40 men, killed 12."])
def test_a_sentence_with_a_verb_and_its_object_is_none(count, text):
    assert told(count(text)) == [(12, DEATHS)]


@pytest.mark.parametrize("text", ["Over 5,000 evacuated in Goma.", "Goma: 62 dead; 300 wounded treated."])
def test_figures_of_help_by_nobody_are_no_aid(code, text):
    assert code(text) == ()


def test_each_place_of_a_list_has_its_households_too(count):
    found = count("Goma: 8,400 IDPs, 1,680 HH; Kharkiv: 12,900 IDPs, 2,570 HH.")

    assert told(found) == [(8400, IDPS), (1680, IDPS), (12900, IDPS), (2570, IDPS)]
    assert [figure.location.name for figure in found] == ["Goma", "Goma", "Kharkiv", "Kharkiv"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Shelters burnt: 1,940", [(1940, Term.DESTROYED_HOUSING)]),
        ("Burnt shelters: 1,940", [(1940, Term.DESTROYED_HOUSING)]),
        (
            "Shelters burnt 1,940; dead 11; injured 380.",
            [(1940, Term.DESTROYED_HOUSING), (11, Term.DIED), (380, Term.INJURED)],
        ),
        (
            "Fire in Goma: shelters burnt 1,940, dead 11, injured 380",
            [(1940, Term.DESTROYED_HOUSING), (11, Term.DIED), (380, Term.INJURED)],
        ),
        (
            "Shelters completely burnt: 1,940; shelters partially burnt: 310",
            [(1940, Term.DESTROYED_HOUSING), (310, Term.PARTIALLY_DESTROYED_HOUSING)],
        ),
    ],
)
def test_a_label_of_homes_is_told_of_its_number_alone(count, text, figures):
    found = count(text)

    assert [(figure.value, figure.term) for figure in found] == figures
    assert found[0].category is Category.INTERNAL_DISPLACEMENTS
