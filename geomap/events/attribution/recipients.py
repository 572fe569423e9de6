"""Where the recipient of an event stands: in the phrase, as object, behind a preposition, or near by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from geomap.constants import EventType
from geomap.events.attribution.aims import GIVING, aimed_at
from geomap.events.attribution.bystanders import is_means, is_no_side
from geomap.events.attribution.facing import beyond_border, faced
from geomap.events.attribution.owners import owners_of
from geomap.events.attribution.people import (
    affected_inside,
    helped_homes,
    helps,
    owning_people,
    told_at,
)
from geomap.events.attribution.things import DONE_TO_PEOPLE, thing_at, things_inside
from geomap.events.parties.party import KINDRED, Party
from geomap.events.scene.noun_phrases import parties_at
from geomap.events.scene.regions import is_in_reason
from geomap.events.scene.scene import Scene
from geomap.events.tree.arguments import objects, obliques
from geomap.events.tree.grammar import (
    OBJECTS,
    SUBJECTS,
    dependents,
    is_verb,
    preposition,
)
from geomap.events.tree.sentences import PLACING, POSSESSIVES, Words, word_groups
from geomap.events.triggers.matches import TriggerMatch
from geomap.text.date_expressions import MONTHS, WEEKDAYS

_DONE_TO_THEM = frozenset({EventType.AID, EventType.PROTEST, EventType.ACCUSE, EventType.REQUEST})
_MEETING = frozenset("meet see receive host greet".split())
_THERE = PLACING | {"from", "of"}
_ABROAD = frozenset(
    {
        *(EventType.AID, EventType.MOBILIZE, EventType.RETREAT, EventType.COOPERATE, EventType.CONSULT),
        *(EventType.AGREE, EventType.THREATEN),
    }
)
_FACED = frozenset(
    {EventType.ASSAULT, EventType.PROTEST, EventType.COERCE, EventType.REQUEST, EventType.ACCUSE}
)

_HARMING = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.ACCUSE})
_CURBING = frozenset({EventType.SANCTION, EventType.REJECT})
_TARIFFS = frozenset("tariff duty levy surcharge quota".split())
_NEAR = 14
_BREAKS = frozenset({":", ";"})
_AROUND = frozenset({"in", "at", "near", "on", "outside", "inside", "around", "off"})
_WHERE = (PLACING - {"on", "over"}) | {"through"}
_JUDGED = frozenset(
    {(EventType.SANCTION, "convict"), (EventType.COERCE, "arrest"), (EventType.RETREAT, "release")}
)


def recipients_of(
    scene: Scene, match: TriggerMatch, places: Sequence[str], acting: Sequence[Party] = ()
) -> tuple[Party, ...]:
    """The parties where the recipient may stand; one of another country than the actors' comes first."""
    if match.trigger.meaning.event_type is EventType.REJECT:
        # "Rejected an offer by X": who made it.
        places = (*places, "by", "from")
    if match.trigger.meaning.event_type in _CURBING:
        places = (*places, *_on_whom(scene.words, match))
    aims = without(aimed_at(scene, match, places, acting), acting)
    if aims:
        return aims
    groups: Iterable[tuple[Party, ...]] = _groups_of(scene, match, places, acting)
    meaning = match.trigger.meaning
    if meaning.event_type in _DONE_TO_THEM or (meaning.event_type, meaning.mode) in _JUDGED:
        groups = tuple(groups)
    best = _judged(scene, match, groups, acting) or best_group(scene, match, groups, acting)
    people = _people_there(scene, match, groups, best, acting)
    if people:
        return people
    if any(party.actor.country_iso3 for party in best) or _judged(scene, match, [best], acting):
        return best
    following = following_party(scene, match, places, acting)
    people = _people_there(scene, match, groups, following, acting)
    if people:
        return people
    best = following if not best or any(party.actor.country_iso3 for party in following) else best
    return best or things_inside(scene, match)


