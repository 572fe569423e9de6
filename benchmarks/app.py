"""Measure the page as its readers feel it, in a real browser, and print a table.

    python benchmarks/app.py [--articles 1 20 200] [--sessions 1 5] [--json]

A server is started for the run, with a data folder of its own. Measured are

- from the start of the server, and on a later visit, to the first map with its list of events;
- from choosing files to the map of the first of them, and of all, for some numbers of articles that were
  never read before;
- from a click on a filter to the changed list, with those articles on the page, and the bytes that the
  server sends for it;
- for some numbers of sessions side by side, each with 20 articles of its own: how much memory of the
  server each takes, and how long the slowest waits when all change a filter at once.

Articles are the sample stories with their paragraphs in another order, so none is the same as another.
Needs Chromium and Playwright. Memory is read from /proc, so only on Linux.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from time import monotonic, sleep
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

from page_server import serve

from geomap.app.launch import launch_command

ROOT = Path(__file__).resolve().parents[1]
_FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
_PATIENCE_MS = 600_000
_SESSION_ARTICLES = 20
_LOOK_S = 0.02
_IDLE = "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measurement: what, how much, and its unit."""

    what: str
    value: float
    unit: str


class Session:
    """One reader's page, with the bytes that the server has sent to it."""

    def __init__(self, browser: Any, address: str) -> None:
        self.received = 0
        self.page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        self.page.set_default_timeout(_PATIENCE_MS)
        self.page.on("websocket", lambda one: one.on("framereceived", self._count))
        self.page.goto(address, wait_until="domcontentloaded")
        self.wait_for_map()

    def _count(self, payload: Any) -> None:
        self.received += len(payload)

    def wait_for_map(self) -> None:
        """Wait until list and map are there and the server has nothing more to do."""
        self.page.locator(".events li").first.wait_for()
        self.page.wait_for_function(_IDLE)
        frame = self.page.frame_locator(".map iframe:not(.coming)")
        frame.locator(".geomap[data-ready=true]").wait_for()

    def upload(self, articles: Sequence[bytes]) -> tuple[float, float]:
        """Upload articles; the seconds until the first of them are on the map, and until all are."""
        self.page.get_by_text("Upload files", exact=True).click()
        chooser = self.page.locator("input[type=file]").first
        chooser.wait_for(state="attached")
        # A field that has just come may be put up anew until the script has ended, and forget what it holds.
        self.page.wait_for_function(_IDLE)
        files = [
            {"name": f"article-{number:03}.txt", "mimeType": "text/plain", "buffer": article}
            for number, article in enumerate(articles)
        ]
        begun = monotonic()
        chooser.set_input_files(files)
        count = len(articles)
        heading = "My articles" if count == 1 else f"My articles ({count:,})"
        self.page.get_by_text(heading, exact=True).wait_for()
        self.wait_for_map()
        first = monotonic() - begun
        self.page.locator("[data-testid=stProgress]").wait_for(state="detached")
        self.wait_for_map()
        return first, monotonic() - begun

    def click_filter(self) -> None:
        """Choose a layer, or give it up again."""
        side_bar = self.page.locator("section[data-testid=stSidebar]")
        side_bar.get_by_role("button", name="Conflict").click()

    def wait_for_change(self, before: str) -> None:
        """Wait until the list says something else."""
        give_up = monotonic() + _PATIENCE_MS / 1000
        while self.listed() == before:
            if monotonic() > give_up:
                sys.exit("The list of events did not change.")
            sleep(_LOOK_S)

    def listed(self) -> str:
        """The words of the list of events."""
        return str(self.page.locator(".events").first.inner_text())

    def close(self) -> None:
        """Leave the page."""
        self.page.context.close()


