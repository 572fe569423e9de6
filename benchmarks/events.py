"""Measure event coding and figures on gold sentences and print a table.

    python benchmarks/events.py FOLDER [--json]

FOLDER holds ``score_events.py`` and ``score_displacement.py``, the scorers that are used, and the gold:
``events/*.dev.jsonl`` and ``displacement/*.dev.jsonl``. A corpus whose name is given in ``COMPLETE`` lists
every event or figure of its sentences, so that precision is measured as well.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from time import perf_counter
from types import ModuleType
from typing import Any

from geomap.export.records import parsed_to_json
from geomap.models import Document
from geomap.pipeline import Pipeline

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
    parser.add_argument("--json", action="store_true", help="print one JSON object per corpus")
    chosen = parser.parse_args(arguments)
    corpora = sorted(chosen.folder.glob("events/*.dev.jsonl")) + sorted(
        chosen.folder.glob("displacement/*.dev.jsonl")
    )
    if not corpora:
        print(f"No events/*.dev.jsonl or displacement/*.dev.jsonl in {chosen.folder}.", file=sys.stderr)
        return 2
    pipeline = Pipeline.default()
    for path in corpora:
        print_result(measure(chosen.folder, path, pipeline), as_json=chosen.json)
    return 0


def measure(folder: Path, path: Path, pipeline: Pipeline) -> dict[str, Any]:
    """Parse one corpus and score it; the scorer's own figures, with corpus, kind and speed."""
    kind, name = path.parent.name, path.name.split(".")[0]
    scorer = load_scorer(folder / f"score_{kind}.py")
    gold = scorer.load(str(path))
    started = perf_counter()
    parsed = {
        document.document_id: parsed_to_json(pipeline.parse(document)) for document in documents_of(gold)
    }
    seconds = perf_counter() - started
    options: dict[str, bool] = {"complete": name in COMPLETE}
    if kind == "events":
        options["merge"] = name in YIELD_MERGED
    result: dict[str, Any] = scorer.score(gold, parsed, **options)
    return {"corpus": name, "kind": kind, **result, "documents_per_second": round(len(gold) / seconds, 1)}


def documents_of(gold: dict[str, dict[str, Any]]) -> Iterator[Document]:
    """The gold rows as documents, with their publication date where they carry one."""
    for key, row in gold.items():
        published = date.fromisoformat(row["date"][:10]) if row.get("date") else None
        yield Document(document_id=key, text=row["text"], published=published)


def load_scorer(path: Path) -> ModuleType:
    """Import a scorer from its file."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"No scorer at {path}. Expected a Python file.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def print_result(result: dict[str, Any], *, as_json: bool) -> None:
    """Print one corpus as a block of lines, or as one JSON object."""
    if as_json:
        print(json.dumps(result))
        return
    print(f"{result['corpus']} ({result['kind']}), {result['documents_per_second']} documents/s")
    for name in SHARES[result["kind"]]:
        if result.get(name) is not None:
            print(f"  {name:18} {result[name]:.3f}")
    for event_type, share in result.get("by_type", {}).items():
        print(f"  {event_type:18} {share}")


if __name__ == "__main__":
    sys.exit(main())