def _on_whom(words: Words, match: TriggerMatch) -> tuple[str, ...]:
    """Where those stand on whom a curb lies: "put a tariff on goods from X", "won't lift sanctions on Y"."""
    things = (*match.tokens, *objects(words, match.head))
    if any(words.has_lemma(one, _TARIFFS) for one in things):
        return ("on", "from")
    return ("on", "against") if any(words.has_lemma(one, word_groups()["curb"]) for one in things) else ()


def _groups_of(
    scene: Scene, match: TriggerMatch, places: Sequence[str], acting: Sequence[Party]
) -> Iterator[tuple[Party, ...]]:
    """The parties at each place where the recipient may stand, the likeliest place first."""
    words, tokens = scene.words, phrase_tokens(scene.words, match)
    beside = sorted(tokens - {match.head})
    is_given = match.trigger.meaning.event_type in GIVING or match.base == "extradite"
    if match.is_verb and "to" in places and is_given:
        # "Gave Polish wheat to the camp in Kassala", "extradited a Pole to Chad"
        yield from _behind(scene, match, tokens, "to")
    yield inside_phrase(scene, match)
    yield affected_inside(scene, match)
    yield from (owners_of(scene, item) for item in beside)
    yield from (owning_people(scene, item) for item in beside)
    if "obj" in places:
        items = [item for item in objects(words, match.head) if item not in match.tokens]
        for item in items:
            yield from _at_object(scene, match, item)
        yield from (owning_people(scene, item) for item in items)
    is_bare = not dependents(words, match.head, "obj")
    for item in dependents(words, match.head, "iobj"):
        yield told_at(scene, match, item, is_given=is_bare)
    others = tuple(place for place in places if place != "obj")
    for place in others if len(tokens) == 1 or "of" in others else (*others, "of"):
        yield from _behind(scene, match, tokens, place)
    inner = [item for token in beside if is_verb(words, token) for item in dependents(words, token, *OBJECTS)]
    yield from (parties_at(scene, [item], loose=True) for item in inner if item not in match.tokens)
    yield helped_homes(scene, match)
    if match.trigger.meaning.event_type is EventType.MOBILIZE:
        yield beyond_border(scene, match, acting)
        yield faced(scene, match)


def _at_object(scene: Scene, match: TriggerMatch, item: int) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """The parties at the object of a verb and the thing that it is, the likelier recipient first."""
    found = told_at(scene, match, item, loose=True, is_given=True)
    thing = thing_at(scene, match, item)
    # "Hit a refinery in Samara": the refinery, not the town around it.
    is_around = bool(thing) and all(
        (party.is_place or party.is_modifier) and party.before in _AROUND for party in found
    )
    return (thing, found) if is_around else (found, thing)


def _behind(
    scene: Scene, match: TriggerMatch, tokens: frozenset[int], place: str
) -> Iterator[tuple[Party, ...]]:
    """The parties or things behind a preposition of the phrase."""
    words = scene.words
    # "A suspension of links with X"
    ties = [one for token in tokens for one in obliques(words, token, ("of",))] if place == "with" else []
    items = [item for token in (*sorted(tokens), *ties) for item in obliques(words, token, (place,))]
    for item in dict.fromkeys(items):
        # "In Chad, the government shut charities": where, not whom.
        is_opening = place in _AROUND and item < match.first
        # "On Wednesday, the latest gift from Rabat": when, not to whom.
        is_day = words.lower[item] in WEEKDAYS or words.lower[item] in MONTHS
        if item not in match.tokens and not (is_opening or is_day):
            found = told_at(scene, match, item, loose=place not in PLACING, is_given=place == "for")
            yield found or thing_at(scene, match, item)


