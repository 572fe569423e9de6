"""What tests of the page share: a server and visits to it."""

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from page_server import serve
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from visits import PATIENCE_MS, PHONE

from geomap.corrections.store import FILE_NAME, CorrectionStore

_HOSTILE = (
    "{{7*7}} </script><script>alert(1)</script> <img src=x onerror=alert(1)> ${1+1} `tick` :red[x] $y$ -> z"
)
_ARTICLE = (
    "Russian President Vladimir Putin visited Harbin on Friday for talks with Chinese officials.\n"
    f"He said {_HOSTILE} and left."
)
DESK = {"width": 1440, "height": 900}
_PAUSE_MS = 20
_IDLE = "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
_ON_ITS_WAY = "() => new Promise((done) => setTimeout(done, 250))"
"""Ends when the page itself has worked off all that it had put off for less than this time. A timer outside
the page would run on while a page that is short of time still has it before it."""

_TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
_OWN_ADDRESS = re.compile(r"(https?|wss?)://127\.0\.0\.1[:/]|data:|blob:|about:")


def serve_command(port: int) -> list[str]:
    """The command that serves the page without `geomap app`, as a host of pages would."""
    options = [f"--server.port={port}", "--server.headless=true"]
    return [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", *options]


class Visit:
    """A reader's tab on the page, and what the page must not do. Each `open` is a new visit in it."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.outside: list[str] = []
        self.trouble: list[str] = []
        self.received_bytes = 0
        self._is_asked = self._is_answering = False
        page.set_default_timeout(PATIENCE_MS)
        page.on("request", self._note_request)
        page.on("dialog", self._note_dialog)
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("console", self._note_console)
        page.on("websocket", self._listen)

    def open(self, address: str) -> None:
        """Leave what was there, and open the page as one who comes for the first time."""
        # A tab behind another one has its timers held up for a second each.
        self.page.bring_to_front()
        self.page.goto("about:blank")
        self.page.mouse.move(0, 0)
        self.outside.clear()
        self.trouble.clear()
        self.received_bytes = 0
        self.page.goto(address, wait_until="domcontentloaded")
        self.page.locator(".events li").first.wait_for()
        self.settle()

    def _note_request(self, request: Any) -> None:
        # Nothing outside can be reached (conftest.BROWSER_FLAGS); that it is asked for at all is trouble.
        if not _OWN_ADDRESS.match(request.url):
            self.outside.append(request.url)

    def _note_dialog(self, dialog: Any) -> None:
        self.trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _note_console(self, message: Any) -> None:
        if message.type == "error":
            self.trouble.append(message.text)

    def _listen(self, websocket: Any) -> None:
        self._is_asked = self._is_answering = False
        websocket.on("framesent", self._note_question)
        websocket.on("framereceived", self._note_answer)

    def _note_question(self, payload: Any) -> None:
        if isinstance(payload, bytes) and BackMsg.FromString(payload).WhichOneof("type") == "rerun_script":
            self._is_asked, self._is_answering = True, False

    def _note_answer(self, payload: Any) -> None:
        self.received_bytes += len(payload)
        if not isinstance(payload, bytes):
            return
        message = ForwardMsg.FromString(payload)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._is_answering = True
        elif kind == "script_finished" and self._is_answering:
            self._is_asked = message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN

    @property
    def map(self) -> Any:
        """The document inside the frame that shows the map, once its data are drawn in its final size."""
        frame = self.page.frame_locator(".map iframe:not(.coming)")
        frame.locator(".geomap[data-ready=true]").wait_for()
        frame.locator(".geomap").evaluate(_TWO_FRAMES)
        return frame

    def entry(self, words: str) -> Any:
        """The entry of the event list that has these words."""
        return self.page.locator(".events li").filter(has_text=words).first

    def settle(self) -> None:
        """Wait until the page's script has answered what was done last."""
        self.page.evaluate(_ON_ITS_WAY)
        give_up = time.monotonic() + PATIENCE_MS / 1000
        while self._is_asked:
            if time.monotonic() > give_up:
                raise TimeoutError("the page's script does not answer")
            self.page.wait_for_timeout(_PAUSE_MS)
        self.page.wait_for_function(_IDLE)

    def upload(self, *files: dict[str, Any]) -> None:
        """Choose to upload files, and upload some."""
        self.page.get_by_text("Upload files", exact=True).click()
        self.page.get_by_text("MB in all").wait_for()
        # A field that has just come may be put up anew until the script has ended, and forget what it holds.
        self.settle()
        self.page.locator("input[type=file]").first.set_input_files(list(files))

    def choose_to_paste(self) -> None:
        """Choose to paste an article; its field is empty then."""
        self.page.get_by_text("Paste text", exact=True).click()
        self.page.get_by_text("Paste an article into the side bar").wait_for()
        self.settle()

    def paste(self, text: str, *, title: str = "") -> None:
        """Paste an article; it is still to be read."""
        self.choose_to_paste()
        self.page.get_by_label("Text of the article").fill(text)
        self.page.get_by_label("Title (optional)").fill(title)
        self.page.get_by_role("button", name="Show on the map").click()

    def open_tab(self, name: str) -> None:
        """Open a tab under the map and wait for what is in it."""
        self.page.get_by_role("tab", name=name, exact=True).click()
        self.settle()


@pytest.fixture
def hostile() -> str:
    """Words that would do harm wherever text is taken for something else."""
    return _HOSTILE


@pytest.fixture
def article() -> str:
    """A short article with hostile words in it."""
    return _ARTICLE


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the page's server keeps corrections."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def address(data_folder: Path) -> Iterator[str]:
    """The address of the page, served by a process of its own."""
    with serve(serve_command, data_folder) as server:
        yield server.address


@pytest.fixture
def passing_corrections(data_folder: Path) -> Iterator[None]:
    """Undoes all corrections after a test, wherever it ended: the tests behind it share the server."""
    yield
    with CorrectionStore(data_folder / "geomap" / FILE_NAME) as store:
        for item in reversed(store.history()):
            if item.is_active and item.correction.undoes is None:
                store.undo(item.correction.entry_id)


@pytest.fixture(scope="session")
def context(browser: Any) -> Iterator[Any]:
    """A browser that keeps what it has loaded, as a reader's does."""
    context = browser.new_context(viewport=DESK, accept_downloads=True)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture(scope="module")
def shared_visit(context: Any, address: str) -> Iterator[Visit]:
    """One visit for all tests of a file that leave it as it was."""
    visit = Visit(context.new_page())
    visit.open(address)
    yield visit
    visit.page.close()


@pytest.fixture(scope="session")
def page_tab(context: Any) -> Iterator[Visit]:
    """One tab for the visits that tests have to themselves: far cheaper than a new tab for each."""
    visit = Visit(context.new_page())
    yield visit
    visit.page.close()


@pytest.fixture
def new_visit(page_tab: Visit, address: str) -> Visit:
    """A visit of its own."""
    page_tab.open(address)
    return page_tab


@pytest.fixture
def phone_visit(page_tab: Visit, address: str) -> Iterator[Visit]:
    """A visit of its own, on a phone."""
    page_tab.page.set_viewport_size(PHONE)
    page_tab.open(address)
    yield page_tab
    page_tab.page.set_viewport_size(DESK)
