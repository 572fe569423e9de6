"""Who acts and towards whom: sides of a trigger by the rules of English clause order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.constants import EventType
from geomap.events.morphology import Form, forms_of
from geomap.events.parties import Party, coordinated
from geomap.events.sentences import (
    CLAUSE_SIGNS,
    PREPOSITIONS,
    clause_end,
    clause_start,
    is_passive,
)
from geomap.events.subjects import Scene, attribution_start, says, subjects_of
from geomap.events.triggers import Part, TriggerMatch

_SUPPORT_VERBS = frozenset(
    "conduct launch carry stage hold mount impose begin start continue resume make pay sign declare wage"
    " commit undertake lead perform open suffer face order execute unleash intensify step plan"
    " complete announce offer give express issue voice draw lodge attend join host take receive agree"
    " reach".split()
)
_PLACING = frozenset("over about amid in at near on outside inside across around within".split())
_OBJECT_PRONOUNS = frozenset("him her them".split())
_GIVING = frozenset("give grant offer pay accord".split())
_OWN = frozenset("its their his her our my".split())
_AUTHORITIES = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "IGO"})
_WITH_CONTENT = frozenset({EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.AGREE})
_ABOUT_OTHERS = frozenset({EventType.ACCUSE, EventType.SUPPORT, EventType.CONCEDE, EventType.AID})
_NEAR = 10
_OWN_OF = frozenset({EventType.RETREAT, EventType.MOBILIZE, EventType.AGREE})
_FLIPPED = frozenset("receive face suffer draw".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The parties on both sides of an event; ``is_sure`` is false where they come from further away."""

    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    is_sure: bool = True


def assign_sides(scene: Scene, match: TriggerMatch) -> Sides:
    """The actors and recipients of one trigger."""
    if match.trigger.part is Part.CONSTRUCTION:
        sides = _modal_sides(scene, match)
    elif match.trigger.part is Part.NOUN:
        sides = _noun_sides(scene, match)
    else:
        sides = _verb_sides(scene, match)
    sides = replace(sides, recipients=_without(sides.recipients, sides.actors))
    return _split_mutual(scene, match, sides)


def _verb_sides(scene: Scene, match: TriggerMatch) -> Sides:
    words = scene.words
    subjects, is_sure = subjects_of(scene, match.head)
    if "obj" in match.trigger.recipient and is_passive(words, match.head, match.base):
        actors = _after(scene, match, ("by",))
        others = tuple(place for place in match.trigger.recipient if place != "obj")
        suffering = subjects or _after(scene, match, others)
        return Sides(actors=actors, recipients=suffering, is_sure=is_sure)
    if _is_reduced_passive(scene, match):
        return Sides(recipients=subjects, is_sure=False)
    if "victim" in match.trigger.roles:
        return Sides(recipients=subjects, is_sure=is_sure)
    recipients: tuple[Party, ...] = ()
    if "intransitive" not in match.trigger.roles:
        recipients = _after(scene, match, match.trigger.recipient, subjects)
    is_shared = "mutual" in match.trigger.roles and len(subjects) > 1
    if is_shared:
        recipients = tuple(p for p in recipients if not (p.is_place and p.before in _PLACING))
    if not recipients:
        recipients = _purpose_object(scene, match) or _pronoun_object(scene, match, subjects)
    is_statement = match.trigger.meaning.event_type in _WITH_CONTENT or "matrix" in match.trigger.roles
    if not recipients and match.trigger.meaning.event_type is EventType.PROTEST:
        recipients = _protested(scene, match, subjects)
    if not recipients and is_statement and not is_shared:
        recipients = _inside_content(scene, match)
    elif not recipients and match.trigger.meaning.event_type in _ABOUT_OTHERS:
        recipients = _concerned(scene, match, subjects)
    return Sides(actors=subjects, recipients=recipients, is_sure=is_sure)


def _is_reduced_passive(scene: Scene, match: TriggerMatch) -> bool:
    """Whether a participle follows its object: "soldiers killed in the ambush"."""
    words = scene.words
    forms = forms_of(words.lower[match.head], match.base)
    if Form.PARTICIPLE not in forms or match.last != match.head or "obj" not in match.trigger.recipient:
        return False
    after = words.word(match.last + 1)
    is_open = (after in PREPOSITIONS and words.word(match.last + 2) not in ("least", "most")) or after in (
        ",",
        ".",
        "",
    )
    return is_open and not any(prep == after for prep in match.trigger.recipient) and after != "of"