def _people_there(
    scene: Scene,
    match: TriggerMatch,
    groups: Iterable[tuple[Party, ...]],
    found: Sequence[Party],
    acting: Sequence[Party],
) -> tuple[Party, ...]:
    """The people to whom something is done, where else only the place is found: "fed children in Goma"."""
    is_done = match.trigger.meaning.event_type in _DONE_TO_THEM
    if not is_done or not found or not all(_is_beside(match, p) for p in found):
        return ()
    items = objects(scene.words, match.head)
    for group in groups:
        people = tuple(
            p
            for p in group
            if _is_side(scene, match, p) and p not in acting and (p.actor.sector or p.is_unnamed)
        )
        if any(not p.is_place and (p.head in items or p.before in ("to", "against")) for p in people):
            return people
    return ()


def _is_beside(match: TriggerMatch, party: Party) -> bool:
    """Whether a party is a place, who gave, or whose thing is given, rather than to whom it is done."""
    is_given = match.trigger.meaning.event_type is EventType.AID
    is_given = is_given and (party.is_modifier or party.before == "from")
    return is_given or (party.is_place and party.before in _THERE)


def _judged(
    scene: Scene, match: TriggerMatch, groups: Iterable[tuple[Party, ...]], acting: Sequence[Party]
) -> tuple[Party, ...]:
    """The people who are the object of an arrest, verdict or release: "jailed three men for spying for X"."""
    meaning = match.trigger.meaning
    items = objects(scene.words, match.head) if (meaning.event_type, meaning.mode) in _JUDGED else ()
    if not items:
        return ()
    heads = {*items, *(one for item in items for one in obliques(scene.words, item, ("of",)))}
    for group in groups:
        people = tuple(
            p for p in group if not (p.is_named_only or p.is_modifier or p.is_place or p in acting)
        )
        if any(party.head in heads for party in people):
            return people
    return ()


