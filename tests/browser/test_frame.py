"""The frame that shows the map beside the list: what it tells the map, however long that takes to come."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from visits import PATIENCE_MS

pytestmark = pytest.mark.browser

FRAME = Path(__file__).resolve().parents[2] / "geomap" / "app" / "static" / "frame.js"
SLOW_MAP = """<script>
const heard = [];
addEventListener("message", ({ data }) => heard.push(data.geomap));
</script>"""


@pytest.fixture
def slow_page(browser: Any) -> Iterator[Any]:
    """A page whose map is on its way and says that it is ready only when a test lets it."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.clock.install()
    page.set_content("<div id=box></div>")
    page.add_script_tag(content=f"{FRAME.read_text(encoding='utf-8')}; window.MapFrame = MapFrame;")
    page.evaluate(
        """(html) => {
            window.mapFrame = new MapFrame(document.querySelector("#box"), () => {}, () => {});
            mapFrame.load(html, ["e1"], "e1");
        }""",
        SLOW_MAP,
    )
    page.frame_locator("iframe").locator("script").wait_for(state="attached")
    yield page
    context.close()


def test_a_map_is_shown_and_told_what_it_needs_once_it_is_ready(slow_page):
    inner = slow_page.frames[1]
    assert slow_page.locator("iframe.coming").count() == 1

    inner.evaluate("parent.postMessage({ geomap: 'ready' }, '*')")

    inner.wait_for_function("heard.includes('select')")
    assert inner.evaluate("heard") == ["list", "theme", "select"]
    assert slow_page.locator("iframe.coming").count() == 0


def test_a_map_that_was_shown_before_it_was_ready_is_told_again(slow_page):
    inner = slow_page.frames[1]
    slow_page.clock.run_for(60_000)
    inner.wait_for_function("heard.includes('select')")

    inner.evaluate("heard.length = 0; parent.postMessage({ geomap: 'ready' }, '*')")

    inner.wait_for_function("heard.includes('select')")
    assert inner.evaluate("heard") == ["list", "theme", "select"]
