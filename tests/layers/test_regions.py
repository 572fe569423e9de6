import pytest

from geomap.constants import Category, EventType, QuadClass, Unit, figure_key
from layers.regions import build_regions


def frame_of(make, atlas, *found):
    return build_regions([make.parsed(*found)], atlas=atlas).frame


def attack(make, where):
    return make.event(EventType.ASSAULT, "RUS", "UKR", at=where, quad=QuadClass.MATERIAL_CONFLICT)


def test_a_town_counts_for_its_division(make, atlas):
    talks = make.event(EventType.CONSULT, "USA", "UKR", at=make.kharkiv)

    frame = frame_of(make, atlas, attack(make, make.kharkiv), attack(make, make.kharkiv_oblast), talks)

    assert list(frame.place_name) == ["Kharkiv Oblast"]
    assert (frame.conflict_events[0], frame.cooperation_events[0]) == (2, 1)
    assert frame.geometry[0].equals(atlas.area("t:6"))


def test_what_is_known_to_the_country_counts_for_the_country_alone(make, atlas):
    frame = frame_of(make, atlas, attack(make, make.ukraine), attack(make, make.kharkiv))

    assert list(zip(frame.place_name, frame.conflict_events, strict=True)) == [
        ("Kharkiv Oblast", 1),
        ("Ukraine", 1),
    ]


def test_a_town_without_a_known_division_counts_for_the_country(make, atlas):
    assert list(frame_of(make, atlas, attack(make, make.yalta)).place_name) == ["Ukraine"]


def test_a_region_without_a_polygon_is_left_out(make, atlas):
    assert frame_of(make, atlas, attack(make, make.moscow), attack(make, None)).empty


def test_contradicting_figures_are_not_added_up(make, atlas):
    figures = [make.figure(value, Category.IDPS, location=make.kharkiv) for value in (8000, 12000, 9000)]

    assert list(frame_of(make, atlas, *figures).displaced) == [12000]


@pytest.mark.parametrize(
    ("category", "unit"),
    [(Category.RETURNS, Unit.PERSON), (Category.IDPS, Unit.HOUSEHOLD), (Category.DEATHS, Unit.PERSON)],
)
def test_households_returns_and_deaths_are_not_displaced_persons(category, unit, make, atlas):
    figure = make.figure(99, category, unit=unit, location=make.kharkiv)

    frame = frame_of(make, atlas, figure, attack(make, make.kharkiv))

    assert frame.displaced.isna().all()


def test_people_count_where_they_left_not_where_they_went(make, atlas):
    figure = make.figure(
        99, Category.CROSS_BORDER_DISPLACEMENTS, origin=make.kharkiv, destination=make.harbin
    )

    assert list(frame_of(make, atlas, figure).place_name) == ["Kharkiv Oblast"]


def test_a_figure_without_a_place_counts_where_its_event_was(make, atlas):
    event = make.event(
        EventType.ASSAULT, "RUS", at=make.kharkiv, quad=QuadClass.MATERIAL_CONFLICT, figures=(0,)
    )

    frame = frame_of(make, atlas, event, make.figure(8000, Category.INTERNAL_DISPLACEMENTS))

    assert list(frame.displaced) == [8000]


def test_a_figure_known_to_no_place_counts_nowhere(make, atlas):
    assert frame_of(make, atlas, make.figure(8000, Category.IDPS)).empty


def test_a_region_sums_up_its_events_and_figures(make, atlas):
    event = attack(make, make.kharkiv)
    figure = make.figure(99, Category.IDPS, location=make.kharkiv)

    layer = build_regions([make.parsed(event, figure)], atlas=atlas)

    own = figure_key("displacement", "d1", figure.quote_start, figure.value)
    assert list(layer.members) == [(event.event_id, own)]
