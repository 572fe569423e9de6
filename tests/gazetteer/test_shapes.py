"""Stored polygons."""

from random import Random

import pytest
import shapely

from geomap.constants import Worldview
from geomap.gazetteer.shapes import SHAPE_GRID, ShapeStore, write_shapes
from geomap.resources import data_path


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
def test_every_shipped_polygon_is_valid_and_on_the_grid(all_places, worldview):
    store = ShapeStore(data_path("boundaries/shapes.bin"), worldview=worldview)
    shapes = [store.get(place.place_id) for place in all_places if place.feature_class == "A"]
    shapes = [shape for shape in shapes if shape is not None]
    steps = shapely.get_coordinates(shapes) / SHAPE_GRID

    assert len(shapes) > 3000
    assert all(shapely.is_valid(shapes))
    assert (steps == steps.round()).all()


def test_no_two_countries_overlap(gazetteer):
    shapes = [gazetteer.shape(country.place_id) for country in gazetteer.countries()]

    assert shapely.coverage_is_valid([shape for shape in shapes if shape is not None])


def test_a_position_is_found_as_by_asking_every_polygon(gazetteer, all_places):
    """Half of the positions lie near a border, some on one, and some on the edge of a cell."""
    store = ShapeStore(data_path("boundaries/shapes.bin"), worldview=Worldview.ISO)
    random = Random(17)
    divisions = [place for place in all_places if place.feature_code == "ADM1" and store.get(place.place_id)]
    some = random.sample(divisions, 60)
    corners = [
        tuple(random.choice(shapely.get_coordinates(store.get(place.place_id)).tolist())) for place in some
    ]
    positions = [
        *corners,
        *(
            (longitude + random.gauss(0, 0.1), latitude + random.gauss(0, 0.1))
            for longitude, latitude in corners
        ),
        *((round(place.longitude * 4) / 4, round(place.latitude * 4) / 4) for place in some),
        *((random.uniform(-180, 180), random.uniform(-90, 90)) for _ in range(60)),
    ]
    ids = sorted([*(country.place_id for country in gazetteer.countries()), *(p.place_id for p in divisions)])
    shapes = {place_id: shape for place_id in ids if (shape := store.get(place_id)) is not None}
    countries = {country.place_id for country in gazetteer.countries()}

    for position in positions:
        longitude, latitude = max(-180, min(180, position[0])), max(-90, min(90, position[1]))
        holding = shapely.intersects_xy(list(shapes.values()), longitude, latitude)
        here = [place_id for place_id, is_inside in zip(shapes, holding, strict=True) if is_inside]
        first_country = next((place_id for place_id in here if place_id in countries), None)
        first_division = next((place_id for place_id in here if place_id not in countries), None)
        assert store.find(longitude, latitude) == (first_country, first_division)
