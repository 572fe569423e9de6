import pytest
from shapely.geometry import Point, Polygon

from geomap.constants import EventType, QuadClass
from layers.conflict import build_conflict


def attack(make, **more):
    return make.event(EventType.ASSAULT, "RUS", "UKR", quad=QuadClass.MATERIAL_CONFLICT, **more)


def test_a_town_is_a_point(make, atlas):
    frame = build_conflict([make.parsed(attack(make, at=make.kharkiv))], atlas=atlas).frame

    assert frame.geometry.iloc[0].equals(Point(36.25, 50.0))


@pytest.mark.parametrize("name", ["kharkiv_oblast", "ukraine"])
def test_a_region_is_its_polygon(name, make, atlas):
    where = getattr(make, name)

    frame = build_conflict([make.parsed(attack(make, at=where))], atlas=atlas).frame

    assert isinstance(frame.geometry.iloc[0], Polygon)
    assert frame.precision.iloc[0] == where.precision


def test_a_region_without_a_polygon_is_its_label_point_and_says_so(make, atlas):
    frame = build_conflict([make.parsed(attack(make, at=make.russia))], atlas=atlas).frame

    assert frame.geometry.iloc[0].equals(Point(100, 60))
    assert frame.precision.iloc[0] == "country"


def test_an_event_without_a_place_is_not_drawn(make, atlas):
    assert build_conflict([make.parsed(attack(make))], atlas=atlas).frame.empty


def test_cooperation_is_no_conflict(make, atlas):
    talks = make.event(EventType.CONSULT, "RUS", "CHN", at=make.harbin)

    assert build_conflict([make.parsed(talks)], atlas=atlas).frame.empty


def test_rows_follow_documents_and_text(make, atlas):
    first = make.parsed(attack(make, at=make.kyiv, start=0), attack(make, at=make.kharkiv, start=30))
    second = make.parsed(attack(make, at=make.yalta))

    frame = build_conflict([first, second], atlas=atlas).frame

    assert list(frame.place_name) == ["Kyiv", "Kharkiv", "Yalta"]
