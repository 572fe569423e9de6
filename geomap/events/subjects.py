"""From a place in the tree to the parties that stand there: names, owners, antecedents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from geomap.events.grammar import (
    SUBJECTS,
    ancestors,
    conjuncts,
    dependents,
    first_conjunct,
    has_subject,
    is_verb,
    preposition,
    subjects,
)
from geomap.events.parties import Memory, Party
from geomap.events.sentences import Words
from geomap.events.triggers import TriggerMatch

_PERSONAL = frozenset("he she him her his".split())
_PLURAL = frozenset("they them their".split())
_PRONOUNS = _PERSONAL | _PLURAL | frozenset("it its".split())
_SAME = ("appos", "flat")
_OWNERS = ("nmod:poss", "amod", "compound", "nummod", "det")
_OF = frozenset("of from".split())
_AT = frozenset("in at on for among like including with against".split())
_TOLD = frozenset("to on for with against".split())
_BESIDE = frozenset("from in at to on during".split())
_DEPTH = 5


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


def parties_at(scene: Scene, tokens: Iterable[int], *, loose: bool = False) -> tuple[Party, ...]:
    """The parties at noun phrases given by their heads, with those joined to them, in order.

    A phrase that is no party stands for its owner: "Israeli air raids", "the streets of Kyiv".

    Args:
        scene: The sentence.
        tokens: Heads of noun phrases.
        loose: Also take a party that the phrase only mentions: "a deal for prisoners in Chad".
    """
    found: list[Party] = []
    for token in tokens:
        for one in _joined(scene, token):
            if one == token or not is_verb(scene.words, one):
                found += [party for party in _at(scene, one, loose) if party not in found]
    return tuple(sorted(found, key=lambda party: party.first))


def _joined(scene: Scene, token: int) -> tuple[int, ...]:
    """A noun phrase with those joined to it, to whatever word of its name the tree ties them."""
    joined = set(conjuncts(scene.words, token))
    for party in scene.by_token.get(token, ()):
        for inner in range(party.first, party.last + 1):
            if not party.is_modifier or inner == token:
                joined |= {one for one in conjuncts(scene.words, inner)[1:] if one > party.last}
    return tuple(sorted(joined))


def _at(scene: Scene, token: int, loose: bool) -> tuple[Party, ...]:
    if scene.words.lower[token] in _PRONOUNS:
        return pronoun(scene, token)
    here = scene.by_token.get(token, ())
    own = tuple(party for party in here if not party.is_modifier)
    if not own:
        return here or _named_before(scene, token) or _below(scene, token, loose, _DEPTH)
    if len(own) == 1 and own[0].noun and own[0].actor.country_iso3 is None and not own[0].is_person:
        return _of_somebody(scene, token, own[0])
    return (*_sharing(scene, own[0]), *own)


def _named_before(scene: Scene, token: int) -> tuple[Party, ...]:
    """ "Goma, the town that rebels captured": the name that a noun stands in apposition to."""
    if scene.words.labels[token] != "appos":
        return ()
    return tuple(p for p in scene.by_token.get(scene.words.heads[token], ()) if not p.is_modifier)


def _of_somebody(scene: Scene, token: int, own: Party) -> tuple[Party, ...]:
    """ "Members of the union" are the union, "Vietnamese-led forces" forces of that country."""
    found = _below(scene, token, False, _DEPTH)
    if not found or own in found:
        return (own,)
    if found[0].is_modifier or found[0].is_place:
        country = found[0].actor.country_iso3
        return (replace(own, actor=replace(own.actor, country_iso3=country)),)
    return found


def _sharing(scene: Scene, party: Party) -> tuple[Party, ...]:
    """ "US" in "US and British forces": what shares the noun of a party with it."""
    words = scene.words
    return tuple(
        other
        for other in scene.parties
        if other.last < party.first
        and party.first - other.last <= 3
        and words.word(party.first - 1) in ("and", "or", "&")
        and words.word(other.last + 1) != "'s"
        and _hangs_together(words, other, party)
    )


def _hangs_together(words: Words, other: Party, party: Party) -> bool:
    inside = range(party.first, party.last + 1)
    is_joined = any(words.labels[token] == "conj" and words.heads[token] == other.head for token in inside)
    return is_joined or words.heads[other.head] in inside


def _below(scene: Scene, token: int, loose: bool, depth: int) -> tuple[Party, ...]:
    """The nearest party inside a noun phrase: a name or an owner first, then what "of" adds."""
    words = scene.words
    if depth == 0:
        return ()
    for labels, prepositions in _ways(loose):
        for child in dependents(words, token, *labels):
            if labels == ("nmod",) and preposition(words, child) not in prepositions:
                continue
            found = parties_at_once(scene, child) or _below(scene, child, loose, depth - 1)
            if found:
                return _with_joined(scene, child, found)
    return ()


def _ways(loose: bool) -> tuple[tuple[tuple[str, ...], frozenset[str]], ...]:
    ways: list[tuple[tuple[str, ...], frozenset[str]]] = [
        (_SAME, frozenset()),
        (_OWNERS, frozenset()),
        (("nmod",), frozenset({""})),
        (("nmod",), _OF),
    ]
    if loose:
        ways.append((("nmod",), _AT))
    return tuple(ways)


def _with_joined(scene: Scene, child: int, found: tuple[Party, ...]) -> tuple[Party, ...]:
    joined = list(found)
    for one in conjuncts(scene.words, child)[1:]:
        joined += [party for party in parties_at_once(scene, one) if party not in joined]
    return tuple(joined)


def parties_at_once(scene: Scene, token: int) -> tuple[Party, ...]:
    """The parties that cover a token, or that its pronoun means."""
    if scene.words.lower[token] in _PRONOUNS:
        return pronoun(scene, token)
    return scene.by_token.get(token, ())


def pronoun(scene: Scene, token: int) -> tuple[Party, ...]:
    """Whom a pronoun means: the nearest fitting subject before it, in the sentence or before; else nobody."""
    words, word = scene.words, scene.words.lower[token]
    taken = _partners(words, token)
    for party in reversed(scene.parties):
        is_free = party.last < token and not party.is_modifier and not party.before
        if is_free and _fits(word, party) and not taken & set(range(party.first, party.last + 1)):
            group = _group(scene, party)
            if word in _PLURAL or len(group) == 1:
                return group
            return (party,)
    for party in reversed(scene.parties):
        # "A reminder to Iraq that it must cooperate"
        is_told = (
            party.last < token
            and party.before in _TOLD
            and party.actor.country_iso3
            and not party.is_modifier
        )
        if is_told and word == "it" and words.labels[token].startswith("nsubj") and _fits(word, party):
            return (party,)
    told = scene.memory.last_person if word in _PERSONAL else scene.memory.last_subject
    return (told,) if told is not None and _fits(word, told) else ()


def _group(scene: Scene, party: Party) -> tuple[Party, ...]:
    """A party with those joined to it in the tree."""
    top = first_conjunct(scene.words, party.head)
    found = [one for token in conjuncts(scene.words, top) for one in scene.by_token.get(token, ())]
    return tuple(dict.fromkeys(found)) or (party,)


def _partners(words: Words, token: int) -> set[int]:
    """The subject of a verb whose object is the pronoun cannot be the same party."""
    head = words.heads[token]
    if head < 0 or words.labels[token] not in ("obj", "iobj", "obl") or not is_verb(words, head):
        return set()
    return set(subjects(words, head))


def _fits(word: str, party: Party) -> bool:
    if word in _PERSONAL:
        return party.is_person
    if word in _PLURAL:
        return not (party.is_person and " " in party.actor.name and party.actor.country_iso3 is None)
    return not party.is_person


def acting_above(scene: Scene, verb: int) -> tuple[Party, ...]:
    """The subject of the nearest verb above that has one, for a participle or infinitive without its own."""
    words = scene.words
    if words.labels[verb] not in ("acl", "advcl", "xcomp", "parataxis") or has_subject(words, verb):
        return ()
    for above in ancestors(words, verb):
        found = parties_at(scene, dependents(words, above, "nsubj")) if is_verb(words, above) else ()
        if found:
            return found
    return ()


def nearest_before(scene: Scene, verb: int) -> tuple[Party, ...]:
    """The party before a verb in its clause that no preposition governs; for broken trees only."""
    low = next((above for above in ancestors(scene.words, verb) if above < verb), -1)
    for party in reversed(scene.parties):
        if low < party.last < verb and not party.before and not party.is_modifier:
            is_subject = any(
                scene.words.labels[token] in SUBJECTS for token in range(party.first, party.last + 1)
            )
            return () if is_subject else (party,)
    return ()


def agent_beside(scene: Scene, verb: int) -> tuple[Party, ...]:
    """The agent of a passive that the tree hangs on a place or deed: "banned from ports by Vilnius"."""
    words = scene.words
    for party in scene.parties:
        beside = words.heads[party.head]
        if party.before == "by" and beside > verb and words.heads[beside] == verb:
            return parties_at(scene, [party.head]) if preposition(words, beside) in _BESIDE else ()
    return ()
