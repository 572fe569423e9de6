"""Where an event happened, by the grammar around its trigger."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.constants import EventType, Precision, QuadClass
from geomap.events.lists.ontology import quad_class_of
from geomap.events.parties.party import CAPITAL, Party
from geomap.events.scene.anaphors import PLACE_NOUNS, place_meant
from geomap.events.scene.regions import is_set_apart, regions_of
from geomap.events.scene.scene import Scene
from geomap.events.scene.sides import DEEDS, Sides
from geomap.events.scene.spots import DESCRIBED, Spot, coarseness
from geomap.events.setting.ahead import is_planned
from geomap.events.setting.beside import (
    fronted_place,
    is_in_unknown_place,
    place_driven_from,
    place_heading,
    place_of_first,
    place_of_joined,
    place_of_main,
    place_of_witnesses,
    territory_of,
)
from geomap.events.setting.sifting import spots_of_deed
from geomap.events.setting.speaking import speaking_place
from geomap.events.tree.arguments import is_passive, objects
from geomap.events.tree.grammar import (
    ancestors,
    clause_of,
    is_gerund,
    is_object_gerund,
    is_verb,
    preposition,
    region_of,
    told_by,
)
from geomap.events.tree.sentences import SAYING, Words, word_groups
from geomap.events.triggers.matches import TriggerMatch
from geomap.models import Place

_LOCATIVES = frozenset(
    "in at near on outside inside around across over into along within throughout off beside".split()
)
_TRESPASSING = frozenset("cross enter violate breach penetrate".split())
_HOSTING = frozenset({"host"})
_SOON = 10
_AIMS = frozenset({"to", "toward", "towards"})
_FURTHER = {
    EventType.RETREAT: frozenset({"from"}),
    EventType.PROTEST: frozenset({"through"}),
    EventType.MOBILIZE: _AIMS,
    EventType.AID: _AIMS,
}
"""Prepositions that lead to the place of some events, besides those of all."""
_PLACED_VERBAL = frozenset({EventType.CONSULT})
_AGREEING = frozenset({"agree", "decide", "pledge", "promise", "vow"})
_BEHIND = 3


def place_of(scene: Scene, match: TriggerMatch, sides: Sides, spots: Sequence[Spot]) -> Place | None:
    """Where an event happened: a locative of its trigger, its object, then of its clause; else None.

    Statements are where the sentence opens or where it says they were made, else nowhere; what is conceded
    may have a place.
    """
    event_type = match.trigger.meaning.event_type
    words = scene.words
    regions = regions_of(words, match)
    spots = spots_of_deed(scene, match, sides, spots)
    if _is_statement(event_type) and not (_is_ceremony(match) or is_planned(match)):
        own = _in_regions(words, match, spots, regions[:1]) if event_type is EventType.CONCEDE else None
        found = own or _opening_place(match, spots, regions)
        found = found or (_agreed_in(words, match, spots) if event_type is EventType.AGREE else None)
        return found or (speaking_place(words, match.head, spots) if match.is_verb else None)
    target = _object_place(words, match, sides)
    if target is not None:
        return _finer(target, _in_regions(words, match, spots, regions[:1]))
    allowed = _LOCATIVES | (
        _AIMS if match.trigger.meaning.mode == "visit" else _FURTHER.get(event_type, frozenset())
    )
    found = _in_regions(words, match, spots, regions[:1], allowed) or _relative_place(words, match, spots)
    found = found or _place_of_object(scene, match, spots) or place_driven_from(words, match, spots)
    found = found or _place_told_before(scene, match, regions[0], allowed)
    if found is None and is_in_unknown_place(words, match, regions[0], spots):
        return _territory_done_to(words, match, sides)
    found = found or place_of_main(scene, match, spots)
    for region in regions[1:]:
        found = found or _in_regions(words, match, spots, [region], allowed)
        found = found or _place_told_before(scene, match, region, allowed)
    if found is None and event_type in DEEDS:
        found = _described_place(words, match, sides, spots)
    if found is None and "there" in words.lower[match.last + 1 : match.last + 4]:
        earlier = [spot.place for spot in spots if spot.index < match.first and spot.before in _LOCATIVES]
        found = earlier[-1] if earlier else scene.memory.last_place
    if found is None and "here" in words.lower and any(words.lower[one] == "here" for one in regions[0]):
        # "Held talks here on Wednesday": where the report was written.
        found = scene.memory.written
    found = found or _soon_after(words, match, spots, allowed) or _in_sentence(scene, match, spots)
    if found is None and event_type in DEEDS:
        found = fronted_place(scene, match, sides, spots)
    if found is None and event_type in DEEDS:
        found = place_of_joined(scene, match, spots) or place_of_witnesses(scene, match)
        found = found or place_of_first(scene, match, spots) or place_heading(words, match, sides, spots)
    home = territory_of(sides.actors) if words.has_lemma(match.head, _HOSTING) else None
    if home is not None and (found is None or found.country_code != home.country_code):
        # "Greece to host talks as a boat sinks off Libya"
        return home
    return found or _territory_done_to(words, match, sides)


def _territory_done_to(words: Words, match: TriggerMatch, sides: Sides) -> Place | None:
    """The country where a deed without a place was done, or which is visited: the recipient's."""
    event_type = match.trigger.meaning.event_type
    is_left = event_type is EventType.RETREAT and match.trigger.meaning.mode == "withdraw"
    is_deed = quad_class_of(event_type) is QuadClass.MATERIAL_CONFLICT
    if is_deed or is_left or match.trigger.meaning.mode == "visit":
        done_to = [one for one in sides.recipients if not (_is_beyond(match, one) or _is_voice(words, one))]
        return territory_of(done_to)
    return None


