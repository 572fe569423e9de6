"""Places that a sentence only describes, where those a figure counts come from, go to or are.

"Fled rebel-held territory", "arrived from more than ten countries", "returned to their villages": no
gazetteer holds these. Their words are kept where the tree ties them to what befell the counted, by the rules
that tell which way a named place lies; a phrase with a named place in it is left to that one.
"""

from __future__ import annotations

from collections.abc import Sequence

from geomap.constants import MentionKind, PlaceRole
from geomap.described import Described
from geomap.events.figures.figure_places import Whereabouts, are_apart
from geomap.events.figures.figure_setting import Setting
from geomap.events.figures.place_roles import FROM, INTO, POINTS, WITHIN, core_of, phrase_of, role_of
from geomap.events.figures.telling import Fate
from geomap.events.scene.spots import Spot
from geomap.events.tree.grammar import SUBJECTS, has_subject, preposition, span_head
from geomap.events.tree.sentences import Words, word_groups
from geomap.models import Mention, Place
from geomap.text.date_expressions import MONTHS, WEEKDAYS

_WAYS = {PlaceRole.ORIGIN: "from", PlaceRole.DESTINATION: "to", PlaceRole.LOCATION: "in"}
_INSIDE = frozenset(
    "of in near around along under between within outside across inside beyond behind".split()
)
"""Prepositions with which a phrase goes on behind its noun: "areas under rebel control"."""
_LYING = frozenset("near along under between outside inside behind".split())
"""Those of them that tell where a place lies whatever they hang on."""
_OPENING = _INSIDE | {",", "(", "-", "called", "named", "such", "at", "on"}
"""What may lead from a phrase to the place that it lies in or that it is."""
_OUTSIDE = frozenset({"case", "cc", "mark", "punct"})
_COUNTRIES = frozenset({"country", "nation"})
_ARTICLES = frozenset("the that this those these a an any some such".split())
_LIGHT = frozenset({"ADP", "PRON", "AUX", "ADV", "DET", "ADJ", "NUM"})
_MOST_WORDS = 14
_NEXT = 5
"""How many tokens behind a phrase a named place may stand that lies around it: "camps in eastern Chad"."""


def described_by(setting: Setting, node: int, fate: Fate, known: Whereabouts) -> tuple[Described, ...]:
    """The places that a sentence describes for those at `node` whom a fate befell, one in each role.

    Args:
        setting: The sentence.
        node: The token of those whom the figure counts.
        fate: What befell them.
        known: The figure's places; a phrase around one of these is left to it.
    """
    words = setting.words
    nouns = [index for index in range(len(words)) if _is_place_noun(words, index)]
    unknown = [one for one in setting.mentions if one.place is None and one.kind is MentionKind.TOPONYM]
    if not (nouns or unknown):
        return ()
    core = core_of(words, node, fate)
    spots = [spot for spot in setting.spots if _is_known(spot.place, known)]
    found: dict[PlaceRole, Described] = {}
    end = 0
    for noun in nouns:
        if noun < end or _is_of_others(setting, node, noun):
            continue
        top, case = phrase_of(words, noun, noun, core)
        role = role_of(words, node, fate, top, case)
        is_open = role is not None and role not in found and getattr(known, role) is None
        if role is None or not is_open or not _is_tied(words, node, core, noun, top, case):
            continue
        first, last = _span(words, noun, top)
        is_said = _tells(words, noun, first, last) and not first <= node <= last
        if is_said and not _is_named(words, noun, top, last, spots):
            end = last + 1
            start, stop = words.tokens[first].start, words.tokens[last].end
            found[role] = Described(
                role=role,
                way=case if role is PlaceRole.LOCATION and case in WITHIN else _WAYS[role],
                start=start,
                end=stop,
                text=setting.document.text[start:stop],
            )
    for mention in unknown:
        role, case = _way_of_unknown(setting, node, fate, core, mention)
        if role is not None and role not in found and getattr(known, role) is None:
            found[role] = Described(
                role=role,
                way=case if role is PlaceRole.LOCATION and case in WITHIN else _WAYS[role],
                start=mention.start,
                end=mention.end,
                text=mention.text,
            )
    return tuple(found[role] for role in PlaceRole if role in found)


