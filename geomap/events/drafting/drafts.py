"""A draft of an event: whether it is worth keeping, and how it is written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from geomap.constants import DISPLACEMENT, Category, EventType, Modality, QuadClass
from geomap.events.drafting.spoken import are_at_words
from geomap.events.lists.contexts import contexts_of
from geomap.events.lists.lexicon import Part
from geomap.events.lists.ontology import Meaning, intensity_of, quad_class_of
from geomap.events.parties.party import Party
from geomap.events.scene.noun_phrases import parties_at
from geomap.events.scene.scene import Scene
from geomap.events.scene.sides import Sides
from geomap.events.setting.ahead import MEETINGS
from geomap.events.setting.mishaps import is_harm_by_mishap
from geomap.events.setting.sifting import ORDERED
from geomap.events.tree.arguments import is_passive, subjects
from geomap.events.tree.clauses import are_told_together
from geomap.events.tree.grammar import clause_of, dependents, has_to, is_verb
from geomap.events.tree.sentences import Words, word_groups
from geomap.events.triggers.matches import TriggerMatch
from geomap.models import Actor, Atlas, Document, Event, Figure, Place

# What is forbidden somewhere is mostly a law; it takes a side to be an event.
_AUTHORITIES = frozenset("GOV MIL REB IGO LEG JUD COP SPY PTY NGO".split())
_PUBLIC = frozenset({"OPP", "REL", "LAB"})
_NEEDS_ACTOR = frozenset({QuadClass.VERBAL_CONFLICT, QuadClass.VERBAL_COOPERATION})
_AMONG_OFFICIALS = frozenset({EventType.CONSULT, EventType.COOPERATE})
_PUBLIC_MATTERS = frozenset({EventType.AGREE, EventType.SUPPORT, EventType.REQUEST})
_PRIVATE = frozenset({"CVL", "EDU", "HLH", "AGR", "MED", "BUS"})
_OF_TOWNS = frozenset("mayor councillor councilor councilman councilwoman alderman council sheriff".split())
_LEADERS = frozenset("leader chief envoy negotiator mediator delegate delegation cleric elder".split())
_TOLD_OF = frozenset({EventType.ACCUSE, EventType.REQUEST, EventType.SUPPORT, EventType.THREATEN})
_ASSAULTS = frozenset({"assault", "offensive", "incursion", "raid"})
_NAMED = frozenset({"attack", "bombardment", "shelling"})
_ARMED = frozenset({"MIL", "REB", "SET"})
_SURE_ENOUGH = 0.8
"""How sure the reader must be of a guessed verb whose recipient is unknown."""

_HELPED = frozenset({"evacuate", "rescue", "treat", "airlift"})
_MOVES = frozenset("arrive enter cross come reach land stay live settle shelter camp gather".split())
_ANYBODY = frozenset("people person household individual resident".split())
_HELPLESS = frozenset({"REF", "CVL"})
_TOLL = frozenset({Category.DEATHS, Category.INJURED})
_HARM = _TOLL | DISPLACEMENT
_LINKED: dict[EventType, frozenset[Category]] = {
    EventType.ASSAULT: _HARM,
    EventType.PROTEST: _TOLL,
    EventType.COERCE: DISPLACEMENT,
    EventType.AID: frozenset({Category.AMOUNT}) | DISPLACEMENT,
    EventType.COOPERATE: frozenset({Category.AMOUNT}),
    EventType.SANCTION: frozenset({Category.AMOUNT}),
    EventType.AGREE: frozenset({Category.AMOUNT}),
    EventType.SUPPORT: frozenset({Category.AMOUNT}),
    EventType.RETREAT: frozenset({Category.RETURNS}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event before it is checked and written down.

    ``apart`` are the first and last token of words that tell another deed, of which no figure is its own.
    """

    meaning: Meaning
    modality: Modality
    match: TriggerMatch
    sides: Sides
    place: Place | None
    first: date | None
    last: date | None
    apart: tuple[tuple[int, int], ...] = ()


