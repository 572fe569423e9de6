"""The cells of layers as the map reads them."""

import weakref
from datetime import date
from math import inf, nan

import numpy as np
import pandas as pd
import pytest

from geomap.layer import Layer, Picked, Rows, Spot
from geomap.memory import no_collection
from geomap.render.cells import Columns


def columns_of(**cells):
    count = len(next(iter(cells.values())))
    return Columns(Layer(key="conflict", title="", frame=Rows(columns=cells, outlines=[Spot(0, 0)] * count)))


def said(coded):
    return [coded.values[at] for at in coded.codes]


def test_texts_are_texts_and_blank_ones_unknown():
    columns = columns_of(name=["Goma", " ", None, "", 7, "Goma"])

    expected = ["Goma", None, None, None, None, "Goma"]
    assert list(columns.texts("name")) == said(columns.coded_texts("name")) == expected


def test_numbers_are_finite_or_unknown():
    columns = columns_of(value=[1, 2.5, None, nan, inf, True, "3"])

    assert columns.numbers("value", unknown=-1).tolist() == [1, 2.5, -1, -1, -1, -1, -1]
    assert said(columns.coded_numbers("value")) == [1, 2.5, None, None, None, None, None]


def test_days_are_read_from_texts_and_dates():
    columns = columns_of(day=["2024-05-16", date(2024, 5, 16), None, "soon", 7, pd.NaT])

    assert said(columns.coded_dates("day")) == [date(2024, 5, 16)] * 2 + [None] * 4


def test_a_single_text_is_a_list_of_one():
    columns = columns_of(actor=[["A", None, " "], "B", None, []])

    assert said(columns.coded_lists("actor")) == [("A",), ("B",), (), ()]


def test_a_missing_column_is_unknown():
    columns = columns_of(name=["Goma", "Kyiv"])

    assert list(columns.texts("mode")) == said(columns.coded_texts("mode")) == [None, None]
    assert np.isnan(columns.numbers("value")).all()
    assert columns.rows(("name", "mode"))[1] == {"name": "Kyiv"}
    assert columns.rows(("mode",)) == [{}, {}]


@pytest.mark.parametrize("rows", [[1], [1, 0, 1], []])
def test_picked_rows_of_picked_rows_are_those_of_the_table(rows):
    table = {"name": ["a", "b", "c"], "score": [0.1, 0.2, 0.3], "actor": [["A"], ["B"], []]}
    columns = columns_of(**{name: Picked(table, name, np.array([2, 1])) for name in table})

    picked = columns.pick(np.array(rows, dtype=np.int64))

    assert picked.count == len(rows)
    assert list(picked.texts("name")) == [["c", "b"][row] for row in rows]
    assert picked.numbers("score").tolist() == [[0.3, 0.2][row] for row in rows]
    assert said(picked.coded_lists("actor")) == [[(), ("B",)][row] for row in rows]


def test_layers_of_one_table_read_a_column_once():
    table, known = {"name": ["a", "b", "c"]}, {}
    layers = [
        Layer(
            key=key,
            title="",
            frame=Rows(columns={"name": Picked(table, "name", np.array([1]))}, outlines=[Spot(0, 0)]),
        )
        for key in ("conflict", "diplomacy")
    ]

    first, second = (Columns(layer, known).coded_texts("name") for layer in layers)

    assert first.values is second.values


def test_columns_go_with_their_last_user():
    with no_collection():
        columns = columns_of(name=["Goma"])
        assert list(columns.texts("name")) == ["Goma"]
        known = weakref.ref(columns)

        del columns

        assert known() is None
