"""Fit the weights of the evidence for place names and write data/lexicon/place_evidence.csv.

    python scripts/fit_recognizer.py FOLDER [--corpora lgl trnews gwn] [--folds 5] [--ridge 1.0] [--dry-run]

FOLDER holds ``geoparsing/*.dev.jsonl``, documents with gold toponyms. Logistic regression with a ridge, small
corpora counting more than their size; the evidence from the rest of a document depends on the weights, so
fitting and gathering alternate. Prints precision, recall and F1 by corpus, in the sample and on folds of
documents left out. A corpus that the reader
was trained on (GeoVirus) flatters its evidence and stays out of the fit.
"""

from __future__ import annotations

import argparse
import csv
import json
import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geomap.files import write_bytes
from geomap.gazetteer.store import open_gazetteer
from geomap.models import Document
from geomap.places.evidence import load_weights
from geomap.places.recognize import Assessment, EvidenceRecognizer, add_company, open_reader
from geomap.resources import data_path

SOURCE = "logistic regression by scripts/fit_recognizer.py"
ROUNDS = 4
NEWTON_STEPS = 12
HEADER = (
    "# Log-odds that each piece of evidence adds for a place name, fitted by scripts/fit_recognizer.py;",
    "# rows whose source begins with kept: were chosen by hand and stay as they are.",
)

Span = tuple[int, int]
Weights = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The spots of one document, weighed by themselves, and the gold."""

    corpus: str
    spots: list[Assessment]
    gold: list[Span]
    ignored: list[Span]


def main() -> None:
    """Gather, fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--corpora", nargs="+", default=["lgl", "trnews", "gwn"])
    parser.add_argument("--also", nargs="*", default=["geovirus"], help="corpora to score, never to fit on")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--ridge", type=float, default=1.0)
    parser.add_argument("--dry-run", action="store_true", help="print the figures, write nothing")
    parser.add_argument("--cache", type=Path, help="keep the gathered evidence here between runs")
    options = parser.parse_args()
    samples = gather(options.folder, [*options.corpora, *options.also], options.cache)
    fitted = [sample for sample in samples if sample.corpus in options.corpora]
    others = [sample for sample in samples if sample.corpus not in options.corpora]

    def fit(chosen: Sequence[Sample]) -> Weights:
        return fit_weights(chosen, options.ridge)

    weights = fit(fitted)
    print_scores("in the sample", [(sample, weights) for sample in fitted + others])
    print_scores("on folds left out", left_out(fitted, fit, options.folds))
    print_scores("weights as they were", [(sample, dict(load_weights())) for sample in fitted + others])
    if not options.dry_run:
        write_weights(weights)


def gather(folder: Path, corpora: Sequence[str], cache: Path | None) -> list[Sample]:
    """The documents of the corpora with all their spots."""
    if cache and cache.exists():
        return pickle.loads(cache.read_bytes())  # type: ignore[no-any-return]  # our own file
    gazetteer = open_gazetteer()
    recognizer = EvidenceRecognizer(gazetteer, open_reader(gazetteer))
    samples = []
    for corpus in corpora:
        path = folder / "geoparsing" / f"{corpus}.dev.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            document = Document(document_id=str(row["id"]), text=row["text"], title=row.get("title"))
            samples.append(
                Sample(
                    corpus=corpus,
                    spots=list(recognizer.assess_alone(document)),
                    gold=_spans(row["toponyms"]),
                    ignored=_spans(row.get("ignore", [])),
                )
            )
    if cache:
        cache.write_bytes(pickle.dumps(samples))
    return samples


def _spans(rows: Sequence[Mapping[str, Any]]) -> list[Span]:
    return [(row["start"], row["end"]) for row in rows]


def _meets(spot: Assessment, spans: Sequence[Span]) -> bool:
    return any(start < spot.end and spot.start < end for start, end in spans)


