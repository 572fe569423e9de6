"""Who "the enemy" and "our forces" are: told by who speaks, or by whose land the enemy attacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.events.parties.party import Memory, Party
from geomap.events.tree.arguments import subjects
from geomap.events.tree.grammar import ancestors
from geomap.events.tree.sentences import SAYING, Words

FOE = "enemy"
_LOSING = frozenset("lose flee retreat withdraw surrender suffer abandon leave".split())
_FRONT = 12


def with_foe(words: Words, party: Party, parties: Sequence[Party], memory: Memory) -> Party:
    """ "The enemy" as the other of two countries whose forces a text names, "our troops" as the speaker's."""
    is_ours = words.word(party.first - 1) == "our" and party.actor.sector == "MIL"
    if party.actor.country_iso3 or party.is_person or not (is_ours or party.noun == FOE):
        return party
    code = _speaker(words, party, parties, memory) if is_ours else _foe(words, party, parties, memory)
    return replace(party, actor=replace(party.actor, country_iso3=code)) if code else party


def _foe(words: Words, party: Party, parties: Sequence[Party], memory: Memory) -> str | None:
    """The other of exactly two countries at war; None where the words leave open which one speaks."""
    forces = {p.actor.country_iso3 for p in (*memory.recent, *parties) if p.actor.sector == "MIL"} - {None}
    own = _speaker(words, party, parties, memory) or _attacked(words, party, parties)
    others = forces - {own}
    return others.pop() if own in forces and len(others) == 1 else None


def _speaker(words: Words, party: Party, parties: Sequence[Party], memory: Memory) -> str | None:
    """The country of who says so: the subject of "said", or who stands before a colon."""
    for above in ancestors(words, party.head):
        for token in subjects(words, above) if words.has_lemma(above, SAYING) else ():
            if words.lower[token] == "it" and memory.last_subject is not None:
                return memory.last_subject.actor.country_iso3
            found = (p.actor.country_iso3 for p in parties if p.first <= token <= p.last and p is not party)
            if code := next(found, None):
                return code
    if ":" not in words.lower[: min(party.first, _FRONT)]:
        return None
    colon = words.lower.index(":")
    return next((p.actor.country_iso3 for p in parties if p.last < colon and p.actor.country_iso3), None)


def _attacked(words: Words, party: Party, parties: Sequence[Party]) -> str | None:
    """The one country of the places behind an enemy that acts: "the enemy shelled Kherson"."""
    verb = words.heads[party.head]
    if not words.labels[party.head].startswith("nsubj") or words.has_lemma(verb, _LOSING):
        return None
    codes = {p.actor.country_iso3 for p in parties if p.is_place and p.first > party.last} - {None}
    return codes.pop() if len(codes) == 1 else None
