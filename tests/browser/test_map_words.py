"""What the map says beside its marks: where one is, and which number belongs to which circle."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from shapely import Point
from stories import make_frame
from visits import spot_of

from geomap.models import Layer
from geomap.render.html import write_html

pytestmark = pytest.mark.browser

LAND = (245, 243, 236)


def look_at(page: Any, longitude: float, latitude: float, zoom: int) -> None:
    page.evaluate(
        "([x, y, zoom]) => geomap.maps[0].setView([y, x], zoom, { animate: false })",
        [longitude, latitude, zoom],
    )


def test_near_a_town_the_map_says_its_region_and_country(visit, story, tmp_path):
    (parsed,) = story.documents
    town, oblast = parsed.mentions
    named = replace(town, place=replace(town.place, admin1="Heilongjiang"))
    write_html(story.layers, tmp_path / "map.html", documents=[replace(parsed, mentions=(named, oblast))])
    page = visit.open(tmp_path / "map.html")
    said = page.locator(".gm-within")
    assert said.inner_text() == ""

    look_at(page, 126.65, 45.75, 10)

    assert said.inner_text() == "Heilongjiang, China"


def test_the_search_finds_events_by_the_region_and_country_of_their_place(visit, story, tmp_path):
    (parsed,) = story.documents
    town, oblast = parsed.mentions
    named = replace(town, place=replace(town.place, admin1="Heilongjiang"))
    write_html(story.layers, tmp_path / "map.html", documents=[replace(parsed, mentions=(named, oblast))])
    page = visit.open(tmp_path / "map.html")

    page.get_by_label("Search").fill("heilong china")

    titles = page.locator(".gm-entry .gm-where").all_inner_texts()
    assert len(titles) > 1
    assert all("in Harbin" in title for title in titles)


def test_what_lies_under_a_panel_is_not_pointed_at(visit, story, tmp_path):
    write_html(story.layers, tmp_path / "map.html", documents=story.documents)
    page = visit.open(tmp_path / "map.html")
    look_at(page, 126.65, 45.75, 6)
    x, y = spot_of(page, 126.65, 45.75)
    page.mouse.move(x, y)
    page.locator(".gm-tip").wait_for()

    page.evaluate("(by) => geomap.maps[0].panBy(by, { animate: false })", [x - 180, 0])
    page.mouse.move(180, y)
    page.wait_for_timeout(100)

    assert page.locator(".gm-tip").is_hidden()


def test_figures_about_one_place_stand_one_below_the_other(visit, story, tmp_path):
    (row,) = story.layers[2].frame.to_dict("records")
    at = {"geometry": Point(36.5, 49.6), "precision": "settlement", "event_id": None}
    rows = [row | at | {"value": value, "start": start} for start, value in enumerate((8000.0, 2000.0))]
    write_html(
        [Layer(key="displacement", title="Displacement", frame=make_frame(rows))], tmp_path / "map.html"
    )
    page = visit.open(tmp_path / "map.html")
    x, y = spot_of(page, 36.5, 49.6)

    page.mouse.click(x, y + 25)

    assert page.locator(".gm-card .gm-number").inner_text().startswith("nearly 2,000 people")


def test_a_number_that_finds_no_room_beside_its_circle_is_tied_to_it(visit, story, tmp_path):
    (row,) = story.layers[2].frame.to_dict("records")
    around = ((0.0, 0.0, 500.0), (2.2, 0.0, 1e3), (-2.2, 0.0, 1e3), (0.0, 0.63, 600.0), (0.0, -0.63, 600.0))
    rows = [
        {**row, "precision": "settlement", "event_id": None, "value": value, "start": start}
        | {"geometry": Point(36.5 + east, 49.6 + north)}
        for start, (east, north, value) in enumerate(around)
    ]
    layer = Layer(key="displacement", title="Displacement", frame=make_frame(rows))
    write_html([layer], tmp_path / "map.html")
    page = visit.open(tmp_path / "map.html")
    look_at(page, 36.5, 49.6, 5)
    page.wait_for_timeout(300)
    x, y = map(round, spot_of(page, 36.5, 49.6))

    with Image.open(BytesIO(page.screenshot())) as picture:
        thread, land = (picture.convert("RGB").getpixel((at, y + 11)) for at in (x, x + 6))

    assert land == LAND
    assert thread != LAND
