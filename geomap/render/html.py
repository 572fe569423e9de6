"""One self-contained HTML file: Leaflet, our script and style, and the data, and nothing fetched.

The page's scripts do not change with the data, so the Content-Security-Policy can name them by their
checksums: whatever text the data holds, the browser runs nothing else. The map's style and script, Leaflet's
and ours, travel packed; a short script unpacks and starts them.
"""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from geomap.files import write_bytes
from geomap.models import Layer, ParsedDocument
from geomap.render.assets import page_script, page_style, start_script
from geomap.render.folium_map import MapSettings, map_payload
from geomap.render.gzipping import gzip_bytes
from geomap.render.packing import as_base64
from geomap.render.payload import DATA_TYPE

_PAGE_STYLE = "html,body{height:100%;margin:0}#map{height:100%;width:100%}noscript{display:block;padding:2em}"
_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="geomap">
<title>geomap</title>
<style>{style}</style>
</head>
<body>
<div id="map"></div>
<noscript>This map needs JavaScript. It runs in this file alone and fetches nothing.</noscript>
<script type="{data_type}" id="geomap-data">{payload}</script>
<script type="{data_type}" id="geomap-script">{packed}</script>
<script>{start}</script>
</body>
</html>
"""


def render_html(
    layers: Sequence[Layer],
    *,
    documents: Sequence[ParsedDocument] = (),
    settings: MapSettings | None = None,
    style: str = "",
) -> str:
    """A whole HTML page that shows the layers; the same input gives the same bytes.

    Args:
        layers: Finished layers, in the order of the layer panel.
        documents: The parsed documents behind them, for the marks in quotes; see `folium_map`.
        settings: Look and base map; the defaults if None. Only a base map of online tiles makes the
            page fetch anything, and then only from that service.
        style: CSS of your own, put after ours; it must not come from outside.

    Raises:
        InvalidOptionError: If the base map is unknown.
        MissingDependencyError: If Leaflet's files are not installed.
    """
    settings = settings or MapSettings()
    tiles = settings.tiles
    look, style = page_style(), _PAGE_STYLE + style
    script, start = page_script(), start_script()
    images = [tiles.origin] if tiles else []
    return _PAGE.format(
        language=settings.language,
        policy=content_policy((script, start), (look, style), image_origins=images),
        style=style,
        data_type=DATA_TYPE,
        packed=_packed(f"{look}\0{script}"),
        start=start,
        payload=map_payload(layers, documents=documents, settings=settings),
    )


def write_html(
    layers: Sequence[Layer],
    path: str | Path,
    *,
    documents: Sequence[ParsedDocument] = (),
    settings: MapSettings | None = None,
) -> None:
    """Write the page of `render_html`; a file that was there is replaced whole or not at all.

    Raises:
        ExportError: If the file cannot be written.
    """
    write_bytes(path, render_html(layers, documents=documents, settings=settings).encode())


def content_policy(
    scripts: Iterable[str], styles: Iterable[str], *, image_origins: Iterable[str] = ()
) -> str:
    """A Content-Security-Policy that allows exactly these inline scripts and styles.

    Args:
        scripts: The exact text of each script element, also of those that are made later.
        styles: The exact text of each style element, likewise.
        image_origins: Where images may come from besides the page itself.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_hash_source, scripts))}",
            f"style-src {' '.join(map(_hash_source, styles))}",
            f"img-src {' '.join(('data:', *image_origins))}",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


@lru_cache(maxsize=1)
def _packed(text: str) -> str:
    return as_base64(gzip_bytes(text.encode()))


def _hash_source(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
