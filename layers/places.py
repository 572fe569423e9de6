"""The places layer: every place the texts name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geomap.constants import Modality
from geomap.models import Atlas, Layer, Mention, ParsedDocument, Place
from layers.base import DRAWN, label_point, make_place_layer

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
    found: dict[str, tuple[Place, list[Mention]]] = {}
    for document in parsed:
        for mention in document.mentions:
            if mention.place:
                found.setdefault(mention.place.place_id, (mention.place, []))[1].append(mention)
    rows = [_row(place, mentions) for place, mentions in found.values()]
    return make_place_layer("places", "Places named", PLACE_COLUMNS, rows, atlas)


def _row(place: Place, mentions: list[Mention]) -> tuple[object, ...]:
    best = max(mention.score for mention in mentions)
    return (
        place.place_id,
        place.name,
        place.country_code,
        place.feature_code,
        len(mentions),
        best,
        label_point(place),
    )
