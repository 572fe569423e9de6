"""How many gold toponyms have a right candidate at all, by kind, with the names that have none.

    python benchmarks/coverage.py FOLDER [--corpus NAME ...] [--names N] [--json]

FOLDER holds ``score_geoparsing.py``, whose distances and limits are used, and ``geoparsing/*.dev.jsonl``. A
candidate is right within 161 km, or inside the gold region's own radius. No resolution is better than this.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gold import add_corpora, open_corpora

from geomap.gazetteer.store import open_gazetteer
from geomap.places.candidates import CandidateFinder


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; the exit code is 2 if the folder has no scorer or corpus."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add_corpora(parser)
    parser.add_argument("--names", type=int, default=15, help="uncovered names to print (default: 15)")
    parser.add_argument("--json", action="store_true", help="print one JSON object per corpus")
    options = parser.parse_args(arguments)
    found = open_corpora(options.folder, options.corpus, parser.prog)
    if found is None:
        return 2
    scorer, paths = found
    for path in paths:
        _print(path.name.split(".")[0], *measure(path, scorer), options)
    return 0


def measure(path: Path, scorer: Any) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Toponyms and covered toponyms by kind, and the uncovered names with their counts."""
    finder = CandidateFinder(open_gazetteer())
    every: Counter[str] = Counter()
    covered: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for toponym in row["toponyms"]:
            if not scorer.has_point(toponym):
                continue
            kind = kind_of(toponym)
            every[kind] += 1
            found = finder.find(row["text"], toponym["start"], toponym["end"])
            places = [option.place for option in found.options]
            distances = [
                scorer.haversine(toponym["lat"], toponym["lon"], place.latitude, place.longitude)
                for place in places
            ]
            if any(distance <= scorer.limit(toponym) for distance in distances):
                covered[kind] += 1
            else:
                names[f"{toponym['text']} ({kind})"] += 1
    return every, covered, names


def kind_of(toponym: dict[str, Any]) -> str:
    """GeoNames' class and code where the gold has them, else region or point."""
    if toponym.get("fclass"):
        code = toponym.get("fcode") or ""
        return f"A.{code}" if toponym["fclass"] == "A" else str(toponym["fclass"])
    return "region" if toponym.get("region") else "other"


def _print(
    corpus: str,
    every: Counter[str],
    covered: Counter[str],
    names: Counter[str],
    options: argparse.Namespace,
) -> None:
    share = covered.total() / every.total()
    if options.json:
        kinds = {kind: [covered[kind], count] for kind, count in every.most_common()}
        print(json.dumps({"corpus": corpus, "coverage": share, "kinds": kinds, "uncovered": dict(names)}))
        return
    print(f"{corpus}: {covered.total()} of {every.total()} covered, {share:.3f}")
    for kind, count in every.most_common(12):
        print(f"  {kind:10} {covered[kind]:5} / {count:5}  {covered[kind] / count:.3f}")
    if options.names:
        print("  uncovered: " + ", ".join(f"{n} {c}" for n, c in names.most_common(options.names)))


if __name__ == "__main__":
    sys.exit(main())
