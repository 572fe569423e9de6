"""What clauses without a verb tell beside one with it: "Germany promised 10 million and France 4 million"."""

from __future__ import annotations

from dataclasses import replace

from geomap.events.drafting.drafts import Draft
from geomap.events.scene.noun_phrases import parties_at
from geomap.events.scene.scene import Scene
from geomap.events.scene.sides import Sides
from geomap.events.tree.arguments import obliques
from geomap.events.tree.grammar import dependents

_TO = ("to", "for")


def with_gapped(scene: Scene, draft: Draft) -> tuple[Draft, ...]:
    """A draft, and one for each of the clauses joined to it that leave out its verb, with their own giver."""
    words, verb = scene.words, draft.match.head
    found = [draft]
    for amount in dependents(words, verb, "conj"):
        givers = dependents(words, amount, "nsubj")
        if words.parts[amount] not in ("SYM", "NUM") or not givers:
            continue
        actors = parties_at(scene, givers)
        recipients = parties_at(scene, obliques(words, amount, _TO))
        shared = tuple(party for party in draft.sides.recipients if party not in actors)
        if actors:
            sides = Sides(actors=actors, recipients=recipients or shared, is_sure=draft.sides.is_sure)
            last = max((amount, *dependents(words, amount, "nummod")))
            match = replace(draft.match, first=min(givers), last=last, head=amount)
            found.append(replace(draft, match=match, sides=sides, place=None, apart=()))
    return tuple(found)
