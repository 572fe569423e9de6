"""Visits to saved maps in a real browser without a network."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import TimeoutError as WaitedTooLongError

READY = "[data-ready=true]"
PATIENCE_MS = 60_000
"""How long a browser may take for anything; generous, since a machine may be busy: on a free one the slowest
waits take a few seconds. What is there sooner is not waited for. A test that waits in vain is tried once
more, so it may cost this twice."""

_TRIES = 3
TRY_MS = PATIENCE_MS / _TRIES
"""How long one of several tries may take."""

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


def click_until(click: Callable[[], None], wait: Callable[[float], object]) -> None:
    """Click until what it does is there: a canvas or a frame is seen a moment before it takes clicks.

    Args:
        click: Clicks; a second click must do no harm. It may give up after `TRY_MS` and is asked anew, since
            what it aims at may have moved.
        wait: Waits for what the click does, as many milliseconds as it is given.

    Raises:
        TimeoutError: If no click did anything.
    """
    for _ in range(_TRIES):
        try:
            click()
            wait(TRY_MS)
        except WaitedTooLongError:
            continue
        return
    raise TimeoutError(f"{_TRIES} clicks did nothing")


class Visit:
    """A tab that opens files with the network off; what it opens must stay silent and ask for nothing."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.problems: list[str] = []
        self.requests: list[str] = []
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", lambda message: self.problems.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("dialog", self._refuse_dialog)
        page.on("request", self._note_request)

    def open(self, path: Path) -> Any:
        """Open a map and wait until it is drawn."""
        self.page.goto(path.as_uri())
        self.page.wait_for_selector(READY)
        return self.page

    def begin_anew(self) -> None:
        """Leave the page, and look and point as at first."""
        self.page.goto("about:blank")
        self.page.mouse.move(0, 0)
        self.page.set_viewport_size(DESKTOP)
        self.page.emulate_media(color_scheme="light")
        self.problems.clear()
        self.requests.clear()

    def _refuse_dialog(self, dialog: Any) -> None:
        self.problems.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _note_request(self, request: Any) -> None:
        if not request.url.startswith(("file:", "data:", "blob:", "about:")):
            self.requests.append(request.url)


@pytest.fixture(scope="session")
def files_tab(browser: Any) -> Iterator[Visit]:
    """One tab for all visits to files: opening a page in it is far cheaper than opening a new tab."""
    context = browser.new_context(viewport=DESKTOP, color_scheme="light", reduced_motion="reduce")
    context.set_offline(True)
    yield Visit(context.new_page())
    context.close()


@pytest.fixture
def visit(files_tab: Visit) -> Iterator[Visit]:
    """A visit that starts on a blank page."""
    files_tab.begin_anew()
    yield files_tab
    # What the page said up to its end counts.
    files_tab.page.goto("about:blank")
    assert files_tab.problems == []
    assert files_tab.requests == []


def spot_of(page: Any, longitude: float, latitude: float) -> tuple[float, float]:
    """The pixel of a place, by the way the view is drawn (Web Mercator)."""
    x, y = page.evaluate(
        """([longitude, latitude]) => {
            const point = geomap.maps[0].latLngToContainerPoint([latitude, longitude]);
            return [point.x, point.y];
        }""",
        [longitude, latitude],
    )
    return x, y


def wait_until(page: Any, condition: str) -> None:
    """Wait until a condition in JavaScript holds; a saved map's policy forbids the page to poll it."""
    give_up = time.monotonic() + PATIENCE_MS / 1000
    while not page.evaluate(condition):
        if time.monotonic() > give_up:
            raise TimeoutError(f"not within {PATIENCE_MS} ms: {condition}")
        page.wait_for_timeout(20)
