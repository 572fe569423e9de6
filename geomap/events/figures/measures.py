"""Numbers that others are measured by: the whole of a part, and what a number was before.

"1,200 of the 8,000 residents" and "90 of 140 houses" count 1,200 and 90, "from 96 to 110" counts 110, and
"118,000, down from 125,000 in April" 118,000.
"""

from __future__ import annotations

from geomap.events.figures.money import Money
from geomap.events.figures.totals import CHANGING
from geomap.events.tree.sentences import POSSESSIVES, Words
from geomap.text.numbers import Number

_BETWEEN = 7
"""Within how many tokens the number stands to which another has changed."""
_UPROOTED = frozenset({"displaced", "refugees", "idps", "evacuees", "returnees"})
_OWNERS = POSSESSIVES | {"the", "these", "those", "all", "'s", "’s", "some", "about", "around", "roughly"}
_FARTHEST = 5
"""How many words may stand between "of" and the number of the whole: "of the village's 140"."""
_STOPS = frozenset({",", ";"})
_REACH = 9
"""Within how many tokens before a number in brackets "than" stands that compares it."""
_ALONE = frozenset({"one"})
_LEADING = 3
"""How many words may lead from an old number to its date: "down from 125,000 in early April"."""
_CHANGES = frozenset("up down increase decrease rise drop fall decline reduction".split())
_AGAINST = frozenset({("compared", "to"), ("compared", "with"), ("as", "against")})


def is_whole(words: Words, number: Number) -> bool:
    """Whether a number is the whole of which another counts a part."""
    core = words.index_at(number.core_start)
    of = _of_before(words, core)
    if of < 1 or words.parts[of - 1] != "NUM" or words.word(of - 1) in _ALONE:
        return False
    first = words.index_at(number.end)
    is_shared = words.word(of - 2) in ("in", "of") and words.word(first) in _UPROOTED
    return not is_shared


def _of_before(words: Words, core: int) -> int:
    """The "of" of a whole; -1 if none leads to it."""
    for index in range(core - 1, max(core - 1 - _FARTHEST, -1), -1):
        if words.word(index) == "of":
            return index
        is_owner = words.word(index + 1) in ("'s", "’s")
        if words.word(index) not in _OWNERS and not is_owner and words.labels[index] != "compound":
            return -1
    return -1


def noun_behind_whole(words: Words, first: int) -> int:
    """Where the noun begins that a part shares with its whole: "90 of 140 houses"; else where it began."""
    if words.word(first) != "of" or words.word(first - 1) in _ALONE:
        return first
    whole = next((one for one in range(first + 1, first + 2 + _FARTHEST) if _is_number(words, one)), -1)
    return whole + 1 if whole > 0 and _of_before(words, whole) == first else first


def _is_number(words: Words, index: int) -> bool:
    return words.parts[index : index + 1] == ("NUM",)


def is_old(words: Words, number: Number) -> bool:
    """Whether a number is what another has grown or fallen from, or is set beside."""
    core, first = words.index_at(number.core_start), words.index_at(number.end)
    start = words.index_at(number.start)
    pair = words.lower[max(start - 2, 0) : start]
    if pair[-1:] == ("(",):
        return _is_compared(words, start)
    if pair[-1:] != ("from",):
        return pair in _AGAINST
    return _leads_to_another(words, core, first) or pair[0] in _CHANGES


def is_old_sum(words: Words, money: Money) -> bool:
    """Whether an amount is what another has changed from, or is compared with: "down from $6.9 billion"."""
    start = words.index_at(money.start)
    pair = words.lower[max(start - 2, 0) : start]
    return pair in _AGAINST or (pair[-1:] == ("from",) and pair[0] in _CHANGES)


def _is_compared(words: Words, start: int) -> bool:
    """Whether a number in brackets is what another is compared with: "fewer than in May (50,300)"."""
    before = words.lower[max(start - 1 - _REACH, 0) : start - 1]
    if "than" not in before:
        return False
    behind = range(start - 1 - before[::-1].index("than"), start - 1)
    told = words.lower[behind[0] : start]
    return "in" in told and _STOPS.isdisjoint(told)


def _leads_to_another(words: Words, core: int, first: int) -> bool:
    """Whether a number is what another has grown from: "from 96 to 110", "rose from 362 in May to 578"."""
    is_changing = words.has_lemma(words.heads[core], CHANGING)
    reach = range(first, min(first + (_BETWEEN if is_changing else 1), len(words) - 1))
    return any(words.word(one) == "to" and words.parts[one + 1] == "NUM" for one in reach)


def dates_old(words: Words, number: Number, date: int) -> bool:
    """Whether a date, given by its first token, stands right behind an old number and is its own."""
    last = words.index_at(number.end - 1)
    is_behind = last < date <= last + _LEADING and "," not in words.lower[last + 1 : date]
    return is_behind and is_old(words, number)
