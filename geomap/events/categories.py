"""What happened to those a number counts: displaced, fled, returned, evacuated, killed, injured."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.constants import Category
from geomap.events.counting import Counted, figure_cues
from geomap.events.morphology import Form, forms_of
from geomap.events.sentences import Words, clause_end, clause_start
from geomap.models import Mention
from geomap.text.numbers import Number

_LONGEST_SEARCH = 26
_ENDS = frozenset({";", ":", "—", "while", "whereas", "which", "where", "because"})
_RESIDENCE = frozenset(
    "camp centre center shelter tent school settlement collective church mosque host relief temporary"
    " makeshift".split()
)
_STAYING = frozenset(
    "live stay remain shelter accommodate house reside stand host gather squeeze huddle join".split()
)
_ARRIVING = frozenset("arrive reach enter pour move".split())
_FLIGHT = frozenset("flee displace refugee idp violence clash camp escape conflict".split())
_FORCED = frozenset("push drive force".split())
_OVER = frozenset("from into over across out to".split())
_POSSIBLE = frozenset({"could", "may", "might", "would", "can"})
_NOUNS = {
    "refugee": Category.REFUGEES,
    "seeker": Category.REFUGEES,
    "idp": Category.IDPS,
    "evacuee": Category.EVACUATIONS,
    "returnee": Category.RETURNS,
    "repatriate": Category.RETURNS,
    "displacement": Category.INTERNAL_DISPLACEMENTS,
    "dead": Category.DEATHS,
    "death": Category.DEATHS,
    "fatality": Category.DEATHS,
    "body": Category.DEATHS,
    "casualty": Category.DEATHS,
}
_DONE = frozenset({Category.RETURNS, Category.EVACUATIONS, Category.DEATHS, Category.INJURED})
_UNSURE = frozenset({Category.REFUGEES, Category.CROSS_BORDER_DISPLACEMENTS})


def category_of(
    words: Words, number: Number, counted: Counted, mentions: Sequence[Mention]
) -> Category | None:
    """What the words around a number say happened to those it counts; None if nothing or only possibly.

    A verb whose direct object the number is speaks first ("killed 500 people"), then the noun itself
    ("refugees"), what describes it ("displaced people"), the verb after it, a verb before it, and
    last where people stay.
    """
    begin = words.index_at(number.start)
    low = clause_start(words, begin)
    if _is_possible(words, begin, counted):
        return None
    direct = _direct_verb(words, begin, low)
    noun = _NOUNS.get(counted.noun)
    after = _after_noun(words, counted)
    if noun is not None:
        done = after if after in _DONE else direct if direct in _DONE else None
        return done if done and noun in (Category.IDPS, Category.REFUGEES) else noun
    if direct is not None:
        return direct
    inner = range(counted.first, counted.last + 1)
    if any(words.has_lemma(index, frozenset({"displace"})) for index in inner):
        return after if after in (Category.RETURNS, Category.EVACUATIONS) else Category.IDPS
    if any(words.word(index) in ("dead", "killed") for index in inner):
        return Category.DEATHS
    return after or _before_number(words, begin, low) or _staying(words, counted) or _arriving(words, counted)


def _is_possible(words: Words, begin: int, counted: Counted) -> bool:
    """ "Could displace 5,000 people", "5,000 people might be displaced": nothing that happened."""
    around = (*words.lower[max(0, begin - 3) : begin], words.word(counted.last + 1))
    return not _POSSIBLE.isdisjoint(around)


def _direct_verb(words: Words, begin: int, low: int) -> Category | None:
    """The category of an active verb directly before the number."""
    for index in range(begin - 1, max(low - 1, begin - 4), -1):
        word = words.lower[index]
        if word == "lives":
            return Category.DEATHS
        category = category_at(words, index)
        if category in (Category.IDPS, *_UNSURE):
            return None
        if category is not None:
            is_verb = any(
                forms_of(word, lemma) - {Form.PRESENT}
                for lemma in words.lemmas[index]
                if lemma in figure_cues()
            )
            return (
                category if is_verb and words.word(index - 1) not in ("were", "was", "be", "been") else None
            )
        if word not in ("of", "an", "additional", "another", "some", "the", "further"):
            return None
    return None


def _after_noun(words: Words, counted: Counted) -> Category | None:
    """The first verb of fate after the noun phrase, also across "who" ("people who have fled")."""
    start = after_aside(words, counted.last + 1 if counted.noun else counted.first)
    stop = min(len(words), start + _LONGEST_SEARCH)
    for index in range(start, stop):
        word = words.lower[index]
        is_next_number = words.tokens[index].text[0].isdigit() and index > start + 1
        if word in _ENDS or (
            is_next_number and words.word(index - 1) in ("and", "killing", "including", "with")
        ):
            return None
        category = category_at(words, index)
        if category is Category.REFUGEES and words.word(index - 1) != "as" and words.word(index - 2) != "as":
            continue
        if category is None or (category is Category.IDPS and index > start + 8):
            continue
        return _refine(words, index, category, start)
    return None


def after_aside(words: Words, index: int) -> int:
    """The index after a parenthesis that opens at `index`; `index` itself if none does."""
    if words.word(index) != "(":
        return index
    closing = next((place for place in range(index, len(words)) if words.lower[place] == ")"), index - 1)
    return closing + 1


def category_at(words: Words, index: int) -> Category | None:
    """The category that one word points to, or None."""
    if words.has_lemma(index, frozenset({"homeless"})):
        return Category.INTERNAL_DISPLACEMENTS
    if words.lower[index] == "lives":
        return Category.DEATHS
    if words.has_lemma(index, frozenset({"leave", "abandon"})):
        tail = words.lower[index + 1 : index + 4]
        return Category.INTERNAL_DISPLACEMENTS if "homes" in tail or "houses" in tail else None
    if words.has_lemma(index, _FORCED) and words.word(index - 1) in ("were", "was", "been", "being"):
        is_out = not _OVER.isdisjoint(words.lower[index + 1 : index + 6])
        return (
            Category.INTERNAL_DISPLACEMENTS
            if is_out and "to" not in words.lower[index + 1 : index + 2]
            else None
        )
    found = [figure_cues()[lemma] for lemma in sorted(words.lemmas[index]) if lemma in figure_cues()]
    return found[0] if found else None


def _refine(words: Words, index: int, category: Category, start: int) -> Category | None:
    """Tell stocks from flows, and crossings from movements within a country."""
    near = words.lower[max(start - 4, 0) : index]
    tail = words.lower[index + 1 : index + 9]
    if category is Category.CROSS_BORDER_DISPLACEMENTS:
        is_border = not {"border", "borders", "into", "over", "frontier"}.isdisjoint(tail)
        return category if is_border else None
    if category is not Category.INTERNAL_DISPLACEMENTS:
        return category
    if words.has_lemma(index, frozenset({"displace"})):
        is_stock = not {"remain", "remained", "remains", "still", "registered"}.isdisjoint(near)
        if is_stock or ("internally" in near and words.word(index - 2) in ("are", "is")):
            return Category.IDPS
    is_abroad = (
        "abroad" in tail
        or "neighbouring" in tail
        or "neighboring" in tail
        or ("country" in tail and "the" in tail and {"within", "across"}.isdisjoint(tail))
    )
    return Category.CROSS_BORDER_DISPLACEMENTS if is_abroad else category


def _before_number(words: Words, begin: int, low: int) -> Category | None:
    """The verb or noun whose object the number is: "the evacuation of 20", "forcing about 35 people"."""
    for index in range(begin - 1, max(low - 1, begin - 9), -1):
        category = category_at(words, index)
        if category is not None and category not in _UNSURE:
            return category
        if words.tokens[index].text[0].isdigit():
            return None
    return None


def _staying(words: Words, counted: Counted) -> Category | None:
    """People who stay in camps and shelters are displaced, whatever the verb."""
    start = after_aside(words, counted.last + 1)
    tail = range(start, min(clause_end(words, start), start + 12))
    before = range(max(0, counted.first - 5), counted.first)
    stays = any(words.has_lemma(index, _STAYING) for index in (*before, *tail))
    is_camp = any(words.has_lemma(index, _RESIDENCE) for index in tail)
    return Category.IDPS if stays and is_camp else None


def _arriving(words: Words, counted: Counted) -> Category | None:
    """People who arrive somewhere in a sentence that tells of flight have been displaced."""
    start = after_aside(words, counted.last + 1)
    tail = range(start, min(len(words), start + 4))
    arrives = any(words.has_lemma(index, _ARRIVING) for index in tail)
    tells_of_flight = any(words.has_lemma(index, _FLIGHT) for index in range(len(words)))
    return Category.INTERNAL_DISPLACEMENTS if arrives and tells_of_flight else None
