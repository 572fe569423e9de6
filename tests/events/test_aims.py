"""Whom a deed is aimed at where prepositions and purposes say so, and what is no side at all."""

from __future__ import annotations

import pytest


def sides(code, text, event_type):
    found = [event for event in code(text) if event.event_type == event_type]
    assert found, f"no {event_type} in {text!r}"
    return [actor.name for actor in found[0].actors], [actor.name for actor in found[0].recipients]


@pytest.mark.parametrize(
    ("text", "event_type", "name"),
    [
        ("France returned a painting by Russian artist Pieter Claes to its owners.", "CONCEDE", "owners"),
        ("Germany gave 30 tonnes of French wheat to the camp in Goma.", "AID", "Goma"),
        ("Rebel forces seized the bank from its owners.", "COERCE", "owners"),
        ("Germany sent jets to Turkey to deter Russia.", "MOBILIZE", "Russia"),
        (
            "Chad said it would move a tank battalion to its north to counter threats from Sudan.",
            "THREATEN",
            "Sudan",
        ),
        ("President Duda will not travel to Geneva to meet Lukashenko.", "REJECT", "Alexander Lukashenko"),
        ("The militia refuses to lift the ban that it imposed on aid agencies.", "REJECT", "aid agencies"),
        ("The Saudi-led coalition fighting Houthi rebels in Yemen declared a truce.", "RETREAT", "Houthis"),
        ("Iran announced a suspension of air links with 12 countries.", "SANCTION", "countries"),
        ("A Greek prosecutor is seeking jail sentences for all four on spying charges.", "ACCUSE", "four"),
        ("Miners stopped work in response to Vale's decision to fire 40 of them.", "PROTEST", "Vale"),
        ("The dockers blocked the gates of the port against the operator.", "PROTEST", "operator"),
        ("Students sat down in anger at Rome.", "PROTEST", "Rome"),
    ],
)
def test_whom_the_words_aim_at_comes_before_whom_they_only_mention(code, text, event_type, name):
    assert sides(code, text, event_type)[1] == [name]


def test_prisoners_who_are_freed_come_before_those_they_are_handed_to(code):
    text = "The rebels will release a Cuban nurse to American diplomats."

    assert "American diplomats" not in sides(code, text, "AGREE")[1]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("The mayor of Goma lifted the State of Disaster declared in March.", "CONCEDE"),
        ("Donald Trump threatened to withdraw funding over Covid-19.", "THREATEN"),
        ("The Dutch government agreed to fund its Fresh Stage for Theatre program.", "AGREE"),
        ("The parliament rejected Senate Bill 27 on Tuesday.", "REJECT"),
        ("China praised Christmas.", "SUPPORT"),
        ("Israel will probe the seizure of an Israeli tanker.", "ACCUSE"),
        ("The African Union agreed to set up a force comprised of Kenyan and Ugandan troops.", "AGREE"),
    ],
)
def test_texts_illnesses_and_what_is_ones_own_are_no_recipients(code, text, event_type):
    assert sides(code, text, event_type)[1] == []


def test_many_of_one_kind_are_a_side_whatever_the_reader_makes_of_the_name(code):
    assert sides(code, "France expelled the Jesuits.", "SANCTION")[1] == ["Jesuits"]


def test_the_verb_of_a_headline_with_a_stop_begins_no_name(code):
    assert sides(code, "Russia Lifts Travel Ban to Chad.", "CONCEDE") == (["Russia"], ["Chad"])


def test_who_was_fighting_meanwhile_did_not_set_off_the_blast(code):
    text = "The blast that flattened the school killed 40 people as Turkish forces were fighting the PKK."

    assert sides(code, text, "ASSAULT")[0] == []


def test_donations_come_from_who_gave_them(code):
    assert sides(code, "Donations for Chad came from Turkey.", "AID") == (["Turkey"], ["Chad"])
