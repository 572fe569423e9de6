"""Finer polygons: Natural Earth's 10 m file of first-order divisions in place of the generalized ones.

Which country and division a piece belongs to, in each worldview, is asked of the installed polygons at an
inner point of the piece, since they come from the same source and have been checked against GeoNames. Where
the worldviews differ, pieces are cut along the installed polygons first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap.constants import Worldview
from geomap.errors import MissingInputError, UnreadableDocumentError
from geomap.gazetteer.disputes import DisputedLand, read_disputed_land
from geomap.gazetteer.join import Watch, pass_on
from geomap.gazetteer.sections import SectionFile
from geomap.gazetteer.shapes import SHAPE_GRID, ShapeStore, write_shapes

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

DIVISIONS: Final = "ne_10m_admin_1_states_provinces"
_ENDINGS: Final = (".shp", ".zip", ".gpkg", ".geojson")
_CODE_COLUMN: Final = "iso_a2"
_ALL_OF_IT: Final = 0.9
_NONE_OF_IT: Final = 0.01


def find_divisions(folder: Path) -> Path:
    """Natural Earth's file of first-order divisions in a folder.

    Raises:
        MissingInputError: If it is not there.
    """
    for ending in _ENDINGS:
        path = folder / f"{DIVISIONS}{ending}"
        if path.is_file():
            return path
    raise MissingInputError(
        str(folder),
        f"{DIVISIONS} ({', '.join(_ENDINGS)}) is not there",
        "Download it from https://www.naturalearthdata.com/ (10 m, cultural) into that folder.",
    )


def refine_shapes(
    divisions: Path, installed: Path, target: Path, countries: Mapping[str, str], *, watch: Watch = pass_on
) -> int:
    """Write a file of polygons from Natural Earth's divisions and return how many it keeps.

    A place whose polygon no piece belongs to keeps its installed one.

    Args:
        divisions: The file, see `find_divisions`; its column iso_a2 helps where no installed polygon is.
        installed: The installed file of polygons.
        target: The file to write.
        countries: place_id by country code.
        watch: Shows progress.

    Raises:
        UnreadableDocumentError: If the file cannot be read as polygons.
    """
    land = read_disputed_land(installed, dict(countries))
    pieces = list(_cut_all(_read_pieces(divisions), land))
    file = SectionFile(installed)
    found: dict[str, dict[Worldview, dict[str, BaseGeometry]]] = {"countries": {}, "admin1": {}}
    for view in Worldview:
        store = ShapeStore(installed, worldview=view)
        known = {kind: file.header[kind][str(view)] for kind in found}
        groups: dict[str, dict[str, list[BaseGeometry]]] = {
            "countries": defaultdict(list),
            "admin1": defaultdict(list),
        }
        for number in watch(map(str, range(len(pieces))), f"drawing borders ({view})"):
            shape, code = pieces[int(number)]
            inner = shape.point_on_surface()
            country_id, admin1_id = store.find(inner.x, inner.y)
            if country_id or code in countries:
                groups["countries"][country_id or countries[code]].append(shape)
            if admin1_id:
                groups["admin1"][admin1_id].append(shape)
        for kind, tables in known.items():
            kept = {place_id: store.get(place_id) for place_id in tables if place_id not in groups[kind]}
            found[kind][view] = {place_id: shape for place_id, shape in kept.items() if shape}
            found[kind][view] |= {place_id: _unite(parts) for place_id, parts in groups[kind].items()}
    return write_shapes(target, countries=found["countries"], admin1=found["admin1"])


def _read_pieces(path: Path) -> list[tuple[BaseGeometry, str]]:
    """Polygons, snapped to the storage grid, with their ISO 3166-1 code as Natural Earth has it."""
    import pyogrio
    import shapely

    try:
        frame = pyogrio.read_dataframe(path, columns=[_CODE_COLUMN])
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise UnreadableDocumentError(str(path), str(error), "Download the file again.") from error
    codes = frame[_CODE_COLUMN] if _CODE_COLUMN in frame.columns else [""] * len(frame)
    pieces = []
    for shape, code in zip(frame.geometry, codes, strict=True):
        if shape is not None and not shape.is_empty:
            snapped = shapely.transform(shape, _snap)
            valid = snapped if snapped.is_valid else _only_areas(shapely.make_valid(snapped))
            if valid.area > 0:
                pieces.append((valid, str(code)))
    return pieces


def _snap(points: Any) -> Any:
    import numpy as np

    inside = np.clip(points, [-180.0, -90.0], [180.0, 90.0])
    return np.round(inside / SHAPE_GRID) * SHAPE_GRID


def _cut_all(
    pieces: Iterable[tuple[BaseGeometry, str]], land: tuple[DisputedLand, ...]
) -> Iterator[tuple[BaseGeometry, str]]:
    """The same pieces, cut where a part of one, but neither nearly all nor nearly none, is disputed land."""
    for shape, code in pieces:
        rest = shape
        for disputed in land:
            if not rest.intersects(disputed.shape):
                continue
            inside = _only_areas(rest.intersection(disputed.shape))
            if _NONE_OF_IT * shape.area < inside.area < _ALL_OF_IT * shape.area:
                yield inside, code
                rest = _only_areas(rest.difference(disputed.shape))
        yield rest, code


def _only_areas(shape: BaseGeometry) -> BaseGeometry:
    """The areal parts of a shape that may be mixed with lines."""
    import shapely

    return shapely.union_all([part for part in shapely.get_parts(shape) if part.area > 0])


def _unite(shapes: list[BaseGeometry]) -> BaseGeometry:
    import shapely

    return shapely.normalize(shapely.union_all(shapes) if len(shapes) > 1 else shapes[0])
