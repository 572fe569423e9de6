"""What lies under the data: Natural Earth from geomap's own files, nothing, or online tiles by name."""

import gzip
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from geomap.constants import Worldview
from geomap.errors import DamagedDataError, InvalidOptionError, MissingDependencyError
from geomap.render.encoding import pack_paths
from geomap.render.packing import Pack, encode_part
from geomap.resources import data_path

NATURAL_EARTH: Final = "natural_earth"
NO_BASEMAP: Final = "none"
BASEMAP_FILE: Final = "boundaries/basemap.json.gz"

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


@lru_cache(maxsize=1)
def natural_earth_part() -> str:
    """The drawn base map as a part of the payload.

    ``path`` are all outlines and lines one after another, in hundredths of a degree: those of land, of
    borders in the order of the head's ``borders`` and of each of the ``disputed`` areas.

    Raises:
        MissingDataError: If the file is not there.
        DamagedDataError: If it is not gzipped JSON with land and borders.
    """
    import numpy as np

    found = json.loads(natural_earth_json())
    land = [ring for rings in found["land"] for ring in rings]
    disputed = [(area.get("rings", []), area.get("lines", [])) for area in found["disputed"]]
    paths = land + [line for lines in found["borders"].values() for line in lines]
    paths += [path for rings, lines in disputed for path in rings + lines]
    # In the file they are differences already; whole positions are the sums of each path.
    points = [np.cumsum(np.array(path, dtype=np.int64).reshape(-1, 2), axis=0) for path in paths]
    pack = Pack()
    pack_paths(pack, "path", np.concatenate(points), np.array(list(map(len, points))))
    head = {
        "land": len(land),
        "borders": [[view, len(lines)] for view, lines in found["borders"].items()],
        "disputed": [[len(rings), len(lines)] for rings, lines in disputed],
        "labels": found["labels"],
    }
    return encode_part(pack.finish(head))


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
