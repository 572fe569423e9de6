"""Which words of a sentence name persons, so that Jordan Henderson is no country."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from geomap.places.words import PlaceWords
from geomap.text.tokens import Token

_LONGEST_NAME = 4
_JOINING = frozenset({"de", "van", "der", "den", "bin", "al", "el", "von", "du", "da", "dos", "ben", "ibn"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(slots=True)
class Persons:
    """Persons named in a document so far: token positions by sentence, and their family names."""

    family: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)


def find_persons(tokens: Sequence[Token], words: PlaceWords, persons: Persons) -> dict[int, int]:
    """The tokens of one sentence that stand in names of persons, each with its name's first token.

    Full names ("Xi Jinping") and names after a title ("President Bush", "Mr. Gentz") count; their
    last words are added to `persons`.
    """
    found: dict[int, int] = {}
    index = 0
    while index < len(tokens):
        end = _name_end(tokens, index, words)
        if end is None:
            index += 1
            continue
        first = index + 1 if _is_title(tokens[index], words) else index
        while first < end and not tokens[first].is_word:
            first += 1
        for position in range(first, end):
            found[position] = first
        _remember(tokens[first:end], persons)
        index = end
    return found


def _name_end(tokens: Sequence[Token], index: int, words: PlaceWords) -> int | None:
    """The end of a person's name that begins here with a given name or a title; None if none does."""
    token = tokens[index]
    if not token.is_capitalized:
        return None
    if _is_title(token, words):
        start = index + 1
        if start < len(tokens) and tokens[start].text == ".":
            start += 1
        end = _run_end(tokens, start, words)
        return end if end > start else None
    if token.text.casefold() not in words.given:
        return None
    end = _run_end(tokens, index + 1, words)
    return end if end > index + 1 else None


def _run_end(tokens: Sequence[Token], start: int, words: PlaceWords) -> int:
    """Where the run of capitalized words that may be a person's names ends."""
    position, names = start, 0
    while position < len(tokens) and names < _LONGEST_NAME:
        token, before = tokens[position], tokens[position - 1]
        if token.start - before.end > 1:
            break
        lower = token.text.casefold()
        is_initial = token.text == "." and len(before.text) == 1 and before.is_word
        is_joint = token.text in ("-", "’", "'") and token.start == before.end and position > start
        if is_initial or is_joint:
            position += 1
            continue
        if not token.is_word or not (token.is_capitalized or lower in _JOINING):
            break
        if token.is_capitalized and not _may_be_name(lower, words):
            break
        names += 1
        position += 1
    while position > start and not tokens[position - 1].is_capitalized and tokens[position - 1].text != ".":
        position -= 1
    return position


def _may_be_name(lower: str, words: PlaceWords) -> bool:
    return not (
        lower in words.kind_after
        or lower in words.facilities
        or lower in words.streets
        or lower in words.calendar
        or (lower not in words.family and (lower in words.organizations or lower in words.not_places))
        or lower in words.features
        or lower in words.titles
        or lower in words.compass
    )


def _is_title(token: Token, words: PlaceWords) -> bool:
    return token.is_capitalized and token.text.casefold() in words.titles


def _remember(name: Sequence[Token], persons: Persons) -> None:
    parts = [token.text.casefold() for token in name if token.is_word and len(token.text) > 1]
    while parts and parts[-1] in _SUFFIXES:
        parts.pop()
    if parts:
        persons.family.add(parts[-1])
        if len(parts) > 1:
            persons.given.update(parts[:-1])
