"""Storms, ships and operations by the word before their names."""

import pytest

from geomap.places.namesakes import Namesakes, find_namesakes
from geomap.places.words import load_words
from geomap.text.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Typhoon Haima came", ["Haima"]),
        ("Hurricanes Ida and Ana came", ["Ida", "Ana"]),
        ("Hurricane Ida and Cuba", ["Ida"]),
        ("the HMS Queen Elizabeth sailed", ["Queen", "Elizabeth"]),
        ("the frigate Hamburg sailed", ["Hamburg"]),
        ("after the storm Cuba was dark", []),
        ("the storm in Cuba", []),
        ("a hurricane", []),
    ],
)
def test_the_word_before_tells_what_bears_a_name(text, names):
    tokens = tokenize(text)

    named = find_namesakes(tokens, load_words(), Namesakes(), is_title=False)

    assert [tokens[position].text for position in sorted(named)] == names


def test_only_the_names_of_storms_are_kept_for_the_rest_of_the_text():
    namesakes = Namesakes()

    for text in ("Typhoon Haima came", "The frigate Hamburg sailed", "Operation Ida ended"):
        find_namesakes(tokenize(text), load_words(), namesakes, is_title=False)

    assert namesakes.storms == {"haima"}
