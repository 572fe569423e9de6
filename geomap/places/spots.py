"""Where a sentence spells a name of the gazetteer, a demonym or an abbreviation: the longest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log10
from typing import TYPE_CHECKING, Final

from geomap.gazetteer.names import fold
from geomap.places.bodies import group_names, residence_names
from geomap.places.demonyms import Demonym, load_demonyms
from geomap.places.listed import ListedNames, is_small_article, may_open
from geomap.places.words import NO_KIND, Abbreviation, PlaceWords, load_words
from geomap.text.tokens import Token

if TYPE_CHECKING:
    from geomap.gazetteer.store import Gazetteer, NameMatch

_LONGEST: Final = 8
_LONGEST_WORD: Final = 60
_LONGEST_ABBREVIATION: Final = 6
_CACHED_NAMES: Final = 1 << 16
APOSTROPHES: Final = ("'s", "’s", "'", "’")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameFacts:
    """What the gazetteer knows of a name, whoever bears it.

    ``kind`` is "country", "admin1", "admin2", "region" or "settlement", the greatest of those that bear
    it; ``size`` is log10 of the population of the largest settlement, 0 to about 7, reduced where
    the name is only an alternate; ``is_capital`` tells that a country's capital bears it; ``units`` are
    (country code, admin1 name) of the first bearers.
    """

    kind: str
    size: float
    is_primary: bool
    is_capital: bool
    units: frozenset[tuple[str | None, str | None]]


@dataclass(slots=True, kw_only=True)
class Spot:
    """A possible mention: tokens ``first`` to before ``last`` of one sentence.

    ``is_read`` marks a name that only the reader takes for a place.
    """

    first: int
    last: int
    facts: NameFacts | None = None
    demonym: Demonym | None = None
    abbreviation: Abbreviation | None = None
    has_kind_word: bool = False
    is_read: bool = False


class SpotFinder:
    """Finds spots; holds the gazetteer and remembers what it knows of recent names."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._words: PlaceWords = load_words()
        self._bodies = ListedNames(self._words.bodies)
        self._groups = ListedNames(group_names())
        self._residences = ListedNames(frozenset(filter(self._is_site, residence_names())))
        self._demonyms = load_demonyms()
        self.facts = lru_cache(maxsize=_CACHED_NAMES)(self._read_facts)
        self._has_longer = lru_cache(maxsize=_CACHED_NAMES)(gazetteer.has_prefix)

    def find(self, text: str, tokens: Sequence[Token]) -> list[Spot]:
        """The spots of one sentence in order, without overlaps; none begins in lower case but for "al-"."""
        spots: list[Spot] = []
        index = group = 0
        while index < len(tokens):
            if not may_open(tokens, index):
                index += 1
                continue
            group = self._groups.end_at(text, tokens, index) or group
            body = self._residences.end_at(text, tokens, index)
            if body:
                spots.extend(self._residence(text, tokens, index, body))
            body = body or self._bodies.end_at(text, tokens, index)
            if body:
                index = body
                continue
            spot = self._spot(text, tokens, index)
            if spot is None or (index < group and _is_town(spot)):
                # The Moro of "Moro Islamic Liberation Front" is no town.
                index += 1
                continue
            spot = self._as_water(text, tokens, spot)
            self._add_kind_word(tokens, spot)
            spots.extend(_of_saints(tokens, spot))
            index = spot.last
        return spots

    def _is_site(self, name: str) -> bool:
        """Whether a building bears a name before all others, unlike Whitehall."""
        places = self._gazetteer.lookup(name)
        return bool(places) and places[0].feature_class == "S"

    def _residence(self, text: str, tokens: Sequence[Token], first: int, last: int) -> list[Spot]:
        """The spot of a residence where something happens: "talks at the White House"; none where it acts."""
        before = [token.text.casefold() for token in tokens[max(0, first - 2) : first]]
        if before and (before[-1] == "the" or before[-1].isdigit()):
            before.pop()
        is_told = before[-1:] in _THERE and not (last < len(tokens) and _could_be_noun(tokens[last]))
        facts = self.facts(fold(text[tokens[first].start : tokens[last - 1].end])) if is_told else None
        return [] if facts is None else [Spot(first=first, last=last, facts=facts)]

    def _spot(self, text: str, tokens: Sequence[Token], first: int) -> Spot | None:
        """The spot that begins with a token, if one does."""
        if is_small_article(tokens, first):
            return self._longest(text, tokens, first)
        is_start = tokens[first].is_capitalized and len(tokens[first].text) <= _LONGEST_WORD
        if not is_start or self._is_spare_article(text, tokens, first):
            return None
        spot = self._longest(text, tokens, first)
        if spot is None or spot.last == first + 1:
            spot = self._opened(text, tokens, first) or spot
        return spot or self._unknown(tokens, first)

    def _opened(self, text: str, tokens: Sequence[Token], first: int) -> Spot | None:
        """The whole of a name that the gazetteer lacks, as "Wadi Barada", though it knows a Wadi."""
        if tokens[first].text.casefold() not in self._words.openers or first + 1 >= len(tokens):
            return None
        if not tokens[first + 1].is_capitalized or tokens[first + 1].start != tokens[first].end + 1:
            return None
        rest = self._longest(text, tokens, first + 1)
        return Spot(first=first, last=rest.last if rest else first + 2, is_read=True)

    def in_bodies(self, text: str, tokens: Sequence[Token]) -> set[int]:
        """The tokens of a sentence that stand in names of bodies."""
        return {
            number
            for names in (self._bodies, self._residences)
            for first in range(len(tokens))
            if may_open(tokens, first)
            for number in range(first, names.end_at(text, tokens, first))
        }

    def _longest(self, text: str, tokens: Sequence[Token], first: int) -> Spot | None:
        best: Spot | None = None
        start = tokens[first].start
        for index in range(first, min(first + _LONGEST, len(tokens))):
            token = tokens[index]
            if index > first and not _continues(text, tokens, index):
                break
            spot = self._abbreviation(text, tokens, first, index)
            if spot is not None:
                best = spot
            if _counts(token):
                folded = fold(text[start : token.end])
                spot = self._match(folded, first, index + 1) or spot
                if spot is not None and (best is None or spot.last > best.last):
                    best = spot
                if not self._has_longer(folded):
                    break
            elif token.is_word and token.text not in self._words.particles and tokens[index - 1].text != "-":
                break
        return best

    def _is_spare_article(self, text: str, tokens: Sequence[Token], index: int) -> bool:
        """Whether this is "The" before a name that goes without it, unlike The Hague."""
        if tokens[index].text not in ("The", "THE"):
            return False
        spot = self._longest(text, tokens, index)
        if spot is None or spot.last == index + 1:
            return False
        if spot.facts is not None and spot.facts.is_primary and spot.facts.kind == "settlement":
            return False
        rest = fold(text[tokens[index + 1].start : tokens[spot.last - 1].end])
        return rest in self._demonyms or self.facts(rest) is not None

    def _unknown(self, tokens: Sequence[Token], first: int) -> Spot | None:
        """A name the gazetteer lacks where the words beside it say that it is a place's."""
        last = first
        while last < len(tokens) and last - first < 3 and tokens[last].is_capitalized:
            if last > first and tokens[last].start - tokens[last - 1].end > 1:
                break
            lower = tokens[last].text.casefold()
            if (
                lower in self._words.not_places
                or lower in self._words.calendar
                or lower in self._words.titles
            ):
                break
            last += 1
        if last == first or len(tokens[first].text) < 3:
            return None
        before = [token.text.casefold() for token in tokens[max(0, first - 2) : first]]
        after = [token.text for token in tokens[last : last + 2]]
        is_place = (
            (before[-1:] == ["of"] and before[0] in self._words.kind_before)
            or (bool(after) and after[0].casefold() in _SURE_KINDS)
            or (before[-1:] in _IN and len(after) == 2 and after[0] in ",(" and after[1][0].isupper())
        )
        return Spot(first=first, last=last) if is_place else None

    def _match(self, folded: str, first: int, last: int) -> Spot | None:
        demonym = self._demonyms.get(folded)
        if demonym is not None:
            return Spot(first=first, last=last, demonym=demonym)
        facts = self.facts(folded)
        return None if facts is None else Spot(first=first, last=last, facts=facts)

    def _abbreviation(self, text: str, tokens: Sequence[Token], first: int, index: int) -> Spot | None:
        """The abbreviation that ends with this token, its full stop included."""
        table, start = self._words.abbreviations, tokens[first].start
        end = tokens[index].end
        found = table.get(text[start:end])
        if found is None:
            return None
        is_told = _follows_comma(tokens, first) or is_of_party(tokens, first) or is_cut(tokens, index)
        if found.needs_comma and not is_told:
            return None
        return Spot(first=first, last=index + 1, abbreviation=found)

    def _as_water(self, text: str, tokens: Sequence[Token], spot: Spot) -> Spot:
        """The river that bears the name of a country, where its kind is written small: "the Niger river"."""
        if spot.last >= len(tokens) or tokens[spot.last].text not in _WATERS:
            return spot
        facts = self.facts(fold(text[tokens[spot.first].start : tokens[spot.last].end]))
        return Spot(first=spot.first, last=spot.last + 1, facts=facts) if facts is not None else spot

    def _add_kind_word(self, tokens: Sequence[Token], spot: Spot) -> None:
        """Let the span take in "region" after "Kharkiv" or "province of" before "Idlib"."""
        if spot.demonym is not None or spot.abbreviation is not None:
            return
        last = spot.last
        is_kind = last < len(tokens) and tokens[last].text.casefold() in self._words.kind_after
        if is_kind and tokens[last].text != "Department":
            following = tokens[last + 1] if last + 1 < len(tokens) else None
            is_loose = tokens[last].text in (
                "state",
                "district",
                "department",
                "county",
                "parish",
                "territory",
            )
            is_of_body = following is not None and following.text in NO_KIND
            if not is_of_body and not (is_loose and following is not None and _could_be_noun(following)):
                spot.last += 1
                spot.has_kind_word = True

    def _read_facts(self, folded: str) -> NameFacts | None:
        matches = [match for match in self._gazetteer.lookup_entries(folded) if not match.is_abbreviation]
        if not matches:
            return None
        # Other names of countries ("Burma") are chosen by hand and weigh as much as their primary names.
        firm = [match for match in matches if match.is_primary or _kind(match) == "country"]
        kinds = {_kind(match) for match in firm or matches}
        size = max(_size(match) for match in matches)
        return NameFacts(
            kind=next(kind for kind in _KINDS if kind in kinds),
            size=size,
            is_primary=bool(firm),
            is_capital=any(match.place.feature_code == "PPLC" for match in firm),
            units=frozenset((match.place.country_code, match.place.admin1) for match in matches[:40]),
        )


