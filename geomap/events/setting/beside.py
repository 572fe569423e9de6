"""Where a deed was by what is told beside it: joined deeds, witnesses, opening places, where people fled."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.events.parties.party import Party
from geomap.events.scene.noun_phrases import parties_at
from geomap.events.scene.scene import Scene
from geomap.events.scene.sides import DEEDS, Sides
from geomap.events.scene.spots import SPOTS, Spot
from geomap.events.tree.arguments import objects, obliques
from geomap.events.tree.grammar import ancestors, dependents, has_subject, is_gerund, region_of
from geomap.events.tree.sentences import SAYING, Words
from geomap.events.triggers.matches import TriggerMatch
from geomap.models import Place

_DRIVING = frozenset({"drive", "displace", "force", "uproot", "chase"})
_FRONT = 5
_HARM = frozenset("kill dead die wound injure hurt".split())
_WITNESSES = frozenset("resident inhabitant villager witness medic police rescuer".split())
_LOCALS = frozenset({"COP", "HLH", "CVL"})


def place_driven_from(words: Words, match: TriggerMatch, spots: Sequence[Spot]) -> Place | None:
    """ "Clashes drove 45,000 from Nasir": they were where people fled from."""
    verb = words.heads[match.head]
    is_subject = not match.is_verb and words.labels[match.head].startswith("nsubj")
    if not is_subject or not words.has_lemma(verb, _DRIVING):
        return None
    inside = frozenset[int]().union(*(region_of(words, one) for one in obliques(words, verb, ("from",))))
    return next((spot.place for spot in spots if spot.index in inside and spot.before == "from"), None)


def is_in_unknown_place(
    words: Words, match: TriggerMatch, region: frozenset[int], spots: Sequence[Spot]
) -> bool:
    """ "Freed five of them in Mozogo", which nobody knows: no other place of the sentence is meant."""
    known = {words.index_at(spot.mention.start) for spot in spots}
    return any(
        name.kind == "LOC"
        and name.first > match.first
        and known.isdisjoint(range(name.first, name.last))
        and words.word(name.first - 1) in ("in", "at", "near")
        and not region.isdisjoint(range(name.first, name.last))
        for name in words.names
    )


def place_of_joined(scene: Scene, match: TriggerMatch, spots: Sequence[Spot]) -> Place | None:
    """ "Shot at a station and torched homes in Goma": what the same people did was there too."""
    words = scene.words
    deeds = {one.head for one in scene.matches if one.trigger.meaning.event_type in DEEDS}
    joined = [one for one in dependents(words, match.head, "conj") if one in deeds]
    if len(joined) != 1 or has_subject(words, joined[0]):
        return None
    region = region_of(words, joined[0])
    fitting = [spot.place for spot in spots if spot.index in region and spot.before in ("in", "at", "near")]
    return fitting[0] if len(fitting) == 1 else None


def place_of_first(scene: Scene, match: TriggerMatch, spots: Sequence[Spot]) -> Place | None:
    """ "Raided the village of Beit Jinn and detained seven men": there too."""
    words = scene.words
    first = words.heads[match.head]
    is_joined = words.labels[match.head] == "conj" and not has_subject(words, match.head)
    is_deed = any(one.head == first and one.trigger.meaning.event_type in DEEDS for one in scene.matches)
    if not match.is_verb or not is_joined or not is_deed:
        return None
    things = objects(words, first)
    for spot in spots:
        is_object = any(spot.index in region_of(words, thing) for thing in things) and spot.before in (
            "",
            "of",
        )
        if first < spot.index < match.first and (is_object or spot.before in ("in", "at", "near")):
            return spot.place
    return None


def place_of_main(scene: Scene, match: TriggerMatch, spots: Sequence[Spot]) -> Place | None:
    """ "Stormed the town of Sake in eastern Congo, freeing 500 inmates": in the town."""
    words, main = scene.words, scene.words.heads[match.head]
    is_open = words.labels[match.head] == "advcl" and is_gerund(words, match.head)
    is_deed = any(one.head == main and one.trigger.meaning.event_type in DEEDS for one in scene.matches)
    if not (match.is_verb and is_open and is_deed):
        return None
    things = [item for one in objects(words, main) for item in (one, *obliques(words, one, ("of",)))]
    return next(
        (
            spot.place
            for spot in spots
            if spot.index in things and spot.place.precision in SPOTS and main < spot.index < match.first
        ),
        None,
    )


def place_of_witnesses(scene: Scene, match: TriggerMatch) -> Place | None:
    """ "Residents of Omdurman said fighters looted homes": in Omdurman."""
    words = scene.words
    saying = next((t for t in ancestors(words, match.head) if words.has_lemma(t, SAYING)), -1)
    for witness in dependents(words, saying, "nsubj") if saying >= 0 else ():
        if words.has_lemma(witness, _WITNESSES):
            return territory_of(parties_at(scene, obliques(words, witness, ("of", "in", "from"))))
    return None


def fronted_place(scene: Scene, match: TriggerMatch, sides: Sides, spots: Sequence[Spot]) -> Place | None:
    """ "In Goma, witnesses said soldiers had shot two": in Goma. "In Paris, Macron said": who knows.

    Not where the speaker is named or of some side, nor where who suffers is of another country.
    """
    words = scene.words
    first = spots[0] if spots else None
    if first is None or first.index > _FRONT or first.before not in ("in", "at", "near", "outside"):
        return None
    behind = words.index_at(first.mention.end)
    if words.word(behind) != "," or behind > match.first:
        return None
    saying = next((t for t in ancestors(words, match.head) if words.has_lemma(t, SAYING)), -1)
    speakers = parties_at(scene, dependents(words, saying, "nsubj")) if saying >= 0 else ()
    country = first.place.country_iso3
    is_known = any(
        party.is_person or (party.actor.country_iso3 and party.actor.sector not in _LOCALS)
        for party in speakers
    )
    is_abroad = any(party.actor.country_iso3 not in (None, country) for party in sides.recipients)
    return None if saying < 0 or is_known or is_abroad else first.place


def place_heading(words: Words, match: TriggerMatch, sides: Sides, spots: Sequence[Spot]) -> Place | None:
    """ "Somalia: roadside bomb hits a convoy", "Mali: two dead in an attack": where the heading says.

    "Iran: American ships fired at us": where another country acts, it may be who says so.
    """
    first = spots[0] if spots else None
    is_heading = first is not None and words.word(words.index_at(first.mention.end)) in (":", "|")
    is_deadly = not match.is_verb and not words.vocabulary.isdisjoint(_HARM)
    is_told = bool(sides.actors or sides.recipients) or is_deadly
    if first is None or first.index > 0 or not (is_heading and is_told):
        return None
    country = first.place.country_iso3
    is_other = any(party.actor.country_iso3 not in (None, country) for party in sides.actors)
    return None if is_other else first.place


def territory_of(parties: Sequence[Party]) -> Place | None:
    """The first place among some parties; None if none of them is one."""
    for party in parties:
        if party.is_place and party.place is not None:
            return party.place
    return None
