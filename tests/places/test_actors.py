"""When a country or capital stands for its government."""

import pytest

from geomap.places.actor_cues import load_actor_cues
from geomap.resources import read_rows


def actors(pipeline, text):
    """The texts of the mentions that are marked as actors."""
    from geomap.models import Document

    parsed = pipeline.parse(Document(document_id="test", text=text))
    assert all(mention.place is not None for mention in parsed.mentions if mention.is_actor)
    return [mention.text for mention in parsed.mentions if mention.is_actor]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moscow said the strikes would go on.", ["Moscow"]),
        ("Beijing urged Kyiv to return to talks.", ["Beijing", "Kyiv"]),
        ("Russia, China and Iran rejected the draft.", ["Russia", "China", "Iran"]),
        ("Tehran has repeatedly denied the charge.", ["Tehran"]),
        ("Ankara on Monday accused Damascus of a breach.", ["Ankara", "Damascus"]),
        ("Ottawa imposed new tariffs.", ["Ottawa"]),
        ("Ministers called on Khartoum and Juba to share the oil.", ["Khartoum", "Juba"]),
        ("The plan was rejected by Pyongyang.", ["Pyongyang"]),
        ("Talks between Moscow and Kyiv broke down.", ["Moscow", "Kyiv"]),
        ("They want closer ties with Beijing.", ["Beijing"]),
        ("New sanctions on Tehran took effect.", ["Tehran"]),
        ("Minsk was accused of sending migrants to the border.", ["Minsk"]),
        ("The envoy called Moscow's demand absurd.", ["Moscow"]),
        ("China, which has long backed the junta, vetoed the text.", ["China"]),
        (
            "Talks with Western allies and Japan continued, Seoul added and Tokyo confirmed.",
            ["Japan", "Seoul", "Tokyo"],
        ),
    ],
)
def test_a_government_named_by_its_seat_or_country_is_an_actor(pipeline, text, expected):
    assert actors(pipeline, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Officials in Moscow said the strikes would go on.",
        "Missiles hit Kyiv overnight.",
        "The president flew from Beijing to Moscow.",
        "Thousands marched in Tehran and Ankara.",
        "Shells fell on Khartoum.",
        "Talks in Moscow ended without result.",
        "He was born in Russia.",
        "Kharkiv said nothing.",
        "Moscow's suburbs were dark.",
        "Threats to Turkey grew.",
        "Russia's ambassador was shot.",
    ],
)
def test_a_place_where_something_happens_is_no_actor(pipeline, text):
    assert actors(pipeline, text) == []


def test_cues_stand_in_all_their_forms():
    cues = load_actor_cues()

    assert {"said", "urges", "accusing", "denied", "denies", "banned"} <= cues.acting
    assert {"ties", "talks"} <= cues.relations


def test_every_cue_has_a_known_role_and_a_source():
    rows = list(read_rows("lexicon/actor_cues.csv", ("cue", "role", "forms", "source")))

    assert {row["role"] for row in rows} == {
        "acting_verb",
        "addressed_verb",
        "relation_noun",
        "directed_noun",
        "owned_noun",
    }
    assert all(row["source"] and row["cue"] == row["cue"].casefold() for row in rows)
