"""What headlines and daily reports of a war tell: their headings, their days in numbers, whom they count."""

from datetime import date

import pytest

from geomap.constants import Category
from geomap.text.dates import find_dates


def test_the_heading_is_where_it_happened(parse):
    (event,) = parse("Sudan: Gunmen kidnap twelve students").events

    assert event.location.name == "Sudan"


def test_a_heading_may_be_who_says_so_where_another_country_acts(parse):
    (event,) = parse("Iran: Russian warships attacked our tanker").events

    assert event.location is None


@pytest.mark.parametrize(
    "text",
    [
        "On 16/5/2024 some 300 people fled Kharkiv.",
        "On 16.05.2024 some 300 people fled Kharkiv.",
        "On Thursday 16/5/2024 some 300 people fled Kharkiv.",
    ],
)
def test_a_day_in_numbers_is_a_date_and_counts_nobody(parse, text):
    (figure,) = parse(text).figures

    assert figure.value == 300
    assert [(span.first, span.last) for span in find_dates(text)] == [(date(2024, 5, 16), date(2024, 5, 16))]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on 6/2/2015", None),
        ("on Friday 6/2/2015", date(2015, 2, 6)),
        ("on Tuesday, 6/2/2015", date(2015, 6, 2)),
        ("on 5/16/2024", date(2024, 5, 16)),
        ("on 6.2.2015", date(2015, 2, 6)),
        ("on 31/31/2024", None),
    ],
)
def test_which_number_is_the_month_is_told_by_what_fits(text, day):
    (span,) = find_dates(text)

    assert (span.first, span.last) == (day, day)


@pytest.mark.parametrize("noun", ["extremists", "Islamists", "separatists", "loyalists"])
def test_fighters_of_any_name_are_counted(parse, noun):
    (figure,) = parse(f"The army killed 21 {noun} in Goma.").figures

    assert (figure.value, figure.category) == (21, Category.DEATHS)


@pytest.mark.parametrize(
    "text",
    [
        "Sudan blast kills six soldiers",
        "Sudan attack leaves ten dead",
        "Police said the Sudan clashes left six dead.",
    ],
)
def test_a_country_before_what_happened_is_where_and_has_not_done_it(parse, text):
    (event,) = parse(text).events

    assert (event.location.name, event.actors) == ("Sudan", ())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Israel attack kills three in Beirut", "Israel"),
        ("UK drone strike kills three militants", "United Kingdom"),
        ("UK Attack Kills Three Soldiers In The Night", "United Kingdom"),
        ("Russian attack kills six soldiers", "Russia"),
    ],
)
def test_who_strikes_elsewhere_has_done_it(parse, text, name):
    (event,) = parse(text).events

    assert [actor.name for actor in event.actors] == [name]
