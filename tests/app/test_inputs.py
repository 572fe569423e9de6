"""Pasted and uploaded texts become documents; what is bad is named and the rest go on."""

from datetime import date

import pytest

from geomap.app.inputs import (
    LIMITS_IN_SHORT,
    LIMITS_SAID,
    Origin,
    apply_details,
    collect,
    read_pasted,
    read_uploads,
    uploads_key,
)
from geomap.models import Document
from geomap.text.limits import LIMITS, Limits

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


def test_a_file_over_the_limit_is_refused():
    reading = read_uploads([("a.txt", ARTICLE)], limits=Limits(file_mb=0))

    assert reading.documents == ()
    assert "larger" in reading.problems[0].reason


def test_files_over_the_count_are_named():
    reading = read_uploads([("a.txt", ARTICLE), ("b.txt", ARTICLE)], limits=Limits(files=1))

    assert [document.document_id for document in reading.documents] == ["a"]
    assert [problem.source for problem in reading.problems] == ["b.txt"]


def test_files_over_the_size_of_all_are_named():
    reading = read_uploads([("a.txt", ARTICLE)], limits=Limits(total_mb=0))

    assert "0 MB in all" in reading.problems[0].reason


def test_more_documents_than_the_limit_are_left_out_and_said():
    documents = [Document(document_id=str(number), text="x") for number in range(5)]

    reading = collect(Origin.UPLOAD, documents, limits=Limits(documents=2))

    assert len(reading.documents) == 2
    assert [problem.source for problem in reading.problems] == ["2"]


@pytest.mark.parametrize("limit", ["200 MB", "20 MB", "500", "1,000,000", "300 pages", "jsonl", "pdf", "zip"])
def test_the_limits_are_stated(limit):
    assert limit in LIMITS_SAID


@pytest.mark.parametrize("limit", ["200 MB", "20 MB", "500"])
def test_the_limits_fit_on_one_line(limit):
    assert limit in LIMITS_IN_SHORT
    assert len(LIMITS_IN_SHORT) < 36


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


def test_pasted_markdown_loses_its_marks():
    reading = read_pasted("# Envoys meet\n\nTalks began in **Geneva**.")

    (document,) = reading.documents
    assert document.title == "Envoys meet"
    assert document.text == "Envoys meet\n\nTalks began in Geneva."


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


def test_date_and_source_are_guessed_with_their_words_where_a_text_states_none():
    text = b"KYIV, Ukraine (AP) \xe2\x80\x94 May 16\nShells fell."
    row = b'{"id": "r", "text": "GOMA, May 2 (AFP) - Rebels came.", "published": "2024-05-03", "source": "S"}'

    reading = read_uploads([("a.txt", text), ("b.jsonl", row)], today=date(2024, 6, 1))

    first, second = reading.documents
    assert (first.published, first.source) == (date(2024, 5, 16), "Associated Press")
    assert (second.published, second.source) == (date(2024, 5, 3), "S")
    assert list(reading.guesses) == ["a"]
    assert (reading.guesses["a"].published.words, reading.guesses["a"].source.words) == ("May 16", "AP")


def test_a_date_that_reading_took_from_the_words_is_told_as_a_guess():
    reading = read_uploads([("a.txt", b"Published: 16 May 2024\nShells fell.")], today=date(2024, 6, 1))

    assert reading.guesses["a"].published.is_sure
    assert reading.documents[0].published == date(2024, 5, 16)


def test_what_is_read_is_told_before_it_is_read():
    seen = []

    read_uploads([("a.txt", ARTICLE), ("b.txt", b"")], watch=lambda number, name: seen.append((number, name)))

    assert seen == [(0, "a.txt"), (1, "b.txt")]


def test_uploads_are_named_by_names_and_contents():
    keys = {uploads_key(files) for files in ([], [("a", b"x")], [("b", b"x")], [("a", b"y")], [("a", b"x")])}

    assert len(keys) == 4


def test_the_page_lets_in_as_much_as_the_limits_say():
    from geomap.app.launch import launch_command

    assert f"--server.maxUploadSize={LIMITS.total_mb}" in launch_command([], port=1, opens_browser=False)
