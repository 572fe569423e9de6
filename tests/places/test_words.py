"""The lexicon of words around places is complete and traceable."""

import pytest

from geomap.places.words import load_words
from geomap.resources import read_rows


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("place_words", ("word", "role", "detail", "source")),
        ("not_places", ("word", "reason", "source")),
        ("person_names", ("name", "part", "percent", "source")),
        ("place_abbreviations", ("abbreviation", "country_code", "place", "feature_class", "when", "source")),
    ],
)
def test_every_row_of_the_lexicon_has_a_word_and_a_source(name, columns):
    rows = list(read_rows(f"lexicon/{name}.csv", columns))

    assert rows
    assert all(row[columns[0]] and row["source"] for row in rows)


def test_no_country_is_listed_as_an_ordinary_word():
    words = load_words()

    assert not {"georgia", "jordan", "turkey", "chad", "mali", "peru"} & words.not_places.keys()


def test_kind_words_say_what_they_are_the_kind_of():
    words = load_words()

    assert words.kind_after["oblast"] == "admin1"
    assert words.kind_after["county"] == "admin2"
    assert words.kind_before["town"] == "city"


def test_an_abbreviation_that_is_also_a_word_needs_a_comma():
    words = load_words()

    assert words.abbreviations["Miss."].needs_comma
    assert not words.abbreviations["Calif."].needs_comma
