"""Scores that mean what they say: of the mentions scored 0.8, eight of ten are right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log

from geomap.models import Place
from geomap.places.candidates import is_country

_SURE = 1e-6


def doubts(scores: Sequence[float], best: Place, *, is_part: bool) -> dict[str, float]:
    """What speaks for or against the best candidate of a mention being right, by name.

    Args:
        scores: The candidates' shares of 1, best first; not empty.
        best: The best candidate.
        is_part: Whether only a part of the mention is the candidate's name.
    """
    first = min(max(scores[0], _SURE), 1 - _SURE)
    facts = {"bias": 1.0, "log_odds": log(first / (1 - first))}
    if is_part:
        facts["is_part"] = 1.0
    if is_country(best):
        facts["is_country"] = 1.0
    elif best.feature_code == "ADM1":
        facts["is_province"] = 1.0
    elif best.feature_class not in ("P", "A"):
        facts["is_region_or_site"] = 1.0
    if len(scores) == 1:
        facts["only_candidate"] = 1.0
    return facts


def calibrate(facts: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The probability, 0 to 1, that the best candidate is right."""
    total = sum(weights.get(name, 0.0) * value for name, value in facts.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def spread(scores: Sequence[float], best: float) -> list[float]:
    """The scores, best first, changed so that the first is `best`, none is larger and their sum at most 1."""
    if not scores:
        return []
    rest = 1 - scores[0]
    factor = min(1.0, best / scores[0] if scores[0] > 0 else 1.0)
    if rest > _SURE:
        factor = min(factor, (1 - best) / rest)
    return [best, *(score * factor for score in scores[1:])]
