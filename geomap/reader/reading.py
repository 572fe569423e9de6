"""Documents read: every sentence with its names, parts of speech and tree."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final

from geomap.reader.decode import Count, Deed, NameSpan
from geomap.reader.model import Reader, ReadSentence
from geomap.text.tokens import Sentence, split_sentences

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from geomap.models import Document

_KEPT: Final = 64
"""How many documents' readings are kept, so that each stage may ask for them anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceReading:
    """A sentence of a document and what the reader says of its tokens, number by number.

    ``parts`` are universal parts of speech; ``heads`` the number of each token's head in the sentence, -1
    for the root; ``labels`` the relations of Universal Dependencies, subtypes only where they matter
    (nsubj:pass, obl:agent, acl:relcl, nmod:poss, compound:prt ...); ``names`` the names found.
    """

    sentence: Sentence
    read: ReadSentence

    @property
    def parts(self) -> tuple[str, ...]:
        """The universal part of speech of every token."""
        return self.read.parts

    @property
    def heads(self) -> tuple[int, ...]:
        """The number of every token's head, -1 for the root."""
        return self.read.heads

    @property
    def labels(self) -> tuple[str, ...]:
        """The relation of every token to its head."""
        return self.read.labels

    @property
    def names(self) -> tuple[NameSpan, ...]:
        """The names in order, without overlaps."""
        return self.read.names

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """The words that likely tell of an event, in order."""
        return self.read.deeds

    @property
    def counts(self) -> tuple[Count, ...]:
        """The words that likely count people who fled or died, homes lost, or money of states, in order."""
        return self.read.counts

    @property
    def shares(self) -> NDArray[np.float32]:
        """Probabilities (tokens, kinds) that a token is part of a name of each of `decode.KINDS`."""
        return self.read.shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All sentences of a document, in order."""

    sentences: tuple[SentenceReading, ...]


class DocumentReader:
    """Reads documents and keeps the readings of the last ones. Safe to share between threads."""

    def __init__(self, reader: Reader, *, kept: int = _KEPT) -> None:
        """Take the model and how many readings to keep."""
        self._reader = reader
        self._kept = kept
        self._readings: OrderedDict[str, Reading] = OrderedDict()
        self._lock = Lock()

    def read(self, document: Document) -> Reading:
        """The reading of a document; free of cost if it was among the last ones asked for."""
        known = self._find(document.text)
        return known if known is not None else self._read_all([document.text])[0]

    def read_ahead(self, documents: Iterable[Document]) -> None:
        """Read several documents together, which is faster than one by one; no more than are kept."""
        texts = dict.fromkeys(document.text for document in documents)
        unread = [text for text in texts if self._find(text) is None]
        if unread:
            self._read_all(unread[: self._kept])

    def _find(self, text: str) -> Reading | None:
        with self._lock:
            reading = self._readings.get(text)
            if reading is not None:
                self._readings.move_to_end(text)
            return reading

    def _read_all(self, texts: Sequence[str]) -> list[Reading]:
        split = [split_sentences(text) for text in texts]
        words = [[[token.text for token in sentence.tokens] for sentence in sentences] for sentences in split]
        readings = [
            Reading(
                sentences=tuple(
                    SentenceReading(sentence=sentence, read=read)
                    for sentence, read in zip(sentences, answers, strict=True)
                )
            )
            for sentences, answers in zip(split, self._reader.read_groups(words), strict=True)
        ]
        with self._lock:
            for text, reading in zip(texts, readings, strict=True):
                self._readings[text] = reading
            while len(self._readings) > self._kept:
                self._readings.popitem(last=False)
        return readings
