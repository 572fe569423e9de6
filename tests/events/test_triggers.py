"""The lexicon of triggers and how phrases are found."""

from collections import Counter

import pytest

from geomap.constants import EventType
from geomap.errors import DamagedDataError
from geomap.events.lists.lexicon import group_of, load_triggers
from geomap.events.lists.ontology import load_ontology
from geomap.events.tree.sentences import read_sentence
from geomap.events.triggers.find import find_triggers
from geomap.models import Document
from geomap.resources import data_path


@pytest.fixture
def found(reader):
    """Type, mode and words of each trigger of a one-sentence text."""
    return lambda text: _found(reader, text)


def _found(reader, text):
    (reading,) = reader.read(Document(document_id="d", text=text)).sentences
    sentence = reading.sentence
    matches = find_triggers(read_sentence(reading))
    return [
        (
            match.trigger.meaning.event_type.value,
            match.trigger.meaning.mode,
            text[sentence.tokens[match.first].start : sentence.tokens[match.last].end],
        )
        for match in matches
    ]


def test_every_row_has_a_known_type_mode_and_context():
    ontology = load_ontology()

    for trigger in load_triggers():
        assert ontology.check(trigger.meaning, trigger.phrase) is trigger.meaning


def test_every_type_and_mode_has_rows():
    ontology = load_ontology()
    rows = Counter((one.meaning.event_type, one.meaning.mode) for one in load_triggers())

    assert {event_type for event_type, _ in rows} == set(EventType)
    planned = {(EventType.AGREE, mode) for mode in ontology.modes_of(EventType.AGREE)}
    assert set(ontology.mode_scores) - set(rows) - planned == set()
    assert sum(rows.values()) >= 1000


def test_a_group_of_words_that_does_not_exist_is_an_error():
    with pytest.raises(DamagedDataError, match="no group 'nonsense'"):
        group_of("#nonsense")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The army struck a depot with missiles.", "ASSAULT"),
        ("The army struck a deal with the rebels.", "SUPPORT"),
        ("Soldiers fired shots at the crowd.", "ASSAULT"),
        ("Gunmen stormed the prison.", "ASSAULT"),
        ("France sent 230 peacekeeping troops to Chad.", "AID"),
        ("The deployment of 230 French troops to Chad began.", "MOBILIZE"),
        ("Workers went on strike over pay.", "PROTEST"),
        ("The leaders held talks.", "CONSULT"),
        ("The court convicted the general.", "SANCTION"),
        ("They called on the army to leave.", "REQUEST"),
        ("The two countries signed a treaty.", "SUPPORT"),
        ("Hackers defaced the website.", "COERCE"),
    ],
)
def test_neighbours_decide_what_a_word_means(found, text, wanted):
    assert wanted in [event_type for event_type, _, _ in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The president fired his minister.",
        "A fire broke out in the market.",
        "He died of a heart attack at home.",
        "The striker scored as City attacked the goal in the second half.",
        "The storm killed four people and destroyed a bridge.",
        "Prices hit a record high.",
        "An earthquake struck the coast.",
        "Heavy rain battered the town and a tree struck a car.",
        "The film tells of a murder in a village.",
        "Hundreds were killed in the crash of a bus.",
        "Our team beat the champions and won the cup.",
        "The charm offensive went well.",
    ],
)
def test_sport_weather_accidents_and_idioms_are_no_conflict(found, text):
    conflict = {"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"}

    assert conflict.isdisjoint(event_type for event_type, _, _ in found(text))


def test_a_longer_phrase_wins_over_the_words_inside_it(found):
    assert found("They carried out a drone strike on the base.")[0][:2] == ("ASSAULT", "drone")


@pytest.mark.parametrize(
    "text", ["Iran threatened on Monday to cut ties.", "Iran threatened again to cut ties."]
)
def test_a_time_or_an_adverb_may_stand_inside_a_phrase(found, text):
    assert found(text)[0][:2] == ("THREATEN", "relations")


@pytest.mark.parametrize("text", ["The attack failed.", "His visit ended.", "A UN-backed plan."])
def test_a_noun_is_not_taken_for_a_verb(reader, text):
    (reading,) = reader.read(Document(document_id="d", text=text)).sentences

    assert not any(match.is_verb for match in find_triggers(read_sentence(reading)))


@pytest.mark.parametrize(
    "text",
    [
        "The two countries signed a long-awaited free trade agreement.",
        "A treaty was signed by both countries.",
        "The treaty they signed ends the war.",
    ],
)
def test_a_phrase_is_known_wherever_its_object_stands(found, text):
    assert ("SUPPORT", "agreement") in [one[:2] for one in found(text)]


def test_a_word_a_row_asks_for_may_stand_inside_its_phrase(found):
    assert found("Russia invested $5 billion in ports.")[0][0] == "COOPERATE"


def test_what_a_trigger_may_mean_otherwise_is_kept_with_it(reader):
    (reading,) = reader.read(
        Document(document_id="d", text="Poland returned a stolen portrait to its owners.")
    ).sentences

    (match,) = find_triggers(read_sentence(reading))

    assert match.rivals
    assert {rival.head for rival in match.rivals} == {match.head}


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The Arab League backed Egypt in the dispute.", ["SUPPORT"]),
        ("The league suspended the striker after the final.", []),
    ],
)
def test_a_faint_mark_of_sport_counts_only_beside_another(found, text, types):
    assert [event_type for event_type, _, _ in found(text)] == types


def test_no_row_of_the_lexicon_is_lost_as_a_comment():
    lines = data_path("lexicon/triggers.csv").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.count(",") >= 9][1:]

    assert len(load_triggers()) == len(rows)
    assert any(row.startswith("#") for row in rows)


@pytest.mark.parametrize(
    ("text", "beyond"),
    [
        ("The superintendent emphasized that the bond rate was low.", "bond"),
        ("He is going to pay for the road.", "going"),
        ("The minister told Congress on Thursday that he plans to sell it.", "told"),
        ("Families enjoyed taking part in the walk.", "taking"),
    ],
)
def test_a_phrase_ends_where_another_clause_begins(found, text, beyond):
    assert not any(beyond in words for _, _, words in found(text))
