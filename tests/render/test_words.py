"""The words of the map."""

from dataclasses import replace
from datetime import date

import pytest

from geomap.constants import Category, EventType, Modality, Precision, Quantifier
from geomap.models import Reason
from geomap.places.weights import WEIGHTS_FILE
from geomap.render import words
from geomap.resources import read_rows


@pytest.mark.parametrize(
    ("event_type", "mode", "said"),
    [
        ("SUPPORT", "agreement", "Agreement concluded"),
        ("SUPPORT", None, "Praise or backing"),
        ("CONSULT", "visit", "Visit"),
        ("CONSULT", "phone", "Call"),
        ("CONSULT", None, "Talks"),
        ("AGREE", None, "Agreement"),
        ("AGREE", "visit", "Planned visit"),
        ("AGREE", "meet", "Planned talks"),
        ("RETREAT", "ceasefire", "Ceasefire"),
        ("ASSAULT", "aerial", "Attack"),
        (None, None, "Event"),
        ("{{7*7}}", None, "Event"),
    ],
)
def test_types_and_modes_have_plain_words(event_type, mode, said):
    assert words.event_word(event_type, mode) == said


@pytest.mark.parametrize("event_type", EventType)
def test_every_type_has_a_word(event_type):
    assert words.event_word(event_type).strip()


@pytest.mark.parametrize(
    ("actors", "recipients", "title"),
    [
        (["Russia"], ["Ukraine"], "Attack: Russia → Ukraine"),
        (["Russia", "China"], [], "Attack: Russia and China"),
        ([], ["Ukraine"], "Attack → Ukraine"),
        ([], [], "Attack"),
        (["A", "B", "C", "D", "A"], ["E", "E"], "Attack: A, B, C and 1 more → E"),
    ],
)
def test_titles_name_the_sides_once(actors, recipients, title):
    assert words.event_title("Attack", actors, recipients) == title


@pytest.mark.parametrize(
    ("hosts", "guests", "title"),
    [
        ("CHN", "RUS", "Visit received: Chinese officials ← Vladimir Putin"),
        ("RUS", "CHN", "Visit: Chinese officials → Vladimir Putin"),
        ("CHN", "CHN", "Visit: Chinese officials → Vladimir Putin"),
        ("CHN", None, "Visit: Chinese officials → Vladimir Putin"),
        (None, "RUS", "Visit: Chinese officials → Vladimir Putin"),
    ],
)
def test_a_visit_is_received_where_the_side_that_acts_is_at_home(story, hosts, guests, title):
    (parsed,) = story.documents
    visit = next(event for event in parsed.events if event.event_id == "visit-1")
    beijing = replace(visit.location, country_code="CN", country_iso3="CHN")
    actors, recipients = (
        (replace(visit.actors[0], name=name, country_iso3=country),)
        for name, country in (("Chinese officials", hosts), ("Vladimir Putin", guests))
    )
    visit = replace(visit, location=beijing, actors=actors, recipients=recipients)

    assert words.title_of(visit) == title
    assert words.title_of(replace(visit, mode=None)).startswith("Talks: Chinese officials → ")


@pytest.mark.parametrize(
    ("precision", "phrase"),
    [
        (Precision.SITE, "at Kharkiv"),
        (Precision.SETTLEMENT, "in Kharkiv"),
        (Precision.ADMIN1, "somewhere in Kharkiv"),
        (Precision.COUNTRY, "somewhere in Kharkiv"),
        (Precision.WORLD_REGION, "somewhere in Kharkiv"),
    ],
)
def test_where_says_how_exactly_we_know(precision, phrase):
    assert words.place_phrase("Kharkiv", precision) == phrase


@pytest.mark.parametrize(
    ("start", "end", "phrase"),
    [
        (date(2024, 5, 16), None, "16 May 2024"),
        (date(2024, 5, 16), date(2024, 5, 17), "16–17 May 2024"),
        (date(2024, 5, 30), date(2024, 6, 2), "30 May – 2 June 2024"),
        (date(2023, 12, 30), date(2024, 1, 2), "30 December 2023 – 2 January 2024"),
        (date(2023, 1, 1), date(2023, 12, 31), "2023"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (None, date(2024, 5, 17), "17 May 2024"),
        (None, None, "date not reported"),
    ],
)
def test_dates_read_like_a_newspaper(start, end, phrase):
    assert words.date_phrase(start, end) == phrase


@pytest.mark.parametrize(
    ("value", "more", "phrase"),
    [
        (8000, {"unit": "person", "quantifier": "less_than"}, "nearly 8,000 people"),
        (8000, {"unit": "person", "quantifier": "less_than", "text": "up to 8,000"}, "up to 8,000 people"),
        (1, {"unit": "household", "quantifier": "exact"}, "1 household"),
        (240.1e9, {"unit": "currency", "currency": "USD"}, "$240.1 billion"),
        (5e6, {"unit": None, "currency": "RUB", "quantifier": "approximately"}, "about RUB 5 million"),
        (
            5000,
            {"unit": "person", "quantifier": "between", "value_high": 7000},
            "between 5,000 and 7,000 people",
        ),
        (1_250_000, {"unit": "person", "quantifier": "more_than"}, "more than 1.25 million people"),
    ],
)
def test_figures_keep_hedge_and_unit(value, more, phrase):
    assert words.figure_phrase(value, **more) == phrase


def test_every_vocabulary_has_words_for_all_its_values():
    assert set(words.CATEGORY_WORDS) == set(Category)
    assert set(words.HEDGES) == set(Quantifier)
    assert set(words.MODALITY_NOTES) == set(Modality) - {Modality.ACTUAL}


@pytest.mark.parametrize(("score", "word"), [(0.8, "high"), (0.79, "medium"), (0.5, "medium"), (0.49, "low")])
def test_scores_have_words(score, word):
    assert words.score_word(score) == word


def test_reasons_for_a_place_are_said_in_plain_words_strongest_first_three_at_most():
    values = {
        "capital": 0.2,
        "near_other_places": 0.9,
        "strange_one": 0.5,
        "population": 0.1,
        "is_site": -1.0,
    }

    speaking = words.speaking_reasons([Reason(name=name, value=value) for name, value in values.items()])

    assert words.reason_phrase(speaking) == "other places in the text are near; strange one; it is a capital"
    assert words.speaking_reasons([Reason(name="population", value=0.0)]) == ()


def test_every_reason_that_speaks_for_a_place_has_plain_words():
    rows = read_rows(WEIGHTS_FILE, ("evidence", "weight", "source"))
    speaking = {row["evidence"] for row in rows if float(row["weight"]) > 0}

    assert {name for name in speaking if not name.startswith("calibration")} <= set(words.REASON_WORDS)
