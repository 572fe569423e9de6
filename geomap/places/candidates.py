"""The places that a mention may mean, found by its name and by the kind word beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from geomap.gazetteer.names import fold
from geomap.models import Place
from geomap.places.demonyms import Demonym, find_demonym
from geomap.places.words import NO_KIND, Abbreviation, load_words

if TYPE_CHECKING:
    from geomap.gazetteer.store import Gazetteer

_KEPT: Final = 80
_CACHED: Final = 1 << 14
_WORDS_AFTER: Final = re.compile(r"[ \u00a0]([^\W\d_]+)")
_WORDS_BEFORE: Final = re.compile(r"([^\W\d_]+)\s+of\s+(?:the\s+)?$")
_POSSESSIVE: Final = re.compile(r"['’](?:s|S)?$")
_BEHIND_ARTICLE: Final = re.compile(
    r"\bthe\s+(?:[a-z-]+\s+|(?:(?:tropical|equatorial|open|deep|mid|central|(?:north|south)?(?:east|west)(?:ern)?"
    r"|(?:north|south)(?:ern)?)[\s-]+){2,3})?$",
    re.IGNORECASE,
)
_NO_KIND: Final = re.compile(rf"\s+(?:{'|'.join(sorted(NO_KIND))})\b")
_RIGHT_BEHIND_ARTICLE: Final = re.compile(r"\b[Tt]he\s+$")
_NO_NOUN: Final = re.compile(
    r"(?!['’])(?:[^\w\s-]|\s+(?:and|or|but|in|on|at|by|to|from|for|with|near|into|of|over|between|after|before"
    r"|when|where|which|that|is|was|are|were|has|have|had|will|would|can|could)\b|\s*$)"
)
_TOWNS: Final = 5
_COUNTIES: Final = frozenset("county counties parish parishes co. borough boroughs".split())
"""What no town is called by; news writes "district" of much that is none."""

_VILLAGE: Final = 50_000
_NATURE: Final = "nature"
_ARTICLE: Final = re.compile(r"^the\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One place a name may mean, and how it bears the name.

    ``fits_kind`` is None where the text names no kind, else whether the place is of that kind.
    ``is_part``: only a part of the mention is the place's name, as Manila in "Manila Cathedral".
    """

    place: Place
    is_primary: bool
    rank: int
    fits_kind: bool | None = None
    is_part: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """All options of a name, best known first and cut to a reasonable number; ``count`` counts all.

    ``key`` tells which mentions of a document share one sense.
    """

    key: tuple[str, str | None]
    options: tuple[Option, ...]
    count: int


_SINGULAR = {
    **{
        f"{kind}s": kind
        for kind in "region province oblast governorate prefecture department district".split()
    },
    "counties": "county",
}
_KIND_OF_LIST = re.compile(
    r"(?:(?:,|,? and|,? or) (?:the )?[A-Z][\w'’-]+(?:[ -][A-Z][\w'’-]+){0,2})*"
    rf"(?<![a-z] )\s(?:border )?({'|'.join(_SINGULAR)})\b"
)
_LONGEST_LIST = 160


