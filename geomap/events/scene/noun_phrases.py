"""From a noun phrase in the tree to the parties it stands for: names, owners, those joined to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from geomap.events.parties.party import KINDRED, Party
from geomap.events.scene.pronouns import PRONOUNS, group_meant, is_pronoun, pronoun
from geomap.events.scene.scene import Scene
from geomap.events.tree.arguments import obliques
from geomap.events.tree.grammar import conjuncts, dependents, is_verb, preposition
from geomap.events.tree.sentences import Words

_SAME = ("appos", "flat")
_OWNERS = ("nmod:poss", "amod", "compound", "nummod", "det")
_OF = frozenset("of from between".split())
_AT = frozenset("in at on for among like including with against".split())
_WAYS: tuple[tuple[tuple[str, ...], frozenset[str]], ...] = (
    (_SAME, frozenset()),
    (_OWNERS, frozenset()),
    (("nmod",), frozenset({""})),
    (("nmod",), _OF),
)
"""How a party hangs in a noun phrase, the nearest first: by which relation, behind which preposition."""
_LOOSE_WAYS = (*_WAYS, (("nmod",), _AT))
_FOLLOWING = frozenset("loyal allied faithful answering".split())
ARMED = frozenset({"MIL", "REB", "COP"})
_DEPTH = 5
_NEAR = 3


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
    if is_pronoun(scene.words, token):
        return pronoun(scene, token)
    here = scene.by_token.get(token, ())
    own = tuple(party for party in here if not party.is_modifier)
    if not own:
        return (
            here
            or _named_before(scene, token)
            or group_meant(scene, token)
            or _below(scene, token, loose, _DEPTH)
        )
    sharing = _sharing(scene, own[0])
    if any(_is_named_alike(other, own[0]) for other in sharing):
        # "Fulani and Hausa residents"
        return (*sharing, *own)
    if len(own) == 1 and own[0].noun and own[0].actor.country_iso3 is None and not own[0].is_person:
        return _of_somebody(scene, token, own[0])
    return (*sharing, *own)


def _named_before(scene: Scene, token: int) -> tuple[Party, ...]:
    """ "Goma, the town that rebels captured": the name that a noun stands in apposition to."""
    if scene.words.labels[token] != "appos":
        return ()
    return tuple(p for p in scene.by_token.get(scene.words.heads[token], ()) if not p.is_modifier)


def _of_somebody(scene: Scene, token: int, own: Party) -> tuple[Party, ...]:
    """ "Members of the union" are the union, "Vietnamese-led forces" forces of that country."""
    words = scene.words
    found = _below(scene, token, False, _DEPTH)
    if not found or own in found:
        country = _allegiance(scene, token)
        return (replace(own, actor=replace(own.actor, country_iso3=country)),) if country else (own,)
    is_owner = any(words.lower[one] in PRONOUNS for one in dependents(words, token, "nmod:poss"))
    if own.noun in KINDRED and (is_owner or found[0].is_possessive):
        beside = [p for one in dependents(words, token, *_SAME) for p in scene.by_token.get(one, ())]
        if beside:
            # "Its neighbour Togo"
            return tuple(beside)
        # "Its neighbour" is the other of two countries, if the text names no third.
        others = scene.memory.countries - {party.actor.country_iso3 for party in found}
        code = next(iter(others)) if len(others) == 1 and not own.actor.sector else None
        return (replace(own, actor=replace(own.actor, country_iso3=code)),)
    if found[0].is_modifier or found[0].is_place or is_owner:
        country = found[0].actor.country_iso3
        return (replace(own, actor=replace(own.actor, country_iso3=country)),)
    if found[0].is_named_only and own.actor.sector in ARMED:
        # "Troops of the Tenth Brigade": the brigade, and it is armed.
        named = replace(found[0].actor, sector=own.actor.sector)
        return (replace(found[0], actor=named, noun=own.noun, is_named_only=False), *found[1:])
    # "Families of the captives" are the families.
    is_kin = own.actor.sector == "CVL" and all(party.actor.country_iso3 is None for party in found)
    return (own,) if is_kin else found


def _allegiance(scene: Scene, token: int) -> str | None:
    """The country of those whom a group follows: "troops loyal to Haftar"."""
    words = scene.words
    for state in dependents(words, token, "amod", "acl"):
        if words.lower[state] in _FOLLOWING and state > token:
            followed = parties_at(scene, obliques(words, state, ("to", "with")))
            return next((party.actor.country_iso3 for party in followed if party.actor.country_iso3), None)
    return None


def _sharing(scene: Scene, party: Party) -> tuple[Party, ...]:
    """What shares the noun of a party: "US and British forces", "Polish, Dutch and British troops"."""
    words = scene.words
    if words.word(party.first - 1) not in ("and", "or", "&"):
        return ()
    return tuple(
        other
        for other in scene.parties
        if other.last < party.first
        and words.word(other.last + 1) != "'s"
        and _hangs_together(words, other, party)
    )


def _is_named_alike(other: Party, party: Party) -> bool:
    """Whether one noun names both."""
    return other.noun == party.noun != ""


def _hangs_together(words: Words, other: Party, party: Party) -> bool:
    inside = range(party.first, party.last + 1)
    is_group = other.actor.country_iso3 is not None or _is_named_alike(other, party)
    if is_group and not other.is_person and not other.before:
        tops = [words.heads[token] for token in inside if words.labels[token] == "conj"]
        if any(top < party.first and other.head in conjuncts(words, top) for top in tops if top >= 0):
            return True
    is_joined = any(words.labels[token] == "conj" and words.heads[token] == other.head for token in inside)
    return (party.first - other.last <= _NEAR) and (is_joined or words.heads[other.head] in inside)


def _below(scene: Scene, token: int, loose: bool, depth: int) -> tuple[Party, ...]:
    """The nearest party inside a noun phrase: a name or an owner first, then what "of" adds."""
    words = scene.words
    if depth == 0 or not words.related[token]:
        return ()
    for labels, prepositions in _LOOSE_WAYS if loose else _WAYS:
        for child in dependents(words, token, *labels):
            if labels == ("nmod",) and preposition(words, child) not in prepositions:
                continue
            found = parties_at_once(scene, child) or _below(scene, child, loose, depth - 1)
            if found:
                return _with_joined(scene, child, found)
    return ()


def _with_joined(scene: Scene, child: int, found: tuple[Party, ...]) -> tuple[Party, ...]:
    joined = list(found)
    for one in conjuncts(scene.words, child)[1:]:
        joined += [party for party in parties_at_once(scene, one) if party not in joined]
    return tuple(joined)


def parties_at_once(scene: Scene, token: int) -> tuple[Party, ...]:
    """The parties that cover a token, or that its pronoun means."""
    if is_pronoun(scene.words, token):
        return pronoun(scene, token)
    return scene.by_token.get(token, ()) or group_meant(scene, token)
