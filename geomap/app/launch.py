"""Starts the page: a local Streamlit server, bound to this machine."""

import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from geomap.text.limits import LIMITS

ADDRESS = "127.0.0.1"


def launch(inputs: Sequence[str] = (), *, port: int = 8501, opens_browser: bool = True) -> int:
    """Serve the page until it is stopped.

    Args:
        inputs: Files or folders to open with instead of the sample story.
        port: TCP port on 127.0.0.1.
        opens_browser: Open the page in the default browser.

    Returns:
        The server's exit code; 0 if it was stopped with Ctrl+C.
    """
    server = subprocess.Popen(launch_command(inputs, port=port, opens_browser=opens_browser))
    # Whoever ends this process means the server; without this it would go on alone.
    before = signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    try:
        return server.wait()
    except KeyboardInterrupt:
        server.wait()
        return 0
    finally:
        signal.signal(signal.SIGTERM, before)


def address_of(port: int) -> str:
    """Where a browser on this machine finds the page."""
    return f"http://{ADDRESS}:{port}"


def launch_command(inputs: Sequence[str], *, port: int, opens_browser: bool) -> list[str]:
    """The command line that serves the page."""
    page = Path(__file__).with_name("page.py")
    options = {
        "server.address": ADDRESS,
        "server.port": str(port),
        "server.fileWatcherType": "none",
        "server.showEmailPrompt": "false",
        "server.headless": "false" if opens_browser else "true",
        "browser.serverAddress": ADDRESS,
        "browser.gatherUsageStats": "false",
        "logger.hideWelcomeMessage": "true",
        "logger.level": "warning",
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "client.showErrorLinks": "false",
        "server.maxUploadSize": str(LIMITS.total_mb),
        "theme.font": "system-ui, sans-serif",
        "theme.light.primaryColor": "#1F6C98",
        "theme.dark.primaryColor": "#56B4E9",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    absolute = [str(Path(given).resolve()) for given in inputs]
    return [sys.executable, "-m", "geomap.app.server", "run", str(page), *flags, "--", *absolute]
