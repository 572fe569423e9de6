"""Places that a sentence means without naming them: "fled the city", "across the country", "the capital".

A figure takes the nearest place of the kind (`spots_meant`). An event is drawn, so `place_meant` takes one
only where the last sentence that names any of the kind names no other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from geomap.constants import MentionKind, Precision
from geomap.events.parties.party import CAPITAL, Memory, is_scene
from geomap.events.scene.scene import Scene
from geomap.events.scene.spots import PARTS, Spot, find_spots
from geomap.events.tree.grammar import governing_preposition, preposition
from geomap.events.tree.sentences import Words, dateline_end
from geomap.models import Atlas, Mention, Place

LOOKBACK = 3
"""How many sentences back a place may have been named."""

KINDS = {
    **dict.fromkeys(("city", "town", "village", "municipality"), Precision.SETTLEMENT),
    **dict.fromkeys(
        ("province", "state", "region", "governorate", "prefecture", "department", "district", "county"),
        Precision.ADMIN1,
    ),
    **dict.fromkeys(("country", "nation"), Precision.COUNTRY),
}
_VAGUE = frozenset("region state department district county".split())
"""Nouns that as often mean something of another size: "countries in the region"."""

_TELLING = frozenset({*KINDS, "capital"})
PLACE_NOUNS = (frozenset(KINDS) - _VAGUE) | {"capital"}
"""Nouns that may stand for the place of an event."""

_LANDS = frozenset("region province enclave territory republic peninsula island valley".split())
_LAND_SIZES = frozenset({Precision.ADMIN1, Precision.WORLD_REGION})
_TOWNS = frozenset("city town village".split())
_NO_CAPITALS = frozenset("town village municipality".split())
"""Nouns that nobody uses for a capital: it is "the city" or "the capital"."""

_PHRASE = 3
"""How many words "the" may stand before the noun: "the breakaway region"."""

_POINTING = frozenset({"the", "this", "that"})
_WHOLE = frozenset("whole entire same besieged stricken embattled".split())
_OWNED = 6
_GOING_ON = frozenset({"of", "-", "where", "which", "that", "between", "called", "named"})


@dataclass(frozen=True, slots=True)
class NamedPlaces:
    """The places that the sentences of a document name, without its datelines, looked up when asked for."""

    sentences: Sequence[Words]
    mentions: Sequence[Mention]
    known: dict[int, tuple[Spot, ...]] = field(default_factory=dict)

    def of(self, number: int) -> tuple[Spot, ...]:
        """The spots of a sentence, by its number."""
        if number not in self.known:
            words = self.sentences[number]
            start, end = words.sentence.start, words.sentence.end
            first = dateline_end(words)
            inside = [mention for mention in self.mentions if start <= mention.start and mention.end <= end]
            self.known[number] = tuple(spot for spot in find_spots(words, inside) if spot.index >= first)
        return self.known[number]

    def meant_in(self, number: int, atlas: Atlas | None) -> tuple[Spot, ...]:
        """The spots of a sentence with those that its definite nouns stand for, in order."""
        words, own = self.sentences[number], self.of(number)
        if _TELLING.isdisjoint(words.lower):
            return own
        earlier = [self.of(one) for one in range(number, max(number - LOOKBACK - 1, -1), -1)]
        meant = spots_meant(words, earlier, atlas, self._peoples(words))
        return tuple(sorted((*own, *meant), key=lambda spot: spot.index))

    def _peoples(self, words: Words) -> dict[int, Place]:
        """The countries of the peoples a sentence names, by token: "3 million Ukrainians"."""
        start, end = words.sentence.start, words.sentence.end
        inside = [m for m in self.mentions if m.kind is MentionKind.DEMONYM and start <= m.start < end]
        return {words.index_at(m.start): m.place for m in inside if m.place}


def spots_meant(
    words: Words,
    earlier: Sequence[Sequence[Spot]],
    atlas: Atlas | None,
    peoples: Mapping[int, Place] = MappingProxyType({}),
) -> tuple[Spot, ...]:
    """The places that definite nouns of a sentence stand for, as if they were named there.

    Args:
        words: The sentence.
        earlier: The spots of the sentence itself and of those before it, nearest first.
        atlas: Knows the country of a place; without one, "the country" must have been named.
        peoples: The countries of the peoples named in the sentence, by token; "the country" behind a single
            one is theirs.
    """
    found: list[Spot] = []
    for index, word in enumerate(words.lower):
        if word == "capital":
            found += _capital(words, index, earlier, atlas, peoples)
        kind = KINDS.get(word)
        place = _antecedent(word, index, earlier, atlas) if kind and points_back(words, index) else None
        told = {place for token, place in peoples.items() if token < index}
        if place and kind is Precision.COUNTRY and len(told) == 1 and not _names(earlier[0], index):
            place = told.pop()
        if place is None:
            continue
        token = words.tokens[index]
        mention = Mention(start=token.start, end=token.end, text=token.text, score=1.0, place=place)
        found.append(Spot(mention=mention, place=place, index=index, before="", is_meant=True))
    return tuple(found)


def points_back(words: Words, index: int) -> bool:
    """Whether a noun stands alone with "the" or "this", not in "the city of", "the state government"."""
    before = index - 1 - (words.word(index - 1) in _WHOLE)
    is_definite = words.word(before) in _POINTING
    after = words.word(index + 1)
    is_alone = words.labels[index] not in ("compound", "amod") and after not in _GOING_ON
    return is_definite and is_alone and words.parts[index + 1 : index + 2] != ("PROPN",)


def _capital(
    words: Words,
    index: int,
    earlier: Sequence[Sequence[Spot]],
    atlas: Atlas | None,
    peoples: Mapping[int, Place],
) -> list[Spot]:
    """ "The capital" is that of the country named last, "the Haitian capital" that of Haiti."""
    is_of_people = index - 1 in peoples and words.parts[index + 1 : index + 2] != ("PROPN",)
    if atlas is None or not (is_of_people or points_back(words, index)):
        return []
    country = peoples[index - 1] if is_of_people else _antecedent("country", index, earlier, atlas)
    place = atlas.seat(country.country_iso3) if country and country.country_iso3 else None
    if place is None:
        return []
    token = words.tokens[index]
    mention = Mention(start=token.start, end=token.end, text=token.text, score=1.0, place=place)
    return [Spot(mention=mention, place=place, index=index, before="", is_meant=True)]


def _names(spots: Sequence[Spot], index: int) -> bool:
    """Whether a country is named before a token."""
    return any(spot.place.precision is Precision.COUNTRY and spot.index < index for spot in spots)


def _antecedent(
    noun: str, index: int, earlier: Sequence[Sequence[Spot]], atlas: Atlas | None
) -> Place | None:
    """The place that was named last before a token and is what a noun tells."""
    named = [
        spot.place
        for number, spots in enumerate(earlier)
        for spot in reversed(spots)
        if number > 0 or spot.index < index
    ]
    fitting = next((place for place in named if _may_be(noun, place)), None)
    if fitting is not None or KINDS[noun] is not Precision.COUNTRY:
        return fitting
    codes = {place.country_code for place in named if place.country_code}
    return atlas.country(codes.pop()) if atlas and len(codes) == 1 else None


def with_capital(
    words: Words, spots: Sequence[Spot], mentions: Sequence[Mention], memory: Memory, atlas: Atlas
) -> tuple[Spot, ...]:
    """The spots of a sentence with the one that "the Haitian capital" or "the capital of Chad" stands for.

    Alone, "the capital" is that of the only country whose places the text has named of late.
    """
    index = words.lower.index("capital")
    after = index + 1 + (words.word(index + 1) == ",")
    is_named = after < len(words) and words.tokens[after].is_capitalized
    if words.labels[index] in ("compound", "amod") or is_named:
        return tuple(spots)
    owners = {
        mention.place.country_iso3
        for mention in mentions
        if mention.place is not None and _owns(words, mention, index)
    }
    if not owners and points_back(words, index):
        named = [place for places in memory.named[-LOOKBACK:] for place in places]
        local = [place for place in named if place.precision is not Precision.COUNTRY]
        owners = {place.country_iso3 for place in local or named}
    code = owners.pop() if len(owners) == 1 else None
    place = atlas.seat(code) if code else None
    if place is None:
        return tuple(spots)
    token = words.tokens[index]
    mention = Mention(start=token.start, end=token.end, text=token.text, score=1.0, place=place)
    before, part = governing_preposition(words, index), words.heads[index]
    if before == "of" and words.has_lemma(part, PARTS):
        # "In the west of the Afghan capital"
        before = preposition(words, part)
    meant = Spot(mention=mention, place=place, index=index, before=before, is_meant=True)
    return tuple(sorted((*spots, meant), key=lambda spot: spot.index))


def _owns(words: Words, mention: Mention, capital: int) -> bool:
    """Whether a name says whose capital is meant: "Yemen's rebel-held capital", "the capital of Chad"."""
    first = words.index_at(mention.start)
    is_before = first < capital <= first + _OWNED and words.heads[first] == capital
    is_behind = words.word(capital + 1) == "of" and first - capital <= 3 and words.heads[first] == capital
    return is_before or is_behind


def place_meant(scene: Scene, token: int) -> Place | None:
    """The place of the last sentence that named one of the kind; None if that named several, or none did."""
    words = scene.words
    noun = words.lower[token]
    if noun not in PLACE_NOUNS or token in scene.by_token or not points_back(words, token):
        return None
    home = _home_country(scene) if KINDS.get(noun) is Precision.COUNTRY else None
    if home is not None:
        return home
    before = [party for party in scene.parties if party.last < token]
    here = [party.place for party in before if party.place and is_scene(party.place, party.before)]
    for places in (here, *reversed(scene.memory.named)):
        fitting = {place.place_id: place for place in places if _is_of_kind(scene, noun, place)}
        if fitting:
            return next(iter(fitting.values())) if len(fitting) == 1 else None
    return None


def place_described(words: Words, memory: Memory) -> Place | None:
    """The place that a sentence which names none tells of: "the breakaway region", "in the besieged town".

    It is the only one of its size that the last sentences named; None if there are several or none.
    """
    for index, word in enumerate(words.lower):
        sizes = _LAND_SIZES if word in _LANDS else {Precision.SETTLEMENT} if word in _TOWNS else None
        if sizes is None or words.word(index + 1) in _GOING_ON:
            continue
        before = words.lower[max(index - _PHRASE, 0) : index]
        is_alone = words.labels[index] not in ("compound", "amod")
        if not _POINTING.isdisjoint(before) and is_alone:
            named = (place for places in memory.named[-LOOKBACK:] for place in places)
            sized = (place for place in named if place.precision in sizes)
            fitting = {place.place_id: place for place in sized if not _is_misnamed(word, place)}
            return fitting.popitem()[1] if len(fitting) == 1 else None
    return None


def _home_country(scene: Scene) -> Place | None:
    """The country that a report was written in, if it has been named: "the country" of most that it tells."""
    written = scene.memory.written
    if written is None:
        return None
    named = (place for places in reversed(scene.memory.named) for place in places)
    return next(
        (
            place
            for place in named
            if place.precision is Precision.COUNTRY and place.country_iso3 == written.country_iso3
        ),
        None,
    )


def _may_be(noun: str, place: Place) -> bool:
    """Whether a place may be called a town, a province or a country."""
    return place.precision is KINDS[noun] and not _is_misnamed(noun, place)


def _is_misnamed(noun: str, place: Place) -> bool:
    """Whether a capital would be called a town or village."""
    return noun in _NO_CAPITALS and place.feature_code == CAPITAL


def _is_of_kind(scene: Scene, noun: str, place: Place) -> bool:
    if noun != "capital":
        return _may_be(noun, place)
    last = scene.memory.last_place
    return place.feature_code == CAPITAL and (last is None or last.country_code == place.country_code)
