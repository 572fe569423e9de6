"""What one row on the map is: six layers, each built from parsed documents by a function of its own.

A new layer is a module with a ``build_<key>`` and a line in `BUILDERS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from geomap.constants import Modality
from geomap.corpus import corpus_of
from geomap.errors import InvalidOptionError
from geomap.memory import no_collection
from geomap.models import Atlas, Layer, ParsedDocument
from layers.base import DRAWN, Builder
from layers.conflict import build_conflict
from layers.diplomacy import build_diplomacy
from layers.displacement import build_displacement
from layers.economy import build_economy
from layers.places import build_places
from layers.regions import build_regions

__all__ = ["BUILDERS", "Builder", "build_layers"]

BUILDERS: Final[Mapping[str, Builder]] = MappingProxyType(
    {
        "conflict": build_conflict,
        "diplomacy": build_diplomacy,
        "displacement": build_displacement,
        "economy": build_economy,
        "places": build_places,
        "regions": build_regions,
    }
)
"""All layers by key, in the order in which they are listed and written."""


def build_layers(
    parsed: Sequence[ParsedDocument],
    *,
    atlas: Atlas | None = None,
    modalities: frozenset[Modality] = DRAWN,
    keys: Iterable[str] | None = None,
) -> tuple[Layer, ...]:
    """Build all layers, or those with the given keys, in the order of `BUILDERS`.

    Args:
        parsed: Documents in the order their rows shall have.
        atlas: Where polygons and seats of government come from; without one, only points are drawn.
        modalities: Events with another modality are left out.
        keys: Which layers; None means all.

    Raises:
        InvalidOptionError: If there is no layer of a given key.
    """
    wanted = set(BUILDERS) if keys is None else set(keys)
    for key in sorted(wanted - set(BUILDERS)):
        raise InvalidOptionError("layer", key, BUILDERS)
    with no_collection():
        corpus = corpus_of(parsed)
        return tuple(
            build(corpus, atlas=atlas, modalities=modalities)
            for key, build in BUILDERS.items()
            if key in wanted
        )