HYPHENS: Final = frozenset("-‑–")
_PARTIES: Final = frozenset({"D", "R", "I", "DFL", "L", "Dem", "Rep"})
_SAINTS: Final = frozenset({"St", "Saint", "ST", "SAINT"})
_FEASTS: Final = frozenset({"Day", "Eve", "DAY", "EVE"})
_LARGE_CITY: Final = 5.6
"""log10 of a population of four hundred thousand."""

_WATERS: Final = frozenset("river lake sea gulf strait delta desert mountains peninsula".split())
_IN: Final = (["in"], ["at"], ["near"], ["from"])
_THERE: Final = (["at"], ["in"], ["outside"], ["inside"], ["near"], ["around"])
_SURE_KINDS: Final = frozenset(
    "oblast krai raion province governorate prefecture district region county village subdistrict".split()
)
_KINDS: Final = ("country", "admin1", "region", "admin2", "settlement")
_FUNCTION_WORDS: Final = frozenset(
    "in on of at by and or to for from with after before when where who which that is was were are has have"
    " had said says will as but than during since into near while because would could may might can did does"
    " do also still about against between through until unless though although over under across".split()
)


def _is_town(spot: Spot) -> bool:
    return spot.facts is not None and spot.facts.kind == "settlement"


def _kind(match: NameMatch) -> str:
    place = match.place
    if place.feature_class == "A":
        if place.feature_code.startswith(("PCL", "TERR")):
            return "country"
        return "admin1" if place.feature_code == "ADM1" else "admin2"
    return "settlement" if place.feature_class == "P" else "region"


