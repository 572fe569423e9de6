"""Where and when an event happened, by the grammar around its trigger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from geomap.constants import EventType, MentionKind, Modality, QuadClass
from geomap.events.ontology import quad_class_of
from geomap.events.roles import Sides
from geomap.events.sentences import DETERMINERS, PREPOSITIONS, Words, clause_end, clause_start
from geomap.events.subjects import Scene, attribution_start
from geomap.events.triggers import TriggerMatch
from geomap.models import Mention, Place
from geomap.text.dates import DateSpan, find_duration_days

_LOCATIVES = frozenset(
    "in at near on outside inside around across over into along within throughout off beside".split()
)
_PLACE_NOUNS = frozenset(
    "airport city town village port province region island capital district outskirts suburb coast centre"
    " center state county camp area edge part north south east west".split()
)
_DESCRIBED = frozenset(
    "conflict war crisis talk policy issue question deal dossier peace process relation tie dispute accord"
    " treaty agreement summit government army official president minister embassy ambassador leader"
    " team".split()
)
_FROM_TOO = frozenset({EventType.RETREAT})
_TO_TOO = frozenset({EventType.MOBILIZE, EventType.AID})
_PLACED_VERBAL = frozenset({EventType.CONSULT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place mention in a sentence and the preposition it depends on; ``index`` is its first token."""

    mention: Mention
    place: Place
    index: int
    before: str


def find_spots(words: Words, mentions: Sequence[Mention]) -> tuple[Spot, ...]:
    """The resolved toponyms of a sentence with their prepositions, in order."""
    spots: list[Spot] = []
    for mention in mentions:
        if mention.place is None or mention.kind is not MentionKind.TOPONYM:
            continue
        index = words.index_at(mention.start)
        if _only_describes(words, mention):
            continue
        spots.append(
            Spot(
                mention=mention,
                place=mention.place,
                index=index,
                before=_governing(words, index, mention.start),
            )
        )
    return tuple(spots)


def _only_describes(words: Words, mention: Mention) -> bool:
    """Whether a place name tells which one, not where: "the Russia-Ukraine conflict", "Syria talks"."""
    after = words.index_at(mention.end)
    return words.word(after) == "-" or words.has_lemma(after, _DESCRIBED)


def place_of(scene: Scene, match: TriggerMatch, sides: Sides, spots: Sequence[Spot]) -> Place | None:
    """Where an event happened: a locative of its clause, its object, then one of its sentence; else None.

    Statements have no place of their own unless the sentence opens with one.
    """
    event_type = match.trigger.meaning.event_type
    words = scene.words
    stop = attribution_start(words)
    usable = [spot for spot in spots if spot.index < stop or stop <= match.first]
    if _is_statement(event_type) and not _is_ceremony(match):
        return _opening_place(words, match, usable)
    target = _object_place(match, sides)
    if target is not None:
        return _finer(target, _in_clause(words, match, usable))
    allowed = _LOCATIVES | ({"from"} if event_type in _FROM_TOO else set())
    allowed = allowed | ({"to"} if event_type in _TO_TOO or match.trigger.meaning.mode == "visit" else set())
    found = _in_clause(words, match, usable, allowed)
    if found is None and "there" in words.lower[match.last + 1 : match.last + 4]:
        earlier = [spot for spot in usable if spot.index < match.first and spot.before in _LOCATIVES]
        found = earlier[-1].place if earlier else None
    found = found or _in_sentence(scene, match, usable)
    if found is not None:
        return found
    if quad_class_of(event_type) is QuadClass.MATERIAL_CONFLICT or match.trigger.meaning.mode == "visit":
        return _territory(sides)
    return None


def _is_statement(event_type: EventType) -> bool:
    is_verbal = quad_class_of(event_type) in (QuadClass.VERBAL_CONFLICT, QuadClass.VERBAL_COOPERATION)
    return (is_verbal and event_type not in _PLACED_VERBAL) or event_type is EventType.SANCTION


def _is_ceremony(match: TriggerMatch) -> bool:
    """Whether an agreement is signed or reached, which happens somewhere."""
    first = match.trigger.pattern[0]
    return match.trigger.weight > 1 and not first.isdisjoint({"sign", "reach", "strike", "ratify"})


def _governing(words: Words, index: int, start: int) -> str:
    """The preposition before a toponym, looking back over determiners, possessors and describing words."""
    for back in range(1, 9):
        word = words.word(index - back)
        if word == "of" and words.has_lemma(index - back - 1, _PLACE_NOUNS):
            continue
        if word in PREPOSITIONS:
            return word
        token = words.tokens[index - back] if index >= back else None
        is_passable = token is not None and (
            word in DETERMINERS
            or word
            in ("'s", "'", "-", "city", "town", "village", "region", "province", "capital", "district")
            or words.has_lemma(index - back, _PLACE_NOUNS)
            or word.endswith(("ern", "ed", "al"))
            or token.is_capitalized
        )
        if not is_passable:
            return ""
    return ""