def _agreed_in(words: Words, match: TriggerMatch, spots: Sequence[Spot]) -> Place | None:
    """ "Agreed in Lviv to let grain pass": the town right behind the verb, before what was agreed."""
    if not match.is_verb or not words.has_lemma(match.head, _AGREEING):
        return None
    return next(
        (
            spot.place
            for spot in spots
            if spot.before == "in"
            and 0 < spot.index - match.head <= _BEHIND
            and spot.place.feature_class == "P"
            and "to" not in words.lower[match.head : spot.index]
        ),
        None,
    )


def _described_place(words: Words, match: TriggerMatch, sides: Sides, spots: Sequence[Spot]) -> Place | None:
    """ "The Goma blast" was in Goma; "the Israel strike" somewhere else, if that tells who made it."""
    for spot in spots:
        noun = words.heads[spot.index]
        is_named = words.labels[spot.index] in ("compound", "amod") and noun > spot.index
        is_subject = is_named and words.labels[noun].startswith("nsubj") and words.heads[noun] in match.tokens
        if (
            is_named
            and (noun in match.tokens or is_subject)
            and (spot.place.precision is not Precision.COUNTRY or (len(spots) == 1 and not sides.actors))
        ):
            return spot.place
    return None


def _place_of_object(scene: Scene, match: TriggerMatch, spots: Sequence[Spot]) -> Place | None:
    """ "Struck the port of Eilat", "crossed the line in the Taiwan Strait": of what is hit or entered."""
    words = scene.words
    if match.trigger.meaning.event_type is EventType.MOBILIZE and words.has_lemma(match.head, _TRESPASSING):
        entered = frozenset[int]().union(*(region_of(words, one) for one in objects(words, match.head)))
        return next((spot.place for spot in spots if spot.index in entered), None)
    if match.trigger.meaning.event_type is not EventType.ASSAULT or not match.is_verb:
        return None
    for thing in objects(words, match.head):
        is_group = any(party.noun or party.is_person for party in scene.by_token.get(thing, ()))
        inside = region_of(words, thing) if not is_group else frozenset[int]()
        for spot in spots:
            is_own = spot.index in inside and spot.before == "" and not is_set_apart(words, spot.index)
            if is_own and spot.place.precision is not Precision.COUNTRY:
                return spot.place
    return None


