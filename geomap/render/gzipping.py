"""Gzip for pieces of very different kinds, each compressed in the way that suits it.

A browser reads one gzip stream; what stands in it may still be compressed piece by piece. Texts want their
repeats found. Planes of numbers and random identifiers hardly repeat: a long search finds little in them, and
some are smaller without any.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from typing import Final

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

_THOROUGH: Final = 6
_QUICK: Final = 5
"""How hard zlib searches for repeats."""

_PLAIN_RATIO: Final = 4
"""What becomes so many times smaller by its repeats needs no other way."""


def gzip_pieces(pieces: Iterable[bytes]) -> bytes:
    """One gzip stream of all pieces, one after another; the same pieces give the same bytes."""
    found, checksum, size = [_START], 0, 0
    for piece in _joined(pieces):
        checksum, size = zlib.crc32(piece, checksum), size + len(piece)
        size_of_part = _LONG if isinstance(piece, Plane) else _LONG_TEXT
        for start in range(0, len(piece), size_of_part):
            before = piece[max(0, start - _WINDOW) : start]
            found.append(_deflated(piece[start : start + size_of_part], before, type(piece)))
    found += _END, struct.pack("<II", checksum, size % 2**32)
    return b"".join(found)


def _joined(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces, with short neighbours as one."""
    short = b""
    for piece in pieces:
        if len(piece) < _SHORT and len(short) < _SHORT:
            short += piece
            continue
        yield short
        short = b""
        if len(piece) < _SHORT:
            short = piece
        else:
            yield piece
    yield short


def _deflated(content: bytes, before: bytes, kind: type[bytes]) -> bytes:
    """The content as blocks that end with a whole byte; a plane in the shorter of two ways."""
    if kind is Names:
        return _compress(content, before, zlib.Z_FILTERED)
    if kind is not Plane:
        return _compress(content, before, zlib.Z_DEFAULT_STRATEGY)
    found = _compress(content, before, zlib.Z_DEFAULT_STRATEGY, level=_QUICK)
    if _PLAIN_RATIO * len(found) < len(content):
        return found
    return min(found, _compress(content, b"", zlib.Z_RLE), key=len)


def _compress(content: bytes, before: bytes, strategy: int, *, level: int = _THOROUGH) -> bytes:
    one = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, strategy=strategy, zdict=before)
    return one.compress(content) + one.flush(zlib.Z_SYNC_FLUSH)
