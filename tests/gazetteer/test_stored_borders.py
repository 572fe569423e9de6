"""Borders kept beside the polygons they are made of."""

import numpy as np
import pytest
import shapely

from geomap.constants import Worldview
from geomap.gazetteer.sections import SectionFile, write_sections
from geomap.gazetteer.shapes import SHAPE_GRID, ShapeStore
from geomap.gazetteer.stored_borders import border_sections, read_borders
from geomap.layer import Area
from geomap.resources import data_path

SHAPES = data_path("boundaries/shapes.bin")


@pytest.fixture(scope="module")
def store():
    return ShapeStore(SHAPES, worldview=Worldview.ISO)


def rings_of(borders):
    """The rings of one area, as the corners they go through."""
    ends = np.cumsum(borders.corners)
    starts, uses = ends - borders.corners, iter(borders.arcs)
    for count in borders.uses:
        ring = []
        for use in (next(uses) for _ in range(count)):
            corners = borders.points[starts[use >> 1] : ends[use >> 1]].tolist()
            ring += corners[:0:-1] if use & 1 else corners[:-1]
        yield ring


@pytest.mark.parametrize("place_id", ["admin1:UA.07", "admin1:UA.13", "admin1:ZA.03"])
def test_shipped_borders_are_those_of_the_polygons(store, place_id):
    number = store.area(place_id).number

    shells, holes = [], []
    for ring in rings_of(store.borders.pick(np.array([number]))):
        (shells if shapely.is_ccw(shapely.LinearRing(ring)) else holes).append(shapely.Polygon(ring))

    made = shapely.union_all(shells).difference(shapely.union_all(holes))
    assert made.equals(store.get(place_id))


def test_every_shipped_polygon_has_borders_and_a_label_inside(store):
    borders = store.borders
    countries = [number for number, _ in enumerate(borders.parts) if number % 7 == 0]

    assert len(borders.parts) == len(SectionFile(SHAPES).column("start")) - 1
    for number in countries:
        assert shapely.intersects_xy(store.polygon(number), *borders.labels[number])


def test_borders_come_back_as_written(tmp_path):
    squares = [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1).difference(shapely.box(1.25, 0.25, 1.5, 0.5))]
    write_sections(tmp_path / "some.bin", {}, border_sections(squares, grid=SHAPE_GRID))

    borders = read_borders(SectionFile(tmp_path / "some.bin"), grid=SHAPE_GRID)

    assert (borders.parts.tolist(), borders.rings.tolist()) == ([1, 1], [1, 2])
    assert sorted(map(tuple, borders.pick(np.array([0])).points.tolist()))[0] == (0.0, 0.0)


def test_a_file_of_an_earlier_version_gives_polygons(store, tmp_path):
    file = SectionFile(SHAPES)
    header = {kind: file.header[kind] for kind in ("countries", "admin1")}
    kept = {"box": "d", "start": "I", "shape": "B"}
    write_sections(
        tmp_path / "old.bin", header, {name: (code, bytes(file.column(name))) for name, code in kept.items()}
    )

    old = ShapeStore(tmp_path / "old.bin", worldview=Worldview.ISO)

    assert isinstance(store.area("admin1:UA.07"), Area)
    assert old.area("admin1:UA.07") == store.get("admin1:UA.07")
