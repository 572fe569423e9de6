"""Colors and marks: complete, distinct, readable in both themes."""

import pytest

from geomap.constants import EventType, QuadClass
from geomap.render.styles import (
    KIND_STYLES,
    PALETTES,
    TYPE_INTENSITIES,
    Kind,
    Theme,
    event_kind,
    style_table,
)


def luminance(color):
    parts = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("kind", Kind)
def test_text_is_readable_on_land_in_both_themes(kind):
    style = KIND_STYLES[kind]

    assert contrast(style.text, PALETTES[Theme.LIGHT]["land"]) >= 4.5
    assert contrast(style.dark_text, PALETTES[Theme.DARK]["land"]) >= 4.5


@pytest.mark.parametrize("kind", Kind)
def test_lines_stand_out_from_land_in_both_themes(kind):
    style = KIND_STYLES[kind]

    assert contrast(style.line, PALETTES[Theme.LIGHT]["land"]) >= 2.4
    assert contrast(style.dark_line, PALETTES[Theme.DARK]["land"]) >= 3


def test_quad_classes_differ_in_mark_not_in_color_alone():
    marks = [KIND_STYLES[Kind(quad)].mark for quad in QuadClass]

    assert len(set(marks)) == len(QuadClass)


@pytest.mark.parametrize("quad", QuadClass)
def test_conflict_and_diplomacy_look_by_quad_class(quad):
    assert event_kind("diplomacy", quad) == quad.value
    assert event_kind("conflict", quad) == quad.value


def test_stocks_and_flows_look_different():
    assert event_kind("displacement", None, is_stock=True) is Kind.DISPLACEMENT_STOCK
    assert event_kind("displacement", None) is Kind.DISPLACEMENT_FLOW


def test_both_palettes_have_the_same_colors():
    assert PALETTES[Theme.LIGHT].keys() == PALETTES[Theme.DARK].keys()


def test_intensities_are_of_known_types():
    assert set(TYPE_INTENSITIES) <= set(EventType)


def test_kinds_travel_in_the_order_of_their_numbers():
    assert [kind["key"] for kind in style_table()["kinds"]] == [kind.value for kind in Kind]
