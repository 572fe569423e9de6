"""Who acts and towards whom: the sides of a trigger by the tree."""

from __future__ import annotations

from dataclasses import replace

from geomap.events.arguments import subjects
from geomap.events.grammar import (
    ancestors,
    clause_of,
    dependents,
    is_verb,
)
from geomap.events.lexicon import Part
from geomap.events.noun_phrases import parties_at
from geomap.events.noun_sides import noun_sides
from geomap.events.recipients import without
from geomap.events.scene import Scene
from geomap.events.sides import Sides
from geomap.events.triggers import TriggerMatch
from geomap.events.verb_sides import verb_sides


def assign_sides(scene: Scene, match: TriggerMatch) -> Sides:
    """The actors and recipients of one trigger."""
    if match.trigger.part is Part.CONSTRUCTION:
        sides = _modal_sides(scene, match)
    elif match.trigger.part is Part.NOUN:
        sides = noun_sides(scene, match)
    else:
        sides = verb_sides(scene, match)
    sides = replace(sides, recipients=without(sides.recipients, sides.actors))
    return _split_mutual(scene, match, sides)


def _modal_sides(scene: Scene, match: TriggerMatch) -> Sides:
    """ "X said Y must leave": X asks Y."""
    words = scene.words
    asked = parties_at(scene, subjects(words, match.head))
    clause = clause_of(words, match.head)
    for above in ancestors(words, clause):
        if is_verb(words, above) and dependents(words, above, "nsubj"):
            speakers = parties_at(scene, dependents(words, above, "nsubj"))
            return Sides(actors=speakers, recipients=without(asked, speakers))
    told = [child for child in dependents(words, clause, "parataxis", "ccomp") if is_verb(words, child)]
    speakers = parties_at(scene, [s for verb in told for s in dependents(words, verb, "nsubj")])
    return Sides(actors=speakers, recipients=without(asked, speakers), is_sure=bool(told))


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
