"""Absolute and relative dates."""

from dataclasses import replace
from datetime import date

import pytest

from geomap.text.dates import counted_on, find_dates, find_duration_days

FRIDAY = date(2024, 5, 17)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-05-16", date(2024, 5, 16), date(2024, 5, 16)),
        ("16 May 2023", date(2023, 5, 16), date(2023, 5, 16)),
        ("May 16, 2023", date(2023, 5, 16), date(2023, 5, 16)),
        ("March 2022", date(2022, 3, 1), date(2022, 3, 31)),
        ("early May 2023", date(2023, 5, 1), date(2023, 5, 10)),
        ("in 2014", date(2014, 1, 1), date(2014, 12, 31)),
    ],
)
def test_an_absolute_date_needs_no_publication_date(text, first, last):
    (span,) = find_dates(f"It happened {text} there.")

    assert (span.first, span.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on Thursday", date(2024, 5, 16), date(2024, 5, 16)),
        ("on Friday", FRIDAY, FRIDAY),
        ("yesterday", date(2024, 5, 16), date(2024, 5, 16)),
        ("three days ago", date(2024, 5, 14), date(2024, 5, 14)),
        ("last week", date(2024, 5, 6), date(2024, 5, 12)),
        ("last month", date(2024, 4, 1), date(2024, 4, 30)),
        ("last year", date(2023, 1, 1), date(2023, 12, 31)),
        ("on 20 December", date(2023, 12, 20), date(2023, 12, 20)),
        ("since February", date(2024, 2, 1), FRIDAY),
        ("between 17 October and 7 February", date(2023, 10, 17), date(2024, 2, 7)),
    ],
)
def test_a_relative_date_is_read_against_publication(text, first, last):
    (span,) = find_dates(f"It happened {text}.", published=FRIDAY)

    assert (span.first, span.last) == (first, last)


@pytest.mark.parametrize("text", ["on Thursday", "last year", "in March", "on 16 May"])
def test_without_publication_a_relative_date_stays_unknown(text):
    (span,) = find_dates(f"It happened {text}.")

    assert span.first is None
    assert span.last is None


def test_looking_ahead_reads_the_next_such_day():
    (span,) = find_dates("They will meet on Tuesday.", published=FRIDAY, looks_ahead=True)

    assert span.first == date(2024, 5, 21)


@pytest.mark.parametrize("text", ["He may 5 times", "2,024 people", "$2024", "the sat phone", "31 June 2024"])
def test_other_words_and_numbers_are_no_dates(text):
    assert all(span.first is None for span in find_dates(text, published=FRIDAY))


def test_the_span_quotes_the_expression():
    text = "Talks opened on 16 May 2024 in Geneva."

    (span,) = find_dates(text)

    assert text[span.start : span.end] == "16 May 2024"


@pytest.mark.parametrize(
    ("text", "days"), [("a two-day visit", 2), ("a 10-day truce", 10), ("a visit", None)]
)
def test_a_duration_is_counted_in_days(text, days):
    assert find_duration_days(text) == days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("overnight", date(2024, 5, 16), FRIDAY),
        ("over the past 24 hours", date(2024, 5, 16), FRIDAY),
        ("in the last 48 hours", date(2024, 5, 15), FRIDAY),
        ("during the past day", date(2024, 5, 16), FRIDAY),
        ("within the last three days", date(2024, 5, 14), FRIDAY),
        ("over the weekend", date(2024, 5, 11), date(2024, 5, 12)),
        ("earlier this week", date(2024, 5, 13), FRIDAY),
        ("between May 10 and 12", date(2024, 5, 10), date(2024, 5, 12)),
        ("Between 10 and 12 May", date(2024, 5, 10), date(2024, 5, 12)),
        ("from 10 to 12 May", date(2024, 5, 10), date(2024, 5, 12)),
        ("on May 10-12, 2023", date(2023, 5, 10), date(2023, 5, 12)),
        ("a day earlier", date(2024, 5, 16), date(2024, 5, 16)),
    ],
)
def test_days_told_as_a_stretch_are_a_range(text, first, last):
    (span,) = find_dates(f"It happened {text}.", published=FRIDAY)

    assert (span.first, span.last) == (first, last)


def test_a_day_later_counts_from_the_day_told_before():
    spans = find_dates("It began on 3 May 2024 and ended two days later.")

    assert spans[1].first == date(2024, 5, 5)


def test_a_day_later_than_nothing_told_is_no_date():
    (span,) = find_dates("It ended two days later.", published=FRIDAY)

    assert span.first is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on 11 and 12 May", date(2024, 5, 11), date(2024, 5, 12)),
        ("on May 11 and 12", date(2024, 5, 11), date(2024, 5, 12)),
        ("on Tuesday and Wednesday", date(2024, 5, 14), date(2024, 5, 15)),
        ("on 3 and 12 May", date(2024, 5, 12), date(2024, 5, 12)),
    ],
)
def test_two_days_side_by_side_are_a_range(text, first, last):
    (span,) = find_dates(f"They met {text}.", published=FRIDAY)

    assert (span.first, span.last) == (first, last)


def test_the_number_behind_a_day_is_no_day():
    (span,) = find_dates("It killed three on May 11 and 12 people later.", published=FRIDAY)

    assert (span.first, span.last) == (date(2024, 5, 11), date(2024, 5, 11))


@pytest.mark.parametrize("words", ["One day later", "The next day", "The following day"])
def test_a_later_day_is_counted_from_the_one_told_last(words):
    text = f"France left on 6 May. {words} Chad left."
    (_, span) = find_dates(text, published=FRIDAY)
    alone = replace(span, first=None, last=None)

    assert counted_on(text, alone, FRIDAY).first == date(2024, 5, 7)


def test_no_later_day_lies_behind_publication():
    text = "France left on Thursday. Three days later Chad left."
    (_, span) = find_dates(text, published=FRIDAY)
    alone = replace(span, first=None, last=None)

    assert counted_on(text, alone, FRIDAY).first is None


def test_a_day_earlier_may_stand_before_an_article():
    (_, span) = find_dates("It ended on 6 May. A day earlier the court met.", published=FRIDAY)

    assert span.first == date(2024, 5, 5)
