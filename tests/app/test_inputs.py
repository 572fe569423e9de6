"""Pasted and uploaded texts become documents; what is bad is named and the rest go on."""

from datetime import date

import pytest

from geomap.app import inputs
from geomap.app.inputs import LIMITS, Origin, apply_details, collect, read_pasted, read_uploads
from geomap.models import Document

ARTICLE = b"Talks were held in Geneva on Monday."


def test_a_bad_file_is_named_and_the_others_go_on():
    reading = read_uploads(
        [("a.txt", ARTICLE), ("b.txt", b"\x00\x01\x02"), ("c.txt", b""), ("d.txt", ARTICLE)]
    )

    assert [document.document_id for document in reading.documents] == ["a", "d"]
    assert [problem.source for problem in reading.problems] == ["b.txt", "c.txt"]
    assert all(problem.reason and problem.way_out for problem in reading.problems)


def test_two_files_of_one_name_stay_two_documents():
    reading = read_uploads([("a.txt", ARTICLE), ("a.txt", ARTICLE)])

    assert [document.document_id for document in reading.documents] == ["a", "a~2"]


def test_the_date_of_publication_is_for_files_that_name_none():
    row = b'{"id": "x", "text": "Talks in Geneva.", "published": "2020-02-02"}\n'

    reading = read_uploads([("a.txt", ARTICLE), ("b.jsonl", row)], published=date(2024, 5, 17))

    assert [document.published for document in reading.documents] == [date(2024, 5, 17), date(2020, 2, 2)]


def test_a_file_over_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(inputs, "MAX_FILE_MB", 0)

    reading = read_uploads([("a.txt", ARTICLE)])

    assert reading.documents == ()
    assert "larger" in reading.problems[0].reason


def test_files_over_the_count_are_named(monkeypatch):
    monkeypatch.setattr(inputs, "MAX_FILES", 1)

    reading = read_uploads([("a.txt", ARTICLE), ("b.txt", ARTICLE)])

    assert [document.document_id for document in reading.documents] == ["a"]
    assert [problem.source for problem in reading.problems] == ["b.txt"]


def test_more_documents_than_the_limit_are_left_out_and_said(monkeypatch):
    monkeypatch.setattr(inputs, "MAX_DOCUMENTS", 2)
    documents = [Document(document_id=str(number), text="x") for number in range(5)]

    reading = collect(Origin.UPLOAD, documents)

    assert len(reading.documents) == 2
    assert [problem.source for problem in reading.problems] == ["2"]


@pytest.mark.parametrize("limit", ["200", "20 MB", "500", "1,000,000", ".jsonl"])
def test_the_limits_are_stated(limit):
    assert limit in LIMITS


def test_blank_pasted_text_gets_a_hint_and_no_problem():
    reading = read_pasted("  \n ")

    assert reading.documents == reading.problems == ()
    assert "Paste" in reading.hint


def test_pasted_text_keeps_what_is_said_about_it():
    reading = read_pasted("Talks in Geneva.", title=" T ", published=date(2024, 1, 2), source="S", url="")

    (document,) = reading.documents
    assert (document.title, document.published, document.source, document.url) == (
        "T",
        date(2024, 1, 2),
        "S",
        None,
    )


def test_pasted_text_that_is_no_text_is_a_problem():
    reading = read_pasted("a\x00b")

    assert reading.documents == ()
    assert reading.problems[0].source == "the pasted text"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"Date": date(2024, 1, 2), "Source": " S "}, (date(2024, 1, 2), "S")),
        ({"Date": "2024-01-02", "Source": None}, (date(2024, 1, 2), None)),
        ({"Date": None, "Source": ""}, (None, None)),
    ],
)
def test_edited_details_replace_the_old_ones(row, expected):
    document = Document(document_id="a", text="x", published=date(2000, 1, 1), source="old")

    changed = apply_details(document, row)

    assert (changed.published, changed.source) == expected
