"""Evidence cards: words, marks, links and figures of events and rows."""

from dataclasses import replace

import pytest
from payloads import read_cards

from geomap.constants import Category, EventType, PlaceRole, QuadClass, Quantifier, Unit
from geomap.described import Described
from geomap.models import Figure
from geomap.render.cards import _row_title, row_figures
from geomap.render.cells import number_of, text_of
from geomap.render.evidence import safe_link, tell_apart
from geomap.render.marks import ACTOR, FIGURE, PLACE, TRIGGER
from geomap.render.packing import decode_payload
from geomap.render.payload import build_payload
from geomap.render.words import say_on_card, title_of
from layers.conflict import build_conflict
from layers.diplomacy import build_diplomacy
from layers.displacement import build_displacement


def cards_of(layers, documents=()):
    return list(read_cards(build_payload(layers, documents=documents, page={})).values())


@pytest.mark.parametrize(
    ("name", "behind"),
    [("The minister", "Russia, United Nations"), ("Russia's army", "United Nations")],
)
def test_countries_and_bodies_behind_sides_go_with_a_card(story, name, behind):
    minister = replace(story.documents[0].events[0].actors[0], name=name)
    envoy = replace(minister, name="The envoy", country_iso3="UNO")
    event = replace(
        story.documents[0].events[0],
        actors=(minister,),
        recipients=(envoy,),
        event_id="e1",
        location=None,
        precision=None,
    )
    parsed = replace(story.documents[0], events=(event,), figures=())

    (drawn, *_) = decode_payload(build_payload([], documents=[parsed], page={}))

    (sides,) = drawn["columns"]["cardSides"]
    assert drawn["strings"][sides] == behind


def test_an_event_that_no_layer_draws_is_where_people_fled_from(story):
    (parsed,) = story.documents
    (attack,) = [event for event in parsed.events if event.event_id == "attack-1"]
    told = replace(parsed, events=(replace(attack, location=None, precision=None),))

    (card,) = cards_of([], [told])

    assert card.where == "somewhere in Kharkiv Oblast"


@pytest.fixture
def cards(story):
    """The cards of each layer as if there were no other; those of no layer come last."""
    return {layer.key: cards_of([layer], story.documents) for layer in story.layers}


def test_a_card_speaks_plainly(cards):
    visit = cards["diplomacy"][0]

    assert visit.title == "Visit: The minister → China"
    assert visit.where == "in Harbin"
    assert visit.when == "16–17 May 2024"
    assert (visit.source, visit.published) == ("Sample Gazette", "17 May 2024")
    assert visit.reports == 4


def test_a_card_and_a_title_say_alike_who_received_a_visit(story):
    (parsed,) = story.documents
    visit = next(event for event in parsed.events if event.event_id == "visit-1")
    at_home = replace(visit.location, country_iso3="RUS")
    story = replace(parsed, events=(replace(visit, location=at_home),))

    said = [card.title for card in cards_of([build_diplomacy([story])], [story])]

    assert said == [title_of(story.events[0])] == ["Visit received: The minister ← China"]


def test_an_event_that_only_its_figure_draws_is_called_what_tables_call_it(story):
    (parsed,) = story.documents
    attack = next(event for event in parsed.events if event.figures)
    aid = replace(attack, event_type=EventType.AID, quad_class=QuadClass.MATERIAL_COOPERATION)
    rescued = replace(parsed.figures[attack.figures[0]], category=Category.EVACUATIONS)
    told = replace(parsed, events=(aid,), figures=(rescued,))

    said = [card.title for card in cards_of([build_displacement([told])], [told])]

    assert said == [title_of(aid)]


def test_marks_cover_exactly_the_words_of_the_quote(cards, story):
    attack = cards["conflict"][0]

    words = {(attack.quote[start:end], what) for start, end, what in attack.marks}

    assert words == {
        ("attacked", TRIGGER),
        ("Harbin", PLACE),
        ("Kharkiv region", PLACE),
        ("nearly 8,000", FIGURE),
    }