def _relative_place(words: Words, match: TriggerMatch, spots: Sequence[Spot]) -> Place | None:
    """ "Goma, where rebels attacked": the noun before "where"."""
    clause = clause_of(words, match.head)
    is_where = any(words.lower[child] == "where" for child in words.children[clause])
    head = words.heads[clause]
    if not is_where or head < 0:
        return None
    where = next(child for child in words.children[clause] if words.lower[child] == "where")
    beside = [s.place for s in spots if where - 2 <= words.index_at(s.mention.end - 1) < where]
    inside = region_of(words, head)
    found = beside or [spot.place for spot in spots if spot.index in inside and spot.index < clause]
    return found[-1] if found else None


def _place_told_before(
    scene: Scene, match: TriggerMatch, region: frozenset[int], allowed: frozenset[str]
) -> Place | None:
    """ "Four people were killed in the city": the one that the text has just named."""
    if PLACE_NOUNS.isdisjoint(scene.words.lower):
        return None
    for token in sorted(region):
        is_place = scene.words.lower[token] in PLACE_NOUNS and token not in match.tokens
        if is_place and preposition(scene.words, token) in allowed:
            place = place_meant(scene, token)
            if place is not None:
                return place
    return None


def _is_statement(event_type: EventType) -> bool:
    is_verbal = quad_class_of(event_type) in (QuadClass.VERBAL_CONFLICT, QuadClass.VERBAL_COOPERATION)
    return (is_verbal and event_type not in _PLACED_VERBAL) or event_type is EventType.SANCTION


def _is_ceremony(match: TriggerMatch) -> bool:
    """Whether an agreement is signed or reached, which happens somewhere."""
    first = match.trigger.pattern[0]
    return match.trigger.weight > 1 and not first.isdisjoint({"sign", "reach", "strike", "ratify"})


def _opening_place(
    match: TriggerMatch, spots: Sequence[Spot], regions: Sequence[frozenset[int]]
) -> Place | None:
    inside = frozenset().union(*regions)
    low = min(inside)
    for spot in spots:
        is_leading = spot.before in ("in", "at") and low <= spot.index < match.first
        if is_leading and spot.index in inside and spot.index - low <= 3:
            return spot.place
    return None


def _object_place(words: Words, match: TriggerMatch, sides: Sides) -> Place | None:
    """The place that is the object or goal itself: "shelled Juba", "visited Kharkiv", "arrived in Harbin"."""
    if match.trigger.meaning.event_type not in (EventType.ASSAULT, EventType.CONSULT, EventType.COERCE):
        return None
    if match.trigger.meaning.event_type is EventType.CONSULT and match.trigger.meaning.mode != "visit":
        return None
    if words.has_lemma(match.head, _HOSTING):
        return None
    is_turned = not match.is_verb or is_passive(words, match.head)
    for party in sides.recipients:
        is_before = party.first <= match.first and not is_turned
        if not party.is_place or party.place is None or is_before or _is_beyond(match, party):
            continue
        if not _is_voice(words, party):
            return party.place
    return None


def _is_beyond(match: TriggerMatch, party: Party) -> bool:
    """ "Closed two crossings with Chad", "deported 40 people to China": not there."""
    return party.before == "with" or (party.before == "to" and match.trigger.meaning.mode == "deport")


def _is_voice(words: Words, party: Party) -> bool:
    """ "Baku said its posts had come under fire": a government, not where they stand."""
    if party.place is None or party.place.feature_code != CAPITAL:
        return False
    head = words.heads[party.head]
    return head >= 0 and words.labels[party.head] == "nsubj" and words.has_lemma(head, SAYING)


def _finer(target: Place, found: Place | None) -> Place:
    """The finer of two places in one country."""
    if found is None or found.country_code != target.country_code:
        return target
    return min(target, found, key=coarseness)


