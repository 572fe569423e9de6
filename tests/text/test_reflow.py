"""Printed lines become running text."""

import pytest

from geomap.text.reflow import text_of_pages

FULL = "The rebels took the town on Monday and drove the army back to the"


def test_lines_of_a_paragraph_are_joined_and_paragraphs_kept_apart():
    page = f"Army leaves Sake\n{FULL}\nlake. Nobody was hurt.\n{FULL}\nhills after dark.\n"

    assert text_of_pages([page]).split("\n\n") == [
        "Army leaves Sake",
        f"{FULL} lake. Nobody was hurt.",
        f"{FULL} hills after dark.",
    ]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (f"{FULL} dis-\nplaced and hungry people there.", "displaced"),
        (f"{FULL} long-\nterm camp. Aid is long-term, they say.", "long-term camp"),
        (f"{FULL} Guinea-\nBissau border.", "Guinea-Bissau"),
        (f"{FULL} dis\u00ad\nplaced people.", "displaced"),
        (f"{FULL} of\ufb01ce of the governor.", "office"),
        (f"{FULL} 10-\n15 trucks.", "10- 15"),
    ],
)
def test_broken_words_are_put_together(lines, words):
    assert words in text_of_pages([lines])


def test_a_sentence_goes_on_over_the_page_without_its_furniture():
    places = ("lake", "hill", "town", "wood")
    pages = [f"Daily Wire, page {n}\n{FULL} {place}\n{n}" for n, place in enumerate(places)]

    text = text_of_pages(pages)

    assert "Wire" not in text
    assert f"{FULL} lake {FULL} hill {FULL} town" in text


def test_a_number_within_a_page_stays():
    assert "\n\n1990\n\n" in "\n\n" + text_of_pages(["One.\nTwo.\n1990\nThree.\nFour."]) + "\n\n"


def test_no_pages_hold_no_text():
    assert text_of_pages([]) == text_of_pages(["", "\n \n"]) == ""
