"""Sentences of our own with words marked, and what the reader is to learn of their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from geomap.errors import InvalidRecordError
from geomap.text.numbers import find_numbers
from geomap.text.tokens import Sentence

UNKNOWN = -100
"""Target of a word of which the marks say nothing."""

_MARK = re.compile(r"\{([A-Z]+) ([^{}]+)\}")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedLine:
    """A line of a file: its text and its marks. Spans count code points of the text, end exclusive."""

    text: str
    marks: tuple[tuple[Span, str], ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedSentence:
    """Words with what is to be learned of them.

    ``targets`` has for every word the number of its kind, or `UNKNOWN`; of each of ``told`` some one of the
    words (their numbers) tells one of the kinds (their numbers).
    """

    words: tuple[str, ...]
    targets: tuple[int, ...]
    told: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
    source: str


def read_marked_lines(folder: Path, kinds: Sequence[str]) -> Iterator[MarkedLine]:
    """The lines of all files of a folder but empty ones and notes, by file and line.

    Raises:
        InvalidRecordError: If a mark does not close or names none of the kinds.
    """
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip() and not line.startswith("#"):
                yield parse_marked_line(line, f"{path.name}:{number}", kinds)


def parse_marked_line(line: str, source: str, kinds: Sequence[str]) -> MarkedLine:
    """The text of a line with marks ``{KIND words}``; `source` names the line in errors.

    Raises:
        InvalidRecordError: If a mark does not close or names none of the kinds.
    """
    pieces: list[str] = []
    marks: list[tuple[Span, str]] = []
    length = copied = 0
    for mark in _MARK.finditer(line):
        before, words = line[copied : mark.start()], mark[2]
        start = length + len(before)
        if mark[1] not in kinds or words != words.strip():
            raise _wrong(source, f"no known kind, or outer spaces: {mark[0]!r}")
        marks.append(((start, start + len(words)), mark[1]))
        pieces += [before, words]
        length, copied = start + len(words), mark.end()
    text = "".join([*pieces, line[copied:]])
    if any(sign in text for sign in "{}[]"):
        raise _wrong(source, f"a mark that does not close or lies in another: {line!r}")
    return MarkedLine(text=text, marks=tuple(marks), source=source)


def _wrong(source: str, reason: str) -> InvalidRecordError:
    return InvalidRecordError(f"{source}: {reason}. Expected what the README beside the file says.")


def holds_number(words: str) -> bool:
    """Whether words hold a number: in digits, in words, or a magnitude such as "scores"."""
    return any(sign.isdigit() for sign in words) or bool(find_numbers(words))


def is_left_out(source: str) -> bool:
    """Whether the text of a file and line is one of the fifth that is never taught, but for scoring."""
    return blake2b(source.encode(), digest_size=4).digest()[0] % 5 == 0


def tokens_in(sentence: Sentence, span: Span) -> list[int]:
    """The numbers of the tokens that a span of the text covers."""
    return [
        number
        for number, token in enumerate(sentence.tokens)
        if token.start < span[1] and token.end > span[0]
    ]
