"""Base maps: Natural Earth from our own file, tiles by name, and what is owed for them."""

import gzip

import pytest
from shapely import Polygon

from geomap.constants import Worldview
from geomap.errors import DamagedDataError, InvalidOptionError
from geomap.render.basemaps import (
    BASEMAP_FILE,
    NATURAL_EARTH,
    attribution_lines,
    find_tiles,
    natural_earth_parts,
    read_natural_earth,
)
from geomap.render.packing import decode_payload


def test_the_shipped_base_map_has_land_borders_and_names():
    basemap = read_natural_earth()

    assert len(basemap["land"]) > 100
    assert {view.value for view in Worldview} <= set(basemap["borders"])
    assert any(label[0] == "Ukraine" for label in basemap["labels"])


def test_the_coarse_grain_leaves_the_fine_one_by_less_than_a_pixel_of_the_whole_world():
    coarse, fine = decode_payload(natural_earth_parts())

    drawn, true = ([Polygon(ring) for ring in land_of(part) if len(ring) > 3] for part in (coarse, fine))
    largest = max(drawn, key=lambda ring: ring.area)
    whole = max(true, key=lambda ring: ring.area)

    assert sum(coarse["columns"]["pathSize"]) < sum(fine["columns"]["pathSize"]) / 3
    assert largest.exterior.hausdorff_distance(whole.exterior) < 0.36


def land_of(part):
    columns, start = part["columns"], 0
    for size in columns["pathSize"][: part["land"]]:
        xs, ys = (columns[name][start : start + size] for name in ("pathX", "pathY"))
        yield [(x / part["steps"], y / part["steps"]) for x, y in zip(xs, ys, strict=True)]
        start += size


def test_a_map_carries_the_borders_of_its_worldview_alone():
    iso, de_facto = (decode_payload(natural_earth_parts(view))[1] for view in Worldview)

    assert iso["borders"] != de_facto["borders"]
    assert iso["land"] == de_facto["land"]


def test_a_damaged_base_map_is_reported(tmp_path, monkeypatch):
    path = tmp_path / BASEMAP_FILE
    path.parent.mkdir()
    path.write_bytes(gzip.compress(b'{"land": [NaN]}'))
    monkeypatch.setenv("GEOMAP_DATA", str(tmp_path))
    read_natural_earth.cache_clear()

    with pytest.raises(DamagedDataError, match=r"basemap\.json\.gz"):
        read_natural_earth()

    read_natural_earth.cache_clear()


def test_tiles_keep_their_attribution_without_markup():
    tiles = find_tiles("OpenStreetMap.Mapnik")

    assert tiles.url == "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
    assert "OpenStreetMap contributors" in tiles.attribution
    assert "<" not in tiles.attribution
    assert tiles.origin == "https://tile.openstreetmap.org"


def test_of_several_servers_one_is_asked():
    tiles = find_tiles("OpenTopoMap")

    assert tiles.url == "https://a.tile.opentopomap.org/{z}/{x}/{y}.png"
    assert tiles.origin == "https://a.tile.opentopomap.org"


@pytest.mark.parametrize(
    "name", ["Nowhere.Tiles", "Thunderforest.Landscape", "https://example.org/{z}/{x}/{y}"]
)
def test_unknown_tiles_and_tiles_with_a_key_are_refused(name):
    with pytest.raises(InvalidOptionError, match="basemap"):
        find_tiles(name)


def test_the_attribution_names_the_worldview_and_endorses_nothing():
    lines = attribution_lines(NATURAL_EARTH, tiles=None, worldview=Worldview.ISO, sources=["A", "", "A"])

    assert lines[:2] == ["Base map: Natural Earth", "A"]
    assert lines[-1].startswith("Borders as in")
    assert lines[-1].endswith("no endorsement implied")
