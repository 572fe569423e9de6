"""What is found: by name, as a sequence that makes each place when it is looked at; by position."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from geomap.models import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ReversePlace:
    """What is at a position; None for what is not there, all in the open sea.

    ``area`` is land that the worldview has in no country, such as Somaliland in the de facto view.
    """

    settlement: Place | None = None
    admin1: Place | None = None
    country: Place | None = None
    area: Place | None = None


class Places(Sequence[Place]):
    """Places, best first. Behaves as a tuple of them and equals one; most callers look at the first alone."""

    __slots__ = ("_make", "_postings")

    def __init__(self, postings: Sequence[int], make: Callable[[int], Place]) -> None:
        """The places of postings (see `geomap.gazetteer.build`); `make` gives the place of a row."""
        self._postings = postings
        self._make = make

    def __len__(self) -> int:
        return len(self._postings)

    @overload
    def __getitem__(self, position: int) -> Place: ...

    @overload
    def __getitem__(self, position: slice) -> tuple[Place, ...]: ...

    def __getitem__(self, position: int | slice) -> Place | tuple[Place, ...]:
        if isinstance(position, slice):
            return tuple([self._make(posting >> 2) for posting in self._postings[position]])
        return self._make(self._postings[position] >> 2)

    def __iter__(self) -> Iterator[Place]:
        return (self._make(posting >> 2) for posting in self._postings)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (Places, tuple)):
            return tuple(self) == tuple(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))