def has_sides_asked_for(draft: Draft) -> bool:
    """Whether the sides are such as the row asks for: else its words mean something else here."""
    sides, roles = draft.sides, draft.match.trigger.roles
    if "sided" in roles and not any(p.is_coded or p.is_person or p.noun for p in sides.recipients):
        return False
    # "Niger was suspended from the bloc": nobody acts, but who suffers makes it politics.
    is_deed = quad_class_of(draft.meaning.event_type) is QuadClass.MATERIAL_CONFLICT
    acting = sides.actors or (sides.recipients if is_deed else ())
    if "official" in roles and not any(_is_official(p) or p.actor.sector in _PUBLIC for p in acting):
        return False
    if "armed" in roles and not any(p.actor.sector in _ARMED for p in sides.actors):
        return False
    if "paired" in roles and len(_countries_of(sides)) < 2:
        return False
    if "spoken" in roles and not are_at_words(sides):
        return False
    return "person" not in roles or any(_is_envoy(p) for p in sides.actors)


def _countries_of(sides: Sides) -> set[str]:
    """The countries and bodies of all sides."""
    return {p.actor.country_iso3 for p in (*sides.actors, *sides.recipients) if p.actor.country_iso3}


def is_worth(draft: Draft, scene: Scene) -> bool:
    """Whether enough is known: a side for a statement, a side or a place for a deed."""
    sides = draft.sides
    coded = [p for p in (*sides.actors, *sides.recipients) if not p.is_named_only]
    is_idle = _is_empty_call(draft, scene) or _is_help_by_nobody(draft, scene)
    is_idle = is_idle or _is_move_of_helped(draft, scene)
    is_idle = is_idle or (draft.match.is_guess and not _is_likely(draft))
    if is_idle or (_is_private(draft) if coded else _is_bloodless(draft, scene)):
        return False
    if draft.meaning.event_type in _AMONG_OFFICIALS and not _has_official(sides):
        return _has_named_sides(sides, draft)
    if not coded and draft.match.is_verb and _has_named_sides(sides, draft):
        return True
    if quad_class_of(draft.meaning.event_type) in _NEEDS_ACTOR:
        return bool(coded and (sides.actors or not draft.match.is_verb)) or _is_agentless(draft, scene)
    if draft.match.is_verb:
        is_rule = draft.meaning.event_type is EventType.COERCE and draft.meaning.mode in ORDERED
        return bool(coded) or (draft.place is not None and not is_rule)
    return bool(coded) or (draft.place is not None and draft.meaning.event_type is not EventType.SANCTION)


def takes_toll(draft: Draft, words: Words, figures: Sequence[Figure]) -> bool:
    """ "Two dead in a terrorist attack": what has killed or hurt people is told, though by nobody known."""
    is_blow = draft.meaning.event_type is EventType.ASSAULT and not draft.match.is_verb
    return is_blow and any(
        figures[one].category in _TOLL and figures[one].modality is Modality.ACTUAL
        for one in _linked_figures(words, draft, figures)
    )


def _is_likely(draft: Draft) -> bool:
    """Whether the sides speak for a deed of which the reader is not sure: the one or both are known."""
    match, sides = draft.match, draft.sides
    if not sides.is_sure or not any(_is_official(party) for party in sides.actors):
        return False
    is_faced = any(_is_official(party) or party.is_person for party in sides.recipients)
    return is_faced or (match.is_verb and match.chance >= _SURE_ENOUGH)


def _is_help_by_nobody(draft: Draft, scene: Scene) -> bool:
    """ "Over 5,000 evacuated", "300 wounded treated": a figure, and nobody's aid to anybody."""
    if draft.meaning.event_type is not EventType.AID or draft.sides.actors or not draft.match.is_verb:
        return False
    is_short = not dependents(scene.words, draft.match.head, "aux", "aux:pass", "obj")
    return is_short and draft.match.base in _HELPED


def _is_move_of_helped(draft: Draft, scene: Scene) -> bool:
    """ "96 refugees arrived", "9,000 people are sheltering there": they move or stay, and help nobody."""
    words, verb = scene.words, draft.match.head
    is_aid = draft.meaning.event_type is EventType.AID and words.has_lemma(verb, _MOVES)
    if not is_aid or is_passive(words, verb) or dependents(words, verb, "obj"):
        return False
    acting = draft.sides.actors
    if acting:
        return all(_is_people(party) for party in acting)
    return any(words.has_lemma(one, word_groups()["needy"] | _ANYBODY) for one in subjects(words, verb))


def _is_people(party: Party) -> bool:
    """Whether a party is a people or some of it, who act for no state: "Sudanese", "Syrian refugees"."""
    is_nation = party.actor.sector is None and not (party.is_place or party.is_listed or party.is_named_only)
    return party.actor.sector in _HELPLESS or is_nation


