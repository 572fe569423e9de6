"""The places that a sentence names, with the preposition each depends on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geomap.constants import MentionKind, Precision
from geomap.events.parties.pacts import only_names_truce
from geomap.events.tree.grammar import first_conjunct, preposition
from geomap.events.tree.sentences import DETERMINERS, PREPOSITIONS, Words
from geomap.models import Mention, Place

_PLACE_NOUNS = frozenset(
    "airport city town village port province region island capital district outskirts suburb coast centre"
    " center state county camp port harbour harbor area edge part north south east west street neighbourhood"
    " neighborhood gate shore bank hill forest mountain countryside slum quarter vicinity heart prison jail"
    " hospital university mosque church cathedral market base barracks station school stadium square"
    " roundabout bridge refinery palace monastery shrine".split()
)
DESCRIBED = frozenset(
    "goods product export import tariff duty steel beef cement"
    " conflict war crisis talk policy issue question deal dossier peace process relation tie dispute accord"
    " treaty agreement summit government army official president minister embassy ambassador leader"
    " team".split()
)
SPOTS = frozenset({Precision.SITE, Precision.SETTLEMENT})
"""Precisions of places that are points, not areas."""
_DIRECTIONS = frozenset(
    "north south east west northeast northwest southeast southwest central eastern western northern southern"
    " north-east north-west south-east south-west north-eastern north-western south-eastern south-western"
    " northeastern northwestern southeastern southwestern".split()
)
_FORCES = frozenset(
    "navy troop soldier marine warship destroyer frigate gunboat vessel ship force citizen national".split()
)
"""What belongs to a country wherever it is: "over a US Navy destroyer"."""
_LANDS = tuple(
    (word,)
    for word in "north south east west northeast northwest southeast southwest airspace waters territory soil"
    " countryside desert province village town".split()
)
_SHORT = frozenset("n s e w c ne nw se sw".split())
PARTS = frozenset("north south east west centre center outskirts suburb heart edge part area".split())
"""Nouns for a part of a town."""
_LENGTHS = frozenset("km kilometre kilometer mile metre meter".split())
_UPHEAVALS = frozenset(
    "war conflict violence fighting crisis persecution uprising unrest regime rule".split()
)
_JOINTS = frozenset({"in", "of", "for"})
_GROUPS = frozenset("union front forces movement liberation resistance".split())


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


def coarseness(place: Place) -> int:
    """How coarsely a place is known: 0 for a site, the most for a region of the world."""
    return tuple(Precision).index(place.precision)


def find_spots(words: Words, mentions: Sequence[Mention]) -> tuple[Spot, ...]:
    """The resolved toponyms of a sentence with their prepositions, in order."""
    spots: list[Spot] = []
    named = {one.place.country_code for one in mentions if one.place and one.kind is MentionKind.TOPONYM}
    for number, mention in enumerate(mentions):
        index = words.index_at(mention.start)
        is_land = mention.place and mention.place.country_code not in named and _names_land(words, mention)
        if mention.place is None or not (mention.kind is MentionKind.TOPONYM or is_land):
            continue
        before = _governing(words, index, mention.start)
        if not before and number and mentions[number - 1].place is None:
            # "In Nanjua village, Ancuabe district": where nobody knows the village, the district.
            before = _of_unknown(words, mentions[number - 1], index)
        if _only_describes(words, mention) or _names_a_body(words, index):
            continue
        spots.append(
            Spot(
                mention=mention,
                place=mention.place,
                index=index,
                before=before,
            )
        )
    return tuple(spots)


def _names_land(words: Words, mention: Mention) -> bool:
    """ "In the Afghan north", "violated Polish airspace": a part of the country that a demonym tells."""
    is_country = mention.place is not None and mention.place.precision is Precision.COUNTRY
    return is_country and words.lower[words.index_at(mention.end - 1) + 1 :][:1] in _LANDS


def _of_unknown(words: Words, mention: Mention, index: int) -> str:
    """The preposition of an unknown place that stands right before another one; "" if none does."""
    between, first = words.lower[words.index_at(mention.end) : index], words.index_at(mention.start)
    is_next = between[-1:] in ((",",), ("(",)) and all(word in _PLACE_NOUNS for word in between[:-1])
    governing = _governing(words, first, mention.start) or preposition(words, first_conjunct(words, first))
    return governing if is_next else ""


def _only_describes(words: Words, mention: Mention) -> bool:
    """Whether a place name tells which one, not where: "the Russia-Ukraine conflict", "Syria talks"."""
    after = words.index_at(mention.end)
    is_joined = words.word(after) == "-" and words.tokens[after].start == mention.end
    is_country = mention.place is not None and mention.place.precision is Precision.COUNTRY
    is_theirs = is_country and words.has_lemma(after, _FORCES)
    return is_joined or is_theirs or words.has_lemma(after, DESCRIBED) or only_names_truce(words, mention)


def _names_a_body(words: Words, index: int) -> bool:
    """Whether a place is part of the name of a group: "Islamic State in Iraq and the Levant"."""
    bodies = [name for name in words.names if name.kind == "ORG" and name.first < index]
    if not bodies:
        return False
    start = index
    while words.word(start - 1) in ("the", "and") or (words.word(start) in ("the", "and") and start > 0):
        start -= 1
    for name in bodies:
        inside = words.lower[name.first : name.last]
        is_state = inside[:2] == ("islamic", "state")
        is_next = name.last == start - 1 and words.word(start - 1) in _JOINTS
        if index < name.last and (is_state or not _GROUPS.isdisjoint(inside)):
            return True
        if is_next and (is_state or "for" in inside):
            return True
    return False


def only_owns(words: Words, spot: Spot) -> bool:
    """Whether a place is the owner of what is no place: "over Russia's support", not "in Mali's north"."""
    after, owned = words.index_at(spot.mention.end), words.heads[spot.index]
    if words.word(after) not in ("'s", "’s") or owned < after:
        return False
    return not words.tokens[owned].is_capitalized and not words.has_lemma(owned, _PLACE_NOUNS)


def is_whole(words: Words, spot: Spot, top: int) -> bool:
    """Whether a phrase means all of a place, not a part: "Sudan", "Sudan's war", not "a bastion in Sudan"."""
    last = words.index_at(spot.mention.end - 1)
    is_part = words.word(spot.index - 1) in _DIRECTIONS
    return not is_part and (spot.index <= top <= last or words.has_lemma(top, _UPHEAVALS))


def _governing(words: Words, index: int, start: int) -> str:
    """The preposition before a toponym, looking back over determiners, possessors and describing words."""
    for back in range(1, 9):
        word = words.word(index - back)
        if word in ("of", "from") and _tells_distance(words, index - back):
            # "20 km east of Goma"
            return "near"
        if word == "of" and words.has_lemma(index - back - 1, _PLACE_NOUNS):
            continue
        if word == "including":
            # "In seven provinces, including Guayas"
            return preposition(words, words.heads[index])
        if word == "which":
            # "A case in which Sudan accused"
            return ""
        if word in PREPOSITIONS:
            # "Outside of the city of Basra"
            beside = words.word(index - back - 1)
            return beside if word == "of" and beside in ("outside", "inside") else word
        token = words.tokens[index - back] if index >= back else None
        is_passable = token is not None and (
            word in DETERMINERS
            or word
            in ("'s", "'", "-", "city", "town", "village", "region", "province", "capital", "district")
            or words.has_lemma(index - back, _PLACE_NOUNS)
            or word.endswith(("ern", "ed", "al"))
            or word == "held"
            or (word == "." and words.word(index - back - 1) in _SHORT)
            or token.is_capitalized
            or words.parts[index - back] == "ADJ"
            # "In four districts of Kandahar"
            or (words.parts[index - back] == "NUM" and words.has_lemma(index - back + 1, _PLACE_NOUNS))
            or _is_kind_of_place(words, index - back)
        )
        if not is_passable:
            return ""
    return ""


def _tells_distance(words: Words, token: int) -> bool:
    """Whether a preposition stands behind how far away something is: "30 kilometres (to the) north of"."""
    before = token - 1
    while before > 0 and (words.lower[before] in _DIRECTIONS or words.lower[before] in ("to", "the")):
        before -= 1
    is_far = words.has_lemma(before, _LENGTHS) and (before < token - 1 or words.lower[token] == "from")
    return is_far and any(words.parts[one] == "NUM" for one in range(max(before - 2, 0), before))


def _is_kind_of_place(words: Words, token: int) -> bool:
    """Whether a noun says what kind of town another is: "in the border town of Ureña"."""
    return words.labels[token] == "compound" and words.has_lemma(words.heads[token], _PLACE_NOUNS)
