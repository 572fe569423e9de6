"""Sentences as lessons for `train_event_head.py`: what the network knows of each word, and what it tells.

The network's last layer knows trees and names and has forgotten much of what words mean; its second
still tells it. The weights' file stays as it is: a few bytes added in memory make an inner tensor an output.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from event_sentences import EventSentence, read_event_sentences
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions

from geomap.constants import EventType
from geomap.events.grammar import region_of
from geomap.events.sentences import Words, read_sentence
from geomap.events.triggers import find_triggers
from geomap.gazetteer.store import open_gazetteer
from geomap.models import Document, Event
from geomap.pipeline import Pipeline
from geomap.places.demonyms import load_demonyms
from geomap.reader.classes import GazetteerClasses
from geomap.reader.encode import Batch
from geomap.reader.model import Reader, ReadSentence
from geomap.resources import data_path

TYPES = tuple(EventType)
TEXT = Path(__file__).resolve().parent / "training_text"
OUTPUTS = ("names", "parts", "arcs", "labels", "layer_norm_4")
"""What the network gives; the last is the state of every word piece after the second of six layers."""

LABELS = "root ccomp xcomp advcl acl obj obl nmod acl:relcl conj nsubj".split()
CONTENT = frozenset("NOUN VERB ADJ ADV PROPN ADP PART AUX".split())
PREDICATES = frozenset("root ccomp conj xcomp".split())
SHORTEST = 3
_MARK = re.compile(r"\[(?:PER|ORG|NAT|LOC(?::\w+)?) ([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence read: its candidates with what is known of them, their targets and weights.

    A target is 0 for none, else the number of a type plus 1. ``types`` are the targets that the sentence is
    known to tell, None where nobody said; ``coded`` what rules and rows make of it; ``rules`` the target
    of each candidate that begins one of these events, else 0. ``states`` hold for each candidate the state of
    the word, the mean of the sentence and the mean of its phrase; ``flags`` its place in the tree.
    """

    states: NDArray[np.float32]
    flags: NDArray[np.float32]
    targets: tuple[int, ...]
    weights: tuple[float, ...]
    types: frozenset[int] | None
    coded: frozenset[int] = frozenset()
    rules: tuple[int, ...] = ()


class StateReader(Reader):
    """A reader that also keeps the states of the words of what it read last."""

    def __init__(self) -> None:
        super().__init__(GazetteerClasses(open_gazetteer(), load_demonyms()), threads=1)
        self.states: dict[tuple[str, ...], NDArray[np.float32]] = {}

    @cached_property
    def _session(self) -> InferenceSession:
        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        model = with_output(data_path("reader/reader.onnx").read_bytes(), OUTPUTS[-1])
        return InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def _run(self, batch: Batch) -> list[NDArray[np.float32]]:
        feed = {key: getattr(batch, key) for key in ("pieces", "types", "mask", "positions")}
        *found, states = self._session.run(list(OUTPUTS), feed)
        self._last = [word_states(states[row], batch, row) for row in range(len(batch.lengths))]
        return found  # type: ignore[no-any-return]

    def _read_batch(self, sentences: Sequence[Sequence[str]]) -> list[ReadSentence]:
        found = super()._read_batch(sentences)
        self.states.update(zip(map(tuple, sentences), self._last, strict=True))
        return found


def with_output(model: bytes, tensor: str) -> bytes:
    """A serialized ONNX model with one of its inner tensors as a further output.

    Parts of a protocol buffer that follow one another are merged, so it is enough to append a model
    that holds only the output: field 7 (graph), in it 12 (output), in it 1 (name).
    """
    content = tensor.encode()
    for field in (1, 12, 7):
        content = bytes((field << 3 | 2, len(content))) + content
    return model + content


def word_states(states: NDArray[np.float32], batch: Batch, row: int) -> NDArray[np.float32]:
    """The mean state of the pieces of every word of a sentence; zeros for words that went unread."""
    starts = batch.positions[row, 1 : batch.lengths[row] + 1]
    ends = np.append(starts[1:], 0)
    ends[ends <= starts] = int(batch.mask[row].sum()) - 1
    ends = np.maximum(ends, starts + 1)
    sums = np.concatenate((np.zeros((1, states.shape[1]), dtype=np.float32), states.cumsum(axis=0)))
    means: NDArray[np.float32] = (sums[ends] - sums[starts]) / (ends - starts)[:, None]
    means[starts == 0] = 0.0
    return means


