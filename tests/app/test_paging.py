"""A long table is cut into pages that hold every row once."""

from datetime import date

from geomap.app import tables
from geomap.app.paging import ROWS, arrange, page_rows


def test_pages_hold_every_row_once():
    count = 2 * ROWS + 1

    rows = [row for page in (1, 2, 3) for row in range(count)[page_rows(page, count)]]

    assert rows == list(range(count))


def test_a_table_makes_only_the_rows_of_its_page(parsed):
    rows = slice(2, 4)

    assert tables.event_rows([parsed, parsed], rows) == tables.event_rows([parsed, parsed])[rows]
    assert tables.figure_rows([parsed, parsed], rows) == tables.figure_rows([parsed, parsed])[rows]
    assert tables.place_rows([parsed], slice(1, 2)) == tables.place_rows([parsed])[1:]
    assert tables.count_places([parsed]) == len(tables.place_rows([parsed]))


TABLE = [
    {"Place": "Goma", "Number": 20, "As of": None},
    {"Place": "eastern Ghouta", "Number": 3, "As of": date(2024, 5, 1)},
    {"Place": None, "Number": 100, "As of": date(2023, 5, 1)},
]


def test_words_are_searched_in_all_cells_of_a_row_in_whatever_case():
    assert arrange(TABLE, words=" EASTERN ghouta ") == [1]
    assert arrange(TABLE, words="2023") == [2]
    assert arrange(TABLE, words="none") == []


def test_all_rows_are_ordered_by_a_column_with_the_unknown_last():
    assert arrange(TABLE, order="Number") == [1, 0, 2]
    assert arrange(TABLE, order="Place") == [1, 0, 2]
    assert arrange(TABLE, order="As of", is_falling=True) == [1, 2, 0]
    assert arrange(TABLE) == [0, 1, 2]
    assert arrange(TABLE, is_falling=True) == [2, 1, 0]
