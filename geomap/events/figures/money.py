"""Amounts of money: the currency that stands with a number, by ISO 4217."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from geomap.resources import read_rows
from geomap.text.numbers import Number
from geomap.text.tokens import tokenize

_PER_UNIT = re.compile(
    r"\s*(?:[a-z]+\s+)?(?:an?|per|each|the|/)\s*(?:barrel|bbl|tonne|ton|share|lit(?:re|er)|gallon|kilo(?:gram)?|kg"
    r"|ounce|bushel|pound|head|bag|unit|megawatt|mwh|night|ticket)\b",
    re.IGNORECASE,
)
"""What follows the price of one of something, which is no amount: "$82 a barrel"."""

_PER_ANYTHING = re.compile(
    r"\s*(?:[a-z]+\s+)?(?:an?|per|each|every)\s+"
    r"(?!(?:day|week|fortnight|month|quarter|season|year|decade)\b)[a-z]+\b(?!\s+(?:said|says|told))"
)
_TO_EACH = re.compile(
    r"\s*(?:[a-z]+\s+){0,2}(?:(?:to|for)\s+(?:the\s+(?:[a-z]+\s+){1,4}of\s+)?(?:each|every)\b|each\b|apiece\b"
    r"|per\s+(?:victim|family|household|person|head|capita|child|soldier|worker|student|patient)\b)"
)
"""What follows what everybody gets or everything costs, which is no sum: "2 million pesos to each family"."""
_LARGEST_PRICE = 10_000
_LARGE = 1_000_000
_LONGEST_SIGN = 5
_CARRIED = re.compile(
    r"\b(?:another|an? (?:extra|additional|further|estimated)|a total of|against|compared (?:with|to)"
    r"|from)\s+$",
    re.IGNORECASE,
)
"""What stands before a number of money whose currency was told with the one before it."""
_AGAIN = re.compile(r"\s*[(,]?\s*(?:or|i\.e\.|equivalent to|\()\s*$", re.IGNORECASE)
"""What stands between an amount and the same in another currency: "3 billion yen (", "or"."""
_ROUGHLY = re.compile(r",\s+(?:about|around|nearly|almost|roughly|approximately|some|just (?:over|under))\b")
_CLOSE = re.compile(r"\s*[.,;)]")
"""What leads to the same in another currency, and ends it: "Rs 63,000 crore, nearly 6.6 billion euros."."""
_PAID = re.compile(
    r"\b(?:gave|given|pledged|released|added|lent|paid|spent|approved|promised|provided|donated|committed|granted"
    r"|disbursed|allocated)\s+$"
)
"""Verbs of money, behind which a bare sum is in the currency told before: "and released 10.2 billion"."""
_CODE_WITH_SIGN = re.compile(r"([A-Z]{3})\$$")
"""A currency written twice over: "AUD$1 million"."""
_WORD_BEHIND = re.compile(r"[\s\-–]*([^\W\d_]+)")
_LISTED = re.compile(
    r"(?:[^\d;:]|\b(?:19|20)\d\d\b){0,80}(?:(?:,|:|\band|&)\s+(?:(?:about|some|the|[A-Z][\w-]+)\s+){0,4}"
    r"|,\s+of which\s+)$"
)
"""A list whose currency is told once: "4 billion euros to Chad, 1.1 billion to Niger"."""
_RAISED = re.compile(r"\s+to\s+")
_LISTED_END = re.compile(
    r"\s*(?:[.,;)]|(?:and|to|for|from|has|was|is|of (?:it|which|that|this)"
    r"|(?:in|as) (?:grants?|loans?|credits?|aid|cash|debts?|equity|investments?|military)"
    r"|in (?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|\d{4}))\b|$)"
)
_SCALED = re.compile(r"(?:million|billion|trillion|crore|lakh|\d\s?(?:bn|mn?|tn))$", re.IGNORECASE)
_OF_WEIGHT = re.compile(r"(?:\s+of\b|\s*[-–]\s*[a-z])", re.IGNORECASE)
"""What follows a pound that is weighed: "20,000 pounds of explosives", "627 pound-feet"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """A currency found with a number, and the span of number and currency together."""

    currency: str
    start: int
    end: int


def money_of(text: str, number: Number, stop: int, countries: Sequence[frozenset[str]] = ()) -> Money | None:
    """The currency that stands with a number, or None.

    Args:
        text: The document's text.
        number: The number.
        stop: Where its sentence ends.
        countries: ISO 3166-1 alpha-2 codes, the nearest first: whose rupees, pounds or kroner are meant.
    """
    is_price = number.value < _LARGEST_PRICE and _PER_ANYTHING.match(text, number.end, stop)
    if is_price or _TO_EACH.match(text, number.end, stop) or _PER_UNIT.match(text, number.end, stop):
        return None
    return _sign_before(text, number, countries) or _word_behind(text, number, stop, countries)


