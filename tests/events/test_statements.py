"""What leaders, bodies and mediators say, promise and give in the manner of the wires."""

from datetime import date

import pytest

from geomap.constants import EventType


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Speaking in Beirut, President Vladimir Putin urged Israel to withdraw.", "Beirut"),
        ("Emmanuel Macron, who was speaking in Geneva, called on Russia to withdraw.", "Geneva"),
        ('"We thank China for its help," Vladimir Putin told reporters in Harbin.', "Harbin"),
        ("In a speech in Geneva, Emmanuel Macron thanked Turkey for its support.", "Geneva"),
        ("Emmanuel Macron praised Iran during a visit to Beirut.", "Beirut"),
        ("Emmanuel Macron thanked Turkey for addressing the crisis in Syria.", None),
    ],
)
def test_a_statement_is_where_it_was_made(code, text, place):
    (event,) = code(text)

    assert (event.location.name if event.location else None) == place


def test_we_in_a_quote_is_who_says_so(code):
    (event,) = code('"We condemn this cowardly attack," the French foreign ministry said.')

    assert event.event_type is EventType.ACCUSE
    assert [actor.country_iso3 for actor in event.actors] == ["FRA"]


def test_who_is_invited_is_not_who_invites(code):
    events = code(
        "Vladimir Putin met Xi Jinping in Harbin. The Russian leader praised Iran. He invited Xi to Moscow."
    )

    invitation = events[-1]
    assert [actor.country_iso3 for actor in invitation.actors] == ["RUS"]
    assert [actor.country_iso3 for actor in invitation.recipients] == ["CHN"]


@pytest.mark.parametrize("they", ["The two", "The pair", "The two men", "Both"])
def test_the_two_are_those_who_met(code, they):
    event = code(f"Vladimir Putin met Recep Tayyip Erdogan in Geneva. {they} condemned Israel.")[-1]

    assert {actor.country_iso3 for actor in event.actors} == {"RUS", "TUR"}


def test_what_is_discussed_is_not_where(code):
    (event,) = code("Turkey's foreign minister discussed the situation in Syria with Emmanuel Macron.")

    assert event.location is None


@pytest.mark.parametrize(
    ("name", "short"),
    [("The World Bank", "bank"), ("UNHCR", "agency"), ("The UN General Assembly", "assembly")],
)
def test_the_agency_is_the_body_named_before(code, name, short):
    event = code(f"{name} praised Turkey. The {short} thanked Chad for its support.")[-1]

    assert [actor.sector for actor in event.actors] == ["IGO"]
    assert [actor.country_iso3 for actor in event.recipients] == ["TCD"]


def test_a_surname_is_known_without_its_article(code):
    event = code("Syria's president, Ahmed al-Sharaa, met Vladimir Putin. France thanked Sharaa.")[-1]

    assert [actor.country_iso3 for actor in event.recipients] == ["SYR"]


@pytest.mark.parametrize(
    "text",
    ["Turkish and Chinese envoys met in the Russian capital.", "Envoys met Xi Jinping in Russia's capital."],
)
def test_a_capital_is_told_by_its_country(code, text):
    (event,) = code(text)

    assert event.location is not None
    assert event.location.name == "Moscow"


def test_who_is_due_to_travel_will_travel(code):
    (event,) = code("Emmanuel Macron is due to travel to Beirut next month.", published=date(2025, 3, 1))

    assert event.mode == "visit"
    assert event.date_start == date(2025, 4, 1)


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("France welcomed the accord but said more was needed.", "SUPPORT"),
        ("France announced an additional 20 million euros for Sudan.", "AID"),
        ("France pledged $15 million in humanitarian aid for Sudan.", "AGREE"),
        ("France resumed military aid to Ukraine.", "AID"),
        ("The Security Council adopted a resolution on Friday demanding a ceasefire in Sudan.", "REQUEST"),
        ("Syria's foreign minister called for the lifting of all sanctions.", "REQUEST"),
        ("President Vladimir Putin shook hands with President Xi Jinping on Friday.", "CONSULT"),
        ("The first contingent of French peacekeepers landed in Goma.", "AID"),
        ("Russia and China began their annual Ocean Shield exercise.", "COOPERATE"),
        ("Vladimir Putin and Xi Jinping signed a joint statement.", "SUPPORT"),
    ],
)
def test_what_the_wires_say_in_few_words(code, text, event_type):
    (event,) = code(text)

    assert event.event_type is EventType(event_type)


@pytest.mark.parametrize(
    ("text", "event_type", "mode"),
    [
        ("Germany announced sanctions on Chad.", "SANCTION", None),
        ("The EU agreed on sanctions against Syria.", "SANCTION", None),
        ("The EU said it would impose sanctions on Syria.", "THREATEN", "restrict"),
        ("Germany has announced it will sanction judges in Chad.", "THREATEN", "restrict"),
        ("Germany threatened Turkey with sanctions.", "THREATEN", "restrict"),
        ("Germany said it would cut aid to Chad.", "THREATEN", "relations"),
        ("Turkey offered to mediate between Chad and Sudan.", "AGREE", None),
        ("Iran has proposed to mediate in the dispute between Sudan and Chad.", "AGREE", None),
    ],
)
def test_sanctions_announced_are_taken_those_to_come_a_threat_and_an_offer_is_a_promise(
    code, text, event_type, mode
):
    assert [(event.event_type.value, event.mode) for event in code(text)] == [(event_type, mode)]


def test_who_suspends_a_truce_makes_none(code):
    (event,) = code("The army suspended the ceasefire with the rebels on Monday.")

    assert (event.event_type, event.mode) == (EventType.REJECT, "yield")
