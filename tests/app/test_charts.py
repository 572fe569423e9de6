"""Charts: bars and a matrix that carry their numbers as text, and days with names and room."""

from datetime import date

import pytest

from geomap.app import tables
from geomap.app.bars import Bar, bars_data, matrix_data
from geomap.app.charts import draw_days

COLORS = ("#000000", "#ffffff")


def test_bars_are_as_long_as_their_share_of_the_longest():
    bars = [
        Bar(label="Talks", said="4", value=4, colors=COLORS),
        Bar(label="Aid", said="1", value=1, colors=COLORS),
    ]

    data = bars_data("By type", bars)

    assert [bar["share"] for bar in data["bars"]] == [1, 0.25]


def test_the_matrix_has_the_busiest_sides_first_and_nothing_where_nothing_is_reported():
    counts = [
        ("Ukraine", "Norway", 1, "Talks"),
        ("China", "Russia", 4, "Talks"),
        ("China", "Norway", 1, "Aid"),
    ]

    data = matrix_data("Sides", counts)

    assert data["recipients"] == ["Russia", "Norway"]
    assert [row["actor"] for row in data["rows"]] == ["China", "Ukraine"]
    assert [[cell and cell["count"] for cell in row["cells"]] for row in data["rows"]] == [[4, 1], [None, 1]]


def _day(day, count=1, kind="Verbal conflict"):
    return {"Day": day, "What": "Appeal", "Kind": kind, "Reported events": count}


def test_one_day_stands_among_its_neighbours():
    drawn = draw_days([_day(date(2025, 8, 25))], is_dark=False).to_dict()

    names = drawn["encoding"]["x"]["scale"]["domain"]
    assert len(names) == 9
    assert names[4] == "25 Aug"
    assert drawn["encoding"]["x"]["title"] == "2025"


def test_days_of_two_years_say_their_year():
    rows = [_day(date(2024, 12, 30)), _day(date(2025, 1, 2))]

    drawn = draw_days(rows, is_dark=False).to_dict()

    assert {"30 Dec 2024", "2 Jan 2025"} <= set(drawn["encoding"]["x"]["scale"]["domain"])
    assert drawn["encoding"]["x"]["title"] is None


@pytest.mark.parametrize(
    ("last", "unit"), [(date(2024, 3, 1), "yearmonthdate"), (date(2025, 1, 2), "yearmonth")]
)
def test_a_long_time_is_an_axis_of_time_in_days_or_months(last, unit):
    x = draw_days([_day(date(2024, 1, 1)), _day(last)], is_dark=False).to_dict()["encoding"]["x"]

    assert (x["type"], x["timeUnit"]) == ("temporal", unit)


def test_the_kinds_of_the_days_have_the_colors_of_the_theme():
    colors = [
        draw_days([_day(date(2025, 1, 2))], is_dark=is_dark).to_dict()["encoding"]["color"]["scale"]["range"]
        for is_dark in (False, True)
    ]

    assert colors == [["#D08F00"], ["#E69F00"]]


def test_types_are_counted_with_their_kind(parsed):
    kinds = {row["What"]: row["Kind"] for row in tables.events_by_type([parsed])}

    assert kinds == {
        "Attack": "Material conflict",
        "Talks": "Verbal cooperation",
        "Visit": "Verbal cooperation",
    }
