"""The trained reader: sentences in, names and trees out. Runs on onnxruntime; no network, no account."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geomap.errors import DamagedDataError
from geomap.reader.decode import (
    KINDS,
    Count,
    Deed,
    NameDecoder,
    NameSpan,
    find_heads,
    find_told,
    probabilities,
    settle_parts,
)
from geomap.reader.encode import MAX_WORDS, Batch, WordClassifier, encode_batch, load_tokenizer
from geomap.resources import data_path

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

_MODEL, _TOKENIZER, _TAGS = "reader/reader.onnx", "reader/tokenizer.json", "reader/tags.json"
_OUTPUTS: Final = ("names", "parts", "arcs", "labels", "deeds", "counts")
_BATCH: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSentence:
    """What the reader says of one sentence; word numbers count from 0.

    ``parts`` are universal parts of speech. ``heads`` hold the number of each word's head, -1 for
    the root; ``labels`` the relations (Universal Dependencies, subtypes only where they matter).
    ``shares`` (words, kinds) are the probabilities that a word belongs to a name of each of `KINDS`;
    ``deeds`` the words that may tell of an event, ``counts`` those that may count people who fled or died.
    """

    words: tuple[str, ...]
    names: tuple[NameSpan, ...]
    parts: tuple[str, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]
    shares: NDArray[np.float32] = field(repr=False, compare=False)
    deeds: tuple[Deed, ...] = ()
    counts: tuple[Count, ...] = ()


class Reader:
    """Reads sentences in batches. Safe to share between threads."""

    def __init__(
        self, classify: WordClassifier, *, folder: Path | None = None, threads: int | None = None
    ) -> None:
        """Prepare the model; its file is read at the first sentence.

        Args:
            classify: What the gazetteer knows of words, as `geomap.reader.classes` gives it.
            folder: Where the model lies; the shipped one by default.
            threads: Batches read side by side; one for each core by default.
        """
        self._classify = classify
        self._folder = folder
        self._threads = threads or os.cpu_count() or 1
        tags = self._load_tags()
        self._decoder = NameDecoder(tags["names"])
        self._parts, self._labels = tags["parts"], tags["labels"]
        self._deeds, self._counts = tags["deeds"], tags["counts"]

    def read(self, sentences: Sequence[Sequence[str]]) -> list[ReadSentence]:
        """Read sentences of any length, each given by its words; results in the same order."""
        return self.read_groups([sentences])[0]

    def read_groups(self, groups: Sequence[Sequence[Sequence[str]]]) -> list[list[ReadSentence]]:
        """Read several documents' sentences side by side.

        The network's small integers are scaled by all that is read at once, so sentences share a
        batch only with others of their group: a document reads the same in any company.
        """
        batches: list[tuple[int, list[int]]] = []
        for number, sentences in enumerate(groups):
            short = [index for index, words in enumerate(sentences) if 0 < len(words) <= MAX_WORDS]
            short.sort(key=lambda index: len(sentences[index]))
            batches += [(number, short[start : start + _BATCH]) for start in range(0, len(short), _BATCH)]
        answers = self._read_batches(
            [[groups[number][index] for index in batch] for number, batch in batches]
        )
        found: list[dict[int, ReadSentence]] = [{} for _ in groups]
        for (number, batch), answer in zip(batches, answers, strict=True):
            found[number].update(zip(batch, answer, strict=True))
        return [
            [known.get(index) or self._read_long(words) for index, words in enumerate(sentences)]
            for sentences, known in zip(groups, found, strict=True)
        ]

    def _read_batches(self, batches: Sequence[Sequence[Sequence[str]]]) -> Iterable[list[ReadSentence]]:
        """Read batches side by side, one to a thread: the network runs outside Python's lock."""
        if self._threads == 1 or len(batches) < 2:
            return map(self._read_batch, batches)
        with ThreadPoolExecutor(max_workers=self._threads) as threads:
            return list(threads.map(self._read_batch, batches))

    def _read_long(self, words: Sequence[str]) -> ReadSentence:
        """Read a very long sentence piece by piece; the root of each later piece hangs on the first's."""
        import numpy as np

        pieces = [words[start : start + MAX_WORDS] for start in range(0, len(words), MAX_WORDS)]
        names: list[NameSpan] = []
        parts: list[str] = []
        heads: list[int] = []
        labels: list[str] = []
        shares: list[NDArray[np.float32]] = []
        deeds: list[Deed] = []
        counts: list[Count] = []
        root = -1
        for number, piece in enumerate(pieces):
            read = self._read_batch([piece])[0]
            shift = number * MAX_WORDS
            names += [
                NameSpan(first=name.first + shift, last=name.last + shift, kind=name.kind, score=name.score)
                for name in read.names
            ]
            heads += [root if head < 0 else head + shift for head in read.heads]
            labels += (
                read.labels
                if number == 0
                else ["parataxis" if label == "root" else label for label in read.labels]
            )
            parts += read.parts
            shares.append(read.shares)
            deeds += [replace(deed, word=deed.word + shift) for deed in read.deeds]
            counts += [replace(count, word=count.word + shift) for count in read.counts]
            root = heads.index(-1) if number == 0 else root
        return ReadSentence(
            words=tuple(words),
            names=tuple(names),
            parts=tuple(parts),
            heads=tuple(heads),
            labels=tuple(labels),
            shares=np.concatenate(shares) if shares else np.zeros((0, len(KINDS)), dtype=np.float32),
            deeds=tuple(deeds),
            counts=tuple(counts),
        )

    def _read_batch(self, sentences: Sequence[Sequence[str]]) -> list[ReadSentence]:
        batch = encode_batch(self._tokenizer, sentences, self._classify)
        answers = self._run(batch)
        return [
            self._decode(words, *(answer[row] for answer in answers)) for row, words in enumerate(sentences)
        ]

    def _run(self, batch: Batch) -> list[NDArray[Any]]:
        feed = {
            "pieces": batch.pieces,
            "types": batch.types,
            "mask": batch.mask,
            "positions": batch.positions,
        }
        return self._session.run(list(_OUTPUTS), feed)  # type: ignore[no-any-return]

    def _decode(
        self,
        words: Sequence[str],
        names: NDArray[np.float32],
        parts: NDArray[np.int32],
        arcs: NDArray[np.float32],
        labels: NDArray[np.int32],
        deeds: NDArray[np.float32],
        counts: NDArray[np.float32],
    ) -> ReadSentence:
        count = len(words)
        found = find_heads(arcs[: count + 1, : count + 1])
        heads = tuple(head - 1 for head in found)
        relations = tuple(self._labels[labels[word + 1, head]] for word, head in enumerate(found))
        chances = probabilities(names[:count])
        return ReadSentence(
            words=tuple(words),
            names=self._decoder.find_names(chances),
            parts=settle_parts([self._parts[number] for number in parts[:count].tolist()], heads, relations),
            heads=heads,
            labels=relations,
            shares=self._decoder.shares(chances),
            deeds=find_told(Deed, probabilities(deeds[:count]), self._deeds),
            counts=find_told(Count, probabilities(counts[:count]), self._counts),
        )

    def _path(self, name: str) -> Path:
        return self._folder / Path(name).name if self._folder else data_path(name)

    def _load_tags(self) -> dict[str, list[str]]:
        tags = json.loads(self._path(_TAGS).read_text(encoding="utf-8"))
        if not {"names", "parts", "labels", "deeds", "counts"} <= tags.keys():
            raise DamagedDataError(_TAGS, f"it holds {sorted(tags)}")
        return tags  # type: ignore[no-any-return]

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return load_tokenizer(str(self._path(_TOKENIZER)))

    @cached_property
    def _session(self) -> InferenceSession:
        from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_ALL
        options.log_severity_level = 3
        return InferenceSession(str(self._path(_MODEL)), options, providers=["CPUExecutionProvider"])
