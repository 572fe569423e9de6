"""Broken and shuffled text is read without failing: feeds cut sentences anywhere."""

import random

import pytest

_TEXTS = (
    "Country leaders met.",
    "Nation; and both governments , their country",
    "his",
    "The two heads of state, both sides and the president of the other country urged them; it , ; ; said",
    "; in Kharkiv ; killed ; Goma ; 12",
    "including Goma and Moscow, including",
)
_STORY = (
    "Russian President Vladimir Putin met Xi Jinping in Harbin; both sides urged their countries to stop. "
    "Gunmen killed 12 people in Goma, while UNHCR handed out tents. Her country and the army accused them."
)


@pytest.mark.parametrize("text", _TEXTS)
def test_fragments_are_read(code, text):
    for event in code(text):
        assert event.quote


@pytest.mark.parametrize("seed", range(40))
def test_shuffled_words_are_read(code, seed):
    words = _STORY.split()
    random.Random(seed).shuffle(words)

    for event in code(" ".join(words)):
        assert event.quote


@pytest.mark.parametrize(
    "following", ["France praised it.", "Police arrested it.", "Donors gave their own data."]
)
def test_a_pronoun_may_mean_a_name_behind_more_words_than_its_own_sentence_has(code, following):
    told = "At the end of that long, cold and very dry winter in the upper valley, the NRB was closed. "

    for event in code(told + following):
        assert event.quote


@pytest.mark.parametrize("following", ["It shelled Goma.", "Its attack killed six.", "They attacked."])
def test_who_attacks_may_stand_in_the_sentence_before(code, following):
    told = "After a long and very dry winter the army of the country in the upper valley left Sudan. "

    assert [event.event_type.value for event in code(told + following)] == ["RETREAT", "ASSAULT"]
