"""Fit the weights of the resolver and the calibration of its scores; write data/lexicon/resolver_weights.csv.

    python scripts/fit_resolver.py FOLDER [--folds 5] [--dry]

FOLDER holds ``score_geoparsing.py``, whose distances and limits are used, and ``geoparsing/*.dev.jsonl``. The
weights are those of a conditional logistic regression over the candidates of each name: they make the right
candidate likely among its rivals. Each corpus weighs the same. Every document is read twice, with the home
of its outlet and without, so that no weight leans on an outlet that is unknown elsewhere. Weights keep the
sign that makes sense and are drawn towards the values chosen beforehand (``CHOSEN``), which decide where the
corpora hold too few cases. Printed are scores on the documents fitted on, and on unseen folds: all documents
of an outlet are in one fold.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from resolver_cases import Case, read_cases
from scipy.optimize import minimize
from scipy.special import expit

from geomap.places.calibration import doubts
from geomap.places.features import FEATURES
from geomap.places.resolve import PASSES
from geomap.places.weights import CALIBRATION

OUT: Final = Path(__file__).resolve().parent.parent / "data" / "lexicon" / "resolver_weights.csv"
CHOSEN: Final[Mapping[str, float]] = {
    "population": 3.0,
    "prominence": 3.0,
    "usual_name": 1.5,
    "is_country": 4.0,
    "is_province": 3.0,
    "is_district": 1.0,
    "is_water": 2.0,
    "is_region": 2.0,
    "is_site": 1.0,
    "capital": 1.0,
    "provincial_capital": 0.3,
    "seat_of_a_named_body": 2.5,
    "kind_named_in_the_text": 3.0,
    "other_kind_named_in_the_text": -1.5,
    "city_of_its_namesake_province": 1.5,
    "named_in_the_title": 0.5,
    "nationality_beside_it": 3.0,
    "near_the_outlet": 2.0,
    "in_the_outlets_province": 1.5,
    "in_the_outlets_country": 1.0,
    "inside_the_next_name": 4.0,
    "holds_the_name_before": 2.0,
    "inside_the_name_before": 2.0,
    "listed_with_its_equals": 1.5,
    "country_share_of_the_text": 2.0,
    "country_named_in_the_text": 1.5,
    "capital_of_a_named_country": 1.0,
    "neighbour_of_a_named_country": 0.5,
    "province_share_of_the_text": 2.0,
    "province_named_in_the_text": 1.0,
    "province_of_other_names": 0.5,
    "near_other_places": 2.0,
    "near_a_place_beside_it": 1.0,
    "country_of_a_place_beside_it": 1.0,
    "country_of_the_dateline": 0.5,
}
"""What each feature should weigh before any text is seen; its sign is kept."""

FREE: Final = frozenset({"is_country", "is_province", "is_district", "is_water", "is_region", "is_site"})
"""Features whose weight may have either sign, since they only compare kinds of places."""

LEAST: Final[Mapping[str, float]] = {
    "population": 1.5,
    "kind_named_in_the_text": 2.5,
    "nationality_beside_it": 2.0,
    "inside_the_next_name": 3.0,
}
"""Lower limits for what world news needs more than the corpora show."""

ROUNDS: Final = 3
DRAWN: Final = 0.02
"""How strongly weights are drawn towards those chosen; per unit of log-likelihood of all corpora together."""

SCALE: Final = 400.0
"""What each corpus weighs in sum, as if it held so many names."""

Weights = NDArray[np.float64]


def main() -> None:
    """Fit, report and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--dry", action="store_true", help="report, but do not write")
    options = parser.parse_args()
    cases = read_cases(options.folder, options.folds)
    print(f"{'':26}" + "".join(f"{corpus:>10}" for corpus in corpora(cases)))
    start = as_weights(CHOSEN)
    _print("chosen beforehand", cases, start, None)
    weights = fit(cases, start)
    calibration = fit_calibration(cases, weights)
    _print("fitted, same documents", cases, weights, calibration)
    results: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for fold in range(options.folds):
        seen = [case for case in cases if case.fold != fold]
        unseen = [case for case in cases if case.fold == fold]
        fold_weights = fit(seen, start)
        fold_calibration = fit_calibration(seen, fold_weights)
        for key, rows in judge(unseen, fold_weights, fold_calibration).items():
            results[key] += rows
    _print_results("fitted, unseen folds", corpora(cases), results)
    if not options.dry:
        write(weights, calibration)


