"""Measure how many of the marked numbers of our own sentences become figures, and how many figures are none.

    python benchmarks/counts.py [--taught] [--files "*money*"] [--missed [KIND]] [--false]

The sentences of ``scripts/training_text/counts`` are invented, with every number marked that tells how many
fled, live displaced, came back, died or were hurt, how many homes were lost, or money of states. One in five
has never been taught to the reader: only these count unless ``--taught`` asks for the others. A mark is found
if a figure overlaps it, and right if its category is the marked one (who fled may be told as having crossed
a border: places decide); a figure that overlaps no mark is false. ``--missed`` and ``--false`` list them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

from count_data import COUNTS, read_count_texts
from marked_text import MarkedLine, Span, is_left_out

from geomap.constants import HOUSING, Category
from geomap.models import Document, Figure
from geomap.pipeline import Pipeline

FOLDER = Path(__file__).resolve().parents[1] / "scripts" / "training_text"
FLIGHT = frozenset({Category.INTERNAL_DISPLACEMENTS, Category.CROSS_BORDER_DISPLACEMENTS})
RIGHT = {
    **dict.fromkeys(("FLED", "CROSSED", "DESTROYED", "DAMAGED"), FLIGHT),
    "RETURNED": {Category.RETURNS},
    "EVACUATED": {Category.EVACUATIONS},
    "IDPS": {Category.IDPS},
    "REFUGEES": {Category.REFUGEES},
    "DEAD": {Category.DEATHS},
    "HURT": {Category.INJURED},
    "MONEY": {Category.AMOUNT},
}
"""The categories that are right for a mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One line with what the coder made of it."""

    line: MarkedLine
    figures: tuple[Figure, ...]

    def at(self, span: Span) -> list[Figure]:
        """The figures that overlap a mark."""
        return [one for one in self.figures if one.start < span[1] and span[0] < one.end]

    def right(self, span: Span, kind: str) -> bool:
        """Whether a mark is told with its category; homes lost are told as such, and nobody else is."""
        is_home = kind in ("DESTROYED", "DAMAGED")
        return any(one.category in RIGHT[kind] and is_home is (one.term in HOUSING) for one in self.at(span))

    def false(self) -> Iterator[Figure]:
        """The figures that overlap no mark."""
        return (
            one
            for one in self.figures
            if not any(one.start < span[1] and span[0] < one.end for span, _ in self.line.marks)
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; the exit code is 2 if no file fits."""
    parser = argparse.ArgumentParser(description="Measure figures on sentences with marked numbers.")
    parser.add_argument("--taught", action="store_true", help="the sentences that the reader was taught")
    parser.add_argument("--files", default="*", help="only files whose name fits this pattern")
    parser.add_argument("--missed", nargs="?", const="", metavar="KIND", help="list the marks not told right")
    parser.add_argument("--false", action="store_true", help="list the figures without mark")
    chosen = parser.parse_args(arguments)
    lines = [
        line
        for line in read_count_texts(FOLDER)
        if fnmatch(line.source, chosen.files) and is_left_out(line.source) is not chosen.taught
    ]
    if not lines:
        print(f"No file of {FOLDER / 'counts'} fits {chosen.files!r}.", file=sys.stderr)
        return 2
    documents = [Document(document_id=line.source, text=line.text) for line in lines]
    read = zip(lines, Pipeline.default().pipe(documents), strict=True)
    answers = [Answer(line=line, figures=parsed.figures) for line, parsed in read]
    print_table(answers)
    for answer in answers if chosen.missed is not None else ():
        for span, kind in answer.line.marks:
            if chosen.missed in ("", kind) and not answer.right(span, kind):
                print_line("missed", kind, answer.line.text, span)
    for answer in answers if chosen.false else ():
        for figure in answer.false():
            print_line("false", figure.category.value, answer.line.text, (figure.start, figure.end))
    return 0


def print_table(answers: Sequence[Answer]) -> None:
    """Print a line for each kind, one for all, and one for the lines that tell nothing."""
    print(f"{'kind':10} {'marks':>6} {'found':>6} {'right':>6}")
    for kind in (*COUNTS[1:], None):
        marks = [(one, span, own) for one in answers for span, own in one.line.marks if kind in (own, None)]
        found = sum(bool(one.at(span)) for one, span, _ in marks)
        right = sum(one.right(span, own) for one, span, own in marks)
        print(f"{kind or 'all':10} {len(marks):6} {_share(found, len(marks))} {_share(right, len(marks))}")
    figures = [figure for one in answers for figure in one.figures]
    false = sum(len(list(one.false())) for one in answers)
    print(f"{false} of {len(figures)} figures are false ({_share(false, len(figures)).strip()})")
    silent = [one for one in answers if not one.line.marks]
    print(f"{sum(bool(one.figures) for one in silent)} of {len(silent)} lines without a mark give a figure")


def _share(part: int, whole: int) -> str:
    """A share with two decimals, or a dash of nothing."""
    return f"{part / whole:6.2f}" if whole else "     -"


def print_line(word: str, kind: str, text: str, span: Span) -> None:
    """Print one mark or figure with its sentence."""
    print(f"{word} {kind:10} {text[: span[0]]}[{text[slice(*span)]}]{text[span[1] :]}")


if __name__ == "__main__":
    sys.exit(main())