def _size(match: NameMatch) -> float:
    if match.place.feature_class != "P":
        return 0.0
    size = log10(max(match.place.population or 0, 100))
    return size if match.is_primary else max(0.0, size - 1.0)


def _counts(token: Token) -> bool:
    """Whether a name may end with this token: "Paris", and "d'Ivoire" too."""
    return token.is_capitalized or (
        token.is_word and token.text[1:2] in ("'", "’") and token.text[2:3].isupper()
    )


def _could_be_noun(token: Token) -> bool:
    return token.is_word and token.text not in _FUNCTION_WORDS


def _follows_comma(tokens: Sequence[Token], first: int) -> bool:
    """Whether a name stands behind another one and a comma: "Erie, PA", unlike "this week, PA officials"."""
    return first >= 2 and tokens[first - 1].text == "," and tokens[first - 2].is_capitalized


def is_of_party(tokens: Sequence[Token], first: int) -> bool:
    """Whether a name stands behind the party of who is from there: "Senator Ann Cole, D-Calif."."""
    if first < 3:
        return False
    sign, party, hyphen = tokens[first - 3 : first]
    return (
        sign.text in (",", "(")
        and party.text in _PARTIES
        and hyphen.text in HYPHENS
        and party.end == hyphen.start
        and hyphen.end == tokens[first].start
    )


