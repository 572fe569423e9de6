"""Amounts of money: the currency that stands with a number, by ISO 4217."""

from __future__ import annotations

import re
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
_LARGEST_PRICE = 10_000
_CODE_WITH_SIGN = re.compile(r"([A-Z]{3})\$$")
"""A currency written twice over: "AUD$1 million"."""
_OF_WEIGHT = re.compile(r"(?:\s+of\b|\s*[-–]\s*[a-z])", re.IGNORECASE)
"""What follows a pound that is weighed: "20,000 pounds of explosives", "627 pound-feet"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """A currency found with a number, and the span of number and currency together."""

    currency: str
    start: int
    end: int


def money_of(text: str, number: Number, stop: int) -> Money | None:
    """The currency that stands with a number, or None."""
    is_price = number.value < _LARGEST_PRICE and _PER_ANYTHING.match(text, number.end, stop)
    if is_price or _PER_UNIT.match(text, number.end, stop):
        return None
    before = text[max(0, number.core_start - 4) : number.core_start].rstrip()
    code = _CODE_WITH_SIGN.search(before)
    if code and code[1] in _currency_codes():
        start = (
            number.core_start - len(text[max(0, number.core_start - 4) : number.core_start]) + code.start()
        )
        return Money(currency=code[1], start=min(number.start, start), end=number.end)
    for sign, currency in _signs():
        if before.endswith(sign):
            position = number.core_start - 1
            while not text.startswith(sign, position):
                position -= 1
            return Money(currency=currency, start=min(number.start, position), end=number.end)
    tokens = tokenize(text, start=number.end, end=min(stop, number.end + 40))[:3]
    for length in (3, 2, 1):
        if len(tokens) < length:
            continue
        phrase = text[tokens[0].start : tokens[length - 1].end]
        found = _currency_words().get(phrase.lower()) or _currency_words().get(phrase.lower().rstrip("s"))
        if phrase.lower() in ("pound", "pounds") and _OF_WEIGHT.match(text, tokens[0].end, stop):
            return None
        if found and not (phrase.lower() in ("won", "real", "som", "dong") and not number.is_digits):
            return Money(currency=found, start=number.start, end=tokens[length - 1].end)
    return None


@lru_cache(maxsize=1)
def _currency_codes() -> frozenset[str]:
    rows = read_rows("lexicon/currencies.csv", ("name", "currency", "kind"))
    return frozenset(row["currency"] for row in rows)


@lru_cache(maxsize=1)
def _signs() -> tuple[tuple[str, str], ...]:
    rows = list(read_rows("lexicon/currencies.csv", ("name", "currency", "kind")))
    signs = [(row["name"], row["currency"]) for row in rows if row["kind"] == "sign"]
    codes = [(row["name"], row["currency"]) for row in rows if row["name"] == row["currency"]]
    return tuple(sorted(signs + codes, key=lambda pair: (-len(pair[0]), pair[0])))


@lru_cache(maxsize=1)
def _currency_words() -> dict[str, str]:
    rows = read_rows("lexicon/currencies.csv", ("name", "currency", "kind"))
    return {row["name"].lower(): row["currency"] for row in rows if row["kind"] == "word"}
