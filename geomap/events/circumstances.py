"""Where and when an event happened, by the grammar around its trigger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from geomap.constants import EventType, MentionKind, Modality, Precision, QuadClass
from geomap.events.definites import place_meant
from geomap.events.grammar import ancestors, clause_of, is_aside, is_verb, preposition, region_of, told_by
from geomap.events.ontology import quad_class_of
from geomap.events.scene import Scene
from geomap.events.sentences import DETERMINERS, PREPOSITIONS, Words, dateline_end
from geomap.events.sides import DEEDS, Sides
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
_JOINTS = frozenset({"in", "of", "for"})
_GROUPS = frozenset("union front forces movement liberation resistance".split())
_ABSTRACT = frozenset(
    "role interest policy stance position view involvement influence intervention campaign situation effort"
    " presence mission project investment business market experience history election vote rule law".split()
)
_SOON = 10
_FROM_TOO = frozenset({EventType.RETREAT})
_TO_TOO = frozenset({EventType.MOBILIZE, EventType.AID})
_AIMS = frozenset({"to", "toward", "towards"})
_PLACED_VERBAL = frozenset({EventType.CONSULT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place mention in a sentence and the preposition it depends on; ``index`` is its first token.

    ``is_meant`` tells a place that is not named but meant, as by "the city".
    """

    mention: Mention
    place: Place
    index: int
    before: str
    is_meant: bool = False


def find_spots(words: Words, mentions: Sequence[Mention]) -> tuple[Spot, ...]:
    """The resolved toponyms of a sentence with their prepositions, in order."""
    spots: list[Spot] = []
    for mention in mentions:
        if mention.place is None or mention.kind is not MentionKind.TOPONYM:
            continue
        index = words.index_at(mention.start)
        if _only_describes(words, mention) or _names_a_body(words, index):
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


def _names_a_body(words: Words, index: int) -> bool:
    """Whether a place is part of the name of a group: "Islamic State in Iraq and the Levant"."""
    start = index
    while words.word(start - 1) in ("the", "and") or (words.word(start) in ("the", "and") and start > 0):
        start -= 1
    for name in words.names:
        if name.kind != "ORG" or name.first >= index:
            continue
        inside = words.lower[name.first : name.last]
        is_state = inside[:2] == ("islamic", "state")
        is_next = name.last == start - 1 and words.word(start - 1) in _JOINTS
        if index < name.last and (is_state or not _GROUPS.isdisjoint(inside)):
            return True
        if is_next and (is_state or "for" in inside):
            return True
    return False


def _only_owns(words: Words, spot: Spot) -> bool:
    """Whether a place is the owner of what is no place: "over Russia's support", not "in Mali's north"."""
    after, owned = words.index_at(spot.mention.end), words.heads[spot.index]
    if words.word(after) not in ("'s", "’s") or owned < after:
        return False
    return not words.tokens[owned].is_capitalized and not words.has_lemma(owned, _PLACE_NOUNS)


def place_of(scene: Scene, match: TriggerMatch, sides: Sides, spots: Sequence[Spot]) -> Place | None:
    """Where an event happened: a locative of its trigger, its object, then of its clause; else None.

    Statements have no place of their own unless the sentence opens with one.
    """
    event_type = match.trigger.meaning.event_type
    words = scene.words
    regions = regions_of(words, match)
    spots = [spot for spot in spots if not _only_owns(words, spot)]
    if _is_statement(event_type) and not _is_ceremony(match):
        return _opening_place(match, spots, regions)
    target = _object_place(match, sides)
    if target is not None:
        return _finer(target, _in_regions(words, match, spots, regions[:1]))
    allowed = _LOCATIVES | ({"from"} if event_type in _FROM_TOO else set())
    allowed = allowed | (_AIMS if event_type in _TO_TOO or match.trigger.meaning.mode == "visit" else set())
    found = _relative_place(words, match, spots)
    for region in regions:
        found = found or _in_regions(words, match, spots, [region], allowed)
        found = found or _place_told_before(scene, match, region, allowed)
    if found is None and event_type in DEEDS:
        found = _described_place(words, match, spots)
    if found is None and "there" in words.lower[match.last + 1 : match.last + 4]:
        earlier = [spot.place for spot in spots if spot.index < match.first and spot.before in _LOCATIVES]
        found = earlier[-1] if earlier else scene.memory.last_place
    found = found or _soon_after(words, match, spots, allowed) or _in_sentence(scene, match, spots)
    if found is not None:
        return found
    if quad_class_of(event_type) is QuadClass.MATERIAL_CONFLICT or match.trigger.meaning.mode == "visit":
        return _territory(sides)
    return None


def _described_place(words: Words, match: TriggerMatch, spots: Sequence[Spot]) -> Place | None:
    """ "The Goma blast" was in Goma; "the Israel strike" somewhere else."""
    for spot in spots:
        noun = words.heads[spot.index]
        is_named = words.labels[spot.index] in ("compound", "amod") and noun > spot.index
        is_subject = is_named and words.labels[noun].startswith("nsubj") and words.heads[noun] in match.tokens
        if (
            is_named
            and (noun in match.tokens or is_subject)
            and spot.place.precision is not Precision.COUNTRY
        ):
            return spot.place
    return None


