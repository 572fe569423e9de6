from dataclasses import replace

import pytest
from shapely.geometry import LineString, MultiLineString, Point

from geomap.constants import EventType, QuadClass
from layers.diplomacy import DIPLOMACY, build_diplomacy

MOSCOW, BEIJING, HARBIN = (37.6, 55.75), (116.4, 39.9), (126.65, 45.75)


def frame_of(make, atlas, event):
    return build_diplomacy([make.parsed(event)], atlas=atlas).frame


def ends(line):
    return line.coords[0], line.coords[-1]


def test_a_visit_is_a_point_and_a_line_of_the_same_event(make, atlas):
    frame = frame_of(make, atlas, make.event(EventType.CONSULT, "RUS", "CHN", at=make.harbin))

    assert [type(shape) for shape in frame.geometry] == [Point, LineString]
    assert frame.event_id.nunique() == 1
    assert ends(frame.geometry.iloc[1]) == (MOSCOW, HARBIN)


def test_a_visit_told_by_its_host_still_leads_from_the_guest(make, atlas):
    frame = frame_of(make, atlas, make.event(EventType.CONSULT, "CHN", "RUS", at=make.harbin, mode="visit"))

    assert ends(frame.geometry.iloc[1]) == (MOSCOW, HARBIN)


def test_a_consultation_abroad_needs_no_named_counterpart(make, atlas):
    frame = frame_of(make, atlas, make.event(EventType.CONSULT, "RUS", at=make.harbin))

    assert ends(frame.geometry.iloc[1]) == (MOSCOW, HARBIN)


def test_a_word_spoken_abroad_is_no_tie_to_the_country_it_is_spoken_in(make, atlas):
    assert frame_of(make, atlas, make.event(EventType.ACCUSE, "UKR", at=make.washington)).empty


@pytest.mark.parametrize("where", ["geneva", "moscow", "china"])
def test_the_line_ends_at_the_recipients_seat_unless_the_place_is_a_spot_there(where, make, atlas):
    frame = frame_of(make, atlas, make.event(EventType.CONSULT, "RUS", "CHN", at=getattr(make, where)))

    assert ends(frame.geometry.iloc[1]) == (MOSCOW, BEIJING)


def test_an_event_without_a_place_is_its_line_alone(make, atlas):
    frame = frame_of(make, atlas, make.event(EventType.REQUEST, "UKR", "CHN"))

    assert [type(shape) for shape in frame.geometry] == [LineString]
    assert frame.place_id.iloc[0] is None


def test_mutual_praise_is_one_line(make, atlas):
    frame = frame_of(make, atlas, make.event(EventType.SUPPORT, "RUS CHN", "CHN RUS"))

    assert isinstance(frame.geometry.iloc[0], LineString)


def test_actors_who_act_together_are_tied(make, atlas):
    frame = frame_of(make, atlas, make.event(EventType.AGREE, "RUS CHN UKR"))

    assert [ends(part) for part in frame.geometry.iloc[0].geoms] == [
        (MOSCOW, BEIJING),
        (MOSCOW, (30.5, 50.45)),
    ]


def test_those_who_accuse_side_by_side_are_drawn_where_they_do_without_a_line_between_them(make, atlas):
    frame = frame_of(make, atlas, make.event(EventType.ACCUSE, "RUS CHN", at=make.harbin))

    assert [type(shape) for shape in frame.geometry] == [Point]


def test_those_who_praise_somebody_of_no_known_country_are_not_tied_to_each_other(make, atlas):
    event = replace(
        make.event(EventType.SUPPORT, "RUS CHN", at=make.harbin), recipients=(make.actor("rulers", None),)
    )

    assert [type(shape) for shape in frame_of(make, atlas, event).geometry] == [Point]


def test_a_line_across_the_pacific_is_cut(make, atlas):
    frame = frame_of(make, atlas, make.event(EventType.CONSULT, "NZL", "USA"))

    line = frame.geometry.iloc[0]
    assert isinstance(line, MultiLineString)
    assert [round(x) for part in line.geoms for x in (part.coords[0][0], part.coords[-1][0])] == [
        175,
        180,
        -180,
        -77,
    ]


def test_a_visit_at_home_is_a_point_without_a_line(make, atlas):
    frame = frame_of(make, atlas, make.event(EventType.CONSULT, "RUS", at=make.moscow, mode="visit"))

    assert [type(shape) for shape in frame.geometry] == [Point]


def test_a_planned_visit_leads_to_its_place_like_one_that_was_paid(make, atlas):
    visit = make.event(EventType.AGREE, "RUS", at=make.harbin, mode="visit")

    assert [type(shape) for shape in frame_of(make, atlas, visit).geometry] == [Point, LineString]


def test_talks_at_home_are_no_diplomacy(make, atlas):
    assert frame_of(make, atlas, make.event(EventType.CONSULT, "RUS", at=make.moscow)).empty


@pytest.mark.parametrize(("who", "whom"), [("RUS", ""), ("RUS", "RUS"), ("", "CHN"), ("", "")])
def test_what_is_not_between_two_countries_is_left_out(who, whom, make, atlas):
    assert frame_of(make, atlas, make.event(EventType.ACCUSE, who, whom, at=make.moscow)).empty


@pytest.mark.parametrize("mode", ["withdraw", "release", "ceasefire", "disarm", "access"])
@pytest.mark.parametrize("who", ["RUS", ""])
def test_forces_that_stand_down_within_a_country_are_a_point_at_their_place(mode, who, make, atlas):
    event = make.event(EventType.RETREAT, who, at=make.moscow, mode=mode)

    assert [type(shape) for shape in frame_of(make, atlas, event).geometry] == [Point]


@pytest.mark.parametrize(
    ("event_type", "mode"),
    [(EventType.RETREAT, "resign"), (EventType.RETREAT, None), (EventType.CONCEDE, None)],
)
def test_who_resigns_or_yields_at_home_is_left_out(event_type, mode, make, atlas):
    assert frame_of(make, atlas, make.event(event_type, "RUS", at=make.moscow, mode=mode)).empty


def test_a_body_without_a_known_seat_has_no_line(make, atlas):
    frame = frame_of(make, atlas, make.event(EventType.REQUEST, "XXX", "CHN", at=make.harbin))

    assert [type(shape) for shape in frame.geometry] == [Point]


@pytest.mark.parametrize("event_type", list(EventType))
def test_only_diplomatic_types_are_shown(event_type, make, atlas):
    event = make.event(event_type, "RUS", "CHN", quad=QuadClass.VERBAL_CONFLICT)

    assert frame_of(make, atlas, event).empty is (event_type not in DIPLOMACY)
