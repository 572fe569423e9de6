"""Evidence from the trained reader: what it takes a spot's words for, and names that only it sees."""

from __future__ import annotations

from collections.abc import Sequence, Set
from math import log
from typing import TYPE_CHECKING, Final

from geomap.places.spots import Spot
from geomap.reader.decode import KINDS

if TYPE_CHECKING:
    from geomap.places.words import PlaceWords
    from geomap.reader.decode import NameSpan
    from geomap.reader.reading import SentenceReading
    from geomap.text.tokens import Token

_PERSON, _ORGANIZATION, _PLACE, _DEMONYM = (KINDS.index(kind) for kind in ("PER", "ORG", "LOC", "NAT"))
_LEAST: Final = 0.01
"""Probabilities are kept this far from 0 and 1, so that one sure mistake of the reader can be outweighed."""

_VILLAGE: Final = 4.7
"""log10 of a population of fifty thousand."""

_SURELY: Final = 0.9

_ROMANCE: Final = frozenset({"de", "del", "da", "do", "dos", "das"})
_JOINTS: Final = frozenset({"al", "el", "as", "ash", "ad", "ar", "an", "az", "de", "del", "e", "i"})

_NUMBERED: Final = frozenset("room exit gate suite unit lot apartment floor platform stage phase tif".split())

_SURE: Final = 2.0
"""Log-odds beyond which the reader's word is weighed anew."""

_INSIDE: Final = {
    "PER": "reader_inside_person",
    "ORG": "reader_inside_organization",
    "LOC": "reader_inside_place",
    "NAT": "reader_inside_demonym",
}
_WHOLE: Final = {
    "PER": "reader_whole_person",
    "ORG": "reader_whole_organization",
    "LOC": "reader_whole_place",
    "NAT": "reader_whole_demonym",
}
_PARTS: Final = {"PROPN": "part_proper", "ADJ": "part_adjective", "NOUN": "part_noun"}
_RELATIONS: Final = frozenset(
    {"compound", "amod", "flat", "nsubj", "obj", "obl", "nmod", "nmod:poss", "appos", "conj"}
)


def add_reading(
    evidence: dict[str, float],
    reading: SentenceReading,
    spot: Spot,
    tokens: Sequence[Token],
    words: PlaceWords,
) -> None:
    """Add what the reader says of the words of a spot."""
    inside = [number for number in range(spot.first, spot.last) if tokens[number].is_capitalized]
    inside = inside or [spot.first]
    # The mean of one row is the row.
    own = reading.shares[inside[0]] if len(inside) == 1 else reading.shares[inside].mean(axis=0)
    shares = own.tolist()
    if spot.demonym is None:
        sure = _log_odds(shares[_PLACE])
        evidence["reader_place"] = sure
        evidence["reader_sure_place"] = max(0.0, sure - _SURE)
        evidence["reader_sure_no_place"] = max(0.0, -sure - _SURE)
        evidence["reader_as_demonym"] = shares[_DEMONYM]
    else:
        evidence["reader_demonym"] = _log_odds(shares[_DEMONYM] + shares[_PLACE])
    evidence["reader_person"] = shares[_PERSON]
    evidence["reader_organization"] = shares[_ORGANIZATION]
    for name in reading.names:
        if name.first < spot.last and spot.first < name.last:
            is_inside = name.first < spot.first or name.last > spot.last
            evidence[(_INSIDE if is_inside else _WHOLE)[name.kind]] = 1.0
            if is_inside:
                _add_longer_name(evidence, name, spot, tokens, words)
    head = inside[-1]
    evidence[_PARTS.get(reading.parts[head], "part_other")] = 1.0
    if reading.labels[head] in _RELATIONS:
        evidence[f"relation_{reading.labels[head].replace(':', '_')}"] = 1.0


def _add_longer_name(
    evidence: dict[str, float], name: NameSpan, spot: Spot, tokens: Sequence[Token], words: PlaceWords
) -> None:
    """Add what a longer name, as the reader sees it, makes of a spot inside it."""
    last = tokens[name.last - 1].text.casefold()
    if spot.last < name.last and last in words.streets:
        evidence["reader_street"] = 1.0
    elif spot.last < name.last and last in words.facilities:
        evidence["reader_facility"] = 1.0
    if name.kind == "ORG":
        if spot.first == name.first:
            evidence["reader_opens_organization"] = 1.0
        elif tokens[spot.first - 1].text in ("of", "for"):
            evidence["reader_of_organization"] = 1.0
        elif spot.last == name.last:
            evidence["reader_ends_organization"] = 1.0


