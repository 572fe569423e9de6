"""Many documents are read in a thread of their own, which says how far it is and can be stopped."""

from threading import Event

import pytest

from geomap.app.backlog import Backlog
from geomap.errors import UnreadableDocumentError
from geomap.models import Document, ParsedDocument

DOCUMENTS = tuple(Document(document_id=f"d{number}", text=f"Report {number}.") for number in range(4))
LONG_S = 60


class Reader:
    """Reads one document for each permission."""

    def __init__(self, *, bad: str = "") -> None:
        self.bad = bad
        self.permissions = [Event() for _ in DOCUMENTS]
        self.is_closed = False

    def read(self, documents):
        try:
            for document in documents:
                assert self.permissions[int(document.document_id[1:])].wait(LONG_S)
                if document.document_id == self.bad:
                    yield UnreadableDocumentError("d", "it is bad", "Mend it.")
                else:
                    yield ParsedDocument(document=document)
        finally:
            self.is_closed = True

    def permit(self, *numbers: int) -> None:
        for number in numbers:
            self.permissions[number].set()


def start(reader, **options):
    kept: list[ParsedDocument] = []
    return Backlog("key", DOCUMENTS, reader=reader, keep=kept.append, **options), kept


def wait_for(backlog, done):
    while backlog.look().done < done:
        pass


def test_what_is_read_is_kept_while_the_rest_is_read():
    reader = Reader()
    backlog, kept = start(reader)
    reader.permit(0, 1)
    wait_for(backlog, 2)

    progress = backlog.look()

    assert [one.document for one in kept] == list(DOCUMENTS[:2])
    assert (progress.at_work, progress.is_over) == (DOCUMENTS[2], False)
    reader.permit(2, 3)
    last = backlog.look(wait_s=LONG_S)
    assert (last.done, last.at_work, last.is_over, last.is_whole) == (4, None, True, True)


def test_a_bad_document_is_named_and_the_rest_goes_on():
    reader = Reader(bad="d1")
    reader.permit(0, 1, 2, 3)

    backlog, kept = start(reader)

    progress = backlog.look(wait_s=LONG_S)
    assert [problem.source for problem in progress.problems] == ["d1"]
    assert (len(kept), progress.is_whole) == (3, True)


def test_a_backlog_that_is_told_to_stop_reads_no_more_than_the_document_at_work():
    reader = Reader()
    backlog, kept = start(reader)
    reader.permit(0)
    wait_for(backlog, 1)
    backlog.stop()
    reader.permit(1, 2, 3)

    progress = backlog.look(wait_s=LONG_S)

    assert (progress.is_over, progress.is_whole) == (True, False)
    assert len(kept) <= 2
    assert reader.is_closed


def test_a_backlog_that_nobody_looks_at_ends():
    reader = Reader()
    reader.permit(0, 1, 2, 3)

    backlog, kept = start(reader, patience_s=-1)

    assert not backlog.look(wait_s=LONG_S).is_whole
    assert kept == []


def test_what_reading_raises_is_raised_where_it_is_looked_at():
    reader = Reader()
    reader.permissions = []

    backlog, _ = start(reader)

    with pytest.raises(IndexError):
        backlog.look(wait_s=LONG_S)
