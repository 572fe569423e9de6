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
