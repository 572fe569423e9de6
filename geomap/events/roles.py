"""Who acts and towards whom: the sides of a trigger by the tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.constants import EventType, QuadClass
from geomap.events.concerned import concerned
from geomap.events.grammar import (
    SUBJECTS,
    ancestors,
    clause_of,
    dependents,
    is_passive,
    is_verb,
    objects,
    obliques,
    preposition,
    subjects,
)
from geomap.events.lexicon import Part
from geomap.events.ontology import quad_class_of
from geomap.events.parties import Party
from geomap.events.sentences import Words
from geomap.events.subjects import Scene, acting_above, agent_beside, nearest_before, parties_at
from geomap.events.triggers import TriggerMatch
from geomap.models import Actor

_SUPPORT_VERBS = frozenset(
    "conduct launch carry stage hold mount impose begin start continue resume make pay sign declare wage"
    " commit undertake lead perform open suffer face order execute unleash intensify step plan"
    " complete announce offer give express issue voice draw lodge attend join host take receive agree"
    " prolong extend renew tighten maintain expand remain become"
    " reach send provide pledge extend grant deliver submit file reject oppose condemn".split()
)
_LIGHT = _SUPPORT_VERBS - {"reject", "oppose", "condemn"}
_PLACING = frozenset("over about amid in at near on outside inside across around within".split())
_OWN = frozenset("its their his her our my".split())
_ABROAD = frozenset(
    {
        *(EventType.AID, EventType.MOBILIZE, EventType.RETREAT, EventType.COOPERATE, EventType.CONSULT),
        *(EventType.AGREE, EventType.THREATEN),
    }
)
_CARRIED = frozenset({EventType.CONSULT, EventType.AID})
_FACED = frozenset(
    {EventType.ASSAULT, EventType.PROTEST, EventType.COERCE, EventType.REQUEST, EventType.ACCUSE}
)
_OWN_OF = frozenset({EventType.RETREAT, EventType.MOBILIZE, EventType.AGREE})
_FLIPPED = frozenset(
    "receive face suffer draw withstand endure evade circumvent resist weather survive sustain incur repel"
    " condemn criticize".split()
)
_NEAR = 14
_NO_THINGS = frozenset(
    "attack way day week month year time hour part place area fire result night morning evening weekend case"
    " afternoon response wake event order member number series wave bid effort move".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The parties on both sides of an event; ``is_sure`` is false where they come from further away."""

    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    is_sure: bool = True


def assign_sides(scene: Scene, match: TriggerMatch) -> Sides:
    """The actors and recipients of one trigger."""
    if match.trigger.part is Part.CONSTRUCTION:
        sides = _modal_sides(scene, match)
    elif match.trigger.part is Part.NOUN:
        sides = _noun_sides(scene, match)
    else:
        sides = _verb_sides(scene, match)
    sides = replace(sides, recipients=_without(sides.recipients, sides.actors))
    return _split_mutual(scene, match, sides)


def _verb_sides(scene: Scene, match: TriggerMatch) -> Sides:
    words, verb = scene.words, match.head
    places = match.trigger.recipient
    tokens = subjects(words, verb)
    is_taken = not match.tokens.isdisjoint(tokens)
    if is_passive(words, verb) and ("obj" in places or is_taken):
        actors = parties_at(scene, obliques(words, verb, ("by",))) or agent_beside(scene, verb)
        suffering = () if is_taken else parties_at(scene, tokens)
        if is_taken and not actors and match.trigger.meaning.event_type is EventType.MOBILIZE:
            # "Kenya's police were deployed": whose they are acts.
            actors = parties_at(scene, tokens)
        if is_taken or not suffering:
            suffering = _recipients(scene, match, tuple(place for place in places if place != "obj"))
        return Sides(actors=actors, recipients=suffering)
    if is_taken:
        # "An office of the fund will open": the phrase holds the subject, its owner acts.
        owners = tuple(p for t in tokens for p in (_owners(scene, t) or parties_at(scene, [t])))
        return Sides(actors=owners, recipients=_recipients(scene, match, places, owners))
    acting = parties_at(scene, tokens)
    if "victim" in match.trigger.roles:
        return Sides(recipients=acting)
    if "flipped" in match.trigger.roles:
        return Sides(actors=_recipients(scene, match, places, acting), recipients=acting)
    is_sure = bool(tokens)
    if not acting:
        acting = acting_above(scene, verb) or (() if tokens else nearest_before(scene, verb))
    recipients: tuple[Party, ...] = ()
    if "intransitive" not in match.trigger.roles:
        recipients = _recipients(scene, match, places, acting)
    if len({party.actor.country_iso3 for party in acting}) > 1 and "mutual" in match.trigger.roles:
        recipients = tuple(p for p in recipients if p.before == "with")
    if not recipients and not ("mutual" in match.trigger.roles and len(acting) > 1):
        recipients = concerned(scene, match, acting) or _purpose_object(scene, match)
    return Sides(actors=acting, recipients=recipients, is_sure=is_sure)


