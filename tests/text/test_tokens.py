"""Sentences and tokens keep exact spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.text.tokens import split_sentences, tokenize


@given(st.text(max_size=300))
def test_every_token_is_the_text_of_its_span(text):
    for sentence in split_sentences(text):
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text
            assert sentence.start <= token.start < token.end <= sentence.end


@given(st.text(max_size=300))
def test_sentences_cover_every_visible_sign_once(text):
    covered = "".join(text[sentence.start : sentence.end] for sentence in split_sentences(text))

    assert "".join(covered.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He met Mr. Smith on Jan. 5 in Washington, D.C. It rained.", 2),
        ("The U.S. Army left. The U.S. said nothing.", 2),
        ("Losses of 3.5 million. J. K. Rowling spoke.", 2),
        ("KYIV\nShells fell. Nobody was hurt!", 3),
        ("\u201cGo home.\u201d They went.", 2),
        ("Some 640 families (3,200 ind.) fled. (They left.) Nobody stayed.", 3),
        ("北京。上海。", 2),
        ("", 0),
        ("   \n ", 0),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, count):
    assert len(split_sentences(text)) == count


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Russia-China ties", ["Russia", "-", "China", "ties"]),
        ("Ukraine's army", ["Ukraine", "'s", "army"]),
        ("forces\u2019 camp", ["forces", "\u2019", "camp"]),
        ("Sana'a fell", ["Sana'a", "fell"]),
        ("$240.1 billion", ["$", "240.1", "billion"]),
        ("U.S. troops", ["U.S.", "troops"]),
        ("8,000 people", ["8,000", "people"]),
        ("Cafe\u0301 de Bogota\u0301", ["Cafe\u0301", "de", "Bogota\u0301"]),
        (
            "\u0928\u0908 \u0926\u093f\u0932\u094d\u0932\u0940",
            ["\u0928\u0908", "\u0926\u093f\u0932\u094d\u0932\u0940"],
        ),
        ("\u0643\u064e\u0633\u064e\u0644\u0627", ["\u0643\u064e\u0633\u064e\u0644\u0627"]),
        ("\u2764\ufe0fGoma", ["\u2764\ufe0f", "Goma"]),
        ("\U0001f600Kyiv\u2014now", ["\U0001f600", "Kyiv", "\u2014", "now"]),
    ],
)
def test_tokens_split_pairs_and_possessives_but_not_numbers(text, words):
    assert [token.text for token in tokenize(text)] == words


def test_letters_without_case_count_as_capitalized():
    assert tokenize("北京")[0].is_capitalized
    assert not tokenize("kyiv")[0].is_capitalized
