"""What lies under the data: Natural Earth from geomap's own files, nothing, or online tiles by name."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

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
def natural_earth_json() -> str:
    """The drawn base map as JSON text, ready to be spliced into a payload.

    Raises:
        MissingDataError: If the file is not there.
        DamagedDataError: If it is not gzipped JSON with land and borders.
    """
    path = data_path(BASEMAP_FILE)
    try:
        text = gzip.decompress(path.read_bytes()).decode("utf-8")
        found = json.loads(text, parse_constant=_refuse_constant)
    except (OSError, ValueError, EOFError) as error:
        raise DamagedDataError(BASEMAP_FILE, str(error)) from error
    missing = {"land", "borders", "disputed", "labels"} - set(found)
    if missing:
        raise DamagedDataError(BASEMAP_FILE, f"key missing: {', '.join(sorted(missing))}")
    return text


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
    found = json.loads(natural_earth_json())
    borders = found["borders"].get(worldview.value) or found["borders"][Worldview.ISO.value]
    groups = [
        _Group("land", [_positions(ring) for rings in found["land"] for ring in rings]),
        _Group("borders", [_positions(line) for line in borders]),
    ]
    for area in found["disputed"]:
        groups += [
            _Group(name, [_positions(path) for path in area.get(name, ())]) for name in ("rings", "lines")
        ]
    coarse = [_Group(one.name, _thinned(one)) for one in groups]
    return ".".join(
        (
            _basemap_part(coarse, steps=COARSE_STEPS, labels=found["labels"]),
            _basemap_part(groups, steps=FINE_STEPS, labels=[]),
        )
    )


@dataclass(frozen=True, slots=True)
class _Group:
    """Paths that are drawn alike, each as an array of positions in whole steps."""

    name: str
    paths: Sequence[NDArray[Any]]


def _positions(path: Sequence[int]) -> NDArray[Any]:
    """In the file a path is its first position and differences; whole positions are the sums."""
    import numpy as np

    return np.cumsum(np.array(path, dtype=np.int64).reshape(-1, 2), axis=0)


def _thinned(group: _Group) -> list[NDArray[Any]]:
    """The paths without the points and islands that the whole world on a screen does not show."""
    import numpy as np
    from shapely import LineString, get_coordinates, simplify

    thinned = []
    for path in group.paths:
        if group.name == "land" and np.ptp(path, axis=0).max() < SMALLEST_ISLAND * FINE_STEPS:
            continue
        simple = simplify(LineString(path), COARSE_TOLERANCE * FINE_STEPS, preserve_topology=False)
        steps = np.rint(get_coordinates(simple) * (COARSE_STEPS / FINE_STEPS)).astype(np.int64)
        is_new = np.concatenate(([True], (steps[1:] != steps[:-1]).any(axis=1)))
        thinned.append(steps[is_new])
    return thinned


def _basemap_part(groups: Sequence[_Group], *, steps: int, labels: object) -> str:
    import numpy as np

    paths = [path for group in groups for path in group.paths]
    pack = Pack()
    pack_geometries(pack, encode_paths("path", np.concatenate(paths), np.array(list(map(len, paths)))))
    land, borders, *disputed = [len(group.paths) for group in groups]
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
