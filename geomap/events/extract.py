"""Codes events: who did what to whom, where and when, each with its sentence.

The steps for a sentence: find triggers and parties, drop what is only the content of a demand,
promise, threat or refusal, give each trigger its sides, place, date and modality, and keep what has
at least a side or a place. PLOVER counts a promise of cooperation as AGREE and a plan of conflict as
THREATEN; events that lie ahead are typed so and keep the modality future.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from geomap.constants import DISPLACEMENT, Category, EventType, Modality, QuadClass
from geomap.events.actors import find_parties
from geomap.events.circumstances import Spot, find_spots, looks_ahead, place_of, when_of
from geomap.events.content import is_background, is_content
from geomap.events.figures import find_figures
from geomap.events.linking import share_figures
from geomap.events.modality import modality_of
from geomap.events.ontology import Meaning, intensity_of, quad_class_of
from geomap.events.parties import Memory, Party
from geomap.events.recode import recode
from geomap.events.roles import Sides, assign_sides
from geomap.events.sentences import Words, read_sentence
from geomap.events.subjects import Scene, scene_of
from geomap.events.triggers import TriggerMatch, find_triggers
from geomap.events.union import unite_events
from geomap.models import Actor, Atlas, Document, Event, Figure, Mention, Place
from geomap.reader.reading import DocumentReader
from geomap.text.dates import DateSpan, find_dates

# What is forbidden somewhere is mostly a law; it takes a side to be an event.
_RULES = frozenset({"restrict", "censor", "withhold", "seize"})
_AUTHORITIES = frozenset("GOV MIL REB IGO LEG JUD COP SPY PTY NGO".split())
_NEEDS_ACTOR = frozenset({QuadClass.VERBAL_CONFLICT, QuadClass.VERBAL_COOPERATION})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """An event before it is checked and written down."""

    meaning: Meaning
    modality: Modality
    match: TriggerMatch
    sides: Sides
    place: Place | None
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class EventCoder:
    """Codes the events and figures of a document whose places are resolved, on the reader's trees.

    ``merges_repeats`` tells whether an event that a later sentence tells again is merged into the first.
    """

    reader: DocumentReader
    merges_repeats: bool = True

    def code(
        self, document: Document, mentions: Sequence[Mention], atlas: Atlas
    ) -> tuple[tuple[Event, ...], tuple[Figure, ...]]:
        """Code a document.

        Args:
            document: The text.
            mentions: Its mentions, resolved or not, in order.
            atlas: What is known of the world; capitals are recognized by it.

        Returns:
            Events and figures in order of the text. The figure indexes of an event point into the
            second tuple.
        """
        sentences = [read_sentence(reading) for reading in self.reader.read(document).sentences]
        figures = find_figures(document, mentions, sentences)
        memory = Memory(year=document.published.year if document.published else None)
        events: list[Event] = []
        for words in sentences:
            sentence = words.sentence
            inside = [m for m in mentions if sentence.start <= m.start and m.end <= sentence.end]
            events += _code_sentence(document, words, inside, memory, atlas, figures)
        return unite_events(events, document, figures, merges_repeats=self.merges_repeats), figures


def _code_sentence(
    document: Document,
    words: Words,
    mentions: Sequence[Mention],
    memory: Memory,
    atlas: Atlas,
    figures: Sequence[Figure],
) -> list[Event]:
    parties = find_parties(document, words, mentions, memory)
    scene = scene_of(words, parties, find_triggers(words), memory)
    spots = find_spots(words, mentions)
    sentence, events = words.sentence, list[Event]()
    dates: Sequence[DateSpan] = ()
    if scene.matches:
        dates = find_dates(
            document.text, published=document.published, start=sentence.start, end=sentence.end
        )
    for match in scene.matches:
        if _is_in_name(scene, match) or _only_acts(scene, match):
            continue
        if is_content(scene, match, spots) or is_background(scene, match, spots):
            continue
        draft = _draft(document, scene, match, spots, dates)
        if _is_worth(draft, scene):
            events.append(_event_of(document, words, draft, atlas, figures))
    memory.note_subjects(parties)
    memory.note_places([spot.place for spot in spots])
    return share_figures(words, events, figures)


def _is_in_name(scene: Scene, match: TriggerMatch) -> bool:
    """Whether a noun trigger is part of a name: "Organization of Islamic Cooperation"."""
    if match.is_verb or not scene.words.tokens[match.head].is_capitalized:
        return False
    return any(
        party.first <= match.head <= party.last and party.first < party.last for party in scene.parties
    )


def _only_acts(scene: Scene, match: TriggerMatch) -> bool:
    """Whether a noun names those who do what another trigger tells: "troops captured", "bombers killed"."""
    is_group = any(party.noun or party.is_person for party in scene.by_token.get(match.head, ()))
    if match.is_verb or not is_group:
        return False
    words = scene.words
    others = (other for other in scene.matches if other.is_verb)
    return any(words.heads[match.head] == other.head for other in others) and words.labels[
        match.head
    ].startswith("nsubj")


def _draft(
    document: Document,
    scene: Scene,
    match: TriggerMatch,
    spots: Sequence[Spot],
    dates: Sequence[DateSpan],
) -> _Draft:
    words, text = scene.words, document.text
    sides = assign_sides(scene, match)
    sentence = words.sentence
    first, last = when_of(words, match, dates, text=text)
    modality = modality_of(words, match, happened=last, published=document.published)
    if looks_ahead(modality) and document.published:
        ahead = find_dates(
            text, published=document.published, start=sentence.start, end=sentence.end, looks_ahead=True
        )
        first, last = when_of(words, match, ahead, text=text)
    place = place_of(scene, match, sides, spots)
    sides = _with_territory(match, sides, scene, place)
    meaning = recode(scene, match, modality, countries=_count_sides(sides))
    is_refusal = meaning.event_type is EventType.REJECT is not match.trigger.meaning.event_type
    return _Draft(
        meaning=meaning,
        modality=Modality.ACTUAL if is_refusal else modality,
        match=match,
        sides=sides,
        place=place,
        first=first,
        last=last,
    )


def _count_sides(sides: Sides) -> int:
    """How many countries or, where none is known, parties act."""
    codes = {party.actor.country_iso3 for party in sides.actors if party.actor.country_iso3}
    return len(codes) or min(len(sides.actors), 1)


def _with_territory(match: TriggerMatch, sides: Sides, scene: Scene, place: Place | None) -> Sides:
    """The side attacked where the words name none: the country attacked by someone from outside."""
    codes = {party.actor.country_iso3 for party in sides.actors if party.actor.country_iso3}
    is_assault = match.trigger.meaning.event_type is EventType.ASSAULT
    if not is_assault or sides.recipients or not codes or place is None or place.country_iso3 in codes:
        return sides
    owners = [
        party
        for party in scene.parties
        if party.place is not None
        and party.actor.country_iso3 == place.country_iso3
        and party not in sides.actors
        and not party.is_person
    ]
    return Sides(actors=sides.actors, recipients=tuple(owners[:1]), is_sure=sides.is_sure)


def _is_worth(draft: _Draft, scene: Scene) -> bool:
    """Whether enough is known: a side for a statement, a side or a place for a deed."""
    sides = draft.sides
    coded = [p for p in (*sides.actors, *sides.recipients) if not p.is_named_only]
    if "sided" in draft.match.trigger.roles and not any(p.is_coded or p.is_person for p in sides.recipients):
        return False
    if "official" in draft.match.trigger.roles and not any(_is_official(p) for p in sides.actors):
        return False
    if not coded and draft.match.is_verb and _has_named_sides(sides, draft):
        return True
    if quad_class_of(draft.meaning.event_type) in _NEEDS_ACTOR:
        return bool(coded) and bool(sides.actors or not draft.match.is_verb)
    if draft.match.is_verb:
        is_rule = draft.meaning.event_type is EventType.COERCE and draft.meaning.mode in _RULES
        return bool(coded) or (draft.place is not None and not is_rule)
    return bool(coded) or (draft.place is not None and draft.meaning.event_type is not EventType.SANCTION)


def _is_official(party: Party) -> bool:
    """Whether a party is of a known country or an authority, so that what it does is politics."""
    return party.actor.country_iso3 is not None or party.actor.sector in _AUTHORITIES


def _has_named_sides(sides: Sides, draft: _Draft) -> bool:
    """A statement between two that are named, though their sides are unknown, still is one."""
    is_statement = quad_class_of(draft.meaning.event_type) in _NEEDS_ACTOR
    return is_statement and bool(sides.actors) and bool(sides.recipients)


def _event_of(
    document: Document, words: Words, draft: _Draft, atlas: Atlas, figures: Sequence[Figure]
) -> Event:
    sentence, match, meaning = words.sentence, draft.match, draft.meaning
    begin, end = words.tokens[match.first].start, words.tokens[match.last].end
    actors = tuple(_actor_of(party, atlas) for party in draft.sides.actors)
    recipients = _recipients(draft, atlas)
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
        contexts=meaning.contexts,
        actors=actors,
        recipients=recipients,
        location=draft.place,
        precision=draft.place.precision if draft.place else None,
        date_start=draft.first,
        date_end=draft.last,
        figures=linked_figures(words, match, meaning.event_type, figures),
    )


def _recipients(draft: _Draft, atlas: Atlas) -> tuple[Actor, ...]:
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


def linked_figures(
    words: Words, match: TriggerMatch, event_type: EventType, figures: Sequence[Figure]
) -> tuple[int, ...]:
    """The figures of the sentence that belong to an event, by what they count."""
    kinds = _LINKED.get(event_type, frozenset())
    sentence = words.sentence
    return tuple(
        index
        for index, figure in enumerate(figures)
        if sentence.start <= figure.start < sentence.end and figure.category in kinds
    )


_HARM = frozenset({Category.DEATHS, Category.INJURED}) | DISPLACEMENT
_LINKED: dict[EventType, frozenset[Category]] = {
    EventType.ASSAULT: _HARM,
    EventType.PROTEST: frozenset({Category.DEATHS, Category.INJURED}),
    EventType.COERCE: DISPLACEMENT,
    EventType.AID: frozenset({Category.AMOUNT}) | DISPLACEMENT,
    EventType.COOPERATE: frozenset({Category.AMOUNT}),
    EventType.SANCTION: frozenset({Category.AMOUNT}),
    EventType.AGREE: frozenset({Category.AMOUNT}),
    EventType.SUPPORT: frozenset({Category.AMOUNT}),
    EventType.RETREAT: frozenset({Category.RETURNS}),
}


def _score(draft: _Draft, actors: Sequence[Actor], recipients: Sequence[Actor]) -> float:
    score = 0.9 if draft.match.is_verb else 0.8
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
