"""The data folder: checksums, rows, and facts that agree with each other."""

import csv
import gzip
import hashlib
import json
from pathlib import Path

import pytest
import shapely
from scripts_of import load_script

from geomap.constants import Worldview

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
MOST_BYTES = 54 * 1024 * 1024
"""30 MB of places and borders, and up to 25 MB of weights."""


data_table = load_script("data_table")
TABLE = {row["file"]: row for row in data_table.parse_table((DATA / "README.md").read_text(encoding="utf-8"))}


def rows_of(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def test_the_table_lists_every_file_and_no_other():
    assert sorted(TABLE) == sorted(data_table.data_files(DATA))


@pytest.mark.parametrize("name", sorted(TABLE))
def test_a_file_is_as_the_table_says(name):
    """After a change: python scripts/build_data.py --checksums."""
    content = (DATA / name).read_bytes()

    assert hashlib.sha256(content).hexdigest() == TABLE[name]["sha256"]
    assert str(data_table.count_rows(DATA / name)) == TABLE[name]["rows"]
    assert all(TABLE[name][column] for column in ("what", "source", "licence", "date"))


def test_the_data_folder_fits_into_an_install():
    assert sum((DATA / name).stat().st_size for name in TABLE) < MOST_BYTES


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("lexicon/regions.csv", ("place_id",)),
        ("lexicon/country_points.csv", ("country_code",)),
        ("lexicon/country_names.csv", ("name", "country_code")),
        ("lexicon/admin1_names.csv", ("unit",)),
        ("lexicon/admin1_codes.csv", ("unit",)),
        ("lexicon/admin1_kinds.csv", ("country_code", "kind")),
        ("lexicon/admin2_kinds.csv", ("country_code",)),
        ("lexicon/us_counties.csv", ("code",)),
        ("lexicon/districts.csv", ("unit",)),
        ("lexicon/seats.csv", ("code",)),
        ("lexicon/sides.csv", ("code",)),
        ("lexicon/city_names.csv", ("name", "country_code")),
        ("lexicon/settlements.csv", ("place_id",)),
        ("lexicon/better_known.csv", ("name", "country_code")),
        ("lexicon/further_places.csv", ("place_id",)),
        ("lexicon/further_names.csv", ("place_id",)),
        ("boundaries/disputed.csv", ("area",)),
    ],
)
def test_keys_are_unique_and_every_row_has_a_source(name, key):
    rows = rows_of(name)
    keys = [tuple(row[column] for column in key) for row in rows]

    assert len(set(keys)) == len(keys)
    assert all(row["source"] for row in rows)


def test_every_country_point_lies_in_or_near_its_polygon(gazetteer):
    """GeoNames' point of a country of islands may lie between them."""
    for country in gazetteer.countries():
        shape = gazetteer.shape(country.place_id)
        if shape is not None:
            point = shapely.Point(country.longitude, country.latitude)
            assert shape.convex_hull.buffer(0.5).distance(point) < 0.3, country.name


def test_every_mainland_country_has_a_polygon(gazetteer):
    without = [
        place.country_code for place in gazetteer.countries() if gazetteer.shape(place.place_id) is None
    ]

    assert without == ["VA"]


def test_label_points_of_divisions_lie_inside_their_polygons(gazetteer, all_places):
    divisions = [place for place in all_places if place.feature_code == "ADM1"]
    shapes = [(place, gazetteer.shape(place.place_id)) for place in divisions]

    outside = [
        place.name
        for place, shape in shapes
        if shape is not None and shape.distance(shapely.Point(place.longitude, place.latitude)) > 0.001
    ]

    assert len(divisions) > 3500
    assert outside == []


