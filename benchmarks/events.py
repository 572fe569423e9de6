"""Measure event coding and figures on gold sentences and print a table.

    python benchmarks/events.py FOLDER [--half 0|1] [--peace 4000] [--articles 200] [--json]

FOLDER holds ``score_events.py`` and ``score_displacement.py``, the scorers that are used, and the gold:
``events/*.dev.jsonl`` and ``displacement/*.dev.jsonl``. A corpus whose name is given in ``COMPLETE`` lists
every event or figure of its sentences, so that precision is measured as well. Gold whose type joins two
("CONCEDE|RETREAT") is scored as it stands, and once more with either of the two accepted.

``--half`` takes the sentences whose identifier hashes to 0 or 1, so that rules can be made while looking at
one half and measured on the other. ``training/gum.iob2.gz``, if there, gives sentences from textbooks, courts
and voyages: those that lead to an actual event of material conflict are counted and listed.

How long coding takes beside reading is told for each corpus, whose texts are single sentences that nearly all
tell of events, and for whole articles, the texts of ``geoparsing/*.dev.jsonl``, if there.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import islice, zip_longest
from pathlib import Path
from time import process_time
from typing import Any

from gold import load_scorer

from geomap.constants import Modality, QuadClass
from geomap.export.records import parsed_to_json
from geomap.models import Document, Event, ParsedDocument
from geomap.pipeline import Pipeline

_FIRST = (
    "Kenya's president met rebels in Goma on Friday; 200 people had fled and 3 million dollars were sent."
)
"""Read before the clock starts, so that the lexicons are loaded: that happens once, not for every text."""

COMPLETE = frozenset({"plover_gsr", "kili"})
YIELD_MERGED = frozenset({"plv"})
SHARES = {
    "events": ("coded", "type_recall", "type_precision", "pair_recall", "quad_recall", "macro_recall"),
    "displacement": (
        *("quantity_recall", "unit_accuracy", "figure_precision"),
        *("span_recall", "origin_recall", "noise"),
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; the exit code is 2 if the folder has no scorer or corpus."""
    parser = argparse.ArgumentParser(description="Measure event coding and figures on gold sentences.")
    parser.add_argument("folder", type=Path, help="folder with the scorers and the gold")
    parser.add_argument("--half", type=int, choices=(0, 1), help="only identifiers that hash to this half")
    parser.add_argument("--peace", type=int, default=4000, help="how many sentences without conflict to read")
    parser.add_argument("--articles", type=int, default=200, help="how many articles to time, 0 for none")
    parser.add_argument("--json", action="store_true", help="print one JSON object per corpus")
    chosen = parser.parse_args(arguments)
    corpora = sorted(chosen.folder.glob("events/*.dev.jsonl")) + sorted(
        chosen.folder.glob("displacement/*.dev.jsonl")
    )
    if not corpora:
        print(f"No events/*.dev.jsonl or displacement/*.dev.jsonl in {chosen.folder}.", file=sys.stderr)
        return 2
    pipeline = Pipeline.default()
    pipeline.parse(Document(document_id="first", text=_FIRST))
    for path in corpora:
        print_result(measure(chosen.folder, path, pipeline, half=chosen.half), as_json=chosen.json)
    articles = list(islice(articles_in(chosen.folder), chosen.articles))
    if articles:
        print_share_of_articles(articles, pipeline)
    peaceful = chosen.folder / "training" / "gum.iob2.gz"
    if peaceful.exists() and chosen.peace:
        print_conflicts(find_conflicts(peaceful, pipeline, limit=chosen.peace), chosen.peace)
    return 0


def measure(folder: Path, path: Path, pipeline: Pipeline, *, half: int | None = None) -> dict[str, Any]:
    """Parse one corpus and score it; the scorer's own figures, with corpus, kind and times."""
    kind, name = path.parent.name, path.name.split(".")[0]
    scorer = load_scorer(folder / f"score_{kind}.py")
    gold = {key: row for key, row in scorer.load(str(path)).items() if half in (None, half_of(key))}
    times = Times()
    parsed = {
        document.document_id: parsed_to_json(parse(document, pipeline, times))
        for document in documents_of(gold)
    }
    options: dict[str, bool] = {"complete": name in COMPLETE}
    if kind == "events":
        options["merge"] = name in YIELD_MERGED
    result: dict[str, Any] = scorer.score(gold, parsed, **options)
    if kind == "events" and any("|" in event["plover"] for row in gold.values() for event in row["events"]):
        either = scorer.score(accept_either(gold), parsed, **options)
        result |= {f"{key} (either)": either[key] for key in SHARES[kind] if either.get(key) is not None}
        result["by_type"] = either["by_type"]
    return {
        "corpus": name,
        "kind": kind,
        **result,
        "documents_per_second": round(len(gold) / (times.reading + times.places + times.coding), 1),
        "coding_to_reading": times.coding_to_reading,
    }