def named_at(setting: Setting, first: int, last: int, role: PlaceRole) -> Described:
    """The name of a place that nobody knows, by its tokens, in a role."""
    start, stop = setting.words.tokens[first].start, setting.words.tokens[last].end
    text = setting.document.text[start:stop]
    return Described(role=role, way=_WAYS[role], start=start, end=stop, text=text)


def _way_of_unknown(
    setting: Setting, node: int, fate: Fate, core: frozenset[int], mention: Mention
) -> tuple[PlaceRole | None, str]:
    """Which way a place lies that is named, but that nobody knows, with its preposition."""
    words = setting.words
    first, last = words.index_at(mention.start), words.index_at(mention.end - 1)
    top, case = phrase_of(words, first, last, core)
    head = span_head(words, first, last)
    is_own = not mention.is_actor and not _is_of_others(setting, node, last)
    if not is_own or not _is_tied(words, node, core, head, top, case):
        return None, ""
    return role_of(words, node, fate, top, case), case


def _is_of_others(setting: Setting, node: int, noun: int) -> bool:
    """Whether a phrase is told of another number of the sentence.

    Of "300 fled to camps and 200 to villages" the camps are not those of the 200, and of "12 million fled, 4
    million of them to other countries" these are not those of all.
    """
    at = setting.words.index_at
    parts = (one for one in setting.numbers if setting.is_share(one) or setting.is_part(one))
    behind = [*(one.core_start for one in parts), *setting.sums]
    return any(at(start) < noun < node for start in setting.counts) or any(
        node < at(start) < noun for start in behind
    )


def is_abroad(words: Words, described: Sequence[Described]) -> bool:
    """Whether people left a country or went to one: "fled the country", not "across the country"."""
    return any(
        words.has_lemma(span_head(words, first, words.index_at(one.end - 1)), _COUNTRIES)
        for one in described
        if one.role is not PlaceRole.LOCATION and words.word(first := words.index_at(one.start)) not in WITHIN
    )


def _is_known(place: Place, known: Whereabouts) -> bool:
    """Whether a place is one of a figure's, or lies in one."""
    own = (known.origin, known.destination, known.location)
    return any(one is not None and not are_apart(one, place) for one in own)


def _is_place_noun(words: Words, index: int) -> bool:
    """Whether a token is the head of a phrase for a place: not "camp" in "camp residents"."""
    is_noun = words.parts[index] in ("NOUN", "PROPN") and words.labels[index] not in ("compound", "amod")
    return is_noun and words.has_lemma(index, word_groups()["grounds"])


def _is_tied(words: Words, node: int, core: frozenset[int], noun: int, top: int, case: str) -> bool:
    """Whether a phrase hangs on what befell the counted or follows them, and through places alone."""
    if any(not _leads_on(words, one) for one in _path(words, noun, top)):
        return False
    between = words.parts[node + 1 : noun]
    is_next = node < noun and case in WITHIN and set(between) <= _LIGHT
    if words.labels[top] == "nmod:poss":
        # "The island's 6,500 residents", not "the island's new houses"
        return words.heads[top] == node
    head = words.heads[top]
    if words.word(head) in ("back", "home"):
        # "Sent them back to their villages"
        head = words.heads[head]
    verb = words.heads[node] if words.labels[node] in SUBJECTS else -1
    is_joined = head >= 0 and words.labels[head] == "conj" and not has_subject(words, head)
    if is_joined and words.heads[head] == verb:
        # "Left the city and fled to safer areas"
        head = verb
    return is_next or head in core or head == verb >= 0


def _path(words: Words, noun: int, top: int) -> Sequence[int]:
    """The tokens above a noun up to the head of its whole phrase."""
    found: list[int] = []
    while noun != top:
        noun = words.heads[noun]
        found.append(noun)
    return found


def _leads_on(words: Words, index: int) -> bool:
    """Whether who leaves this leaves the place behind it: "the siege of the enclave", "homes in villages"."""
    groups = word_groups()
    return any(words.has_lemma(index, groups[name]) for name in ("grounds", "homes", "hostilities"))


