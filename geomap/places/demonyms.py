"""Demonyms: words such as "Russian" or "New Yorkers" that name what belongs to a place."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from geomap.errors import DamagedDataError
from geomap.gazetteer.names import fold
from geomap.resources import read_rows

_FILE: Final = "lexicon/demonyms.csv"
_COLUMNS: Final = ("demonym", "country_code", "place", "kind", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonym:
    """One demonym and the place it points to.

    Without `place` it is the country; with it, the place of that name, inside the country if one is
    given. ``is_noun`` tells "Turks" from "Turkish"; a word that is both counts as an adjective.
    """

    text: str
    country_code: str | None
    place: str | None
    is_noun: bool


@lru_cache(maxsize=1)
def load_demonyms() -> Mapping[str, Demonym]:
    """All demonyms by their folded form.

    Raises:
        MissingDataError: If the data file is missing.
        DamagedDataError: If a row names neither a country nor a place.
    """
    demonyms: dict[str, Demonym] = {}
    for row in read_rows(_FILE, _COLUMNS):
        if not row["country_code"] and not row["place"]:
            raise DamagedDataError(_FILE, f"{row['demonym']!r} names neither a country nor a place")
        demonym = Demonym(
            text=row["demonym"],
            country_code=row["country_code"] or None,
            place=row["place"] or None,
            is_noun=row["kind"] == "noun",
        )
        demonyms[fold(demonym.text)] = demonym
    return demonyms


def find_demonym(text: str) -> Demonym | None:
    """The demonym that a word or phrase is, compared as place names are; None if it is none."""
    return load_demonyms().get(fold(text))
