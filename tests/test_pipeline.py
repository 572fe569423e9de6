"""The stages together: a stream gives what its documents give alone."""

import pytest

from geomap.models import Document
from geomap.pipeline import Pipeline

TEXTS = (
    "KHARTOUM, Sudan - Fighting in El Fasher drove 4,000 people from their homes on Monday.",
    "Kenya and Uganda signed a trade agreement in Nairobi.",
    "",
    "President Emmanuel Macron will visit Berlin next week, officials said.",
)


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline.default()


def test_a_stream_gives_what_its_documents_give_alone(pipeline):
    documents = [Document(document_id=str(number), text=text) for number, text in enumerate(TEXTS * 6)]

    streamed = list(pipeline.pipe(documents))

    assert streamed == [Pipeline.default().parse(document) for document in documents]


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
