"""The sentences whose numbers are marked: each line of the files, and what is learned from one."""

from pathlib import Path

import pytest
from reading_of import read_alone
from scripts_of import load_script

from geomap.errors import InvalidRecordError

FOLDER = Path(__file__).resolve().parents[1] / "scripts" / "training_text"

count_data = load_script("count_data")
marked_text = load_script("marked_text")


@pytest.fixture(scope="module")
def lines():
    return count_data.read_count_texts(FOLDER)


def test_every_kind_is_marked_three_hundred_times_and_no_sentence_stands_twice(lines):
    kinds = [kind for line in lines for _, kind in line.marks]

    assert min(kinds.count(kind) for kind in count_data.COUNTS[1:]) >= 300
    assert len({line.text.lower() for line in lines}) == len(lines)


def test_every_mark_holds_a_number_and_many_lines_have_none(lines):
    without = [line.text for line in lines if not line.marks]
    outside = [
        line.text[slice(*span)]
        for line in lines
        for span, _ in line.marks
        if not marked_text.holds_number(line.text[slice(*span)])
    ]

    assert outside == []
    assert len(without) > len(lines) / 6


def test_a_kind_that_is_none_is_an_error():
    with pytest.raises(InvalidRecordError, match="a:7"):
        marked_text.parse_marked_line("{GONE 40} left.", "a:7", count_data.COUNTS[1:])


def test_words_without_a_mark_count_nothing_and_of_those_marked_one_tells_the_kind():
    line = marked_text.parse_marked_line("Some {FLED 1.2 million} fled.", "a:1", count_data.COUNTS[1:])

    (sentence,) = count_data.count_sentences(line, [read_alone(line.text)])

    assert sentence.words == ("Some", "1.2", "million", "fled", ".")
    assert sentence.targets == (0, marked_text.UNKNOWN, marked_text.UNKNOWN, 0, 0)
    assert sentence.told == (((1, 2), (count_data.COUNTS.index("FLED"),)),)
