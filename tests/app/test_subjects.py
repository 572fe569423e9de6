"""A correction finds again what it is about, and knows sides and places by their names."""

from dataclasses import replace

import pytest

from geomap.app.cache import find_all
from geomap.app.phrases import candidate_words, shared_reasons
from geomap.app.subjects import (
    find_event,
    find_mention,
    find_words,
    known_sides,
    search_places,
    sentences_of,
    side_values,
)
from geomap.models import Document


@pytest.fixture
def findings(parsed):
    return find_all([parsed])


def test_an_event_comes_with_the_words_that_place_it(findings):
    subject = find_event(findings, "e-arrived")

    assert subject.event.location.name == "Harbin"
    assert subject.mention.text == "Harbin"
    assert subject.reports == ()


def test_a_merged_event_comes_with_its_other_reports(parsed):
    document = replace(parsed.document, document_id="d2")
    events = [replace(event, event_id=f"other-{event.event_id}") for event in parsed.events]
    findings = find_all([parsed, replace(parsed, document=document, events=tuple(events))])

    ((item, report),) = find_event(findings, "e-arrived").reports

    assert item.document.document_id == "d2"
    assert report.event_id == "other-e-arrived"


def test_an_event_that_is_gone_is_none(findings):
    assert find_event(findings, "e-none") is None


def test_a_mention_is_found_by_its_span(parsed):
    mention = parsed.mentions[0]

    assert find_mention(parsed, (mention.start, mention.end)) is mention
    assert find_mention(parsed, (0, 1)) is None


def test_a_candidate_is_said_with_its_certainty_and_reasons(parsed):
    (candidate,) = parsed.mentions[0].candidates

    assert candidate.place.name == "Harbin"
    assert candidate_words(candidate) == ("certainty 0.90: many people live there; country context")


def test_reasons_that_speak_for_every_candidate_are_not_said(parsed):
    (harbin,) = parsed.mentions[0].candidates
    other = replace(harbin, reasons=harbin.reasons[:1])
    known = shared_reasons([harbin, other])

    assert candidate_words(harbin, known=known) == "certainty 0.90: country context"
    assert candidate_words(other, known=known) == "certainty 0.90"
    assert shared_reasons([harbin]) == frozenset()


def test_the_beginning_of_a_name_finds_its_place(gazetteer):
    assert search_places("Gom", gazetteer)
    assert any(place.name == "Goma" for place in search_places("Goma", gazetteer))
    assert search_places("  ", gazetteer) == ()


def test_sides_are_known_by_the_text_or_by_their_country(parsed, gazetteer):
    sides = side_values(["russia", " Kenya ", "the  rebels"], known_sides(parsed), gazetteer)

    assert [(side.name, side.country_iso3) for side in sides] == [
        ("Russia", "RUS"),
        ("Kenya", "KEN"),
        ("the rebels", None),
    ]


def test_words_are_found_inside_their_sentence_only(parsed):
    first, second, _ = sentences_of(parsed.document)

    assert find_words(parsed.document, "ARRIVED", first) is not None
    assert find_words(parsed.document, "arrived", second) is None
    assert find_words(parsed.document, " ", first) is None


def test_words_after_a_letter_that_folds_into_two_are_found_where_they_stand():
    document = Document(document_id="d1", text="Envoys met in Gießen. On the Straße soldiers FIRED.")
    _, second = sentences_of(document)

    assert document.quote(*find_words(document, "fired", second)) == "FIRED"
    assert document.quote(*find_words(document, "strasse", second)) == "Straße"