def test_actors_are_marked_where_they_stand(cards):
    visit = cards["diplomacy"][0]

    assert "The minister" in [visit.quote[start:end] for start, end, what in visit.marks if what == ACTOR]


def test_without_documents_the_quote_is_plain(story):
    (card,) = cards_of(story.layers[:1])

    assert card.quote == story.documents[0].document.text
    assert card.marks == []


def test_a_figure_says_hedge_number_unit_and_what_it_counts(cards):
    assert cards["displacement"][0].figures == [
        ("nearly 8,000 people", "displaced within the country, over a period")
    ]


def test_a_figure_of_two_events_stands_on_both_cards(story):
    (parsed,) = story.documents
    owner = next(event for event in parsed.events if event.figures)
    other = replace(owner, event_id="other-1", actors=())
    both = replace(parsed, events=(*parsed.events, other))

    cards = read_cards(build_payload([build_displacement([both])], documents=[both], page={}))

    assert cards["other-1"].figures == cards[owner.event_id].figures != []


def test_an_amount_without_an_event_is_its_own_title(cards):
    assert cards["economy"][0].title == "Amount: $240.1 billion"


def test_an_event_of_no_layer_is_listed_without_a_place(story):
    *_, nowhere = cards_of(story.layers, story.documents)

    assert nowhere.key == "nowhere-1"
    assert nowhere.where == "place not reported"


@pytest.mark.parametrize("url", ["https://example.org/a?b=c", "http://example.org"])
def test_web_links_are_kept(url):
    assert safe_link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "https:nohost",
        "http://[broken",
        "\x01javascript:alert(1)",
    ],
)
def test_everything_else_is_no_link(url):
    assert safe_link(url) is None


def test_a_region_says_its_counts():
    row = {"conflict_events": 3, "cooperation_events": 0, "displaced": 8000.0}

    assert [said for said, _ in row_figures("regions", row)] == [
        "3 conflict events",
        "8,000 people displaced",
    ]


def test_a_figure_that_stands_for_others_says_what_they_are():
    row = {"value": 3000.0, "unit": "person", "category": "idps", "also_stated": "1,200; 500 to Kyiv"}

    assert row_figures("displacement", row)[1:] == [("", "also stated: 1,200; 500 to Kyiv")]


@pytest.mark.parametrize(
    ("category", "title"),
    [
        ("returns", "Return: Turkey → Syria"),
        ("evacuations", "Evacuation: Turkey → Syria"),
        ("internal_displacements", "Displacement: Turkey → Syria"),
    ],
)
def test_the_title_of_a_figure_says_which_way_people_moved(category, title):
    row = {"category": category, "origin": "Turkey", "destination": "Syria"}
    (first, second, last), origin, destination = _row_title("displacement", row)

    assert f"{first}{origin}{second}{destination}{last}" == title


def test_what_pandas_calls_missing_is_unknown():
    import pandas as pd

    row = {"number": float("nan"), "text": pd.NA, "blank": "  "}

    assert number_of(row, "number") is None
    assert text_of(row, "text") is None
    assert text_of(row, "blank") is None


GIVEN = "Norway gave $30 million, and Japan, which had waited, announced $12 million for the camps."
FLED = "Some 460 people fled to Goma and 1,200 to Bukavu."


def _figure(text, words, value, category, **more):
    start = text.index(words)
    unit, currency = (Unit.CURRENCY, "USD") if category is Category.AMOUNT else (Unit.PERSON, None)
    return Figure(
        value=value,
        unit=unit,
        category=category,
        quantifier=Quantifier.EXACT,
        currency=currency,
        start=start,
        end=start + len(words),
        text=words,
        quote=text,
        quote_start=0,
        **more,
    )


def test_amounts_of_one_event_are_told_apart_by_the_words_before_them():
    figures = [
        _figure(GIVEN, "$30 million", 30e6, Category.AMOUNT),
        _figure(GIVEN, "$12 million", 12e6, Category.AMOUNT),
    ]

    assert tell_apart(GIVEN, figures) == [
        ("$30 million", "“Norway gave …”"),
        ("$12 million", "“announced …”"),
    ]


