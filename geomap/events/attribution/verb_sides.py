"""The sides of a verb that tells of an event, also where the tree is broken."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.constants import EventType, QuadClass
from geomap.events.attribution.aims import fought, imposed_on
from geomap.events.attribution.concerned import concerned, told_to
from geomap.events.attribution.mediation import negotiators
from geomap.events.attribution.owners import owners_of
from geomap.events.attribution.people import people_at
from geomap.events.attribution.posts import posts_of
from geomap.events.attribution.recipients import inside_phrase, recipients_of, without
from geomap.events.attribution.senders import attackers, launchers, makers, senders, stoppers
from geomap.events.attribution.things import thing_at
from geomap.events.lists.ontology import quad_class_of
from geomap.events.parties.party import Party
from geomap.events.scene.noun_phrases import parties_at
from geomap.events.scene.scene import Scene
from geomap.events.scene.sides import Sides, doers
from geomap.events.tree.arguments import is_passive, objects, obliques, subjects
from geomap.events.tree.grammar import (
    SUBJECTS,
    ancestors,
    dependents,
    has_subject,
    has_to,
    is_verb,
    preposition,
)
from geomap.events.tree.sentences import SAYING, Words, word_groups
from geomap.events.triggers.matches import TriggerMatch
from geomap.models import Actor

_SPOKEN = frozenset({QuadClass.VERBAL_CONFLICT, QuadClass.VERBAL_COOPERATION})
_ANNOUNCING = SAYING | {"warn", "vow", "promise", "pledge"}
_DONE_TO_OTHERS = frozenset(
    {EventType.ACCUSE, EventType.SANCTION, EventType.COERCE, EventType.ASSAULT, EventType.THREATEN}
)
_OF_OTHERS = frozenset({EventType.ACCUSE, EventType.SUPPORT, EventType.REJECT, EventType.CONCEDE})
_LINKED = frozenset({"where", "when", "why", "how"})
_RELATIVES = frozenset({"which", "whom"})
_BEHIND = ("of", "in", "for", "to", "from", "about", "with", "on", "by")
_SAID_TO = frozenset({EventType.THREATEN, EventType.REJECT, EventType.AGREE, EventType.CONCEDE})
_MANY = frozenset({"hundreds", "thousands", "dozens", "tens"})
_FORCES = frozenset({"MIL", "COP"})
_HANDING = frozenset("hand give send deliver".split())
_LOSING = frozenset({"lose"})
_GETTING = frozenset("draw get receive earn".split())
_LIMBS = frozenset("arm leg hand foot hair neck collar throat ear head".split())
_BESIDE = frozenset("from in at to on during".split())


def verb_sides(scene: Scene, match: TriggerMatch) -> Sides:
    """Who acts and towards whom where a verb tells of the deed, in the active or the passive voice."""
    words, verb = scene.words, match.head
    places = match.trigger.recipient
    tokens = subjects(words, verb)
    is_taken = not match.tokens.isdisjoint(tokens)
    is_suffered = is_passive(words, verb) and not _is_misread(scene, match)
    # "A truce proposed by Oman": the truce, which another verb has, is none of the sides.
    is_taken = is_taken or (
        is_suffered and "obj" not in places and words.labels[verb] == "acl" and _has_agent(words, verb)
    )
    is_handed = match.base in _HANDING and "obj" not in places and not is_taken
    if is_suffered and (is_handed or match.trigger.meaning.mode == "third-party"):
        # "Talks mediated by Oman", "the envoy was handed a note"
        acting = _agents(scene, match)
        towards = parties_at(scene, tokens) if is_handed else negotiators(scene, match)
        return Sides(actors=acting or posts_of(scene, towards), recipients=without(towards, acting))
    is_stranded = is_suffered and _is_stranded(words, match)
    # "A convoy was looted near Goma"
    is_robbed = match.trigger.meaning.mode == "seize" and not match.trigger.is_phrase
    if is_suffered and ("obj" in places or is_taken or is_stranded or is_robbed):
        return _passive_sides(scene, match, tokens, is_taken=is_taken)
    if is_taken:
        # "An office of the fund will open": the phrase holds the subject, its owner acts.
        owners = tuple(
            p for t in tokens for p in (owners_of(scene, t) or parties_at(scene, [t])) if not _is_in(match, p)
        )
        acting = doers(match.trigger.meaning.event_type, owners) or _crowd(scene, match, tokens)
        return Sides(actors=acting, recipients=recipients_of(scene, match, places, owners))
    acting = doers(match.trigger.meaning.event_type, parties_at(scene, tokens))
    acting = _headline_pair(scene, verb, acting) or acting or senders(scene, tokens)
    acting = acting or makers(scene, match, tokens)
    is_lost = match.trigger.meaning.event_type is EventType.ASSAULT and words.has_lemma(verb, _LOSING)
    if is_lost or not match.trigger.roles.isdisjoint(("victim", "flipped")):
        acting = acting or tuple(party for token in tokens for party in people_at(scene, token))
        is_flipped = "flipped" in match.trigger.roles
        others = recipients_of(scene, match, places, acting) if is_flipped else attackers(scene, match)
        return Sides(actors=without(others, acting), recipients=acting)
    acting = acting or _crowd(scene, match, tokens)
    is_sure = bool(tokens)
    acting = _speaker_joined(scene, match, acting) or _speaker_beside(scene, match) or acting
    if not acting:
        acting = _before_relative(scene, match)
    if not acting:
        acting = acting_above(scene, verb) or (() if tokens else nearest_before(scene, verb))
    faced = _faced(scene, match, acting)
    if _is_from_court(scene, match, faced):
        # "The envoy drew twelve years from a court in Minsk"
        convicted = acting or tuple(party for token in tokens for party in people_at(scene, token))
        return Sides(actors=faced, recipients=convicted, is_sure=is_sure)
    return Sides(actors=acting, recipients=faced, is_sure=is_sure)


def _is_from_court(scene: Scene, match: TriggerMatch, faced: Sequence[Party]) -> bool:
    """Whether the subject of a verb got its sentence from who stands where the convicted would."""
    is_got = match.trigger.meaning.mode == "convict" and scene.words.has_lemma(match.head, _GETTING)
    # "Forty sailors got eight months each" tells of no court.
    return is_got and all(one.actor.sector == "JUD" and one.before == "from" for one in faced)


def _crowd(scene: Scene, match: TriggerMatch, tokens: Sequence[int]) -> tuple[Party, ...]:
    """ "Thousands marched": as many as did, who are no party elsewhere."""
    words = scene.words
    for token in tokens if match.trigger.meaning.event_type is EventType.PROTEST else ():
        if words.lower[token] in _MANY and not dependents(words, token, "nmod"):
            start, end = words.tokens[token].start, words.tokens[token].end
            actor = Actor(name=words.tokens[token].text, start=start, end=end, sector="CVL")
            return (Party(actor=actor, first=token, last=token, head=token, noun="crowd"),)
    return ()


def _has_agent(words: Words, verb: int) -> bool:
    return bool(dependents(words, verb, "obl:agent"))


def _is_stranded(words: Words, match: TriggerMatch) -> bool:
    """ "Was shot at", "were fired upon": a passive whose preposition has nothing behind it."""
    last, verb = match.last, match.head
    is_passive_form = bool(dependents(words, verb, "aux:pass"))
    is_bare = last != verb and words.parts[last] == "ADP" and not obliques(words, verb, (words.lower[last],))
    return is_passive_form and is_bare


def _is_in(match: TriggerMatch, party: Party) -> bool:
    """Whether a party is but a capitalized word of the phrase itself: "Bombs exploded"."""
    return party.is_named_only and party.head in match.tokens


def _is_misread(scene: Scene, match: TriggerMatch) -> bool:
    """ "A court sentenced the ousted minister to death": read as a passive; who suffers is in the phrase."""
    has_helper = bool(dependents(scene.words, match.head, "aux:pass", "aux", "obl:agent"))
    return not has_helper and any(not party.before for party in inside_phrase(scene, match))


def _headline_pair(scene: Scene, verb: int, acting: Sequence[Party]) -> tuple[Party, ...]:
    """ "Israel, Lebanon agree": two at the head of a headline with a comma for "and"."""
    words = scene.words
    if len(scene.parties) < 2 or words.word(len(words) - 1) in (".", "!", "?"):
        return ()
    left, right = scene.parties[:2]
    is_pair = (
        left.first == 0 and words.lower[left.last + 1 : right.first] == (",",) and right.last + 1 == verb
    )
    is_known = left.is_coded and right.is_coded and not (left.is_modifier or right.is_modifier)
    return (left, right) if is_pair and is_known and {*acting} <= {left, right} else ()


def _passive_sides(scene: Scene, match: TriggerMatch, tokens: Sequence[int], *, is_taken: bool) -> Sides:
    """The sides of a passive; `is_taken` says that the phrase holds its subject: "a treaty was signed"."""
    actors = _agents(scene, match) or launchers(scene, match)
    suffering = stoppers(scene, match) if is_taken else ()
    if not is_taken:
        suffering = parties_at(scene, tokens)
        suffering = suffering or tuple(
            one for token in tokens for one in thing_at(scene, match, token) or people_at(scene, token)
        )
    if not actors and match.trigger.meaning.event_type is EventType.MOBILIZE:
        # "Kenya's police were deployed", "put on alert": whose they are acts.
        moved = parties_at(scene, tokens)
        is_force = is_taken or any(party.actor.sector in _FORCES for party in moved)
        actors, suffering = (moved, ()) if is_force else ((), suffering)
    if not suffering:
        others = tuple(place for place in match.trigger.recipient if place != "obj")
        suffering = recipients_of(scene, match, others)
    if suffering and not actors:
        is_of_envoys = match.base == "summon" or match.trigger.meaning.mode == "expel"
        actors = _announcing(scene, match) or (posts_of(scene, suffering) if is_of_envoys else ())
    if is_taken and not actors and not suffering and "mutual" in match.trigger.roles:
        # "Armenia-Azerbaijan talks were held"
        actors = tuple(owner for token in tokens for owner in owners_of(scene, token))
    return Sides(actors=actors, recipients=suffering)


def _agents(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """Those whom a passive names with "by"."""
    by = [one for one in obliques(scene.words, match.head, ("by",)) if not scene.words.has_lemma(one, _LIMBS)]
    return parties_at(scene, by) or agent_beside(scene, match.head)


def _announcing(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """ "Trump said Tehran would be held responsible": who says what will be done to others does it."""
    words, verb = scene.words, match.head
    above = words.heads[verb]
    is_told = words.labels[verb] == "ccomp" and above >= 0 and words.has_lemma(above, _ANNOUNCING)
    is_willed = any(words.lower[one] in ("will", "would") for one in dependents(words, verb, "aux"))
    if not (is_told and is_willed) or match.trigger.meaning.event_type not in _DONE_TO_OTHERS:
        return ()
    return parties_at(scene, dependents(words, above, "nsubj"))


def _faced(scene: Scene, match: TriggerMatch, acting: Sequence[Party]) -> tuple[Party, ...]:
    """Towards whom the subject of a verb acts; for a statement in the end whom its content concerns."""
    recipients: tuple[Party, ...] = ()
    if "intransitive" not in match.trigger.roles:
        recipients = recipients_of(scene, match, match.trigger.recipient, acting)
        # "Set fire to vehicles on the highway to Lima"
        recipients = tuple(one for one in recipients if not _is_road_to(scene, one))
    if match.trigger.meaning.mode == "crowd-control" and all(one.is_place for one in recipients):
        # "Used water cannon to disperse a crowd on Rustaveli Avenue"
        recipients = _purpose_object(scene, match) or recipients
    is_mutual = "mutual" in match.trigger.roles
    own = {party.actor.country_iso3 for party in acting}
    if is_mutual and len(own) > 1:
        met = objects(scene.words, match.head)
        # "Met the French president", not "met both delegations"
        others = [p for p in recipients if p.head in met and p.actor.country_iso3 not in own]
        recipients = tuple(party for party in recipients if party.before == "with" or party in others)
    if not recipients and not (is_mutual and len(acting) > 1):
        found = concerned(scene, match, acting) or _purpose_object(scene, match)
        found = found or _threatened(scene, match) or _who_made_it(scene, match, acting)
        found = found or _told(scene, match, acting) or imposed_on(scene, match) or fought(scene, match)
        is_said = quad_class_of(match.trigger.meaning.event_type) in _SPOKEN
        found = found or (posts_of(scene, acting) if is_said else ())
        return tuple(party for party in found if party not in acting)
    if match.trigger.meaning.event_type is EventType.PROTEST and all(one.is_place for one in recipients):
        # "Blocked the road to Lima to demand fuel from the government": not the place is meant.
        return concerned(scene, match, acting) or recipients
    if match.trigger.meaning.event_type is EventType.THREATEN and _are_at_home(recipients, own):
        # "A letter to the WHO threatening to pull US funding"
        found = concerned(scene, match, acting)
        if found and not _are_at_home(found, own):
            return found
        # "Officials said Asmara would respond": no threat to itself.
        return tuple(party for party in recipients if not party.is_place)
    return recipients


def _threatened(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """ "Threatened to flatten the radio station": what the deed would be done to."""
    if match.trigger.meaning.event_type is not EventType.THREATEN:
        return ()
    deeds = dependents(scene.words, match.head, "xcomp")
    for other in scene.matches:
        is_deed = quad_class_of(other.trigger.meaning.event_type) is QuadClass.MATERIAL_CONFLICT
        if is_deed and other.is_verb and other.head in deeds:
            return recipients_of(scene, other, other.trigger.recipient)
    return ()


def _told(scene: Scene, match: TriggerMatch, acting: Sequence[Party]) -> tuple[Party, ...]:
    """ "Told Prague it would pay a price": the other country to which it is said."""
    words, verb = scene.words, match.head
    above = words.heads[verb]
    if match.trigger.meaning.event_type not in _SAID_TO or words.labels[verb] != "ccomp":
        return ()
    return told_to(scene, above, acting)


def _who_made_it(scene: Scene, match: TriggerMatch, acting: Sequence[Party]) -> tuple[Party, ...]:
    """ "Hailed the truce that Qatar had brokered", "rejected the charter the rebels propose"."""
    words = scene.words
    if match.trigger.meaning.event_type not in _OF_OTHERS:
        return ()
    for item in objects(words, match.head):
        for clause in dependents(words, item, "acl:relcl"):
            if any(words.lower[one] in _LINKED for one in words.children[clause]) or any(
                words.lower[one] in _RELATIVES for one in obliques(words, clause, _BEHIND)
            ):
                # "Shut the prison of which inmates told"
                continue
            makers = [one for one in dependents(words, clause, "nsubj") if words.parts[one] != "PRON"]
            found = tuple(party for party in parties_at(scene, makers) if party not in acting)
            if found and item not in makers:
                return found
    return ()


def _is_road_to(scene: Scene, party: Party) -> bool:
    """ "The highway to Lima"."""
    if party.before != "to":
        return False
    before = (scene.words.heads[party.head], party.first - 2)
    return any(scene.words.has_lemma(one, word_groups()["roads"]) for one in before)


def _are_at_home(parties: Sequence[Party], own: set[str | None]) -> bool:
    """Whether all parties are of the countries of those who act."""
    return all(party.actor.country_iso3 in own - {None} for party in parties)


def _purpose_object(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """ "Opened fire to disperse protesters": the object of a purpose of the same type."""
    for other in scene.matches:
        is_same = other.trigger.meaning.event_type is match.trigger.meaning.event_type
        is_below = other.head != match.head and match.head in tuple(ancestors(scene.words, other.head))
        if is_same and is_below and other.is_verb and has_to(scene.words, other.head):
            return recipients_of(scene, other, other.trigger.recipient)
    return ()


def acting_above(scene: Scene, verb: int) -> tuple[Party, ...]:
    """The subject of the nearest verb above that has one, for a participle or infinitive without its own."""
    words = scene.words
    if words.labels[verb] not in ("acl", "advcl", "xcomp", "parataxis") or has_subject(words, verb):
        return ()
    below = verb
    for above in ancestors(words, verb):
        if words.labels[below] == "ccomp" and words.has_lemma(above, SAYING):
            # "The strike hit a block, killing five, the ministry said."
            break
        found = parties_at(scene, dependents(words, above, "nsubj")) if is_verb(words, above) else ()
        if found:
            return found
        below = above
    return ()


def _before_relative(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """ "A warning from Eritrea, which accused": Eritrea, though the tree hangs the clause on the warning."""
    words, verb = scene.words, match.head
    if words.labels[verb] != "acl:relcl" or quad_class_of(match.trigger.meaning.event_type) not in _SPOKEN:
        return ()
    for token in range(verb - 1, words.heads[verb], -1):
        if words.lower[token] in ("which", "who") and words.word(token - 1) == ",":
            return scene.by_token.get(token - 2, ())
    return ()


def _speaker_joined(scene: Scene, match: TriggerMatch, acting: Sequence[Party]) -> tuple[Party, ...]:
    """ "Kyiv said shells had killed two and accused Moscow": who said so accuses, though the tree joins
    the verb to what is said. Where that has a subject which may act, only one that would accuse itself.
    """
    words, verb = scene.words, match.head
    if quad_class_of(match.trigger.meaning.event_type) not in _SPOKEN or has_subject(words, verb):
        return ()
    joined = verb
    while words.labels[joined] == "conj":
        joined = words.heads[joined]
    saying = words.heads[joined]
    if (
        joined == verb
        or words.labels[joined] not in ("ccomp", "parataxis")
        or not words.has_lemma(saying, SAYING)
    ):
        return ()
    faced = {party.actor.country_iso3 for party in parties_at(scene, dependents(words, verb, "obj"))} - {None}
    if acting and not any(party.actor.country_iso3 in faced for party in acting):
        return ()
    return parties_at(scene, dependents(words, saying, "nsubj"))


def _speaker_beside(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """ "A jet crossed the border, Tallinn said, summoning the envoy": Tallinn, whatever the tree says."""
    words, verb = scene.words, match.head
    said = verb - 2
    is_statement = quad_class_of(match.trigger.meaning.event_type) in _SPOKEN and words.word(verb - 1) == ","
    if not is_statement or not words.has_lemma(said, SAYING) or not words.lower[verb].endswith("ing"):
        return ()
    return parties_at(scene, dependents(words, said, "nsubj"))


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
