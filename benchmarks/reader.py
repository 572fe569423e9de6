"""Measure the reader: trees and parts of speech against gold, speed, memory, and peers side by side.

    python benchmarks/reader.py FOLDER [--threads 1 2] [--peers]

FOLDER holds ``training/ud_*_dev.conllu.gz``, gold trees, and ``geoparsing/*.dev.jsonl``, texts for the speed.
``--peers`` runs geotext and flashgeotext (``pip install geotext flashgeotext``) on the same texts and prints
their recognition beside geomap's; they count a place once by its name, so every occurrence of it is taken.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

from reader_data import TreeSentence, read_conllu

from geomap.gazetteer.store import open_gazetteer
from geomap.models import Document
from geomap.places.demonyms import load_demonyms
from geomap.places.recognize import EvidenceRecognizer, open_reader
from geomap.reader.classes import GazetteerClasses
from geomap.reader.model import Reader
from geomap.resources import data_path
from geomap.text.tokens import split_sentences

RELATIONS = ("nsubj", "obj", "obl", "conj")
SPEED_CORPUS = "trnews"

Span = tuple[int, int]


@dataclass(slots=True)
class Attachment:
    """Counts of right heads, relations and parts of speech, and of relations of each kind."""

    words: int = 0
    heads: int = 0
    labels: int = 0
    parts: int = 0

    def shares(self) -> str:
        """UAS, LAS and UPOS in per cent, punctuation included."""
        return "  ".join(
            f"{name} {100 * right / max(1, self.words):.1f}"
            for name, right in (("UAS", self.heads), ("LAS", self.labels), ("UPOS", self.parts))
        )


def main() -> int:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--peers", action="store_true", help="run geotext and flashgeotext as well")
    options = parser.parse_args()
    print(f"weights: {data_path('reader/reader.onnx').stat().st_size / 1e6:.1f} MB")
    print_cold_start()
    for path in sorted((options.folder / "training").glob("ud_*_dev.conllu.gz")):
        print_trees(path)
    texts = _texts(options.folder / "geoparsing" / f"{SPEED_CORPUS}.dev.jsonl")
    for threads in options.threads:
        print_speed(texts, threads)
    print(f"resident memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")
    if options.peers:
        for path in sorted((options.folder / "geoparsing").glob("*.dev.jsonl")):
            print_peers(path)
    return 0


def print_cold_start() -> None:
    """Seconds of a whole process that parses one short article."""
    text = "Fighting near Goma drove thousands of people towards Bukavu, the UN said."
    code = f"import geomap; geomap.parse({text!r})"
    start = perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    print(f"cold start, one article: {perf_counter() - start:.2f} s")


def print_trees(path: Path) -> None:
    """Attachment scores on gold words, and F1 of the relations that event coding lives on."""
    gold = read_conllu(path)
    reader = Reader(GazetteerClasses(open_gazetteer(), load_demonyms()))
    answers = [reader.read([tree.words])[0] for tree in gold]
    total = Attachment()
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    for tree, answer in zip(gold, answers, strict=True):
        _count(tree, answer.heads, answer.labels, answer.parts, total)
        for word, label in enumerate(tree.labels):
            said, true = answer.labels[word].split(":")[0], label.split(":")[0]
            found[said] += 1
            wanted[true] += 1
            right[true] += said == true and answer.heads[word] + 1 == tree.heads[word]
    cells = "  ".join(
        f"{name} {200 * right[name] / max(1, found[name] + wanted[name]):.1f}" for name in RELATIONS
    )
    print(f"{path.name.split('.')[0]:12} {total.shares()}   F1: {cells}")


def _count(
    tree: TreeSentence, heads: Sequence[int], labels: Sequence[str], parts: Sequence[str], total: Attachment
) -> None:
    for word, head in enumerate(tree.heads):
        is_right = heads[word] + 1 == head
        total.words += 1
        total.heads += is_right
        total.labels += is_right and labels[word] == tree.labels[word]
        total.parts += parts[word] == tree.parts[word]


def _texts(path: Path) -> list[str]:
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]


def print_speed(texts: Sequence[str], threads: int) -> None:
    """Words a second, sentence splitting and tree decoding included."""
    reader = Reader(GazetteerClasses(open_gazetteer(), load_demonyms()), threads=threads)
    reader.read([["Warm", "-", "up", "."]])
    start = perf_counter()
    groups = [
        [[token.text for token in sentence.tokens] for sentence in split_sentences(text)] for text in texts
    ]
    reader.read_groups(groups)
    seconds = perf_counter() - start
    words = sum(len(sentence) for group in groups for sentence in group)
    print(f"{threads} thread(s): {words / seconds:,.0f} words/s")


def print_peers(path: Path) -> None:
    """Overlap F1 and documents a second of geomap's recognition and of its peers."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    gazetteer = open_gazetteer()
    recognizer = EvidenceRecognizer(gazetteer, open_reader(gazetteer))

    def ours(text: str) -> list[Span]:
        found = recognizer.find_mentions(Document(document_id="d", text=text))
        return [(span.start, span.end) for span in found]

    print(path.name.split(".")[0])
    for name, find in (("geomap", ours), *_peers()):
        start = perf_counter()
        spans = [find(row["text"]) for row in rows]
        seconds = perf_counter() - start
        f1 = _overlap_f1(rows, spans)
        print(f"  {name:14} F1 {f1:.3f}  {len(rows) / seconds:8.0f} documents/s")


def _overlap_f1(rows: Sequence[dict[str, list[dict[str, int]]]], spans: Sequence[Sequence[Span]]) -> float:
    right = found = wanted = 0
    for row, said in zip(rows, spans, strict=True):
        gold = _gold(row, "toponyms")
        ignored = _gold(row, "ignore")
        hits = sum(_meets(span, gold) for span in said)
        right += min(hits, len(gold))
        found += sum(_meets(span, gold) or not _meets(span, ignored) for span in said)
        wanted += len(gold)
    return 2 * right / max(1, found + wanted)


def _gold(row: dict[str, list[dict[str, int]]], key: str) -> list[Span]:
    return [(span["start"], span["end"]) for span in row.get(key, [])]


def _meets(span: Span, others: Sequence[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _peers() -> Iterator[tuple[str, Callable[[str], list[Span]]]]:
    """The peers that are installed, each as a function from text to spans."""
    try:
        from geotext import GeoText
    except ImportError:
        print("  geotext is not installed")
    else:
        yield "geotext", lambda text: _occurrences(text, [*GeoText(text).cities, *GeoText(text).countries])
    try:
        from flashgeotext.geotext import GeoText as FlashGeoText
    except ImportError:
        print("  flashgeotext is not installed")
    else:
        flash = FlashGeoText()

        def find(text: str) -> list[Span]:
            found = flash.extract(input_text=text)
            return [span for kind in found.values() for place in kind.values() for span in place["span_info"]]

        yield "flashgeotext", find


def _occurrences(text: str, names: Sequence[str]) -> list[Span]:
    return sorted(
        {match.span() for name in set(names) for match in re.finditer(rf"\b{re.escape(name)}\b", text)}
    )


if __name__ == "__main__":
    sys.exit(main())
