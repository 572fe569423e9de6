"""The nouns that numbers count: rows of ``data/lexicon/units.csv``."""

from __future__ import annotations

from functools import lru_cache

from geomap.resources import read_rows


@lru_cache(maxsize=1)
def load_units() -> dict[str, str]:
    """What a noun counts, by its base form: persons, households, homes or, as "", things."""
    return {row["noun"]: row["unit"] for row in read_rows("lexicon/units.csv", ("noun", "unit"))}
