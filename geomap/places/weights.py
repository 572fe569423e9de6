"""What each piece of evidence for a candidate weighs, and how scores become probabilities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from geomap.errors import DamagedDataError
from geomap.resources import read_rows

WEIGHTS_FILE: Final = "lexicon/resolver_weights.csv"
CALIBRATION: Final = "calibration_"
"""Evidence with this prefix belongs to the calibration, all other to the ranking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolverWeights:
    """Weights of the ranking, in log-odds per unit of evidence, and of the calibration of scores."""

    ranking: Mapping[str, float]
    calibration: Mapping[str, float]


@lru_cache(maxsize=1)
def load_resolver_weights() -> ResolverWeights:
    """The weights that geomap ships, fitted by ``scripts/fit_resolver.py``.

    Raises:
        MissingDataError: If the data file is missing.
        DamagedDataError: If a weight is not a number.
    """
    ranking: dict[str, float] = {}
    calibration: dict[str, float] = {}
    for row in read_rows(WEIGHTS_FILE, ("evidence", "weight", "source")):
        name = row["evidence"]
        try:
            weight = float(row["weight"])
        except ValueError as error:
            raise DamagedDataError(WEIGHTS_FILE, f"the weight {row['weight']!r} is not a number") from error
        if name.startswith(CALIBRATION):
            calibration[name.removeprefix(CALIBRATION)] = weight
        else:
            ranking[name] = weight
    return ResolverWeights(ranking=ranking, calibration=calibration)
