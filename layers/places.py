"""The places layer: every place the texts name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geomap.constants import Modality
from geomap.corpus import corpus_of
from geomap.layer import Rows
from geomap.models import Atlas, Layer, ParsedDocument, Place
from layers.base import DRAWN, label_point, make_layer

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

    corpus = corpus_of(parsed)
    mentions = corpus.mentions
    places: dict[str, Place] = {}
    for place in mentions.place.values:
        places.setdefault(place.place_id, place)
    numbers = {place_id: number for number, place_id in enumerate(places)}
    whose = np.array([numbers[place.place_id] for place in mentions.place.values], dtype=np.int64)
    whose = whose[mentions.place.codes]
    best = np.zeros(len(places))
    np.maximum.at(best, whose, mentions.score)
    counts = np.bincount(whose, minlength=len(places))
    found = list(places.values())
    cells = (
        list(places),
        [place.name for place in found],
        [place.country_code for place in found],
        [place.feature_code for place in found],
        counts.tolist(),
        best.tolist(),
    )
    columns = dict(zip(PLACE_COLUMNS, cells, strict=True))
    rows = Rows(columns=columns, outlines=[label_point(place) for place in found])
    return make_layer("places", "Places named", rows, corpus, atlas)
