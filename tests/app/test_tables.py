"""Tables and charts say what is shown in plain values."""

from dataclasses import replace
from datetime import date

from geomap.app import tables
from geomap.constants import PlaceRole
from geomap.described import Described


def test_an_event_row_holds_who_where_when_and_the_sentence(parsed):
    row = tables.event_rows([parsed])[0]

    assert row["What"] == "Visit"
    assert (row["By"], row["Towards"], row["Where"]) == ("Russia", "China", "in Harbin")
    assert row["From"] == date(2024, 5, 16)
    assert row["When"] == "16–17 May 2024"


def test_an_event_without_a_place_is_where_people_fled_from(parsed):
    visit, attack, talks = parsed.events
    attack = replace(attack, location=None, precision=None)
    told = replace(parsed, events=(replace(visit, location=None, precision=None), attack, talks))

    assert [row["Where"] for row in tables.event_rows([told])] == [
        "place not reported",
        "in Kharkiv",
        "place not reported",
    ]


def test_an_event_row_has_the_day_of_publication(parsed):
    assert {row["Published"] for row in tables.event_rows([parsed])} == {parsed.document.published}


def test_an_event_row_marks_the_words_that_say_so_in_the_sentence(parsed):
    sentence = tables.event_rows([parsed])[0]["Sentence"]

    assert sentence.text == parsed.events[0].quote
    assert sentence.text[sentence.start : sentence.end] == "arrived"


def test_unknown_stays_unknown_in_a_row(parsed):
    row = tables.event_rows([parsed])[2]

    assert row["By"] is None
    assert row["When"] is row["From"] is None


def test_a_figure_row_keeps_the_words_of_the_text(parsed):
    row = tables.figure_rows([parsed])[0]

    assert row["As written"] == "nearly 8,000"
    assert row["From"] == "Kharkiv"
    assert row["To"] is None


def test_a_figure_row_says_where_and_marks_its_number_in_the_sentence(parsed):
    row = tables.figure_rows([parsed])[0]
    sentence = row["Sentence"]

    assert row["Where"] == "from Kharkiv"
    assert sentence.text[sentence.start : sentence.end] == "nearly 8,000"


def test_a_place_row_has_whole_words_around_its_first_mention(parsed):
    rows = {row["Place"]: row for row in tables.place_rows([parsed], country_of={"CN": "China"}.get)}
    words = rows["Harbin"]["First words"]

    assert rows["Harbin"]["Country"] == "China"
    assert words.text[words.start : words.end] == "Harbin"
    assert set(words.text.strip("… ").split()) <= set(parsed.document.text.split())


def test_events_are_counted_by_type_most_frequent_first(parsed):
    row = tables.events_by_type([parsed, parsed])[0]

    assert (row["What"], row["Reported events"]) == ("Attack", 2)


def test_events_without_a_date_are_on_no_day(parsed):
    days = tables.events_by_day([parsed])

    assert [row["Day"] for row in days] == [date(2024, 5, 10), date(2024, 5, 16)]


def test_displacements_are_the_largest_figure_and_no_sum(parsed):
    rows = tables.largest_displacements([parsed, parsed])

    assert rows == [{"Region": "Kharkiv Oblast, Ukraine", "People, largest figure": 8000}]


def test_who_acts_towards_whom_is_counted(parsed):
    rows = tables.events_by_sides([parsed, parsed], names={}, limit=5)

    assert rows == [{"Who acts": "Russia", "Towards whom": "China", "Reported events": 2, "Mostly": "Talks"}]


def test_who_acts_towards_whom_counts_envoys_with_their_country(parsed, make):
    visit, *rest = parsed.events
    envoys = make.actor("Russian envoys", "Envoys from Russia", "RUS")
    rebels = replace(make.actor("Russian", "Rebels", "RUS"), country_iso3=None)
    sent = replace(parsed, events=(replace(visit, actors=(envoys, *visit.actors, rebels)), *rest))

    rows = tables.events_by_sides([parsed, sent], names={"RUS": "Russia", "CHN": "China"}, limit=5)

    assert [(row["Who acts"], row["Reported events"]) for row in rows] == [("Rebels", 1), ("Russia", 2)]


def test_amounts_are_listed_once_and_never_added_up(parsed):
    rows = tables.largest_amounts([parsed, parsed])

    assert [(row["Amount"], row["For"]) for row in rows] == [("$240.1 billion", "Talks")]


def test_amounts_in_other_currencies_are_counted(parsed):
    euros = [replace(figure, currency="EUR") for figure in parsed.figures]
    other = replace(parsed, figures=tuple(euros), events=())

    assert tables.count_other_amounts([parsed, parsed]) == 0
    assert tables.count_other_amounts([parsed, parsed, other]) == 1


def test_a_country_in_the_chart_of_the_displaced_needs_no_code(parsed):
    country = replace(
        parsed.figures[0].origin, name="Sudan", country_code="SD", feature_class="A", feature_code="PCLI"
    )
    told = replace(parsed, figures=(replace(parsed.figures[0], origin=country), parsed.figures[1]))

    (row,) = tables.largest_displacements([told])

    assert row["Region"] == "Sudan"


def test_a_place_row_quotes_the_words_around_it(parsed):
    row = tables.place_rows([parsed])[0]

    assert (row["Place"], row["Region"], row["Named"]) == ("Harbin", "Heilongjiang", 1)
    assert "arrived in Harbin for talks" in row["First words"].text


def test_a_figure_row_says_which_place_is_on_no_map(parsed):
    words = Described(role=PlaceRole.ORIGIN, way="from", start=0, end=5, text="camps")
    figure = replace(parsed.figures[0], origin=None, destination=None, location=None, described=(words,))

    (row,) = tables.figure_rows([replace(parsed, figures=(figure,), events=())])

    assert (row["Where"], row["From"], row["To"]) == ("from camps (not placed)", "camps (not placed)", None)
