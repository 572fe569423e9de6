"""Gzip for pieces of very different kinds, each compressed in the way that suits it.

A browser reads one gzip stream; what stands in it may still be compressed piece by piece. Texts want their
repeats found. Planes of numbers and random identifiers hardly repeat: a long search finds little in them, and
some are smaller without any.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from functools import partial
from typing import Final, TypeVar

_Found = TypeVar("_Found")

_START: Final = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
"""What a gzip stream begins with; no time stamp, and no system."""

_END: Final = b"\x03\x00"
"""A last block without content."""


class Plane(bytes):
    """A piece that holds one byte of each of many numbers."""


class Names(bytes):
    """A piece of identifiers or addresses, in which short repeats are chance and cost more than they save."""


_SHORT: Final = 2048
"""Neighbours below so many bytes are compressed together."""

_LONG: Final = 65_536
"""Longer planes are cut, for their parts may be of different kinds."""

_LONG_TEXT: Final = 1 << 20
"""The same for texts, which are of one kind; it saves reading again what stands before a part."""

_WINDOW: Final = 32_768
"""So far back a part may repeat what stands before it in its piece."""

_VAST_TEXT: Final = 1 << 22
_VAST_NAMES: Final = 1 << 20
"""From so many bytes on a text, or names, are compressed quickly: a tenth larger in half the time."""

_THOROUGH: Final = 7
_QUICK: Final = 5
_QUICKER: Final = 4
_QUICKEST: Final = 3
"""How hard zlib searches for repeats."""

_SAMPLE: Final = 8192
"""So many bytes of a longer plane tell whether it has repeats worth searching for."""


class GzipStream:
    """One gzip stream of pieces; where there is a pool, its threads compress them while others are added.

    The same pieces give the same bytes, whichever thread has done what.
    """

    def __init__(self, pool: Executor | None = None) -> None:
        self._pool = pool
        self._pieces: list[bytes] = []
        self._parts: list[Callable[[], bytes]] = []
        self._short = b""

    def add(self, piece: bytes) -> None:
        """Add a piece behind the others."""
        if len(piece) < _SHORT and len(self._short) < _SHORT:
            self._short += piece
            return
        self._compress(self._short)
        self._short = piece if len(piece) < _SHORT else b""
        if len(piece) >= _SHORT:
            self._compress(piece)

    def finish(self, first: bytes = b"") -> Callable[[], bytes]:
        """The whole stream, from a function that waits for the threads.

        Args:
            first: A piece before all others, which often says what they are.
        """
        self._compress(self._short)
        front, pieces = self._started(first), (first, *self._pieces)
        checksum, size = self._start(_checksum, pieces), sum(map(len, pieces))

        def stream() -> bytes:
            parts = [part() for part in (*front, *self._parts)]
            return b"".join((_START, *parts, _END, struct.pack("<II", checksum(), size % 2**32)))

        return stream

    def _compress(self, piece: bytes) -> None:
        self._pieces.append(piece)
        self._parts += self._started(piece)

    def _started(self, piece: bytes) -> list[Callable[[], bytes]]:
        """What gives the compressed parts of a piece."""
        starts = range(0, len(piece), _LONG if isinstance(piece, Plane) else _LONG_TEXT)
        return [self._start(_deflated, piece, start, starts.step) for start in starts]

    def _start(self, work: Callable[..., _Found], *arguments: object) -> Callable[[], _Found]:
        """What gives the result of some work, which is a thread's where there are any."""
        # zlib lets other threads work meanwhile.
        return self._pool.submit(work, *arguments).result if self._pool else partial(work, *arguments)


def _checksum(pieces: Iterable[bytes]) -> int:
    checksum = 0
    for piece in pieces:
        checksum = zlib.crc32(piece, checksum)
    return checksum


def gzip_bytes(content: bytes) -> bytes:
    """A gzip stream of one piece."""
    return GzipStream().finish(content)()


def _deflated(piece: bytes, start: int, size: int) -> bytes:
    """A part of a piece as blocks that end with a whole byte; one of a plane in the shorter of two ways."""
    content, before = piece[start : start + size], piece[max(0, start - _WINDOW) : start]
    if isinstance(piece, Names):
        if len(piece) >= _VAST_NAMES:
            return _compress(content, before, zlib.Z_DEFAULT_STRATEGY, level=_QUICKEST)
        return _compress(content, before, zlib.Z_FILTERED)
    if not isinstance(piece, Plane):
        level = _QUICKER if len(piece) >= _VAST_TEXT else _THOROUGH
        return _compress(content, before, zlib.Z_DEFAULT_STRATEGY, level=level)
    if len(content) <= 2 * _SAMPLE:
        return min(_by_repeats(content, before), _by_bytes(content), key=len)
    # What suits the middle suits the whole: trying both on all of it would take most of the time.
    middle = len(content) // 2
    sample, stood = content[middle : middle + _SAMPLE], content[middle - _SAMPLE : middle]
    if len(_by_repeats(sample, stood)) < len(_by_bytes(sample)):
        return _by_repeats(content, before)
    return _by_bytes(content)


def _by_repeats(content: bytes, before: bytes) -> bytes:
    return _compress(content, before, zlib.Z_DEFAULT_STRATEGY, level=_QUICK)


def _by_bytes(content: bytes) -> bytes:
    return _compress(content, b"", zlib.Z_RLE)


def _compress(content: bytes, before: bytes, strategy: int, *, level: int = _THOROUGH) -> bytes:
    one = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, strategy=strategy, zdict=before)
    return one.compress(content) + one.flush(zlib.Z_SYNC_FLUSH)
