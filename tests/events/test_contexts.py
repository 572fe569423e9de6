"""What an event is about: local crime told from politics, and what the words of a sentence add."""

import pytest

from geomap.events.lists.contexts import CRIME, context_cues


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested a man in Goma on charges of murder after his girlfriend was found dead.",
        "Armed robbers shot a shopkeeper in Geneva.",
        "A jury in Geneva convicted a nurse of killing four patients.",
        "Police in Geneva detained two suspects in a burglary.",
    ],
)
def test_local_crime_is_marked_as_such(code, text):
    events = code(text)

    assert events
    assert all(CRIME in event.contexts for event in events)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels murdered a shopkeeper in Goma.",
        "Police in Goma arrested eleven protesters and charged them with murder.",
        "Russian soldiers robbed and shot two farmers in Kharkiv.",
        "France charged a diplomat with espionage, and a court in Geneva jailed him.",
    ],
)
def test_what_a_side_of_politics_does_or_suffers_is_no_local_crime(code, text):
    events = code(text)

    assert events
    assert not any(CRIME in event.contexts for event in events)


def test_what_is_told_in_passing_of_a_crime_belongs_to_it(code):
    events = code("A burglar stabbed a widow in Geneva. The man was held on Tuesday by police.")

    assert [CRIME in event.contexts for event in events] == [True, True]


def test_the_words_of_a_sentence_tell_what_it_is_about(code):
    (event,) = code("Rebels attacked a hospital in Goma.")

    assert "health" in event.contexts


def test_every_cue_is_one_base_form_in_lower_case():
    assert all(word == word.lower() and " " not in word for word in context_cues())