@dataclass(slots=True)
class Times:
    """Processor seconds spent in the stages, of all threads."""

    reading: float = 0.0
    places: float = 0.0
    coding: float = 0.0

    @property
    def coding_to_reading(self) -> float | None:
        """What coding takes for each second of reading; None if nothing was read."""
        return round(self.coding / self.reading, 3) if self.reading else None


def parse(document: Document, pipeline: Pipeline, times: Times) -> ParsedDocument:
    """One document through the stages, each with its time."""
    began = process_time()
    if pipeline.reader is not None:
        pipeline.reader.read(document)
    read = process_time()
    mentions = pipeline.resolver.resolve(document, pipeline.recognizer.find_mentions(document))
    placed = process_time()
    events, figures = pipeline.coder.code(document, mentions, pipeline.atlas)
    times.reading += read - began
    times.places += placed - read
    times.coding += process_time() - placed
    return ParsedDocument(document=document, mentions=mentions, events=events, figures=figures)


def articles_in(folder: Path) -> Iterator[Document]:
    """The articles of the corpora of places, one of each corpus in turn."""
    files = [
        path.read_text(encoding="utf-8").splitlines()
        for path in sorted(folder.glob("geoparsing/*.dev.jsonl"))
    ]
    for number, lines in enumerate(zip_longest(*files)):
        for place, line in enumerate(lines):
            if line:
                yield Document(document_id=f"{place}/{number}", text=json.loads(line)["text"])


def print_share_of_articles(articles: Sequence[Document], pipeline: Pipeline) -> None:
    """Print what coding takes beside reading for whole articles."""
    times = Times()
    for article in articles:
        parse(article, pipeline, times)
    print(f"{len(articles)} articles: coding takes {times.coding_to_reading:.0%} of the reading")


def half_of(key: str) -> int:
    """Which half an identifier belongs to: 0 or 1."""
    return int(sha256(key.encode()).hexdigest(), 16) % 2


def accept_either(gold: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The gold with the types of a joined label as alternatives."""
    return {
        key: {
            **row,
            "events": [
                {**event, "also": event["plover"].split("|")} if "|" in event["plover"] else event
                for event in row["events"]
            ],
        }
        for key, row in gold.items()
    }


def find_conflicts(path: Path, pipeline: Pipeline, *, limit: int) -> list[Event]:
    """Actual events of material conflict found in sentences that tell of none, one per sentence at most."""
    found: list[Event] = []
    for number, text in enumerate(islice(sentences_of(path), limit)):
        for event in pipeline.parse(Document(document_id=str(number), text=text)).events:
            if event.quad_class is QuadClass.MATERIAL_CONFLICT and event.modality is Modality.ACTUAL:
                found.append(event)
                break
    return found


def sentences_of(path: Path) -> Iterator[str]:
    """The sentences of a file with one word and its tag a line."""
    words: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                words.append(line.split("\t")[0])
            elif words:
                yield " ".join(words)
                words = []


def print_conflicts(events: Sequence[Event], sentences: int) -> None:
    """Print the share of sentences with a conflict that is none, and the words that led to it."""
    print(
        f"gum: {len(events)} of {sentences} sentences ({len(events) / sentences:.2%}) give material conflict"
    )
    for event in events:
        trigger = event.quote[event.trigger_start - event.start : event.trigger_end - event.start]
        print(f"  {event.event_type.value:9} {trigger:24} {event.quote[:120]}")


def documents_of(gold: dict[str, dict[str, Any]]) -> Iterator[Document]:
    """The gold rows as documents, with their publication date where they carry one."""
    for key, row in gold.items():
        published = date.fromisoformat(row["date"][:10]) if row.get("date") else None
        yield Document(document_id=key, text=row["text"], published=published)


def print_result(result: dict[str, Any], *, as_json: bool) -> None:
    """Print one corpus as a block of lines, or as one JSON object."""
    if as_json:
        print(json.dumps(result))
        return
    print(
        f"{result['corpus']} ({result['kind']}), {result['documents_per_second']} documents/s,"
        f" coding takes {result['coding_to_reading']:.0%} of the reading"
    )
    for share in SHARES[result["kind"]]:
        for name in (share, f"{share} (either)"):
            if result.get(name) is not None:
                print(f"  {name:24} {result[name]:.3f}")
    for event_type, share in result.get("by_type", {}).items():
        print(f"  {event_type:18} {share}")


if __name__ == "__main__":
    sys.exit(main())
