"""The nouns that numbers count: rows of ``data/lexicon/units.csv`` and, for money, ``currencies.csv``."""

from __future__ import annotations

from functools import lru_cache

from geomap.constants import Unit
from geomap.resources import read_rows


@lru_cache(maxsize=1)
def load_units() -> dict[str, str]:
    """What a noun counts, by its base form: persons, households, homes or, as "", things."""
    return {row["noun"]: row["unit"] for row in read_rows("lexicon/units.csv", ("noun", "unit"))}


@lru_cache(maxsize=1)
def person_nouns() -> frozenset[str]:
    """The nouns that count persons."""
    return frozenset({noun for noun, unit in load_units().items() if unit == Unit.PERSON})


@lru_cache(maxsize=1)
def money_nouns() -> frozenset[str]:
    """The last words of the names of currencies: "franc", "dollar"."""
    rows = read_rows("lexicon/currencies.csv", ("name", "kind"))
    return frozenset({row["name"].split()[-1].lower() for row in rows if row["kind"] == "word"})
