"""Finer polygons in place of the installed ones, in each worldview."""

import pytest
import shapely

from geomap.constants import Worldview
from geomap.errors import MissingInputError, UnreadableDocumentError
from geomap.gazetteer.disputes import belongs, find_land, read_disputed_land
from geomap.gazetteer.natural_earth import DIVISIONS, find_divisions, refine_shapes
from geomap.gazetteer.shapes import ShapeStore

CRIMEA, GOLAN, SAHARA, KHARKIV, PARIS = (34.2, 45.2), (35.8, 33.0), (-13.0, 25.0), (36.2, 49.9), (2.3, 48.9)


@pytest.fixture(scope="module")
def ids(gazetteer):
    return {place.country_code: place.place_id for place in gazetteer.countries()}


@pytest.fixture(scope="module")
def installed_shapes(small_data):
    return small_data / "boundaries" / "shapes.bin"


@pytest.fixture(scope="module")
def land(ids, installed_shapes):
    return read_disputed_land(installed_shapes, ids)


@pytest.fixture(scope="module")
def refined(tmp_path_factory, ids, installed_shapes):
    """Polygons from a file of three divisions: Crimea, Kharkiv, northern Israel with the Golan in it."""
    import geopandas

    folder = tmp_path_factory.mktemp("natural_earth")
    store = ShapeStore(installed_shapes, worldview=Worldview.DE_FACTO)
    divisions = [store.get(store.find(*position)[1]) for position in (CRIMEA, KHARKIV, GOLAN)]
    finer = [shape.segmentize(0.01).buffer(0.004) for shape in divisions]
    frame = geopandas.GeoDataFrame({"iso_a2": ["RU", "UA", "IL"]}, geometry=finer, crs="EPSG:4326")
    frame.to_file(folder / f"{DIVISIONS}.gpkg")
    refine_shapes(find_divisions(folder), installed_shapes, folder / "shapes.bin", ids)
    return folder / "shapes.bin"


@pytest.mark.parametrize(
    ("position", "iso", "de_facto"),
    [
        (CRIMEA, "UA", "RU"),
        (GOLAN, "SY", "IL"),
        (SAHARA, "EH", "MA"),
        (KHARKIV, None, None),
        (PARIS, None, None),
    ],
)
def test_land_is_disputed_where_the_worldviews_differ(land, position, iso, de_facto):
    found = find_land(land, [(0.0, 0.0), position])

    assert set(found) == ({1} if iso else set())
    assert not iso or (found[1].iso, found[1].de_facto) == (iso, de_facto)


def test_a_place_under_another_country_at_the_edge_stays_there(land):
    crimea = find_land(land, [CRIMEA])[0]
    edge = crimea.shape.exterior if crimea.shape.geom_type == "Polygon" else crimea.shape.boundary
    where = shapely.get_coordinates(edge)[0]

    assert belongs(crimea, country_code="UA", unit=None, longitude=where[0], latitude=where[1])
    assert not belongs(crimea, country_code="RU", unit="RU.38", longitude=where[0], latitude=where[1])


@pytest.mark.parametrize(
    ("worldview", "position", "country_code"),
    [
        (Worldview.ISO, CRIMEA, "UA"),
        (Worldview.DE_FACTO, CRIMEA, "RU"),
        (Worldview.ISO, GOLAN, "SY"),
        (Worldview.DE_FACTO, GOLAN, "IL"),
        (Worldview.ISO, KHARKIV, "UA"),
        (Worldview.ISO, PARIS, "FR"),
    ],
)
def test_finer_polygons_keep_each_worldview(refined, ids, worldview, position, country_code):
    assert ShapeStore(refined, worldview=worldview).find(*position)[0] == ids[country_code]


def test_a_division_in_the_file_gets_its_finer_polygon(refined, installed_shapes):
    before = ShapeStore(installed_shapes, worldview=Worldview.ISO).get("admin1:UA.07")
    after = ShapeStore(refined, worldview=Worldview.ISO).get("admin1:UA.07")

    assert shapely.get_num_coordinates(after) > shapely.get_num_coordinates(before)
    assert after.intersection(before).area > 0.99 * before.area


def test_a_country_without_a_piece_keeps_its_polygon(refined, ids, installed_shapes):
    before = ShapeStore(installed_shapes, worldview=Worldview.ISO).get(ids["FR"])
    after = ShapeStore(refined, worldview=Worldview.ISO).get(ids["FR"])

    assert after.equals(before)


def test_a_folder_without_divisions_is_named(tmp_path):
    with pytest.raises(MissingInputError, match=DIVISIONS):
        find_divisions(tmp_path)


def test_a_file_that_holds_no_polygons_is_named(tmp_path, ids, installed_shapes):
    (tmp_path / f"{DIVISIONS}.gpkg").write_bytes(b"not a geopackage")

    with pytest.raises(UnreadableDocumentError, match=DIVISIONS):
        refine_shapes(find_divisions(tmp_path), installed_shapes, tmp_path / "shapes.bin", ids)
