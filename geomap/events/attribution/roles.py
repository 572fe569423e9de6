"""Who acts and towards whom: the sides of a trigger by the tree."""

from __future__ import annotations

from dataclasses import replace

from geomap.constants import EventType, Precision
from geomap.events.attribution.concerned import told_to
from geomap.events.attribution.noun_sides import noun_sides
from geomap.events.attribution.recipients import without
from geomap.events.attribution.verb_sides import verb_sides
from geomap.events.lists.lexicon import Part
from geomap.events.lists.units import person_nouns
from geomap.events.parties.party import Party
from geomap.events.scene.noun_phrases import parties_at
from geomap.events.scene.scene import Scene
from geomap.events.scene.sides import Sides
from geomap.events.tree.arguments import objects, subjects
from geomap.events.tree.grammar import (
    ancestors,
    clause_of,
    dependents,
    is_verb,
)
from geomap.events.triggers.matches import TriggerMatch

_SHARED = frozenset("relationship relation tie cooperation partnership friendship alliance bond".split())
_OFFICES = frozenset("president premier king leader chancellor emir sultan".split())
_MET = frozenset("delegation side party official family".split())
_HAPPENING = frozenset("attack blast bombing explosion violence clash massacre shooting unrest".split())
_SIGNING = frozenset("sign ink initial conclude".split())
_ABBREVIATED = len("U.S.")
_DIRECTED = frozenset(
    {EventType.SUPPORT, EventType.ACCUSE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN}
)


def assign_sides(scene: Scene, match: TriggerMatch) -> Sides:
    """The actors and recipients of one trigger."""
    if match.trigger.part is Part.CONSTRUCTION:
        sides = _modal_sides(scene, match)
    elif match.trigger.part is Part.NOUN:
        sides = noun_sides(scene, match)
    else:
        sides = verb_sides(scene, match)
    actors = _named_once(_without_scene(scene, match, sides.actors))
    recipients = _named_once(without(_without_venue(scene, match, sides), sides.actors))
    if len(actors) < len(sides.actors) or len(recipients) < len(sides.recipients):
        sides = replace(sides, actors=actors, recipients=recipients)
    if len(sides.actors) > 1 and _is_each_others(scene, match):
        # "Expelled each other's ambassadors"
        sides = replace(sides, recipients=())
    return _share_mutual(scene, match, sides)


def _without_scene(scene: Scene, match: TriggerMatch, actors: tuple[Party, ...]) -> tuple[Party, ...]:
    """The actors, without a country that only says where: "Nigeria blast kills ten".

    "Israel attack kills three in Gaza" says who, for it names another place; so does "US attack".
    """
    if match.trigger.meaning.event_type is not EventType.ASSAULT or len(actors) != 1:
        return actors
    (party,) = actors
    is_country = party.is_place and party.place is not None and party.place.precision is Precision.COUNTRY
    name = scene.words.tokens[party.first].text
    is_short = name.isupper() and len(name) <= _ABBREVIATED
    above = scene.words.heads[party.head]
    is_open = is_country and party.is_modifier and not is_short
    is_scene = is_open and above >= 0 and scene.words.has_lemma(above, _HAPPENING)
    others = [one for one in scene.parties if one is not party and one.actor.country_iso3]
    return () if is_scene and not others else actors


def _without_venue(scene: Scene, match: TriggerMatch, sides: Sides) -> tuple[Party, ...]:
    """The recipients, without where it was signed: "the army and rebels agreed a truce in Doha"."""
    is_signed = len(sides.actors) > 1 or scene.words.has_lemma(match.head, _SIGNING)
    if "mutual" not in match.trigger.roles or not is_signed:
        return sides.recipients
    return tuple(party for party in sides.recipients if not (party.is_place and party.before == "in"))


def _modal_sides(scene: Scene, match: TriggerMatch) -> Sides:
    """ "X said Y must leave": X asks Y."""
    words = scene.words
    asked = parties_at(scene, subjects(words, match.head))
    clause = clause_of(words, match.head)
    for above in ancestors(words, clause):
        if is_verb(words, above) and dependents(words, above, "nsubj"):
            speakers = parties_at(scene, dependents(words, above, "nsubj"))
            faced = without(asked, speakers)
            if not faced and match.trigger.meaning.event_type is EventType.THREATEN:
                faced = told_to(scene, above, speakers)
            return Sides(actors=speakers, recipients=faced)
    told = [child for child in dependents(words, clause, "parataxis", "ccomp") if is_verb(words, child)]
    speakers = parties_at(scene, [s for verb in told for s in dependents(words, verb, "nsubj")])
    return Sides(actors=speakers, recipients=without(asked, speakers), is_sure=bool(told))


def _share_mutual(scene: Scene, match: TriggerMatch, sides: Sides) -> Sides:
    """Both sides of what is mutual: "X and Y met" is X with Y; who "praised their ties" or "condemned each
    other" all are actors, as PLOVER has it, for one of them alone would be taken for the only speaker.
    """
    group = sides.actors or sides.recipients
    is_one_sided = not (sides.actors and sides.recipients)
    # "Clashes between rival militias"
    is_fight = match.trigger.meaning.event_type is EventType.ASSAULT and bool(group)
    is_fight = is_fight and is_one_sided and all(party.before == "between" for party in group)
    is_pair = is_one_sided and len(group) > 1 and not _meets_others(scene, match)
    if is_fight or (is_pair and "mutual" in match.trigger.roles):
        return replace(sides, actors=group[:1], recipients=group[1:])
    if not is_pair:
        return sides
    if not _is_reciprocal(scene, match):
        return sides
    if match.trigger.meaning.event_type in _DIRECTED:
        return replace(sides, actors=group, recipients=())
    return replace(sides, actors=group[:1], recipients=group[1:])


def _meets_others(scene: Scene, match: TriggerMatch) -> bool:
    """ "Envoys from Togo and Benin met both delegations": whom they met are others, though unknown."""
    met = objects(scene.words, match.head) if match.is_verb and match.base == "meet" else ()
    return any(scene.words.has_lemma(one, person_nouns() | _MET) for one in met)


def _named_once(group: tuple[Party, ...]) -> tuple[Party, ...]:
    """ "The presidents of Kenya and Uganda, William Ruto and Yoweri Museveni": two, by their names."""
    if len(group) < 2:
        return group
    persons = {(p.actor.country_iso3, p.actor.sector) for p in group if p.is_person}
    return tuple(
        p
        for p in group
        if p.is_person or p.noun not in _OFFICES or (p.actor.country_iso3, p.actor.sector) not in persons
    )


def _is_each_others(scene: Scene, match: TriggerMatch) -> bool:
    """Whether what is done to something that each of the subjects has is done to them: "each other's"."""
    tail = scene.words.lower[match.head + 1 : match.head + 5]
    return any(tail[at : at + 3] == ("each", "other", "'s") for at in range(len(tail)))


def _is_reciprocal(scene: Scene, match: TriggerMatch) -> bool:
    """Whether what is told is between its subjects: "each other", "their ties", "praised relations"."""
    words = scene.words
    tail = words.lower[match.last + 1 : match.last + 6]
    if "each" in tail or "one" in tail[:1] or _is_each_others(scene, match):
        return True
    return any(words.has_lemma(item, _SHARED) for item in dependents(words, match.head, "obj"))
