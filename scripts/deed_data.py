"""Training text for what the reader says of deeds: sentences with the words marked that tell an event.

Two kinds of files of our own: `training_text/deeds`, where every word that tells an event is marked, and
`training_text/events`, where one is. Both READMEs describe their format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from event_sentences import read_event_sentences
from marked_text import (
    UNKNOWN,
    MarkedLine,
    MarkedSentence,
    Span,
    parse_marked_line,
    read_marked_lines,
    tokens_in,
)

from geomap.constants import EventType
from geomap.reader.reading import SentenceReading

NONE = "NONE"
DEEDS = (NONE, *(event_type.value for event_type in EventType))
"""What a word may tell, in the order of the network's scores."""

_CONTENT = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "ADV"})
_OPEN = frozenset({"VERB", "NOUN", "ADJ"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedDeed:
    """The words that tell an event and its type; None for words that only look like it."""

    span: Span
    type: EventType | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedText:
    """A line of a file: its text with the deeds marked. Spans count code points, end exclusive.

    ``others`` are types of deeds that the text tells besides, in words that are not marked.
    """

    text: str
    deeds: tuple[MarkedDeed, ...]
    others: tuple[EventType, ...]
    source: str


def read_deed_texts(folder: Path, kinds: Sequence[str] = ("deeds", "events")) -> list[DeedText]:
    """All lines of the folders ``deeds`` and ``events`` in one of training text, by file and line.

    Raises:
        InvalidRecordError: If a line breaks the format of its file.
    """
    lines = read_marked_lines(folder / "deeds", DEEDS[1:]) if "deeds" in kinds else ()
    marked = [_deed_text(line) for line in lines]
    labelled = [
        DeedText(
            text=one.text,
            deeds=(MarkedDeed(span=one.trigger, type=one.type),) if one.trigger else (),
            others=one.others,
            source=one.source,
        )
        for one in (read_event_sentences(folder / "events") if "events" in kinds else ())
    ]
    return marked + labelled


def parse_deed_text(line: str, source: str) -> DeedText:
    """The text of a line with marks ``{TYPE words}``; `source` names the line in errors.

    Raises:
        InvalidRecordError: If a mark does not close, or names no type of event.
    """
    return _deed_text(parse_marked_line(line, source, DEEDS[1:]))


def _deed_text(line: MarkedLine) -> DeedText:
    deeds = tuple(MarkedDeed(span=span, type=EventType(kind)) for span, kind in line.marks)
    return DeedText(text=line.text, deeds=deeds, others=(), source=line.source)


def deed_sentences(
    one: DeedText,
    readings: Sequence[SentenceReading],
    rows_of: Callable[[SentenceReading], Sequence[tuple[int, EventType]]],
) -> Iterator[MarkedSentence]:
    """The sentences of a text with their targets.

    Where a row of the lexicon says another type than the mark, either is right. In a text that tells more
    than is marked, words that a row takes for one of the other types are taken so, and other verbs, nouns
    and adjectives left out.

    Args:
        one: The text.
        readings: Its sentences as read.
        rows_of: Gives the head and the type of every trigger that the rows find in a sentence.
    """
    for reading in readings:
        parts, rows = reading.parts, rows_of(reading)
        targets = [0] * len(parts)
        if one.others:
            targets = [UNKNOWN if part in _OPEN else 0 for part in parts]
            for head, kind in rows:
                if kind in one.others:
                    targets[head] = DEEDS.index(kind.value)
        told: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
        for deed in one.deeds:
            inside = tokens_in(reading.sentence, deed.span)
            for token in inside:
                targets[token] = 0 if deed.type is None else UNKNOWN
            if inside and deed.type:
                content = [token for token in inside if parts[token] in _CONTENT] or inside
                either = {deed.type, *(kind for head, kind in rows if head in inside)}
                told.append((tuple(content), tuple(sorted(DEEDS.index(kind.value) for kind in either))))
        yield MarkedSentence(
            words=tuple(token.text for token in reading.sentence.tokens),
            targets=tuple(targets),
            told=tuple(told),
            source=one.source,
        )
