"""What commands share: complaints, progress, and output that is whole or not there."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO, TypeVar

from geomap.errors import ExportError, MissingInputError

DONE, NOTHING_USABLE, WRONG_USAGE, SOME_LEFT_OUT, STOPPED = 0, 1, 2, 3, 130
STANDARD_STREAM = "-"

Item = TypeVar("Item")


@dataclass(slots=True)
class Tally:
    """What happened to the inputs of one run; decides the exit code."""

    is_quiet: bool = False
    used: int = 0
    left_out: int = 0

    def complain(self, error: Exception) -> None:
        """Report an input that is left out; the run goes on."""
        self.left_out += 1
        say(f"left out: {error}")

    def note(self, message: str) -> None:
        """Say what was done, unless asked to be quiet."""
        if not self.is_quiet:
            say(message)

    def code(self) -> int:
        """The exit code of the run."""
        if not self.used:
            return NOTHING_USABLE
        return SOME_LEFT_OUT if self.left_out else DONE


def say(message: str) -> None:
    """One line on standard error; control characters of foreign text are shown, not sent."""
    shown = "".join(sign if sign.isprintable() else f"\\x{ord(sign):02x}" for sign in message)
    print(f"geomap: {shown}", file=sys.stderr)


def with_progress(items: Iterable[Item], is_quiet: bool) -> Iterator[Item]:
    """The same items, counted on standard error while they pass, if it is a terminal."""
    from tqdm import tqdm

    hides = is_quiet or not sys.stderr.isatty()
    yield from tqdm(items, desc="geomap", unit=" documents", file=sys.stderr, disable=hides, leave=False)


@contextmanager
def open_output(path: str | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears under its name only when everything was written.

    Raises:
        ExportError: If the file cannot be written.
    """
    if path is None or path == STANDARD_STREAM:
        yield sys.stdout
        return
    target = Path(path)
    try:
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise ExportError(path, error.strerror or str(error)) from error
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(target)
    except OSError as error:
        raise ExportError(path, error.strerror or str(error)) from error
    finally:
        Path(temporary).unlink(missing_ok=True)


@contextmanager
def open_rows(path: str) -> Iterator[BinaryIO]:
    """A file's bytes, or standard input for ``-``.

    Raises:
        MissingInputError: If there is no such file.
    """
    if path == STANDARD_STREAM:
        yield sys.stdin.buffer
        return
    try:
        stream = Path(path).open("rb")  # noqa: SIM115 - closed below, opened apart to catch only its errors
    except OSError as error:
        raise MissingInputError(path, error.strerror or str(error), "Check the path.") from error
    with stream:
        yield stream


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