def inside_phrase(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """The parties between the words of a phrase, or named by it: "found X guilty", "clashed with police"."""
    is_faced = match.trigger.meaning.event_type in _FACED
    return tuple(
        party
        for party in scene.parties
        if match.head < party.first
        and party.last <= match.last
        and not party.is_modifier
        and not (party.is_named_only and scene.words.has_lemma(party.last, word_groups()["roads"]))
        and (is_faced or (not party.before and party.head not in match.tokens))
    )


def phrase_tokens(words: Words, match: TriggerMatch) -> frozenset[int]:
    """The tokens of a phrase with the noun that one of them describes: "a mediation" of "effort"."""
    heads = (words.heads[token] for token in match.tokens if words.labels[token] in ("compound", "amod"))
    described = {head for head in heads if head >= 0 and not is_verb(words, head)}
    return match.tokens | described


def following_party(
    scene: Scene, match: TriggerMatch, places: Sequence[str], acting: Sequence[Party]
) -> tuple[Party, ...]:
    """The first party after the phrase whose preposition fits, wherever the tree hangs it."""
    for party in scene.parties:
        if party.first <= min(match.tokens) or party in acting or not party.before:
            continue
        if party.first - match.last > _NEAR or _is_interrupted(scene, match, party):
            break
        if is_in_reason(scene.words, party.head, match, scene.matches):
            continue
        if party.before in places and _is_side(scene, match, party):
            return parties_at(scene, [party.head]) if not party.is_modifier else (party,)
    return ()


def _is_interrupted(scene: Scene, match: TriggerMatch, party: Party) -> bool:
    """Whether a colon, the predicate of the noun or another clause begins between.

    "Ties are a key focus, with its fund set to open".
    """
    words = scene.words
    if not _BREAKS.isdisjoint(words.lower[match.last + 1 : party.first]):
        return True
    above = words.heads[match.head]
    is_subject = not match.is_verb and words.labels[match.head] == "nsubj"
    if is_subject and match.head < above < party.first and party.before in ("", "of"):
        # "The assault bore the hallmarks of al-Qaida"
        return True
    return any(
        words.labels[token] == "mark"
        if words.lower[token] == "with"
        else is_verb(words, token) and dependents(words, token, *SUBJECTS) and token not in match.tokens
        for token in range(match.last + 1, party.first)
    )


def best_group(
    scene: Scene, match: TriggerMatch, groups: Iterable[tuple[Party, ...]], acting: Sequence[Party]
) -> tuple[Party, ...]:
    """The first group with a country other than that of who acts, else with any country, else of anybody."""
    is_foreign = match.trigger.meaning.event_type in _ABROAD
    avoided = {party.actor.country_iso3 for party in acting} if is_foreign else set()
    coded: tuple[Party, ...] = ()
    fitting: tuple[Party, ...] = ()
    for group in groups:
        usable = without(tuple([p for p in group if _is_side(scene, match, p)]), acting)
        countries = {p.actor.country_iso3 for p in usable}
        if any(countries) and not countries <= avoided:
            return usable
        coded = coded or (usable if any(countries) else ())
        fitting = fitting or usable
    return coded or fitting


def _is_side(scene: Scene, match: TriggerMatch, party: Party) -> bool:
    """Whether a party may be a recipient, not a mere place ("a bombing in Beirut")."""
    meaning = match.trigger.meaning
    is_violent = meaning.event_type in (EventType.ASSAULT, EventType.PROTEST)
    # "A conference in Brussels": the town where sides meet is none of them, but for visits.
    is_town = party.place is not None and party.place.feature_class == "P"
    is_venue = (
        meaning.event_type is EventType.CONSULT and meaning.mode != "visit" and party.is_place and is_town
    )
    is_own = (
        not party.is_person
        and scene.words.word(party.first - 1) in POSSESSIVES
        and not scene.words.has_lemma(party.last, KINDRED)
        and party.before != "against"
        and not _is_done_to(scene, match, party)
    )
    is_source = meaning.event_type is EventType.AID and party.before == "from"
    is_source = is_source and "from" not in match.trigger.recipient
    is_flag = scene.words.lower[party.last + 1 : party.last + 3] == ("-", "flagged")
    return (
        not (is_own or is_source or is_flag or is_no_side(scene.words, match, party))
        and not (is_means(match, party) and not _is_helped(scene.words, match, party))
        and not (is_violent and party.is_place and party.before in _WHERE)
        and not (is_venue and party.before in ("in", "at"))
    )


def _is_helped(words: Words, match: TriggerMatch, party: Party) -> bool:
    """ "Bankrolls the eastern brigades"."""
    is_met = match.trigger.meaning.event_type is EventType.REJECT and any(
        words.has_lemma(token, _MEETING) for token in match.tokens
    )
    # "Refused to meet the envoy"
    return is_met or (helps(words, match) and party.head in objects(words, match.head))


def _is_done_to(scene: Scene, match: TriggerMatch, party: Party) -> bool:
    """ "Detained several of his allies", "accused his forces": another's, not those of who acts."""
    words, meaning = scene.words, match.trigger.meaning
    if meaning.event_type not in _HARMING and (meaning.event_type, meaning.mode) not in DONE_TO_PEOPLE:
        return False
    items = objects(words, match.head)
    return party.head in items or any(
        words.heads[party.head] == item and preposition(words, party.head) == "of" for item in items
    )


def without(recipients: tuple[Party, ...], actors: Sequence[Party]) -> tuple[Party, ...]:
    """The recipients without those who act, and without a country that acts already by its name."""
    told = {(party.actor.name, party.actor.start, party.actor.country_iso3) for party in actors}
    names = {(party.actor.name, party.actor.country_iso3) for party in actors if _is_whole(party)}
    return tuple(
        p
        for p in recipients
        if (p.actor.name, p.actor.start, p.actor.country_iso3) not in told
        and not (_is_whole(p) and (p.actor.name, p.actor.country_iso3) in names)
    )


def _is_whole(party: Party) -> bool:
    """Whether a party is a country or body itself, none of its people: "Kenya", "a Kenyan airliner"."""
    return party.actor.country_iso3 is not None and not party.noun and not party.is_person
