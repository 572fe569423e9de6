from dataclasses import replace
from datetime import date

import pytest
from shapely.geometry import LineString, Point, Polygon

from geomap.constants import DISPLACEMENT, Category, EventType, PlaceRole, QuadClass, Term, Unit
from geomap.described import Described
from geomap.models import Report
from layers.displacement import build_displacement


def frame_of(make, atlas, *found):
    return build_displacement([make.parsed(*found)], atlas=atlas).frame


def test_a_figure_is_the_polygon_of_its_origin(make, atlas):
    figure = make.figure(8000, Category.INTERNAL_DISPLACEMENTS, origin=make.kharkiv_oblast)

    row = frame_of(make, atlas, figure).iloc[0]

    assert isinstance(row.geometry, Polygon)
    assert (row.value, row.unit, row.category, row.quantifier) == (
        8000,
        "person",
        "internal_displacements",
        "approximately",
    )
    assert (row.origin, row.destination, row.precision) == ("Kharkiv Oblast", None, "admin1")


def test_both_ends_known_add_a_line(make, atlas):
    figure = make.figure(500, Category.EVACUATIONS, origin=make.kharkiv, destination=make.kyiv)

    frame = frame_of(make, atlas, figure)

    assert [type(shape) for shape in frame.geometry] == [Point, LineString]
    assert list(frame.geometry.iloc[1].coords)[-1] == (30.5, 50.45)
    assert list(frame.destination) == ["Kyiv", "Kyiv"]


def test_a_move_within_one_spot_has_no_line(make, atlas):
    figure = make.figure(5, Category.RETURNS, origin=make.kharkiv, destination=make.kharkiv)

    assert len(frame_of(make, atlas, figure)) == 1


def test_a_figure_of_no_event_has_no_event_cells(make, atlas):
    figure = make.figure(8000, Category.IDPS, location=make.kharkiv)

    row = frame_of(make, atlas, figure).iloc[0]

    assert [
        row[name] for name in ("event_id", "event_type", "mode", "quad_class", "modality", "date_start")
    ] == [None] * 6
    assert (row.actor, row.recipient_iso3, row.reports) == ([], [], 1)
    assert row.quote == figure.quote
    assert (row.start, row.end) == (26, 26 + len(figure.quote))


def test_a_figure_takes_event_and_place_from_the_event_that_lists_it(make, atlas):
    figure = make.figure(8000, Category.INTERNAL_DISPLACEMENTS)
    event = make.event(
        EventType.ASSAULT, "RUS", at=make.kharkiv, quad=QuadClass.MATERIAL_CONFLICT, figures=(0,)
    )

    row = frame_of(make, atlas, figure, event).iloc[0]

    assert (row.event_id, row.place_name, row.date_end) == (event.event_id, "Kharkiv", "2024-05-17")


def test_a_figure_without_any_place_is_not_drawn(make, atlas):
    assert frame_of(make, atlas, make.figure(8000, Category.IDPS)).empty


def test_households_stay_households(make, atlas):
    figure = make.figure(40, Category.IDPS, unit=Unit.HOUSEHOLD, location=make.kharkiv)

    row = frame_of(make, atlas, figure).iloc[0]

    assert (row.value, row.unit) == (40, "household")


@pytest.mark.parametrize("category", list(Category))
def test_only_displacement_is_shown(category, make, atlas):
    figure = make.figure(7, category, location=make.kharkiv)

    assert frame_of(make, atlas, figure).empty is (category not in DISPLACEMENT)


def test_a_merged_report_is_drawn_only_where_its_number_differs(make, atlas):
    place = {"location": make.kharkiv}
    own, same, other = (
        make.figure(value, Category.INTERNAL_DISPLACEMENTS, **place) for value in (8000, 8000, 9000)
    )
    reports = tuple(
        Report(document_id=name, start=0, end=3, quote="Two", reason="same words", figures=(figure,))
        for name, figure in (("d2", same), ("d3", other))
    )
    event = make.event(
        EventType.ASSAULT, "RUS", at=make.kharkiv, quad=QuadClass.MATERIAL_CONFLICT, figures=(0,)
    )
    first = make.parsed(replace(event, merged=reports, reports=3), own)
    second, third = (
        replace(one, document=replace(one.document, document_id=name))
        for name, one in (("d2", make.parsed(same)), ("d3", make.parsed(other)))
    )

    frame = build_displacement([first, second, third], atlas=atlas).frame

    assert list(zip(frame.document_id, frame.value, frame.event_id, strict=True)) == [
        ("d1", 8000, event.event_id),
        ("d3", 9000, event.event_id),
    ]


