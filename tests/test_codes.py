"""Columns by their distinct values: each is asked about once, and every row has its answer."""

import numpy as np
import pytest

from geomap.codes import (
    UNKNOWN,
    Coder,
    Gatherer,
    Memo,
    Numbers,
    code,
    code_by_identity,
    coded_flags,
    combine,
    distinct,
    find_numbers,
    first_uses,
)


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
    numbers = Numbers()

    assert [numbers[key] for key in "abab"] == [0, 1, 0, 1]
    assert Memo(len)["four"] == 4


def test_a_column_is_its_cells():
    column = code(["a", "b", "a", "c"])

    assert list(column) == ["a", "b", "a", "c"]
    assert (len(column), column[2], column[-1], column[1:3]) == (4, "a", "c", ["b", "a"])
    assert list(column.mapped(str.upper)) == ["A", "B", "A", "C"]


def test_cells_that_come_in_batches_are_one_column():
    coder = Coder()
    for batch in ("ab", "", "ba"):
        coder.extend(batch)

    assert list(coder.column()) == ["a", "b", "b", "a"]
    assert coder.column().values == ["a", "b"]


def test_numbers_that_come_in_batches_are_one_column():
    whole, shares = Gatherer(), Gatherer("d")
    for batch in ([1, 2**40], [], iter([3])):
        whole.extend(batch)
    shares.extend([0.5], 1)

    assert whole.column().tolist() == [1, 2**40, 3]
    assert shares.column().tolist() == [0.5]
    assert Gatherer().column().tolist() == []


def test_equal_answers_have_one_number():
    column = code(["a", "b", "A"]).grouped(str.upper)

    assert (list(column), column.values) == (["A", "B", "A"], ["A", "B"])


def test_a_compact_column_has_no_values_but_those_of_its_rows():
    column = code(["a", "b", "c", "a"]).pick(np.array([3, 2, 3])).compact()

    assert (list(column), list(column.values)) == (["a", "c", "a"], ["a", "c"])


def test_the_same_objects_have_the_same_number():
    one, equal = [1], [1]

    column = code_by_identity([one, equal, one])

    assert column.codes.tolist() == [0, 1, 0]
    assert column[0] is one
    assert column[1] is equal


def test_keys_without_a_number_are_unknown():
    assert find_numbers({"a": 3}, ["b", "a", None]).tolist() == [UNKNOWN, 3, UNKNOWN]


@pytest.mark.parametrize("numbers", [[], [2], [3, 1, 3, 3, 1, -7]])
def test_distinct_numbers_rise(numbers):
    assert distinct(np.array(numbers, dtype=np.int64)).tolist() == sorted(set(numbers))


@pytest.mark.parametrize("numbers", [[], [7], [7, 7, 7], [5, -2, 5, 9, -2], [3, 2, 1]])
def test_first_uses_number_the_distinct_ones_as_they_come(numbers):
    first, codes = first_uses(np.array(numbers, dtype=np.int64))

    distinct = list(dict.fromkeys(numbers))
    assert [numbers[at] for at in first.tolist()] == distinct
    assert [numbers.index(one) for one in distinct] == first.tolist()
    assert [distinct[code] for code in codes.tolist()] == numbers
