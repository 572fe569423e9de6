"""A strict reader of GeoJSON, ignorant of the writer: RFC 7946, I-JSON, and what geomap promises."""

import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

PROVENANCE = ("name", "attribution", "worldview", "generator")
EVENT_PROPERTIES = (
    "event_id document_id event_type mode quad_class modality actor actor_iso3 recipient recipient_iso3"
    " date_start date_end place_id place_name country_code precision score source url quote start end reports"
).split()
PROPERTIES = {
    "conflict": EVENT_PROPERTIES,
    "diplomacy": EVENT_PROPERTIES,
    "displacement": [*EVENT_PROPERTIES, *"value unit category quantifier origin destination".split()],
    "economy": [*EVENT_PROPERTIES, *"value currency quantifier".split()],
    "places": "place_id place_name country_code feature_code mentions score".split(),
    "regions": "place_id place_name country_code conflict_events cooperation_events displaced".split(),
}
"""What INTERFACE promises for every feature of a layer."""

DECIMALS = 6


def read_geojson(content: bytes) -> Any:
    """Parse a FeatureCollection, keep decimals as written, and refuse what the standards forbid."""
    assert not content.startswith(b"\xef\xbb\xbf"), "a byte order mark"
    collection = json.loads(
        content.decode("utf-8"), parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_unique
    )
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    for feature in collection["features"]:
        assert feature["type"] == "Feature"
        assert set(feature) - {"bbox", "id"} == {"type", "geometry", "properties"}
        if feature["geometry"] is not None:
            check_geometry(feature["geometry"])
            check_box(feature)
    return collection


def read_layer(content: bytes) -> Any:
    """Parse a layer's file and ask for its provenance and the properties its key promises."""
    collection = read_geojson(content)
    for member in PROVENANCE:
        assert isinstance(collection[member], str), f"no {member}"
        assert collection[member], f"{member} is blank"
    for feature in collection["features"]:
        missing = set(PROPERTIES[collection["name"]]) - set(feature["properties"])
        assert not missing, f"{collection['name']} lacks {missing}"
    return collection


def check_geometry(geometry: Any) -> None:
    """Fail on a geometry that RFC 7946 forbids or advises against."""
    kind = geometry["type"]
    check_box(geometry)
    if kind == "GeometryCollection":
        assert set(geometry) - {"bbox"} == {"type", "geometries"}
        for part in geometry["geometries"]:
            check_geometry(part)
        return
    assert set(geometry) - {"bbox"} == {"type", "coordinates"}
    coordinates = geometry["coordinates"]
    several = coordinates if kind.startswith("Multi") else [coordinates]
    assert several
    check = {"Point": _check_position, "LineString": _check_line, "Polygon": _check_polygon}
    for one in several:
        check[kind.removeprefix("Multi")](one)


def check_box(holder: Any) -> None:
    """Fail on a bounding box that does not hold its geometry; west may exceed east (section 5.2)."""
    if "bbox" not in holder:
        return
    west, south, east, north = holder["bbox"]
    assert south <= north
    for longitude, latitude in positions(holder.get("geometry", holder)):
        assert south <= latitude <= north
        assert west <= longitude <= east if west <= east else longitude >= west or longitude <= east


def positions(geometry: Any) -> Iterator[Any]:
    """All positions of a geometry."""
    if "geometries" in geometry:
        for part in geometry["geometries"]:
            yield from positions(part)
        return
    stack = [geometry["coordinates"]]
    while stack:
        one = stack.pop()
        if isinstance(one[0], list):
            stack.extend(one)
        else:
            yield one


def _refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len(dict(pairs)) == len(pairs), "a member twice"
    return dict(pairs)


def _check_position(position: Any) -> None:
    longitude, latitude = position
    assert -180 <= longitude <= 180
    assert -90 <= latitude <= 90
    for number in position:
        assert Decimal(number).as_tuple().exponent >= -DECIMALS, f"{number} has more than {DECIMALS} decimals"


def _check_line(line: Any) -> None:
    assert len(line) >= 2
    for position in line:
        _check_position(position)
    for one, other in pairwise(line):
        is_at_pole = abs(one[1]) > 89 and abs(other[1]) > 89
        assert is_at_pole or abs(one[0] - other[0]) <= 180, "jumps at the antimeridian"


def _check_polygon(rings: Any) -> None:
    assert rings
    for number, ring in enumerate(rings):
        _check_line(ring)
        assert len(ring) >= 4
        assert ring[0] == ring[-1], "an open ring"
        doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
        assert doubled > 0 if number == 0 else doubled < 0, "wrong ring direction"
