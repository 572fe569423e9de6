import json
from datetime import date

import pytest

from geomap.constants import (
    Category,
    EventType,
    Modality,
    PlaceRole,
    Precision,
    QuadClass,
    Quantifier,
    Unit,
)
from geomap.described import Described
from geomap.export.listing import parsed_to_table
from geomap.export.records import parsed_to_json
from geomap.models import Actor, Candidate, Document, Event, Figure, Mention, ParsedDocument, Place

TEXT = "Envoys visited Harbin and gave $2.5 million."
HARBIN = Place(
    place_id="geonames:2037013",
    name="Harbin",
    longitude=126.65,
    latitude=45.75,
    feature_class="P",
    feature_code="PPLA",
    country_code="CN",
    country_iso3="CHN",
    admin1="Heilongjiang",
)
HARBIN_JSON = {
    "place_id": "geonames:2037013",
    "name": "Harbin",
    "longitude": 126.65,
    "latitude": 45.75,
    "feature_class": "P",
    "feature_code": "PPLA",
    "country_code": "CN",
    "admin1": "Heilongjiang",
}


def parsed(*, title="A visit", name="Moscow", value=2_500_000.0):
    document = Document(
        document_id="d1",
        text=TEXT,
        title=title,
        published=date(2024, 5, 16),
        source="S",
        url="https://example.org",
    )
    mention = Mention(
        start=15,
        end=21,
        text="Harbin",
        score=0.97123456,
        place=HARBIN,
        candidates=(Candidate(place=HARBIN, score=0.97123456),),
        candidate_count=7,
    )
    event = Event(
        event_id="e1",
        event_type=EventType.CONSULT,
        mode="visit",
        contexts=("diplomatic",),
        quad_class=QuadClass.VERBAL_COOPERATION,
        modality=Modality.ACTUAL,
        actors=(Actor(name=name, start=0, end=6, country_iso3="RUS", sector="GOV"),),
        recipients=(Actor(name="China", start=15, end=21, country_iso3="CHN"),),
        location=HARBIN,
        precision=Precision.SETTLEMENT,
        date_start=date(2024, 5, 16),
        date_end=date(2024, 5, 17),
        start=0,
        end=len(TEXT),
        quote=TEXT,
        trigger_start=7,
        trigger_end=14,
        score=2 / 3,
        intensity=2.5,
        figures=(0,),
    )
    figure = Figure(
        value=value,
        unit=Unit.CURRENCY,
        category=Category.AMOUNT,
        quantifier=Quantifier.EXACT,
        currency="USD",
        start=31,
        end=43,
        text="$2.5 million",
        destination=HARBIN,
        quote=TEXT,
        quote_start=0,
    )
    unresolved = Mention(start=0, end=6, text="Envoys", score=0.0)
    return ParsedDocument(
        document=document, mentions=(unresolved, mention), events=(event,), figures=(figure,)
    )


def test_a_parsed_document_becomes_the_row_of_the_interface():
    assert parsed_to_json(parsed()) == {
        "document_id": "d1",
        "title": "A visit",
        "published": "2024-05-16",
        "source": "S",
        "url": "https://example.org",
        "mentions": [
            {
                "start": 0,
                "end": 6,
                "text": "Envoys",
                "score": 0.0,
                "kind": "toponym",
                "place": None,
                "candidates": 0,
                "is_actor": False,
            },
            {
                "start": 15,
                "end": 21,
                "text": "Harbin",
                "score": 0.9712,
                "kind": "toponym",
                "place": HARBIN_JSON,
                "candidates": 7,
                "is_actor": False,
            },
        ],
        "events": [
            {
                "event_id": "e1",
                "event_type": "CONSULT",
                "mode": "visit",
                "contexts": ["diplomatic"],
                "quad_class": "verbal_cooperation",
                "modality": "actual",
                "actors": [{"name": "Moscow", "start": 0, "end": 6, "country_iso3": "RUS", "sector": "GOV"}],
                "recipients": [
                    {"name": "China", "start": 15, "end": 21, "country_iso3": "CHN", "sector": None}
                ],
                "location": HARBIN_JSON,
                "precision": "settlement",
                "date_start": "2024-05-16",
                "date_end": "2024-05-17",
                "start": 0,
                "end": len(TEXT),
                "quote": TEXT,
                "score": 0.6667,
                "figures": [0],
                "trigger_start": 7,
                "trigger_end": 14,
                "intensity": 2.5,
                "reports": 1,
                "merged": [],
            }
        ],
        "figures": [
            {
                "value": 2500000,
                "value_high": None,
                "unit": "currency",
                "category": "amount",
                "quantifier": "exact",
                "currency": "USD",
                "start": 31,
                "end": 43,
                "text": "$2.5 million",
                "origin": None,
                "destination": HARBIN_JSON | {"start": 15, "end": 21, "text": "Harbin"},
                "location": None,
                "as_of": None,
                "quote": TEXT,
                "term": None,
                "modality": "actual",
                "reports": 1,
                "repeats": None,
            }
        ],
    }


