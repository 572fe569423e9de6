"""The headline numbers count, and never add figures up."""

from dataclasses import replace

from geomap.app.headline import make_headline
from geomap.constants import Category, PlaceRole, Unit
from geomap.described import Described


def values(*parsed):
    return [(number.value, number.note) for number in make_headline(parsed)]


def test_the_numbers_of_one_article(parsed):
    assert values(parsed) == [
        ("3", "2 with a place"),
        ("2", "in 2 countries"),
        ("nearly 8,000", "from Kharkiv"),
        ("$240.1 billion", "one amount reported"),
    ]


def test_one_event_at_one_place_is_counted_in_the_singular(parsed):
    one = replace(parsed, events=parsed.events[:1], mentions=parsed.mentions[:1])

    assert [number.label for number in make_headline([one])][:2] == ["Reported event", "Place named"]


def test_every_number_leads_to_its_evidence(parsed):
    events, places, displaced, amount = make_headline([parsed])

    assert (events.event_id, events.tab) == (None, None)
    assert places.tab == "Figures"
    assert displaced.event_id == "e-Shelling"
    assert amount.event_id == "e-meet"


def test_a_figure_of_no_event_leads_to_the_table(parsed):
    assert make_headline([replace(parsed, events=())])[2].tab == "Figures"


def test_nothing_found_is_said_in_words(parsed):
    silent = replace(parsed, mentions=(), events=(), figures=())

    assert values(silent)[2:] == [("–", "none shown"), ("–", "none shown")]


def test_where_no_event_has_a_place_none_is_said(parsed):
    events = [replace(one, location=None, precision=None, figures=()) for one in parsed.events]

    assert values(replace(parsed, events=tuple(events)))[0] == ("3", "none with a place")


def test_the_same_figure_in_two_articles_is_one_figure(parsed):
    assert values(parsed, parsed)[2] == ("nearly 8,000", "from Kharkiv")


def test_contradicting_figures_are_not_added_up(parsed, make):
    other = make.figure("8,000", 9500, Category.IDPS)
    contradicting = replace(parsed, figures=(*parsed.figures, other))

    assert values(contradicting)[2] == ("9,500", "largest of 2, not a sum")


def test_households_are_not_shown_as_people(parsed, make):
    households = make.figure("8,000", 12000, Category.IDPS, unit=Unit.HOUSEHOLD)

    assert values(replace(parsed, events=(), figures=(households,)))[2][0] == "12,000 households"
    assert values(replace(parsed, figures=(*parsed.figures, households)))[2][0] == "nearly 8,000"


def test_returns_are_not_displacement(parsed, make):
    returns = make.figure("8,000", 50000, Category.RETURNS)

    assert values(replace(parsed, events=(), figures=(returns,)))[2] == ("–", "none shown")


def test_amounts_of_different_currencies_are_not_compared(parsed, make):
    yen = [make.figure(words, 9e12, Category.AMOUNT, currency="JPY") for words in ("$240",)]
    dollars = [make.figure("$240", 5.0, Category.AMOUNT), make.figure("$240", 7.0, Category.AMOUNT)]

    assert values(replace(parsed, events=(), figures=(*yen, *dollars)))[3] == (
        "$7",
        "largest of 2 in USD, 1 in another currency",
    )


def test_an_event_whose_number_has_a_place_counts_as_placed(parsed):
    visit, attack, talks = parsed.events
    told = replace(parsed, events=(visit, replace(attack, location=None, precision=None), talks))

    assert values(told)[0] == ("3", "2 with a place")


def test_a_figure_of_described_origin_says_its_words(parsed):
    words = Described(role=PlaceRole.ORIGIN, way="from", start=0, end=5, text="camps")
    found = [one for one in parsed.figures if one.category is not Category.AMOUNT]
    figure = replace(found[0], origin=None, destination=None, location=None, described=(words,))

    headline = make_headline([replace(parsed, figures=(figure,), events=())])

    assert "from camps (not placed)" in [number.note for number in headline]
