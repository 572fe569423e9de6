"""Things that a deed is done to, though they are no party: "stormed a prison", "torched homes"."""

from __future__ import annotations

from functools import lru_cache

from geomap.constants import EventType, QuadClass
from geomap.events.lists.ontology import quad_class_of
from geomap.events.lists.units import money_nouns
from geomap.events.parties.party import Party
from geomap.events.scene.anaphors import place_meant
from geomap.events.scene.noun_phrases import parties_at
from geomap.events.scene.scene import Scene
from geomap.events.tree.arguments import objects
from geomap.events.tree.grammar import dependents, preposition
from geomap.events.tree.sentences import Words, word_groups
from geomap.events.triggers.matches import TriggerMatch
from geomap.models import Actor, Place

_DONE = frozenset({EventType.ASSAULT, EventType.COERCE})
_RULES = frozenset({"restrict", "censor", "withhold"})
DONE_TO_PEOPLE = frozenset(
    {(EventType.RETREAT, "release"), (EventType.SANCTION, "convict"), (EventType.SANCTION, "expel")}
)
_SINGULAR = ("ss", "us", "is", "as", "ics")
_THINGS = ("buildings", "homes", "vehicles", "people", "papers", "bodies")
_NO_THINGS = frozenset(
    "attack way day week month year time hour part place area fire result night morning evening weekend case"
    " afternoon response wake event order member number series wave bid effort move one"
    " dozen score hundred thousand couple pair many"
    " bomb device mine missile rocket shell grenade explosive weapon bullet round shot projectile"
    " life spear knife dagger machete screwdriver poison chlorine canister cobble".split()
)


def thing_at(scene: Scene, match: TriggerMatch, token: int) -> tuple[Party, ...]:
    """A thing attacked or seized that is no party, with its country, if told: "a base in Borno"."""
    words = scene.words
    meaning = match.trigger.meaning
    is_deed = quad_class_of(meaning.event_type) is QuadClass.MATERIAL_CONFLICT
    is_deed = is_deed or (meaning.event_type, meaning.mode) in DONE_TO_PEOPLE
    is_noun = words.parts[token] == "NOUN" and not words.has_lemma(token, _NO_THINGS)
    is_other = meaning.event_type is EventType.PROTEST and preposition(words, token) != "against"
    if not is_deed or not is_noun or is_other:
        return ()
    place = place_meant(scene, token)
    if place is not None:
        return (_place_as_party(words, token, place),)
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
    first = token if words.word(first - 1) == "-" else first
    start, end = words.tokens[first].start, words.tokens[token].end
    country = owner.actor.country_iso3 if owner else None
    actor = Actor(name=words.phrase(first, token), start=start, end=end, country_iso3=country)
    before = preposition(words, token)
    return (
        Party(actor=actor, first=first, last=token, head=token, before=before, is_named_only=owner is None),
    )


def _place_as_party(words: Words, token: int, place: Place) -> Party:
    """ "The city" as the party that the place is which it means."""
    start, end = words.tokens[token].start, words.tokens[token].end
    actor = Actor(name=place.name, start=start, end=end, country_iso3=place.country_iso3)
    before = preposition(words, token)
    return Party(actor=actor, first=token, last=token, head=token, before=before, is_place=True, place=place)


def _is_aim(scene: Scene, match: TriggerMatch, token: int) -> bool:
    """Whether a thing is what a deed is done to, of whatever country: "stormed the prison"."""
    meaning = match.trigger.meaning
    before = preposition(scene.words, token)
    if meaning.event_type is EventType.PROTEST:
        # "Against the killing of vendors": nobody is told who did it.
        return before == "against" and not scene.words.has_lemma(token, word_groups()["wrongs"])
    label = scene.words.labels[token]
    is_object = label in ("obj", "nsubj:pass") or before in ("on", "against", "at")
    # "Burned down a church": the tree loses an object behind a particle.
    is_object = is_object or (label == "obl" and before == "")
    if before == "" and meaning.event_type is EventType.COERCE and meaning.mode in _RULES:
        # "Barred any extension": a rule is about something, and towards nobody.
        return False
    is_done = meaning.event_type in _DONE or (meaning.event_type, meaning.mode) in DONE_TO_PEOPLE
    return is_done and (is_object or (before == "of" and not match.is_verb))


def things_inside(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """What a deed is done to where the phrase itself names it: "torched homes"."""
    if match.trigger.meaning.event_type not in _DONE:
        return ()
    items = (item for item in objects(scene.words, match.head) if item in match.tokens)
    return tuple(
        thing
        for item in items
        if scene.words.has_lemma(item, _things())
        for thing in thing_at(scene, match, item)
    )


@lru_cache(maxsize=1)
def _things() -> frozenset[str]:
    return frozenset().union(*(word_groups()[name] for name in _THINGS))


def is_unread(words: Words, party: Party) -> bool:
    """ "Over Covid-19", "praised Christmas": a capitalized word that the reader takes for no name.

    Many of one kind ("the Jesuits") are a side nevertheless; whose francs are paid ("CFA francs") is none.
    """
    if not party.is_named_only or party.head <= 0:
        return False
    if words.has_lemma(party.last + 1, money_nouns()):
        return True
    is_name = words.tokens[party.head].is_capitalized
    if not is_name or words.is_headline or words.is_named(party.first, party.last):
        return False
    word, label = words.lower[party.head], words.labels[party.head]
    is_plural = word.endswith("s") and not word.endswith(_SINGULAR) and label != "compound"
    return not (is_plural or label == "amod")
