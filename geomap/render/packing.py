"""How columns travel: whole numbers as planes of bytes, long texts as one run, behind a head of JSON.

A part of the payload is a line of JSON, its head, and bytes. The head lists the columns in the order of their
bytes, each as [name, count, width, how]: ``width`` planes of ``count`` bytes, the lowest byte of every number
first, for gzip packs equal places of numbers better than numbers one by one. ``how`` adds up what was done to
the numbers before (`DIFFERENCES`, `SIGNED`), what they are for (`SIZES`), that bytes are no numbers (`RUN`).
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, Final

from geomap.render.gzipping import GzipStream, Names, Plane

if TYPE_CHECKING:
    from numpy.typing import NDArray

DIFFERENCES: Final = 1
"""Each number is the difference to the one before it, the first to 0."""

SIGNED: Final = 2
"""Numbers are doubled, and those below zero stand between them: 0, -1, 1, -2..."""

SIZES: Final = 4
"""The numbers are how long several runs are; the script wants to know where each begins."""

RUN: Final = 8
"""Bytes as they are; the count is how many."""

_TWO_UNITS: Final = 0xF0
"""In UTF-8 the first byte of what has two units in UTF-16 is at least this one, and no other byte is."""

_AT_A_TIME: Final = 1024
"""So many texts are joined together: they are in the cache when they are encoded."""


class Pack:
    """Columns under names, gathered for one part of a payload and compressed as they come."""

    def __init__(self, pool: Executor | None = None) -> None:
        self._columns: list[tuple[str, int, int, int]] = []
        self._stream = GzipStream(pool)
        self._head: Mapping[str, object] = {}

    def numbers(
        self,
        name: str,
        values: Sequence[int] | NDArray[Any],
        *,
        as_differences: bool = False,
        are_sizes: bool = False,
    ) -> None:
        """Add a column of whole numbers below 2 to the power of 53."""
        import numpy as np

        numbers = np.asarray(values, dtype=np.int64)
        how = SIZES if are_sizes else 0
        if as_differences:
            numbers, how = np.diff(numbers, prepend=0), how | DIFFERENCES
        if numbers.size and numbers.min() < 0:
            numbers, how = (numbers << 1) ^ (numbers >> 63), how | SIGNED
        width = (int(numbers.max()).bit_length() + 7) // 8 if numbers.size else 0
        planes = numbers.astype("<u8").view(np.uint8).reshape(-1, 8)[:, :width].T
        self._columns.append((name, len(numbers), width, how))
        for plane in planes:
            self._stream.add(Plane(plane.tobytes()))

    def texts(self, name: str, texts: Sequence[str], *, are_names: bool = False) -> None:
        """Add texts that are read late: one run, and under ``nameLength`` how many UTF-16 units each has."""
        import numpy as np

        parts: list[bytes] = []
        units: list[int] = []
        for first in range(0, len(texts), _AT_A_TIME):
            some = texts[first : first + _AT_A_TIME]
            parts.append(as_bytes("".join(some)))
            units += map(len, some)
        content = b"".join(parts)
        if np.frombuffer(content, dtype=np.uint8).max(initial=0) >= _TWO_UNITS:
            units = [len(text.encode("utf-16-le", "replace")) // 2 for text in texts]
        self.numbers(f"{name}Length", units, are_sizes=True)
        self.run(name, Names(content) if are_names else content)

    def run(self, name: str, content: bytes) -> None:
        """Add bytes as they are."""
        self._columns.append((name, len(content), 1, RUN))
        self._stream.add(content)

    def add_head(self, head: Mapping[str, object]) -> None:
        """Add what stands before all columns, beside the list of them."""
        self._head = {**self._head, **head}

    def finish(self) -> Callable[[], str]:
        """The whole part as text, from a function that waits until all is compressed.

        It is the head and the columns' bytes, gzipped, in base64.
        """
        text = json.dumps(
            {**self._head, "columns": self._columns},
            ensure_ascii=False,
            separators=(",", ":"),
            allow_nan=False,
        )
        stream = self._stream.finish(as_bytes(text) + b"\n")
        return lambda: as_base64(stream())


def unpack(content: bytes) -> dict[str, Any]:
    """A part's head, with its columns by name: lists of numbers, lists of texts, and bytes."""
    size = content.index(b"\n") + 1
    head: dict[str, Any] = json.loads(content[:size])
    columns: dict[str, Any] = {}
    for name, count, width, how in head["columns"]:
        planes = content[size : size + count * width]
        size += count * width
        columns[name] = planes if how & RUN else _numbers(planes, count, how)
    for name in [name.removesuffix("Length") for name in columns if name.endswith("Length")]:
        columns[name] = _texts(columns[name], columns.pop(f"{name}Length"))
    return {**head, "columns": columns}


def _numbers(planes: bytes, count: int, how: int) -> list[int]:
    numbers = [int.from_bytes(planes[index::count], "little") for index in range(count)]
    if how & SIGNED:
        numbers = [-(number + 1) // 2 if number % 2 else number // 2 for number in numbers]
    return list(accumulate(numbers)) if how & DIFFERENCES else numbers


def _texts(run: bytes, units: Sequence[int]) -> list[str]:
    whole = run.decode().encode("utf-16-le")
    ends = list(accumulate(units, initial=0))
    return [whole[2 * start : 2 * end].decode("utf-16-le") for start, end in pairwise(ends)]


def as_bytes(text: str) -> bytes:
    """A text as UTF-8; half a surrogate pair cannot be written so, and a question mark stands for it."""
    return text.encode("utf-8", "replace")


def as_base64(content: bytes) -> str:
    """Bytes as signs that may stand in any page."""
    return base64.b64encode(content).decode("ascii")


def decode_payload(payload: str) -> tuple[dict[str, Any], ...]:
    """The parts of a payload as `unpack` reads them; an empty part is an empty dictionary."""
    contents = (gzip.decompress(base64.b64decode(part)) for part in payload.split("."))
    return tuple(unpack(content) if content else {} for content in contents)
