"""The place that "the city" or "the country" means: the one the text has just named, or none."""

from __future__ import annotations

from geomap.events.grammar import dependents, preposition
from geomap.events.parties import CAPITAL, is_scene
from geomap.events.scene import Scene
from geomap.models import Place

_KINDS = {
    **dict.fromkeys(("city", "town", "village", "settlement"), frozenset({"settlement"})),
    **dict.fromkeys(("province", "governorate", "oblast"), frozenset({"admin1"})),
    **dict.fromkeys(("country", "nation"), frozenset({"country"})),
}
_POINTING = frozenset({"the", "this", "that"})
_PLAIN = frozenset("besieged embattled whole entire same stricken battered border coastal tiny".split())
"""Adjectives that do not choose among places; "the neighbouring town" is another one."""


def place_meant(scene: Scene, token: int) -> Place | None:
    """The place of the last sentence that named one of the kind; None if that named several, or none did."""
    words = scene.words
    noun = words.lower[token]
    if (noun != "capital" and noun not in _KINDS) or not _is_plain(scene, token):
        return None
    before = [party for party in scene.parties if party.last < token]
    here = [party.place for party in before if party.place and is_scene(party.place, party.before)]
    for places in (here, *reversed(scene.memory.named)):
        fitting = {place.place_id: place for place in places if _fits(scene, noun, place)}
        if fitting:
            return next(iter(fitting.values())) if len(fitting) == 1 else None
    return None


def _is_plain(scene: Scene, token: int) -> bool:
    """Whether a noun stands with "the" and nothing that names or chooses: no "of Goma", no "nearby"."""
    words = scene.words
    if words.parts[token] != "NOUN" or token in scene.by_token:
        return False
    if all(words.lower[one] not in _POINTING for one in dependents(words, token, "det")):
        return False
    if any(words.lower[one] not in _PLAIN for one in dependents(words, token, "amod")):
        return False
    is_named = any(preposition(words, one) == "of" for one in dependents(words, token, "nmod"))
    return not is_named and not dependents(words, token, "compound", "flat", "appos", "nmod:poss", "nummod")


def _fits(scene: Scene, noun: str, place: Place) -> bool:
    if noun != "capital":
        return place.precision in _KINDS[noun]
    last = scene.memory.last_place
    return place.feature_code == CAPITAL and (last is None or last.country_code == place.country_code)