def is_cut(tokens: Sequence[Token], index: int) -> bool:
    """Whether a full stop cuts a word short, since no sentence ends there: "two Mass. towns", "(Ga.)"."""
    if tokens[index].text != "." or index + 1 >= len(tokens):
        return False
    following = tokens[index + 1]
    is_bracketed = following.text == ")" and index > 1 and tokens[index - 2].text == "("
    return is_bracketed or (following.text[0].islower() and following.start > tokens[index].end)


def _of_saints(tokens: Sequence[Token], spot: Spot) -> list[Spot]:
    """The spot; of "St. Mary's High School" the whole, of "St. Patrick's Day" none.

    Large cities are themselves: "St. Petersburg's Pulkovo Airport".
    """
    is_large = spot.facts is not None and spot.facts.size > _LARGE_CITY
    if tokens[spot.first].text not in _SAINTS or is_large or spot.last + 1 >= len(tokens):
        return [spot]
    if tokens[spot.last].text not in APOSTROPHES or not tokens[spot.last + 1].is_capitalized:
        return [spot]
    if tokens[spot.last + 1].text in _FEASTS:
        return []
    last = spot.last + 1
    while last < len(tokens) and last <= spot.last + 4 and tokens[last].is_capitalized:
        last += 1
    return [Spot(first=spot.first, last=last, is_read=True)]


def without_compass(
    spots: Sequence[Spot], tokens: Sequence[Token], words: PlaceWords, *, is_title: bool
) -> list[Spot]:
    """The spots but for points of the compass before a name: the "South" of "South Arlington" is no place."""
    starts = {spot.first for spot in spots}
    kept = []
    for spot in spots:
        is_compass = spot.last - spot.first == 1 and tokens[spot.first].text.casefold() in words.compass
        following = tokens[spot.last] if spot.last < len(tokens) else None
        is_part = (
            following is not None
            and following.start == tokens[spot.first].end + 1
            and (spot.last in starts or (following.is_capitalized and not is_title))
        )
        if not (is_compass and is_part):
            kept.append(spot)
    return kept


def _continues(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Whether a name may run on over the gap before this token."""
    before, token = tokens[index - 1], tokens[index]
    gap = token.start - before.end
    if token.text in APOSTROPHES or token.text in ("-", "‑", "–", "’", "."):
        if token.text == "." and len(before.text) > _LONGEST_ABBREVIATION:
            return False
        return gap == 0
    if before.text in ("-", "‑", "–", "’", "'"):
        return gap == 0 and (token.is_word or token.text.isdigit())
    if token.text == "&" or before.text == "&":
        return gap <= 1
    return token.is_word and gap <= 2 and (gap == 0 or text[before.end].isspace() or before.text == ".")
