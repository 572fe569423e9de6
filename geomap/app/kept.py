"""Where readers' own articles are kept on the server, so that reloading the page does not lose them.

A set of articles is found by two names together: the secret of the browser that brought it in, which is
drawn at random and never leaves that browser but for this server, and the digest of its content, which
stands in the address. So a link restores the articles in the same browser and in no other. The secret
itself is not kept, only its hash.

Sets stand as files in a folder that nobody but this user may enter, or, where there is no such folder,
in memory until the server ends. Age, number and size are bounded; the oldest are forgotten first.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock
from time import time
from typing import Final, Protocol

from platformdirs import user_cache_path

from geomap.files import write_bytes
from geomap.text.limits import MEBIBYTE

_SECRET = re.compile("[0-9a-f]{64}")
_KEY = re.compile("[0-9a-f]{24}")
_DAY_S: Final = 86_400
_ENDING: Final = ".geomap"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepLimits:
    """The most that is kept: of one reader, of all, and for how many days after it was last opened."""

    sets_per_reader: int = 12
    sets: int = 300
    set_mb: int = 40
    total_mb: int = 400
    days: int = 30


KEEP_LIMITS: Final = KeepLimits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One kept set: its name, its size in bytes, and when it was last opened, in seconds since 1970."""

    name: str
    size: int
    moment: float


class Drawer(Protocol):
    """Holds contents under names; safe for several threads."""

    def read(self, name: str) -> bytes | None:
        """The content, which counts as opened now; None where there is none."""
        ...

    def write(self, name: str, content: bytes) -> None:
        """Hold a content."""
        ...

    def remove(self, name: str) -> None:
        """Hold it no more."""
        ...

    def entries(self) -> list[Entry]:
        """All that is held."""
        ...


class MemoryDrawer:
    """Contents in memory, gone when the server ends."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[bytes, float]] = {}

    def read(self, name: str) -> bytes | None:
        """See `Drawer`."""
        held = self._held.get(name)
        if held is None:
            return None
        self._held[name] = (held[0], time())
        return held[0]

    def write(self, name: str, content: bytes) -> None:
        """See `Drawer`."""
        self._held[name] = (content, time())

    def remove(self, name: str) -> None:
        """See `Drawer`."""
        self._held.pop(name, None)

    def entries(self) -> list[Entry]:
        """See `Drawer`."""
        return [
            Entry(name=name, size=len(content), moment=moment)
            for name, (content, moment) in list(self._held.items())
        ]


class FolderDrawer:
    """Contents as files of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> bytes | None:
        """See `Drawer`."""
        path = self._path(name)
        try:
            content = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return content

    def write(self, name: str, content: bytes) -> None:
        """See `Drawer`.

        Raises:
            ExportError: If the file cannot be written.
        """
        write_bytes(self._path(name), content)

    def remove(self, name: str) -> None:
        """See `Drawer`."""
        self._path(name).unlink(missing_ok=True)

    def entries(self) -> list[Entry]:
        """See `Drawer`."""
        return list(self._look())

    def _look(self) -> Iterator[Entry]:
        for path in self._folder.glob(f"*{_ENDING}"):
            try:
                about = path.stat()
            except OSError:
                continue  # another process has just removed it
            yield Entry(name=path.stem, size=about.st_size, moment=about.st_mtime)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}{_ENDING}"


class KeptTexts:
    """Sets of articles by the secret of a browser and the digest of the set."""

    def __init__(self, drawer: Drawer, *, limits: KeepLimits = KEEP_LIMITS) -> None:
        self._drawer = drawer
        self._limits = limits
        self._lock = Lock()

    @property
    def outlives_server(self) -> bool:
        """Whether what is kept is still there after the server was stopped and started again."""
        return isinstance(self._drawer, FolderDrawer)

    def put(self, secret: str, key: str, content: bytes) -> bool:
        """Keep a set of articles; False where it is too large, or a name is malformed.

        Raises:
            ExportError: If it cannot be written.
        """
        name = _name(secret, key)
        if name is None or len(content) > self._limits.set_mb * MEBIBYTE:
            return False
        with self._lock:
            self._drawer.write(name, content)
            for old in _too_much(self._drawer.entries(), name, self._limits, now=time()):
                self._drawer.remove(old)
        return True

    def get(self, secret: str, key: str) -> bytes | None:
        """A set of articles; None where this browser has brought in none of this name, or too long ago."""
        name = _name(secret, key)
        if name is None:
            return None
        with self._lock:
            oldest = time() - self._limits.days * _DAY_S
            held = {entry.name for entry in self._drawer.entries() if entry.moment >= oldest}
            return self._drawer.read(name) if name in held else None

    def forget(self, secret: str) -> None:
        """Keep nothing more of this browser."""
        owner = _owner(secret)
        with self._lock:
            for entry in self._drawer.entries():
                if entry.name.startswith(owner):
                    self._drawer.remove(entry.name)


def open_kept(folder: Path | None = None) -> KeptTexts:
    """What is kept in a folder, by default of the user's cache, if it can be made safe; else in memory.

    Safe means that no one but this user may enter it.
    """
    chosen = folder or user_cache_path("geomap", appauthor=False) / "articles"
    return KeptTexts(FolderDrawer(chosen) if _is_private(chosen) else MemoryDrawer())


def _is_private(folder: Path) -> bool:
    """Make the folder and close it to others; whether that worked."""
    if not hasattr(os, "getuid"):
        return False
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        about = folder.lstat()
        if not stat.S_ISDIR(about.st_mode) or about.st_uid != os.getuid():
            return False
        folder.chmod(0o700)
        return stat.S_IMODE(folder.lstat().st_mode) == 0o700 and os.access(folder, os.W_OK)
    except OSError:
        return False


def _owner(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()[:32]


def _name(secret: str, key: str) -> str | None:
    is_sound = _SECRET.fullmatch(secret) and _KEY.fullmatch(key)
    return f"{_owner(secret)}-{key}" if is_sound else None


def _too_much(entries: Iterable[Entry], new: str, limits: KeepLimits, *, now: float) -> Iterator[str]:
    """The names of what exceeds the limits once `new` has been brought in, which itself stays."""
    count, own, used = 0, 0, 0
    owner = new.partition("-")[0]
    for entry in sorted(entries, key=lambda entry: (entry.name != new, -entry.moment, entry.name)):
        is_own = entry.name.startswith(owner)
        is_over = (
            count >= limits.sets
            or used + entry.size > limits.total_mb * MEBIBYTE
            or (is_own and own >= limits.sets_per_reader)
            or now - entry.moment > limits.days * _DAY_S
        )
        if is_over:
            yield entry.name
        else:
            count, own, used = count + 1, own + is_own, used + entry.size