def test_amounts_with_no_word_before_them_are_told_apart_by_those_behind_them():
    text = "Canada gave Chad $30 million for seeds and $12 million for wells."
    figures = [
        _figure(text, "$30 million", 30e6, Category.AMOUNT),
        _figure(text, "$12 million", 12e6, Category.AMOUNT),
    ]

    assert tell_apart(text, figures) == [
        ("$30 million", "“… for seeds”"),
        ("$12 million", "“… for wells”"),
    ]


def test_people_of_one_event_are_told_apart_by_their_places(story):
    goma, bukavu = (
        replace(story.documents[0].mentions[0].place, place_id=name, name=name) for name in ("Goma", "Bukavu")
    )
    fled = Category.CROSS_BORDER_DISPLACEMENTS
    figures = [
        _figure(FLED, "460", 460, fled, destination=goma),
        _figure(FLED, "1,200", 1200, fled, destination=bukavu),
    ]

    assert tell_apart(FLED, figures) == [
        ("460 people", "displaced across a border, over a period, to Goma"),
        ("1,200 people", "displaced across a border, over a period, to Bukavu"),
    ]


def test_figures_that_count_different_things_need_no_more_words():
    figures = [
        _figure(FLED, "460", 460, Category.DEATHS),
        _figure(FLED, "1,200", 1200, Category.INJURED),
    ]

    assert tell_apart(FLED, figures) == [
        ("460 people", "reported killed"),
        ("1,200 people", "reported injured"),
    ]


def test_a_card_says_each_figure_once_whichever_layers_draw_it(story):
    (parsed,) = story.documents
    owner = next(event for event in parsed.events if event.figures)
    first = parsed.figures[owner.figures[0]]
    second = replace(first, value=55, start=first.start + 1, text="early 8,000")
    both = replace(
        parsed,
        figures=(*parsed.figures, second),
        events=(replace(owner, figures=(*owner.figures, len(parsed.figures))),),
    )

    layers = [build_conflict([both]), build_displacement([both])]
    card = read_cards(build_payload(layers, documents=[both], page={}))[owner.event_id]

    assert len(card.figures) == 2
    assert len({said for _, said in card.figures}) == 2


ENCLAVE = Described(role=PlaceRole.ORIGIN, way="from", start=5, end=22, text="the rebel enclave")


def test_a_figure_says_the_words_for_a_place_that_is_on_no_map():
    row = {
        "value": 3000.0,
        "unit": "person",
        "category": "evacuations",
        "place_name": "Homs",
        "unplaced": "from the rebel enclave",
    }

    assert row_figures("displacement", row) == [
        ("3,000 people", "evacuated, over a period, from the rebel enclave (not placed)")
    ]
    assert _row_title("displacement", row)[1] == "Homs"


def test_row_and_event_say_the_same_of_a_described_place():
    figure = _figure(FLED, "460 people", 460, Category.EVACUATIONS, described=(ENCLAVE,))
    row = {"value": 460.0, "unit": "person", "category": "evacuations", "unplaced": figure.unplaced}

    assert row_figures("displacement", row) == [say_on_card(figure)]


def test_figures_told_apart_keep_the_words_for_their_places(story):
    goma, bukavu = (
        replace(story.documents[0].mentions[0].place, place_id=name, name=name) for name in ("Goma", "Bukavu")
    )
    figures = [
        _figure(FLED, "460 people", 460, Category.EVACUATIONS, location=goma, described=(ENCLAVE,)),
        _figure(FLED, "1,200", 1200, Category.EVACUATIONS, location=bukavu),
    ]

    assert [meaning for _, meaning in tell_apart(FLED, figures)] == [
        "evacuated, over a period, in Goma, from the rebel enclave (not placed)",
        "evacuated, over a period, in Bukavu",
    ]
