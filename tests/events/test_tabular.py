"""Figures of tables pasted into a text."""

from datetime import date

from geomap.constants import Category, PlaceRole, Term, Unit

_TABLE = (
    "Storm in Syria\n\nThe storm hit on Monday.\n\n"
    "Town\tDeaths\tMissing\tIn shelters\tHouses destroyed\n"
    "Goma\t19\t7\t8,310\t412\n"
    "Mosul\t11\t0\t4,060\t-\n"
    "Total\t30\t7\t12,370\t412\n"
)


def told(figures):
    """Value, unit, category and the name of the place where those counted are."""
    return [
        (one.value, one.unit.value, one.category.value, one.location and one.location.name) for one in figures
    ]


def test_columns_tell_what_befell_those_counted_and_rows_where(count):
    figures = count(_TABLE)

    assert told(figures)[:5] == [
        (19, "person", "deaths", "Goma"),
        (8310, "person", "idps", "Goma"),
        (412, "household", "internal_displacements", "Goma"),
        (11, "person", "deaths", "Mosul"),
        (4060, "person", "idps", "Mosul"),
    ]
    assert figures[2].term is Term.DESTROYED_HOUSING


def test_a_total_is_not_told_of_the_last_row(count):
    totals = [one for one in count(_TABLE) if one.value in (30, 12370)]

    assert [one.location and one.location.name for one in totals] == ["Syria", "Syria"]


def test_a_table_tells_no_deeds(code):
    assert code(_TABLE) == ()


def test_a_number_does_not_run_on_into_the_next_column(count):
    figures = count("Town\tDeaths\tInjured\nGoma\t96\t840\nMosul\t5\t300\n")

    assert [one.value for one in figures] == [96, 840, 5, 300]


def test_the_line_above_tells_what_its_units_count(count):
    first, second, *_ = count(
        "Internally displaced people by town\n\n"
        "Town      Individuals    HH    Sites\n"
        "Goma            1,600   320        4\n"
        "Mosul             900   180        2\n"
    )

    assert (first.value, first.unit, first.category) == (1600, Unit.PERSON, Category.IDPS)
    assert (second.value, second.unit, second.category) == (320, Unit.HOUSEHOLD, Category.IDPS)


def test_who_arrives_or_returns_goes_to_the_place_of_the_row(count):
    figures = count(
        "| Entry point | Arrivals | Returnees |\n|---|---|---|\n| Goma | 400 | 30 |\n| Mosul | 90 | 12 |\n"
    )

    assert [one.destination and one.destination.name for one in figures] == ["Goma", "Goma", "Mosul", "Mosul"]
    assert [one.category for one in figures[:2]] == [
        Category.CROSS_BORDER_DISPLACEMENTS,
        Category.RETURNS,
    ]


def test_a_row_of_an_unknown_town_keeps_its_name_and_takes_no_other_place(count):
    figures = count("Goma was hit.\n\nTown\tDeaths\nGoma\t12\nZanabe\t3\nSubtotal\t15\n")

    assert [one.value for one in figures] == [12, 3]
    (described,) = figures[1].described
    assert (described.role, described.name, figures[1].location) == (PlaceRole.LOCATION, "Zanabe", None)


def test_a_date_in_the_head_is_that_of_its_column(count):
    figures = count("Country\tRefugees (April 2026)\tRefugees (June 2026)\nChad\t900\t950\nSyria\t40\t30\n")

    assert [one.as_of for one in figures[:2]] == [date(2026, 4, 30), date(2026, 6, 30)]


def test_shares_and_people_in_need_make_no_figure(count):
    assert count("Town\tDisplaced (%)\tPeople in need\nGoma\t12\t900\nMosul\t30\t80\n") == ()