def _recipients(
    scene: Scene, match: TriggerMatch, places: Sequence[str], acting: Sequence[Party] = ()
) -> tuple[Party, ...]:
    """The parties where the recipient may stand; one of another country than the actors' comes first."""
    words = scene.words
    groups: list[tuple[Party, ...]] = []
    tokens = phrase_tokens(words, match)
    groups.append(_inside_phrase(scene, match))
    groups += [_owners(scene, item) for item in sorted(tokens - {match.head})]
    if "obj" in places:
        items = [item for item in objects(words, match.head) if item not in match.tokens]
        groups += [parties_at(scene, [item], loose=True) for item in items]
        groups += [thing for item in items if (thing := _thing(scene, match, item))]
    groups += [parties_at(scene, [item]) for item in dependents(words, match.head, "iobj")]
    if match.trigger.meaning.event_type is EventType.REJECT:
        # "Rejected an offer by X": who made it.
        places = (*places, "by", "from")
    others = tuple(place for place in places if place != "obj")
    others = others if len(tokens) == 1 or "of" in others else (*others, "of")
    for place in others:
        items = [item for token in sorted(tokens) for item in obliques(words, token, (place,))]
        for item in dict.fromkeys(items):
            if item not in match.tokens:
                found = parties_at(scene, [item], loose=place not in _PLACING)
                groups.append(found or _thing(scene, match, item))
    inner = (token for token in sorted(match.tokens - {match.head}) if is_verb(words, token))
    items = [item for verb in inner for item in dependents(words, verb, "obj", "iobj")]
    groups += [parties_at(scene, [item], loose=True) for item in items if item not in match.tokens]
    best = _best(scene, match, groups, acting)
    if any(party.actor.country_iso3 for party in best):
        return best
    following = _following(scene, match, places, acting)
    return following if not best or any(party.actor.country_iso3 for party in following) else best


