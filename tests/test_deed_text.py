"""The sentences whose deeds are marked: each line of the files, and what is learned from one."""

from pathlib import Path

import pytest
from reading_of import read_alone
from scripts_of import load_script

from geomap.constants import EventType
from geomap.errors import InvalidRecordError

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "scripts" / "training_text"

deed_data = load_script("deed_data")


def targets_of(one, rows=(), parts=None):
    """The only sentence of a text, with parts of speech given for its tokens; all are verbs by default."""
    reading = read_alone(one.text, parts)
    (found,) = deed_data.deed_sentences(one, [reading], lambda _: rows)
    return found


@pytest.mark.parametrize("path", sorted((FOLDER / "deeds").glob("*.txt")), ids=lambda path: path.name)
def test_every_line_of_a_file_parses(path):
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]

    texts = [deed_data.parse_deed_text(line, path.name) for line in lines]

    assert any(text.deeds for text in texts)
    assert any(not text.deeds for text in texts)


def test_every_type_is_marked_a_hundred_times_and_no_sentence_stands_twice():
    texts = deed_data.read_deed_texts(FOLDER)
    kinds = [deed.type for text in texts for deed in text.deeds]

    assert min(kinds.count(kind) for kind in EventType) >= 100
    assert len({text.text.lower() for text in texts}) == len(texts)


def test_a_line_gives_plain_text_and_the_spans_of_its_marks():
    text = deed_data.parse_deed_text(
        "Jets {ASSAULT strafed} a convoy; he {CONSULT sat down} with both.", "a:1"
    )

    assert text.text == "Jets strafed a convoy; he sat down with both."
    assert [(text.text[slice(*deed.span)], deed.type) for deed in text.deeds] == [
        ("strafed", EventType.ASSAULT),
        ("sat down", EventType.CONSULT),
    ]


@pytest.mark.parametrize(
    "line", ["{WAR fought}.", "{ASSAULT fought.", "{ASSAULT  fought}.", "{fought}.", "[A: He] ran."]
)
def test_a_slip_of_the_pen_is_an_error(line):
    with pytest.raises(InvalidRecordError, match="a:7"):
        deed_data.parse_deed_text(line, "a:7")


def test_words_without_a_mark_tell_nothing_and_of_those_marked_one_tells_the_type():
    sentence = targets_of(deed_data.parse_deed_text("He {CONSULT sat down} there.", "a:1"))

    assert sentence.words == ("He", "sat", "down", "there", ".")
    assert sentence.targets == (0, deed_data.UNKNOWN, deed_data.UNKNOWN, 0, 0)
    assert sentence.told == (((1, 2), (deed_data.DEEDS.index("CONSULT"),)),)


def test_a_row_that_says_another_type_is_as_right():
    one = deed_data.parse_deed_text("Troops {COERCE captured} it.", "a:1")

    sentence = targets_of(one, rows=[(1, EventType.ASSAULT)])

    assert sentence.told[0][1] == tuple(sorted(map(deed_data.DEEDS.index, ("COERCE", "ASSAULT"))))


def test_where_a_text_tells_more_than_is_marked_other_verbs_are_left_out():
    one = deed_data.DeedText(
        text="They agreed and left quietly.",
        deeds=(deed_data.MarkedDeed(span=(5, 11), type=EventType.AGREE),),
        others=(EventType.RETREAT,),
        source="a:1",
    )
    parts = ["PRON", "VERB", "CCONJ", "VERB", "ADV", "PUNCT"]

    unknown = targets_of(one, parts=parts)
    by_row = targets_of(one, rows=[(3, EventType.RETREAT)], parts=parts)

    assert unknown.targets == (0, deed_data.UNKNOWN, 0, deed_data.UNKNOWN, 0, 0)
    assert by_row.targets[3] == deed_data.DEEDS.index("RETREAT")
