from dataclasses import replace

import pytest
from shapely.geometry import LineString, Point

from geomap.constants import Category, EventType, QuadClass
from geomap.models import Report
from layers.economy import ECONOMY, build_economy

MOSCOW, BEIJING = (37.6, 55.75), (116.4, 39.9)


def frame_of(make, atlas, *found):
    return build_economy([make.parsed(*found)], atlas=atlas).frame


def test_an_amount_is_a_line_between_the_seats_of_its_two_ends(make, atlas):
    figure = make.figure(3e9, Category.AMOUNT, origin=make.russia, destination=make.china)

    row = frame_of(make, atlas, figure).iloc[0]

    assert (row.geometry.coords[0], row.geometry.coords[-1]) == (MOSCOW, BEIJING)
    assert (row.value, row.currency, row.quantifier) == (3e9, "USD", "approximately")


def test_an_event_with_an_amount_is_one_row(make, atlas):
    event = make.event(EventType.AID, "USA", "UKR", contexts=("economic",), figures=(0,))

    frame = frame_of(make, atlas, event, make.figure(3e9, Category.AMOUNT))

    assert list(frame.value) == [3e9]
    assert list(frame.event_id) == [event.event_id]


def test_an_event_without_an_amount_has_no_value(make, atlas):
    event = make.event(
        EventType.SANCTION, "USA", "RUS", contexts=("economic",), quad=QuadClass.MATERIAL_CONFLICT
    )

    row = frame_of(make, atlas, event).iloc[0]

    assert isinstance(row.geometry, LineString)
    assert row.value != row.value  # NaN: unknown, not zero
    assert row.currency is None


def test_one_known_place_is_a_point(make, atlas):
    row = frame_of(make, atlas, make.figure(3e6, Category.AMOUNT, location=make.harbin)).iloc[0]

    assert isinstance(row.geometry, Point)
    assert row.place_name == "Harbin"


def test_an_amount_of_unknown_sides_and_place_is_not_drawn(make, atlas):
    assert frame_of(make, atlas, make.figure(3e6, Category.AMOUNT)).empty


@pytest.mark.parametrize("event_type", list(EventType))
@pytest.mark.parametrize("contexts", [("economic",), ("military",), ()])
def test_aid_and_economic_events_of_three_other_types_are_shown(event_type, contexts, make, atlas):
    event = make.event(event_type, "USA", "CHN", contexts=contexts)

    is_shown = event_type is EventType.AID or (event_type in ECONOMY and "economic" in contexts)
    assert frame_of(make, atlas, event).empty is not is_shown


def test_an_event_whose_amount_cannot_be_placed_is_still_drawn(make, atlas):
    """Aid to two countries: nobody knows who gets how much of it."""
    event = make.event(EventType.AID, "USA", "UKR RUS", contexts=("economic",), figures=(0,))

    frame = frame_of(make, atlas, event, make.figure(3e9, Category.AMOUNT))

    assert frame.value.isna().tolist() == [True]


def test_an_economic_event_without_sides_and_place_is_not_drawn(make, atlas):
    assert frame_of(make, atlas, make.event(EventType.AID, "USA", contexts=("economic",))).empty


def test_an_amount_that_a_merged_report_repeats_is_drawn_once(make, atlas):
    event = make.event(EventType.AID, "USA", "UKR", contexts=("economic",), figures=(0,))
    same, other = (make.figure(value, Category.AMOUNT, location=make.kyiv) for value in (3e9, 4e9))
    reports = tuple(
        Report(document_id=name, start=0, end=3, quote="Two", reason="same words", figures=(figure,))
        for name, figure in (("d2", same), ("d3", other))
    )
    first = make.parsed(replace(event, merged=reports, reports=3), same)
    second, third = (
        replace(one, document=replace(one.document, document_id=name))
        for name, one in (("d2", make.parsed(same)), ("d3", make.parsed(other)))
    )

    frame = build_economy([first, second, third], atlas=atlas).frame

    assert list(zip(frame.document_id, frame.value, frame.event_id, strict=True)) == [
        ("d1", 3e9, event.event_id),
        ("d3", 4e9, event.event_id),
    ]
