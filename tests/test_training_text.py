"""The sentences that test event coding: each line of the files, and the format they are written in."""

from pathlib import Path

import pytest
from scripts_of import load_script

from geomap.constants import EventType, Modality
from geomap.errors import InvalidRecordError

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "scripts" / "training_text" / "events"


event_sentences = load_script("event_sentences")


def quote(sentence, span):
    return None if span is None else sentence.text[slice(*span)]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.name)
def test_every_line_of_a_file_parses(path):
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]

    sentences = [event_sentences.parse_event_sentence(line, path.name) for line in lines]

    assert sentences
    assert all(sentence.trigger or sentence.type is None for sentence in sentences)


def test_no_sentence_stands_twice():
    texts = [sentence.text.lower() for sentence in event_sentences.read_event_sentences(FOLDER)]

    assert sorted(texts) == sorted(set(texts))


def test_a_line_gives_plain_text_and_the_spans_of_its_marks():
    line = "CONSULT.visit+ACCUSE | [A: The envoy] {called on} [R: the junta], then criticised it."

    sentence = event_sentences.parse_event_sentence(line, "example:1")

    assert sentence.text == "The envoy called on the junta, then criticised it."
    assert quote(sentence, sentence.trigger) == "called on"
    assert quote(sentence, sentence.actor) == "The envoy"
    assert quote(sentence, sentence.recipient) == "the junta"
    assert (sentence.type, sentence.mode) == (EventType.CONSULT, "visit")
    assert (sentence.others, sentence.modality) == ((EventType.ACCUSE,), Modality.ACTUAL)


def test_the_modality_may_stand_before_or_after_the_other_types():
    first, second = (
        event_sentences.parse_event_sentence(f"{label} | They {{will meet}}.", "example:1")
        for label in ("AGREE~future+CONSULT", "AGREE+CONSULT~future")
    )

    assert first == second
    assert first.modality is Modality.FUTURE


def test_a_sentence_without_an_event_has_no_type():
    sentence = event_sentences.parse_event_sentence("NONE | The striker {fired} wide.", "example:1")

    assert (sentence.type, sentence.mode, sentence.others) == (None, None, ())


@pytest.mark.parametrize(
    "line",
    [
        "AGREE The two sides {agreed}.",
        "AGREE | ",
        "BATTLE | They {fought}.",
        "ASSAULT.visit | They {attacked}.",
        "AGREE~perhaps | They {agreed}.",
        "AGREE~future~negated | They {agreed}.",
        "AGREE+CONSULT+CONSULT | They {agreed}.",
        "NONE~negated | They {agreed}.",
        "AGREE | They {agreed.",
        "AGREE | They [agreed].",
        "AGREE | They {} agreed.",
        "AGREE | They {agreed} and {agreed}.",
        "AGREE | [A: They {agreed}].",
        "AGREE | [A:They] {agreed}.",
    ],
)
def test_a_slip_of_the_pen_is_an_error(line):
    with pytest.raises(InvalidRecordError, match="example:7"):
        event_sentences.parse_event_sentence(line, "example:7")
