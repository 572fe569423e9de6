"""Measure recognition and resolution on gold corpora and print a table.

    python benchmarks/geoparsing.py FOLDER [--corpus NAME ...] [--gold-spans] [--toponyms-only] [--json]

FOLDER holds ``score_geoparsing.py``, the scorer that is used, and ``geoparsing/*.dev.jsonl``, the corpora.
With ``--gold-spans`` only resolution is measured, on the spans the gold gives. With ``--toponyms-only``
demonyms are left out of the predictions, as suits a corpus whose gold has none (GeoVirus).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from gold import add_corpora, open_corpora

from geomap.constants import MentionKind
from geomap.gazetteer.store import open_gazetteer
from geomap.models import Document, FoundSpan, Mention
from geomap.places.recognize import EvidenceRecognizer, open_reader
from geomap.places.resolve import RankingResolver

Parse = Callable[[Document, dict[str, Any]], Sequence[Mention]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The figures of one corpus; shares between 0 and 1, None where not measured."""

    corpus: str
    documents: int
    toponyms: int
    precision: float | None
    recall: float | None
    f1_overlap: float | None
    f1_exact: float | None
    acc161: float
    acc_tolerance: float
    end_to_end_f1: float | None
    end_to_end_tolerance_f1: float | None
    documents_per_second: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; the exit code is 2 if the folder has no scorer or corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_corpora(parser)
    parser.add_argument("--gold-spans", action="store_true", help="measure resolution alone")
    parser.add_argument("--toponyms-only", action="store_true", help="leave demonyms out of the predictions")
    parser.add_argument("--json", action="store_true", help="print one JSON object per corpus")
    options = parser.parse_args(arguments)
    found = open_corpora(options.folder, options.corpus, parser.prog)
    if found is None:
        return 2
    scorer, paths = found
    rows = [
        measure(path, scorer, gold_only=options.gold_spans, with_demonyms=not options.toponyms_only)
        for path in paths
    ]
    if options.json:
        for row in rows:
            print(json.dumps(asdict(row)))
    else:
        print_table(rows)
    return 0


def measure(path: Path, scorer: Any, *, gold_only: bool, with_demonyms: bool) -> Row:
    """The figures of one corpus, on gold spans and, unless `gold_only`, from raw text."""
    gazetteer = open_gazetteer()
    recognizer, resolver = EvidenceRecognizer(gazetteer, open_reader(gazetteer)), RankingResolver(gazetteer)
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file if line.strip()]
    gold = scorer.load(path)

    def from_gold(document: Document, row: dict[str, Any]) -> Sequence[Mention]:
        spans = [FoundSpan(start=span["start"], end=span["end"]) for span in row["toponyms"]]
        return resolver.resolve(document, spans)

    def from_text(document: Document, _: dict[str, Any]) -> Sequence[Mention]:
        mentions = resolver.resolve(document, recognizer.find_mentions(document))
        return [mention for mention in mentions if with_demonyms or mention.kind is MentionKind.TOPONYM]

    predicted, seconds = predict(rows, from_gold)
    given = scorer.score(gold, predicted)
    whole = None
    if not gold_only:
        predicted, seconds = predict(rows, from_text)
        whole = scorer.score(gold, predicted)
    overlap = whole["recognition_overlap"] if whole else {}
    return Row(
        corpus=path.name.split(".")[0],
        documents=len(rows),
        toponyms=given["gold"],
        precision=overlap.get("p"),
        recall=overlap.get("r"),
        f1_overlap=overlap.get("f1"),
        f1_exact=whole["recognition_exact"]["f1"] if whole else None,
        acc161=given["res_all_gold"]["acc161"],
        acc_tolerance=given["res_all_gold"]["acc_tol"],
        end_to_end_f1=whole["end_to_end@161"]["f1"] if whole else None,
        end_to_end_tolerance_f1=whole["end_to_end_tol"]["f1"] if whole else None,
        documents_per_second=len(rows) / seconds,
    )


def predict(rows: Sequence[dict[str, Any]], parse: Parse) -> tuple[dict[str, list[dict[str, Any]]], float]:
    """The predictions by document, in the scorer's form, and the seconds they took."""
    documents = [
        Document(
            document_id=str(row["id"]), text=row["text"], title=row.get("title"), source=row.get("source")
        )
        for row in rows
    ]
    start = perf_counter()
    parsed = [parse(document, row) for document, row in zip(documents, rows, strict=True)]
    seconds = perf_counter() - start
    predicted = {
        document.document_id: [
            {
                "start": mention.start,
                "end": mention.end,
                "lat": mention.place.latitude if mention.place else None,
                "lon": mention.place.longitude if mention.place else None,
            }
            for mention in mentions
        ]
        for document, mentions in zip(documents, parsed, strict=True)
    }
    return predicted, seconds


def print_table(rows: Sequence[Row]) -> None:
    """Print the figures, one line a corpus."""
    columns = {
        "P": "precision",
        "R": "recall",
        "F1": "f1_overlap",
        "F1 exact": "f1_exact",
        "acc@161": "acc161",
        "acc_tol": "acc_tolerance",
        "e2e@161": "end_to_end_f1",
        "e2e_tol": "end_to_end_tolerance_f1",
    }
    print(
        f"{'corpus':10}{'docs':>6}{'gold':>7}" + "".join(f"{name:>10}" for name in columns) + f"{'docs/s':>9}"
    )
    for row in rows:
        values = [getattr(row, field) for field in columns.values()]
        cells = "".join(f"{'-':>10}" if value is None else f"{value:10.3f}" for value in values)
        print(f"{row.corpus:10}{row.documents:6}{row.toponyms:7}{cells}{row.documents_per_second:9.0f}")
    print("P, R, F1: overlapping spans. acc: resolution on gold spans. e2e: F1 from raw text.")


if __name__ == "__main__":
    sys.exit(main())