def corpora(cases: Sequence[Case]) -> list[str]:
    """The names of the corpora, sorted."""
    return sorted({case.corpus for case in cases})


def as_weights(named: Mapping[str, float]) -> Weights:
    """The weights in the order of the columns."""
    return np.array([named.get(name, 0.0) for name in FEATURES])


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """Names with their candidates: features, where each name begins, which are right, what a name weighs."""

    values: Weights
    starts: NDArray[np.int64]
    is_right: Weights
    shares: Weights

    def loss(self, weights: Weights) -> tuple[float, Weights]:
        """What the right candidates lack in log-likelihood, and its slope."""
        owner = np.repeat(np.arange(len(self.starts)), np.diff(np.append(self.starts, len(self.values))))
        totals = self.values @ weights
        powers = np.exp(totals - np.maximum.reduceat(totals, self.starts)[owner])
        everything = np.add.reduceat(powers, self.starts)
        good = np.add.reduceat(powers * self.is_right, self.starts)
        surplus = powers / everything[owner] - powers * self.is_right / good[owner]
        return (
            float(self.shares @ (np.log(everything) - np.log(good))),
            self.values.T @ (surplus * self.shares[owner]),
        )


def fit(cases: Sequence[Case], start: Weights) -> Weights:
    """Weights that make the right candidates likely; features of context are renewed after each round."""
    limits = [
        (None, None) if name in FREE else (LEAST.get(name, 0.0), None) if CHOSEN[name] >= 0 else (None, 0.0)
        for name in FEATURES
    ]

    def loss(weights: Weights, examples: Examples) -> tuple[float, Weights]:
        value, slope = examples.loss(weights)
        drawn = DRAWN * SCALE * (weights - start)
        return value + float(drawn @ (weights - start)) / 2, slope + drawn

    weights = start
    for _ in range(ROUNDS):
        examples = read_examples(cases, weights)
        found = minimize(loss, weights, args=(examples,), jac=True, method="L-BFGS-B", bounds=limits)
        weights = np.asarray(found.x)
    return weights


def read_examples(cases: Sequence[Case], weights: Weights) -> Examples:
    """The names of all documents, as the context that these weights give shows them."""
    values, starts, is_right, shares, names = [], [], [], [], []
    position = 0
    for case in cases:
        case.board.rank(weights, passes=PASSES)
        counts: dict[tuple[int, frozenset[int]], int] = defaultdict(int)
        for row, _, exact in case.mentions:
            if row is not None and exact:
                counts[row, exact] += 1
        for (row, exact), count in counts.items():
            first, last = int(case.board.starts[row]), int(case.board.starts[row + 1])
            if last - first == len(exact):
                continue
            values.append(case.board.values[first:last].copy())
            is_right.append(np.array([candidate in exact for candidate in range(first, last)], dtype=float))
            starts.append(position)
            shares.append(sqrt(count))
            names.append(case.corpus)
            position += last - first
    sums: dict[str, float] = defaultdict(float)
    for corpus, share in zip(names, shares, strict=True):
        sums[corpus] += share
    scaled = [SCALE * share / sums[corpus] for corpus, share in zip(names, shares, strict=True)]
    return Examples(
        values=np.concatenate(values),
        starts=np.array(starts),
        is_right=np.concatenate(is_right),
        shares=np.array(scaled),
    )