def main() -> None:
    """Print what was measured."""
    options = _read_options()
    from playwright.sync_api import sync_playwright

    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=list(_FLAGS))
        begun = monotonic()
        with serve(lambda port: launch_command([], port=port, opens_browser=False), Path(folder)) as server:
            address = server.address
            first = Session(browser, address)
            rows.append(Row(what="start of the server to first map", value=monotonic() - begun, unit="s"))
            first.close()
            begun = monotonic()
            Session(browser, address).close()
            rows.append(Row(what="later visit to map", value=monotonic() - begun, unit="s"))
            for count in options.articles:
                rows += _measure_articles(browser, address, count)
            for count in options.sessions:
                rows += _measure_sessions(browser, address, server.pid, count)
        browser.close()
    _print(rows, as_json=options.json)


def _measure_articles(browser: Any, address: str, count: int) -> list[Row]:
    session = Session(browser, address)
    first, whole = session.upload(make_articles(count, seed=count))
    rows = [
        Row(what=f"upload to map of the first, {count} articles", value=first, unit="s"),
        Row(what=f"upload to map of all, {count} articles", value=whole, unit="s"),
    ]
    waits, sent = [], []
    for _ in range(4):
        before, received = session.listed(), session.received
        begun = monotonic()
        session.click_filter()
        session.wait_for_change(before)
        waits.append(monotonic() - begun)
        session.page.wait_for_function(_IDLE)
        sleep(0.5)
        sent.append(session.received - received)
    session.close()
    return [
        *rows,
        Row(what=f"filter to changed list, {count} articles, first time", value=waits[0], unit="s"),
        Row(what=f"filter to changed list, {count} articles, again", value=min(waits[2:]), unit="s"),
        Row(what=f"sent for it, {count} articles", value=max(sent) / 1000, unit="kB"),
    ]


def _measure_sessions(browser: Any, address: str, pid: int, count: int) -> list[Row]:
    before_mb = resident_mb(pid)
    sessions = []
    for number in range(count):
        session = Session(browser, address)
        session.upload(make_articles(_SESSION_ARTICLES, seed=1000 * count + number))
        sessions.append(session)
    each_mb = (resident_mb(pid) - before_mb) / count
    listed = [session.listed() for session in sessions]
    begun = monotonic()
    for session in sessions:
        session.click_filter()
    for session, before in zip(sessions, listed, strict=True):
        session.wait_for_change(before)
    spent = monotonic() - begun
    for session in sessions:
        session.close()
    name = f"{count} session{'s' if count > 1 else ''} side by side"
    return [
        Row(what=f"memory per session, {name}", value=each_mb, unit="MB"),
        Row(what=f"memory of the server, {name}", value=resident_mb(pid), unit="MB"),
        Row(what=f"filter in all to the last changed list, {name}", value=spent, unit="s"),
    ]


def make_articles(count: int, *, seed: int) -> list[bytes]:
    """Articles of the sample stories' paragraphs, each in an order of its own."""
    random = Random(seed)
    stories = [path.read_text("utf-8").split("\n\n") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    articles = []
    for number in range(count):
        title, *paragraphs = stories[number % len(stories)]
        random.shuffle(paragraphs)
        text = "\n\n".join([f"{title} ({seed}/{number})", *paragraphs])
        articles.append(text.encode())
    return articles


def resident_mb(pid: int) -> float:
    """The memory of a process that is in use, in units of 1024 * 1024 bytes; 0 where it cannot be told."""
    status = Path(f"/proc/{pid}/status")
    found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else 0.0


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        sys.exit("Chromium is not installed. Hint: apt-get install chromium.")
    return found


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the page in a real browser.")
    parser.add_argument("--articles", type=int, nargs="*", default=[1, 20, 200], metavar="N")
    parser.add_argument("--sessions", type=int, nargs="*", default=[1, 5], metavar="N")
    parser.add_argument("--json", action="store_true", help="one JSON object per measurement")
    return parser.parse_args()


def _print(rows: Sequence[Row], *, as_json: bool) -> None:
    if as_json:
        for row in rows:
            print(json.dumps(asdict(row)))
        return
    print("| measured | |\n|---|---|")
    for row in rows:
        print(f"| {row.what} | {row.value:,.2f} {row.unit} |")


if __name__ == "__main__":
    main()
