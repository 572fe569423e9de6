"""What commands share: complaints, progress, and output that is whole or not there."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO, TypeVar

from geomap.errors import MissingInputError, SkippedFileError
from geomap.files import write_atomically

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
        """Report an input that is left out; the run goes on. A file that holds no texts is only named."""
        if isinstance(error, SkippedFileError):
            say(f"passed over {error.source!r}: {error.reason}. {error.way_out}")
            return
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


def with_progress(
    items: Iterable[Item], is_quiet: bool, *, title: str = "geomap", unit: str = " documents"
) -> Iterator[Item]:
    """The same items, counted on standard error while they pass, if it is a terminal."""
    from tqdm import tqdm

    hides = is_quiet or not sys.stderr.isatty()
    yield from tqdm(items, desc=title, unit=unit, file=sys.stderr, disable=hides, leave=False)


def write_lines(lines: Iterable[str], path: str | None) -> None:
    """Write lines as they come to standard output, or to a file that appears whole or not at all.

    No lines leave the file as it was, or absent.

    Raises:
        ExportError: If the file cannot be written.
    """
    if path is None or path == STANDARD_STREAM:
        sys.stdout.writelines(lines)
        return
    remaining = iter(lines)
    first = next(remaining, None)
    if first is None:
        return
    content = chain([first], remaining)

    def write(draft: Path) -> None:
        with draft.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(content)

    write_atomically(path, write)


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