class CandidateFinder:
    """Finds options; holds the gazetteer and remembers recent names."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._words = load_words()
        self._find = lru_cache(maxsize=_CACHED)(self._find_options)

    def find(self, text: str, start: int, end: int, *, kind: str | None = None) -> Options:
        """The options of the mention that a span of a text is.

        Args:
            text: The whole text; the words beside the span tell which kind of place is meant.
            start: Beginning of the span.
            end: End of the span, exclusive.
            kind: "city", "admin1", "admin2" or "country", where that is known better.
        """
        name = self._water(text, start, end) or text[start:end]
        kind = kind or self._kind_beside(text, start, end)
        found = self._find(name, kind)
        if kind is None and _is_behind_article(text, start, end) and _may_be_nature(found.options):
            return self._find(name, _NATURE)
        return found

    def _water(self, text: str, start: int, end: int) -> str | None:
        """The whole name of a sea called "the Baltic" or "the eastern Pacific", as towns are too."""
        name = _ARTICLE.sub("", text[start:end])
        full = self._words.waters.get(name.casefold())
        has_article = len(name) < end - start or _BEHIND_ARTICLE.search(text[max(0, start - 48) : start])
        return full if has_article else None

    def _kind_beside(self, text: str, start: int, end: int) -> str | None:
        """The kind that the word after ("… province") or before ("town of …") gives."""
        after = _WORDS_AFTER.match(text, end, end + 24)
        if after is not None:
            kind = self._words.kind_after.get(after.group(1).casefold())
            if kind is not None:
                return None if _NO_KIND.match(text, after.end(1)) else kind
        listed = _KIND_OF_LIST.match(text, end, end + _LONGEST_LIST)
        if listed is not None:
            # "Odesa and Sumy regions"
            return self._words.kind_after.get(_SINGULAR[listed[1]])
        before = _WORDS_BEFORE.search(text[max(0, start - 32) : start])
        return self._words.kind_before.get(before.group(1).casefold()) if before is not None else None

    def _find_options(self, name: str, kind: str | None) -> Options:
        stripped = _ARTICLE.sub("", _POSSESSIVE.sub("", name.strip()))
        places, found_kind, is_part = self._look_up(stripped)
        kind = found_kind or kind
        if kind == "admin2" and found_kind is None:
            places = _joined(self._districts(stripped, places), places)
        options = [
            Option(
                place=place,
                is_primary=is_primary or is_country(place),
                rank=rank,
                fits_kind=None if kind is None else _fits(place, kind),
                is_part=is_part,
            )
            for rank, (place, is_primary) in enumerate(places)
        ]
        if kind == _NATURE:
            # "The Gulf" is no Gulf County.
            options = [option for option in options if option.fits_kind or not _is_county(option)]
        if found_kind in ("admin1", "admin2", "township") and any(option.fits_kind for option in options):
            is_told = found_kind != "admin2" or stripped.split()[-1].casefold() in _COUNTIES
            options = _of_kind(options, elsewhere=not is_told)
        return Options(key=(fold(stripped), kind), options=tuple(options[:_KEPT]), count=len(options))

    def _look_up(self, name: str) -> tuple[list[tuple[Place, bool]], str | None, bool]:
        """Places with whether the name is their primary one; the kind inside the name; whether in part."""
        abbreviation = self._words.abbreviations.get(name)
        if abbreviation is not None:
            rows = (abbreviation, *abbreviation.others)
            named = [entry for row in rows for entry in self._named(row)]
            return sorted(named, key=lambda entry: -(entry[0].population or 0)), None, False
        demonym = find_demonym(name)
        if demonym is not None:
            return self._named(demonym), None, False
        words = _in_singular(name.split())
        name = " ".join(words)
        places = self._entries(name)
        places += self._counties(name, places)
        kind = self._words.kind_after.get(words[-1].casefold()) if len(words) > 1 else None
        if kind is not None:
            shorter = self._entries(" ".join(words[:-1]))
            if kind == "admin2":
                places = _joined(places, self._districts(" ".join(words[:-1]), shorter))
            return _joined(places, shorter), kind, False
        if len(words) > 2 and words[1].casefold() == "of":
            kind = self._words.kind_before.get(words[0].casefold())
            if kind == "city" or (kind is not None and not places):
                # A "City of Norfolk" is a division of Virginia, and the city of any Norfolk.
                inner = " ".join(words[2:])
                further = self._entries(inner)
                places = _joined(places, self._districts(inner, further) if kind == "admin2" else [])
                return _joined(places, further), kind, False
        if places:
            return self._with_towns(words, places), None, False
        return self._entries_of_head(words) or self._entries_of_part(words), None, True

    def _with_towns(self, words: list[str], places: list[tuple[Place, bool]]) -> list[tuple[Place, bool]]:
        """The places and, where none is usually called so, the towns of the name before "City".

        The "Dublin City" of "Dublin City Council" may be any Dublin.
        """
        if len(words) < 2 or words[-1] != "City" or any(is_primary for _, is_primary in places):
            return places
        towns = [entry for entry in self._entries(" ".join(words[:-1])) if entry[0].feature_class == "P"]
        return _joined(places, towns)

    def _entries(self, name: str, *, with_abbreviations: bool = True) -> list[tuple[Place, bool]]:
        return [
            (match.place, match.is_primary)
            for match in self._gazetteer.lookup_entries(name)
            if with_abbreviations or not match.is_abbreviation
        ]

    def _counties(self, name: str, places: list[tuple[Place, bool]]) -> list[tuple[Place, bool]]:
        """The US counties of a bare name ("in Clay and Becker counties"), which alone names no county."""
        known = {place.place_id for place, _ in places}
        return [
            (place, False)
            for suffix in ("County", "Parish")
            for place, _ in self._entries(f"{name} {suffix}")
            if place.feature_code == "ADM2" and place.place_id not in known
        ]

    def _districts(self, name: str, places: list[tuple[Place, bool]]) -> list[tuple[Place, bool]]:
        """The districts of a name, or called after a town that it may mean: "the district of Kupwara"."""
        towns = [place for place, _ in places[:_TOWNS] if place.feature_class == "P"]
        found = [entry for entry in self._entries(f"{name} District") if _is_district(entry[0])]
        for town in towns:
            further = self._entries(f"{town.name} District")
            inside = [
                (place, False) for place, _ in further if _is_district(place) and _is_around(place, town)
            ]
            found = _joined(found, inside)
        return found

    def _entries_of_head(self, words: list[str]) -> list[tuple[Place, bool]]:
        """The entries of what stands before words in lower case: "Fort Wayne church", "Tunis airport"."""
        head = list(takewhile(lambda word: word[0].isupper(), words))
        if len(head) == len(words) or not head or (len(head) == 1 and self._says_nothing(head[0])):
            return []
        return self._entries(" ".join(head), with_abbreviations=False)

    def _entries_of_part(self, words: list[str]) -> list[tuple[Place, bool]]:
        """The entries of the longest run of words that is a name, the later one among equals.

        None for a street or a valley: "Berlin Avenue" is seldom in Berlin, "Wadi Barada" in Barada.
        """
        opener = words[0].casefold() if words else ""
        is_valley = opener in self._words.openers and opener not in self._words.features
        if is_valley or (words and words[-1].casefold() in self._words.streets):
            return []
        named = [word for word in words if word[:1].isupper()]
        is_base = words != named and not words[-1][:1].isupper() and len(named) > 1
        is_name = not any(map(self._says_nothing, named)) and (is_base or words == named)
        for size in range(len(words) - 1, 0, -1):
            for first in range(len(words) - size, -1, -1):
                part = words[first : first + size]
                if size == 1 and self._says_nothing(part[0]):
                    continue
                if not (part[0][:1].isupper() and part[-1][:1].isupper()):
                    # The "Preston city" of "Preston city centre" is no Preston City.
                    continue
                places = self._entries(" ".join(part).strip(",.()'’"), with_abbreviations=False)
                if is_name and is_base:
                    # The Cano of "Soto Cano air base" is not Kano, which some call so.
                    places = [entry for entry in places if entry[1]]
                if places and not (is_name and _are_villages(places)):
                    return places
        return []

    def _says_nothing(self, word: str) -> bool:
        """Whether a word alone is too ordinary to name the place of a longer name: "Cathedral", "New"."""
        lower, words = word.casefold(), self._words
        return (
            len(word) < 3
            or lower in words.not_places
            or lower in words.facilities
            or lower in words.organizations
            or lower in words.features
            or lower in words.streets
            or lower in words.compass
        )

    def _named(self, row: Demonym | Abbreviation) -> list[tuple[Place, bool]]:
        """The place that a demonym or an abbreviation stands for."""
        if row.place is None:
            country = self._gazetteer.country(row.country_code or "")
            return [(country, True)] if country is not None else []
        entries = self._entries(row.place)
        inside = [entry for entry in entries if row.country_code in (None, entry[0].country_code)]
        wanted = row.feature_class if isinstance(row, Abbreviation) else "A"
        divisions = [entry for entry in inside if entry[0].feature_class == wanted]
        return (divisions or inside)[:1]


def _in_singular(words: list[str]) -> list[str]:
    """The words with "Stearns counties" as "Stearns county"."""
    last = words[-1].casefold() if len(words) > 1 else ""
    return [*words[:-1], _SINGULAR[last]] if last in _SINGULAR else words


def _joined(places: list[tuple[Place, bool]], further: list[tuple[Place, bool]]) -> list[tuple[Place, bool]]:
    """The places, then those further ones that are not among them."""
    known = {place.place_id for place, _ in places}
    return places + [entry for entry in further if entry[0].place_id not in known]


def _is_behind_article(text: str, start: int, end: int) -> bool:
    """Whether a name stands alone behind "the": "over the Rio Grande.", unlike "the Texas governor"."""
    return (
        _RIGHT_BEHIND_ARTICLE.search(text[max(0, start - 5) : start]) is not None
        and _NO_NOUN.match(text, end, end + 12) is not None
    )


def _may_be_nature(options: tuple[Option, ...]) -> bool:
    """Whether a name means settlements or counties as well as waters, mountains or regions."""
    classes = {"P" if _is_county(option) else option.place.feature_class for option in options}
    return "P" in classes and not classes.isdisjoint("HLT")


def _are_villages(places: list[tuple[Place, bool]]) -> bool:
    """Whether all are small settlements, whose name more likely is a chance part of a longer one."""
    return all(place.feature_class == "P" and (place.population or 0) < _VILLAGE for place, _ in places)


def _fits(place: Place, kind: str) -> bool:
    if kind == _NATURE:
        return place.feature_class != "P" and place.feature_code != "ADM2"
    if kind == "city":
        return place.feature_class == "P"
    if kind == "country":
        return is_country(place)
    if kind == "township":
        return place.feature_class == "P" or place.feature_code.startswith(("ADM2", "ADM3", "ADM4"))
    if kind == "admin2":
        return place.feature_class == "A" and not is_country(place)
    return place.feature_class in ("A", "L", "T") and not is_country(place)


def _of_kind(options: list[Option], *, elsewhere: bool) -> list[Option]:
    """The options of the kind that the text names; if asked, also those in countries that have none of it.

    A "Kaga district" may be about the town in Japan as well as about Nigeria's division.
    """
    countries = {option.place.country_code for option in options if option.fits_kind or not elsewhere}
    return [option for option in options if option.fits_kind or option.place.country_code not in countries]


def _is_district(place: Place) -> bool:
    return place.feature_code == "ADM2"


def _is_around(district: Place, town: Place) -> bool:
    return (district.country_code, district.admin1) == (town.country_code, town.admin1)


def _is_county(option: Option) -> bool:
    return option.place.feature_code == "ADM2" and not option.is_primary


def is_country(place: Place) -> bool:
    """Whether a place is a country or territory rather than a part of one."""
    return place.feature_class == "A" and place.feature_code.startswith(("PCL", "TERR"))
