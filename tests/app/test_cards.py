"""Evidence cards say in plain words what an event is and show its sentence unchanged."""

import json
from dataclasses import asdict, replace

import pytest

from geomap.app.cards import card_json, make_cards
from geomap.app.pieces import MarkKind


@pytest.fixture
def cards(parsed):
    return make_cards([parsed])


def test_a_card_says_what_where_and_when(cards):
    card = cards[0]

    assert card.title == "Visit: Russia → China"
    assert card.where == "in Harbin"
    assert card.when == "16–17 May 2024"
    assert card.note == ""


def test_the_quote_is_the_sentence_with_trigger_and_place_marked(cards):
    quote = cards[0].quote

    assert "".join(piece.text for piece in quote) == "Russian envoys arrived in Harbin for talks with China."
    assert [piece.text for piece in quote if piece.has(MarkKind.TRIGGER)] == ["arrived"]
    assert [piece.text for piece in quote if piece.has(MarkKind.PLACE)] == ["Harbin"]


def test_an_event_that_is_not_reported_as_happening_says_so(cards):
    assert cards[2].note == "Reported as planned or announced"
    assert cards[2].where == "place not reported"


def test_figures_keep_their_hedge_and_unit(cards):
    assert cards[1].figures == ("nearly 8,000 people displaced within the country, over a period",)
    assert cards[2].figures == ("$240.1 billion",)


def test_the_source_line_names_document_source_date_and_certainty(cards):
    line = cards[1].source

    assert line == ("Envoys in Harbin · The Daily Test · published 17 May 2024 · certainty medium (0.60)")


def test_the_place_is_explained_by_its_candidates(cards):
    assert cards[0].candidates == (
        "Harbin, Heilongjiang, CN: 0.90 (population, country context)",
        "and 2 more of that name",
    )
    assert cards[2].candidates == ()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https:///x", "", None]
)
def test_only_web_addresses_become_links(parsed, url):
    parsed = replace(parsed, document=replace(parsed.document, url=url))

    (card, *_) = make_cards([parsed])

    assert card.url is None


def test_a_web_address_becomes_a_link(cards):
    assert cards[0].url == "https://example.org/1"


def test_the_browser_gets_plain_json(cards):
    for card in cards:
        sent = json.loads(json.dumps(card_json(card)))

        assert sent["event_id"] == card.event_id
        assert "".join(piece["text"] for piece in sent["quote"]) == "".join(
            piece.text for piece in card.quote
        )
        assert set(sent) <= set(asdict(card)) | {"mark", "color"}
