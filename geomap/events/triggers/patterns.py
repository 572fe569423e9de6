"""Where the words of a phrase of the lexicon stand in a sentence, with what may come between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geomap.events.lists.lexicon import GAP, Part
from geomap.events.tree.grammar import is_verb
from geomap.events.tree.sentences import CLAUSE_SIGNS, DETERMINERS, PREPOSITIONS, Words
from geomap.text.date_expressions import WEEKDAYS

_LONGEST_GAP = 6
_DESCRIBING = 4
_LOOSE = 4
_PARTICLES = frozenset("up down out off over away back aside together".split())
_CLOSE = PREPOSITIONS | _PARTICLES
_TIMES = WEEKDAYS | {"today", "yesterday", "tomorrow", "tonight"}
_PASSED_OVER = _TIMES | DETERMINERS | {"once", "also", "again"}
_STOPS = PREPOSITIONS | {"and", "or", "but", "who"}
_COMPLEMENTS = frozenset({"of", "to", "for"})


def stands_at(words: Words, start: int, pattern: Sequence[frozenset[str]]) -> bool:
    """Whether the words of a pattern stand one after the other from a token on."""
    return all(words.has_lemma(start + place, element) for place, element in enumerate(pattern))


def tokens_from(
    words: Words, start: int, pattern: Sequence[frozenset[str]], part: Part
) -> tuple[int, ...] | None:
    """The tokens that the words of a pattern cover, the first of them at `start`; None if they do not."""
    element = pattern[0]
    if GAP in element:
        return _first_of(words, _gap_places(words, start), pattern[1:], part)
    if not words.has_lemma(start, element):
        return None
    if len(pattern) == 1:
        return (start,)
    rest = tokens_behind(words, start, pattern[1:], part)
    return (start, *rest) if rest is not None else None


def tokens_behind(
    words: Words, start: int, pattern: Sequence[frozenset[str]], part: Part
) -> tuple[int, ...] | None:
    """The tokens that the words of a pattern cover behind a word of the phrase; none for an empty pattern."""
    return (
        _first_of(words, _next_places(words, start + 1, pattern[0], part), pattern, part) if pattern else ()
    )


def _first_of(
    words: Words, places: Iterator[int], pattern: Sequence[frozenset[str]], part: Part
) -> tuple[int, ...] | None:
    for place in places:
        found = tokens_from(words, place, pattern, part)
        if found is not None:
            return found
    return None


def _gap_places(words: Words, start: int) -> Iterator[int]:
    """Where the word after a gap may stand."""
    for skipped in range(_LONGEST_GAP + 1):
        place = start + skipped
        if place >= len(words) or (skipped and _opens_clause(words, place - 1)):
            return
        yield place


def _opens_clause(words: Words, place: int) -> bool:
    """Whether a clause of its own begins with a word: "emphasized that", "told Congress that"."""
    word, following = words.lower[place], place + 1
    is_joint = words.parts[place] == "CCONJ" and following < len(words)
    # "Demanded an inquiry and accused the government of": no "demanded of".
    is_verb_next = is_joint and words.labels[following] == "conj" and is_verb(words, following)
    return word in CLAUSE_SIGNS or (word == "that" and words.parts[place] == "SCONJ") or is_verb_next


def _next_places(words: Words, start: int, element: frozenset[str], part: Part) -> Iterator[int]:
    """Where the next word of a phrase may stand: at once, or after determiners, adverbs and times."""
    yield start
    if GAP in element:
        return
    if part is Part.NOUN:
        yield from _past_describing(words, start)
        return
    place = start
    is_infinitive = words.word(start - 1) == "to" and start < len(words) and is_verb(words, start)
    # "Refused to rule out talks" is no "refused to talk".
    is_loose = element.isdisjoint(_CLOSE) and not is_infinitive
    for _ in range(_LOOSE):
        word = words.word(place)
        if word == "that" and _opens_clause(words, place):
            return
        if word == "on" and words.word(place + 1) in _TIMES:
            place += 2
        elif (word in _PASSED_OVER or word.endswith("ly")) or (
            is_loose and (word.isalpha() or word[:1].isdigit()) and word not in _STOPS
        ):
            place += 1
        else:
            return
        yield place


def _past_describing(words: Words, start: int) -> Iterator[int]:
    """Where the noun after "of" may stand: "deployment of some 230 French troops"."""
    if words.word(start - 1) not in _COMPLEMENTS:
        return
    for place in range(start, start + _DESCRIBING):
        if place >= len(words) or words.parts[place] not in ("DET", "NUM", "ADJ", "ADV"):
            return
        yield place + 1