def _is_bloodless(draft: Draft, scene: Scene) -> bool:
    """Whether a verb of attack stands among unknowns without any word of violence: "the team attacked"."""
    is_blow = draft.meaning.event_type is EventType.ASSAULT and draft.match.is_verb
    inner = draft.match.tokens - {draft.match.head}
    # "Repelled 41 assaults" says what it was.
    is_blow = is_blow and not any(scene.words.has_lemma(token, _ASSAULTS) for token in draft.match.tokens)
    # "Came under attack"
    is_blow = is_blow and not any(scene.words.has_lemma(token, _NAMED) for token in inner)
    return is_blow and word_groups()["violence"].isdisjoint(scene.words.vocabulary)


def _has_official(sides: Sides) -> bool:
    """Whether a country, an authority, a leader or a named person has a part in it."""
    parties = (*sides.actors, *sides.recipients)
    return any(_is_official(party) or party.is_person or party.noun in _LEADERS for party in parties)


def _is_private(draft: Draft) -> bool:
    """Whether a promise, praise or wish is among citizens and names of whom nothing is known."""
    if draft.meaning.event_type not in _PUBLIC_MATTERS:
        return False
    return all(
        party.is_named_only
        or (party.actor.country_iso3 is None and not _OF_TOWNS.isdisjoint((party.noun, party.office)))
        or (party.actor.sector in _PRIVATE and not _is_official(party) and party.noun not in _LEADERS)
        for party in (*draft.sides.actors, *draft.sides.recipients)
    )


def _is_empty_call(draft: Draft, scene: Scene) -> bool:
    """Whether a noun of asking has neither anybody who asks nor anything asked: "received the call"."""
    if draft.meaning.event_type is not EventType.REQUEST or draft.sides.actors:
        return False
    if draft.match.trigger.part is not Part.NOUN:
        return False
    return not dependents(scene.words, draft.match.head, "acl", "nmod", "ccomp", "acl:relcl")


def _is_agentless(draft: Draft, scene: Scene) -> bool:
    """Whether a passive tells of a side, not who speaks: "Iran was urged to", "he has been charged"."""
    words, verb = scene.words, draft.match.head
    is_told = draft.meaning.event_type in _TOLD_OF and draft.modality is Modality.ACTUAL
    if draft.sides.actors or not is_told or not draft.match.is_verb or not is_passive(words, verb):
        return False
    if draft.meaning.event_type is EventType.REQUEST and not any(
        has_to(words, one) for one in dependents(words, verb, "xcomp", "advcl", "ccomp")
    ):
        # "Police were called to the crossing" asks nothing of them.
        return False
    told = parties_at(scene, subjects(words, verb))
    is_accused = draft.meaning.event_type is EventType.ACCUSE
    return any(_is_official(p) or (is_accused and p.is_person) for p in draft.sides.recipients if p in told)


def _is_official(party: Party) -> bool:
    """Whether a party is of a known country or an authority, so that what it does is politics."""
    return party.actor.country_iso3 is not None or party.actor.sector in _AUTHORITIES


def _is_envoy(party: Party) -> bool:
    """Whether a party is somebody who speaks for a side, so that where he goes is politics."""
    return party.is_person and party.actor.sector in _AUTHORITIES


def _has_named_sides(sides: Sides, draft: Draft) -> bool:
    """A statement between two that are named, though their sides are unknown, still is one."""
    is_statement = quad_class_of(draft.meaning.event_type) in _NEEDS_ACTOR
    return is_statement and bool(sides.actors) and not all(party.is_unnamed for party in sides.recipients)


def event_of(
    document: Document, words: Words, draft: Draft, atlas: Atlas, figures: Sequence[Figure]
) -> Event:
    """The event that a draft has become, with the figures that belong to it."""
    sentence, match, meaning = words.sentence, draft.match, draft.meaning
    begin, end = words.tokens[match.first].start, words.tokens[match.last].end
    actors = _without_inner(tuple(_actor_of(party, atlas) for party in draft.sides.actors))
    recipients = _without_inner(_recipients(draft, atlas))
    return Event(
        event_id=_event_id(document.document_id, begin, end, meaning.event_type),
        event_type=meaning.event_type,
        quad_class=quad_class_of(meaning.event_type),
        modality=draft.modality,
        start=sentence.start,
        end=sentence.end,
        quote=document.text[sentence.start : sentence.end],
        trigger_start=begin,
        trigger_end=end,
        score=_score(draft, actors, recipients),
        intensity=intensity_of(meaning.event_type, meaning.mode),
        mode=meaning.mode,
        contexts=contexts_of(words, meaning, (*actors, *recipients)),
        actors=actors,
        recipients=recipients,
        location=draft.place,
        precision=draft.place.precision if draft.place else None,
        date_start=draft.first,
        date_end=draft.last,
        figures=_linked_figures(words, draft, figures),
    )