def carried_on(text: str, number: Number, paid: Money | None) -> Money | None:
    """The amount that a bare large number is behind one of money: "against 100bn planned"."""
    if paid is None or number.value < _LARGE:
        return None
    between = paid.end, number.start
    is_listed = _LISTED.fullmatch(text, *between) or _RAISED.fullmatch(text, *between)
    is_led = is_listed or _PAID.search(text, *between)
    is_sum = _LISTED_END.match(text, number.end) and _SCALED.search(text, number.start, number.end)
    if not (is_led and is_sum) and not _CARRIED.search(text, *between):
        return None
    return Money(currency=paid.currency, start=number.start, end=number.end)


def is_told_again(text: str, money: Money, before: Money | None) -> bool:
    """Whether an amount only converts the one before into another currency: "€9 million ($11.4 million)"."""
    if before is None or before.currency == money.currency or not before.end <= money.start:
        return False
    if _AGAIN.fullmatch(text, before.end, money.start):
        return True
    is_rough = _ROUGHLY.match(text, before.end) is not None
    return (
        is_rough
        and text[before.end : money.start].strip() == ","
        and _CLOSE.match(text, money.end) is not None
    )


def _sign_before(text: str, number: Number, countries: Sequence[frozenset[str]]) -> Money | None:
    left = max(0, number.core_start - _LONGEST_SIGN)
    before = text[left : number.core_start].rstrip()
    code = _CODE_WITH_SIGN.search(before)
    if code and code[1] in _currency_codes():
        return Money(currency=code[1], start=min(number.start, left + code.start()), end=number.end)
    for sign, currency in _signs_by_end().get(before[-1:], ()):
        position = left + len(before) - len(sign)
        is_word = sign[0].isalpha() and text[position - 1 : position].isalpha()
        if before.endswith(sign) and not is_word:
            named = _of_country(sign.rstrip(".").lower(), countries) or currency
            return Money(currency=named, start=min(number.start, position), end=number.end)
    return None


def _word_behind(text: str, number: Number, stop: int, countries: Sequence[frozenset[str]]) -> Money | None:
    following = _WORD_BEHIND.match(text, number.end, stop)
    if following is None or _bare(following[1]) not in _first_of_names():
        return None
    # "A 50-billion-euro facility"
    first = number.end + (text[number.end : number.end + 1] == "-")
    tokens = tokenize(text, start=first, end=min(stop, first + 40))[:3]
    for length in (3, 2, 1):
        if len(tokens) < length:
            continue
        phrase = text[tokens[0].start : tokens[length - 1].end]
        words = _currency_words()
        name = phrase.lower() if phrase.lower() in words else phrase.lower().rstrip("s")
        found = _of_country(name, countries) or words.get(name)
        found = phrase if phrase in _currency_codes() else found
        if name == "pound" and _OF_WEIGHT.match(text, tokens[0].end, stop):
            return None
        if found and not (name in ("won", "real", "som", "dong") and not number.is_digits):
            return Money(currency=found, start=number.start, end=tokens[length - 1].end)
    return None


def _of_country(name: str, countries: Sequence[frozenset[str]]) -> str | None:
    """The currency of a name that several countries share, by the nearest of them that is named alone."""
    shared = _shared().get(name, {})
    for codes in countries:
        found = {shared[code] for code in codes if code in shared}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


@lru_cache(maxsize=1)
def _shared() -> dict[str, dict[str, str]]:
    """Names that several countries' money bears: the currency of each, which begins with its code."""
    found: dict[str, dict[str, str]] = {}
    for row in _rows():
        found.setdefault(row["name"].split()[-1].lower(), {})[row["currency"][:2]] = row["currency"]
    return {name: by_code for name, by_code in found.items() if len(by_code) > 1 and name != "dollar"}


def _rows() -> list[dict[str, str]]:
    return list(read_rows("lexicon/currencies.csv", ("name", "currency", "kind")))


@lru_cache(maxsize=1)
def _currency_codes() -> frozenset[str]:
    return frozenset(row["currency"] for row in _rows())


@lru_cache(maxsize=1)
def _signs_by_end() -> dict[str, list[tuple[str, str]]]:
    """The signs and codes of money with their currencies, the longest first, by the last character."""
    signs = {row["name"]: row["currency"] for row in _rows() if row["kind"] == "sign"}
    codes = {code: code for code in _currency_codes()}
    found: dict[str, list[tuple[str, str]]] = {}
    for sign, currency in sorted({**codes, **signs}.items(), key=lambda pair: (-len(pair[0]), pair[0])):
        found.setdefault(sign[-1], []).append((sign, currency))
    return found


@lru_cache(maxsize=1)
def _first_of_names() -> frozenset[str]:
    """The words that names of money begin with, as `_bare` has them."""
    names = (*_currency_words(), *_shared(), *_currency_codes())
    return frozenset(_bare(match[1]) for name in names if (match := _WORD_BEHIND.match(name)))


def _bare(word: str) -> str:
    return word.lower().rstrip("s")


@lru_cache(maxsize=1)
def _currency_words() -> dict[str, str]:
    """Names of money in lower case; a name that only some countries' money bears has no currency alone."""
    return {row["name"].lower(): row["currency"] for row in _rows() if row["kind"] == "word"}
