"""Parsed documents as columns, read once for all layers of a map and for the map itself.

A map has hundreds of thousands of records. Whatever is asked of one is asked while it lies in the processor's
cache, and numbers are taken out of their objects there.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, compress
from operator import is_, itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from geomap.codes import Coded, Coder, Gatherer, Numbers, code, code_by_identity
from geomap.constants import Category, Modality
from geomap.models import Candidate, Figure, ParsedDocument, Place, Report

if TYPE_CHECKING:
    from numpy.typing import NDArray


_AT_A_TIME: Final = 256
"""So many documents are looked at together: the next question finds them in the cache."""

_Found = TypeVar("_Found")

Side = tuple[str | None, ...]
"""Who is on one side of an event: name and country of each, one after another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """Spans in texts: whose each is, rising, and where it starts and ends."""

    owner: NDArray[Any]
    start: NDArray[Any]
    end: NDArray[Any]

    def pick(self, rows: NDArray[Any]) -> Spans:
        """Some of them."""
        return Spans(owner=self.owner[rows], start=self.start[rows], end=self.end[rows])


@dataclass(frozen=True, slots=True, kw_only=True)
class EventColumns:
    """All events in order, whatever their modality.

    ``document`` is the number of each event's document; ``columns`` are those of `EVENT_READERS` and
    `TERM_READERS` and the sides, ``acting`` and ``receiving``. ``sides`` are the spans of actors and
    recipients, by event.
    """

    document: NDArray[Any]
    columns: Mapping[str, Sequence[Any]]
    sides: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionColumns:
    """The mentions of known places: where they stand, by document, and which place they mean.

    ``is_chosen`` says whether that was chosen among candidates.
    """

    spans: Spans
    place: Coded[Place]
    score: NDArray[Any]
    candidates: Sequence[tuple[Candidate, ...]]
    is_chosen: NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureColumns:
    """All figures, and where they stand, by document."""

    figures: Sequence[Figure]
    spans: Spans
    category: Coded[Category]
    mood: Coded[Modality]
    repeats: Sequence[Report | None]


class Corpus(tuple[ParsedDocument, ...]):
    """Parsed documents with their columns, each made when it is first asked for."""

    def __init__(self, _: Iterable[ParsedDocument]) -> None:
        self._found: dict[object, Any] = {}

    def find(self, search: Callable[..., _Found], *key: object) -> _Found:
        """What a search finds in these documents, for a key if there is one; the same each time."""
        if (search, key) not in self._found:
            self._found[search, key] = search(self, *key)
        found: _Found = self._found[search, key]
        return found

    def is_of(self, documents: Sequence[ParsedDocument]) -> bool:
        """Whether it is of these very documents."""
        return len(documents) == len(self) and all(map(is_, self, documents))

    @cached_property
    def documents(self) -> Mapping[str, list[Any]]:
        """The columns of `DOCUMENT_READERS`."""
        columns: dict[str, list[Any]] = {name: [] for name in DOCUMENT_READERS}
        for some in self._batches():
            documents = [one.document for one in some]
            for name, read in DOCUMENT_READERS.items():
                columns[name] += read(documents)
        return MappingProxyType(columns)

    @cached_property
    def events(self) -> EventColumns:
        """The events."""
        import numpy as np

        columns = {name: _new_column(name) for name in EVENT_READERS}
        terms = {together: Coder() for together in _TOGETHER}
        counts: list[int] = []
        sides, sided = _Gathered(), Coder()
        for some in self._batches():
            of_documents = [one.events for one in some]
            counts += map(len, of_documents)
            events = list(chain.from_iterable(of_documents))
            for name, read in EVENT_READERS.items():
                columns[name].extend(read(events))
            for together, coder in terms.items():
                coder.extend(zip(*(TERM_READERS[name](events) for name in together), strict=True))
            actors = sides.add([side for one in events for side in (one.actors, one.recipients)])
            sided.extend(zip([one.name for one in actors], [one.country_iso3 for one in actors], strict=True))
        found = {name: _as_cells(one) for name, one in columns.items()}
        found["place"] = code_by_identity(found["place"])
        for together, coder in terms.items():
            found |= dict(zip(together, _apart(coder.column(), len(together)), strict=True))
        spans = sides.spans()
        of_sides = _sides(spans.owner, sided.column(), 2 * sum(counts))
        found |= {"acting": Coded(of_sides.values, of_sides.codes[::2])}
        found |= {"receiving": Coded(of_sides.values, of_sides.codes[1::2])}
        return EventColumns(
            document=np.arange(len(counts)).repeat(counts),
            columns=MappingProxyType(found),
            sides=Spans(owner=spans.owner >> 1, start=spans.start, end=spans.end),
        )

    @cached_property
    def mentions(self) -> MentionColumns:
        """The mentions of known places."""
        spans, scores, is_chosen = _Gathered(), Gatherer("d"), Gatherer("?")
        places: list[Any] = []
        candidates: list[tuple[Candidate, ...]] = []
        for some in self._batches():
            found = spans.add([one.mentions for one in some])
            places += [one.place for one in found]
            scores.extend([one.score for one in found])
            chosen_among = [one.candidates for one in found]
            candidates += chosen_among
            is_chosen.extend(map(bool, chosen_among), len(found))
        place = code_by_identity(places)
        are_known = place.are_known()
        return MentionColumns(
            spans=spans.spans().pick(are_known),
            place=place.pick(are_known).compact(),
            score=scores.column()[are_known],
            candidates=list(compress(candidates, are_known.tolist())),
            is_chosen=is_chosen.column()[are_known],
        )

    @cached_property
    def figures(self) -> FigureColumns:
        """The figures."""
        spans = _Gathered()
        figures = spans.add([one.figures for one in self])
        return FigureColumns(
            figures=figures,
            spans=spans.spans(),
            category=code([one.category for one in figures]),
            mood=code([one.modality for one in figures]),
            repeats=[one.repeats for one in figures],
        )

    def _batches(self) -> Iterator[tuple[ParsedDocument, ...]]:
        return (self[first : first + _AT_A_TIME] for first in range(0, len(self), _AT_A_TIME))


