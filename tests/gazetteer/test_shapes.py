"""Stored polygons."""

import pytest
import shapely

from geomap.constants import Worldview
from geomap.gazetteer.shapes import SHAPE_GRID, ShapeStore, write_shapes


@pytest.fixture
def store_path(tmp_path):
    land, west, east = shapely.box(0, 0, 4, 2), shapely.box(0, 0, 2, 2), shapely.box(2, 0, 4, 2)
    path = tmp_path / "shapes.bin"
    write_shapes(
        path,
        countries={Worldview.ISO: {"land": land}, Worldview.DE_FACTO: {"land": west, "other": east}},
        admin1={Worldview.ISO: {"west": west, "east": east}, Worldview.DE_FACTO: {"west": west}},
    )
    return path


def test_a_polygon_comes_back_as_written(store_path):
    store = ShapeStore(store_path, worldview=Worldview.ISO)

    assert store.get("land").equals(shapely.box(0, 0, 4, 2))


def test_an_unknown_place_has_no_polygon(store_path):
    assert ShapeStore(store_path, worldview=Worldview.ISO).get("elsewhere") is None


@pytest.mark.parametrize(
    ("worldview", "found"),
    [(Worldview.ISO, ("land", "east")), (Worldview.DE_FACTO, ("other", None))],
)
def test_a_position_is_found_in_the_polygons_of_the_worldview(store_path, worldview, found):
    assert ShapeStore(store_path, worldview=worldview).find(3.0, 1.0) == found


def test_a_position_outside_is_in_no_polygon(store_path):
    assert ShapeStore(store_path, worldview=Worldview.ISO).find(10.0, 10.0) == (None, None)


def test_a_shared_border_belongs_to_the_first_by_identifier(store_path):
    assert ShapeStore(store_path, worldview=Worldview.ISO).find(2.0, 1.0) == ("land", "east")


@pytest.mark.parametrize("worldview", list(Worldview))
def test_every_shipped_polygon_is_valid_and_on_the_grid(gazetteer, worldview):
    from geomap.resources import data_path

    store = ShapeStore(data_path("boundaries/shapes.bin"), worldview=worldview)
    shapes = [store.get(place.place_id) for place in gazetteer if place.feature_class == "A"]
    shapes = [shape for shape in shapes if shape is not None]
    steps = shapely.get_coordinates(shapes) / SHAPE_GRID

    assert len(shapes) > 3000
    assert all(shapely.is_valid(shapes))
    assert (steps == steps.round()).all()


def test_no_two_countries_overlap(gazetteer):
    shapes = [gazetteer.shape(country.place_id) for country in gazetteer.countries()]

    assert shapely.coverage_is_valid([shape for shape in shapes if shape is not None])
