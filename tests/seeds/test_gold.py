"""The seed stories and their gold fit together and use only words geomap knows."""

import csv
import itertools
import json
from datetime import date
from pathlib import Path

import pytest
import seed_gold

from geomap.constants import Category, EventType, MentionKind, Modality, Precision, Quantifier, Unit
from geomap.errors import UnreadableDocumentError
from geomap.events.lists.ontology import load_ontology
from geomap.resources import seeds_folder
from geomap.text.read import read_documents

SEEDS = seeds_folder()
NAMES = sorted(path.stem for path in SEEDS.glob("*.txt"))


def stories():
    with (SEEDS / "stories.csv").open(encoding="utf-8", newline="") as file:
        return {Path(row["file"]).stem: row for row in csv.DictReader(file)}


def gold_of(name):
    return seed_gold.load_gold(SEEDS / "gold" / f"{name}.json")


def text_of(name):
    return (SEEDS / f"{name}.txt").read_text(encoding="utf-8")


def test_every_story_has_a_row_and_gold():
    assert len(NAMES) >= 4
    assert sorted(stories()) == NAMES
    assert sorted(path.stem for path in (SEEDS / "gold").glob("*.json")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_row_gold_and_text_agree_on_title_and_date(name):
    row, gold = stories()[name], gold_of(name)

    assert gold.document == row["file"]
    assert gold.published == date.fromisoformat(row["published"])
    assert row["title"] == text_of(name).split("\n")[0]
    assert row["source"] == "geomap sample story"
    assert row["summary"]


@pytest.mark.parametrize("name", NAMES)
def test_the_reader_finds_the_title_and_keeps_every_offset(name):
    (document,) = read_documents([SEEDS / f"{name}.txt"])

    assert not isinstance(document, UnreadableDocumentError)
    assert document.title == stories()[name]["title"]
    assert document.text == text_of(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_story_is_read_with_the_date_of_its_row(name):
    row = next(row for row in seed_gold.read_stories(SEEDS) if row["file"] == f"{name}.txt")

    assert seed_gold.read_story(SEEDS, row).published == date.fromisoformat(row["published"])


@pytest.mark.parametrize("name", NAMES)
def test_stories_have_the_length_of_a_news_item(name):
    assert 200 <= len(text_of(name).split()) <= 350


@pytest.mark.parametrize("name", NAMES)
def test_gold_offsets_quote_the_text_in_order_without_overlaps(name):
    text, mentions = text_of(name), gold_of(name).mentions

    assert [text[item.start : item.end] for item in mentions] == [item.text for item in mentions]
    assert all(one.end <= other.start for one, other in itertools.pairwise(mentions))


@pytest.mark.parametrize("name", NAMES)
def test_no_occurrence_of_a_gold_place_name_is_left_unmarked(name):
    text, mentions = text_of(name), gold_of(name).mentions
    rest = list(text)
    for item in mentions:
        rest[item.start : item.end] = " " * (item.end - item.start)

    left = {item.text for item in mentions if item.text in "".join(rest)}

    assert left == set()


@pytest.mark.parametrize("name", NAMES)
def test_gold_words_occur_in_the_text(name):
    text, gold = text_of(name), gold_of(name)

    for item in (*gold.events, *gold.figures):
        assert item.words in text


@pytest.mark.parametrize("name", NAMES)
def test_gold_events_use_the_vocabulary(name):
    ontology = load_ontology()

    for item in gold_of(name).events:
        accepted = [EventType(code) for code in item.types_accepted]
        assert item.event_type in accepted
        assert Modality(item.modality)
        assert item.mode is None or any(item.mode in ontology.modes_of(code) for code in accepted)
        assert item.place is None or item.place.precision in {None, *Precision}


@pytest.mark.parametrize("name", NAMES)
def test_gold_figures_use_the_vocabulary_and_stand_in_the_text(name):
    for item in gold_of(name).figures:
        assert item.unit in set(Unit)
        assert item.category
        assert set(item.category) <= set(Category)
        assert item.quantifier
        assert set(item.quantifier) <= set(Quantifier)
        assert (item.unit == Unit.CURRENCY) == (item.currency is not None)


@pytest.mark.parametrize("name", NAMES)
def test_gold_country_codes_exist(name, gazetteer):
    gold = gold_of(name)
    sides = {code for item in (*gold.events, *gold.guards) for code in (*item.actors, *item.recipients)}
    places = {item.point.country_code for item in gold.mentions if item.point} - {None}

    assert {
        code for code in sides if gazetteer.country(code) is None and gazetteer.seat(code) is None
    } == set()
    assert all(len(code) == 3 for code in sides)
    assert all(gazetteer.country(code).country_code == code for code in places)


@pytest.mark.parametrize("name", NAMES)
def test_guards_use_the_vocabulary(name):
    for guard in gold_of(name).guards:
        assert guard.kind in {"place_text", "event", "event_count", "figure"}
        assert set(guard.event_types) <= set(EventType)
        assert guard.modality in {None, *Modality}
        assert guard.words is None or guard.words in text_of(name)
        assert (guard.kind == "place_text") == bool(guard.texts)


@pytest.mark.parametrize("name", NAMES)
def test_no_guard_forbids_what_the_gold_asks_for(name):
    gold = gold_of(name)
    forbidden = {text.casefold() for guard in gold.guards for text in guard.texts}

    assert forbidden.isdisjoint(item.text.casefold() for item in gold.mentions)


def test_gold_with_an_unknown_field_is_refused(tmp_path):
    row = json.loads((SEEDS / "gold" / f"{NAMES[0]}.json").read_text(encoding="utf-8"))
    row["events"][0]["plase"] = None
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(row), encoding="utf-8")

    with pytest.raises(TypeError, match="plase"):
        seed_gold.load_gold(path)


def test_the_stories_cover_both_kinds_of_mention_and_many_event_types():
    golds = [gold_of(name) for name in NAMES]

    assert {item.kind for gold in golds for item in gold.mentions} == set(MentionKind)
    assert len({item.event_type for gold in golds for item in gold.events}) >= 10
