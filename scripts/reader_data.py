"""Training text for the reader: named sentences and trees, from files of several kinds.

The openly licensed corpora come from a folder given by the caller; text of our own from `training_text/`,
whose places are swapped for others of the same kind so that the model learns contexts, not lists.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from geomap.gazetteer.store import Gazetteer
from geomap.text.tokens import split_sentences

NAMES = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-NAT", "I-NAT")
PLACES_ONLY = ("B-LOC", "I-LOC", "B-NAT", "I-NAT")
NOT_PLACE = -1
"""Target of a word in a corpus that marks places only: anything but a place."""

KEPT_SUBTYPES = (
    "nsubj:pass",
    "csubj:pass",
    "aux:pass",
    "obl:agent",
    "acl:relcl",
    "nmod:poss",
    "compound:prt",
)
_MARK = re.compile(r"\[(PER|ORG|LOC|NAT)(?::(\w+))? ([^\[\]]+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSentence:
    """Words and the index of each one's name tag in `NAMES`, or `NOT_PLACE`."""

    words: tuple[str, ...]
    tags: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeSentence:
    """Words with part of speech, head (0 is the root, words count from 1) and relation."""

    words: tuple[str, ...]
    parts: tuple[str, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]


def read_iob(path: Path, demonyms: Callable[[str], bool]) -> list[NamedSentence]:
    """Sentences of an IOB2 file; words outside names that are demonyms are tagged as such."""
    sentences = []
    for block in gzip.decompress(path.read_bytes()).decode("utf-8").split("\n\n"):
        rows = [line.split("\t")[:2] for line in block.splitlines() if "\t" in line]
        if rows:
            words = tuple(row[0] for row in rows)
            tags = [NAMES.index(row[1]) if row[1] in NAMES else 0 for row in rows]
            sentences.append(NamedSentence(words=words, tags=_with_demonyms(words, tags, demonyms)))
    return sentences


def read_conllu(path: Path) -> list[TreeSentence]:
    """Trees of a CoNLL-U file; relation subtypes are dropped but for `KEPT_SUBTYPES`."""
    trees = []
    for block in gzip.decompress(path.read_bytes()).decode("utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and line[0].isdigit()]
        rows = [row for row in rows if row[0].isdigit()]
        if rows:
            labels = tuple(row[7] if row[7] in KEPT_SUBTYPES else row[7].split(":")[0] for row in rows)
            trees.append(
                TreeSentence(
                    words=tuple(row[1] for row in rows),
                    parts=tuple(row[3] for row in rows),
                    heads=tuple(int(row[6]) for row in rows),
                    labels=labels,
                )
            )
    return trees


def read_places(path: Path, demonyms: Callable[[str], bool]) -> list[NamedSentence]:
    """Sentences of a corpus that marks places only, as JSON lines with text and toponym spans."""
    sentences = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = [(place["start"], place["end"]) for place in row["toponyms"]]
        for sentence in split_sentences(row["text"]):
            words = tuple(token.text for token in sentence.tokens)
            tags = [NOT_PLACE] * len(words)
            for start, end in spans:
                inside = [i for i, token in enumerate(sentence.tokens) if start <= token.start < end]
                kind = "NAT" if len(inside) == 1 and demonyms(words[inside[0]]) else "LOC"
                for rank, index in enumerate(inside):
                    tags[index] = NAMES.index(f"{'I' if rank else 'B'}-{kind}")
            sentences.append(NamedSentence(words=words, tags=_with_demonyms(words, tags, demonyms)))
    return sentences


def read_marked(folder: Path) -> list[str]:
    """The paragraphs of our own training text, marks included."""
    paths = sorted(folder.glob("*.txt"))
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if line.strip()]


class PlaceSwapper:
    """Puts other places of the same kind into marked text."""

    def __init__(self, gazetteer: Gazetteer, seed: int) -> None:
        self._random = random.Random(seed)
        self._names: dict[str, list[str]] = {"city": [], "admin1": [], "country": []}
        for place in gazetteer:
            if place.feature_class == "P" and (place.population or 0) >= 1000:
                self._names["city"].append(place.name)
            elif place.feature_code == "ADM1":
                self._names["admin1"].append(place.name)
            elif place.feature_code.startswith("PCL"):
                self._names["country"].append(place.name)

    def vary(self, paragraph: str, share: float) -> str:
        """The paragraph with about a share of its swappable places replaced, each name alike throughout."""
        chosen: dict[tuple[str, str], str] = {}

        def replace(match: re.Match[str]) -> str:
            kind, sort, name = match.groups()
            pool = self._names.get(sort or "")
            if kind != "LOC" or not pool:
                return match.group()
            key = (sort, name)
            if key not in chosen:
                swaps = self._random.random() < share
                other = self._random.choice(pool) if swaps else name
                chosen[key] = other.upper() if name.isupper() and len(name) > 3 else other
            return f"[LOC {chosen[key]}]"

        return _MARK.sub(replace, paragraph)


def marked_sentences(paragraph: str) -> Iterator[NamedSentence]:
    """The sentences of a marked paragraph."""
    plain, spans, position = "", [], 0
    for match in _MARK.finditer(paragraph):
        plain += paragraph[position : match.start()]
        spans.append((len(plain), len(plain) + len(match[3]), match[1]))
        plain += match[3]
        position = match.end()
    plain += paragraph[position:]
    for sentence in split_sentences(plain):
        tags = [0] * len(sentence.tokens)
        for start, end, kind in spans:
            inside = [i for i, token in enumerate(sentence.tokens) if start <= token.start < end]
            for rank, index in enumerate(inside):
                tags[index] = NAMES.index(f"{'I' if rank else 'B'}-{kind}")
        if tags:
            yield NamedSentence(words=tuple(token.text for token in sentence.tokens), tags=tuple(tags))


def shout(sentence: NamedSentence) -> NamedSentence:
    """The sentence as a headline in capitals."""
    return NamedSentence(words=tuple(word.upper() for word in sentence.words), tags=sentence.tags)


def _with_demonyms(
    words: Sequence[str], tags: Sequence[int], demonyms: Callable[[str], bool]
) -> tuple[int, ...]:
    is_outside = (0, NOT_PLACE)
    return tuple(
        NAMES.index("B-NAT") if tag in is_outside and word[:1].isupper() and demonyms(word) else tag
        for word, tag in zip(words, tags, strict=True)
    )
