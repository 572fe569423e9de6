"""The evidence for mentions and its weights belong together."""

import re
from pathlib import Path

import pytest

from geomap import places
from geomap.places.evidence import load_weights, weigh
from geomap.places.scenes import Casing, casing_of
from geomap.places.words import load_words
from geomap.resources import read_rows
from geomap.text.tokens import tokenize


def names_in_code():
    """The names of evidence that the modules spell out."""
    folder = Path(places.__file__).parent
    text = "".join(
        (folder / f"{name}.py").read_text("utf-8")
        for name in ("evidence", "neighbours", "reader_evidence", "recognize")
    )
    return set(re.findall(r'evidence\["(\w+)"\]', text)) | set(re.findall(r'\["(\w+)" if ', text))


def test_every_piece_of_evidence_has_a_weight():
    assert names_in_code() - load_weights().keys() == set()


def test_every_reason_not_to_be_a_place_has_a_weight():
    reasons = {f"is_{reason}" for reason in load_words().not_places.values() if reason != "word"}

    assert reasons - load_weights().keys() == set()


def test_every_weight_is_a_log_odd_with_a_source():
    rows = list(read_rows("lexicon/place_evidence.csv", ("evidence", "weight", "source")))

    assert len({row["evidence"] for row in rows}) == len(rows)
    assert all(abs(float(row["weight"])) <= 6 and row["source"] for row in rows)


@pytest.mark.parametrize(
    ("text", "casing"),
    [
        ("HEAVY FIGHTING IN GOMA", Casing.UPPER),
        ("Fighting Spreads to South Kivu as Rebels Seize Bukavu", Casing.TITLE),
        ("Witnesses included Paris Hilton and Prime Minister Narendra Modi.", Casing.NORMAL),
        ("Rebels seized the town on Monday.", Casing.NORMAL),
        ("— 8,000 —", Casing.NORMAL),
    ],
)
def test_the_casing_of_a_sentence_tells_what_capitals_mean(text, casing):
    assert casing_of(tokenize(text)) is casing


def test_a_score_is_a_probability_whatever_the_evidence():
    weights = {"bias": 0.0, "much": 500.0, "little": -5000.0}

    assert weigh({"bias": 1.0}, weights) == pytest.approx(0.5)
    assert weigh({"much": 1.0}, weights) == pytest.approx(1.0)
    assert weigh({"little": 1.0}, weights) == pytest.approx(0.0)
