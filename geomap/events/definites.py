"""The place of an event that is told as "the city" or "the capital": the one just named, or none.

Figures are placed by `anaphors`, which takes the nearest; an event is drawn, so here several are none.
"""

from __future__ import annotations

from geomap.events.anaphors import KINDS, points_back
from geomap.events.parties import CAPITAL, is_scene
from geomap.events.scene import Scene
from geomap.models import Place

_VAGUE = frozenset("region state department district county".split())
"""Nouns that as often mean something of another size: "countries in the region"."""

PLACE_NOUNS = (frozenset(KINDS) - _VAGUE) | {"capital"}


def place_meant(scene: Scene, token: int) -> Place | None:
    """The place of the last sentence that named one of the kind; None if that named several, or none did."""
    words = scene.words
    noun = words.lower[token]
    if noun not in PLACE_NOUNS or token in scene.by_token or not points_back(words, token):
        return None
    before = [party for party in scene.parties if party.last < token]
    here = [party.place for party in before if party.place and is_scene(party.place, party.before)]
    for places in (here, *reversed(scene.memory.named)):
        fitting = {place.place_id: place for place in places if _fits(scene, noun, place)}
        if fitting:
            return next(iter(fitting.values())) if len(fitting) == 1 else None
    return None


def _fits(scene: Scene, noun: str, place: Place) -> bool:
    if noun != "capital":
        return place.precision is KINDS[noun]
    last = scene.memory.last_place
    return place.feature_code == CAPITAL and (last is None or last.country_code == place.country_code)
