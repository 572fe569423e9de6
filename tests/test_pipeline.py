"""The stages together: a stream gives what its documents give alone."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.models import Document
from geomap.pipeline import Pipeline

TEXTS = (
    "KHARTOUM, Sudan - Fighting in El Fasher drove 4,000 people from their homes on Monday.",
    "Kenya and Uganda signed a trade agreement in Nairobi.",
    "",
    "President Emmanuel Macron will visit Berlin next week, officials said.",
)

WORDS = (
    *(
        "Kharkiv",
        "Russian troops",
        "shelled",
        ", Texas",
        "said",
        "on Monday",
        "8,000 people",
        "fled to",
        "Goma",
    ),
    *(
        "Xi Jinping",
        "$2.5 million",
        "sanctions",
        "between 3 and 5",
        "the",
        "of",
        "and",
        "was killed by",
        "will",
    ),
    *("\u202e", "\n", "U.S.", "'s", "\u2014", "(", "agreed to", "not"),
)
PIECES = st.one_of(st.text(max_size=12), st.sampled_from(WORDS))
"""Any signs, and words that set every stage to work."""


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline.default()


def test_a_stream_gives_what_its_documents_give_alone(pipeline):
    documents = [Document(document_id=str(number), text=text) for number, text in enumerate(TEXTS * 6)]

    streamed = list(pipeline.pipe(documents))

    alone = {text: Pipeline.default() for text in TEXTS}
    assert streamed == [alone[document.text].parse(document) for document in documents]


def test_a_stream_is_taken_only_as_far_as_is_asked(pipeline):
    taken = []

    def stream():
        for number in range(1000):
            taken.append(number)
            yield Document(document_id=str(number), text=TEXTS[number % 2])

    next(pipeline.pipe(stream()))

    assert len(taken) < 40


def test_what_is_no_document_passes_a_stream_unchanged(pipeline):
    broken = ValueError("broken")
    document = Document(document_id="a", text=TEXTS[1])

    assert list(pipeline.ahead([broken, document])) == [broken, document]


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=40))
def test_any_text_is_parsed_with_exact_spans(pipeline, pieces):
    text = " ".join(pieces)

    parsed = pipeline.parse(Document(document_id="d", text=text, published=date(2024, 5, 17)))

    assert all(text[mention.start : mention.end] == mention.text for mention in parsed.mentions)
    assert all(text[figure.start : figure.end] == figure.text for figure in parsed.figures)
    for event in parsed.events:
        assert text[event.start : event.end] == event.quote
        assert all(0 <= actor.start < actor.end <= len(text) for actor in (*event.actors, *event.recipients))