def test_a_figure_that_repeats_one_of_the_shown_documents_is_drawn_once(make, atlas):
    first = make.figure(8000, Category.IDPS, location=make.kharkiv, reports=2)
    told = Report(document_id="d1", start=first.start, end=first.end, quote=first.text, reason="same number")
    one, other = make.parsed(first), make.parsed(replace(first, repeats=told, reports=1))
    other = replace(other, document=replace(other.document, document_id="d2"))

    both, alone = (build_displacement(shown, atlas=atlas).frame for shown in ([one, other], [other]))

    assert list(zip(both.document_id, both.reports, strict=True)) == [("d1", 2)]
    assert list(alone.document_id) == ["d2"]


def stated(make, value, text, category=Category.INTERNAL_DISPLACEMENTS, **more):
    """A figure with words of its own."""
    return replace(make.figure(value, category, **more), text=text, start=60, end=60 + len(text))


def test_of_a_whole_and_its_parts_at_one_place_the_largest_alone_is_a_circle(make, atlas):
    part = stated(make, 500, "some 500", origin=make.kharkiv)
    whole = stated(make, 2000, "2,000", origin=make.kharkiv)

    frame = frame_of(make, atlas, part, whole)

    assert [(row.value, row.also_stated) for row in frame.itertuples()] == [(2000, "some 500")]


def test_a_part_keeps_the_line_to_where_it_leads(make, atlas):
    whole = stated(make, 2000, "2,000", origin=make.kharkiv)
    part = stated(make, 500, "500", origin=make.kharkiv, destination=make.kyiv)

    frame = frame_of(make, atlas, whole, part)

    assert [(row.value, type(row.geometry)) for row in frame.itertuples()] == [
        (2000, Point),
        (500, LineString),
    ]
    assert frame.also_stated.tolist() == ["500 to Kyiv", None]


@pytest.mark.parametrize(
    "other",
    [
        {"category": Category.RETURNS},
        {"unit": Unit.HOUSEHOLD},
        {"term": Term.HOMELESS},
        {"origin": "kyiv"},
    ],
)
def test_figures_of_other_subjects_or_places_keep_their_circles(make, atlas, other):
    other = {"origin": "kharkiv", **other}
    other["origin"] = getattr(make, other["origin"])
    whole = stated(make, 2000, "2,000", origin=make.kharkiv)

    frame = frame_of(make, atlas, whole, stated(make, 500, "500", **other))

    assert frame.value.tolist() == [2000, 500]
    assert frame.also_stated.tolist() == [None, None]


def test_of_dated_stocks_the_latest_stands_for_the_others(make, atlas):
    before = stated(make, 2000, "2,000", Category.IDPS, location=make.kharkiv, as_of=date(2024, 3, 1))
    now = stated(make, 900, "900", Category.IDPS, location=make.kharkiv, as_of=date(2024, 5, 1))

    (row,) = frame_of(make, atlas, before, now).itertuples()

    assert (row.value, row.also_stated) == (900, "2,000")


def test_documents_that_contradict_each_other_stand_side_by_side(make, atlas):
    first = make.parsed(stated(make, 2000, "2,000", origin=make.kharkiv))
    second = make.parsed(stated(make, 900, "900", origin=make.kharkiv))
    second = replace(second, document=replace(second.document, document_id="d2"))

    frame = build_displacement([first, second], atlas=atlas).frame

    assert frame.value.tolist() == [2000, 900]


ENCLAVE = Described(role=PlaceRole.ORIGIN, way="from", start=61, end=78, text="the rebel enclave")
CAMPS = Described(role=PlaceRole.DESTINATION, way="to", start=82, end=87, text="camps")


def test_a_figure_of_described_origin_is_drawn_at_its_place_and_says_the_words(make, atlas):
    figure = make.figure(
        900, Category.INTERNAL_DISPLACEMENTS, location=make.kharkiv, described=(ENCLAVE, CAMPS)
    )

    (row,) = frame_of(make, atlas, figure).itertuples()

    assert isinstance(row.geometry, Point)
    assert (row.place_name, row.origin, row.destination) == ("Kharkiv", None, None)
    assert row.unplaced == "from the rebel enclave to camps"


def test_no_line_leads_to_a_described_place(make, atlas):
    figure = make.figure(900, Category.EVACUATIONS, origin=make.kharkiv, described=(CAMPS,))

    (row,) = frame_of(make, atlas, figure).itertuples()

    assert (row.origin, row.unplaced) == ("Kharkiv", "to camps")


def test_a_figure_whose_places_are_only_described_is_not_drawn(make, atlas):
    figure = make.figure(900, Category.EVACUATIONS, described=(ENCLAVE, CAMPS))

    assert frame_of(make, atlas, figure).empty


def test_what_leads_to_a_described_place_is_stated_beside_the_whole(make, atlas):
    whole = stated(make, 2000, "2,000", location=make.kharkiv)
    part = stated(make, 500, "500", location=make.kharkiv, described=(CAMPS,))

    frame = frame_of(make, atlas, whole, part)

    assert frame.also_stated.tolist() == ["500 to camps (not placed)"]
