"""Training text for what the reader says of numbers: sentences with every number marked that tells a figure.

The files lie in `training_text/counts`, whose README describes the format.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from marked_text import UNKNOWN, MarkedLine, MarkedSentence, Span, read_marked_lines, tokens_in

from geomap.constants import HOUSING, Category, Term
from geomap.models import Figure
from geomap.reader.reading import SentenceReading
from geomap.text.numbers import find_numbers
from geomap.text.tokens import Sentence, split_sentences

COUNTS = (
    *("NONE", "FLED", "CROSSED", "RETURNED", "EVACUATED", "IDPS", "REFUGEES"),
    *("DEAD", "HURT", "DESTROYED", "DAMAGED", "MONEY"),
)
"""What befell those a number counts, in the order of the network's scores."""


_KINDS = {
    Category.INTERNAL_DISPLACEMENTS: "FLED",
    Category.CROSS_BORDER_DISPLACEMENTS: "CROSSED",
    Category.RETURNS: "RETURNED",
    Category.EVACUATIONS: "EVACUATED",
    Category.IDPS: "IDPS",
    Category.REFUGEES: "REFUGEES",
    Category.DEATHS: "DEAD",
    Category.INJURED: "HURT",
    Category.AMOUNT: "MONEY",
}


def read_count_texts(folder: Path) -> list[MarkedLine]:
    """All lines of the folder ``counts`` in one of training text, by file and line.

    Raises:
        InvalidRecordError: If a line breaks the format.
    """
    return list(read_marked_lines(folder / "counts", COUNTS[1:]))


def count_sentences(one: MarkedLine, readings: Sequence[SentenceReading]) -> Iterator[MarkedSentence]:
    """The sentences of a line with their targets: words outside a mark tell no figure."""
    for reading in readings:
        yield _marked(one, reading.sentence, ())


def ruled_sentences(source: str, text: str, figures: Sequence[Figure]) -> Iterator[MarkedSentence]:
    """The sentences of a text in which rules find figures, these as marks; of other numbers nothing is said.

    Our own sentences with marked numbers shun the usual words, which rules know: these teach them.
    """
    marks = tuple(((one.start, one.end), _kind_of(one)) for one in figures)
    line = MarkedLine(text=text, marks=marks, source=source)
    for sentence in split_sentences(text):
        others = [(one.start, one.end) for one in find_numbers(text, start=sentence.start, end=sentence.end)]
        marked = _marked(line, sentence, others)
        if marked.told:
            yield marked


def _kind_of(figure: Figure) -> str:
    if figure.term in HOUSING:
        return "DESTROYED" if figure.term is Term.DESTROYED_HOUSING else "DAMAGED"
    return _KINDS[figure.category]


def _marked(line: MarkedLine, sentence: Sentence, unknown: Sequence[Span]) -> MarkedSentence:
    """A sentence with its targets; of the words in `unknown` spans nothing is said."""
    targets = [0] * len(sentence.tokens)
    told: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    for span in (*unknown, *(span for span, _ in line.marks)):
        for token in tokens_in(sentence, span):
            targets[token] = UNKNOWN
    for span, kind in line.marks:
        inside = tokens_in(sentence, span)
        if inside:
            told.append((tuple(inside), (COUNTS.index(kind),)))
    return MarkedSentence(
        words=tuple(token.text for token in sentence.tokens),
        targets=tuple(targets),
        told=tuple(told),
        source=line.source,
    )
