"""What only looks like a deed or threat of a side: concern, what a treaty says, what a flood forces."""

from __future__ import annotations

import pytest

from geomap.constants import EventType


def types(events):
    return [event.event_type for event in events]


@pytest.mark.parametrize(
    "text",
    [
        "Chad's minister warned that prices would rise.",
        "China's envoy warned that the talks must not leave out Chad.",
    ],
)
def test_a_warning_of_what_nobody_will_do_is_no_threat(code, text):
    assert EventType.THREATEN not in types(code(text))


@pytest.mark.parametrize(
    "text",
    [
        "Iran warned that it would respond to any attack.",
        "Iran warned that Israel would pay a heavy price.",
        "Iran warned that ships would be destroyed.",
        "China warned Russia against interference.",
    ],
)
def test_what_the_speaker_will_do_or_others_will_suffer_is(code, text):
    assert EventType.THREATEN in types(code(text))


def test_what_a_treaty_bans_is_banned_by_nobody(code):
    assert types(code("Russia signed a treaty banning the export of weapons.")) == [EventType.SUPPORT]


@pytest.mark.parametrize(
    "text",
    [
        "Floods forced people from their homes in Chad.",
        "Heavy rain forced 300 people in Goma to leave the town.",
    ],
)
def test_a_flood_coerces_nobody(code, text):
    assert code(text) == ()


def test_soldiers_who_force_people_out_do(code):
    assert types(code("Soldiers forced people from their homes in Chad.")) == [EventType.COERCE]


def test_who_wants_good_relations_offers_them(code):
    assert types(code("Chad wants good relations with Sudan.")) == [EventType.AGREE]


def test_what_somebody_is_hailed_as_is_no_praise_of_who_receives_him(code):
    events = code("Chad's president, Ann Bell, met a Sudanese driver hailed as a hero.")

    assert types(events) == [EventType.CONSULT]


def test_what_a_lifted_restriction_was_on_does_not_happen_by_that(code):
    assert types(code("France lifted restrictions on cooperation with Chad.")) == [EventType.CONCEDE]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Power was cut in parts of Goma.", []),
        ("Power to Goma was cut on Monday.", [EventType.COERCE]),
        ("Israel cut power to Goma.", [EventType.COERCE]),
    ],
)
def test_an_outage_is_no_coercion_of_anybody(code, text, wanted):
    assert types(code(text)) == wanted


def test_a_police_raid_is_no_attack(code):
    (event,) = code("Russian police carried out 250 raids last week in Moscow.")

    assert (event.event_type, event.mode) == (EventType.COERCE, "arrest")


def test_rescuers_who_are_sent_are_not_those_helped(code):
    (event,) = code("France sent a team of 40 rescuers with dogs.")

    assert (event.event_type, event.recipients) == (EventType.AID, ())


def test_patients_killed_by_shells_are_somebody(code):
    (event,) = code("At least 60 patients were killed when shells hit the ward.")

    assert [one.name for one in event.recipients] == ["patients"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Some 50 families have left Goma, according to a charity.", []),
        ("Israel halved the number of aid trucks entering Goma.", [EventType.COERCE]),
        ("France offered 20,000 soldiers for a force in Sudan.", [EventType.AGREE]),
        ('"Chad will pay for every violation," the Sudanese minister said.', [EventType.THREATEN]),
    ],
)
def test_usual_wordings_of_leaving_letting_in_and_offering(code, text, wanted):
    assert types(code(text)) == wanted


def test_troops_sent_to_another_country_need_not_threaten_it(code):
    (event,) = code("Chad will send 600 troops to Sudan.")

    assert (event.event_type, event.modality.value) == (EventType.MOBILIZE, "future")


def test_a_package_of_sanctions_is_no_aid(code):
    (event,) = code("France approved a 19th package of sanctions against Russia.")

    assert (event.event_type, event.recipients[0].name) == (EventType.SANCTION, "Russia")


def test_a_capital_that_protests_does_so_in_a_note(code):
    assert types(code('Moscow protested and vowed to take "necessary measures".')) == [
        EventType.ACCUSE,
        EventType.THREATEN,
    ]