def answers(case: Case, weights: Weights) -> list[tuple[dict[str, float] | None, bool]]:
    """For each gold mention the facts that calibration uses, None without a candidate, and whether right."""
    board = case.board
    scores = board.rank(weights, passes=PASSES)
    result: list[tuple[dict[str, float] | None, bool]] = []
    for row, right, _ in case.mentions:
        if row is None:
            result.append((None, False))
            continue
        first, last = int(board.starts[row]), int(board.starts[row + 1])
        order = sorted(
            range(first, last),
            key=lambda one: (-scores[one], -(board.places[one].population or 0), board.places[one].place_id),
        )
        best = order[0]
        facts = doubts(
            [float(scores[one]) for one in order], board.places[best], is_part=board.options[best].is_part
        )
        result.append((facts, best in right))
    return result


def fit_calibration(cases: Sequence[Case], weights: Weights) -> dict[str, float]:
    """Weights of a logistic regression from the facts of a choice to its being right."""
    rows = [
        (case.corpus, facts, is_right)
        for case in cases
        for facts, is_right in answers(case, weights)
        if facts is not None
    ]
    names = sorted({name for _, facts, _ in rows for name in facts})
    values = np.array([[facts.get(name, 0.0) for name in names] for _, facts, _ in rows])
    is_right = np.array([right for _, _, right in rows], dtype=float)
    sums: dict[str, int] = defaultdict(int)
    for corpus, _, _ in rows:
        sums[corpus] += 1
    shares = np.array([SCALE / sums[corpus] for corpus, _, _ in rows])

    def loss(trial: Weights) -> tuple[float, Weights]:
        totals = values @ trial
        value = shares @ (np.logaddexp(0, totals) - is_right * totals) + 0.5 * float(trial @ trial)
        return float(value), values.T @ (shares * (expit(totals) - is_right)) + trial

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return dict(zip(names, found.tolist(), strict=True))


def judge(
    cases: Sequence[Case], weights: Weights, calibration: Mapping[str, float] | None
) -> dict[str, list[tuple[float, bool]]]:
    """Score and rightness of each gold mention by corpus; those without outlets under "corpus/no outlet"."""
    results: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for case in cases:
        key = case.corpus if case.with_home else f"{case.corpus}/no outlet"
        for facts, is_right in answers(case, weights):
            score = 0.0
            if facts is not None and calibration is not None:
                score = float(expit(sum(calibration.get(name, 0.0) * value for name, value in facts.items())))
            results[key].append((score if facts is not None else -1.0, is_right))
    return results


def calibration_error(rows: Sequence[tuple[float, bool]], *, bins: int = 10) -> float:
    """Expected calibration error over equal bins; mentions without a candidate (score -1) are left out."""
    rows = [row for row in rows if row[0] >= 0]
    by_bin: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for score, is_right in rows:
        by_bin[min(bins - 1, int(score * bins))].append((score, is_right))
    return sum(abs(sum(s for s, _ in part) - sum(r for _, r in part)) for part in by_bin.values()) / len(rows)


def _print(
    title: str, cases: Sequence[Case], weights: Weights, calibration: Mapping[str, float] | None
) -> None:
    _print_results(
        title, corpora(cases), judge(cases, weights, calibration), with_error=calibration is not None
    )


def _print_results(
    title: str,
    names: Sequence[str],
    results: Mapping[str, Sequence[tuple[float, bool]]],
    *,
    with_error: bool = True,
) -> None:
    for suffix, label in (("", title), ("/no outlet", "  outlet unknown")):
        parts = [results[name + suffix] for name in names]
        print(f"{label:26}" + "".join(f"{sum(r for _, r in part) / len(part):10.4f}" for part in parts))
        if with_error:
            errors = [*parts, [row for part in parts for row in part]]
            print(
                f"{'    calibration error':26}"
                + "".join(f"{calibration_error(part):10.4f}" for part in errors)
            )


def write(weights: Weights, calibration: Mapping[str, float]) -> None:
    """Write the table of weights."""
    source = "conditional logistic regression on LGL, TR-News, GeoWebNews and GeoVirus"
    with OUT.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("evidence", "weight", "source"))
        for name, weight in zip(FEATURES, weights, strict=True):
            rows.writerow((name, f"{weight:.2f}", source))
        for name, weight in sorted(calibration.items()):
            rows.writerow((CALIBRATION + name, f"{weight:.3f}", "logistic regression on the same corpora"))


if __name__ == "__main__":
    main()
