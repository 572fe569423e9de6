"""Date and source of a text are guessed from its own words, which the guess carries."""

from datetime import date

import pytest

from geomap.models import Document
from geomap.text.datelines import Clue, guess_published, guess_source, written_on

TODAY = date(2024, 6, 1)


def document(text, *, name="a", title=None):
    return Document(document_id=name, text=text, title=title)


@pytest.mark.parametrize(
    ("text", "words", "day", "clue"),
    [
        ("Published: 16 May 2024\n\nShells fell.", "16 May 2024", date(2024, 5, 16), Clue.LABEL),
        ("PUBLISHED THURSDAY, MAY 16, 2024 10:30\n\nX.", "MAY 16, 2024", date(2024, 5, 16), Clue.LABEL),
        ("Updated: 17 May 2024\nPublished: 16 May 2024\n", "16 May 2024", date(2024, 5, 16), Clue.LABEL),
        ("SITUATION REPORT\nAs of 16 May 2024\n\nX.", "16 May 2024", date(2024, 5, 16), Clue.LABEL),
        ("Goma, 16 May 2024 – People fled.", "16 May 2024", date(2024, 5, 16), Clue.DATELINE),
        ("A head\n\n16 May 2024 - People fled Goma.", "16 May 2024", date(2024, 5, 16), Clue.DATELINE),
        ("Title\nBy Ana Li\nMay 16, 2024 9:15 AM GMT\nX.", "May 16, 2024", date(2024, 5, 16), Clue.DATE_LINE),
        ("People fled.\n\nPosted on 2024-05-16", "2024-05-16", date(2024, 5, 16), Clue.LABEL),
    ],
)
def test_a_day_stated_in_full_is_sure(text, words, day, clue):
    guess = guess_published(document(text), today=TODAY)

    assert (guess.words, guess.day, guess.clue, guess.is_sure) == (words, day, clue, True)
    assert text[guess.start : guess.end] == words


def test_a_list_of_dated_entries_does_not_say_when_it_was_published():
    text = "Week\n\n14 May 2024 - Shells fell on Goma.\n16 May 2024 - People fled Goma.\n"

    assert guess_published(document(text), today=TODAY) is None


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("KYIV, Ukraine (AP) — May 16\nShells fell.", "May 16", date(2024, 5, 16)),
        ("Head\n\nBEIJING, May 16 (Reuters) - He said.", "May 16", date(2024, 5, 16)),
        ("GEORGETOWN, Guyana, Dec. 15 — Guyana said.", "Dec. 15", date(2023, 12, 15)),
        ("JERUSALEM/CAIRO, Oct 9 (Reuters) - Israel said.", "Oct 9", date(2023, 10, 9)),
        ("Head\nSunday, May 16\nShells fell.", "May 16", date(2021, 5, 16)),
    ],
)
def test_a_day_without_its_year_is_the_latest_such_day_and_not_sure(text, words, day):
    guess = guess_published(document(text), today=TODAY)

    assert (guess.words, guess.day, guess.is_sure) == (words, day, False)


@pytest.mark.parametrize(
    ("text", "day", "is_sure"),
    [
        ("Report of 12 June 2019\n\nKABUL, June 11 - Shells fell.", date(2019, 6, 11), True),
        ("KABUL, June 11 - Shells fell.\n\nPosted on 12 June 2019", date(2019, 6, 12), True),
        ("GENEVA, 2 January - Shells fell on 29 December 2018.", date(2019, 1, 2), False),
        ("KYIV, May 16 (Reuters) - Shells fell.\n\n© 2021 Reuters", date(2021, 5, 16), True),
        ("KYIV, May 16 (Reuters) - Shells fell.\n\n© 2021 Example Hosting", date(2024, 5, 16), False),
        ("KYIV, May 16 (Reuters) - Shells fell.\n\n© 2030 Reuters", date(2024, 5, 16), False),
        ("KYIV, May 16 - Shells fell, as in February 2022.", date(2024, 5, 16), False),
        ("KYIV, May 16 - Shells fell, as on 24 February 2022.", date(2024, 5, 16), False),
    ],
)
def test_the_year_is_that_of_a_full_date_near_it(text, day, is_sure):
    guess = guess_published(document(text), today=TODAY)

    assert (guess.day, guess.is_sure) == (day, is_sure)


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on 16 May 2024.",
        "Russia said on 16 May 2024 – a Thursday – that it would not go.",
        "He was angry - and said so on May 16.",
        "Text here on 5 May 2021 is not the date.",
        "Date line: nothing to see.",
        "Published: 16 May 2034",
        "Head\nMonday\nShells fell.",
        "KYIV, Dec. 15 — Nothing has been as it was since January 2024.",
        "",
    ],
)
def test_other_days_are_no_guess(text):
    assert guess_published(document(text or "x"), today=TODAY) is None


def test_a_file_name_is_the_last_resort():
    guess = guess_published(document("Shells fell.", name="wire/2024-05-16-goma"), today=TODAY)

    assert (guess.day, guess.clue, guess.start) == (date(2024, 5, 16), Clue.FILE_NAME, None)
    assert guess_published(document("x", name="20241399"), today=TODAY) is None
    assert guess_published(document("x", name="2024-07-16"), today=TODAY) is None


@pytest.mark.parametrize(
    ("text", "title", "name", "clue"),
    [
        ("KYIV, Ukraine (AP) — Shells fell.", None, "Associated Press", Clue.DATELINE),
        ("Goma (dpa) - Rebels came.", None, "Deutsche Presse-Agentur", Clue.DATELINE),
        ("Rebels take Goma\n\n(CNN) — Rebels came.", None, "CNN", Clue.DATELINE),
        ("Head\nBy Ana Li, Reuters\nText.", None, "Reuters", Clue.BYLINE),
        ("Head\nBy ANA LI\nAssociated Press\nText.", None, "Associated Press", Clue.BYLINE),
        ("Text.", "Rebels take Goma - BBC News", "BBC News", Clue.TITLE),
        ("Text.", "Rebels take Goma | Radio Okapi", "Radio Okapi", Clue.TITLE),
        ("Text.\nSource: Radio Dabanga", None, "Radio Dabanga", Clue.LABEL),
        ("Text.\n\n© 2024 The Associated Press. All rights.", None, "Associated Press", Clue.COPYRIGHT),
    ],
)
def test_the_publisher_is_read_from_dateline_byline_title_and_small_print(text, title, name, clue):
    guess = guess_source(document(text, title=title))

    assert (guess.name, guess.clue) == (name, clue)
    assert guess.start is None or guess.words in text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The army (AP) fled.", None),
        ("By Monday the rebels had won.", None),
        ("Text.", "Rebels take Goma - again"),
        ("Text.", "A – B | c d e f g"),
        ("GOMA (Congo) — Rebels came.", None),
    ],
)
def test_other_words_are_no_publisher(text, title):
    assert guess_source(document(text, title=title)) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("KYIV, May 16 (Reuters) - Shells fell on Monday.", date(2024, 5, 16)),
        ("KYIV, June 2 (Reuters) - Shells fell on Monday.", date(2024, 5, 30)),
        ("KYIV, Dec. 15 (Reuters) - Shells fell on Monday.", date(2024, 5, 30)),
        ("Shells fell on May 16.", date(2024, 5, 30)),
    ],
)
def test_a_report_counts_days_from_its_dateline_in_the_month_before_publication(text, day):
    report = Document(document_id="a", text=text, published=date(2024, 5, 30))

    assert written_on(report) == day
