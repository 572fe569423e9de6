"""Parsed documents as columns, which layers and maps share."""

from dataclasses import replace

import pytest
from stories import make_event, place

from geomap.corpus import corpus_of
from geomap.models import Actor, Document, Mention, ParsedDocument
from geomap.render.payload import build_payload
from layers import build_layers

TEXT = "The envoys met in Harbin."
HARBIN = place("Harbin", 126.6, 45.7)


def actor(name, iso3=None):
    return Actor(name=name, start=0, end=3, country_iso3=iso3)


def parsed(document_id, *events, **more):
    document = Document(document_id=document_id, text=TEXT, source=f"Paper of {document_id}")
    return ParsedDocument(document=document, events=events, **more)


@pytest.fixture
def documents():
    sides = [
        ((), ()),
        ((actor("A", "AAA"),), (actor("B"),)),
        ((actor("A"), actor("B", "BBB")), (actor("A", "AAA"),)),
        ((actor("A"), actor("B", "BBB")), ()),
    ]
    events = [
        replace(make_event(TEXT, f"e{number}", "met", HARBIN), actors=actors, recipients=recipients)
        for number, (actors, recipients) in enumerate(sides)
    ]
    mentions = (
        Mention(start=4, end=10, text="envoys", score=0.2),
        Mention(start=18, end=24, text="Harbin", score=0.9, place=HARBIN),
    )
    return [parsed("d1", *events[:3]), parsed("d2"), parsed("d3", events[3], mentions=mentions)]


def test_documents_are_read_once(documents):
    corpus = corpus_of(documents)

    assert corpus_of(corpus) is corpus
    assert corpus.events is corpus.events
    assert corpus.is_of(documents)
    assert not corpus.is_of(documents[:2])
    assert not corpus.is_of([*documents[:2], replace(documents[2])])


def test_columns_are_those_of_events_and_documents_in_order(documents):
    corpus = corpus_of(documents)
    columns = corpus.events.columns

    assert columns["event_id"] == ["e0", "e1", "e2", "e3"]
    assert corpus.events.document.tolist() == [0, 0, 0, 2]
    assert list(columns["place"]) == [HARBIN] * 4
    assert list(columns["start"]) == [0] * 4
    assert [type(cell) for cell in columns["score"]] == [float] * 4
    assert corpus.documents["source"] == ["Paper of d1", "Paper of d2", "Paper of d3"]


def test_sides_are_the_names_and_countries_of_all_actors(documents):
    events = corpus_of(documents).events

    assert list(events.columns["acting"]) == [
        (),
        ("A", "AAA"),
        ("A", None, "B", "BBB"),
        ("A", None, "B", "BBB"),
    ]
    assert list(events.columns["receiving"]) == [(), ("B", None), ("A", "AAA"), ()]
    assert events.sides.owner.tolist() == [1, 1, 2, 2, 2, 3, 3]
    assert events.sides.end.tolist() == [3] * 7


def test_only_mentions_of_known_places_are_read(documents):
    mentions = corpus_of(documents).mentions

    assert list(mentions.place) == [HARBIN]
    assert (mentions.spans.owner.tolist(), mentions.spans.start.tolist()) == ([2], [18])
    assert mentions.score.tolist() == [0.9]


def test_nothing_is_read_of_nothing():
    corpus = corpus_of([])

    assert (len(corpus.events.document), list(corpus.events.columns["acting"])) == (0, [])
    assert (len(corpus.mentions.place), len(corpus.figures.figures)) == (0, 0)


def test_a_map_is_the_same_whether_its_layers_read_its_documents_or_equal_ones(documents):
    layers = build_layers(documents)
    equal = [replace(one) for one in documents]

    assert build_payload(layers, documents=documents, page={}) == build_payload(
        layers, documents=equal, page={}
    )
