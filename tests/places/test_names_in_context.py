"""What the words beside a name make of it: parties, full stops, saints, languages, cars."""

import pytest

from geomap.gazetteer.store import open_gazetteer
from geomap.models import Document
from geomap.places.recognize import EvidenceRecognizer, open_reader


@pytest.fixture(scope="module")
def recognizer():
    return EvidenceRecognizer(open_gazetteer(), open_reader(open_gazetteer()))


def found(recognizer, text):
    """The words of all mentions of a text."""
    spans = recognizer.find_mentions(Document(document_id="test", text=text))
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Senator Ann Weller, D-Calif., opposed the bill on Monday.", "Calif."),
        ("The amendment of Joe Tarr, R-Pa., failed.", "Pa."),
        ("Representative Lisa Moe (D-Marshall) asked for more money.", "Marshall"),
        ("The leader of the minority, Kurt Bell, R-Columbus, walked out.", "Columbus"),
    ],
)
def test_who_stands_for_a_party_is_from_the_place_behind_it(recognizer, text, name):
    assert name in found(recognizer, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Two Mass. towns will share an ambulance.", "Mass."),
        ("Missing Ill. teacher was found alive.", "Ill."),
        ("A jury in Catoosa County (Ga.) freed him.", "Ga."),
    ],
)
def test_a_word_cut_short_by_a_full_stop_is_a_state(recognizer, text, name):
    assert name in found(recognizer, text)


def test_a_word_that_ends_a_sentence_is_not_cut_short(recognizer):
    assert "Miss." not in found(recognizer, "They called her Miss. Nobody knew her name in Leeds.")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A market opened in South Arlington, Texas.", ["Arlington", "Texas"]),
        ("Rivers rose across Northeast Georgia and Alabama.", ["Georgia", "Alabama"]),
        ("A shop in South Los Angeles burned.", ["Los Angeles"]),
    ],
)
def test_a_point_of_the_compass_before_a_name_is_no_place_of_its_own(recognizer, text, names):
    assert found(recognizer, text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Hundreds marched on St. Patrick's Day with drums.",
        "They paraded on St Patrick’s Day and on St. Andrew's Day.",
        "The pupils of St. Mary's High School won the cup.",
    ],
)
def test_days_and_schools_of_saints_are_no_islands(recognizer, text):
    assert not {"St. Patrick", "St Patrick", "St. Andrew", "St. Mary"} & set(found(recognizer, text))


def test_a_large_city_called_after_a_saint_is_one(recognizer):
    assert "St. Petersburg" in found(recognizer, "Flights left St. Petersburg's Pulkovo Airport late.")


@pytest.mark.parametrize(
    "text",
    [
        "The leaflet is printed in English and Spanish.",
        "She spoke only French and Dutch when she arrived.",
        "They learn Italian, Polish or Greek after work.",
    ],
)
def test_languages_among_each_other_are_no_peoples(recognizer, text):
    assert found(recognizer, text) == []


def test_peoples_among_each_other_are(recognizer):
    text = "The order came from French and British officers."

    assert found(recognizer, text) == ["French", "British"]


def test_a_car_is_not_where_it_is_called_after(recognizer):
    text = "A red Dodge Durango hit a wall. Two men left the Durango and fled."

    assert found(recognizer, text) == []


def test_a_family_name_told_before_is_no_place_that_nobody_knows(recognizer):
    text = "Police arrested Robert Hellenkamp on Monday. Officers located Hellenkamp near a barn."

    assert "Hellenkamp" not in found(recognizer, text)


def test_miami_dade_is_one_county(recognizer):
    assert found(recognizer, "Miami-Dade police searched a boat.") == ["Miami-Dade"]


def test_a_dateline_opens_with_a_place_that_no_gazetteer_need_know(recognizer):
    text = "Firm fined again. HARLOWBROOK, Conn. (NEWS GLOBE) — A firm was fined on Monday."

    assert found(recognizer, text) == ["HARLOWBROOK", "Conn."]
