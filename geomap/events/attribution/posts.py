"""Where envoys are posted, for it is there that they are summoned and speak."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.events.parties.party import Party
from geomap.events.scene.scene import Scene
from geomap.events.tree.sentences import Words, word_groups


def posts_of(scene: Scene, parties: Sequence[Party]) -> tuple[Party, ...]:
    """Where envoys are posted: who summons them and whom they hand notes, "Niger's envoy in Cotonou"."""
    words = scene.words
    envoys = [one for one in parties if _is_envoy(words, one)]
    posts = {token for one in envoys for token in range(one.first, one.last + 1)}
    own = {one.actor.country_iso3 for one in envoys}
    return tuple(
        party
        for party in scene.parties
        if party.is_place and party.before in ("in", "to") and words.heads[party.head] in posts
        if party.actor.country_iso3 not in own
    )[:1]


def _is_envoy(words: Words, party: Party) -> bool:
    return any(words.has_lemma(one, word_groups()["diplomats"]) for one in range(party.first, party.last + 1))
