"""A sentence with what was found in it, as the rules of sides, place and time need it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from geomap.events.parties.party import Memory, Party
from geomap.events.tree.sentences import Words
from geomap.events.triggers.matches import TriggerMatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A sentence with what was found in it, as the rules of roles need it."""

    words: Words
    parties: tuple[Party, ...]
    matches: tuple[TriggerMatch, ...]
    memory: Memory
    by_token: dict[int, tuple[Party, ...]] = field(default_factory=dict)


def scene_of(
    words: Words, parties: Sequence[Party], matches: Sequence[TriggerMatch], memory: Memory
) -> Scene:
    """A scene whose parties are found by the tokens they cover."""
    by_token: dict[int, tuple[Party, ...]] = {}
    for party in parties:
        for token in range(party.first, party.last + 1):
            by_token[token] = (*by_token.get(token, ()), party)
    return Scene(
        words=words, parties=tuple(parties), matches=tuple(matches), memory=memory, by_token=by_token
    )
