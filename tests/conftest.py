"""What every test shares: no network, one gazetteer, one browser."""

import os
import shutil
import socket
from collections.abc import Iterator
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, settings
from small_data import installed, small_data

__all__ = ["installed", "small_data"]

# The same examples in every run, however slow the machine: what fails in one run fails in all. To look for
# new examples: pytest --hypothesis-profile=searching.
_UNTIMED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("repeatable", derandomize=True, database=None, **_UNTIMED)
settings.register_profile("searching", max_examples=1000, **_UNTIMED)
settings.load_profile("repeatable")

_PAGE: Final = "tests/browser/page/"
_MAPS: Final = "tests/browser/"
LOOPBACK = ("127.0.0.1", "::1", "localhost")
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name leads anywhere but to this machine, whatever a page asks for.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Where several processes run tests, keep together what shares something that takes long to make.

    That is a file of tests, all tests of the page (one server and one browser serve them all), and all tests
    of saved maps (one browser). The page takes longest: it comes first.
    """
    from xdist.scheduler import LoadFileScheduling

    class Scheduling(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            folders = (_PAGE, _MAPS)
            together = next((folder for folder in folders if nodeid.startswith(folder)), None)
            return together or super()._split_scope(nodeid)

    config.option.loadscopereorder = False
    return Scheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put tests of the page first, and try a browser test that waited in vain once more.

    A browser on a busy machine may miss its time; what is wrong fails at once. Only these tests are marked:
    each one that may be tried again takes longer.
    """
    items.sort(key=lambda item: not item.nodeid.startswith(_PAGE))
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=["TimeoutError"]))


class NetworkUsedError(AssertionError):
    """A test tried to open a connection to another machine."""


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Fail any test that connects to, or looks up, anything but this machine."""
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def check(address: Any) -> None:
        if isinstance(address, tuple) and str(address[0]) not in LOOPBACK:
            raise NetworkUsedError(f"Connection to {address[0]!r}. Expected tests to stay on this machine.")

    def guarded_connect(self: socket.socket, address: Any) -> None:
        check(address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        check(address)
        return connect_ex(self, address)

    def guarded_getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host is not None:
            name = host.decode() if isinstance(host, bytes) else str(host)
            check((name,)) if name else None
        return getaddrinfo(host, *args, **kwargs)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded_connect)
    patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    patch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def gazetteer() -> Any:
    """The shipped gazetteer in the default worldview."""
    from geomap.gazetteer.store import open_gazetteer

    return open_gazetteer()


@pytest.fixture(scope="session")
def all_places(gazetteer: Any) -> tuple[Any, ...]:
    """Every place of it, the most important first: made once, since that takes seconds."""
    return tuple(gazetteer)


@pytest.fixture(scope="session")
def pipeline() -> Any:
    """The default pipeline."""
    from geomap.pipeline import Pipeline

    return Pipeline.default()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium; without one the test is skipped, or fails where CI is set."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        message = "Chromium is not installed. Hint: apt-get install chromium."
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=executable, args=BROWSER_FLAGS)
        yield instance
        instance.close()
