"""The page in a real browser without a network: the map is drawn, and map, list and text move together."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = (
    "{{7*7}} </script><script>alert(1)</script> <img src=x onerror=alert(1)> ${1+1} `tick` :red[x] $y$ -> z"
)
ARTICLE = (
    "Russian President Vladimir Putin visited Harbin on Friday for talks with Chinese officials.\n"
    f"He said {HOSTILE} and left."
)
START_WITHIN_S = 60
DRAWN_WITHIN_MS = 40_000


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of the page, served by a process of its own."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    server = subprocess.Popen(
        [*command, f"--server.port={port}", "--server.headless=true"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_it_answers(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=10)


def wait_until_it_answers(address: str, server: "subprocess.Popen[bytes]") -> None:
    give_up = time.monotonic() + START_WITHIN_S
    while time.monotonic() < give_up:
        assert server.poll() is None, "the server has ended"
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"no answer from {address} within {START_WITHIN_S} s")


class Visit:
    """One reader's visit: the page, and what it must not do."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.outside: list[str] = []
        self.trouble: list[str] = []
        page.route("**/*", self.only_this_machine)
        page.on("dialog", self.note_dialog)
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("console", self.note_console)

    def only_this_machine(self, route: Any) -> None:
        if re.match(r"(https?|wss?)://127\.0\.0\.1[:/]|data:|blob:|about:", route.request.url):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def note_dialog(self, dialog: Any) -> None:
        self.trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def note_console(self, message: Any) -> None:
        if message.type == "error":
            self.trouble.append(message.text)

    @property
    def map(self) -> Any:
        """The document inside the frame that shows the map, once its data are drawn."""
        frame = self.page.frame_locator(".map iframe:not(.coming)")
        frame.locator(".geomap[data-ready=true]").wait_for(timeout=DRAWN_WITHIN_MS)
        return frame

    def entry(self, words: str) -> Any:
        """The entry of the event list that has these words."""
        return self.page.locator(".events li").filter(has_text=words).first


