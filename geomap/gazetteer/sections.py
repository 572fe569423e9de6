"""A file of named columns that is memory-mapped instead of read.

Layout, all numbers little-endian: eight bytes of magic, four bytes with the length of a JSON header,
the header, then the sections, each beginning at a multiple of eight bytes. The header says what each
section holds and carries small tables of its own.
"""

from __future__ import annotations

import json
import mmap
import shutil
import struct
from pathlib import Path
from typing import Any, Final

from geomap.errors import DamagedDataError

_MAGIC: Final = b"geomap\x00\x01"
_ALIGNMENT: Final = 8


def write_sections(path: Path, header: dict[str, Any], sections: dict[str, tuple[str, bytes | Path]]) -> None:
    """Write a column file; the same input always gives the same bytes.

    Args:
        path: File to write.
        header: Small tables, as JSON values; the key "sections" is ours.
        sections: Name to (format character of `struct`, bytes); a path stands for the bytes of that
            file, which are copied without being held in memory.
    """
    index: dict[str, Any] = {}
    offset = 0
    for name, (code, content) in sections.items():
        length = content.stat().st_size if isinstance(content, Path) else len(content)
        index[name] = [code, offset, length]
        offset += length + -length % _ALIGNMENT
    text = json.dumps(header | {"sections": index}, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-(len(_MAGIC) + 4 + len(text)) % _ALIGNMENT)
    with path.open("wb") as file:
        file.write(_MAGIC + struct.pack("<I", len(text)) + text)
        for name, (_, content) in sections.items():
            if isinstance(content, Path):
                with content.open("rb") as source:
                    shutil.copyfileobj(source, file)
            else:
                file.write(content)
            file.write(b"\0" * (-index[name][2] % _ALIGNMENT))


class SectionFile:
    """An open column file. Safe across threads and processes: it is only read."""

    def __init__(self, path: Path) -> None:
        """Map a file into memory.

        Raises:
            DamagedDataError: If the file does not begin as a column file.
        """
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._name = path.name
        if self._map[: len(_MAGIC)] != _MAGIC:
            raise DamagedDataError(path.name, "it does not begin as a column file")
        (length,) = struct.unpack_from("<I", self._map, len(_MAGIC))
        self._start = len(_MAGIC) + 4 + length
        try:
            self.header: dict[str, Any] = json.loads(self._map[len(_MAGIC) + 4 : self._start])
        except ValueError as error:
            raise DamagedDataError(path.name, "its header is not JSON") from error
        self._check_length()

    def column(self, name: str) -> memoryview[Any]:
        """A section as a sequence of numbers, without copying it."""
        code, offset, length = self._entry(name)
        begin = self._start + offset
        view: memoryview[Any] = memoryview(self._map)[begin : begin + length]
        return view if code == "B" else view.cast(code)  # type: ignore[call-overload]

    def _entry(self, name: str) -> tuple[str, int, int]:
        try:
            code, offset, length = self.header["sections"][name]
        except KeyError as error:
            raise DamagedDataError(self._name, f"section missing: {name}") from error
        return code, offset, length

    def _check_length(self) -> None:
        ends = [offset + length for _, offset, length in self.header.get("sections", {}).values()]
        if self._start + max(ends, default=0) > len(self._map):
            raise DamagedDataError(self._name, "it is cut short")
