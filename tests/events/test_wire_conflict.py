"""Conflict as the wires tell it: groups named before, two deeds of one sentence, what only sets the scene."""

import pytest

from geomap.constants import EventType, Modality


@pytest.mark.parametrize(
    ("text", "event_type", "actors", "recipients"),
    [
        ("France denied shelling villages in Chad.", "REJECT", ["FRA"], []),
        ("France sent 200 German troops to Goma.", "MOBILIZE", ["FRA"], ["COD"]),
        ("China sent nine warships around Turkey.", "MOBILIZE", ["CHN"], ["TUR"]),
        ("Chad suspended its partnership with France.", "SANCTION", ["TCD"], ["FRA"]),
        ("Turkey labelled Syria a rogue state.", "ACCUSE", ["TUR"], ["SYR"]),
        ("France accused Iran of arming rebels, a charge Iran rejects.", "REJECT", ["IRN"], []),
        ("Turkey said Iran would be held responsible.", "ACCUSE", ["TUR"], ["IRN"]),
        ("A court in Chad jailed three teachers for spying for France.", "SANCTION", ["TCD"], [None]),
        ("France denied that troops had fired and blamed Iran.", "ACCUSE", ["FRA"], ["IRN"]),
        ("Farmers blocked a road in Geneva after an Iranian plane was turned away.", "PROTEST", [None], []),
    ],
)
def test_the_sides_are_those_a_reader_would_name(code, text, event_type, actors, recipients):
    (event,) = [event for event in code(text) if event.event_type is EventType(event_type)]

    assert [actor.country_iso3 for actor in event.actors] == actors
    assert [actor.country_iso3 for actor in event.recipients] == recipients


def test_the_group_is_the_armed_group_named_last(code):
    events = code("Hezbollah shelled Goma. The group threatened to attack Israel.")

    threat = next(event for event in events if event.event_type is EventType.THREATEN)
    assert [actor.name for actor in threat.actors] == ["Hezbollah"]


def test_two_deeds_of_one_sentence_are_two_events(code):
    events = code("Gunmen opened fire on a police station in Goma and torched several homes.")

    assert [event.recipients[0].name for event in events] == ["police station", "several homes"]


def test_what_an_attack_led_to_is_no_second_event(code):
    assert len(code("Gunmen attacked a camp in Goma and killed five people.")) == 1


@pytest.mark.parametrize(
    "place", ["the Russian capital", "Russia's besieged capital", "the capital of Russia"]
)
def test_a_capital_is_a_place_by_its_country(code, place):
    (event,) = code(f"Gunmen killed two people in {place}.")

    assert event.location is not None
    assert event.location.name == "Moscow"


def test_where_tells_the_place_of_what_happened_there(code):
    events = code("France said it would withdraw its troops from Goma, where ten soldiers were killed.")

    (event,) = [event for event in events if event.event_type is EventType.ASSAULT]
    assert event.location is not None
    assert event.location.name == "Goma"


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("The war in Sudan has killed thousands of people.", "ASSAULT"),
        ("Russia shelled Kharkiv despite a truce.", "RETREAT"),
        ("Hezbollah will not disarm as long as Israel occupies Syria.", "COERCE"),
        ("Chad said it would not return to talks until rebels lifted the siege of Goma.", "RETREAT"),
    ],
)
def test_what_only_sets_the_scene_is_no_event(code, text, event_type):
    assert [event for event in code(text) if event.event_type is EventType(event_type)] == []


def test_what_is_only_begun_in_future_lies_ahead(code):
    (event,) = code("France said it would start withdrawing its troops from Chad.")

    assert event.modality is Modality.FUTURE


def test_attacks_that_will_be_investigated_happened(code):
    (attack,) = [
        event
        for event in code("France will investigate the attacks on villages in Chad.")
        if event.event_type is EventType.ASSAULT
    ]

    assert attack.modality is Modality.ACTUAL


