"""Base forms of English words."""

import pytest

from geomap.events.tree.morphology import Form, forms_of, lemmas_of


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("attacked", "attack"),
        ("seized", "seize"),
        ("carried", "carry"),
        ("stabbing", "stab"),
        ("struck", "strike"),
        ("withdrew", "withdraw"),
        ("armies", "army"),
        ("clashes", "clash"),
        ("gunmen", "gunman"),
        ("fled", "flee"),
    ],
)
def test_inflected_forms_lead_to_their_base(word, lemma):
    assert lemma in lemmas_of(word)


@pytest.mark.parametrize(
    ("word", "base", "form"),
    [
        ("struck", "strike", Form.PARTICIPLE),
        ("visits", "visit", Form.PRESENT),
        ("shelling", "shell", Form.GERUND),
        ("shelled", "shell", Form.PAST),
        ("met", "meet", Form.PAST),
    ],
)
def test_forms_are_told_apart(word, base, form):
    assert form in forms_of(word, base)


def test_a_word_that_is_no_form_of_a_verb_has_none():
    assert forms_of("army", "attack") == frozenset()


@pytest.mark.parametrize(("word", "is_plural"), [("fishermen", True), ("firemen", True), ("specimen", False)])
def test_men_of_any_trade_have_their_singular(word, is_plural):
    assert (f"{word[:-3]}man" in lemmas_of(word)) == is_plural
