"""What bodies are called: with the Security Council, New York is the city; and the names of armed groups."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from geomap.resources import read_rows

if TYPE_CHECKING:
    from geomap.gazetteer.store import Gazetteer

_ACTORS: Final = "lexicon/actors.csv"
_COLUMNS: Final = ("name", "kind", "country", "source")


@lru_cache(maxsize=1)
def group_names() -> frozenset[str]:
    """The names of armed groups and movements of several words, in small letters."""
    return frozenset(
        name.casefold()
        for row in read_rows(_ACTORS, _COLUMNS)
        if row["kind"] == "group"
        for name in row["name"].split("|")
        if " " in name
    )


@lru_cache(maxsize=1)
def residence_names() -> frozenset[str]:
    """The names of the residences that stand for who governs there, in small letters: "kremlin"."""
    return frozenset(
        name.casefold()
        for row in read_rows(_ACTORS, _COLUMNS)
        if row["kind"] == "residence"
        for name in row["name"].split("|")
    )


class SeatFinder:
    """Knows by which names the bodies go that have their seat in one city."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Read the names of the bodies whose seat the gazetteer knows."""
        self._seats: dict[str, str] = {}
        for row in read_rows(_ACTORS, _COLUMNS):
            code = row["country"] if row["kind"] == "organization" else ""
            seat = gazetteer.seat(code) if code else None
            if seat is not None and seat.country_iso3 != code:
                self._seats |= dict.fromkeys(row["name"].split("|"), seat.place_id)
        names = sorted(self._seats, key=lambda name: (-len(name), name))
        # A gazetteer of one's own may know no seat at all: then nothing is found.
        self._names = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names)) or '(?!)'})(?!\w)")

    def find(self, text: str) -> frozenset[str]:
        """The identifiers of the places where bodies named in a text have their seats."""
        return frozenset(self._seats[match.group()] for match in self._names.finditer(text))