def _span(words: Words, noun: int, top: int) -> tuple[int, int]:
    """The first and last token of a phrase: its noun, what stands before it, and what goes on behind it."""
    below = _below(words, noun)
    first = noun
    while first - 1 in below and not (words.heads[first - 1] == noun and words.labels[first - 1] in _OUTSIDE):
        first -= 1
    if words.word(first - 1) in WITHIN and words.word(first - 2) in FROM | INTO:
        # "From across the country"
        first -= 1
    last = _end(words, noun)
    beside = (one for one in words.children[words.heads[top]] if one > last) if words.heads[top] >= 0 else ()
    for one in beside:
        if min(_below(words, one)) == last + 1 and _is_beside(words, one):
            # "Fled villages under rebel control" with "under" hung on the verb
            last = _end(words, one)
    return first, last if last - first < _MOST_WORDS else noun


def _is_beside(words: Words, index: int) -> bool:
    """Whether a phrase tells where a place is: "along the border", not "within hours"."""
    case = preposition(words, index)
    is_place = words.parts[index] == "PROPN" or _is_edge(words, index)
    return not _is_day(words, index) and (case in _LYING or (case in ("in", "on") and is_place))


def _is_edge(words: Words, index: int) -> bool:
    """Whether a noun is one for a place or for a side of one: "on the edge of the desert"."""
    return _is_place_noun(words, index) or words.has_lemma(index, POINTS)


def _below(words: Words, index: int) -> frozenset[int]:
    """A token with all that depends on it."""
    found, open_ = {index}, [index]
    while open_:
        children = words.children[open_.pop()]
        found.update(children)
        open_ += children
    return frozenset(found)


def _end(words: Words, index: int) -> int:
    """The last token of a phrase, without relative clauses, appositions and what only tells when or why."""
    last = index
    for child in words.children[index]:
        if child < index or words.labels[child] == "punct":
            continue
        if not _goes_on(words, index, child, last):
            break
        last = _end(words, child)
    return last


def _goes_on(words: Words, index: int, child: int, last: int) -> bool:
    """Whether a dependent behind a word belongs to the phrase: "held by rebels", "around the dam"."""
    label = words.labels[child]
    if label == "conj":
        return _is_place_noun(words, child) or words.parts[index] == words.parts[child] == "PROPN"
    if label in ("nmod", "obl", "obl:agent"):
        return not _is_day(words, child) and _lies(words, index, child)
    is_participle = label == "acl" and child == last + 1 and not words.lower[child].endswith("ing")
    is_way = label == "advmod" and words.has_lemma(child, POINTS) and words.word(child + 1) == "of"
    return is_participle or is_way or label in ("flat", "compound:prt", "fixed")


def _lies(words: Words, index: int, child: int) -> bool:
    """Whether the preposition of a phrase behind a word tells where something lies, or who holds it."""
    case = preposition(words, child)
    if case == "by":
        return words.parts[index] == "VERB"
    return case in _INSIDE or (case == "on" and _is_edge(words, child))


def _is_day(words: Words, index: int) -> bool:
    return words.parts[index] == "NUM" or words.lower[index] in MONTHS | WEEKDAYS


def _tells(words: Words, noun: int, first: int, last: int) -> bool:
    """Whether a phrase tells which place: not "the area", nor "in place" and "to school"."""
    groups, noun_word = word_groups(), words.lower[noun]
    is_plural = noun_word not in groups["grounds"]
    others = [words.lower[index] for index in range(first, last + 1) if index != noun]
    if words.has_lemma(noun, groups["vague"]):
        return any(word not in _ARTICLES for word in others)
    return is_plural or bool(others)


def _is_named(words: Words, noun: int, top: int, last: int, spots: Sequence[Spot]) -> bool:
    """Whether a named place stands in a phrase, or right behind it: "camps in eastern Chad"."""
    inside = _below(words, noun) | _below(words, top)
    is_open = words.lower[last + 1 : last + 2] and words.lower[last + 1] in _OPENING
    return any(
        spot.index in inside
        or noun < spot.index <= last
        or (is_open and last < spot.index <= last + _NEXT and "VERB" not in words.parts[last : spot.index])
        for spot in spots
    )
