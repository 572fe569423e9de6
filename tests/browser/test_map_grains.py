"""The base map has a coarse grain for the whole world and a fine one for what is nearer."""

import re
from pathlib import Path
from typing import Any

import pytest
from shapely import Point
from stories import make_frame
from visits import wait_until

from geomap.models import Layer
from geomap.render.html import render_html

pytestmark = pytest.mark.browser

NEAR, FAR = [(24.0, 38.0), (25.0, 37.0)], [(-120.0, 45.0), (140.0, 38.0), (30.0, -20.0)]
# A moment after the first picture the base map is drawn anew, with what lies around the view.
SETTLED = "document.querySelector('canvas.leaflet-zoom-animated').clientWidth > innerWidth"
LAND = "() => document.querySelector('canvas.leaflet-zoom-animated').toDataURL()"


def write_map(story: Any, path: Path, spots: list[tuple[float, float]], *, is_coarse: bool = False) -> Path:
    """A map of one event at each spot; a coarse one lacks the fine grain, the last part of its data."""
    (row,) = story.layers[0].frame.to_dict("records")
    rows = [row | {"event_id": f"e{number}", "geometry": Point(at)} for number, at in enumerate(spots)]
    html = render_html([Layer(key="conflict", title="Conflict", frame=make_frame(rows))])
    if is_coarse:
        html = re.sub(r'(id="geomap-data">[^<]*)\.[^<.]*<', r"\1<", html)
    path.write_text(html, encoding="utf-8")
    return path


def go_near(visit: Any, path: Path) -> Any:
    """A map that has gone to the Cyclades."""
    page = visit.open(path)
    wait_until(page, SETTLED)
    page.evaluate("geomap.maps[0].setView([37.5, 24.5], 7, { animate: false })")
    return page


def test_going_nearer_shows_the_fine_grain(visit, story, tmp_path):
    fine = go_near(visit, write_map(story, tmp_path / "near.html", NEAR)).evaluate(LAND)
    page = go_near(visit, write_map(story, tmp_path / "coarse.html", NEAR + FAR, is_coarse=True))
    assert page.evaluate(LAND) != fine

    page = go_near(visit, write_map(story, tmp_path / "far.html", NEAR + FAR))

    # The fine grain is read a moment after the first picture.
    wait_until(page, f"({LAND})() === {fine!r}")


def test_a_map_that_opens_nearby_has_the_fine_grain_at_once(visit, story, tmp_path):
    page = visit.open(write_map(story, tmp_path / "near.html", NEAR))
    fine = page.evaluate(LAND)

    page = visit.open(write_map(story, tmp_path / "coarse.html", NEAR, is_coarse=True))

    assert fine != page.evaluate(LAND)