def fit_weights(samples: Sequence[Sample], ridge: float) -> Weights:
    """Logistic regression; hand-chosen weights stay as offsets."""
    kept = _hand_chosen()
    weights = dict(load_weights())
    sizes = {
        corpus: sum(len(s.spots) for s in samples if s.corpus == corpus)
        for corpus in {s.corpus for s in samples}
    }
    for _ in range(ROUNDS):
        rows, targets, shares = [], [], []
        for sample in samples:
            for spot in add_company(sample.spots, weights):
                is_gold = _meets(spot, sample.gold)
                if not is_gold and _meets(spot, sample.ignored):
                    continue
                rows.append(spot.evidence)
                targets.append(float(is_gold))
                shares.append((sum(sizes.values()) / len(sizes) / sizes[sample.corpus]) ** 0.5)
        names = sorted({name for row in rows for name in row} - kept.keys())
        columns = {name: column for column, name in enumerate(names)}
        matrix = np.zeros((len(rows), len(names)))
        offsets = np.zeros(len(rows))
        for number, row in enumerate(rows):
            for name, value in row.items():
                if name in columns:
                    matrix[number, columns[name]] = value
                else:
                    offsets[number] += kept[name] * value
        found = _newton(matrix, offsets, np.array(targets), np.array(shares), ridge)
        weights = kept | {name: round(float(found[column]), 2) for name, column in columns.items()}
    return weights


def _newton(
    matrix: NDArray[np.float64],
    offsets: NDArray[np.float64],
    targets: NDArray[np.float64],
    shares: NDArray[np.float64],
    ridge: float,
) -> NDArray[np.float64]:
    """The weights of greatest likelihood less the ridge, by Newton's method."""
    found = np.zeros(matrix.shape[1])
    for _ in range(NEWTON_STEPS):
        chances = 1 / (1 + np.exp(-np.clip(matrix @ found + offsets, -30, 30)))
        slope = matrix.T @ (shares * (targets - chances)) - ridge * found
        curve = (matrix * (shares * chances * (1 - chances))[:, None]).T @ matrix + ridge * np.eye(len(found))
        found = found + np.linalg.solve(curve, slope)
    return found


def _hand_chosen() -> Weights:
    """Weights that no corpus decides and people chose, by the source their row states."""
    with data_path("lexicon/place_evidence.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return {row["evidence"]: float(row["weight"]) for row in rows if row["source"].startswith("kept:")}


def left_out(
    samples: Sequence[Sample], fit: Callable[[Sequence[Sample]], Weights], folds: int
) -> list[tuple[Sample, Weights]]:
    """Every document with weights fitted on the other folds."""
    pairs = []
    for fold in range(folds):
        weights = fit([sample for number, sample in enumerate(samples) if number % folds != fold])
        pairs += [(sample, weights) for number, sample in enumerate(samples) if number % folds == fold]
    return pairs


def print_scores(title: str, pairs: Sequence[tuple[Sample, Weights]]) -> None:
    """Precision, recall and F1 by corpus, overlapping spans; a gold span counts once."""
    counts: dict[str, list[int]] = {}
    for sample, weights in pairs:
        found = [spot for spot in add_company(sample.spots, weights) if spot.score >= 0.5]
        right = sum(_meets(spot, sample.gold) for spot in found)
        free = sum(not _meets(spot, sample.gold) and _meets(spot, sample.ignored) for spot in found)
        met = sum(any(start < spot.end and spot.start < end for spot in found) for start, end in sample.gold)
        total = counts.setdefault(sample.corpus, [0, 0, 0, 0])
        for index, value in enumerate((right, len(found) - free, met, len(sample.gold))):
            total[index] += value
    print(title)
    for corpus, (right, found_count, met, gold) in counts.items():
        precision, recall = right / max(1, found_count), met / max(1, gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"  {corpus:10} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")


def write_weights(weights: Weights) -> None:
    """Write the table anew; rows chosen by hand keep their words."""
    path = data_path("lexicon/place_evidence.csv")
    with path.open(encoding="utf-8", newline="") as file:
        old = {
            row["evidence"]: row for row in csv.DictReader(line for line in file if not line.startswith("#"))
        }
    lines = [*HEADER, "evidence,weight,source"]
    for name, weight in sorted(
        {**{name: float(row["weight"]) for name, row in old.items()}, **weights}.items()
    ):
        is_fitted = name in weights and not old.get(name, {"source": ""})["source"].startswith("kept:")
        source = SOURCE if is_fitted else old[name]["source"]
        lines.append(f'{name},{weight},"{source}"' if "," in source else f"{name},{weight},{source}")
    write_bytes(path, ("\n".join(lines) + "\n").encode())
    print(f"{path.name}: {len(weights)} weights")


if __name__ == "__main__":
    main()
