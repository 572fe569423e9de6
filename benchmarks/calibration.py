"""How far scores can be believed: of the mentions scored about 0.8, are eight of ten right?

    python benchmarks/calibration.py FOLDER [--corpus NAME ...] [--raw] [--toponyms-only] [--bins N] [--json]

FOLDER holds ``score_geoparsing.py``, whose distances and limits are used, and ``geoparsing/*.dev.jsonl``. On
gold spans a mention is right if its place lies within the limit; from raw text (``--raw``) it must also
overlap a gold toponym. Printed are the mean score and the share of right mentions in each band of scores,
and the expected calibration error: the mean distance of the two, weighted by the mentions in a band. The
scores of ``geomap parse`` are those of ``--raw``. Unseen folds are measured by ``scripts/fit_resolver.py``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from gold import add_corpora, open_corpora

from geomap.constants import MentionKind
from geomap.models import Document, FoundSpan, Mention
from geomap.pipeline import Pipeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The mentions whose scores lie in one band: their mean score, and the share that is right."""

    low: float
    high: float
    mentions: int
    score: float
    right: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; the exit code is 2 if the folder has no scorer or corpus."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add_corpora(parser)
    parser.add_argument(
        "--raw", action="store_true", help="find the mentions too, instead of taking gold spans"
    )
    parser.add_argument("--toponyms-only", action="store_true", help="leave demonyms out")
    parser.add_argument("--bins", type=int, default=10, help="bands of equal width (default: 10)")
    parser.add_argument("--json", action="store_true", help="print one JSON object per corpus")
    options = parser.parse_args(arguments)
    found = open_corpora(options.folder, options.corpus, parser.prog)
    if found is None:
        return 2
    scorer, paths = found
    pipeline = Pipeline.default()
    everything: list[tuple[float, bool]] = []
    for path in paths:
        judged: list[tuple[float, bool]] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            judged += judge(pipeline, scorer, row, raw=options.raw, toponyms_only=options.toponyms_only)
        everything += judged
        report(path.name.split(".")[0], judged, bins=options.bins, as_json=options.json)
    if len(paths) > 1:
        report("all", everything, bins=options.bins, as_json=options.json)
    return 0


def judge(
    pipeline: Pipeline, scorer: Any, row: dict[str, Any], *, raw: bool, toponyms_only: bool
) -> Iterator[tuple[float, bool]]:
    """The score of each mention that has a place, and whether it is right."""
    document = Document(
        document_id=str(row["id"]), text=row["text"], title=row.get("title"), source=row.get("source")
    )
    gold = row["toponyms"]
    if raw:
        spans = pipeline.recognizer.find_mentions(document)
    else:
        spans = [FoundSpan(start=toponym["start"], end=toponym["end"]) for toponym in gold]
    mentions = pipeline.resolver.resolve(document, spans)
    if toponyms_only:
        mentions = tuple(mention for mention in mentions if mention.kind is MentionKind.TOPONYM)
    everything = [*gold, *row.get("ignore", ())] if raw else gold
    found = [{"start": mention.start, "end": mention.end} for mention in mentions]
    pairs = {number: gold_number for gold_number, number, _ in scorer.match(everything, found)}
    for number, mention in enumerate(mentions):
        if mention.place is None:
            continue
        toponym = everything[pairs[number]] if number in pairs else None
        if toponym is not None and not scorer.has_point(toponym):
            continue
        yield mention.score, toponym is not None and _is_right(scorer, toponym, mention)


def _is_right(scorer: Any, toponym: dict[str, Any], mention: Mention) -> bool:
    place = mention.place
    if place is None:
        return False
    away = scorer.haversine(toponym["lat"], toponym["lon"], place.latitude, place.longitude)
    return bool(away <= scorer.limit(toponym))


def bands_of(judged: Sequence[tuple[float, bool]], *, bins: int) -> list[Band]:
    """The bands of equal width that hold a mention, lowest first."""
    parts: dict[int, list[tuple[float, bool]]] = {}
    for score, is_right in judged:
        parts.setdefault(min(bins - 1, int(score * bins)), []).append((score, is_right))
    return [
        Band(
            low=number / bins,
            high=(number + 1) / bins,
            mentions=len(part),
            score=sum(score for score, _ in part) / len(part),
            right=sum(is_right for _, is_right in part) / len(part),
        )
        for number, part in sorted(parts.items())
    ]


def expected_error(bands: Sequence[Band]) -> float:
    """The mean distance between score and share of right mentions, weighted by mentions; 0 for none."""
    total = sum(band.mentions for band in bands)
    return sum(band.mentions * abs(band.score - band.right) for band in bands) / total if total else 0.0


def report(name: str, judged: Sequence[tuple[float, bool]], *, bins: int, as_json: bool) -> None:
    """Print the table of one corpus."""
    bands = bands_of(judged, bins=bins)
    error = expected_error(bands)
    if as_json:
        print(json.dumps({"corpus": name, "error": error, "bands": [asdict(band) for band in bands]}))
        return
    print(f"{name}: {len(judged)} mentions, expected calibration error {error:.3f}")
    print(f"  {'scores':>12}{'mentions':>10}{'mean score':>12}{'right':>8}")
    for band in bands:
        print(f"  {band.low:5.2f} - {band.high:4.2f}{band.mentions:10}{band.score:12.3f}{band.right:8.3f}")


if __name__ == "__main__":
    sys.exit(main())
