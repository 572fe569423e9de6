"""What the first visit needs, made ready while the server starts and the browser opens.

Opening gazetteer and reader, and importing what draws the map, takes seconds once and is the same for
every visit. Nothing here knows Streamlit, whose modules the server is importing meanwhile.
"""

from __future__ import annotations

import logging
from functools import cache
from importlib import import_module
from threading import Lock, Thread

from geomap.app.stories import list_stories, read_story
from geomap.constants import Modality
from geomap.errors import GeomapError
from geomap.pipeline import Pipeline

_log = logging.getLogger(__name__)
_AT_WORK = Lock()
"""Held while something is made ready, so that nothing is made ready twice."""


def shared_pipeline() -> Pipeline:
    """The pipeline of this server; one that is being opened is waited for."""
    with _AT_WORK:
        return _open_pipeline()


def start_warming() -> None:
    """Make ready in a thread of its own."""
    # No daemon: the end of the server waits for it, a second or two, rather than tearing it apart.
    Thread(target=warm_up, name="geomap-warming").start()


def warm_up() -> None:
    """Read and draw a sample story once, for what that opens and imports."""
    with _AT_WORK:
        try:
            _draw_sample()
        except GeomapError:
            # The first visit meets the same trouble and says what to do.
            _log.debug("could not make ready", exc_info=True)
    # Nobody waits for this above: the store of corrections, which takes as long to import as Streamlit.
    import_module("geomap.corrections")


def _draw_sample() -> None:
    from geomap.events.merging.merge import merge_reports
    from geomap.render.folium_map import MapSettings
    from geomap.render.html import render_html
    from layers import build_layers

    pipeline = _open_pipeline()
    parsed = merge_reports([pipeline.parse(read_story(list_stories()[0]))])
    layers = build_layers(parsed, atlas=pipeline.atlas, modalities=frozenset(Modality))
    render_html(layers, documents=parsed, settings=MapSettings(is_list_open=False, is_embedded=True))


@cache
def _open_pipeline() -> Pipeline:
    return Pipeline.default()
