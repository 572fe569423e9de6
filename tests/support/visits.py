"""Visits to saved maps in a real browser without a network."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

READY = "[data-ready=true]"


class Visit:
    """A page opened from a file with the network off; it must stay silent and ask for nothing."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.problems: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.problems.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("dialog", self._refuse_dialog)
        page.on("request", self._note_request)

    def open(self, path: Path) -> Any:
        self.page.goto(path.as_uri())
        self.page.wait_for_selector(READY)
        return self.page

    def _refuse_dialog(self, dialog: Any) -> None:
        self.problems.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _note_request(self, request: Any) -> None:
        if not request.url.startswith(("file:", "data:", "blob:")):
            self.requests.append(request.url)


@pytest.fixture
def visit(browser: Any) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_offline(True)
    visit = Visit(context.new_page())
    yield visit
    context.close()
    assert visit.problems == []
    assert visit.requests == []
