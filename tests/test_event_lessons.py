"""What the measurements of a trained head rest on: the network read with one more output."""

import importlib
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"
TEXT = "The mayor turned his back on Kharkiv. Kenya and Uganda signed a pact."


@pytest.fixture
def lessons(monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))
    return importlib.import_module("event_lessons")


def test_the_network_answers_the_same_with_an_inner_tensor_as_a_further_output(lessons):
    source = lessons.Source()
    plain = lessons.Pipeline.default().reader
    document = lessons.Document(document_id="d", text=TEXT)

    read = list(source.read(TEXT))

    assert source.pipeline.reader.read(document) == plain.read(document)
    assert [states.shape for _, states in read] == [(len(words), 384) for words, _ in read]
    assert all(states.any(axis=1).all() for _, states in read)


def test_a_labelled_sentence_teaches_its_marked_word_and_nothing_else(lessons):
    sentences = importlib.import_module("event_sentences")
    line = "REJECT | [A: The mayor] {turned his back on} [R: the union] before the vote."
    sentence = sentences.parse_event_sentence(line, "here")
    words, states = next(lessons.Source().read(sentence.text))

    lesson = lessons.labelled_lesson(sentence, words, states, ())

    reject = lessons.number_of(lessons.EventType.REJECT)
    asked = [words.lower[index] for index in lessons.candidates(words)]
    assert lesson.types == {reject}
    assert [asked[row] for row, target in enumerate(lesson.targets) if target == reject] == ["turned"]
    assert lesson.weights[asked.index("turned")] == 2.0