def _inside_phrase(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """The parties between the words of a phrase, or named by it: "found X guilty", "clashed with police"."""
    is_faced = match.trigger.meaning.event_type in _FACED
    return tuple(
        party
        for party in scene.parties
        if match.head < party.first
        and party.last <= match.last
        and not party.is_modifier
        and (is_faced or (not party.before and party.head not in match.tokens))
    )


def _thing(scene: Scene, match: TriggerMatch, token: int) -> tuple[Party, ...]:
    """A thing attacked or seized that is no party, with its country, if told: "a base in Borno"."""
    words = scene.words
    is_deed = quad_class_of(match.trigger.meaning.event_type) is QuadClass.MATERIAL_CONFLICT
    is_noun = words.parts[token] == "NOUN" and not words.has_lemma(token, _NO_THINGS)
    if not is_deed or not is_noun:
        return ()
    inside = parties_at(scene, [token], loose=True) or tuple(
        party
        for item in dependents(words, words.heads[token], "obl")
        if item > token and preposition(words, item) in ("in", "at", "near")
        for party in parties_at(scene, [item])
    )
    owner = next((p for p in inside if p.actor.country_iso3 and p.is_place), None)
    if owner is None and not _is_aim(scene, match, token):
        return ()
    first = min([token, *(c for c in dependents(words, token, "compound", "amod") if c == token - 1)])
    start, end = words.tokens[first].start, words.tokens[token].end
    country = owner.actor.country_iso3 if owner else None
    actor = Actor(name=words.phrase(first, token), start=start, end=end, country_iso3=country)
    before = preposition(words, token)
    return (
        Party(actor=actor, first=first, last=token, head=token, before=before, is_named_only=owner is None),
    )


def _is_aim(scene: Scene, match: TriggerMatch, token: int) -> bool:
    """Whether a thing is what was attacked or seized, of whatever country: "stormed the prison"."""
    meaning = match.trigger.meaning
    is_taken = meaning.event_type is EventType.COERCE and meaning.mode in ("seize", "cyber")
    is_aimed = scene.words.labels[token] == "obj" or preposition(scene.words, token) in ("on", "against")
    return is_aimed and (is_taken or meaning.event_type is EventType.ASSAULT)


def phrase_tokens(words: Words, match: TriggerMatch) -> frozenset[int]:
    """The tokens of a phrase with the noun that one of them describes: "a mediation" of "effort"."""
    heads = (words.heads[token] for token in match.tokens if words.labels[token] in ("compound", "amod"))
    described = {head for head in heads if head >= 0 and not is_verb(words, head)}
    return match.tokens | described


def _following(
    scene: Scene, match: TriggerMatch, places: Sequence[str], acting: Sequence[Party]
) -> tuple[Party, ...]:
    """The first party after the phrase whose preposition fits, wherever the tree hangs it."""
    for party in scene.parties:
        if party.first <= min(match.tokens) or party in acting or not party.before:
            continue
        if party.first - match.last > _NEAR or _is_interrupted(scene, match, party):
            break
        if party.before in places and _is_side(scene, match, party):
            return parties_at(scene, [party.head]) if not party.is_modifier else (party,)
    return ()


def _is_interrupted(scene: Scene, match: TriggerMatch, party: Party) -> bool:
    """Whether another predicate with a subject of its own stands between."""
    words = scene.words
    return any(
        is_verb(words, token) and dependents(words, token, *SUBJECTS) and token not in match.tokens
        for token in range(match.last + 1, party.first)
    )


def _best(
    scene: Scene, match: TriggerMatch, groups: Sequence[tuple[Party, ...]], acting: Sequence[Party]
) -> tuple[Party, ...]:
    is_foreign = match.trigger.meaning.event_type in _ABROAD
    avoided = {party.actor.country_iso3 for party in acting} if is_foreign else set()
    usable = [tuple(p for p in group if _is_side(scene, match, p) and p not in acting) for group in groups]
    fitting = [group for group in usable if group]
    coded = [group for group in fitting if any(p.actor.country_iso3 for p in group)]
    foreign = [group for group in coded if any(p.actor.country_iso3 not in avoided for p in group)]
    return next(iter([*foreign, *coded, *fitting]), ())


def _is_side(scene: Scene, match: TriggerMatch, party: Party) -> bool:
    """Whether a party may be a recipient, not a mere place ("a bombing in Beirut")."""
    is_violent = match.trigger.meaning.event_type in (EventType.ASSAULT, EventType.PROTEST)
    is_own = scene.words.word(party.first - 1) in _OWN and not party.is_person and party.noun != "counterpart"
    return not is_own and not (is_violent and party.is_place and party.before in _PLACING - {"on", "over"})


def _owners(scene: Scene, token: int) -> tuple[Party, ...]:
    """The parties that own or describe a noun: "Russia's attack", "Israeli air raids"."""
    children = dependents(scene.words, token, "nmod:poss", "amod", "compound", "flat", "nmod")
    chosen = [c for c in children if c < token and not _is_governed(scene, c)]
    found: list[Party] = []
    for child in chosen:
        found += [p for p in parties_at(scene, [child]) if p not in found and p.first != token]
    return tuple(found)


def _is_governed(scene: Scene, token: int) -> bool:
    return preposition(scene.words, token) != ""


def _noun_sides(scene: Scene, match: TriggerMatch) -> Sides:
    words, event_type = scene.words, match.trigger.meaning.event_type
    mode = match.trigger.meaning.mode
    is_own_of = mode == "visit" or (event_type in _OWN_OF and mode not in ("release", "access"))
    actors: tuple[Party, ...] = ()
    for token in sorted(match.tokens):
        actors = actors or _without(_owners(scene, token), actors)
    actors = actors or parties_at(
        scene, [i for t in sorted(match.tokens) for i in obliques(words, t, _of_or_by(is_own_of))]
    )
    prepositions = tuple(p for p in match.trigger.recipient if p != "obj" and not (is_own_of and p == "of"))
    groups = [
        parties_at(scene, [item], loose=preposition(words, item) not in _PLACING)
        or _thing(scene, match, item)
        for token in sorted(match.tokens)
        for item in obliques(words, token, prepositions)
    ]
    recipients = _best(scene, match, groups, actors) or _following(scene, match, prepositions, actors)
    sides = Sides(actors=actors, recipients=_without(recipients, actors))
    sides = _supported(scene, match, sides, prepositions)
    if sides.actors and not sides.recipients and "mutual" not in match.trigger.roles:
        return replace(sides, recipients=concerned(scene, match, sides.actors))
    return sides


def _of_or_by(is_own_of: bool) -> tuple[str, ...]:
    return ("by", "of") if is_own_of else ("by",)


def _supported(scene: Scene, match: TriggerMatch, sides: Sides, prepositions: tuple[str, ...]) -> Sides:
    """What the verb adds whose object or subject the noun is: "launched an offensive against"."""
    words, verb = scene.words, support_verb(scene, match)
    if verb < 0 or (sides.actors and sides.recipients):
        return sides
    actors, recipients = sides.actors, sides.recipients
    is_light = words.has_lemma(verb, _LIGHT) or not is_verb(words, verb) or words.has_lemma(verb, _BEING)
    if not recipients:
        groups = [parties_at(scene, [item]) for item in obliques(words, verb, prepositions)]
        groups += [parties_at(scene, [item]) for item in dependents(words, verb, "iobj")]
        recipients = _best(scene, match, groups, actors)
    if is_passive(words, verb):
        actors = actors or parties_at(scene, obliques(words, verb, ("by",)))
        return Sides(actors=actors, recipients=_without(recipients, actors), is_sure=sides.is_sure)
    own = [token for token in subjects(words, verb) if token not in match.tokens]
    is_flipped = words.has_lemma(verb, _FLIPPED)
    is_carried = is_light or is_flipped or match.trigger.meaning.event_type in _CARRIED
    acting = parties_at(scene, own) if is_carried else ()
    if is_flipped:
        recipients = recipients or acting
    else:
        actors = actors or acting
    return Sides(
        actors=_without(actors, sides.recipients), recipients=_without(recipients, actors), is_sure=is_light
    )


_BEING = frozenset({"be"})


def support_verb(scene: Scene, match: TriggerMatch) -> int:
    """The verb that carries a noun as object, subject or "for talks"; itself after "is on"; or -1."""
    words, noun = scene.words, match.head
    if dependents(words, noun, *SUBJECTS):
        return noun
    for participle in dependents(words, noun, "acl"):
        if is_verb(words, participle) and words.has_lemma(participle, _SUPPORT_VERBS):
            return participle
    token = noun
    for above in ancestors(words, noun):
        label = words.labels[token]
        if is_verb(words, above):
            is_near = label in ("obj", "nsubj:pass", "nsubj", "xcomp", "obl", "conj", "ccomp")
            is_for = label != "obl" or preposition(words, token) in ("for", "to", "in", "into", "on", "with")
            return above if is_near and is_for else -1
        if label not in ("conj", "nmod", "compound", "appos", "amod"):
            return -1
        if label == "nmod" and preposition(words, token) not in ("of", "for"):
            return -1
        token = above
    return -1


def _modal_sides(scene: Scene, match: TriggerMatch) -> Sides:
    """ "X said Y must leave": X asks Y."""
    words = scene.words
    asked = parties_at(scene, subjects(words, match.head))
    clause = clause_of(words, match.head)
    for above in ancestors(words, clause):
        if is_verb(words, above) and dependents(words, above, "nsubj"):
            speakers = parties_at(scene, dependents(words, above, "nsubj"))
            return Sides(actors=speakers, recipients=_without(asked, speakers))
    told = [child for child in dependents(words, clause, "parataxis", "ccomp") if is_verb(words, child)]
    speakers = parties_at(scene, [s for verb in told for s in dependents(words, verb, "nsubj")])
    return Sides(actors=speakers, recipients=_without(asked, speakers), is_sure=bool(told))


def _without(recipients: tuple[Party, ...], actors: Sequence[Party]) -> tuple[Party, ...]:
    return tuple(p for p in recipients if p not in actors)


def _split_mutual(scene: Scene, match: TriggerMatch, sides: Sides) -> Sides:
    """Give both sides of a mutual event a role: "X and Y met" is X with Y."""
    group = sides.actors or sides.recipients
    is_mutual = "mutual" in match.trigger.roles or _is_reciprocal(scene, match)
    is_one_sided = not (sides.actors and sides.recipients)
    if not is_mutual or not is_one_sided or len(group) < 2:
        return sides
    return replace(sides, actors=group[:1], recipients=group[1:])


def _is_reciprocal(scene: Scene, match: TriggerMatch) -> bool:
    tail = scene.words.lower[match.last + 1 : match.last + 6]
    shared = {"relationship", "relations", "ties", "cooperation", "partnership", "friendship", "alliance"}
    return "each" in tail or "one" in tail[:1] or ("their" in tail and not shared.isdisjoint(tail))


def _purpose_object(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """ "Opened fire to disperse protesters": the object of a purpose of the same type."""
    for other in scene.matches:
        is_same = other.trigger.meaning.event_type is match.trigger.meaning.event_type
        is_below = other.head != match.head and match.head in tuple(ancestors(scene.words, other.head))
        if is_same and is_below and other.is_verb and scene.words.labels[other.head] in ("advcl", "xcomp"):
            return _recipients(scene, other, other.trigger.recipient)
    return ()
