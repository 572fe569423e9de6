"""Figures in words that no cue knows: what the reader has learned of numbers."""

import pytest

from geomap.constants import Category, Term, Unit


@pytest.fixture
def figures(parse):
    def run(text):
        return [(one.value, one.category, one.unit) for one in parse(text).figures]

    return run


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Some 3,200 villagers took to the hills above Goma.", [(3200, Category.INTERNAL_DISPLACEMENTS)]),
        ("Another 700 families now shelter in classrooms in Beira.", [(700, Category.IDPS)]),
        ("Gunmen mowed down 14 worshippers in Kano.", [(14, Category.DEATHS)]),
        ("Shrapnel tore into 23 shoppers in Sumy.", [(23, Category.INJURED)]),
        ("Buses took 900 patients out of Aleppo.", [(900, Category.EVACUATIONS)]),
    ],
)
def test_what_befell_people_is_told_in_words_that_no_cue_knows(figures, text, told):
    assert [(value, category) for value, category, _ in figures(text)] == told


def test_homes_lost_count_as_the_households_that_lived_there(parse):
    (figure,) = parse("The cyclone made rubble of 1,120 homes on Tanna.").figures

    assert (figure.unit, figure.category) == (Unit.HOUSEHOLD, Category.INTERNAL_DISPLACEMENTS)
    assert figure.term is Term.DESTROYED_HOUSING


@pytest.mark.parametrize(
    "text",
    [
        "Some 3,200 runners took to the hills above Nice.",
        "Nearly 700 pupils now learn in tents in Beira.",
        "The team saw off 14 rivals in Kano.",
        "Buses took 900 fans out of the stadium in Leeds.",
        "The clerk returned 40 library books.",
        "The region is home to some 125,000 of its 800,000 inhabitants.",
    ],
)
def test_numbers_that_only_sound_so_tell_none(figures, text):
    assert figures(text) == []


def test_rescuers_who_are_sent_are_not_evacuated(count):
    assert not count("Russia dispatched a plane with 60 rescuers from Moscow.")


def test_migrants_who_are_present_are_no_refugees(count):
    assert not count("A total of 858,600 migrants from 47 countries were present in Chad.")
