"""Who stands behind what hits somebody: who fired, made or launched it."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.constants import EventType, Precision
from geomap.events.attribution.owners import owners_of
from geomap.events.parties.party import Party
from geomap.events.scene.noun_phrases import parties_at
from geomap.events.scene.scene import Scene
from geomap.events.scene.sides import doers
from geomap.events.tree.arguments import obliques, subjects
from geomap.events.tree.grammar import dependents, preposition
from geomap.events.triggers.matches import TriggerMatch

_SENT = frozenset("launch fire send fly lob drop plant lay place bury hurl shoot".split())
_STOPPING = frozenset("intercept down shoot destroy thwart repel".split())


def senders(scene: Scene, tokens: Sequence[int]) -> tuple[Party, ...]:
    """ "Drones launched by rebels", "rockets fired from Lebanon hit a bridge": they hit it."""
    words = scene.words
    sent = [one for token in tokens for one in dependents(words, token, "acl") if words.has_lemma(one, _SENT)]
    found = parties_at(scene, [agent for one in sent for agent in dependents(words, one, "obl:agent")])
    return found or _countries(
        parties_at(scene, [one for at in sent for one in obliques(words, at, ("from",))])
    )


def attackers(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """ "Died in a rebel ambush": whose the attack was that the phrase names."""
    nouns = sorted(match.tokens - {match.head})
    return doers(match.trigger.meaning.event_type, [one for noun in nouns for one in owners_of(scene, noun)])


def makers(scene: Scene, match: TriggerMatch, tokens: Sequence[int]) -> tuple[Party, ...]:
    """ "A decree by the junta halts", "a report by Amnesty accuses": who made it acts."""
    words = scene.words
    made = [
        one for token in tokens for one in dependents(words, token, "nmod") if preposition(words, one) == "by"
    ]
    return doers(match.trigger.meaning.event_type, parties_at(scene, made))


def launchers(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """ "A missile launched from Yemen": the country it came from."""
    words = scene.words
    is_shot = match.trigger.meaning.event_type is EventType.ASSAULT and words.has_lemma(match.head, _SENT)
    return _countries(parties_at(scene, obliques(words, match.head, ("from",)))) if is_shot else ()


def stoppers(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """ "Israel intercepted a missile launched by the Houthis": it was meant for those who stopped it."""
    words = scene.words
    noun = words.heads[match.head]
    verb = words.heads[noun] if noun >= 0 and words.labels[match.head] == "acl" else -1
    is_stopped = verb >= 0 and words.labels[noun] == "obj" and words.has_lemma(verb, _STOPPING)
    is_blow = match.trigger.meaning.event_type is EventType.ASSAULT
    return parties_at(scene, subjects(words, verb)) if is_blow and is_stopped else ()


def _countries(parties: Sequence[Party]) -> tuple[Party, ...]:
    """Those that are whole countries."""
    return tuple(one for one in parties if one.place and one.place.precision is Precision.COUNTRY)
