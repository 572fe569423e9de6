"""The page is started for this machine alone, silent, and the same way from a checkout and a wheel."""

import os
import socket
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
from ports import free_port

from geomap.app.launch import launch_command

ROOT = Path(__file__).resolve().parents[2]


def options(command: list[str]) -> dict[str, str]:
    flags = [
        word.removeprefix("--").split("=", 1) for word in command if word.startswith("--") and "=" in word
    ]
    return dict(flags)


def flatten(table: dict, prefix: str = "") -> dict[str, str]:
    """The options of a configuration file as the command line writes them."""
    flat: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            flat |= flatten(value, f"{prefix}{key}.")
        else:
            flat[f"{prefix}{key}"] = str(value).lower() if isinstance(value, bool) else str(value)
    return flat


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("server.address", "127.0.0.1"),
        ("browser.gatherUsageStats", "false"),
        ("client.showErrorDetails", "none"),
        ("server.port", "8600"),
        ("server.headless", "true"),
        ("server.showEmailPrompt", "false"),
        ("logger.hideWelcomeMessage", "true"),
    ],
)
def test_the_page_is_started_safely(name, value):
    assert options(launch_command([], port=8600, opens_browser=False))[name] == value


def test_a_checkout_is_configured_like_the_command():
    configured = flatten(tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")))
    started = options(launch_command([], port=8501, opens_browser=True))

    assert configured == {name: started[name] for name in configured}


def test_inputs_come_after_the_options_as_whole_paths(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    command = launch_command(["a.txt"], port=8501, opens_browser=False)

    assert command[command.index("--") + 1 :] == [str(tmp_path / "a.txt")]
    assert Path(command[command.index("run") + 1]).name == "page.py"


def is_answered(port):
    with socket.socket() as connection:
        return connection.connect_ex(("127.0.0.1", port)) == 0


PATIENCE_S = 180
"""Generous, since a machine may be busy; what is there sooner is not waited for."""


def wait_until(holds):
    ends = time.monotonic() + PATIENCE_S
    while not holds() and time.monotonic() < ends:
        time.sleep(0.1)
    return holds()


@pytest.mark.skipif(sys.platform == "win32", reason="signals end processes elsewhere only")
def test_ending_the_command_ends_its_server():
    port = free_port()
    command = [sys.executable, "-m", "geomap", "app", "--no-browser", "--port", str(port)]

    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        was_up = wait_until(lambda: is_answered(port))
        process.terminate()
        told = process.stdout.read()

    assert was_up
    assert f"http://127.0.0.1:{port}" in told
    assert wait_until(lambda: not is_answered(port))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_the_first_start_in_a_terminal_asks_nothing(tmp_path):
    port, (ours, theirs) = free_port(), os.openpty()
    environment = os.environ | {"HOME": str(tmp_path), "BROWSER": "true"}
    command = [sys.executable, "-m", "geomap", "app", "--port", str(port)]

    with subprocess.Popen(
        command,
        cwd=tmp_path,
        stdin=theirs,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
    ) as process:
        is_up = wait_until(lambda: is_answered(port))
        process.terminate()
    os.close(ours)
    os.close(theirs)

    assert is_up
