"""What lies under the data: Natural Earth from geomap's own files, nothing, or online tiles by name."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from geomap.codes import runs
from geomap.constants import Worldview
from geomap.errors import DamagedDataError, InvalidOptionError, MissingDependencyError
from geomap.render.encoding import encode_paths, pack_geometries
from geomap.render.packing import Pack
from geomap.resources import data_path

if TYPE_CHECKING:
    from numpy.typing import NDArray

NATURAL_EARTH: Final = "natural_earth"
NO_BASEMAP: Final = "none"
BASEMAP_FILE: Final = "boundaries/basemap.json.gz"

FINE_STEPS: Final = 100
"""Steps per degree in the file and in the fine grain of the base map."""

COARSE_STEPS: Final = 10
"""And in the coarse one."""

COARSE_TOLERANCE: Final = 0.18
"""How far the coarse grain may leave the fine one, degrees: 0.6 of a pixel at zoom 2.25."""

SMALLEST_ISLAND: Final = 0.12
"""Land of a smaller extent is left out of the coarse grain, degrees."""

_WORLDVIEW_WORDS = {
    Worldview.ISO: "the ISO 3166-1 view",
    Worldview.DE_FACTO: "the de facto view (who is in control)",
}
_MARKUP = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """An online tile service: a Leaflet URL template, its attribution as plain text, its zoom limit."""

    name: str
    url: str
    attribution: str
    max_zoom: int

    @property
    def origin(self) -> str:
        """The scheme and host, as a source of a Content-Security-Policy."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"


def find_tiles(name: str) -> Tiles:
    """An online tile service of ``xyzservices`` that needs no key, such as "OpenStreetMap.Mapnik".

    Raises:
        InvalidOptionError: If there is no such service, or it needs a key.
        MissingDependencyError: If ``xyzservices`` is not installed.
    """
    try:
        from xyzservices import providers
    except ImportError as error:
        raise MissingDependencyError("xyzservices", "online base maps") from error
    expected = f"{NATURAL_EARTH!r}, {NO_BASEMAP!r} or a tile service of xyzservices without a key"
    try:
        found = providers.query_name(name)
    except ValueError as error:
        raise InvalidOptionError("basemap", name, expected) from error
    if found.requires_token() or "apikey" in found or not str(found.url).startswith("https://"):
        raise InvalidOptionError("basemap", name, f"{expected}; this one needs a key or has no https")
    url = str(found.url).replace("{r}", "")
    for key in set(re.findall(r"{(\w+)}", url)) - {"x", "y", "z", "s"}:
        url = url.replace(f"{{{key}}}", str(found[key]))
    # One server of several: they are the same to HTTP/2, and the page may then reach one host alone.
    url = url.replace("{s}", next(iter(found.get("subdomains", "abc")), ""))
    attribution = _MARKUP.sub("", str(found.get("attribution", name)))
    return Tiles(name=name, url=url, attribution=attribution, max_zoom=int(found.get("max_zoom", 18)))


@lru_cache(maxsize=1)
def read_natural_earth() -> Mapping[str, Any]:
    """The drawn base map as in its file, which `scripts/basemap.py` describes; the same object each time.

    Raises:
        MissingDataError: If the file is not there.
        DamagedDataError: If it is not gzipped JSON with land and borders.
    """
    path = data_path(BASEMAP_FILE)
    try:
        text = gzip.decompress(path.read_bytes()).decode("utf-8")
        found: dict[str, Any] = json.loads(text, parse_constant=_refuse_constant)
    except (OSError, ValueError, EOFError) as error:
        raise DamagedDataError(BASEMAP_FILE, str(error)) from error
    missing = {"land", "borders", "disputed", "labels"} - set(found)
    if missing:
        raise DamagedDataError(BASEMAP_FILE, f"key missing: {', '.join(sorted(missing))}")
    return found