def test_every_region_with_a_country_lies_in_or_near_it(gazetteer):
    for row in rows_of("lexicon/regions.csv"):
        if row["country_code"]:
            shape = gazetteer.shape(gazetteer.country(row["country_code"]).place_id)
            point = shapely.Point(float(row["longitude"]), float(row["latitude"]))
            is_at_sea = row["feature_class"] == "H" or row["feature_code"].startswith("ISL")
            reach = 5.0 if is_at_sea else 1.0
            assert shape is None or shape.distance(point) < reach, row["name"]


def test_every_region_has_a_feature_class_of_geonames():
    assert {row["feature_class"] for row in rows_of("lexicon/regions.csv")} <= set("AHLPRSTUV")


@pytest.mark.parametrize(
    "name",
    [
        "lexicon/country_names.csv",
        "lexicon/city_names.csv",
        "lexicon/admin1_kinds.csv",
        "lexicon/admin2_kinds.csv",
    ],
)
def test_country_codes_exist(gazetteer, name):
    assert all(gazetteer.country(row["country_code"]) for row in rows_of(name))


@pytest.mark.parametrize("name", ["lexicon/admin1_names.csv", "lexicon/admin1_capitals.csv"])
def test_division_codes_exist(name):
    codes = {row["unit"] for row in rows_of("lexicon/admin1_codes.csv")}

    assert {row["unit"] for row in rows_of(name)} <= codes


def test_every_extra_city_name_leads_to_its_city(gazetteer):
    for row in rows_of("lexicon/city_names.csv"):
        places = gazetteer.lookup(row["name"])
        assert any(
            place.country_code == row["country_code"] and place.feature_class == "P" for place in places
        ), row["name"]


@pytest.fixture(scope="module")
def basemap():
    return json.loads(gzip.decompress((DATA / "boundaries" / "basemap.json.gz").read_bytes()))


def decode(line):
    """Flat differences in hundredths of a degree to positions in degrees."""
    longitude = latitude = 0
    positions = []
    for index in range(0, len(line), 2):
        longitude, latitude = longitude + line[index], latitude + line[index + 1]
        positions.append((longitude / 100, latitude / 100))
    return positions


def test_the_base_map_is_small():
    assert (DATA / "boundaries" / "basemap.json.gz").stat().st_size < 220_000


def test_the_base_map_has_land_where_people_live(basemap):
    land = [
        shapely.Polygon(decode(rings[0]), [decode(ring) for ring in rings[1:]]) for rings in basemap["land"]
    ]

    for position in [(37.6, 55.7), (116.4, 39.9), (-74.2, 40.9), (28.0, -26.2), (133.0, -25.0)]:
        assert any(polygon.contains(shapely.Point(position)) for polygon in land), position
    for position in [(-30, 30), (80, -20), (34, 43.3), (51, 42)]:
        assert not any(polygon.contains(shapely.Point(position)) for polygon in land), position


@pytest.mark.parametrize("worldview", list(Worldview))
def test_the_base_map_draws_borders_in_every_worldview(basemap, worldview):
    lines = [shapely.LineString(decode(line)) for line in basemap["borders"][worldview]]
    near_isthmus_of_crimea = shapely.box(33.3, 45.9, 34.2, 46.3)

    crosses = any(line.intersects(near_isthmus_of_crimea) for line in lines)

    assert crosses == (worldview is Worldview.DE_FACTO)


def test_the_base_map_labels_every_country_inside_the_world(gazetteer, basemap):
    assert {label[1] for label in basemap["labels"]} == {
        place.country_code for place in gazetteer.countries()
    }
    assert all(-180 <= label[2] <= 180 and -90 <= label[3] <= 90 for label in basemap["labels"])
    assert {label[4] for label in basemap["labels"]} == {1, 2, 3, 4, 5}


def test_every_hatched_area_of_the_base_map_is_in_the_table(basemap):
    hatched = {row["area"] for row in rows_of("boundaries/disputed.csv") if row["is_hatched"] == "yes"}

    assert {area["name"] for area in basemap["disputed"]} <= hatched
    assert all(area.get("rings") or area.get("lines") for area in basemap["disputed"])
