"""Columns by their distinct values: each is asked about once, and every row has its answer."""

import pytest

from geomap.render.codes import Memo, code, coded_flags, combine, numbered


def test_a_value_is_asked_about_once_in_the_order_it_first_comes():
    asked = []

    def answer(values):
        asked.extend(values)
        return [len(value) for value in values]

    found = code(["bb", "a", "bb", "ccc", "a"]).numbers(answer)

    assert found.tolist() == [2, 1, 2, 3, 1]
    assert asked == ["bb", "a", "ccc"]


def test_only_values_of_picked_rows_are_asked_about():
    asked = []
    picked = code(["a", "b", "c", "b"]).pick([3, 0])

    picked.numbers(lambda values: asked.extend(values) or [0] * len(values))

    assert asked == ["b", "a"]


@pytest.mark.parametrize("count", [3, 3000])  # few pairs are told apart in another way than many
def test_columns_combined_are_their_pairs(count):
    first, second = [row % 7 for row in range(count)], [row % count for row in range(count)]

    both = combine(code(first), code(second), coded_flags(code(first).flags(lambda value: value > 3)))

    assert [both.values[at] for at in both.codes] == [
        (one, other, one > 3) for one, other in zip(first, second, strict=True)
    ]


def test_a_column_without_rows_has_no_answers():
    nothing = code([])

    assert nothing.numbers(list).tolist() == []
    assert combine(nothing, nothing).numbers(list).tolist() == []


def test_a_memo_numbers_its_keys_as_they_come():
    numbers = numbered()

    assert [numbers[key] for key in "abab"] == [0, 1, 0, 1]
    assert Memo(len)["four"] == 4
