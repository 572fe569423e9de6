"""Those between whom somebody mediates: "talks mediated by Oman", "signed under Qatari mediation"."""

from __future__ import annotations

from geomap.events.attribution.owners import owners_of
from geomap.events.parties.party import Party
from geomap.events.scene.noun_phrases import parties_at
from geomap.events.scene.scene import Scene
from geomap.events.tree.arguments import obliques, subjects
from geomap.events.tree.grammar import ancestors, first_conjunct, is_verb, preposition
from geomap.events.triggers.matches import TriggerMatch

_FACING = ("between", "among", "with")


def negotiators(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """Whose talks or deal somebody mediates, where a passive or a noun tells of it.

    They stand with the noun ("talks between X and Y mediated by Z"), else they are the subject of the verb
    that it belongs to ("X and Y signed a treaty mediated by Z").
    """
    words = scene.words
    if not match.is_verb and not preposition(words, match.head):
        return ()
    things = subjects(words, match.head) if match.is_verb else (match.head,)
    for thing in things:
        first = first_conjunct(words, thing)
        facing = obliques(words, thing, _FACING)
        if preposition(words, first) == "between":
            # "Between the army and rebels, mediated by": read as if the rebels were mediated.
            facing = (first, *facing)
        own = parties_at(scene, facing)
        own = (*owners_of(scene, thing), *own) if match.is_verb else own
        if own:
            return tuple(dict.fromkeys(own))
        verb = next((one for one in ancestors(words, thing) if is_verb(words, one)), -1)
        acting = [one for one in subjects(words, verb) if one != thing] if verb >= 0 else []
        found = parties_at(scene, [one for one in acting if one not in match.tokens])
        if found:
            return found
    return ()