class Source:
    """Turns texts into lessons."""

    def __init__(self) -> None:
        self.pipeline = Pipeline.default()
        assert self.pipeline.reader is not None
        self.reader = StateReader()
        self.pipeline.reader._reader = self.reader

    def read(self, text: str) -> Iterator[tuple[Words, NDArray[np.float32]]]:
        """The sentences of a text and the states of their words."""
        assert self.pipeline.reader is not None
        self.reader.states.clear()
        for reading in self.pipeline.reader.read(Document(document_id="d", text=text)).sentences:
            states = self.reader.states.get(tuple(token.text for token in reading.sentence.tokens))
            if states is not None:
                yield read_sentence(reading), states

    def events(self, text: str) -> tuple[Event, ...]:
        """What rules and rows make of a text; asked after `read`, the text is not read anew."""
        return self.pipeline.parse(Document(document_id="d", text=text)).events

    def labelled(self) -> list[Lesson]:
        """The labelled sentences."""
        lessons = []
        for sentence in read_event_sentences(TEXT / "events"):
            read, events = list(self.read(sentence.text)), self.events(sentence.text)
            lessons += [labelled_lesson(sentence, words, states, events) for words, states in read[:1]]
        return [lesson for lesson in lessons if lesson.targets]

    def taught(self) -> list[Lesson]:
        """Every second document of the other texts; the rows of the lexicon are the teacher."""
        lessons = []
        for path in sorted(TEXT.glob("*_*.txt")):
            for document in re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))[::2]:
                for words, states in self.read(_MARK.sub(r"\1", document.replace("\n", "\n\n"))):
                    rows, asked = rows_of(words), candidates(words)
                    targets = tuple(rows.get(index, 0) for index in asked)
                    weights = tuple(0.5 if target else 0.1 if rows else 0.2 for target in targets)
                    types = None if rows else frozenset[int]()
                    lessons.append(
                        Lesson(
                            *inputs_of(words, states, asked),
                            targets,
                            weights,
                            types,
                            frozenset(targets) - {0},
                        )
                    )
        return [lesson for lesson in lessons if lesson.targets]

    def gold(self, text: str, types: frozenset[int]) -> list[Lesson]:
        """The sentences of a gold text, to be measured on, never learned from."""
        read, events = list(self.read(text)), self.events(text)
        lessons = []
        for words, states in read:
            asked = candidates(words)
            rules = tuple(coded_at(words, index, events) for index in asked)
            coded = frozenset(number_of(event.event_type) for event in events)
            lessons.append(Lesson(*inputs_of(words, states, asked), (), (), types, coded, rules))
        return lessons


def number_of(event_type: EventType) -> int:
    """A type as a target."""
    return TYPES.index(event_type) + 1


def rows_of(words: Words) -> dict[int, int]:
    """The targets of the words at which rows of the lexicon find a trigger."""
    return {match.head: number_of(match.trigger.meaning.event_type) for match in find_triggers(words)}


def coded_at(words: Words, index: int, events: Sequence[Event]) -> int:
    """The target of the event whose trigger holds a word; 0 if none."""
    start = words.tokens[index].start
    found = (event for event in events if event.trigger_start <= start < event.trigger_end)
    return next((number_of(event.event_type) for event in found), 0)


def labelled_lesson(
    sentence: EventSentence, words: Words, states: NDArray[np.float32], events: Sequence[Event]
) -> Lesson:
    """The marked words' head has the label's type, other candidates none; what is unsure weighs nothing."""
    first, last = sentence.trigger or (-1, -1)
    marked = [i for i, token in enumerate(words.tokens) if token.start < last and token.end > first]
    asked = candidates(words)
    inside = [index for index in marked if index in asked] or marked
    head = min(inside, key=lambda i: (words.parts[i] not in ("VERB", "NOUN"), depth_of(words, i)), default=-1)
    asked = tuple(sorted({*asked, *([head] if head >= 0 else [])}))
    rows, own = rows_of(words), 0 if sentence.type is None else number_of(sentence.type)
    others = frozenset(number_of(one) for one in sentence.others)
    targets, weights = [], []
    for index in asked:
        target, weight = 0, 0.25 if index in rows else 0.5
        if not own:
            weight = 1.5 if index == head else 0.7
        elif index == head:
            target, weight = own, 2.0
        elif index in marked:
            weight = 0.0
        elif others:
            is_told = rows.get(index, 0) in others
            target, weight = (rows[index], 1.0) if is_told else (0, 0.0)
        targets.append(target)
        weights.append(weight)
    return Lesson(
        *inputs_of(words, states, asked),
        tuple(targets),
        tuple(weights),
        (others | {own}) - {0},
        frozenset(number_of(event.event_type) for event in events),
    )


def depth_of(words: Words, index: int) -> int:
    """How many heads stand above a word."""
    depth = 0
    while words.heads[index] >= 0 and depth < len(words):
        index, depth = words.heads[index], depth + 1
    return depth


def candidates(words: Words) -> tuple[int, ...]:
    """The words that may tell of an event: verbs, nouns and predicates that belong to no name."""
    named = {index for name in words.names for index in range(name.first, name.last)}
    return tuple(
        index
        for index, part in enumerate(words.parts)
        if (part in ("VERB", "NOUN") or (part == "ADJ" and words.labels[index] in PREDICATES))
        and index not in named
        and len(words.lower[index]) >= SHORTEST
    )


def inputs_of(
    words: Words, states: NDArray[np.float32], asked: Sequence[int]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """States (candidates, 3, width) of word, sentence and phrase; flags (candidates, flags) of the tree."""
    content = [index for index, part in enumerate(words.parts) if part in CONTENT]
    whole = states[content].mean(axis=0) if content else states.mean(axis=0)
    found, flags = np.zeros((len(asked), 3, states.shape[1]), np.float32), []
    for row, index in enumerate(asked):
        phrase = [one for one in sorted(region_of(words, index)) if words.parts[one] != "PUNCT"] or [index]
        found[row] = states[index], whole, states[phrase].mean(axis=0)
        part, label = words.parts[index], words.labels[index]
        flags.append([part == "VERB", part == "NOUN", *(label == one for one in LABELS)])
    return found, np.array(flags, dtype=np.float32).reshape(len(asked), 2 + len(LABELS))
