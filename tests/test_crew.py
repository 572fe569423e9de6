"""Many documents are read by several processes, in order and as one process reads them."""

import pickle
import subprocess
from contextlib import closing
from dataclasses import replace

import pytest

from geomap.crew import Crew, Helper, Settings
from geomap.errors import UnreadableDocumentError
from geomap.models import Document
from geomap.pipeline import Pipeline

DOCUMENTS = [
    Document(document_id=str(number), text=f"Russian troops shelled Kharkiv, killing {number + 2} people.")
    for number in range(40)
]
BROKEN = UnreadableDocumentError("b.txt", "it is empty", "Choose another file.")


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline.default()


@pytest.fixture
def started(monkeypatch):
    """The processes that are started."""
    processes = []

    class Watched(subprocess.Popen):
        def __init__(self, *arguments, **options):
            super().__init__(*arguments, **options)
            processes.append(self)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    return processes


def test_a_crew_gives_what_one_process_gives_and_in_the_same_order(pipeline, started):
    outcomes = list(Crew(pipeline, helpers=1).read([*DOCUMENTS, BROKEN]))

    assert outcomes == [*map(pipeline.parse, DOCUMENTS), BROKEN]
    assert [process.poll() is None for process in started] == [False]


def test_a_helper_reads_as_this_process_does(pipeline):
    helper = Helper(Settings(min_score=0.9))
    try:
        helper.get_ready()

        answers = [helper.ask(document) for document in DOCUMENTS[:2]]
    finally:
        helper.end()
        helper.close()

    assert answers == [replace(pipeline, min_score=0.9).parse(document) for document in DOCUMENTS[:2]]


def test_a_stream_that_is_closed_early_ends_its_helpers(pipeline, started):
    crew = Crew(pipeline, helpers=1)

    with closing(crew.read(DOCUMENTS)) as outcomes:
        next(outcomes)
        assert started[0].poll() is None

    assert started[0].poll() is not None


def test_a_helper_that_is_lost_leaves_its_work_to_the_others(pipeline, started, monkeypatch, tmp_path):
    crew = Crew(pipeline, helpers=2)
    monkeypatch.setenv("GEOMAP_DATA", str(tmp_path / "nothing"))

    outcomes = list(crew.read(DOCUMENTS))

    assert [outcome.document for outcome in outcomes] == DOCUMENTS
    assert len(started) == 2


def test_two_streams_side_by_side_share_the_helpers(pipeline, started):
    crew = Crew(pipeline, helpers=1)

    with closing(crew.read(DOCUMENTS)) as first, closing(crew.read(DOCUMENTS)) as second:
        assert next(first) == next(second)

    assert len(started) == 1


def test_a_few_documents_start_no_helper(pipeline, started):
    list(Crew(pipeline, helpers=2).read(DOCUMENTS[:3]))

    assert started == []


def test_what_cannot_be_read_is_told_to_another_process_whole():
    again = pickle.loads(pickle.dumps(BROKEN))

    assert (again.source, again.reason, again.way_out) == (BROKEN.source, BROKEN.reason, BROKEN.way_out)


class Stumbling:
    """A coder, and a reader, with a fault that one text brings to light."""

    def __init__(self, inner):
        self.inner = inner

    def code(self, document, mentions, atlas):
        if document.document_id == "2":
            return [][len(mentions)]
        return self.inner.code(document, mentions, atlas)

    def read_ahead(self, documents):
        raise IndexError(len(list(documents)))


def test_a_fault_in_one_text_costs_no_other(pipeline):
    faulty = replace(pipeline, coder=Stumbling(pipeline.coder), reader=Stumbling(None))

    outcomes = list(Crew(faulty, helpers=0).read(DOCUMENTS[:4]))

    error = outcomes.pop(2)
    assert outcomes == [pipeline.parse(DOCUMENTS[number]) for number in (0, 1, 3)]
    assert error.source == "2"
    assert "IndexError: list index out of range (test_crew.py, line" in error.reason
    assert error.way_out == "Please report this text."
