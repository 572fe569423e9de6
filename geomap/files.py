"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from geomap.errors import ExportError, InvalidRecordError

_NAME = re.compile("[a-z][a-z0-9_]*")


def check_name(key: str) -> None:
    """Accept a key that can name a file on any system: lower-case letters, digits and "_".

    Raises:
        InvalidRecordError: If it has other signs, by which it might name a file elsewhere.
    """
    if not _NAME.fullmatch(key):
        raise InvalidRecordError(
            f"Layer key {key!r}. Expected lower-case letters, digits and '_', a letter first, for it"
            " names a file. Hint: any text may be the layer's title."
        )


def write_atomically(path: str | Path, write: Callable[[Path], None]) -> None:
    """Put a file at `path` once it is complete; what was there before stays until then.

    Args:
        path: The file to make or replace, in a folder that exists.
        write: Writes the file at the path it is given: one with the same name in a passing folder
            beside `path`, so that side files of the writer (SQLite's journal) pass with it.

    Raises:
        ExportError: If the file cannot be written.
    """
    target = Path(path)
    try:
        with TemporaryDirectory(dir=target.parent, prefix=".geomap-") as folder:
            draft = Path(folder) / target.name
            write(draft)
            draft.replace(target)
    except ExportError:
        raise
    except OSError as error:
        raise ExportError(str(target), error.strerror or str(error)) from error


def write_bytes(path: str | Path, content: bytes) -> None:
    """Put a file with the given content at `path`, whole or not at all.

    Raises:
        ExportError: If the file cannot be written.
    """

    def write(draft: Path) -> None:
        draft.write_bytes(content)

    write_atomically(path, write)


def make_folder(path: str | Path) -> Path:
    """The folder at `path`, made with its parents if need be.

    Raises:
        ExportError: If it cannot be made or something else has its name.
    """
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(str(folder), error.strerror or str(error)) from error
    return folder