@pytest.mark.parametrize(("value", "written"), [(8000.0, "8000"), (0.5, "0.5"), (2.401e11, "240100000000")])
def test_a_whole_value_is_an_int(value, written):
    row = parsed_to_json(parsed(value=value))

    assert json.dumps(row["figures"][0]["value"]) == written


def test_a_document_without_anything_has_empty_lists_and_nulls():
    row = parsed_to_json(ParsedDocument(document=Document(document_id="d", text="x")))

    assert row == {
        "document_id": "d",
        "title": None,
        "published": None,
        "source": None,
        "url": None,
        "mentions": [],
        "events": [],
        "figures": [],
    }


def test_the_table_says_who_did_what_where_and_when():
    table = parsed_to_table(parsed())

    assert table.startswith("A visit | S | 2024-05-16\n")
    for words in (
        "CONSULT (visit)",
        "Moscow",
        "China",
        "Harbin (settlement)",
        "2024-05-16",
        "medium",
        "2,500,000 USD",
        "Envoys visited",
    ):
        assert words in table


def test_the_table_is_aligned_over_wide_letters():
    narrow, wide = (parsed_to_table(parsed(name=name)).splitlines()[2] for name in ("Moscow", "莫斯科"))

    assert wide.index("Harbin (") + 3 == narrow.index("Harbin (")


def test_the_table_counts_a_combining_accent_as_no_column():
    plain, accented = (
        parsed_to_table(parsed(name=name)).splitlines()[2] for name in ("Hanoi", "Hano\u0300i")
    )

    assert accented.index("Harbin (") - 1 == plain.index("Harbin (")


def test_the_table_cuts_long_cells():
    table = parsed_to_table(parsed(name="M" * 500))

    assert max(map(len, table.splitlines())) < 220
    assert "M…" in table


def test_the_table_passes_no_command_to_the_terminal():
    table = parsed_to_table(parsed(title="\x1b[2Jboo\r\nline\u202e", name="a\x07b"))

    assert not {"\x1b", "\x07", "\r", "\u202e"} & set(table)


def test_a_document_without_events_says_so():
    table = parsed_to_table(ParsedDocument(document=Document(document_id="d9", text="x")))

    assert table == "d9\n  no events found\n\n"


def test_a_great_number_is_written_out():
    assert "240,100,000,000 USD" in parsed_to_table(parsed(value=240.1e9))


def test_events_and_figures_can_be_said_in_other_words():
    table = parsed_to_table(
        parsed(), say_event=lambda event: "Visit received", say_figure=lambda figure: "so much"
    )

    assert "Visit received" in table
    assert "CONSULT" not in table
    assert "so much" in table


FLED = "Some 900 families left the rebel enclave for Harbin."


def fled(**places):
    """A figure whose text only describes where people come from."""
    words = Described(role=PlaceRole.ORIGIN, way="from", start=23, end=40, text="the rebel enclave")
    figure = Figure(
        value=900,
        unit=Unit.HOUSEHOLD,
        category=Category.INTERNAL_DISPLACEMENTS,
        quantifier=Quantifier.APPROXIMATELY,
        start=0,
        end=8,
        text="Some 900",
        quote=FLED,
        quote_start=0,
        described=(words,),
        **places,
    )
    return ParsedDocument(document=Document(document_id="d2", text=FLED), figures=(figure,))


def test_a_described_place_is_written_by_its_words_and_lies_nowhere():
    (figure,) = parsed_to_json(fled(destination=HARBIN))["figures"]

    assert figure["origin"] == {
        "place_id": None,
        "name": "the rebel enclave",
        "longitude": None,
        "latitude": None,
        "feature_class": None,
        "feature_code": None,
        "country_code": None,
        "admin1": None,
        "start": 23,
        "end": 40,
        "text": "the rebel enclave",
    }
    assert figure["destination"]["place_id"] == HARBIN.place_id
    assert figure["location"] is None


def test_a_known_place_goes_before_words():
    (figure,) = parsed_to_json(fled(origin=HARBIN))["figures"]

    assert figure["origin"]["name"] == "Harbin"


def test_the_table_says_that_a_described_place_is_on_no_map():
    heading, row = parsed_to_table(fled(destination=HARBIN)).splitlines()[1:3]

    assert "the rebel enclave (not placed)  Harbin" in row
    assert heading.index("to ") == row.index("Harbin")
