"""Codes events: who did what to whom, where and when, each with its sentence.

The steps for a sentence: find triggers and parties, drop what is only the content of a demand,
promise, threat or refusal, give each trigger its sides, place, date and modality, and keep what has
at least a side or a place. A sentence that so tells nothing is asked once more for deeds of which the
reader is less sure. PLOVER counts a promise of cooperation as AGREE and a plan of conflict as THREATEN;
events that lie ahead are typed so and keep the modality future.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from geomap.constants import EventType, Modality
from geomap.events.attribution.roles import assign_sides
from geomap.events.drafting.answers import answered, is_statement
from geomap.events.drafting.drafts import Draft, event_of, has_sides_asked_for, is_worth, takes_toll
from geomap.events.drafting.elsewhere import told_of
from geomap.events.drafting.figure_context import place_figures
from geomap.events.drafting.gapped import with_gapped
from geomap.events.drafting.sharing import share_modes, share_recipients
from geomap.events.drafting.subject import Subject, subject_of
from geomap.events.drafting.surroundings import Surroundings
from geomap.events.figures.find import find_figures
from geomap.events.lists.contexts import spread_crime
from geomap.events.merging.linking import share_figures
from geomap.events.merging.union import unite_events
from geomap.events.parties.actors import find_parties
from geomap.events.parties.party import PEOPLE, Memory, is_scene
from geomap.events.scene.anaphors import place_described, with_capital
from geomap.events.scene.noun_phrases import ARMED
from geomap.events.scene.scene import Scene, scene_of
from geomap.events.scene.sides import DEEDS, Sides
from geomap.events.scene.spots import Spot, find_spots
from geomap.events.setting.circumstances import place_of
from geomap.events.setting.concerns import only_looks_so, spares
from geomap.events.setting.content import is_background, is_condition, is_content, refuses_a_refusal
from geomap.events.setting.modality import modality_of
from geomap.events.setting.recode import as_states_protest, recode
from geomap.events.setting.times import dates_of, looks_ahead, was_decided_then, when_of
from geomap.events.tree.sentences import Words, read_sentence
from geomap.events.triggers.find import find_triggers
from geomap.events.triggers.learned import guessed_triggers
from geomap.events.triggers.matches import TriggerMatch
from geomap.models import Atlas, Document, Event, Figure, Mention, Place
from geomap.reader.reading import DocumentReader
from geomap.text.datelines import written_on
from geomap.text.dates import DateSpan
from geomap.text.grids import find_grids

_SHARED = frozenset({EventType.CONSULT, EventType.COOPERATE, EventType.RETREAT})
"""Types of what two sides do together."""

_SLACK = timedelta(days=2)
"""How far behind publication a day may lie: a story may be dated before the time zone it tells of."""


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
        document = replace(document, published=written_on(document))
        figures = find_figures(document, mentions, sentences, atlas)
        subject = subject_of(document, sentences, mentions)
        memory = Memory(year=document.published.year if document.published else None)
        around = Surroundings()
        events: list[Event] = []
        grids = find_grids(document.text)
        for words in sentences:
            sentence = words.sentence
            if any(grid.start <= sentence.start < grid.end for grid in grids):
                # The line of a table tells no deed.
                continue
            inside = [m for m in mentions if sentence.start <= m.start and m.end <= sentence.end]
            told = _code_sentence(document, words, inside, memory, subject, atlas, figures)
            events += around.placed(document, words, inside, told)
        figures = place_figures(document, sentences, mentions, events, figures, atlas, grids=grids)
        united = unite_events(events, document, figures, merges_repeats=self.merges_repeats)
        return spread_crime(united), figures


def _code_sentence(
    document: Document,
    words: Words,
    mentions: Sequence[Mention],
    memory: Memory,
    subject: Subject,
    atlas: Atlas,
    figures: Sequence[Figure],
) -> list[Event]:
    parties = find_parties(document, words, mentions, memory)
    scene = scene_of(words, parties, find_triggers(words), memory)
    spots = find_spots(words, mentions)
    if "capital" in words.lower:
        spots = with_capital(words, spots, mentions, memory, atlas)
    events = _events_of(document, scene, spots, subject, atlas, figures)
    if not events and (guesses := guessed_triggers(words)):
        guessed = scene_of(words, parties, guesses, memory)
        events = _events_of(document, guessed, spots, subject, atlas, figures)
    for index, event in enumerate(events):
        events[index] = answered(event, memory.statements)
        memory.statements += [events[index]] if is_statement(events[index]) else []
    if words.sentence.is_dateline:
        memory.note_dateline([one.place for one in mentions if one.place])
    for event in events:
        is_shared = event.event_type in _SHARED or event.mode == "agreement"
        if is_shared and event.modality is Modality.ACTUAL:
            memory.note_sides(event.actors, event.recipients)
    memory.note_subjects(words, parties)
    done = [event.location for event in events if event.location and event.event_type in DEEDS]
    about = done[0] if done else None if spots else place_described(words, memory)
    memory.note_places([spot.place for spot in spots], about)
    located = [event.location for event in events if event.location]
    memory.note_scenes([spot.place for spot in spots if is_scene(spot.place, spot.before)] + located)
    return share_figures(words, events, figures)


def _events_of(
    document: Document,
    scene: Scene,
    spots: Sequence[Spot],
    subject: Subject,
    atlas: Atlas,
    figures: Sequence[Figure],
) -> list[Event]:
    """What the triggers of a scene tell."""
    words = scene.words
    events: list[Event] = []
    dates = dates_of(document, words) if scene.matches else ()
    drafts = [_best_draft(document, scene, match, spots, dates) for match in scene.matches]
    drafts = share_modes(words, share_recipients(words, drafts))
    if scene.matches:
        kept = [draft.match for draft in drafts if draft and not spares(scene, draft.match)]
        scene = replace(scene, matches=tuple(kept))
    for draft in drafts:
        if draft is None or _is_no_trigger(scene, draft.match, dates):
            continue
        if is_content(scene, draft.match, spots) or is_background(scene, draft.match, spots, dates):
            continue
        if is_condition(scene, draft.match) or not subject.admits(words, draft):
            continue
        if is_worth(draft, scene) or takes_toll(draft, words, figures):
            events += [
                event_of(document, words, one, atlas, figures)
                for told in with_gapped(scene, subject.in_its_time(draft))
                for one in told_of(scene, told, spots, dates)
            ]
    return events


def _is_no_trigger(scene: Scene, match: TriggerMatch, dates: Sequence[DateSpan]) -> bool:
    """Whether the words are part of a name or a date, or name those who do what others tell."""
    is_noun = _is_in_name(scene, match) or _is_in_date(scene, match, dates) or _only_acts(scene, match)
    return is_noun or only_looks_so(scene, match)


def _is_in_name(scene: Scene, match: TriggerMatch) -> bool:
    """Whether a noun trigger is part of a name: "Organization of Islamic Cooperation"."""
    if match.is_verb or not scene.words.tokens[match.head].is_capitalized:
        return False
    return any(
        party.first <= match.head <= party.last and party.first < party.last for party in scene.parties
    )


def _is_in_date(scene: Scene, match: TriggerMatch, dates: Sequence[DateSpan]) -> bool:
    """Whether a noun trigger is part of a date: "the killing on March 18"."""
    token = scene.words.tokens[match.head]
    return token.is_capitalized and any(span.start <= token.start < span.end for span in dates)


def _only_acts(scene: Scene, match: TriggerMatch) -> bool:
    """Whether a noun names those who do what another trigger tells: "troops captured", "bombers killed".

    Or describes them: "withdrew its invasion forces", "sanctions on the coup leaders".
    """
    if match.is_verb:
        return False
    words = scene.words
    above = words.heads[match.head]
    if words.labels[match.head] == "compound" and any(
        party.noun and (party.actor.sector in ARMED or party.noun in PEOPLE)
        for party in scene.by_token.get(above, ())
    ):
        return True
    if not any(party.noun or party.is_person for party in scene.by_token.get(match.head, ())):
        return False
    others = (other for other in scene.matches if other.is_verb)
    return any(words.heads[match.head] == other.head for other in others) and words.labels[
        match.head
    ].startswith("nsubj")


def _best_draft(
    document: Document,
    scene: Scene,
    match: TriggerMatch,
    spots: Sequence[Spot],
    dates: Sequence[DateSpan],
) -> Draft | None:
    """The draft by the first row that is worth it, else by the first whose sides fit, else None."""
    fitting: Draft | None = None
    for one in (match, *match.rivals):
        draft = _draft(document, scene, one, spots, dates)
        if has_sides_asked_for(draft):
            if is_worth(draft, scene):
                return draft
            fitting = fitting or draft
    return fitting


def _draft(
    document: Document,
    scene: Scene,
    match: TriggerMatch,
    spots: Sequence[Spot],
    dates: Sequence[DateSpan],
) -> Draft:
    words, text = scene.words, document.text
    sides = assign_sides(scene, match)
    first, last = when_of(words, match, dates, text=text)
    modality = modality_of(words, match, happened=(first, last), published=document.published)
    if refuses_a_refusal(scene, match):
        modality = Modality.NEGATED
    elif _is_learned_refusal(match) and modality in (Modality.NEGATED, Modality.FUTURE):
        modality = Modality.ACTUAL
    if looks_ahead(modality) and document.published and not was_decided_then(words, match, dates):
        ahead = dates_of(document, words, looks_ahead=True)
        first, last = when_of(words, match, ahead, text=text, looks_ahead=True)
    elif _is_to_come(first, document) and "modal" not in match.trigger.roles:
        # "Proposed a ban from 2027": what has been done has no day to come.
        first = last = None
    place = place_of(scene, match, sides, spots)
    sides = _with_territory(match, sides, scene, place)
    meaning = recode(scene, match, modality, countries=_count_sides(sides))
    meaning = as_states_protest(scene.words, meaning, match, sides.actors)
    is_refusal = meaning.event_type is EventType.REJECT is not match.trigger.meaning.event_type
    return Draft(
        meaning=meaning,
        modality=Modality.ACTUAL if is_refusal else modality,
        match=match,
        sides=sides,
        place=place,
        first=first,
        last=last,
    )


def _is_learned_refusal(match: TriggerMatch) -> bool:
    """ "Said it would not pay": to the reader the refusal is the deed, and is made now."""
    return match.trigger.is_learned and match.trigger.meaning.event_type is EventType.REJECT


def _is_to_come(day: date | None, document: Document) -> bool:
    """Whether a day lies behind the publication of a document."""
    return bool(day and document.published and day > document.published + _SLACK)


def _count_sides(sides: Sides) -> int:
    """How many countries or, where none is known, parties act."""
    codes = {party.actor.country_iso3 for party in sides.actors if party.actor.country_iso3}
    return len(codes) or min(len(sides.actors), 1)


def _with_territory(match: TriggerMatch, sides: Sides, scene: Scene, place: Place | None) -> Sides:
    """The side attacked where the words name none: the country attacked by someone from outside."""
    is_assault = match.trigger.meaning.event_type is EventType.ASSAULT
    if not is_assault or sides.recipients or place is None:
        return sides
    codes = {party.actor.country_iso3 for party in sides.actors if party.actor.country_iso3}
    if not codes:
        return sides
    if place.country_iso3 is None or place.country_iso3 in codes:
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
