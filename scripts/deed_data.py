"""Training text for what the reader says of deeds: sentences with the words marked that tell an event.

Two kinds of files of our own: `training_text/deeds`, where every word that tells an event is marked, and
`training_text/events`, where one is. Both READMEs describe their format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from event_sentences import read_event_sentences

from geomap.constants import EventType
from geomap.errors import InvalidRecordError
from geomap.reader.reading import SentenceReading
from geomap.text.tokens import Sentence

NONE = "NONE"
DEEDS = (NONE, *(event_type.value for event_type in EventType))
"""What a word may tell, in the order of the network's scores."""

UNKNOWN = -100
"""Target of a word of which the label says nothing."""

_MARK = re.compile(r"\{([A-Z]+) ([^{}]+)\}")
_CONTENT = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "ADV"})
_OPEN = frozenset({"VERB", "NOUN", "ADJ"})

Span = tuple[int, int]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedSentence:
    """Words with what is to be learned of them.

    ``targets`` has for every word the index in `DEEDS`, or `UNKNOWN`; of each of ``told`` some one of the
    words (their numbers) tells a deed of one of the types (their indexes).
    """

    words: tuple[str, ...]
    targets: tuple[int, ...]
    told: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
    source: str


def read_deed_texts(folder: Path, kinds: Sequence[str] = ("deeds", "events")) -> list[DeedText]:
    """All lines of the folders ``deeds`` and ``events`` in one of training text, by file and line.

    Raises:
        InvalidRecordError: If a line breaks the format of its file.
    """
    marked = [
        parse_deed_text(line, f"{path.name}:{number}")
        for path in (sorted((folder / "deeds").glob("*.txt")) if "deeds" in kinds else ())
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]
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


def is_left_out(source: str) -> bool:
    """Whether the text of a file and line is one of the fifth that is never taught, but for scoring."""
    return blake2b(source.encode(), digest_size=4).digest()[0] % 5 == 0


def parse_deed_text(line: str, source: str) -> DeedText:
    """The text of a line with marks ``{TYPE words}``; `source` names the line in errors.

    Raises:
        InvalidRecordError: If a mark does not close, or names no type of event.
    """
    pieces: list[str] = []
    deeds: list[MarkedDeed] = []
    length = copied = 0
    for mark in _MARK.finditer(line):
        before, words = line[copied : mark.start()], mark[2]
        start = length + len(before)
        if mark[1] not in DEEDS[1:] or words != words.strip():
            raise _wrong(source, f"no type of event, or outer spaces: {mark[0]!r}")
        deeds.append(MarkedDeed(span=(start, start + len(words)), type=EventType(mark[1])))
        pieces += [before, words]
        length, copied = start + len(words), mark.end()
    text = "".join([*pieces, line[copied:]])
    if any(sign in text for sign in "{}[]"):
        raise _wrong(source, f"a mark that does not close or lies in another: {line!r}")
    return DeedText(text=text, deeds=tuple(deeds), others=(), source=source)


def _wrong(source: str, reason: str) -> InvalidRecordError:
    return InvalidRecordError(
        f"{source}: {reason}. Expected what scripts/training_text/deeds/README.md says."
    )


def deed_sentences(
    one: DeedText,
    readings: Sequence[SentenceReading],
    rows_of: Callable[[SentenceReading], Sequence[tuple[int, EventType]]],
) -> Iterator[DeedSentence]:
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
            inside = _tokens_in(reading.sentence, deed.span)
            for token in inside:
                targets[token] = 0 if deed.type is None else UNKNOWN
            if inside and deed.type:
                content = [token for token in inside if parts[token] in _CONTENT] or inside
                either = {deed.type, *(kind for head, kind in rows if head in inside)}
                told.append((tuple(content), tuple(sorted(DEEDS.index(kind.value) for kind in either))))
        yield DeedSentence(
            words=tuple(token.text for token in reading.sentence.tokens),
            targets=tuple(targets),
            told=tuple(told),
            source=one.source,
        )


def _tokens_in(sentence: Sentence, span: Span) -> list[int]:
    """The numbers of the tokens that a span of the text covers."""
    return [
        number
        for number, token in enumerate(sentence.tokens)
        if token.start < span[1] and token.end > span[0]
    ]
