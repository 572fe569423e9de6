"""Evidence from the words beside a spot: what stands before it and after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geomap.places.scenes import Casing, Scene
from geomap.places.spots import APOSTROPHES, HYPHENS, Spot, is_of_party
from geomap.places.words import PlaceWords
from geomap.text.tokens import Token

_OPENERS: Final = frozenset("(\"“‘'")
_INTO_LANGUAGE: Final = frozenset({"in", "into", "from"})
_AMONG: Final = frozenset({"and", "or", ","})
_MERELY: Final = frozenset("only both some fluent broken little good no".split())
_BEHIND_LANGUAGE: Final = frozenset(
    "and or but when where which who that as to on in at for with since after before while because".split()
)
_INTO_OUTER: Final = frozenset(",(")
_JOINING: Final = frozenset({"and", "or", "&"})
_LARGE_CITY: Final = 5.7
"""log10 of a population of half a million."""

_MONEY: Final = frozenset("$€£¥")
_PACT: Final = 4
_OF_PACTS: Final = frozenset("peace nuclear ceasefire truce climate framework grain armistice".split())
_DEALS: Final = frozenset({"deal", "deals"})
_CENTERS: Final = frozenset("center centre bureau visitor visitors hall".split())
_ARTICLES: Final = frozenset({"the", "a", "an"})
_PARTICLES: Final = frozenset("de del della di da do dos du".split())
"""What joins a name to a longer one: the Jos of "Cuhureștii de Jos" is not the city."""

_TITLED_OF: Final = frozenset({"times", "voice"})
"""What opens the name of a newspaper together with "of": "the Times of India"."""


def add_left(evidence: dict[str, float], scene: Scene, number: int, words: PlaceWords) -> None:
    """Add what the words before the spot say of it."""
    spot, tokens = scene.spots[number], scene.tokens
    begin, end = scene.dateline
    is_in_dateline = begin <= tokens[spot.first].start and tokens[spot.last - 1].end <= end
    # What stands in brackets is an agency.
    if is_in_dateline and all(token.text != "(" for token in tokens[: spot.first]):
        evidence["dateline"] = 1.0
    index = spot.first - 1
    if index < 0:
        evidence["sentence_start"] = 1.0
        return
    if is_of_party(tokens, spot.first):
        evidence["of_party"] = 1.0
    if _is_language(scene, number, words):
        evidence["perhaps_language"] = 1.0
    token = tokens[index]
    previous = scene.spots[number - 1] if number else None
    if previous is not None and previous.last == index and token.text in _INTO_OUTER:
        # "Polish, Lithuanian and Ukrainian troops": a list of peoples, not a place and what holds it.
        if spot.demonym is None or previous.demonym is None:
            evidence["after_comma_place"] = 1.0
        if _shares_unit(previous, spot):
            evidence["inside_next"] = 1.0
    if (
        previous is not None
        and previous.last == index
        and token.text in _JOINING
        and _is_well_known(previous)
    ):
        evidence["beside_known_place"] = 1.0
    if not token.is_word:
        _add_sign_left(evidence, token.text)
    elif token.is_capitalized and scene.casing is Casing.NORMAL and not _is_context(token, words):
        _add_capital_left(evidence, scene, number, index, words)
    else:
        _add_word_left(evidence, scene, spot, words)


def _is_language(scene: Scene, number: int, words: PlaceWords) -> bool:
    """Whether a demonym stands among languages: "in English and Spanish", "spoke only French and Farsi"."""
    tokens, spots = scene.tokens, scene.spots
    first, last = spots[number].first, spots[number].last
    demonym = spots[number].demonym
    if demonym is None or demonym.is_noun:
        return False
    others = {spot.first: spot.last for spot in spots if spot.demonym is not None}
    ends = {end: start for start, end in others.items()}
    while first >= 2 and tokens[first - 1].text in _AMONG and first - 1 in ends:
        first = ends[first - 1]
    while last < len(tokens) and tokens[last].text in _AMONG and last + 1 in others:
        last = others[last + 1]
    before = first - 1
    if before > 0 and tokens[before].text.casefold() in _MERELY:
        before -= 1
    if before < 0:
        return False
    lower = tokens[before].text.casefold()
    is_alone = last >= len(tokens) or not tokens[last].is_word or tokens[last].text in _BEHIND_LANGUAGE
    return is_alone and (lower in _INTO_LANGUAGE or lower in words.languages)


def _add_sign_left(evidence: dict[str, float], sign: str) -> None:
    if sign in HYPHENS:
        evidence["after_hyphen"] = 1.0
    elif sign in _OPENERS:
        evidence["after_opener"] = 1.0
    elif sign in _MONEY:
        evidence["before_money"] = 1.0


def _is_context(token: Token, words: PlaceWords) -> bool:
    """Whether a word counts as context although it is capitalized: "In", "Of", "President"."""
    lower = token.text.casefold()
    return (
        lower == "of"
        or lower in words.locatives
        or lower in _ARTICLES
        or lower in words.titles
        or lower in words.speech
    )


def _add_word_left(evidence: dict[str, float], scene: Scene, spot: Spot, words: PlaceWords) -> None:
    tokens, index = scene.tokens, spot.first - 1
    lower = tokens[index].text.casefold()
    if spot.demonym is not None and lower in words.languages:
        evidence["perhaps_language"] = 1.0
    elif lower in words.compass and not tokens[index].is_capitalized:
        evidence["after_compass"] = 1.0
    elif lower in _PARTICLES and index and tokens[index - 1].is_capitalized:
        evidence["after_particle"] = 1.0
    elif lower in words.locatives:
        evidence["after_locative"] = 1.0
    elif lower == "of":
        _add_of(evidence, tokens, index, words)
    elif lower in _ARTICLES:
        evidence["after_article"] = 1.0
        if index and tokens[index - 1].text.casefold() in words.locatives:
            evidence["after_locative_article"] = 1.0
    elif lower in words.titles:
        evidence["after_title"] = 1.0
    elif lower in words.speech:
        _add_speech(evidence, spot)


def _add_of(evidence: dict[str, float], tokens: Sequence[Token], index: int, words: PlaceWords) -> None:
    """ "City of X" names a place; "Bank of X" hides one."""
    before = tokens[index - 1] if index else None
    if before is None:
        return
    lower = before.text.casefold()
    if lower in words.kind_before:
        evidence["after_kind_of"] = 1.0
    elif before.is_capitalized and lower in _TITLED_OF:
        evidence["before_press"] = 1.0
    elif before.is_capitalized and index > 1:
        evidence["after_capital_of"] = 1.0
    else:
        evidence["after_of"] = 1.0


def _add_speech(evidence: dict[str, float], spot: Spot) -> None:
    """A person speaks, or a government meant by its capital: "Moscow said"."""
    is_capital = spot.facts is not None and spot.facts.is_capital
    evidence["capital_beside_speech" if is_capital else "beside_speech"] = 1.0


def _add_capital_left(
    evidence: dict[str, float], scene: Scene, number: int, index: int, words: PlaceWords
) -> None:
    """The word before is capitalized too: part of a longer name, or a neighbour of another kind?"""
    lower = scene.tokens[index].text.casefold()
    previous = scene.spots[number - 1] if number else None
    if previous is not None and previous.last == index + 1:
        evidence["after_place"] = 1.0
    elif lower in words.compass:
        evidence["after_capital_compass"] = 1.0
    elif lower in words.given:
        evidence["after_given_name"] = 1.0
    elif index == 0 and (lower in words.not_places or lower in words.particles):
        evidence["after_sentence_start"] = 1.0
    elif lower in words.organizations:
        evidence["after_organization"] = 1.0
    else:
        evidence["after_capital"] = 1.0


def add_right(evidence: dict[str, float], scene: Scene, number: int, words: PlaceWords) -> None:
    """Add what the words after the spot say of it."""
    spot, tokens = scene.spots[number], scene.tokens
    if spot.last >= len(tokens):
        evidence["sentence_end"] = 1.0
        return
    token = tokens[spot.last]
    following = scene.spots[number + 1] if number + 1 < len(scene.spots) else None
    if following is not None and following.first == _outer_start(tokens, spot.last):
        evidence["before_comma_place"] = 1.0
        if _shares_unit(spot, following):
            evidence["inside_following"] = 1.0
    is_joined = following is not None and following.first == spot.last + 1 and token.text in _JOINING
    if following is not None and is_joined and _is_well_known(following):
        evidence["beside_known_place"] = 1.0
    if token.is_word:
        _add_word_right(evidence, scene, number, words)
    else:
        _add_sign_right(evidence, scene, spot, words)


def _outer_start(tokens: Sequence[Token], index: int) -> int | None:
    """Where the name of what holds a place may begin behind it: "Goma, Congo", "Goma, in the Congo"."""
    if tokens[index].text not in _INTO_OUTER:
        return None
    index += 1
    if index < len(tokens) and tokens[index].text == "in":
        index += 1
        if index < len(tokens) and tokens[index].text == "the":
            index += 1
    return index


def _add_sign_right(evidence: dict[str, float], scene: Scene, spot: Spot, words: PlaceWords) -> None:
    token, last = scene.tokens[spot.last], scene.tokens[spot.last - 1]
    if token.text in APOSTROPHES:
        evidence["possessive"] = 1.0
        after = scene.tokens[spot.last + 1 : spot.last + 2]
        if after and (after[0].text in words.compass or after[0].text in words.parts):
            evidence["possessive_of_place"] = 1.0
    elif token.text in HYPHENS and token.start == last.end:
        _add_hyphen_right(evidence, scene.tokens, spot)
    elif token.text in _MONEY and (token.start == last.end or last.text.isupper()):
        # "US$", "US $", but not "gave Kenya $5 million".
        evidence["before_money"] = 1.0
    elif spot.demonym is not None and spot.first and scene.tokens[spot.first - 1].text in _INTO_LANGUAGE:
        evidence["perhaps_language"] = 1.0


def _add_word_right(evidence: dict[str, float], scene: Scene, number: int, words: PlaceWords) -> None:
    spot = scene.spots[number]
    token = scene.tokens[spot.last]
    following = scene.spots[number + 1] if number + 1 < len(scene.spots) else None
    lower = token.text.casefold()
    if lower in words.diseases and spot.demonym is None:
        evidence["before_disease"] = 1.0
    elif _is_called_after(scene, spot, words):
        evidence["before_pact"] = 1.0
    elif lower in words.peoples and _is_seldom(spot):
        evidence["before_people"] = 1.0
    elif lower in words.speech:
        _add_speech(evidence, spot)
    elif lower in words.languages:
        evidence["before_language"] = 1.0
    elif token.is_capitalized and scene.casing is Casing.NORMAL:
        _add_capital_right(evidence, lower, following, spot, words)
    elif token.is_capitalized and (lower in words.streets or lower in words.facilities):
        evidence["before_facility"] = 1.0


def _is_called_after(scene: Scene, spot: Spot, words: PlaceWords) -> bool:
    """Whether a town lends its name to an agreement: "the Minsk agreements", "the Pretoria peace deal".

    "The Convention Center" of a town is in it, and what was agreed "in Geneva" was agreed there.
    """
    if spot.facts is None or spot.facts.kind in ("country", "region") or spot.demonym is not None:
        return False
    before = scene.tokens[spot.first - 1].text.casefold() if spot.first else ""
    following = [token.text.casefold() for token in scene.tokens[spot.last : spot.last + _PACT]]
    kind = next((word for word in following if word not in _OF_PACTS), "")
    position = following.index(kind) if kind else 0
    is_pact = kind in words.pacts or (kind in _DEALS and position > 0)
    behind = following[position + 1 :]
    is_center = behind[:1] == ["&"] or not _CENTERS.isdisjoint((*behind[:1], *behind[1:2]))
    return is_pact and not is_center and before not in words.locatives


def _is_seldom(spot: Spot) -> bool:
    """Whether a settlement bears a name only besides its own, as one of Japan does "Kuki"."""
    return spot.facts is not None and spot.facts.kind == "settlement" and not spot.facts.is_primary


def _add_hyphen_right(evidence: dict[str, float], tokens: Sequence[Token], spot: Spot) -> None:
    after = tokens[spot.last + 1] if spot.last + 1 < len(tokens) else None
    if after is not None and after.is_capitalized:
        evidence["before_hyphen_capital"] = 1.0
    else:
        evidence["before_hyphen"] = 1.0


def _add_capital_right(
    evidence: dict[str, float], lower: str, following: Spot | None, spot: Spot, words: PlaceWords
) -> None:
    """The word after is capitalized too: what does it make of the name?"""
    kinds = (
        ("before_street", words.streets),
        ("before_facility", words.facilities),
        ("before_press", words.press),
        ("before_firm", words.firm_ends if spot.demonym is None else frozenset[str]()),
        ("before_club", words.club_ends),
        ("before_organization", words.organizations),
        ("before_title", words.titles),
        ("before_feature", words.features),
        ("before_calendar", words.calendar),
    )
    kind = next((name for name, group in kinds if lower in group), None)
    if kind is not None:
        evidence[kind] = 1.0
    elif lower in words.family and not _is_large(following):
        evidence["before_family_name"] = 1.0
    elif following is not None and following.first == spot.last:
        evidence["before_place"] = 1.0
    elif lower in words.given:
        evidence["before_given_name"] = 1.0
    else:
        evidence["before_capital"] = 1.0


def _is_large(spot: Spot | None) -> bool:
    """Whether a spot is a country or a first-order division, whoever else bears the name."""
    return spot is not None and spot.facts is not None and spot.facts.kind in ("country", "admin1")


def _is_well_known(spot: Spot) -> bool:
    """Whether a spot is a country, a first-order division or a large city by its primary name."""
    facts = spot.facts
    return _is_large(spot) or (
        facts is not None and facts.kind == "settlement" and facts.is_primary and facts.size > _LARGE_CITY
    )


def _shares_unit(inner: Spot, outer: Spot) -> bool:
    """Whether a place of the first name lies in one of the second: "Erie, Pennsylvania"."""
    if inner.facts is None:
        return False
    if outer.abbreviation is not None:
        name, code = outer.abbreviation.place, outer.abbreviation.country_code
        return any(code == country and name in (None, unit) for country, unit in inner.facts.units)
    if outer.facts is None or outer.facts.kind not in ("country", "admin1"):
        return False
    if outer.facts.kind == "country":
        countries = {country for country, _ in outer.facts.units}
        return any(country in countries for country, _ in inner.facts.units)
    return bool(inner.facts.units & outer.facts.units)
