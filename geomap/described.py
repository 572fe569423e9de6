"""Places that a text only describes: "Daesh-held territory", "more than ten countries", "their villages"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from geomap.checks import check_quote
from geomap.constants import PlaceRole

_ARTICLES: Final = frozenset({"The", "A", "An"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """The words for a place that no gazetteer can hold; it lies nowhere, and nothing is drawn there.

    ``way`` is the preposition that goes with the words: "from", "to", or for a location "in", "at", "near".
    """

    role: PlaceRole
    way: str
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        check_quote(self.start, self.end, self.text)

    @property
    def name(self) -> str:
        """The words on one line, without the capital of an article that begins a sentence."""
        first, *rest = self.text.split()
        return " ".join([first.lower() if first in _ARTICLES else first, *rest])

    @property
    def label(self) -> str:
        """The name, marked as that of a place which is on no map."""
        return f"{self.name} (not placed)"
