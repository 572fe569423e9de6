"""Whom a deed is aimed at where the words say so outright, whatever else they name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geomap.constants import EventType
from geomap.events.attribution.people import people_at, told_at
from geomap.events.parties.party import Party
from geomap.events.scene.noun_phrases import parties_at
from geomap.events.scene.scene import Scene
from geomap.events.tree.arguments import objects, obliques, subjects
from geomap.events.tree.grammar import ancestors, dependents, has_to, is_verb, preposition
from geomap.events.tree.sentences import Words, word_groups
from geomap.events.triggers.matches import TriggerMatch

GIVING = frozenset({EventType.AID, EventType.CONCEDE, EventType.RETREAT})
_MOVING = frozenset({EventType.MOBILIZE, EventType.THREATEN})
_DETERRING = frozenset(
    "counter deter confront repel contain face resist fight intimidate pressure oppose check ward".split()
)
_THREATS = frozenset("threat attack aggression raid incursion assault invasion advance drone missile".split())
_MEETING = frozenset("meet see greet receive".split())
_GOING = frozenset("go travel fly come journey drive sail".split())
_FIGHTING = frozenset("fight battle oppose combat besiege".split())
_MEASURES = frozenset("impose place slap levy put clamp inflict".split())
_ANGER = frozenset("anger rage fury outrage protest dismay".split())
_DECISIONS = frozenset(
    "decision plan move refusal failure policy ruling order handling treatment proposal bid attempt intention"
    " announcement neglect silence inaction".split()
)


def aimed_at(
    scene: Scene, match: TriggerMatch, places: Sequence[str], acting: Sequence[Party]
) -> tuple[Party, ...]:
    """The people or bodies that a deed is plainly meant for, before any that the words only mention.

    "Returned a portrait by a Flemish painter to its owners", "seized the canal from its shareholders",
    "moved missiles to Poland to deter Russia", "will not fly to Cairo to meet the general".
    """
    for group in _aims(scene, match, places):
        found = tuple(party for party in group if party not in acting)
        if found:
            return found
    return ()


def _aims(scene: Scene, match: TriggerMatch, places: Sequence[str]) -> Iterator[tuple[Party, ...]]:
    meaning = match.trigger.meaning
    if not match.is_verb:
        return
    if meaning.event_type in _MOVING:
        yield _deterred(scene, match)
    elif meaning.event_type in (EventType.REJECT, EventType.CONSULT):
        yield _met(scene, match)
    elif meaning.event_type in GIVING and "to" in places and meaning.mode != "release":
        yield _persons_behind(scene, match, "to")
    elif meaning.event_type is EventType.COERCE and meaning.mode == "seize":
        yield _persons_behind(scene, match, "from")


def _persons_behind(scene: Scene, match: TriggerMatch, place: str) -> tuple[Party, ...]:
    """The people or bodies behind a preposition that hangs on the verb."""
    found = (party for item in obliques(scene.words, match.head, (place,)) for party in _those(scene, item))
    return tuple(one for one in found if not one.is_place and not one.is_modifier and one.before == place)


def _those(scene: Scene, token: int) -> tuple[Party, ...]:
    """Those whom a noun names; "its owners" are not who owns them."""
    is_common = token not in scene.by_token
    return (people_at(scene, token) if is_common else ()) or parties_at(scene, [token])


def _deterred(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """ "To deter Russia", "to counter threats from Iran": whom what is moved is to stop."""
    words = scene.words
    for verb in _purposes(words, match):
        for item in objects(words, verb) if words.has_lemma(verb, _DETERRING) else ():
            is_threat = words.has_lemma(item, _THREATS)
            behind = obliques(words, item, ("from", "by", "of")) if is_threat else ()
            found = parties_at(scene, behind) or parties_at(scene, [item])
            if found:
                return tuple(party for party in found if party.before not in ("in", "at"))
    return ()


def _met(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """ "Travel to Minsk to meet the opposition": the opposition, not the town."""
    words = scene.words
    going = [one for one in _purposes(words, match) if words.has_lemma(words.heads[one], _GOING)]
    verbs = (*(one for one in sorted(match.tokens) if one != match.head), *going)
    met = [item for one in verbs if words.has_lemma(one, _MEETING) for item in dependents(words, one, "obj")]
    return tuple(party for party in parties_at(scene, met) if not party.is_place and not party.is_modifier)


def _purposes(words: Words, match: TriggerMatch) -> tuple[int, ...]:
    """The infinitives that tell what for, on the verb, what it governs or what is moved."""
    inner = [one for token in sorted(match.tokens) for one in dependents(words, token, "xcomp", "obj")]
    tops = dict.fromkeys((*sorted(match.tokens), *inner))
    return tuple(
        verb
        for top in tops
        for verb in dependents(words, top, "advcl", "acl", "xcomp")
        if verb > match.head and has_to(words, verb)
    )


def imposed_on(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """ "Lifted the ban it had imposed on charities": on whom lay what is lifted or kept."""
    words = scene.words
    items = {*match.tokens, *(item for token in match.tokens for item in dependents(words, token, "obj"))}
    for item in sorted(items):
        for clause in dependents(words, item, "acl:relcl", "acl"):
            behind = obliques(words, clause, ("on", "upon", "against"))
            if words.has_lemma(clause, _MEASURES) and behind:
                return tuple(party for one in behind for party in told_at(scene, match, one))
    return ()


def fought(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """ "The coalition fighting the Houthis declared a truce": with whom."""
    words = scene.words
    if match.trigger.meaning.mode != "ceasefire":
        return ()
    fights = [
        verb
        for token in subjects(words, match.head)
        for verb in dependents(words, token, "acl", "acl:relcl")
        if words.has_lemma(verb, _FIGHTING)
    ]
    return parties_at(scene, [item for verb in fights for item in dependents(words, verb, "obj")])


def opposed(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """ "Blocked the gates against the operator", "rose up in anger at Rome": whom a protest is against."""
    words = scene.words
    for token in range(match.head + 1, len(words)):
        before = preposition(words, token)
        is_against = before == "against" or (before == "at" and words.has_lemma(words.heads[token], _ANGER))
        if is_against and match.head in ancestors(words, token):
            is_wrong = words.has_lemma(token, word_groups()["wrongs"])
            doers = (*dependents(words, token, "nmod:poss"), *obliques(words, token, ("by",)))
            # "Against the killing of a teacher by police"
            return parties_at(scene, doers) if is_wrong else _those(scene, token)
    return ()


def decided(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """ "In response to Vale's decision": whose decision a protest is about."""
    words = scene.words
    for token in range(match.last + 1, len(words)):
        if not words.has_lemma(token, _DECISIONS) or match.head not in ancestors(words, token):
            continue
        owners = (*dependents(words, token, "nmod:poss"), *obliques(words, token, ("by", "of")))
        found = (party for one in owners for party in _those(scene, one))
        sides = tuple(party for party in found if not party.is_place)
        if sides and not is_verb(words, token):
            return sides
    return ()
