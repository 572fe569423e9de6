"""The places layer: every place the texts name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geomap.codes import code
from geomap.constants import Modality
from geomap.corpus import corpus_of
from geomap.layer import Rows
from geomap.models import Atlas, Layer, ParsedDocument
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
    named = mentions.place.values
    place_ids = [place.place_id for place in named]
    # Of two with the same identifier the first counts, for what is written later stays.
    first = dict(zip(reversed(place_ids), reversed(named), strict=True))
    which = code(place_ids)
    places = list(map(first.__getitem__, which.values))
    whose = which.codes[mentions.place.codes]
    best = np.zeros(len(places))
    np.maximum.at(best, whose, mentions.score)
    cells: tuple[Sequence[object], ...] = (
        which.values,
        [place.name for place in places],
        [place.country_code for place in places],
        [place.feature_code for place in places],
        np.bincount(whose, minlength=len(places)).tolist(),
        best.tolist(),
    )
    columns = dict(zip(PLACE_COLUMNS, cells, strict=True))
    rows = Rows(columns=columns, outlines=[label_point(place) for place in places])
    return make_layer("places", "Places named", rows, corpus, atlas)
