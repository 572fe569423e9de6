"""Whose a noun is: "Russia's attack", "Israeli air raids", "Armenia-Azerbaijan talks"."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.events.parties.party import Party
from geomap.events.scene.noun_phrases import parties_at
from geomap.events.scene.scene import Scene
from geomap.events.tree.grammar import dependents, preposition


def owners_of(scene: Scene, token: int) -> tuple[Party, ...]:
    """The parties that own or describe a noun: "Russia's attack", "Israeli air raids"."""
    children = dependents(scene.words, token, "nmod:poss", "amod", "compound", "flat", "nmod")
    chosen = [c for c in children if c < token and not _is_governed(scene, c)]
    found: list[Party] = []
    for child in chosen:
        found += [p for p in parties_at(scene, [child]) if p not in found and p.first != token]
    return (*_hyphened(scene, found), *found)


def _hyphened(scene: Scene, owners: Sequence[Party]) -> tuple[Party, ...]:
    """The first of two that own something together: "Armenia-Azerbaijan talks"."""
    words = scene.words
    return tuple(
        other
        for other in scene.parties
        for owner in owners
        if other not in owners
        and owner.is_modifier
        and other.last + 2 == owner.first
        and words.word(other.last + 1) in ("-", "–")
        and other.actor.country_iso3 not in (None, owner.actor.country_iso3)
    )


def _is_governed(scene: Scene, token: int) -> bool:
    return preposition(scene.words, token) != ""
