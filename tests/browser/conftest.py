"""What browser tests share: for the map stories and silent visits, for the page a server and visits to it."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from stories import hostile_story, story
from visits import visit

__all__ = ["hostile_story", "story", "visit"]

ROOT = Path(__file__).resolve().parents[2]
_HOSTILE = (
    "{{7*7}} </script><script>alert(1)</script> <img src=x onerror=alert(1)> ${1+1} `tick` :red[x] $y$ -> z"
)
_ARTICLE = (
    "Russian President Vladimir Putin visited Harbin on Friday for talks with Chinese officials.\n"
    f"He said {_HOSTILE} and left."
)
START_WITHIN_S = 180
DRAWN_WITHIN_MS = 180_000
"""Generous, since a machine may be busy; what is there sooner is not waited for."""

_IDLE = "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"


@contextmanager
def serve(data_folder: Path) -> Iterator[str]:
    """Serve the page by a process of its own that keeps corrections in a folder; yield its address."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    server = subprocess.Popen(
        [*command, f"--server.port={port}", "--server.headless=true"],
        cwd=ROOT,
        env={**os.environ, "XDG_DATA_HOME": str(data_folder), "XDG_CACHE_HOME": str(data_folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_it_answers(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=60)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(address: str, server: "subprocess.Popen[bytes]") -> None:
    give_up = time.monotonic() + START_WITHIN_S
    while time.monotonic() < give_up:
        assert server.poll() is None, "the server has ended"
        try:
            with urlopen(f"{address}/_stcore/health", timeout=5):
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
        self.received_bytes = 0
        page.set_default_timeout(DRAWN_WITHIN_MS)
        page.route("**/*", self._only_this_machine)
        page.on("dialog", self._note_dialog)
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("console", self._note_console)
        page.on("websocket", lambda socket: socket.on("framereceived", self._count_bytes))

    def _only_this_machine(self, route: Any) -> None:
        if re.match(r"(https?|wss?)://127\.0\.0\.1[:/]|data:|blob:|about:", route.request.url):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def _note_dialog(self, dialog: Any) -> None:
        self.trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _note_console(self, message: Any) -> None:
        if message.type == "error":
            self.trouble.append(message.text)

    def _count_bytes(self, payload: Any) -> None:
        self.received_bytes += len(payload)

    @property
    def map(self) -> Any:
        """The document inside the frame that shows the map, once its data are drawn."""
        frame = self.page.frame_locator(".map iframe:not(.coming)")
        frame.locator(".geomap[data-ready=true]").wait_for(timeout=DRAWN_WITHIN_MS)
        return frame

    def entry(self, words: str) -> Any:
        """The entry of the event list that has these words."""
        return self.page.locator(".events li").filter(has_text=words).first

    def settle(self) -> None:
        """Wait until the page's script has answered what was done last."""
        # What was done is on its way to the server for a moment before the script begins.
        self.page.wait_for_timeout(400)
        self.page.wait_for_function(_IDLE, timeout=DRAWN_WITHIN_MS)

    def open_tab(self, name: str) -> None:
        """Open a tab under the map and wait for what is in it."""
        self.page.get_by_role("tab", name=name, exact=True).click()
        self.settle()


def open_page(context: Any, address: str, *, query: str = "") -> Visit:
    """Open the page and wait for the list of events."""
    page = context.new_page()
    visit = Visit(page)
    page.goto(f"{address}/{query}", timeout=DRAWN_WITHIN_MS, wait_until="domcontentloaded")
    page.locator(".events li").first.wait_for(timeout=DRAWN_WITHIN_MS)
    visit.settle()
    return visit


@pytest.fixture
def hostile() -> str:
    """Words that would do harm wherever text is taken for something else."""
    return _HOSTILE


@pytest.fixture
def article() -> str:
    """A short article with hostile words in it."""
    return _ARTICLE


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the page, served by a process of its own."""
    with serve(tmp_path_factory.mktemp("data")) as address:
        yield address


@pytest.fixture(scope="module")
def context(browser: Any) -> Iterator[Any]:
    """A browser that keeps what it has loaded, as a reader's does."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    yield context
    context.close()


@pytest.fixture(scope="module")
def shared_visit(context: Any, address: str) -> Iterator[Visit]:
    """One visit for all tests of a file that leave it as it was."""
    visit = open_page(context, address)
    yield visit
    visit.page.close()


@pytest.fixture
def new_visit(context: Any, address: str) -> Iterator[Visit]:
    """A visit of its own."""
    visit = open_page(context, address)
    yield visit
    visit.page.close()
