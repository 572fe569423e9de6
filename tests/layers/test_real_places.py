"""The layers on the gazetteer that geomap ships."""

import pytest
from shapely.geometry import LineString, MultiLineString, Point

from geomap.constants import Category, EventType, Precision, QuadClass
from geomap.geo import distance_m
from layers import BUILDERS, build_layers


def find(gazetteer, name, precision, iso3):
    return next(
        one for one in gazetteer.lookup(name) if one.precision is precision and one.country_iso3 == iso3
    )


@pytest.fixture(scope="module")
def layers(make, gazetteer):
    """An attack on a region that drives people out, a visit to a town, and trade between two countries."""
    oblast = find(gazetteer, "Kharkiv Oblast", Precision.ADMIN1, "UKR")
    harbin = find(gazetteer, "Harbin", Precision.SETTLEMENT, "CHN")
    parsed = make.parsed(
        make.event(
            EventType.ASSAULT, "RUS", "UKR", at=oblast, quad=QuadClass.MATERIAL_CONFLICT, figures=(0,)
        ),
        make.event(EventType.CONSULT, "RUS", "CHN", at=harbin, start=1),
        make.figure(8000, Category.INTERNAL_DISPLACEMENTS, origin=oblast),
        make.figure(2.4e11, Category.AMOUNT, start=40, end=45),
        make.mention(harbin, start=30),
    )
    made = build_layers([parsed], atlas=gazetteer)
    return {layer.key: layer for layer in made}


def test_every_layer_has_rows_and_sources(layers):
    assert set(layers) == set(BUILDERS)
    assert not [key for key, layer in layers.items() if layer.frame.empty]
    assert all(layer.attribution for layer in layers.values())


@pytest.mark.parametrize("key", ["conflict", "displacement", "regions"])
def test_the_region_is_the_polygon_around_its_city(key, layers):
    region = layers[key].frame.set_index("country_code").geometry.loc["UA"]

    assert region.contains(Point(36.25, 49.99))
    assert not region.contains(Point(30.52, 50.45))


def test_people_and_attack_are_counted_in_one_region(layers):
    row = layers["regions"].frame.set_index("country_code").loc["UA"]

    assert (row.conflict_events, row.displaced) == (1, 8000)


def test_the_visit_leads_from_the_capital_to_the_town(layers):
    line = layers["diplomacy"].frame.geometry.iloc[1]

    assert distance_m(*line.coords[0], 37.62, 55.75) < 30_000
    assert distance_m(*line.coords[-1], 126.65, 45.75) < 30_000


@pytest.mark.parametrize("code", ["USA", "CHN", "GBR", "FJI", "UKR", "ZAF", "EUR", "UNO"])
def test_states_and_bodies_can_be_tied_by_a_line(code, make, gazetteer):
    event = make.event(EventType.REQUEST, code, "RUS")

    (line,) = BUILDERS["diplomacy"]([make.parsed(event)], atlas=gazetteer).frame.geometry

    assert isinstance(line, LineString | MultiLineString)