def _modal_sides(scene: Scene, match: TriggerMatch) -> Sides:
    """ "X said Y must leave": X asks Y."""
    words = scene.words
    low = clause_start(words, match.head)
    inner = [p for p in scene.parties if low <= p.first and p.last < match.head]
    said = [index for index in range(match.head) if says(words, index)]
    before = [p for p in scene.parties if p.last < low and not p.before and not p.is_modifier]
    if said:
        free = [p for p in scene.parties if p.last < said[-1] and not p.before]
        speakers = [p for p in free if not p.is_modifier] or free
        asked = [p for p in inner if p.first > said[-1]]
    elif before:
        speakers, asked = (
            before,
            inner or [p for p in scene.parties if p.last < match.head and p.before == "to"],
        )
    else:
        start = attribution_start(words)
        speakers = [p for p in scene.parties if p.first > start and not p.before and not p.is_modifier]
        asked = inner
    actors = coordinated(words, scene.parties, speakers[0]) if speakers else ()
    recipients = coordinated(words, scene.parties, asked[0]) if asked else ()
    return Sides(actors=actors, recipients=recipients, is_sure=bool(said))


def _noun_sides(scene: Scene, match: TriggerMatch) -> Sides:
    actors = _owners(scene, match)
    prepositions = tuple(word for word in match.trigger.recipient if word != "obj")
    is_own_of = match.trigger.meaning.event_type in _OWN_OF or match.trigger.meaning.mode == "visit"
    if not actors:
        actors = _after(scene, match, ("by", "of") if is_own_of else ("by",))
    if is_own_of:
        prepositions = tuple(word for word in prepositions if word != "of")
    recipients = _after(scene, match, prepositions)
    verb = _support_verb(scene, match)
    if verb is not None and not recipients and scene.words.has_lemma(verb, _GIVING):
        recipients = tuple(p for p in scene.parties if verb < p.first and p.last < match.first)[:1]
        actors = tuple(p for p in actors if p not in recipients)
    is_sure = True
    if verb is not None and (not actors or not recipients):
        subjects, is_sure = subjects_of(scene, verb)
        is_flipped = scene.words.has_lemma(verb, _FLIPPED)
        if is_flipped and not recipients:
            recipients = subjects
        elif not is_flipped and not actors:
            actors = subjects
    return Sides(actors=actors, recipients=_without(recipients, actors), is_sure=is_sure)


