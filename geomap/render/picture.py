"""A PNG picture of the map, taken by a browser that is installed here.

The page is the one of `render_html` without its controls. A headless Chromium or Firefox draws it in a
profile of its own, which goes afterwards, and reaches no other machine than that of chosen tiles.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from geomap.errors import ExportError, InvalidOptionError, MissingBrowserError
from geomap.files import write_bytes
from geomap.render.firefox import make_profile, take_picture
from geomap.render.folium_map import MapSettings
from geomap.render.html import render_html

if TYPE_CHECKING:
    from geomap.models import Layer, ParsedDocument
    from geomap.render.basemaps import Tiles

BROWSERS: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "firefox",
    "firefox-esr",
)
"""Commands by which browsers are looked for; the first one found draws."""

_ELSEWHERE: Final = (
    *(
        f"/Applications/{name}.app/Contents/MacOS/{name}"
        for name in ("Chromium", "Google Chrome", "Microsoft Edge")
    ),
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Mozilla Firefox\firefox.exe",
)
"""Where they stand on systems on which installing one makes no command."""

SIZE: Final = (1600, 1000)
"""Width and height of a picture in pixels unless told otherwise."""

_SMALLEST, _LARGEST = 320, 8000
_DRAWING_MS = 20_000
_PNG_START = b"\x89PNG\r\n\x1a\n"
_READY = b'data-ready="true"'
_STYLE = (
    ".geomap :is(.leaflet-control-zoom,.gm-tools,.gm-side .gm-body,.gm-time,.gm-layer input,.gm-plain,"
    ".gm-layer:has(input:not(:checked)),.gm-layer:has(input:not(:checked))+.gm-legend){display:none}"
    ".geomap .gm-layers{max-height:none}"
    ".gm-layers>.gm-toggle{display:none}.gm-layers .gm-body{padding-top:8px}"
)
"""Leaves of the page what a reader of a picture needs: title and counts, map, legend, sources."""
_CHROMIUM_FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
    "--force-prefers-reduced-motion",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--password-store=basic",
    "--use-mock-keychain",
)


def write_picture(
    layers: Sequence[Layer],
    path: str | Path,
    *,
    documents: Sequence[ParsedDocument] = (),
    settings: MapSettings | None = None,
    size: tuple[int, int] = SIZE,
    browser: str | None = None,
    timeout_s: float = 300,
) -> None:
    """Write the map as a PNG file, whole or not at all.

    Args:
        layers: Finished layers, in the order of the legend.
        path: The file to write.
        documents: The parsed documents behind them.
        settings: Look and base map; the defaults if None. The list of events is left out.
        size: Width and height in pixels.
        browser: The command or path of a Chromium or Firefox; the first one found if None.
        timeout_s: How long the browser may take, in seconds.

    Raises:
        InvalidOptionError: If the size is too small or too large.
        MissingBrowserError: If there is no Chromium and no Firefox on the path of commands.
        ExportError: If the browser does not draw the map, or the file cannot be written.
    """
    if not all(_SMALLEST <= side <= _LARGEST for side in size):
        given = "x".join(map(str, size))
        raise InvalidOptionError("size", given, f"WIDTHxHEIGHT in pixels, each {_SMALLEST} to {_LARGEST}")
    command = browser or find_browser()
    settings = replace(settings or MapSettings(), is_list_open=False)
    page = render_html(layers, documents=documents, settings=settings, style=_STYLE)
    with TemporaryDirectory(prefix="geomap-picture-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        (work / "map.html").write_text(page, encoding="utf-8", newline="\n")
        take = _take_with_firefox if "firefox" in Path(command).name.lower() else _take_with_chromium
        try:
            content = take(command, work, size, settings.tiles, timeout_s)
        except (subprocess.TimeoutExpired, OSError, ValueError) as error:
            reason = f"{Path(command).name} did not draw the map within {timeout_s:g} seconds ({error})"
            raise ExportError(str(path), reason) from error
    if not content.startswith(_PNG_START):
        raise ExportError(str(path), f"{Path(command).name} did not draw the map")
    write_bytes(path, content)


def find_browser() -> str:
    """The path of a browser that can take pictures.

    Raises:
        MissingBrowserError: If there is none on the path of commands, nor where systems keep them.
    """
    found = next(filter(None, map(shutil.which, (*BROWSERS, *_ELSEWHERE))), None)
    if found is None:
        raise MissingBrowserError(BROWSERS)
    return found


def _take_with_chromium(
    command: str, work: Path, size: tuple[int, int], tiles: Tiles | None, timeout_s: float
) -> bytes:
    """The picture; nothing if the map was not drawn when it was taken."""
    hosts = f", EXCLUDE {tiles.origin.partition('//')[2]}" if tiles else ""
    flags = [
        *_CHROMIUM_FLAGS,
        f"--user-data-dir={work / 'profile'}",
        f"--window-size={size[0]},{size[1]}",
        f"--virtual-time-budget={_DRAWING_MS}",
        f"--host-resolver-rules=MAP * ~NOTFOUND{hosts}",
        f"--screenshot={work / 'map.png'}",
        "--dump-dom",
    ]
    if sys.platform == "linux" and os.geteuid() == 0:
        flags.append("--no-sandbox")  # Chromium has none for the administrator, and the page is ours
    with _running([command, *flags, (work / "map.html").as_uri()], work) as process:
        page, _ = process.communicate(timeout=timeout_s)
    picture = work / "map.png"
    return picture.read_bytes() if _READY in page and picture.is_file() else b""


def _take_with_firefox(
    command: str, work: Path, size: tuple[int, int], tiles: Tiles | None, timeout_s: float
) -> bytes:
    deadline = time.monotonic() + timeout_s
    profile = work / "profile"
    make_profile(profile, reaches_network=tiles is not None)
    flags = ["--headless", "--marionette", "--no-remote", "--new-instance", "--profile", str(profile)]
    with _running([command, *flags], work) as process:
        return take_picture(
            profile,
            (work / "map.html").as_uri(),
            size,
            deadline=deadline,
            is_running=lambda: process.poll() is None,
        )


@contextmanager
def _running(command: Sequence[str], work: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A browser that ends, with all that it started, when the block does."""
    process = subprocess.Popen(
        command,
        cwd=work,
        env={**os.environ, "HOME": str(work), "TMPDIR": str(work)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if hasattr(os, "killpg"):
            # Its own group of processes, which it leads.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.communicate()
