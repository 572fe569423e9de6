"""What bears the name of a place and is none: storms, ships, operations, clubs, firms and cars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from geomap.places.words import PlaceWords
from geomap.text.tokens import Token

_LONGEST_NAME = 3
_PAIRING = frozenset({"and", "or"})
ARTICLES = frozenset({"the", "arab"})
"""What stands before the name of a land or a river, not of a firm: "the Emirates", "the Amazon"."""


@dataclass(slots=True)
class Namesakes:
    """Namesakes of places in a document so far; ``storms``, ``firms``, ``cars`` hold names in lower case."""

    storms: set[str] = field(default_factory=set)
    firms: set[str] = field(default_factory=set)
    cars: set[str] = field(default_factory=set)


def find_namesakes(
    tokens: Sequence[Token], words: PlaceWords, namesakes: Namesakes, *, is_title: bool
) -> frozenset[int]:
    """The tokens of one sentence that stand in names of storms, ships, operations, clubs, firms or cars.

    The word before tells: "Typhoon Haima", "Hurricanes Ida and Ana", "the USS Cole", "the frigate Hamburg",
    "Operation Barkhane", "Dynamo Kyiv", "a Dodge Durango", "the restaurant La Paz"; for firms, any word of
    business: "Emirates cancelled flights". The names of storms, firms and cars are added to `namesakes`, for
    they stand alone later.

    Args:
        tokens: The sentence.
        words: The lexicon.
        namesakes: Those of the document so far.
        is_title: Whether all words are capitalized; then a name is taken to be one word.
    """
    found = _firms(tokens, words, namesakes) | _cars(tokens, words, namesakes)
    for index, token in enumerate(tokens[:-1]):
        kind = words.bearers.get(token.text.casefold())
        if kind is None or not (kind == "vessel" or token.is_capitalized is (kind != "venture")):
            continue
        longest = 1 if is_title or kind in ("storm", "club") else _LONGEST_NAME
        named = _name(tokens, index + 1, longest)
        if kind == "storm" and named and len(tokens) > named[-1] + 2:
            joint, other = tokens[named[-1] + 1 : named[-1] + 3]
            if token.text.endswith("s") and joint.text in _PAIRING and other.is_capitalized:
                named.append(named[-1] + 2)
        found.update(named)
        if kind == "venture":
            namesakes.firms.update(tokens[position].text.casefold() for position in named)
        if kind == "storm":
            namesakes.storms.update(tokens[position].text.casefold() for position in named)
    return frozenset(found)


def _firms(tokens: Sequence[Token], words: PlaceWords, namesakes: Namesakes) -> set[int]:
    """The tokens of names that firms share with places, in a sentence of business."""
    named = [
        index
        for index, token in enumerate(tokens)
        if token.is_capitalized
        and token.text.casefold() in words.firms
        and not (index and tokens[index - 1].text.casefold() in ARTICLES | words.locatives)
    ]
    if not named or words.firm_cues.isdisjoint(token.text.casefold() for token in tokens):
        return set()
    namesakes.firms.update(tokens[index].text.casefold() for index in named)
    return set(named)


def _cars(tokens: Sequence[Token], words: PlaceWords, namesakes: Namesakes) -> set[int]:
    """The tokens of cars called after places, behind their maker: "a Jeep Cherokee"."""
    cars = {
        index
        for index in range(1, len(tokens))
        if tokens[index].text.casefold() in words.car_models
        and tokens[index - 1].text.casefold() in words.car_makers
        and tokens[index].is_capitalized
    }
    namesakes.cars.update(tokens[index].text.casefold() for index in cars)
    return cars


def _name(tokens: Sequence[Token], start: int, longest: int) -> list[int]:
    """The positions of the capitalized words that follow each other from a start, at most so many."""
    end = start
    while end < min(len(tokens), start + longest) and tokens[end].is_word and tokens[end].is_capitalized:
        end += 1
    return list(range(start, end))