def _without_inner(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors without those whose words lie inside another's: the army in "troops of the army"."""
    actors = tuple(dict.fromkeys(actors))
    return tuple(
        actor
        for actor in actors
        if not any(
            one.start <= actor.start
            and actor.end <= one.end
            # "The three" are of as many countries, all told by the same words.
            and (one.end - one.start > actor.end - actor.start or one.country_iso3 == actor.country_iso3)
            and (one.end - one.start > actor.end - actor.start or (one.sector and not actor.sector))
            for one in actors
        )
    )


def _recipients(draft: Draft, atlas: Atlas) -> tuple[Actor, ...]:
    """The recipients as actors; a visitor's own country is a place to him, not a side."""
    found = tuple(_actor_of(party, atlas) for party in draft.sides.recipients)
    if draft.meaning.mode != "visit":
        return found
    own = {party.actor.country_iso3 for party in draft.sides.actors}
    return tuple(
        actor
        for actor, party in zip(found, draft.sides.recipients, strict=True)
        if not (party.is_place and actor.country_iso3 in own)
    )


def _actor_of(party: Party, atlas: Atlas) -> Actor:
    """The party as an actor; a capital that acts stands for its government."""
    actor, place = party.actor, party.place
    if (
        not party.is_place
        or place is None
        or party.before in ("in", "at", "near")
        or place.feature_class != "P"
    ):
        return actor
    seat = atlas.seat(place.country_iso3) if place.country_iso3 else None
    is_capital = place.feature_code == "PPLC" or (seat is not None and seat.place_id == place.place_id)
    if not is_capital or party.before in ("to", "from", "into"):
        return actor
    return Actor(
        name=actor.name, start=actor.start, end=actor.end, country_iso3=actor.country_iso3, sector="GOV"
    )


def _linked_figures(words: Words, draft: Draft, figures: Sequence[Figure]) -> tuple[int, ...]:
    """The figures of the sentence that belong to an event, by what they count; sums by their clause too."""
    kinds = _LINKED.get(draft.meaning.event_type, frozenset())
    if draft.meaning.mode in MEETINGS:
        # "Will travel to open a railway built for $310 million"
        kinds = kinds - {Category.AMOUNT}
    sentence = words.sentence
    apart = [(words.tokens[first].start, words.tokens[last].end) for first, last in draft.apart]
    return tuple(
        index
        for index, figure in enumerate(figures)
        if sentence.start <= figure.start < sentence.end
        and figure.category in kinds
        and not any(start <= figure.start < end for start, end in apart)
        and (
            figure.category is not Category.AMOUNT
            or are_told_together(words, words.index_at(figure.start), draft.match.head)
        )
        and not _is_of_mishap(words, draft, figure)
    )


def _is_of_mishap(words: Words, draft: Draft, figure: Figure) -> bool:
    """ "Guards killed two; a flood killed six": the six are not the guards' victims."""
    verb = clause_of(words, words.index_at(figure.start))
    is_other = draft.meaning.event_type is EventType.ASSAULT and verb != draft.match.head
    return is_other and is_verb(words, verb) and is_harm_by_mishap(words, verb)


def _score(draft: Draft, actors: Sequence[Actor], recipients: Sequence[Actor]) -> float:
    score = 0.9 if draft.match.is_verb else 0.8
    score -= 0.15 if draft.match.trigger.is_learned else 0.0
    score -= 0.2 if not actors else 0.1 if all(a.country_iso3 is None for a in actors) else 0.0
    score -= 0.1 if not recipients else 0.0
    score -= 0.0 if draft.sides.is_sure else 0.15
    is_deed = quad_class_of(draft.meaning.event_type) is QuadClass.MATERIAL_CONFLICT
    score -= 0.1 if is_deed and draft.place is None else 0.0
    return round(max(0.1, score), 2)


def _event_id(document_id: str, begin: int, end: int, event_type: EventType) -> str:
    """A stable identifier: the same text and identifier of a document give the same one."""
    key = f"{document_id}\0{begin}\0{end}\0{event_type.value}"
    return blake2b(key.encode(), digest_size=8).hexdigest()
