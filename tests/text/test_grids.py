"""Tables inside a text, by tabs, bars or wide gaps."""

import pytest

from geomap.text.grids import find_grids


def cells(row):
    """What stands in the cells of a line."""
    return [cell.text for cell in row]


@pytest.mark.parametrize(
    "text",
    [
        "Town\tDeaths\tInjured\nGoma\t12\t30\nMosul\t3\t\n",
        "| Town | Deaths | Injured |\n|---|---:|---|\n| Goma | 12 | 30 |\n| Mosul | 3 | |\n",
        "Town | Deaths | Injured\nGoma | 12 | 30\nMosul | 3 | -\n",
        "Town     Deaths   Injured\nGoma         12        30\nMosul         3         -\n",
    ],
)
def test_a_head_and_its_rows_are_found(text):
    (grid,) = find_grids("Some words before.\n\n" + text + "\nSome words behind.")

    assert cells(grid.header) == ["Town", "Deaths", "Injured"]
    assert cells(grid.rows[0]) == ["Goma", "12", "30"]
    assert (len(grid.rows), grid.labels) == (2, 1)


def test_cells_tell_where_they_stand():
    text = "Town\tDeaths\nGoma\t 1,200 \nMosul\t3"

    (grid,) = find_grids(text)

    assert [text[cell.start : cell.end] for cell in grid.rows[0]] == ["Goma", "1,200"]
    assert text[grid.start : grid.end] == text


def test_two_tables_are_two_though_they_have_as_many_columns():
    text = "Town\tDeaths\nGoma\t12\nMosul\t3\n\nTown\tIDPs\nGoma\t900\nMosul\t80\n"

    assert [cells(grid.header)[1] for grid in find_grids(text)] == ["Deaths", "IDPs"]


@pytest.mark.parametrize(
    "text",
    [
        "He said:  it is  over.\nThey left  on  Monday.\n",
        "Goma\t12\nMosul\t3\n",
        "Town\tDeaths\nGoma\t12\n",
        "Town\tMayor\nGoma\tAlice\nMosul\tBob\n",
    ],
)
def test_what_has_no_head_no_two_rows_or_no_numbers_is_no_table(text):
    assert find_grids(text) == ()