def corpus_of(parsed: Iterable[ParsedDocument]) -> Corpus:
    """Documents as a `Corpus`; the same one if they are one already."""
    return parsed if isinstance(parsed, Corpus) else Corpus(parsed)


DOCUMENT_READERS: Final[Mapping[str, Callable[[Sequence[Any]], list[Any]]]] = MappingProxyType(
    {
        "document_id": lambda documents: [one.document_id for one in documents],
        "source": lambda documents: [one.source for one in documents],
        "title": lambda documents: [one.title for one in documents],
        "url": lambda documents: [one.url for one in documents],
        "published": lambda documents: [one.published for one in documents],
        "text": lambda documents: [one.text for one in documents],
    }
)
"""What is read of documents."""

EVENT_READERS: Final[Mapping[str, Callable[[Sequence[Any]], list[Any]]]] = MappingProxyType(
    {
        "event": list,
        "event_id": lambda events: [one.event_id for one in events],
        "quote": lambda events: [one.quote for one in events],
        "place": lambda events: [one.location for one in events],
        "start": lambda events: [one.start for one in events],
        "end": lambda events: [one.end for one in events],
        "trigger_start": lambda events: [one.trigger_start for one in events],
        "trigger_end": lambda events: [one.trigger_end for one in events],
        "reports": lambda events: [one.reports for one in events],
        "score": lambda events: [one.score for one in events],
        "intensity": lambda events: [one.intensity for one in events],
        "has_figures": lambda events: [bool(one.figures) for one in events],
        "is_merged": lambda events: [bool(one.merged) for one in events],
    }
)
"""What is read of events: first what is mostly different, then numbers and flags."""

TERM_READERS: Final[Mapping[str, Callable[[Sequence[Any]], list[Any]]]] = MappingProxyType(
    {
        "grade": lambda events: [one.precision for one in events],
        "first": lambda events: [one.date_start for one in events],
        "last": lambda events: [one.date_end for one in events],
        "type": lambda events: [one.event_type for one in events],
        "mode": lambda events: [one.mode for one in events],
        "quad": lambda events: [one.quad_class for one in events],
        "mood": lambda events: [one.modality for one in events],
    }
)
"""What is read of events and repeats."""

_TOGETHER: Final = (("first", "last"), ("grade", "type", "mode", "quad", "mood"))
"""What repeats, by what is told apart together, with one look for each row: few of these differ."""

_NUMBERS: Final = MappingProxyType(
    {
        **dict.fromkeys(("start", "end", "trigger_start", "trigger_end", "reports"), "q"),
        **dict.fromkeys(("score", "intensity"), "d"),
        **dict.fromkeys(("has_figures", "is_merged"), "b"),
    }
)
"""The columns that are numbers, and never unknown, with their type codes."""


def _new_column(name: str) -> Any:
    if name in _NUMBERS:
        return Gatherer(_NUMBERS[name])
    return []


def _as_cells(column: Any) -> Sequence[Any]:
    """A column whose cells are plain values."""
    if not isinstance(column, Gatherer):
        return cast("list[Any]", column)
    cells = array(column.kind)
    cells.frombytes(column.column().data.cast("B"))
    return cells


def _apart(together: Coded[Any], count: int) -> list[Coded[Any]]:
    """So many columns out of one of tuples."""
    return [together.grouped(itemgetter(at)) for at in range(count)]


class _Gathered:
    """Spans of one owner after another."""

    def __init__(self) -> None:
        self._counts, self._starts, self._ends = Gatherer(), Gatherer(), Gatherer()

    def add(self, of_owners: Sequence[Sequence[Any]]) -> list[Any]:
        """Add what the next owners have, and give it one after another."""
        found = list(chain.from_iterable(of_owners))
        self._counts.extend(map(len, of_owners), len(of_owners))
        self._starts.extend([one.start for one in found], len(found))
        self._ends.extend([one.end for one in found], len(found))
        return found

    def spans(self) -> Spans:
        """All of them."""
        import numpy as np

        counts = self._counts.column()
        owner = np.arange(len(counts)).repeat(counts)
        return Spans(owner=owner, start=self._starts.column(), end=self._ends.column())


def _sides(owner: NDArray[Any], actors: Coded[tuple[str, str | None]], count: int) -> Coded[Side]:
    """So many sides of events, told apart by their actors.

    Args:
        owner: Which side each actor is on.
        actors: Name and country of each.
        count: How many sides there are.
    """
    import numpy as np

    sizes = np.bincount(owner, minlength=count)
    ends = np.cumsum(sizes)
    codes = np.zeros(count, dtype=np.int64)
    # Most sides are one actor; others are told apart by all of theirs.
    is_one = sizes == 1
    codes[is_one] = actors.codes[ends[is_one] - 1]
    others, whole = Numbers(), actors.codes.tolist()
    bounds = zip((ends - sizes)[~is_one].tolist(), ends[~is_one].tolist(), strict=True)
    found = [others[tuple(whole[first:end])] for first, end in bounds]
    codes[~is_one] = len(actors.values) + np.array(found, dtype=np.int64)
    values = [tuple(chain.from_iterable(map(actors.values.__getitem__, side))) for side in others]
    return Coded([*actors.values, *values], codes)
