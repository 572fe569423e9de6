"""The desk holds each article once, remembers what is guessed, and follows edits and removals."""

from datetime import date

import pytest

from geomap.app.desk import Desk, date_undated, desk_rows, edit_desk, put_on_desk
from geomap.app.desk_bar import desk_words
from geomap.app.inputs import read_pasted, read_uploads
from geomap.models import Document

TODAY = date(2024, 6, 1)
DATED = "KYIV, Ukraine (AP) — May 16, 2024. Envoys met in Kyiv on Thursday."


@pytest.fixture
def desk():
    files = [("one.txt", b"Envoys visited Goma."), ("two.txt", DATED.encode())]
    return put_on_desk(Desk(), read_uploads(files, today=TODAY))[0]


def test_articles_come_together_each_text_once(desk):
    more = read_uploads([("one.txt", b"Another text."), ("again.txt", b"Envoys visited Goma.")])

    both, problems = put_on_desk(desk, more)

    assert [document.text for document in both.documents] == [
        "Envoys visited Goma.",
        DATED,
        "Another text.",
    ]
    assert len({document.document_id for document in both.documents}) == 3
    assert problems == ()


def test_what_cannot_be_read_is_a_problem_and_the_rest_stays(desk):
    both, problems = put_on_desk(desk, read_uploads([("bad.txt", b"\x00\x01")]))

    assert both.documents == desk.documents
    assert [problem.source for problem in problems] == ["bad.txt"]


def test_a_guess_names_the_words_it_comes_from(desk):
    rows = desk_rows(desk)

    assert rows[0]["Read from"] == ""
    assert rows[1]["Date"] == date(2024, 5, 16)
    assert "May 16, 2024" in rows[1]["Read from"]


def test_an_edited_row_is_kept_and_no_guess_any_more(desk):
    edited = edit_desk(desk, edited={1: {"Date": "2024-05-17", "Source": "The Daily"}}, deleted=[])

    assert edited.documents[1].published == date(2024, 5, 17)
    assert edited.documents[1].source == "The Daily"
    assert edited.documents[0] == desk.documents[0]
    assert desk_rows(edited)[1]["Read from"] == ""


def test_a_day_given_to_undated_articles_leaves_the_others_and_their_guesses(desk):
    dated = date_undated(desk, date(2024, 5, 20))

    assert [document.published for document in dated.documents] == [date(2024, 5, 20), date(2024, 5, 16)]
    assert [row["Read from"] for row in desk_rows(dated)] == [row["Read from"] for row in desk_rows(desk)]


def test_a_deleted_row_is_gone(desk):
    left = edit_desk(desk, edited={}, deleted=[0])

    assert left.documents == desk.documents[1:]


def test_a_pasted_text_goes_on_the_desk_with_its_title(desk):
    both, _ = put_on_desk(desk, read_pasted("Envoys left Goma.", title="Leaving", today=TODAY))

    assert desk_rows(both)[-1]["Article"] == "Leaving"


def test_a_name_that_is_cut_short_gets_no_second_stop():
    text = "Envoys of both sides met in the old town hall of Goma, where they stayed until late at night."

    words = desk_words(Desk(documents=(Document(document_id="d", text=text, title=text),)))

    assert words.startswith("Envoys of both sides")
    assert "…. " not in words
    assert words.endswith("Its date is unknown.")


def test_the_date_of_an_article_is_said_with_where_it_is_from(desk):
    one = Desk(documents=desk.documents[1:], guesses=desk.guesses)

    assert desk_words(one).endswith("Dated 16 May 2024: read from the text.")


def test_dates_of_several_articles_are_counted(desk):
    assert desk_words(desk).endswith("1 date is read from the text. 1 date is unknown.")
