"""Whom forces face that are moved: "along the border with Peru", "massing north of the town"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.events.attribution.owners import owners_of
from geomap.events.parties.party import Party
from geomap.events.scene.noun_phrases import parties_at
from geomap.events.scene.scene import Scene
from geomap.events.tree.arguments import obliques
from geomap.events.tree.grammar import ancestors, dependents
from geomap.events.triggers.matches import TriggerMatch

_BORDERS = frozenset({"border", "frontier"})
_SIDES = frozenset("north south east west northeast northwest southeast southwest outside opposite".split())
_FACING = frozenset({"facing", "overlooking"})


def beyond_border(scene: Scene, match: TriggerMatch, acting: Sequence[Party]) -> tuple[Party, ...]:
    """ "Along the Colombian border", "to its border with Peru": whom forces at a border face."""
    words = scene.words
    if words.vocabulary.isdisjoint(_BORDERS):
        return ()
    own = {None, *(party.actor.country_iso3 for party in acting)}
    borders = [token for token in range(match.last + 1, len(words)) if words.has_lemma(token, _BORDERS)]
    return tuple(
        party
        for token in borders
        if match.head in ancestors(words, token)
        for party in (*owners_of(scene, token), *parties_at(scene, obliques(words, token, ("with",))))
        if party.actor.country_iso3 not in own
    )


def faced(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """ "Massing north of the town", "missiles along the strait facing Oman"."""
    words = scene.words
    for token in range(match.head + 1, len(words)):
        is_way = words.lower[token] in _SIDES and words.word(token + 1) == "of"
        if not (is_way or words.lower[token] in _FACING) or match.head not in ancestors(words, token):
            continue
        if is_way:
            named = obliques(words, match.head, ("of", words.lower[token]))
            found = parties_at(scene, [*named, *obliques(words, token, ("of",))])
        else:
            # Whom they face, not where they are.
            beside = parties_at(scene, dependents(words, token, "obj"))
            found = tuple(replace(party, before=words.lower[token], is_place=False) for party in beside)
        if found:
            return found
    return ()