@pytest.mark.parametrize(
    ("text", "event_type", "actors", "recipients"),
    [
        ("Rebels burned down a church where families had slept.", "ASSAULT", ["Rebels"], ["church"]),
        ("Gunmen hit a refinery in Kharkiv.", "ASSAULT", ["Gunmen"], ["refinery"]),
        ("Families of the captives blocked a highway in Geneva.", "PROTEST", ["Families"], []),
        ("Thousands marched in Geneva on Monday.", "PROTEST", ["Thousands"], []),
    ],
)
def test_sides_are_named_as_the_sentence_names_them(code, text, event_type, actors, recipients):
    (event,) = [event for event in code(text) if event.event_type is EventType(event_type)]

    assert [actor.name for actor in event.actors] == actors
    assert [actor.name for actor in event.recipients] == recipients


def test_who_leaves_a_town_leaves_it_there(code):
    (event,) = code("The last German soldiers left Goma in August.")

    assert event.location is not None
    assert event.location.name == "Goma"


def test_what_residents_of_a_town_tell_happened_there(code):
    (event,) = code("Residents of Goma said fighters had looted homes.")

    assert event.location is not None
    assert event.location.name == "Goma"


def test_who_recalls_an_envoy_in_protest_holds_no_protest(code):
    events = code("France recalled its ambassador from Moscow in protest at the jailing of priests.")

    assert EventType.PROTEST not in {event.event_type for event in events}


def test_what_the_same_people_did_in_one_breath_was_in_one_place(code):
    events = code("Gunmen opened fire on a police station and torched several homes in Goma.")

    assert [event.location.name for event in events if event.location] == ["Goma", "Goma"]


@pytest.mark.parametrize(
    "text",
    [
        "Thousands marked the anniversary of the bombing of Goma that killed fifty people.",
        "The commander, who led the siege of Goma, has died aged 84.",
    ],
)
def test_what_is_remembered_is_history(code, text):
    attacks = [event for event in code(text) if event.event_type is EventType.ASSAULT]

    assert {event.modality for event in attacks} <= {Modality.HISTORICAL}


def test_officials_who_tell_of_an_attack_did_not_suffer_it(code):
    events = code("Rebels ambushed a convoy, killing ten soldiers, security sources and an official said.")

    (attack,) = [event for event in events if event.event_type is EventType.ASSAULT]
    assert "GOV" not in {actor.sector for actor in attack.recipients}


def test_any_deed_is_none_in_particular(code):
    events = code("France blamed Iran for every missile fired by Hezbollah.")

    assert {event.event_type for event in events} == {EventType.ACCUSE}


@pytest.mark.parametrize(
    ("text", "event_type", "actors", "recipients"),
    [
        ("Chad detained his allies and supporters.", "COERCE", ["TCD"], [None, None]),
        ("A French helicopter was shot at while landing.", "ASSAULT", [], ["FRA"]),
        ("Washington doubled its reward and sanctioned Iran.", "SANCTION", ["USA"], ["IRN"]),
        ("Nepal deployed the army in Goma.", "MOBILIZE", [None], ["COD"]),
        (
            "Iran freed eleven prisoners before a visit of its president to France.",
            "RETREAT",
            ["IRN"],
            [None],
        ),
    ],
)
def test_more_sides_as_the_wires_tell_them(code, text, event_type, actors, recipients):
    (event,) = [event for event in code(text) if event.event_type is EventType(event_type)]

    assert [actor.country_iso3 for actor in event.actors] == actors
    assert [actor.country_iso3 for actor in event.recipients] == recipients


def test_who_said_so_summons_the_envoy(code):
    events = code("A Russian jet crossed into Turkish airspace, Turkey said, summoning the ambassador.")

    (protest,) = [event for event in events if event.event_type is EventType.ACCUSE]
    assert [actor.country_iso3 for actor in protest.actors] == ["TUR"]


def test_a_place_that_opens_a_sentence_is_not_whom_a_deed_is_done_to(code):
    (event,) = code("In Chad, the government shut ten charities.")

    assert [actor.name for actor in event.recipients] == ["charities"]


def test_two_measures_of_one_sentence_are_two_events(code):
    events = code("Chad suspended two radio stations and imposed a curfew in Goma.")

    assert [event.mode for event in events] == ["censor", "curfew"]
