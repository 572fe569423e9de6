"""Scores become names that obey IOB and heads that form the best tree."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.reader.decode import (
    Count,
    Deed,
    NameDecoder,
    NameSpan,
    find_heads,
    find_told,
    is_tree,
    probabilities,
    settle_parts,
)

TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


def scores_of(*tags, sure=5.0):
    rows = np.zeros((len(tags), len(TAGS)), dtype=np.float32)
    for row, tag in enumerate(tags):
        rows[row, TAGS.index(tag)] = sure
    return probabilities(rows)


def test_names_are_the_spans_of_their_tags():
    names = NameDecoder(TAGS).find_names(scores_of("O", "B-PER", "I-PER", "B-LOC", "O"))

    assert [(name.first, name.last, name.kind) for name in names] == [(1, 3, "PER"), (3, 4, "LOC")]


def test_a_word_that_may_tell_a_deed_has_its_likeliest_type():
    chances = np.array([[0.2, 0.1, 0.7], [0.997, 0.002, 0.001], [0.9, 0.06, 0.04]], dtype=np.float32)

    deeds = find_told(Deed, chances, ("NONE", "AID", "ASSAULT"))

    assert [(deed.word, deed.kind, round(deed.score, 3)) for deed in deeds] == [
        (0, "ASSAULT", 0.7),
        (2, "AID", 0.06),
    ]


def test_a_word_of_a_number_has_what_likeliest_befell_those_it_counts():
    chances = np.array([[0.9, 0.1], [0.999, 0.001]], dtype=np.float32)

    assert find_told(Count, chances, ("NONE", "DEAD")) == (Count(word=0, kind="DEAD", score=chances[0, 1]),)


def test_no_words_have_no_deeds():
    assert find_told(Deed, np.zeros((0, 3), dtype=np.float32), ("NONE", "AID", "ASSAULT")) == ()


def test_words_outside_names_give_none():
    assert NameDecoder(TAGS).find_names(scores_of("O", "O")) == ()


def test_an_inside_tag_without_its_beginning_is_repaired_by_the_scores():
    chances = scores_of("O", "I-LOC", "I-LOC")
    chances[1, TAGS.index("B-LOC")] = 0.3

    names = NameDecoder(TAGS).find_names(chances)

    assert [(name.first, name.last, name.kind) for name in names] == [(1, 3, "LOC")]


@given(st.integers(1, 8), st.integers(0, 2**32 - 1))
def test_names_never_overlap_and_lie_inside_the_sentence(count, seed):
    scores = np.random.default_rng(seed).normal(size=(count, len(TAGS))).astype(np.float32) * 3

    names = NameDecoder(TAGS).find_names(probabilities(scores))

    ends = [0, *[name.last for name in names]]
    assert all(isinstance(name, NameSpan) and 0 < name.score <= 1 for name in names)
    assert all(end <= name.first < name.last <= count for end, name in zip(ends, names, strict=False))


@settings(max_examples=60)
@given(st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_heads_are_the_best_tree_of_all(count, seed):
    scores = np.random.default_rng(seed).normal(size=(count + 1, count + 1)).astype(np.float32)

    def value(heads):
        return sum(float(scores[word, head]) for word, head in enumerate(heads, start=1))

    found = find_heads(scores)

    best = max(value(heads) for heads in product(range(count + 1), repeat=count) if is_tree(heads))
    assert is_tree(found)
    assert value(found) == pytest.approx(best, abs=1e-4)


@pytest.mark.parametrize(
    ("heads", "expected"),
    [((0,), True), ((2, 0, 2), True), ((0, 0), False), ((2, 1), False), ((1,), False), ((0, 3, 2), False)],
)
def test_a_tree_has_one_root_and_no_cycle(heads, expected):
    assert is_tree(heads) is expected


def test_what_is_joined_is_no_conjunction():
    parts = ("DET", "ADJ", "CCONJ", "CCONJ", "NOUN")

    settled = settle_parts(parts, (4, 4, 3, 1, -1), ("det", "amod", "cc", "conj", "root"))

    assert settled == ("DET", "ADJ", "CCONJ", "ADJ", "NOUN")
