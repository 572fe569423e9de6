"""What the reader has learned of deeds: words that no row knows, and rows whose words mean something else."""

import pytest

from geomap.constants import EventType
from geomap.errors import DamagedDataError
from geomap.events.lists.lexicon import Part, load_triggers, read_roles
from geomap.events.tree.sentences import read_sentence
from geomap.events.triggers import learned
from geomap.events.triggers.find import find_triggers
from geomap.models import Document

UNKNOWN = [
    ("Sudan pared back its ties with Chad.", "pare", EventType.SANCTION),
    ("The Turkish government ponied up 20 million dollars for Mali.", "pony", EventType.AID),
    ("Israel shooed Russian trawlers out of its waters.", "shoo", EventType.COERCE),
]


@pytest.fixture
def found(reader):
    """The triggers of a one-sentence text, by their words."""

    def find(text):
        (reading,) = reader.read(Document(document_id="d", text=text)).sentences
        words = read_sentence(reading)
        return {words.phrase(match.first, match.last): match for match in find_triggers(words)}

    return find


@pytest.mark.parametrize(("text", "word", "kind"), UNKNOWN)
def test_a_verb_that_no_row_knows_is_a_deed_with_sides(code, text, word, kind):
    assert not any(word in trigger.fixed[trigger.head] for trigger in load_triggers())

    (event,) = code(text)

    assert event.event_type is kind
    assert event.actors
    assert event.recipients


@pytest.mark.parametrize(("text", "word", "kind"), UNKNOWN)
def test_what_only_the_reader_has_seen_scores_lower(code, text, word, kind):
    (event,) = code(text)
    (known,) = code("Sudan cut its ties with Chad.")

    assert event.score < known.score


@pytest.mark.parametrize(
    "text",
    [
        "The striker fired wide in Mosul.",
        "The chef killed the lights and served the soup in Geneva.",
    ],
)
def test_a_row_whose_words_mean_something_else_is_none(found, text):
    assert found(text) == {}


def test_without_the_reader_the_row_would_count(found, monkeypatch):
    monkeypatch.setattr("geomap.events.triggers.find.is_idle", lambda words, match: False)

    assert "killed" in found("The chef killed the lights and served the soup in Geneva.")


@pytest.mark.parametrize(
    ("text", "leading"),
    [
        ("France stopped short of condemning Israel.", "stopped"),
        ("Emmanuel Macron, who was speaking in Geneva, called on Russia to withdraw.", "speaking"),
        ("Russia sent a letter to Finland threatening to cut gas supplies.", "sent"),
    ],
)
def test_a_verb_that_leads_to_the_deed_is_none_of_its_own(found, text, leading):
    assert leading not in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thousands of people streamed out of Islamic State-held territory in eastern Syria on Tuesday.",
        "Hundreds filed out of the Islamic State-held village under a white flag.",
    ],
)
def test_people_who_leave_where_they_live_protest_against_nothing(found, text):
    assert found(text) == {}


def test_students_who_stream_out_of_a_hall_protest(found):
    assert "streamed" in found("Students streamed out of their lecture halls in protest at the fees.")


def test_there_is_a_row_for_every_type_as_verb_and_as_noun():
    rows = learned._rows()

    assert set(rows) == {(kind, part) for kind in EventType for part in (Part.VERB, Part.NOUN)}
    assert all(trigger.is_learned for trigger in rows.values())


def test_an_unknown_role_is_named_with_its_table():
    with pytest.raises(DamagedDataError, match=r"some\.csv.*'lazy'"):
        read_roles("official lazy", "some.csv")


def test_between_known_sides_a_likely_deed_is_one(code):
    (event,) = code("Sudan loaned Chad its radar crew.")

    assert event.event_type is EventType.AID
    assert event.actors
    assert event.recipients


@pytest.mark.parametrize(
    "text",
    [
        "A plumber loaned a friend his ladder in Mosul.",
        "The bakery licensed the recipe to a rival in Goma.",
        "The air force hit its recruitment target in Germany.",
    ],
)
def test_a_likely_deed_of_others_is_none_nor_is_a_word_whose_row_says_no(code, text):
    assert not code(text)


def test_a_likely_deed_is_not_heard_beside_a_sure_one(code):
    kinds = [event.event_type for event in code("Sudan loaned Chad its radar crew and attacked Israel.")]

    assert kinds == [EventType.ASSAULT]
