"""The lines of printed pages as running text: lines joined, words put together, page furniture dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import quantiles

_ENDS = (".", "!", "?", "…", "。", ".”", '."', "!”", "?”", ".’", ".)", ":", ".»")
_FULL_LINE = 0.75
_EDGE = 2
_BROKEN = re.compile(r"(?P<head>[^\W\d_]{2,})[-\u00ad\u2010]$")
_SOFT_HYPHEN = "\u00ad"
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


def text_of_pages(pages: Sequence[str]) -> str:
    """The running text of pages, in paragraphs with an empty line between them.

    A word broken at the end of a line is put together, without its hyphen unless the pages spell it
    with one elsewhere. Page numbers, and headings and footings that most pages repeat, are left out.
    """
    cleaned = [_lines(page) for page in pages]
    furniture = _furniture(cleaned)
    lines: list[str] = []
    for page in cleaned:
        lines += [line for number, line in enumerate(page) if not _is_furniture(page, number, furniture)]
        if lines and lines[-1].endswith(_ENDS):
            lines.append("")
    width = _usual_width(lines)
    hyphenated = {word.lower() for line in lines for word in re.findall(r"[^\W\d_]+-[^\W\d_]+", line)}
    return "\n\n".join(_paragraphs(lines, width, hyphenated))


def _lines(page: str) -> list[str]:
    text = page.translate(_LIGATURES).replace("\r\n", "\n").replace("\r", "\n")
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]


def _furniture(pages: Sequence[Sequence[str]]) -> set[str]:
    """What stands at the edge of most pages, numbers aside."""
    counts = Counter(
        key for page in pages for key in {_shape(line) for line in (*page[:_EDGE], *page[-_EDGE:]) if line}
    )
    needed = max(3, len(pages) // 2 + 1)
    return {key for key, count in counts.items() if count >= needed}


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line.lower())


def _is_furniture(page: Sequence[str], number: int, furniture: set[str]) -> bool:
    is_at_edge = number < _EDGE or number >= len(page) - _EDGE
    line = page[number]
    is_number = re.fullmatch(r"(?:page )?[-–— ]*\d{1,4}[-–— ]*(?:(?:of|/) ?\d{1,4})?", line, re.IGNORECASE)
    return is_at_edge and bool(line) and (is_number is not None or _shape(line) in furniture)


def _usual_width(lines: Sequence[str]) -> float:
    """The length of a full line, in characters; 0 where there are too few to tell."""
    lengths = [len(line) for line in lines if line]
    return quantiles(lengths, n=10)[-2] if len(lengths) > 3 else 0.0


def _paragraphs(lines: Sequence[str], width: float, hyphenated: set[str]) -> list[str]:
    paragraphs: list[str] = []
    current = ""
    last = ""
    for line in lines:
        if current and (not line or _ends_paragraph(last, width)):
            paragraphs.append(current)
            current = ""
        if line:
            current = _join(current, line, hyphenated)
        last = line
    return [*paragraphs, current] if current else paragraphs


def _ends_paragraph(line: str, width: float) -> bool:
    """Whether a line stops before the margin: at a full stop, or so early that it is a heading."""
    if _BROKEN.search(line):
        return False
    is_short = len(line) < _FULL_LINE * width
    return (is_short and line.endswith(_ENDS)) or (is_short and not line.endswith((",", ";", "–", "—")))


def _join(before: str, line: str, hyphenated: set[str]) -> str:
    if not before:
        return line
    broken = _BROKEN.search(before)
    if broken is None or not line[0].isalpha():
        return f"{before} {line}"
    tail = re.match(r"[^\W\d_]+", line)
    whole = f"{broken['head']}-{tail.group() if tail else ''}".lower()
    keeps_hyphen = before[-1] != _SOFT_HYPHEN and (line[0].isupper() or whole in hyphenated)
    return before + line if keeps_hyphen else before[:-1] + line