def _owners(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """ "Russia's attack", "Israeli air raids", "US and British strikes"."""
    for party in reversed(scene.parties):
        if party.first >= match.first:
            continue
        between = scene.words.lower[party.last + 1 : match.first]
        is_near = len(between) <= 5 and not any(
            word in PREPOSITIONS or word in CLAUSE_SIGNS or word in (",", "and", "who", "that", "which")
            for word in between
        )
        is_owner = party.is_modifier or party.is_possessive or _is_compound(scene, party, match)
        has_verb = any(word.endswith(("ed", "ing")) for word in between[1:])
        if is_near and is_owner and not has_verb:
            return coordinated(scene.words, scene.parties, party)
        return ()
    return ()


def _is_compound(scene: Scene, party: Party, match: TriggerMatch) -> bool:
    return party.last >= match.first - 1 and not party.is_person


def _support_verb(scene: Scene, match: TriggerMatch) -> int | None:
    """The verb whose object the noun is: "launched a major offensive"."""
    words = scene.words
    low = clause_start(words, match.first)
    for index in range(match.first - 1, max(low - 1, match.first - 8), -1):
        if words.lower[index] == "on" and words.has_lemma(index - 1, frozenset({"be", "currently", "now"})):
            return index - 1
        if words.lower[index] in PREPOSITIONS - {"out", "up"} and words.lower[index] != "on":
            return None
        if words.has_lemma(index, _SUPPORT_VERBS):
            return index
    return None


def _after(
    scene: Scene, match: TriggerMatch, places: Sequence[str], actors: Sequence[Party] = ()
) -> tuple[Party, ...]:
    """The first party after a trigger that stands where the recipient may stand.

    One of another country than the actors' comes first, then one of any country.
    """
    avoided = {party.actor.country_iso3 for party in actors}
    high = _reach(scene, match)
    fitting = [
        party
        for party in scene.parties
        if match.first <= party.first <= high and party.last <= high and _fits(scene, match, party, places)
    ]
    coded = [p for p in fitting if p.actor.country_iso3]
    foreign = [p for p in coded if p.actor.country_iso3 not in avoided]
    chosen = next(iter([*foreign, *coded, *fitting]), None)
    if chosen is None:
        return ()
    group = coordinated(scene.words, scene.parties, chosen)
    return group if "between" in places else tuple(p for p in group if p.first >= match.first)


def _fits(scene: Scene, match: TriggerMatch, party: Party, places: Sequence[str]) -> bool:
    """Whether a party stands where the recipient of a trigger may stand."""
    is_own = scene.words.word(party.first - 1) in _OWN and not party.is_person and party.noun != "counterpart"
    if match.first <= party.first == match.head or is_own:
        return False
    is_violent = match.trigger.meaning.event_type in (EventType.ASSAULT, EventType.PROTEST)
    if is_violent and party.is_place and party.before in _PLACING - {"on", "over"}:
        # "A bombing in Beirut": the place, not the side that was attacked.
        return False
    is_inside = party.first <= match.last
    if is_inside:
        return party.before in places or "obj" in places or party.is_modifier or not party.before
    is_object = "obj" in places and not party.before and _is_object(scene, match, party)
    return is_object or party.before in places


def _is_object(scene: Scene, match: TriggerMatch, party: Party) -> bool:
    """Whether nothing but describing words stands between a verb and a noun phrase."""
    between = scene.words.lower[match.last + 1 : party.first]
    if between[:2] in (("at", "least"), ("at", "most"), ("up", "to")):
        between = between[2:]
    is_near = len(between) <= 8
    stops = any(
        word in CLAUSE_SIGNS or word in (",", "who", "which") or word in PREPOSITIONS - {"of"}
        for word in between
    )
    return is_near and (not stops or not between)


def _reach(scene: Scene, match: TriggerMatch) -> int:
    """The last token in which a recipient may stand."""
    words = scene.words
    high = clause_end(words, match.last)
    is_matrix = "matrix" in match.trigger.roles
    if is_matrix and high < len(words) and words.lower[high] == "that" and high - match.last <= 4:
        high = clause_end(words, high)
    start = attribution_start(words)
    if start > match.last:
        high = min(high, start)
    for other in scene.matches:
        if other.first > match.last and other.is_verb and not is_matrix:
            high = min(high, other.first)
    return high - 1


def _pronoun_object(scene: Scene, match: TriggerMatch, subjects: tuple[Party, ...]) -> tuple[Party, ...]:
    """Whom "him" or "them" means right after a verb: the nearest person before who is not the subject."""
    if scene.words.word(match.last + 1) not in _OBJECT_PRONOUNS or "obj" not in match.trigger.recipient:
        return ()
    before = [p for p in scene.parties if p.last < match.first and p.is_person and p not in subjects]
    return tuple(before[-1:])


def _purpose_object(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """ "Opened fire to disperse protesters": the object of a purpose of the same type."""
    for other in scene.matches:
        is_next = match.last < other.first <= match.last + 3
        is_same = other.trigger.meaning.event_type is match.trigger.meaning.event_type
        if is_next and is_same and other.is_verb and scene.words.word(other.first - 1) == "to":
            return _after(scene, other, other.trigger.recipient)
    return ()


def _inside_content(scene: Scene, match: TriggerMatch) -> tuple[Party, ...]:
    """Whom the content of a demand, offer, threat or refusal concerns: the first party of known country."""
    for high in (_reach(scene, match), attribution_start(scene.words) - 1):
        later = [p for p in scene.parties if match.last < p.first and p.last <= high]
        inner = [p for p in later if scene.words.word(p.first - 1) not in _OWN]
        coded = [p for p in inner if p.actor.country_iso3 and not (p.is_place and p.before in _PLACING)]
        named = [p for p in inner if p.is_named_only and p.before in ("on", "to", "with", "from", "against")]
        chosen = coded[:1] or named[:1]
        if chosen:
            return coordinated(scene.words, scene.parties, chosen[0])
    return ()


def _concerned(scene: Scene, match: TriggerMatch, subjects: tuple[Party, ...]) -> tuple[Party, ...]:
    """Whom praise, blame, a concession or aid concerns: the first other country soon after it.

    A mere place counts for aid only: aid sent to a project in Chad is aid for Chad.
    """
    high, own = _reach(scene, match), {party.actor.country_iso3 for party in subjects}
    is_aid = match.trigger.meaning.event_type is EventType.AID
    for party in scene.parties:
        is_near = match.last < party.first <= high and (is_aid or party.first - match.last <= _NEAR)
        is_side = is_aid or not (party.is_place and party.before in _PLACING)
        code = party.actor.country_iso3
        if is_near and is_side and code and code not in own:
            return coordinated(scene.words, scene.parties, party)
    return ()


def _protested(scene: Scene, match: TriggerMatch, subjects: tuple[Party, ...]) -> tuple[Party, ...]:
    """Whom a protest is aimed at: the first authority or foreign side named after it."""
    stop = attribution_start(scene.words)
    for party in scene.parties:
        is_after = match.last < party.first < stop and party not in subjects
        is_authority = party.actor.sector in _AUTHORITIES or party.is_modifier or party.is_possessive
        if is_after and is_authority and party.actor.country_iso3 and not party.is_place:
            return (party,)
    return ()


def _without(recipients: tuple[Party, ...], actors: tuple[Party, ...]) -> tuple[Party, ...]:
    return tuple(p for p in recipients if p not in actors)


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