@lru_cache(maxsize=len(Worldview))
def natural_earth_parts(worldview: Worldview = Worldview.ISO) -> str:
    """The drawn base map with the borders of one worldview as two parts of the payload, "coarse.fine".

    The coarse one is enough for the whole world on a screen, and has the names. In both ``path`` are all
    outlines and lines one after another, in whole steps, of which the head's ``steps`` make a degree: those
    of land, of ``borders`` and of each of the ``disputed`` areas.

    Raises:
        MissingDataError: If the file is not there.
        DamagedDataError: If it is not gzipped JSON with land and borders.
    """
    found = read_natural_earth()
    borders = found["borders"].get(worldview.value) or found["borders"][Worldview.ISO.value]
    land = [ring for rings in found["land"] for ring in rings]
    disputed = [area.get(name, ()) for area in found["disputed"] for name in ("rings", "lines")]
    fine = _read_paths([land, borders, *disputed])
    return ".".join(
        (
            _basemap_part(_thinned(fine), steps=COARSE_STEPS, labels=found["labels"]),
            _basemap_part(fine, steps=FINE_STEPS, labels=[]),
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paths:
    """Paths one after another: positions in whole steps, how many each has, and how many are drawn alike."""

    points: NDArray[Any]
    sizes: NDArray[Any]
    counts: NDArray[Any]


def _read_paths(groups: Sequence[Sequence[Sequence[int]]]) -> _Paths:
    """Paths by what is drawn alike, land first; in the file a path is its first position and differences."""
    import numpy as np

    paths = [path for group in groups for path in group]
    sizes = np.array(list(map(len, paths)), dtype=np.int64) // 2
    points = np.fromiter(chain.from_iterable(paths), dtype=np.int64).reshape(-1, 2).cumsum(axis=0)
    before = np.concatenate(([[0, 0]], points))[np.cumsum(sizes) - sizes]
    counts = np.array(list(map(len, groups)), dtype=np.int64)
    return _Paths(points=points - before.repeat(sizes, axis=0), sizes=sizes, counts=counts)


def _thinned(fine: _Paths) -> _Paths:
    """The paths without the points and islands that the whole world on a screen does not show."""
    import numpy as np
    from shapely import get_coordinates, linestrings, simplify

    starts = np.cumsum(fine.sizes) - fine.sizes
    extents = np.maximum.reduceat(fine.points, starts) - np.minimum.reduceat(fine.points, starts)
    group = np.arange(len(fine.counts)).repeat(fine.counts)
    kept = np.flatnonzero((group > 0) | (extents.max(axis=1) >= SMALLEST_ISLAND * FINE_STEPS))
    sizes = fine.sizes[kept]
    lines: Any = linestrings(
        fine.points[runs(starts[kept], sizes)], indices=np.arange(len(kept)).repeat(sizes)
    )
    simple = simplify(lines, COARSE_TOLERANCE * FINE_STEPS, preserve_topology=False)
    coordinates, line = get_coordinates(simple, return_index=True)
    points = np.rint(coordinates * (COARSE_STEPS / FINE_STEPS)).astype(np.int64)
    is_new = np.ones(len(points), dtype=bool)
    is_new[1:] = (line[1:] != line[:-1]) | (points[1:] != points[:-1]).any(axis=1)
    counts = np.bincount(group[kept], minlength=len(fine.counts))
    return _Paths(points=points[is_new], sizes=np.bincount(line[is_new]), counts=counts)


def _basemap_part(paths: _Paths, *, steps: int, labels: object) -> str:
    pack = Pack()
    pack_geometries(pack, encode_paths("path", paths.points, paths.sizes))
    land, borders, *disputed = paths.counts.tolist()
    areas = list(zip(disputed[::2], disputed[1::2], strict=True))
    pack.add_head({"steps": steps, "land": land, "borders": borders, "disputed": areas, "labels": labels})
    return pack.finish()()


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def attribution_lines(
    basemap: str, *, tiles: Tiles | None, worldview: Worldview, sources: Sequence[str]
) -> list[str]:
    """What the map owes: base map, the sources of its layers, and whose borders it draws."""
    lines = []
    if tiles is not None:
        lines.append(tiles.attribution)
    named = [source.rstrip(". ") for source in dict.fromkeys(sources) if source]
    if basemap == NATURAL_EARTH and not any("Natural Earth" in source for source in named):
        lines.append("Base map: Natural Earth")
    lines += named
    words = _WORLDVIEW_WORDS[worldview]
    lines.append(f"Borders as in {words}; no endorsement implied")
    return lines
