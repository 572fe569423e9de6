"""What clauses without a verb tell beside one with it: "Germany promised 10 million and France 4 million"."""

from __future__ import annotations

from dataclasses import replace

from geomap.events.drafting.drafts import Draft
from geomap.events.parties.party import Party
from geomap.events.scene.noun_phrases import parties_at
from geomap.events.scene.scene import Scene
from geomap.events.scene.sides import Sides
from geomap.events.tree.arguments import obliques
from geomap.events.tree.grammar import dependent, dependents
from geomap.events.tree.sentences import Words
from geomap.models import Place

_TO = ("to", "for")


def with_gapped(scene: Scene, draft: Draft) -> tuple[Draft, ...]:
    """A draft, and one for each of the clauses joined to it that leave out its verb.

    Such a clause has a giver of its own, or somebody who gets it: "gave Chad 5 million and Niger 3 million".
    """
    words, verb = scene.words, draft.match.head
    found = [draft]
    for amount in dependents(words, verb, "conj"):
        givers, getters = dependents(words, amount, "nsubj"), dependents(words, amount, "iobj")
        goals = getters or obliques(words, amount, (*_TO, *draft.match.trigger.recipient))
        if not (givers or goals) or not _is_amount(words, amount):
            continue
        actors = parties_at(scene, givers) if givers else draft.sides.actors
        recipients = parties_at(scene, goals)
        shared = tuple(party for party in draft.sides.recipients if party not in actors)
        if actors and (recipients or givers):
            sides = Sides(actors=actors, recipients=recipients or shared, is_sure=draft.sides.is_sure)
            last = max((amount, *dependents(words, amount, "nummod")))
            match = replace(draft.match, first=min((*givers, *goals, amount)), last=last, head=amount)
            found.append(
                replace(draft, match=match, sides=sides, place=_place_of(draft, recipients), apart=())
            )
    return tuple(found)


def _place_of(draft: Draft, recipients: tuple[Party, ...]) -> Place | None:
    """Where the clause's own deed is: with whom it is done to, if the first one is."""
    theirs = [party.place for party in draft.sides.recipients if party.is_place]
    own = [party.place for party in recipients if party.is_place]
    return own[0] if own and draft.place is not None and draft.place in theirs else None


def _is_amount(words: Words, token: int) -> bool:
    """Whether a token is a sum or so many things, not what somebody is."""
    is_counted = dependent(words, token, "nummod") >= 0 and dependent(words, token, "cop") < 0
    return words.parts[token] in ("SYM", "NUM") or (words.parts[token] == "NOUN" and is_counted)
