"""What kept articles say, kept beside them, so that a new start of the server shows them at once."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import geomap
from geomap.app.digests import digest
from geomap.app.result_lines import read_results, write_results
from geomap.models import Document, ParsedDocument
from geomap.resources import data_folder
from geomap.text.limits import LIMITS

_ENTRY: Final = "results.kept"
"""Beside the entries of a workspace; who opens one passes it over."""


def add_results(content: bytes, parsed: Iterable[ParsedDocument]) -> bytes:
    """The file of a kept workspace with what its texts say."""
    packed = io.BytesIO(content)
    with ZipFile(packed, "a", ZIP_DEFLATED) as archive:
        archive.writestr(_ENTRY, write_results(parsed, version=reading_version()))
    return packed.getvalue()


def find_results(content: bytes, documents: Iterable[Document]) -> list[ParsedDocument]:
    """What the documents of a kept workspace say; none where this geomap would read them differently."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            if _ENTRY not in archive.namelist() or archive.getinfo(_ENTRY).file_size > LIMITS.total_bytes:
                return []
            text = archive.read(_ENTRY).decode("utf-8")
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return []
    return read_results(text, documents, version=reading_version())


@cache
def reading_version() -> str:
    """A name for the program and the data that read texts now; another one after either has changed."""
    folders = (Path(geomap.__file__).parent, data_folder())
    return digest(geomap.__version__, *(part for folder in folders for part in _states(folder)))


def _states(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            about = path.stat()
            yield f"{path.relative_to(folder).as_posix()} {about.st_size} {about.st_mtime_ns}"
