"""Documents read as a whole: offsets exact, answers kept, whatever the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.gazetteer.store import open_gazetteer
from geomap.models import Document
from geomap.places.recognize import open_reader
from geomap.reader.reading import DocumentReader


@pytest.fixture(scope="module")
def reader():
    return open_reader(open_gazetteer())


def document_of(text):
    return Document(document_id="d", text=text)


def test_a_sentence_has_names_parts_and_a_tree(reader):
    sentence = reader.read(document_of("The Russian army shelled Kharkiv on Friday.")).sentences[0]

    words = [token.text for token in sentence.sentence.tokens]
    verb = words.index("shelled")
    assert sentence.heads[verb] == -1
    assert sentence.parts[verb] == "VERB"
    assert (sentence.heads[words.index("army")], sentence.labels[words.index("army")]) == (verb, "nsubj")
    assert (sentence.heads[words.index("Kharkiv")], sentence.labels[words.index("Kharkiv")]) == (verb, "obj")
    assert [(name.first, name.kind) for name in sentence.names] == [(1, "NAT"), (4, "LOC")]


def test_a_document_asked_for_again_is_not_read_again(reader):
    text = "Officials from Kenya met in Nairobi."

    first = reader.read(document_of(text))

    assert reader.read(document_of(text)) is first


def test_documents_read_ahead_read_as_they_do_alone(reader):
    texts = ["Sudan closed the crossing at Adre.", "Talks resumed in Doha.\n\nMali withdrew. Chad stayed."]
    alone = [reader.read(document_of(text)) for text in texts]
    other = DocumentReader(reader._reader)

    other.read_ahead([document_of(text) for text in texts])

    assert [other.read(document_of(text)) for text in texts] == alone


def test_only_the_last_documents_are_kept(reader):
    small = DocumentReader(reader._reader, kept=1)
    first = small.read(document_of("Rain fell in Lima."))

    small.read(document_of("Snow fell in Oslo."))

    assert small.read(document_of("Rain fell in Lima.")) is not first


def test_a_sentence_longer_than_the_model_takes_is_read_in_pieces(reader):
    sentence = reader.read(document_of("and " * 300 + "Paris")).sentences[0]

    assert len(sentence.heads) == len(sentence.parts) == len(sentence.shares) == 301
    assert sentence.heads.count(-1) == 1


@settings(max_examples=40)
@given(st.text(max_size=80))
def test_any_text_is_read_token_by_token(reader, text):
    for sentence in reader.read(document_of(text)).sentences:
        count = len(sentence.sentence.tokens)

        assert len(sentence.heads) == len(sentence.labels) == len(sentence.parts) == count
        assert sentence.shares.shape == (count, 4)
        assert all(0 <= name.first < name.last <= count for name in sentence.names)


@pytest.mark.parametrize("people", ["German", "Canadian", "Lao"])
def test_a_nation_behind_and_is_an_adjective(reader, people):
    (sentence,) = reader.read(
        Document(document_id="d", text=f"The French and {people} ministers met.")
    ).sentences

    assert sentence.parts[3] == "ADJ"