def _in_regions(
    words: Words,
    match: TriggerMatch,
    spots: Sequence[Spot],
    regions: Sequence[frozenset[int]],
    allowed: frozenset[str] = _LOCATIVES,
) -> Place | None:
    for region in regions:
        fitting = [s for s in spots if s.index in region and not _is_origin(words, match, s)]
        following = [s for s in fitting if match.last < s.index and s.before in allowed]
        if following:
            return _most_exact(words, following)
        inside = [s for s in fitting if match.first <= s.index <= match.last and s.before in allowed]
        leading = [s for s in fitting if s.index < match.first and s.before in _LOCATIVES]
        chosen = inside or leading[-1:]
        if chosen:
            return chosen[0].place
    return None


def _is_origin(words: Words, match: TriggerMatch, spot: Spot) -> bool:
    """Whether "from" tells where somebody comes from, not what is left: "militias from Lebanon"."""
    return (
        spot.before == "from"
        and words.labels[spot.index] == "nmod"
        and words.heads[spot.index] not in match.tokens
    )


def _most_exact(words: Words, spots: Sequence[Spot]) -> Place:
    """The first of the places named, or one inside it that follows at once: "in Ukraine's Kharkiv region"."""
    first = spots[0]
    for spot in spots[1:]:
        is_next = words.word(spot.index - 1) in ("'s", "'") or spot.index - first.index <= 3
        is_next = is_next or _is_part_of(words, first, spot)
        if is_next and spot.place.country_code == first.place.country_code:
            return _finer(first.place, spot.place)
    return first.place


def _is_part_of(words: Words, whole: Spot, part: Spot) -> bool:
    """ "In Mali's restive northern region of Kidal": the second belongs to what the first owns."""
    is_owner = words.word(words.index_at(whole.mention.end)) in ("'s", "'", "’s", "’")
    owned = words.heads[whole.index]
    return is_owner and owned > whole.index and owned in (part.index, *ancestors(words, part.index))


def _soon_after(
    words: Words, match: TriggerMatch, spots: Sequence[Spot], allowed: frozenset[str]
) -> Place | None:
    """The next locative after a trigger with no other verb between, wherever the tree hangs it."""
    for spot in spots:
        between = range(match.last + 1, spot.index)
        if spot.index <= match.last or spot.before not in allowed:
            continue
        is_apart = any(is_verb(words, token) or words.lower[token] in (";", ":") for token in between)
        return None if is_apart or len(between) > _SOON else spot.place
    return None


def _in_sentence(scene: Scene, match: TriggerMatch, spots: Sequence[Spot]) -> Place | None:
    """A locative elsewhere in the sentence, if the sentence names only one and tells of no other event."""
    words = scene.words
    spots = [
        spot
        for spot in spots
        if spot.before in _LOCATIVES and spot.place.precision is not Precision.WORLD_REGION
    ]
    if not spots:
        return None
    inside = frozenset().union(*regions_of(words, match))
    taken = frozenset().union(
        *(region_of(words, token) for one in scene.matches if one is not match for token in one.tokens)
    )
    saying = told_by(words, match.head)
    owners = [
        spot
        for spot in spots
        if spot.index not in inside
        and spot.index not in taken
        and spot.index not in saying
        and not is_set_apart(words, spot.index)
        and not _is_told_later(words, match, spot.index)
        and ";" not in words.lower[spot.index : match.first]
        and not _is_of_abstract(words, spot.index)
    ]
    return owners[0].place if len(owners) == 1 else None


def _is_told_later(words: Words, match: TriggerMatch, index: int) -> bool:
    """Whether a place belongs to another verb behind the trigger: "shot X and condemned the war in"."""
    clause = clause_of(words, index)
    is_means = is_gerund(words, clause) and not is_object_gerund(words, clause)
    if is_means and match.head in ancestors(words, clause):
        # "Violated the truce by firing": that is how.
        return False
    around = {match.head, clause_of(words, match.head), *ancestors(words, match.head)}
    return index > match.last and is_verb(words, clause) and clause not in around and clause > match.last


def _is_of_abstract(words: Words, index: int) -> bool:
    """Whether a place belongs to what cannot be anywhere: "a peace process in Syria", "its role in Mali"."""
    above = words.heads[index]
    is_abstract = words.has_lemma(above, word_groups()["abstract"]) or words.has_lemma(above, DESCRIBED)
    return words.labels[index] == "nmod" and is_abstract
