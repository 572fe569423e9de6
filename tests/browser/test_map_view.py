"""Where a map looks at first, and what its head says of it."""

from pathlib import Path
from typing import Any

import pytest
from shapely import LineString, Point
from stories import make_frame
from visits import PHONE, spot_of, wait_until

from geomap.geo import cut_at_antimeridian, great_circle
from geomap.models import Layer
from geomap.render.folium_map import MapSettings
from geomap.render.html import write_html
from layers.places import build_places

pytestmark = pytest.mark.browser

WASHINGTON, BEIJING, SYDNEY = (-77.0, 38.9), (116.4, 39.9), (151.2, -33.9)


def open_map(visit: Any, story: Any, folder: Path, *geometries: Any) -> Any:
    """A map of one event for each geometry."""
    (row, *_) = story.layers[1].frame.to_dict("records")
    rows = [row | {"event_id": f"e{number}", "geometry": one} for number, one in enumerate(geometries)]
    path = folder / "map.html"
    write_html([Layer(key="diplomacy", title="Diplomacy", frame=make_frame(rows))], path)
    return visit.open(path)


def line(start: tuple[float, float], end: tuple[float, float]) -> Any:
    return cut_at_antimeridian(LineString(great_circle(*start, *end)))


def bounds(page: Any) -> tuple[float, float, float, float]:
    """West, south, east and north of what is in sight."""
    return tuple(map(float, page.evaluate("geomap.maps[0].getBounds().toBBoxString()").split(",")))


def test_a_line_over_the_pole_zooms_the_map_no_further_out_than_its_ends(visit, story, tmp_path):
    visit.page.set_viewport_size({"width": 2400, "height": 700})
    page = open_map(visit, story, tmp_path, line(WASHINGTON, BEIJING))
    zoom = page.evaluate("geomap.maps[0].getZoom()")

    page = open_map(visit, story, tmp_path, Point(WASHINGTON), Point(BEIJING))

    assert zoom == page.evaluate("geomap.maps[0].getZoom()")


def test_a_phone_shows_events_all_around_the_world_at_once(visit, story, tmp_path):
    visit.page.set_viewport_size(PHONE)
    spots = [(-157, 21), WASHINGTON, (-30, 65), (10, 50), (60, 40), (110, 0), SYDNEY]
    page = open_map(visit, story, tmp_path, *map(Point, spots))

    west, _, east, _ = bounds(page)

    assert all(any(west < at + turn < east for turn in (0, 360)) for at, _ in spots)


def patch_at(page: Any, latitude: float, zoom: int) -> bytes:
    """A picture of a few pixels in the middle of the map, far from all panels."""
    page.evaluate(
        "([at, zoom]) => geomap.maps[0].setView(at, zoom, { animate: false })", [[latitude, 60], zoom]
    )
    x, y = spot_of(page, 60, latitude)
    return bytes(page.screenshot(clip={"x": x, "y": y, "width": 8, "height": 8}))


def test_the_ice_of_the_south_takes_no_room_while_the_world_is_in_sight(visit, story, tmp_path):
    page = open_map(visit, story, tmp_path, *map(Point, [WASHINGTON, BEIJING, SYDNEY]))

    ice, sea = -75, -50

    assert patch_at(page, ice, 2) == patch_at(page, sea, 2)
    assert patch_at(page, ice, 4) != patch_at(page, sea, 4)


def test_the_head_counts_the_places_of_events_and_the_legend_those_that_are_named(visit, story, tmp_path):
    path = tmp_path / "map.html"
    write_html([story.layers[0], build_places(story.documents)], path, documents=story.documents)
    page = visit.open(path)

    assert "at 1 place" in page.locator(".gm-counts").inner_text()
    assert page.locator(".gm-layer", has_text="Places named").locator(".gm-count").inner_text() == "2"


def test_the_head_and_the_undated_count_events_and_no_figure_that_belongs_to_none(visit, story, tmp_path):
    conflict, _, _, economy = story.layers
    (row,) = conflict.frame.to_dict("records")
    days = [{"event_id": f"e{day}", "date_start": f"2024-05-0{day}"} for day in (1, 2)]
    dated = Layer(key="conflict", title="Conflict", frame=make_frame([row | day for day in days]))
    trade = economy.frame.assign(date_start=None, date_end=None)
    path = tmp_path / "map.html"
    write_html([dated, Layer(key="economy", title="Economy", frame=trade)], path)
    page = visit.open(path)

    assert page.locator(".gm-counts").inner_text().startswith("2 reported events")
    assert page.locator(".gm-list .gm-entry").count() == 3
    assert page.get_by_label("0 undated").is_visible()


def test_a_map_of_the_world_opens_in_a_frame_that_has_no_size_yet(visit, story, tmp_path):
    (row, *_) = story.layers[1].frame.to_dict("records")
    spots = [Point(longitude, 40) for longitude in range(-170, 180, 20)]
    rows = [row | {"event_id": f"e{number}", "geometry": spot} for number, spot in enumerate(spots)]
    layer = Layer(key="diplomacy", title="Diplomacy", frame=make_frame(rows))
    write_html([layer], tmp_path / "framed.html", settings=MapSettings(is_embedded=True))
    frame = '<iframe sandbox="allow-scripts" src="framed.html" style="width:0;height:0"></iframe>'
    (tmp_path / "page.html").write_text(f"<!doctype html><body>{frame}", encoding="utf-8")

    visit.page.goto((tmp_path / "page.html").as_uri())
    inner = visit.page.frames[1]
    inner.wait_for_selector("[data-ready=true]", state="attached")
    visit.page.evaluate("document.querySelector('iframe').style = 'width: 700px; height: 600px'")
    wait_until(inner, "geomap.maps[0].getSize().x === 700")

    assert inner.evaluate("geomap.maps[0].getBounds().contains([[40, -150], [40, 150]])")
