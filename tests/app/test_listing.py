"""The page's own table for reading says each cell as a reader writes it, and keeps what it is ordered by."""

from datetime import date

from geomap.app import tables
from geomap.app.listing import listing_csv, listing_data


def test_a_figure_is_ordered_by_its_number_and_not_by_its_words(parsed):
    rows = tables.figure_rows([parsed])

    data = listing_data(rows, ["Figure"], key="Figures", orders={"Figure": "Number"})

    assert data["rows"][0] == [{"text": "nearly 8,000 people", "order": 8000}]


def test_the_words_a_row_is_shown_for_are_marked():
    excerpt = tables.Excerpt("some 40 people", 5, 7)

    data = listing_data([{"Sentence": excerpt}], ["Sentence"], key="Figures", orders={})

    assert data["rows"] == [[{"text": "some 40 people", "order": "some 40 people", "mark": [5, 7]}]]


def test_what_is_unknown_has_no_order():
    data = listing_data([{"As of": None}], ["As of"], key="Figures", orders={})

    assert data["rows"] == [[{"text": "–", "order": None}]]


def test_a_day_is_said_in_words_that_no_line_end_parts_and_ordered_as_a_day():
    data = listing_data([{"As of": date(2025, 8, 28)}], ["As of"], key="Figures", orders={})

    assert data["rows"] == [[{"text": "28\u00a0August\u00a02025", "order": "2025-08-28"}]]


def test_a_file_of_a_table_holds_all_columns_and_no_formula(parsed):
    rows = [{**row, "Sentence": "=1+1"} for row in tables.figure_rows([parsed])]

    lines = listing_csv(rows).splitlines()

    assert lines[0].startswith("Figure,What it counts,Where")
    assert all("'=1+1" in line for line in lines[1:])