@pytest.fixture(scope="module")
def context(browser: Any) -> Iterator[Any]:
    """A browser that keeps what it has loaded, as a reader's does."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    yield context
    context.close()


def open_page(context: Any, address: str) -> Visit:
    page = context.new_page()
    visit = Visit(page)
    page.goto(address)
    page.locator(".events li").first.wait_for(timeout=DRAWN_WITHIN_MS)
    return visit


@pytest.fixture(scope="module")
def shared_visit(context: Any, address: str) -> Iterator[Visit]:
    visit = open_page(context, address)
    yield visit
    visit.page.close()


@pytest.fixture
def visit(shared_visit: Visit) -> Visit:
    """A visit to the sample story with nothing chosen; for tests that change neither texts nor filters."""
    shared_visit.page.get_by_role("tab", name="Table").click()
    for head in shared_visit.page.locator(".events li.chosen .head").all():
        head.click()
    return shared_visit


@pytest.fixture
def new_visit(context: Any, address: str) -> Iterator[Visit]:
    visit = open_page(context, address)
    yield visit
    visit.page.close()


def colors_on(canvas: Any) -> int:
    """How many different colors a canvas holds, sampled."""
    return int(
        canvas.evaluate(
            """canvas => {
                const {width, height} = canvas;
                const data = canvas.getContext("2d").getImageData(0, 0, width, height).data;
                const found = new Set();
                for (let at = 0; at < data.length; at += 4 * 97) found.add(data.slice(at, at + 3).join());
                return found.size;
            }"""
        )
    )


def test_the_first_visit_draws_the_map_without_a_network(visit):
    canvases = visit.map.locator("canvas.geomap-surface, .leaflet-pane canvas")

    assert max(colors_on(canvas) for canvas in canvases.all()) > 3
    assert visit.page.locator(".map").bounding_box()["height"] >= 620
    assert visit.outside == []
    assert visit.trouble == []


def test_the_map_takes_two_thirds_and_is_seen_without_scrolling(visit):
    box, side = visit.page.locator(".map").bounding_box(), visit.page.locator(".side").bounding_box()

    assert 1.7 < box["width"] / side["width"] < 2.3
    assert box["y"] < 200


def test_a_click_on_an_event_unfolds_its_evidence(visit):
    entry = visit.entry("Harbin")

    entry.locator(".head").click()

    quote = entry.locator("blockquote")
    assert "Harbin" in quote.inner_text()
    assert quote.locator("strong").count() == 1
    assert quote.locator(".place", has_text="Harbin").count() == 1
    assert "certainty" in entry.locator(".source").inner_text()


def test_only_one_event_is_unfolded_and_a_second_click_folds_it(visit):
    visit.page.locator(".events .head").nth(0).click()
    visit.page.locator(".events .head").nth(1).click()
    assert visit.page.locator(".events li.chosen").count() == 1

    visit.page.locator(".events .head").nth(1).click()

    assert visit.page.locator(".events li.chosen").count() == 0


def test_the_list_tells_the_map_and_the_map_tells_the_list(visit):
    visit.entry("Harbin").locator(".head").click()
    visit.map.locator(".geomap.gm-reading").wait_for()

    visit.map.locator(".geomap").press("Escape")

    visit.page.locator(".events li.chosen").wait_for(state="detached")


def test_a_choice_survives_the_rerun_it_causes_without_a_new_map(visit):
    visit.map.locator(".geomap").evaluate("node => { node.dataset.mine = 'yes'; }")
    visit.entry("Harbin").locator(".head").click()
    visit.page.wait_for_timeout(1500)

    assert visit.page.locator(".events li.chosen").count() == 1
    assert visit.map.locator(".geomap").get_attribute("data-mine") == "yes"


def test_a_click_in_the_text_chooses_the_event(visit):
    visit.page.get_by_role("tab", name="Text").click()
    trigger = visit.page.locator(".article .trigger").last
    words = trigger.inner_text()

    trigger.click()

    chosen = visit.page.locator(".events li.chosen")
    chosen.wait_for()
    assert words in chosen.locator("strong").all_inner_texts()


def test_a_row_of_the_table_chooses_the_event(visit):
    title = visit.page.locator(".events .title").nth(1).inner_text()
    table = visit.page.locator("[data-testid=stDataFrame]").first
    table.wait_for()

    # The table is drawn on a canvas: its boxes are in the first column, rows are 35 pixels high.
    table.click(position={"x": 16, "y": 35 * 2.5})

    chosen = visit.page.locator(".events li.chosen .title")
    chosen.wait_for()
    assert chosen.inner_text() == title


def test_the_table_and_the_figures_are_there(visit):
    visit.page.locator("[data-testid=stDataFrame]").first.wait_for()

    visit.page.get_by_role("tab", name="Figures").click()

    visit.page.get_by_text("Every number the texts report").wait_for()


def test_a_filter_draws_another_map_and_keeps_the_view(new_visit):
    page = new_visit.page
    page.evaluate(
        """() => {
            window.views = [];
            addEventListener("message", ({data}) => data.geomap === "view" && window.views.push(data));
        }"""
    )
    new_visit.map.locator(".leaflet-control-zoom-in").click()
    page.wait_for_function("window.views.length > 0")
    page.wait_for_timeout(500)
    before, count = page.evaluate("window.views.splice(0).pop()"), page.locator(".events li").count()

    page.locator("section[data-testid=stSidebar]").get_by_role("button", name="Conflict").click()

    page.wait_for_function("window.views.length > 0", timeout=DRAWN_WITHIN_MS)
    after = page.evaluate("window.views.pop()")
    assert after["zoom"] == before["zoom"]
    assert after["longitude"] == pytest.approx(before["longitude"], abs=0.1)
    assert page.locator(".events li").count() < count
    assert page.locator(".map iframe").count() == 1
    assert new_visit.trouble == []


def test_the_map_can_be_downloaded(visit):
    visit.page.get_by_role("tab", name="Export").click()

    with visit.page.expect_download(timeout=DRAWN_WITHIN_MS) as download:
        visit.page.get_by_role("button", name="Map (HTML)").click()

    content = Path(download.value.path()).read_text(encoding="utf-8")
    assert content.startswith("<!DOCTYPE html>")
    assert "geomap-data" in content


def test_hostile_text_is_shown_as_written_and_runs_nowhere(new_visit):
    page = new_visit.page
    sample_count = page.locator(".events li").count()
    page.get_by_text("Paste text", exact=True).click()
    page.get_by_text("Paste an article into the side bar").wait_for()
    page.get_by_label("Text of the article").fill(ARTICLE)
    page.get_by_label("Title (optional)").fill(HOSTILE)
    page.get_by_role("button", name="Show on the map").click()
    page.locator(f".events:not(:has(li:nth-child({sample_count})))").wait_for(timeout=DRAWN_WITHIN_MS)
    new_visit.entry("Harbin").locator(".head").click()

    assert HOSTILE in new_visit.entry("Harbin").locator(".source").inner_text()
    page.get_by_role("tab", name="Text").click()
    page.locator(".article h3", has_text="{{7*7}}").wait_for()
    assert page.locator(".article h3").inner_text() == HOSTILE
    assert HOSTILE in page.locator(".article .text").inner_text()
    assert page.locator(".article img, .article script, .events img, .events script").count() == 0
    assert new_visit.trouble == []
    assert new_visit.outside == []


def test_a_broken_upload_is_named_as_written_and_the_others_are_shown(new_visit):
    page = new_visit.page
    name = "bad :red[x] $a$ {{7*7}} -> www.x.org.txt"
    page.get_by_text("Upload files", exact=True).click()
    page.locator("input[type=file]").set_input_files(
        [
            {"name": "good.txt", "mimeType": "text/plain", "buffer": ARTICLE.encode()},
            {"name": name, "mimeType": "text/plain", "buffer": b"\x00\x01"},
            {"name": "more.txt", "mimeType": "text/plain", "buffer": b"Envoys visited Goma on Monday."},
        ]
    )

    alert = page.locator("[data-testid=stAlert]", has_text="could not be read")
    alert.wait_for(timeout=DRAWN_WITHIN_MS)
    assert name in alert.inner_text().replace("\u2060", "")
    assert alert.locator("a, .katex").count() == 0
    new_visit.entry("Harbin").wait_for(timeout=DRAWN_WITHIN_MS)
    assert new_visit.trouble == []


def test_on_a_phone_the_map_is_on_top_and_nothing_is_cut_off(browser, address):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(address)
    page.locator(".events li").first.wait_for(timeout=DRAWN_WITHIN_MS)

    box, side = page.locator(".map").bounding_box(), page.locator(".side").bounding_box()
    assert box["y"] + box["height"] <= side["y"]
    assert 0.55 * 844 < box["height"] < 0.65 * 844
    canvas = page.frame_locator(".map iframe").first.locator("canvas").first
    canvas.wait_for(state="visible", timeout=DRAWN_WITHIN_MS)
    assert canvas.bounding_box()["width"] >= 300
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()
