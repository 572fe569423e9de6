"""The places layer: every place the texts name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geomap.constants import Modality
from geomap.models import Atlas, Layer, ParsedDocument, Place
from layers.base import DRAWN, label_point, make_place_layer
from layers.table import AT_A_TIME

PLACE_COLUMNS: Final = ("place_id", "place_name", "country_code", "feature_code", "mentions", "score")


def build_places(
    parsed: Sequence[ParsedDocument],
    *,
    atlas: Atlas | None = None,
    modalities: frozenset[Modality] = DRAWN,
) -> Layer:
    """One point per place that a mention was resolved to, in order of the first mention.

    ``mentions`` counts all resolved mentions in all documents, demonyms ("Russian") included;
    ``score`` is that of the surest one. Mentions have no modality, so `modalities` changes nothing.
    """
    import numpy as np

    places: dict[str, Place] = {}
    named: list[str] = []
    scores: list[float] = []
    for first in range(0, len(parsed), AT_A_TIME):
        found = [
            one for document in parsed[first : first + AT_A_TIME] for one in document.mentions if one.place
        ]
        of_mentions = [one.place for one in found if one.place]
        named += [place.place_id for place in of_mentions]
        scores += [one.score for one in found]
        # Mentions share places, and comparing identities is faster than comparing records.
        for place in {id(place): place for place in of_mentions}.values():
            places.setdefault(place.place_id, place)
    numbers = {place_id: number for number, place_id in enumerate(places)}
    whose = np.array([numbers[place_id] for place_id in named], dtype=np.int64)
    best = np.zeros(len(places))
    np.maximum.at(best, whose, scores)
    counts = np.bincount(whose, minlength=len(places))
    rows = map(_row, places.values(), counts.tolist(), best.tolist())
    return make_place_layer("places", "Places named", PLACE_COLUMNS, rows, atlas)


def _row(place: Place, count: int, score: float) -> tuple[object, ...]:
    return (
        place.place_id,
        place.name,
        place.country_code,
        place.feature_code,
        count,
        score,
        label_point(place),
    )
