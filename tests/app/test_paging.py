"""A long table is cut into pages that hold every row once."""

from geomap.app import tables
from geomap.app.paging import ROWS, page_rows


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
