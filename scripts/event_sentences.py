"""The labelled sentences that test event coding: their record, and how the files are read.

scripts/training_text/events/README.md describes the format. A label, mode or mark that does not
exist is an error, so that a slip of the pen cannot pass for a label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geomap.constants import EventType, Modality
from geomap.errors import DamagedDataError, InvalidRecordError
from geomap.events.lists.ontology import Meaning, load_ontology

Span = tuple[int, int]

_LABEL: Final = re.compile(r"([A-Z]+)(?:\.([a-z-]+))?((?:[+~][A-Za-z]+)*)")
_MARK: Final = re.compile(r"\{([^{}\[\]]*)\}|\[([AR]): ([^{}\[\]]*)\]")
_NONE: Final = "NONE"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSentence:
    """One sentence with its label.

    ``type`` is None for a sentence without an event, whose ``trigger`` is then the misleading words.
    ``others`` are the types of further events the sentence tells. Spans count code points of ``text``,
    end exclusive; None when the sentence names no such words. ``source`` is the file and line.
    """

    text: str
    type: EventType | None
    mode: str | None
    modality: Modality
    others: tuple[EventType, ...]
    trigger: Span | None
    actor: Span | None
    recipient: Span | None
    source: str


def read_event_sentences(folder: Path) -> list[EventSentence]:
    """All sentences of the folder's text files, by file name and line.

    Raises:
        InvalidRecordError: If a line is not ``LABEL | sentence`` with known labels and balanced marks.
    """
    return [
        parse_event_sentence(line, f"{path.name}:{number}")
        for path in sorted(folder.glob("*.txt"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]


def parse_event_sentence(line: str, source: str) -> EventSentence:
    """The sentence a line holds; `source` names the line in errors.

    Raises:
        InvalidRecordError: If the line breaks the format.
    """
    label, separator, marked = (part.strip() for part in line.partition(" | "))
    if not separator or not marked:
        raise _wrong(source, f"not 'LABEL | sentence': {line!r}")
    meaning, modality, others = _read_label(label, source)
    text, spans = _read_marks(marked, source)
    return EventSentence(
        text=text,
        type=meaning.event_type if meaning else None,
        mode=meaning.mode if meaning else None,
        modality=modality,
        others=others,
        trigger=spans.get("trigger"),
        actor=spans.get("A"),
        recipient=spans.get("R"),
        source=source,
    )


def _wrong(source: str, reason: str) -> InvalidRecordError:
    return InvalidRecordError(
        f"{source}: {reason}. Expected what scripts/training_text/events/README.md says."
    )


def _read_label(label: str, source: str) -> tuple[Meaning | None, Modality, tuple[EventType, ...]]:
    if label == _NONE:
        return None, Modality.ACTUAL, ()
    parts = _LABEL.fullmatch(label)
    if parts is None:
        raise _wrong(source, f"not TYPE.mode+TYPE~modality: {label!r}")
    name, mode, rest = parts.groups()
    added = re.findall(r"([+~])([A-Za-z]+)", rest)
    modalities = [word for sign, word in added if sign == "~"] or [Modality.ACTUAL.value]
    others = tuple(word for sign, word in added if sign == "+")
    if len(modalities) > 1 or len(others) != len(set(others)):
        raise _wrong(source, f"said twice: {label!r}")
    try:
        meaning = Meaning(event_type=EventType(name), mode=mode)
        other_types = tuple(EventType(word) for word in others)
        modality = Modality(modalities[0])
    except ValueError as error:
        raise _wrong(source, f"unknown type or modality in {label!r}") from error
    try:
        return load_ontology().check(meaning, source), modality, other_types
    except DamagedDataError as error:
        raise _wrong(source, error.reason) from error


def _read_marks(marked: str, source: str) -> tuple[str, dict[str, Span]]:
    """The plain text and the span of each mark, by "trigger", "A" and "R"."""
    pieces: list[str] = []
    spans: dict[str, Span] = {}
    length = copied = 0
    for mark in _MARK.finditer(marked):
        words = mark[1] if mark[2] is None else mark[3]
        kind = mark[2] or "trigger"
        if kind in spans or not words or words != words.strip():
            raise _wrong(source, f"twice, empty or with outer spaces: {mark[0]!r}")
        before = marked[copied : mark.start()]
        spans[kind] = (length + len(before), length + len(before) + len(words))
        pieces += [before, words]
        length = spans[kind][1]
        copied = mark.end()
    text = "".join([*pieces, marked[copied:]])
    if any(sign in text for sign in "{}[]"):
        raise _wrong(source, f"a mark that does not close or lies in another: {marked!r}")
    return text, spans
