"""The polygons that geomap ships, written as GeoJSON."""

import pytest

from geomap.export.geojson import geojson_bytes

HARD = ["RUS", "FJI", "USA", "NZL", "ATA", "KIR", "ZAF", "ITA", "NLD"]


@pytest.mark.parametrize("code", HARD)
def test_countries_at_the_edges_of_the_map_are_written_as_the_rfc_asks(code, gazetteer, make, read_strictly):
    """They cross 180 degrees, hold a pole, have holes or lie on two sides of the world."""
    country = gazetteer.country(code)

    features = read_strictly(geojson_bytes(make([gazetteer.shape(country.place_id)], quote=[code])))[
        "features"
    ]

    assert features[0]["geometry"]["type"] in ("Polygon", "MultiPolygon")