def unknown_spots(
    reading: SentenceReading, spots: Sequence[Spot], tokens: Sequence[Token], bodies: Set[int]
) -> list[Spot]:
    """Names of places that the gazetteer lacks but the reader sees, apart from all spots and bodies."""
    taken = set(bodies).union(number for spot in spots for number in range(spot.first, spot.last))
    return [
        Spot(first=name.first, last=name.last, is_read=True)
        for name in reading.names
        if name.kind == "LOC"
        and tokens[name.first].is_capitalized
        and taken.isdisjoint(range(name.first, name.last))
        and not _is_numbered(tokens[name.first : name.last])
    ]


def dateline_spot(tokens: Sequence[Token], spots: Sequence[Spot]) -> list[Spot]:
    """The name that opens a dateline, if no spot does: "HARLOWTON —", which no gazetteer knows."""
    last = 0
    while last < len(tokens) and tokens[last].is_word and tokens[last].text.isupper():
        last += 1
    is_name = last > 0 and len(tokens[0].text) > 3
    return [Spot(first=0, last=last, is_read=True)] if is_name and all(s.first >= last for s in spots) else []


def _is_numbered(name: Sequence[Token]) -> bool:
    """Whether a name only counts parts of a building or road: "Room 113", "Exit 6"."""
    if len(name) != 2 or name[0].text.casefold() not in _NUMBERED:
        return False
    return name[1].text.isdigit() or (len(name[1].text) < 4 and name[1].text.isupper())


def join_parts(
    reading: SentenceReading, spots: Sequence[Spot], tokens: Sequence[Token], words: PlaceWords
) -> list[Spot]:
    """The spots with those inside a street, facility or landform, as the reader sees it, made one.

    In "Memphis Street" neither Memphis nor a town called Street is meant; the gazetteer knows neither whole.
    """
    joined = list(spots)
    for name in reading.names:
        if name.kind != "LOC" or name.last - name.first < 2 or not tokens[name.first].is_capitalized:
            continue
        end = _end_of(name, tokens, words)
        last = tokens[end - 1].text.casefold()
        inside = [spot for spot in joined if spot.first < end and name.first < spot.last]
        is_kind = last in words.streets or last in words.facilities or last in words.features
        is_sure = reading.shares[name.first : name.last, _PLACE].min() > _SURELY
        is_chance = _is_chance_part(inside, name, tokens, words) or _is_cut_short(inside, name, tokens)
        if not is_kind and not (is_sure and is_chance):
            continue
        is_known = any(
            (spot.last - spot.first > 1 and spot.last >= end) or spot.first < name.first for spot in inside
        )
        if inside and not is_known:
            joined = [spot for spot in joined if spot not in inside]
            joined.append(Spot(first=name.first, last=end, is_read=True))
    return sorted(joined, key=lambda spot: spot.first)


def _end_of(name: NameSpan, tokens: Sequence[Token], words: PlaceWords) -> int:
    """Where a name ends, with the facility that its last word only describes: "Soto Cano air base"."""
    is_open = name.last < len(tokens) and not tokens[name.last - 1].is_capitalized
    is_facility = is_open and tokens[name.last].text.casefold() in words.facilities
    return name.last + is_facility


def _is_chance_part(
    inside: Sequence[Spot], name: NameSpan, tokens: Sequence[Token], words: PlaceWords
) -> bool:
    """Whether the one spot inside a name is a village that bears one of its words: Qara in "Qara Qozak"."""
    if len(inside) != 1:
        return False
    spot, facts = inside[0], inside[0].facts
    rest = [tokens[number] for number in range(name.first, name.last) if not spot.first <= number < spot.last]
    return (
        facts is not None
        and facts.kind == "settlement"
        and facts.size < _VILLAGE
        and spot.last - spot.first == 1
        and name.first <= spot.first < name.last
        and any(token.is_capitalized for token in rest)
        and all(_is_plain(token, words) for token in rest)
    )


def _is_cut_short(inside: Sequence[Spot], name: NameSpan, tokens: Sequence[Token]) -> bool:
    """Whether a name goes on behind the town that it begins with: "San José de Chiquitos"."""
    if len(inside) != 1 or inside[0].first != name.first or inside[0].last + 1 >= name.last:
        return False
    facts = inside[0].facts
    is_joined = tokens[inside[0].last].text in _ROMANCE and tokens[name.last - 1].is_capitalized
    return is_joined and facts is not None and facts.kind != "country"


def _is_plain(token: Token, words: PlaceWords) -> bool:
    """Whether a token may be part of a name without saying what kind of thing is named."""
    lower = token.text.casefold()
    return lower in _JOINTS or (
        token.is_capitalized
        and lower not in words.not_places
        and lower not in words.compass
        and lower not in words.organizations
        and lower not in words.kind_after
        and lower not in words.titles
        and lower not in words.calendar
    )


def _log_odds(share: float) -> float:
    kept = min(max(share, _LEAST), 1 - _LEAST)
    return log(kept / (1 - kept))
