"""The map in a frame and the page around it: the messages of docs/map.md, both ways."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from visits import Visit, click_until, wait_until

from geomap.models import Layer
from geomap.render.folium_map import MapSettings
from geomap.render.html import write_html
from layers.places import build_places

pytestmark = pytest.mark.browser

FRAME_PAGE = """<!doctype html><body><script>
const said = [];
addEventListener("message", (event) => said.push(event.data));
function send(message) { document.querySelector("iframe").contentWindow.postMessage(message, "*"); }
</script><iframe sandbox="allow-scripts" src="framed.html" style="width:900px;height:600px"></iframe>"""


def open_framed(visit: Visit, folder: Path, layers: Any, documents: Any = ()) -> Any:
    """A page with the embedded map in a sandboxed frame, once the map has said that it is ready."""
    settings = MapSettings(is_embedded=True)
    write_html(layers, folder / "framed.html", documents=documents, settings=settings)
    (folder / "page.html").write_text(FRAME_PAGE, encoding="utf-8")
    visit.page.goto((folder / "page.html").as_uri())
    visit.page.wait_for_function("said.some(({ geomap }) => geomap === 'ready')")
    return visit.page


@pytest.fixture
def framed(visit: Visit, story: Any, tmp_path: Path) -> Any:
    return open_framed(visit, tmp_path, story.layers, story.documents)


def last_said(page: Any, what: str, wanted: str = "true") -> Any:
    """The last message about something that meets a condition on ``m``, once it has come."""
    find = f"said.findLast((m) => m.geomap === '{what}' && {wanted})"
    page.wait_for_function(find)
    return page.evaluate(find)


def test_a_frame_shows_the_events_its_page_names_and_says_so(framed):
    framed.evaluate("send({ geomap: 'list', event_ids: ['attack-1', 'visit-1', 'talks-1'] })")

    framed.evaluate("send({ geomap: 'filter', event_ids: ['visit-1'] })")
    assert last_said(framed, "shown", "m.count === 1")["bits"] == "Ag=="

    framed.evaluate("send({ geomap: 'filter', bits: btoa('\\x05') })")
    assert last_said(framed, "shown", "m.count === 2")["bits"] == "BQ=="

    framed.evaluate("send({ geomap: 'filter', event_ids: null })")
    assert last_said(framed, "shown", "m.count === 4")["bits"] == "Bw=="


def test_places_are_those_that_the_page_names(visit, story, tmp_path):
    framed = open_framed(visit, tmp_path, [build_places(story.documents)], story.documents)
    places = [f"places:{key}" for key in build_places(story.documents).cells("place_id")]
    inner = framed.frames[1]
    said = "document.querySelector('[aria-label^=\"Map:\"]')?.getAttribute('aria-label')"
    framed.evaluate("send({ geomap: 'list', event_ids: ['visit-1'] })")

    framed.evaluate("send({ geomap: 'filter', bits: '', layers: ['places'] })")
    wait_until(inner, f"{said} === 'Map: 0 places'")

    framed.evaluate(f"send({{ geomap: 'list', event_ids: ['visit-1'], place_ids: {places} }})")
    framed.evaluate("send({ geomap: 'filter', bits: btoa('\\x04'), layers: ['places'] })")
    wait_until(inner, f"{said} === 'Map: 1 place'")

    framed.evaluate("send({ geomap: 'filter', event_ids: null, layers: ['places'] })")
    wait_until(inner, f"{said} === 'Map: {len(places)} places'")


def test_a_frame_goes_where_its_page_sends_it(framed):
    inner = framed.frames[1]

    framed.evaluate("send({ geomap: 'view', latitude: 45.75, longitude: 126.65, zoom: 6 })")
    framed.evaluate("send({ geomap: 'theme', theme: 'dark' })")
    framed.evaluate("send({ geomap: 'select', event_id: 'talks-1' })")
    framed.evaluate("send({ geomap: 'no such thing' })")

    inner.wait_for_selector(".gm-card >> text=Talks")
    assert inner.evaluate("geomap.maps[0].getZoom()") == 6
    assert inner.locator(".geomap").get_attribute("data-theme") == "dark"
    assert [m for m in framed.evaluate("said") if m["geomap"] == "select"] == []


def test_a_frame_tells_its_page_which_events_are_at_the_spot_clicked(framed):
    framed.evaluate("send({ geomap: 'view', latitude: 45.75, longitude: 126.65, zoom: 6 })")
    wait_until(framed.frames[1], "geomap.maps[0].getZoom() === 6")

    click_until(
        lambda: framed.mouse.click(8 + 450, 8 + 300),
        lambda ms: framed.wait_for_function("said.some((m) => m.geomap === 'select')", timeout=ms),
    )

    assert last_said(framed, "select")["event_ids"] == ["visit-1", "talks-1"]


def test_a_frame_moves_its_time_slider_when_its_page_asks(visit, story, tmp_path):
    days = [f"2024-05-{day:02}" for day in range(1, 11)] + [None]
    ids = [f"e{number}" for number in range(len(days))]
    rows = pd.concat([story.layers[0].frame] * len(days), ignore_index=True)
    frame = rows.assign(event_id=ids, date_start=days, date_end=days)
    framed = open_framed(visit, tmp_path, [Layer(key="conflict", title="Conflict", frame=frame)])
    framed.evaluate("(ids) => send({ geomap: 'list', event_ids: ids })", ids)

    framed.evaluate("send({ geomap: 'time', from: '2024-05-03', to: '2024-05-04', undated: false })")
    last_said(framed, "shown", "m.count === 2")
    assert framed.frames[1].locator(".gm-said").inner_text() == "3 May 2024 – 4 May 2024"

    framed.evaluate("send({ geomap: 'time', from: null, to: null })")
    last_said(framed, "shown", "m.count === 11")


def test_the_time_slider_reaches_over_the_days_of_what_the_page_shows(visit, story, tmp_path):
    days = ["2024-05-01", "2024-05-05", "2024-05-09", "2024-06-20"]
    ids = [f"e{number}" for number in range(len(days))]
    rows = pd.concat([story.layers[0].frame] * len(days), ignore_index=True)
    frame = rows.assign(event_id=ids, date_start=days, date_end=days)
    framed = open_framed(visit, tmp_path, [Layer(key="conflict", title="Conflict", frame=frame)])
    framed.evaluate("(ids) => send({ geomap: 'list', event_ids: ids })", ids)
    inner = framed.frames[1]
    said, slider = inner.locator(".gm-said"), inner.locator(".gm-time")
    assert said.inner_text() == "All days: 1 May 2024 – 20 Jun 2024"

    framed.evaluate("send({ geomap: 'filter', bits: btoa('\\x07') })")
    last_said(framed, "shown", "m.count === 3")
    assert said.inner_text() == "All days: 1 May 2024 – 9 May 2024"

    inner.get_by_label("Last day shown").fill("4")
    last_said(framed, "shown", "m.count === 2")
    assert said.inner_text() == "1 May 2024 – 5 May 2024"

    framed.evaluate("send({ geomap: 'filter', event_ids: null })")
    last_said(framed, "shown", "m.count === 2")
    assert "5 May 2024" in said.inner_text()

    framed.evaluate("send({ geomap: 'filter', bits: btoa('\\x08') })")
    last_said(framed, "shown", "m.count === 1")
    assert not slider.is_visible()


def test_a_frame_fits_what_is_shown_when_its_page_asks(framed):
    inner = framed.frames[1]
    framed.evaluate("send({ geomap: 'view', latitude: -40, longitude: -60, zoom: 9 })")
    wait_until(inner, "geomap.maps[0].getZoom() === 9")

    framed.evaluate("send({ geomap: 'fit' })")

    wait_until(inner, "geomap.maps[0].getBounds().contains([[49, 36], [45.75, 126.65]])")


def test_a_frame_says_which_days_its_reader_chose(visit, story, tmp_path):
    rows = pd.concat([story.layers[0].frame] * 3, ignore_index=True)
    days = ["2024-05-02", "2024-05-03", "2024-05-04"]
    frame = rows.assign(event_id=["a", "b", "c"], date_start=days, date_end=days)
    framed = open_framed(visit, tmp_path, [Layer(key="conflict", title="Conflict", frame=frame)])

    framed.frames[1].get_by_label("First day shown").fill("1")

    assert last_said(framed, "time") == {"geomap": "time", "from": "2024-05-03", "to": None, "undated": True}


def resize_frame(page: Any, width: int, height: int) -> Any:
    """Give the frame another size; answer the document inside once its map has it."""
    style = f"width: {width}px; height: {height}px; border: 0"
    page.evaluate("(style) => { document.querySelector('iframe').style.cssText = style; }", style)
    inner = page.frames[1]
    wait_until(inner, f"geomap.maps[0].getSize().equals([{width}, {height}])")
    return inner


def test_a_click_that_moves_nothing_leaves_the_map_fitting_its_frame(framed):
    inner = framed.frames[1]
    inner.evaluate("addEventListener('click', () => { window.isClicked = true; })")
    framed.mouse.click(8 + 6, 8 + 300)
    wait_until(inner, "window.isClicked === true")

    resize_frame(framed, 520, 260)

    assert inner.evaluate("geomap.maps[0].getBounds().contains([[49, 36], [45.75, 126.65]])")
    assert [m for m in framed.evaluate("said") if m["geomap"] == "view"] == []


def test_a_reader_who_moves_the_map_keeps_the_view_when_the_frame_changes_and_its_page_is_told(framed):
    inner = framed.frames[1]
    inner.locator(".leaflet-control-zoom-in").click()
    zoom = last_said(framed, "view")["zoom"]

    resize_frame(framed, 520, 260)

    assert inner.evaluate("geomap.maps[0].getZoom()") == zoom
