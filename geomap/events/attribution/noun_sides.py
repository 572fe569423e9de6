"""The sides of a noun that tells of an event: "Russia's attack on Kharkiv", "launched an offensive"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from geomap.constants import EventType
from geomap.events.attribution.concerned import concerned
from geomap.events.attribution.mediation import negotiators
from geomap.events.attribution.owners import owners_of
from geomap.events.attribution.people import told_at
from geomap.events.attribution.recipients import best_group, following_party, without
from geomap.events.attribution.things import thing_at
from geomap.events.parties.party import Party
from geomap.events.scene.noun_phrases import parties_at
from geomap.events.scene.scene import Scene
from geomap.events.scene.sides import Sides, doers
from geomap.events.tree.arguments import is_passive, objects, obliques, subjects
from geomap.events.tree.grammar import (
    SUBJECTS,
    ancestors,
    dependents,
    has_to,
    is_gerund,
    is_verb,
    preposition,
)
from geomap.events.tree.sentences import PLACING
from geomap.events.triggers.matches import TriggerMatch

_SUPPORT_VERBS = frozenset(
    "conduct launch carry stage hold mount impose begin start continue resume make pay sign declare wage"
    " commit undertake lead perform open suffer face order execute unleash intensify step plan"
    " complete announce offer give express issue voice draw lodge attend join host take receive agree"
    " prolong extend renew tighten maintain expand remain become"
    " reach send provide pledge extend grant deliver submit file reject oppose condemn".split()
)
_LIGHT = _SUPPORT_VERBS - {"reject", "oppose", "condemn"}
_CARRIED = frozenset({EventType.CONSULT, EventType.AID})
_OWN_OF = frozenset({EventType.RETREAT, EventType.MOBILIZE, EventType.AGREE})
_FLIPPED = frozenset(
    "receive face suffer draw withstand endure evade circumvent resist weather survive sustain incur"
    " repel".split()
)
_CLAIMS = frozenset({"claim"})
_JUDGED = frozenset(
    "condemn criticize criticise reject oppose provoke trigger spark prompt cause denounce deplore"
    " decry welcome praise hail applaud deny report confirm investigate regret lament protest mourn"
    " broker mediate arbitrate facilitate".split()
)
_BESIDE = frozenset("of in on from to for over during".split())
_SUFFERED = frozenset(
    {
        *((EventType.ASSAULT, mode) for mode in ("abduct", "targeted", "beat", "torture", "sexual")),
        *((EventType.COERCE, mode) for mode in ("arrest", "deport")),
        *((EventType.SANCTION, mode) for mode in ("convict", "expel")),
        (EventType.RETREAT, "release"),
    }
)
_HARMLESS = frozenset(
    "bear carry have follow mark raise draw prompt spark cause show mirror echo resemble recall underscore"
    " highlight complicate precede threaten undermine".split()
)
"""What an attack may do to somebody without hitting him: "the assault bore the hallmarks of"."""
_GIFTS = frozenset("gift loan grant donation contribution credit bailout aid assistance funding".split())
_COMING = frozenset("come arrive flow pour".split())
_KILLINGS = frozenset("killing murder execution death slaying shooting assassination".split())
_BEING = frozenset({"be"})


def noun_sides(scene: Scene, match: TriggerMatch) -> Sides:
    """Who acts and towards whom where a noun tells of the deed: "Russia's attack on Kharkiv"."""
    words = scene.words
    is_own_of = _is_of_actor(scene, match)
    actors: tuple[Party, ...] = ()
    # "The evacuation of Sudanese students": whose they are does not act.
    undergoing = obliques(words, match.head, ("of",)) if "of" in match.trigger.recipient else ()
    for token in sorted(match.tokens - {*undergoing}):
        # "Intelligence sharing": a word of the phrase acts only where it says whose it is.
        owners = owners_of(scene, token)
        actors = actors or tuple(p for p in owners if p.actor.country_iso3 or p.head not in match.tokens)
    suffering = _suffering_owners(scene, match, actors)
    actors = doers(match.trigger.meaning.event_type, without(actors, suffering))
    actors = actors or parties_at(
        scene, [i for t in sorted(match.tokens) for i in obliques(words, t, _of_or_by(is_own_of))]
    )
    actors = actors or _distant_agent(scene, match) or _giver(scene, match)
    prepositions = tuple(p for p in match.trigger.recipient if p != "obj" and not (is_own_of and p == "of"))
    # Where sides meet is none of them: "talks between the neighbours in Geneva".
    is_loose = match.trigger.meaning.event_type is not EventType.CONSULT
    groups = [
        _facing_each_other(scene, match, prepositions),
    ]
    groups += [
        told_at(
            scene,
            match,
            item,
            loose=is_loose and preposition(words, item) not in PLACING,
            is_given=preposition(words, item) in ("of", "for"),
        )
        or thing_at(scene, match, item)
        for token in sorted(match.tokens)
        for item in obliques(words, token, prepositions)
    ]
    recipients = best_group(scene, match, groups, actors) or following_party(
        scene, match, prepositions, actors
    )
    sides = Sides(actors=actors, recipients=suffering or without(recipients, actors))
    sides = _supported(scene, match, sides, prepositions)
    if match.trigger.meaning.mode == "crowd-control" and all(one.is_place for one in sides.recipients):
        # "Water cannon on Rustaveli Avenue": where, and not against whom.
        return replace(sides, recipients=())
    if match.trigger.meaning.mode == "third-party" and sides.actors and not sides.recipients:
        return replace(sides, recipients=without(negotiators(scene, match), sides.actors))
    if sides.actors and not sides.recipients and "mutual" not in match.trigger.roles:
        return replace(sides, recipients=concerned(scene, match, sides.actors))
    return sides


def _suffering_owners(scene: Scene, match: TriggerMatch, owners: tuple[Party, ...]) -> tuple[Party, ...]:
    """Those who suffer what is called theirs: "Navalny's arrest", not "Russia's arrest of"."""
    meaning = match.trigger.meaning
    is_suffered = (meaning.event_type, meaning.mode) in _SUFFERED
    is_suffered = is_suffered or not match.trigger.head_words.isdisjoint(_KILLINGS)
    if not is_suffered or obliques(scene.words, match.head, ("of",)):
        return ()
    return tuple(
        p for p in owners if p.is_person or not (p.is_place or p.is_modifier or p.actor.country_iso3)
    )


def _distant_agent(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """Who did it, where the tree hangs "by" on a place or forwards: "stationing guns on the ridge by X"."""
    words = scene.words
    agents = [party for party in scene.parties if party.before == "by" and party.first > match.last]
    if not agents or any(is_verb(words, token) for token in range(match.last + 1, agents[0].first)):
        return ()
    if words.word(match.last + 1) == "by":
        # "Fled shelling by the army"
        return parties_at(scene, [agents[0].head])
    beside = words.heads[agents[0].head]
    is_near = match.last < beside < agents[0].first and preposition(words, beside) in _BESIDE
    return parties_at(scene, [agents[0].head]) if is_near or beside > agents[0].last else ()


def _facing_each_other(scene: Scene, match: TriggerMatch, prepositions: tuple[str, ...]) -> tuple[Party, ...]:
    """ "Clashes between the army and Kachin rebels", where the tree does not join the two."""
    words = scene.words
    if "between" not in prepositions or "mutual" not in match.trigger.roles:
        return ()
    for left, right in pairwise(scene.parties):
        between = words.lower[left.last + 1 : right.first]
        is_told = left.before == "between" and words.heads[left.head] in match.tokens
        if is_told and between in (("and",), ("and", "the")) and words.heads[right.head] in match.tokens:
            return (left, right)
    return ()


def _giver(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """ "A loan from Tokyo", "a gift of 20 ambulances from Ankara"."""
    words = scene.words
    if match.trigger.meaning.event_type is not EventType.AID or not words.has_lemma(match.head, _GIFTS):
        return ()
    coming = words.heads[match.head] if words.labels[match.head] == "nsubj" else -1
    # "Donations had come from Ireland"
    top = (coming,) if words.has_lemma(coming, _COMING) else ()
    given = [item for token in (*sorted(match.tokens), *top) for item in obliques(words, token, ("from",))]
    return tuple(p for p in parties_at(scene, given) if p.actor.country_iso3 or p.actor.sector)


def _is_of_actor(scene: Scene, match: TriggerMatch) -> bool:
    """Whether "of" names who acts: "the visit of X", "the refusal of X to talk", not "the arrest of X"."""
    meaning = match.trigger.meaning
    if meaning.mode == "third-party":
        # "The mediation of Togo", not "of the Somali dispute"
        of = obliques(scene.words, match.head, ("of",))
        return any(not party.is_modifier for one in of for party in scene.by_token.get(one, ()))
    if meaning.event_type is EventType.CONSULT:
        return meaning.mode == "visit" or "of" not in match.trigger.recipient
    if meaning.event_type is EventType.REJECT:
        words = scene.words
        owned = (match.head, *obliques(words, match.head, ("of",)))
        return any(has_to(words, verb) for one in owned for verb in dependents(words, one, "acl"))
    return meaning.event_type in _OWN_OF and meaning.mode not in ("release", "access")


def _of_or_by(is_own_of: bool) -> tuple[str, ...]:
    return ("by", "of") if is_own_of else ("by",)


def _supported(scene: Scene, match: TriggerMatch, sides: Sides, prepositions: tuple[str, ...]) -> Sides:
    """What the verb adds whose object or subject the noun is: "launched an offensive against"."""
    words, verb = scene.words, support_verb(scene, match)
    if verb < 0 or (sides.actors and sides.recipients):
        return sides
    actors, recipients = sides.actors, sides.recipients
    is_light = words.has_lemma(verb, _LIGHT) or not is_verb(words, verb) or words.has_lemma(verb, _BEING)
    is_means = words.labels[match.head] == "obl" and preposition(words, match.head) == "with"
    is_blow = match.trigger.meaning.event_type is EventType.ASSAULT
    is_blow = is_blow and (is_means or words.labels[match.head] == "nsubj")
    is_blow = is_blow and not words.has_lemma(verb, _HARMLESS)
    if words.has_lemma(verb, _JUDGED):
        # "The visit was condemned by the rebels": they were not visited.
        prepositions = tuple(one for one in prepositions if one != "by")
    if not recipients:
        groups = [told_at(scene, match, item) for item in obliques(words, verb, prepositions)]
        # "Launched air strikes on a market"
        groups += [thing_at(scene, match, item) for item in obliques(words, verb, ("on", "against"))]
        if is_blow:
            # "The strike killed a commander", "hit two tankers with drones"
            struck = objects(words, verb)
            groups += [parties_at(scene, [item]) or thing_at(scene, match, item) for item in struck]
        groups += [told_at(scene, match, item) for item in dependents(words, verb, "iobj")]
        recipients = best_group(scene, match, groups, actors)
    if is_passive(words, verb):
        # "The attack, condemned by Paris": who judges or provokes a deed did not do it.
        agents = () if words.has_lemma(verb, _JUDGED) else obliques(words, verb, ("by",))
        actors = actors or parties_at(scene, agents)
        return Sides(actors=actors, recipients=without(recipients, actors), is_sure=sides.is_sure)
    own = [token for token in subjects(words, verb) if token not in match.tokens]
    is_flipped = words.has_lemma(verb, _FLIPPED)
    is_claimed = words.has_lemma(verb, _CLAIMS)
    is_carried = (
        is_claimed or is_light or is_flipped or is_means or match.trigger.meaning.event_type in _CARRIED
    )
    acting = parties_at(scene, own) if is_carried else ()
    if is_flipped:
        recipients = recipients or acting
    else:
        actors = actors or acting
    return Sides(
        actors=without(actors, sides.recipients), recipients=without(recipients, actors), is_sure=is_light
    )


def support_verb(scene: Scene, match: TriggerMatch) -> int:
    """The verb that carries a noun as object, subject or "for talks"; itself after "is on"; or -1."""
    words, noun = scene.words, match.head
    if dependents(words, noun, *SUBJECTS):
        return noun
    for participle in dependents(words, noun, "acl"):
        is_told = is_verb(words, participle) and not is_gerund(words, participle)
        if is_told and words.has_lemma(participle, _SUPPORT_VERBS):
            return participle
    token = noun
    for above in ancestors(words, noun):
        label = words.labels[token]
        if is_verb(words, above):
            is_near = label in ("obj", "nsubj:pass", "nsubj", "xcomp", "obl", "conj", "ccomp")
            before = preposition(words, token)
            is_for = label != "obl" or before in ("for", "to", "in", "into", "on", "with")
            # "Thanked the king during a phone call with him"
            is_for = is_for or (before in ("during", "by") and match.trigger.meaning.mode == "phone")
            return above if is_near and is_for else -1
        if label not in ("conj", "nmod", "compound", "appos", "amod"):
            return -1
        if label == "nmod" and preposition(words, token) not in ("of", "for"):
            return -1
        token = above
    return -1
