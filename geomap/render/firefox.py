"""Takes a picture with Firefox over Marionette, its remote control, on a port of this machine alone.

Firefox' own ``--screenshot`` does not wait for what a page draws after loading; this does.
"""

from __future__ import annotations

import base64
import json
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

PREFERENCES: Final = {
    "marionette.port": "0",
    "browser.shell.checkDefaultBrowser": "false",
    "datareporting.policy.dataSubmissionEnabled": "false",
    "app.update.auto": "false",
    "ui.prefersReducedMotion": "1",
}
"""What a profile for pictures needs; port 0 lets Firefox choose a free one and write it down."""

NO_NETWORK: Final = {
    "network.proxy.type": "1",
    "network.proxy.http": '"127.0.0.1"',
    "network.proxy.http_port": "9",
    "network.proxy.ssl": '"127.0.0.1"',
    "network.proxy.ssl_port": "9",
}
"""Sends every request to a port where nobody answers."""

_PORT_FILE = "MarionetteActivePort"
_PAUSE_S = 0.2
_IS_READY = "return document.querySelector('[data-ready=true]') !== null;"
_TWO_FRAMES = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()));"
_INNER = "return [innerWidth, innerHeight];"


def make_profile(folder: Path, *, reaches_network: bool) -> None:
    """Make a profile folder with the preferences for a picture."""
    folder.mkdir()
    preferences = PREFERENCES | ({} if reaches_network else NO_NETWORK)
    lines = [f'user_pref("{name}", {value});\n' for name, value in preferences.items()]
    (folder / "user.js").write_text("".join(lines), encoding="utf-8")


def take_picture(
    profile: Path, uri: str, size: tuple[int, int], *, deadline: float, is_running: Callable[[], bool]
) -> bytes:
    """The PNG of a page once its map is drawn.

    Args:
        profile: The folder of the profile with which Firefox was started.
        uri: The page.
        size: Width and height of the page in pixels.
        deadline: Until when to wait, by `time.monotonic`.
        is_running: Whether Firefox still runs.

    Raises:
        TimeoutError: If the map is not drawn by then, or Firefox has ended.
        ConnectionError: If Firefox hangs up.
    """

    def wait_for(found: Callable[[], Any]) -> Any:
        while time.monotonic() < deadline and is_running():
            result = found()
            if result:
                return result
            time.sleep(_PAUSE_S)
        raise TimeoutError("the map is not drawn")

    port_file = profile / _PORT_FILE
    port = int(wait_for(lambda: port_file.is_file() and port_file.read_text(encoding="ascii").strip()))
    with socket.create_connection(("127.0.0.1", port), timeout=max(1.0, deadline - time.monotonic())) as wire:
        remote = _Remote(wire)
        remote.ask("WebDriver:NewSession", {})
        width, height = size
        remote.ask("WebDriver:SetWindowRect", {"width": width, "height": height})
        remote.ask("WebDriver:Navigate", {"url": uri})
        inner_width, inner_height = remote.run(_INNER)
        outer = {"width": 2 * width - inner_width, "height": 2 * height - inner_height}
        remote.ask("WebDriver:SetWindowRect", outer)
        wait_for(lambda: remote.run(_IS_READY))
        remote.ask("WebDriver:ExecuteAsyncScript", {"script": _TWO_FRAMES, "args": []})
        answer = remote.ask("WebDriver:TakeScreenshot", {"full": False, "hash": False, "scroll": False})
    return base64.b64decode(answer["value"])


class _Remote:
    """Marionette's protocol: each message is its length, a colon, and JSON."""

    def __init__(self, wire: socket.socket) -> None:
        self._stream = wire.makefile("rwb")
        self._count = 0
        self._read()  # the greeting

    def run(self, script: str) -> Any:
        """What a script in the page returns."""
        return self.ask("WebDriver:ExecuteScript", {"script": script, "args": []})["value"]

    def ask(self, command: str, parameters: dict[str, Any]) -> Any:
        """The answer to a command."""
        self._count += 1
        content = json.dumps([0, self._count, command, parameters]).encode()
        self._stream.write(b"%d:%s" % (len(content), content))
        self._stream.flush()
        _, _, error, result = self._read()
        if error is not None:
            raise ConnectionError(f"{command}: {error.get('message')}")
        return result

    def _read(self) -> Any:
        digits = b""
        while (sign := self._stream.read(1)) != b":":
            if not sign.isdigit():
                raise ConnectionError("Firefox hung up")
            digits += sign
        return json.loads(self._stream.read(int(digits)))
