"""Maps of very many events: clusters that open, a list that keeps in step and in bounds, one world."""

from math import atan, cos, degrees, radians, tan
from pathlib import Path
from typing import Any

import pytest
from shapely import LineString, Point
from stories import make_frame
from visits import spot_of, wait_until

from geomap.models import Layer
from geomap.render.html import write_html

pytestmark = pytest.mark.browser

TOWNS = [Point(30 + column / 50, 50 + line / 50) for column in range(40) for line in range(30)]
SPOTS = [*TOWNS, *[Point(30, 50)] * 180, *[Point(-70, -33)] * 90, *[Point(150, -33)] * 30]
MANY = len(SPOTS)


@pytest.fixture(scope="module")
def many_file(story: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Attacks at 1,200 towns near each other, most at one of them, and at two towns on other continents."""
    (row,) = story.layers[0].frame.to_dict("records")
    known = {"precision": "settlement", "place_name": "Town", "date_start": None, "date_end": None}
    rows = [row | known | {"event_id": f"e{number}", "geometry": spot} for number, spot in enumerate(SPOTS)]
    path = tmp_path_factory.mktemp("map") / "many.html"
    write_html([Layer(key="conflict", title="Conflict", frame=make_frame(rows))], path)
    return path


def look_at(page: Any, latitude: float, longitude: float, zoom: int) -> None:
    page.evaluate(
        "([at, zoom]) => geomap.maps[0].setView(at, zoom, { animate: false })", [[latitude, longitude], zoom]
    )


def test_a_cluster_goes_nearer_and_at_last_shows_each_spot_with_its_events(visit, many_file):
    page = visit.open(many_file)
    look_at(page, 50, 30.4, 5)

    page.mouse.click(*spot_of(page, 30, 50))
    wait_until(page, "geomap.maps[0].getZoom() > 5 && !document.querySelector('.leaflet-zoom-anim')")
    look_at(page, 50, 30, 11)
    page.mouse.click(*spot_of(page, 30, 50))

    assert page.locator(".gm-heading").inner_text() == "181 events here"
    page.locator(".gm-here .gm-entry").nth(2).click()
    assert page.locator(".gm-pager").inner_text().split() == ["‹", "3", "of", "181", "›"]


def test_a_long_list_keeps_the_rows_in_sight_and_the_keyboard_goes_through_all(visit, many_file):
    page = visit.open(many_file)
    rows = page.locator(".gm-entry")
    place = "document.activeElement.parentNode.ariaPosInSet"
    assert rows.count() < 60
    rows.first.focus()

    page.keyboard.press("ArrowDown")
    assert page.evaluate(place) == "2"
    page.keyboard.press("End")
    assert page.evaluate(place) == str(MANY)
    assert rows.count() < 60

    page.keyboard.press("Enter")
    assert page.locator(".gm-card h2").inner_text() == "Attack"
    page.keyboard.press("Escape")
    assert page.evaluate(place) == str(MANY)
    page.keyboard.press("Home")
    assert page.evaluate(place) == "1"


def test_a_long_list_makes_its_rows_when_they_are_scrolled_to(visit, many_file):
    page = visit.open(many_file)

    page.locator(".gm-side .gm-body").evaluate("(body) => { body.scrollTop = body.scrollHeight / 2; }")

    page.locator(f".gm-list li[aria-posinset='{MANY // 2}']").wait_for()


def test_a_map_of_the_whole_world_shows_each_spot_once(visit, many_file):
    page = visit.open(many_file)
    page.locator(".gm-cursor").focus()

    label = page.locator(".gm-cursor").get_attribute("aria-label")

    assert label is not None
    assert "Mark 1 of 3" in label


def test_a_moved_map_answers_where_it_was_moved_to(visit, many_file):
    """What was drawn before the move is moved along, not drawn again at once."""
    page = visit.open(many_file)
    look_at(page, -33, -70, 6)

    page.evaluate("geomap.maps[0].panBy([150, 40], { animate: false })")
    page.mouse.click(*spot_of(page, -70, -33))

    assert page.locator(".gm-heading").inner_text() == "90 events here"


def test_a_tie_answers_along_its_great_circle(visit, story, tmp_path):
    """It travels as its two ends; the point asked for lies two degrees north of a straight line."""
    (row,) = story.layers[0].frame.to_dict("records")
    north = [degrees(atan(tan(radians(40)) * cos(radians(at)) / cos(radians(40)))) for at in (-40, 0, 20, 40)]
    arc = LineString([(-40, north[0]), (0, north[1]), (40, north[3])])
    frame = make_frame([row | {"geometry": arc, "precision": "settlement"}])
    write_html([Layer(key="diplomacy", title="Diplomacy", frame=frame)], tmp_path / "arc.html")
    page = visit.open(tmp_path / "arc.html")

    page.mouse.click(*spot_of(page, 20, north[2]))

    assert page.locator(".gm-card h2").inner_text().startswith("Attack")


def test_without_layers_of_events_the_head_counts_what_is_shown(visit, story, tmp_path):
    (row,) = story.layers[0].frame.to_dict("records")
    region = {name: row[name] for name in ("place_id", "place_name", "country_code", "geometry")}
    counts = {"conflict_events": 1, "cooperation_events": 0, "displaced": None}
    regions = Layer(
        key="regions", title="Regions", frame=make_frame([counts | region]), members=(("attack-1",),)
    )
    write_html([story.layers[0], regions], tmp_path / "regions.html")
    page = visit.open(tmp_path / "regions.html")

    page.get_by_label("Regions").check()
    page.get_by_label("Conflict").uncheck()

    assert page.locator(".gm-counts").inner_text() == "1 region"