def _opening_place(words: Words, match: TriggerMatch, spots: Sequence[Spot]) -> Place | None:
    low = clause_start(words, match.first)
    for spot in spots:
        if spot.before in ("in", "at") and spot.index < match.first and spot.index - low <= 3:
            return spot.place
    return None


def _object_place(match: TriggerMatch, sides: Sides) -> Place | None:
    """The place that is the object or goal itself: "shelled Juba", "visited Kharkiv", "arrived in Harbin"."""
    if match.trigger.meaning.event_type not in (EventType.ASSAULT, EventType.CONSULT, EventType.COERCE):
        return None
    if match.trigger.meaning.event_type is EventType.CONSULT and match.trigger.meaning.mode != "visit":
        return None
    for party in sides.recipients:
        if party.is_place and party.place is not None and (party.first > match.first or not match.is_verb):
            return party.place
    return None


def _finer(target: Place, found: Place | None) -> Place:
    """The finer of two places in one country."""
    if found is None or found.country_code != target.country_code:
        return target
    order = ("site", "settlement", "admin1", "country", "world_region")
    return found if order.index(found.precision) < order.index(target.precision) else target


def _in_clause(
    words: Words, match: TriggerMatch, spots: Sequence[Spot], allowed: frozenset[str] = _LOCATIVES
) -> Place | None:
    low, high = clause_start(words, match.first), clause_end(words, match.last)
    following = [s for s in spots if match.last < s.index < high and s.before in allowed]
    if following:
        return _most_exact(words, following)
    inside = [s for s in spots if match.first <= s.index <= match.last and s.before in allowed]
    leading = [s for s in spots if low <= s.index < match.first and s.before in _LOCATIVES]
    chosen = inside or leading[-1:]
    return chosen[0].place if chosen else None


def _most_exact(words: Words, spots: Sequence[Spot]) -> Place:
    """The first of the places named, or one inside it that follows at once: "in Ukraine's Kharkiv region"."""
    first = spots[0]
    for spot in spots[1:]:
        is_next = words.word(spot.index - 1) in ("'s", "'") or spot.index - first.index <= 3
        if is_next and spot.place.country_code == first.place.country_code:
            return _finer(first.place, spot.place)
    return first.place


def _in_sentence(scene: Scene, match: TriggerMatch, spots: Sequence[Spot]) -> Place | None:
    """A locative elsewhere in the sentence, if the sentence names only one and tells of no other event."""
    words = scene.words
    low, high = clause_start(words, match.first), clause_end(words, match.last)
    rest = [s for s in spots if s.before in _LOCATIVES and not low <= s.index < high]
    owners = [
        s
        for s in rest
        if not any(
            other is not match and clause_start(words, other.first) <= s.index < clause_end(words, other.last)
            for other in scene.matches
        )
    ]
    return owners[0].place if len(owners) == 1 else None


def _territory(sides: Sides) -> Place | None:
    for party in sides.recipients:
        if party.is_place and party.place is not None:
            return party.place
    return None


def when_of(
    words: Words,
    match: TriggerMatch,
    dates: Sequence[DateSpan],
    *,
    text: str,
) -> tuple[date | None, date | None]:
    """The days of an event: the date nearest its trigger in the clause, else the sentence's only one."""
    stop = attribution_start(words)
    limit = words.tokens[stop].start if stop < len(words) else words.sentence.end
    if match.first >= stop:
        limit = words.sentence.end
    low, high = clause_start(words, match.first), clause_end(words, match.last)
    begin, end = words.tokens[low].start, words.tokens[high - 1].end
    usable = [span for span in dates if span.first and span.last and span.start < limit]
    inner = [span for span in usable if begin <= span.start < end]
    middle = words.tokens[match.head].start
    chosen = min(inner, key=lambda span: abs(span.start - middle)) if inner else None
    if chosen is None and len(usable) == 1 and not _is_apart(words, text, usable[0]):
        chosen = usable[0]
    if chosen is None or chosen.first is None or chosen.last is None:
        return None, None
    is_current = text[chosen.start : chosen.end].lower() == "currently"
    days = find_duration_days(
        text[max(0, words.tokens[match.first].start - 24) : words.tokens[match.first].start]
    )
    if days and chosen.first == chosen.last and not is_current:
        return chosen.first, chosen.first + timedelta(days=min(days, 60) - 1)
    return chosen.first, chosen.last


def _is_apart(words: Words, text: str, span: DateSpan) -> bool:
    """Whether a date belongs to a subordinate clause or opens a period with "since"."""
    opener = words.word(clause_start(words, words.index_at(span.start)) - 1)
    is_subordinate = opener in (
        "since",
        "after",
        "before",
        "when",
        "while",
        "until",
        "who",
        "which",
        "because",
    )
    return is_subordinate or text[max(0, span.start - 6) : span.start].lower().strip().endswith("since")


def looks_ahead(modality: Modality) -> bool:
    """Whether dates of an event so reported lie ahead of publication."""
    return modality in (Modality.FUTURE, Modality.HYPOTHETICAL)