def regions_of(words: Words, match: TriggerMatch) -> tuple[frozenset[int], ...]:
    """Where words belong to a trigger: what hangs on it, then on what it hangs on, up to its clause.

    What somebody says elsewhere ("said in Paris") and what happened after or before is left out.
    """
    regions = [frozenset(item for token in match.tokens for item in region_of(words, token))]
    token = match.head
    for above in ancestors(words, match.head):
        label = words.labels[token]
        if label in ("ccomp", "parataxis", "acl:relcl", "csubj") or is_aside(words, token):
            break
        if above in match.tokens:
            token = above
            continue
        region = region_of(words, above)
        if label == "conj" and is_verb(words, token):
            # What follows an earlier verb is its own: "shelled Goma and entered Sake".
            region = frozenset(item for item in region if item < min(match.tokens))
        regions.append(region)
        token = above
    return tuple(regions)


def _relative_place(words: Words, match: TriggerMatch, spots: Sequence[Spot]) -> Place | None:
    """ "Goma, where rebels attacked": the noun before "where"."""
    clause = clause_of(words, match.head)
    is_where = any(words.lower[child] == "where" for child in words.children[clause])
    head = words.heads[clause]
    if not is_where or head < 0:
        return None
    inside = region_of(words, head)
    found = [spot.place for spot in spots if spot.index in inside and spot.index < clause]
    return found[-1] if found else None


def _place_told_before(
    scene: Scene, match: TriggerMatch, region: frozenset[int], allowed: frozenset[str]
) -> Place | None:
    """ "Four people were killed in the city": the one that the text has just named."""
    for token in sorted(region):
        if preposition(scene.words, token) in allowed and token not in match.tokens:
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


def _in_regions(
    words: Words,
    match: TriggerMatch,
    spots: Sequence[Spot],
    regions: Sequence[frozenset[int]],
    allowed: frozenset[str] = _LOCATIVES,
) -> Place | None:
    for region in regions:
        fitting = [s for s in spots if s.index in region]
        following = [s for s in fitting if match.last < s.index and s.before in allowed]
        if following:
            return _most_exact(words, following)
        inside = [s for s in fitting if match.first <= s.index <= match.last and s.before in allowed]
        leading = [s for s in fitting if s.index < match.first and s.before in _LOCATIVES]
        chosen = inside or leading[-1:]
        if chosen:
            return chosen[0].place
    return None


def _most_exact(words: Words, spots: Sequence[Spot]) -> Place:
    """The first of the places named, or one inside it that follows at once: "in Ukraine's Kharkiv region"."""
    first = spots[0]
    for spot in spots[1:]:
        is_next = words.word(spot.index - 1) in ("'s", "'") or spot.index - first.index <= 3
        if is_next and spot.place.country_code == first.place.country_code:
            return _finer(first.place, spot.place)
    return first.place


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
    inside = frozenset().union(*regions_of(words, match))
    taken = frozenset().union(
        *(region_of(words, token) for one in scene.matches if one is not match for token in one.tokens)
    )
    saying = told_by(words, match.head)
    owners = [
        spot
        for spot in spots
        if spot.before in _LOCATIVES
        and spot.index not in inside
        and spot.index not in taken
        and spot.index not in saying
        and not _is_set_apart(words, spot.index)
        and not _is_of_abstract(words, spot.index)
    ]
    return owners[0].place if len(owners) == 1 else None


def _is_of_abstract(words: Words, index: int) -> bool:
    """Whether a place belongs to what cannot be anywhere: "a peace process in Syria", "its role in Mali"."""
    return words.labels[index] == "nmod" and words.has_lemma(words.heads[index], _ABSTRACT | _DESCRIBED)


def _is_set_apart(words: Words, index: int) -> bool:
    """Whether a word stands in a relative clause or in one that tells when or why."""
    clause = clause_of(words, index)
    return words.labels[clause] == "acl:relcl" or is_aside(words, clause)


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
    """The days of an event: the date nearest its trigger in its clause, else the sentence's only one."""
    opening = dateline_end(words)
    usable = [(words.index_at(span.start), span) for span in dates if span.first and span.last]
    usable = [(index, span) for index, span in usable if index >= opening]
    chosen: DateSpan | None = None
    for region in regions_of(words, match):
        inner = [(abs(index - match.head), index, span) for index, span in usable if index in region]
        if inner:
            chosen = min(inner, key=lambda item: item[:2])[2]
            break
    if chosen is None and len(usable) == 1 and not _is_apart(words, text, match, *usable[0]):
        chosen = usable[0][1]
    if chosen is None or chosen.first is None or chosen.last is None:
        return None, None
    is_current = text[chosen.start : chosen.end].lower() == "currently"
    days = find_duration_days(
        text[max(0, words.tokens[match.first].start - 24) : words.tokens[match.first].start]
    )
    if days and chosen.first == chosen.last and not is_current:
        return chosen.first, chosen.first + timedelta(days=min(days, 60) - 1)
    return chosen.first, chosen.last


def _is_apart(words: Words, text: str, match: TriggerMatch, index: int, span: DateSpan) -> bool:
    """Whether a date belongs to who says it, to a clause set apart, or opens a period with "since"."""
    if (
        index in told_by(words, match.head)
        or text[max(0, span.start - 6) : span.start].lower().strip() == "since"
    ):
        return True
    clause = clause_of(words, index)
    own = clause_of(words, match.head)
    if clause == own or clause in match.tokens:
        return False
    return _is_set_apart(words, index)


def looks_ahead(modality: Modality) -> bool:
    """Whether dates of an event so reported lie ahead of publication."""
    return modality in (Modality.FUTURE, Modality.HYPOTHETICAL)
