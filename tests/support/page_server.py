"""A server of the page in a process of its own, for browser tests and benchmarks."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from ports import free_port

ROOT = Path(__file__).resolve().parents[2]
START_WITHIN_S = 180
"""Generous, since a machine may be busy."""

_STARTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PageServer:
    """A server that answers: its address, and the number of its process."""

    address: str
    pid: int


@contextmanager
def serve(command_of: Callable[[int], Sequence[str]], data_folder: Path) -> Iterator[PageServer]:
    """Serve the page until the block is left.

    Args:
        command_of: The command line that serves it on a port of 127.0.0.1.
        data_folder: Where the server keeps corrections and articles.
    """
    server, address = _start(command_of, data_folder)
    try:
        yield PageServer(address=address, pid=server.pid)
    finally:
        server.terminate()
        try:
            server.wait(timeout=60)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _start(
    command_of: Callable[[int], Sequence[str]], data_folder: Path
) -> tuple["subprocess.Popen[bytes]", str]:
    """A server that answers. Another program may take the port first; then it is started on another one."""
    for _ in range(_STARTS):
        port = free_port()
        server = subprocess.Popen(
            command_of(port),
            cwd=ROOT,
            env={**os.environ, "XDG_DATA_HOME": str(data_folder), "XDG_CACHE_HOME": str(data_folder)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        address = f"http://127.0.0.1:{port}"
        if _answers(address, server):
            return server, address
        server.kill()
        server.wait()
    raise AssertionError(f"no server answers after {_STARTS} starts")


def _answers(address: str, server: "subprocess.Popen[bytes]") -> bool:
    """Whether a server answers before it ends or the time is up."""
    give_up = time.monotonic() + START_WITHIN_S
    while time.monotonic() < give_up and server.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=5):
                return server.poll() is None
        except OSError:
            time.sleep(0.05)
    return False
