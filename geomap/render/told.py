"""What parsed documents tell, by number: events, what stands where in texts, and the quotes of cards."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import chain
from math import nan
from typing import TYPE_CHECKING, Any, Final, Protocol

from geomap.codes import UNKNOWN, Numbers, code_by_identity, find_numbers
from geomap.models import Event, Mention, ParsedDocument, Place

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNTOLD: Final = UNKNOWN
"""The number of what no document tells; columns of events have one more entry for it, their last."""

_AT_A_TIME: Final = 256
"""So many documents are looked at together: the next question finds them in the cache."""


class Told:
    """Documents and their events by number and by identifier; of two with the same one the first counts.

    ``document`` is the number of each event's document, ``place`` that of its place in ``place_ids``,
    ``trigger`` the span of its trigger, ``intensity`` how intense it is (NaN for what is not told),
    ``says_more`` whether it has figures or other reports. ``sides`` are the spans of actors and recipients,
    by event, ``figures`` those of figures, by document. ``mentions`` are those of known places; ``named`` has
    their spans, by document, and ``named_place`` the numbers of their places.
    """

    def __init__(self, documents: Iterable[ParsedDocument]) -> None:
        import numpy as np

        self.documents = tuple(documents)
        self.events: list[Event] = []
        self.event_ids: list[str] = []
        self.mentions: list[Mention] = []
        # Arrays take numbers out of their objects while these are in the cache.
        intensity, triggers = array("d"), (array("q"), array("q"))
        says_more: list[bool] = []
        locations: list[Place | None] = []
        counts: list[int] = []
        named, figures, sides = _Gathered(), _Gathered(), _Gathered()
        for first in range(0, len(self.documents), _AT_A_TIME):
            some = self.documents[first : first + _AT_A_TIME]
            events = [event for one in some for event in one.events]
            counts += [len(one.events) for one in some]
            self.events += events
            self.event_ids += [event.event_id for event in events]
            intensity.extend([event.intensity for event in events])
            says_more += [bool(event.figures or event.merged) for event in events]
            triggers[0].extend([event.trigger_start for event in events])
            triggers[1].extend([event.trigger_end for event in events])
            locations += [event.location for event in events]
            sides.add([event.actors + event.recipients for event in events])
            figures.add([one.figures for one in some])
            mentions = [[mention for mention in one.mentions if mention.place] for one in some]
            named.add(mentions)
            self.mentions += chain.from_iterable(mentions)
        self.document: NDArray[Any] = np.append(np.arange(len(counts)).repeat(counts), UNTOLD)
        self.intensity: NDArray[Any] = np.array([*intensity, nan])
        self.says_more: NDArray[Any] = np.array([*says_more, False])
        self.trigger: NDArray[Any] = np.array(triggers, dtype=np.int64).T
        self.named, self.figures, self.sides = named.spans(), figures.spans(), sides.spans()
        places = Numbers()
        self.named_place: NDArray[Any] = code_by_identity([one.place for one in self.mentions]).numbers(
            lambda found: [places[place.place_id] for place in found if place]
        )
        self.place_ids: list[str] = list(places)
        self.place: NDArray[Any] = code_by_identity([*locations, None]).numbers(
            lambda found: [places.get(place.place_id, UNTOLD) if place else UNTOLD for place in found]
        )
        self._events = _first_of(self.event_ids)
        self.numbers = _first_of([one.document.document_id for one in self.documents])

    def find_events(self, event_ids: Iterable[str | None]) -> NDArray[Any]:
        """The numbers of events."""
        return find_numbers(self._events, event_ids)

    def find_documents(self, document_ids: Iterable[str | None]) -> NDArray[Any]:
        """The numbers of documents."""
        return find_numbers(self.numbers, document_ids)

    def firsts(self, numbers: NDArray[Any]) -> Iterator[tuple[ParsedDocument, Event]]:
        """Those of some events that are the first with their identifier, with their documents."""
        for number in numbers.tolist():
            if self._events[self.event_ids[number]] == number:
                yield self.documents[self.document[number]], self.events[number]

    @cached_property
    def texts(self) -> list[str]:
        """The texts of documents."""
        return [one.document.text for one in self.documents]


def _first_of(keys: Sequence[str]) -> dict[str, int]:
    """Where each key stands first, from the last to the first of them."""
    # What is written later stays, and this takes no step in Python.
    return dict(zip(reversed(keys), reversed(range(len(keys))), strict=True))


class Span(Protocol):
    """What stands somewhere in a text."""

    @property
    def start(self) -> int:
        """Where it starts."""
        ...

    @property
    def end(self) -> int:
        """Where it ends."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """Spans in texts: whose each is, rising, and where it starts and ends."""

    owner: NDArray[Any]
    start: NDArray[Any]
    end: NDArray[Any]


class _Gathered:
    """Spans of one owner after another."""

    def __init__(self) -> None:
        self._counts, self._starts, self._ends = array("q"), array("q"), array("q")

    def add(self, of_owners: Sequence[Sequence[Span]]) -> None:
        self._counts.extend(map(len, of_owners))
        found = list(chain.from_iterable(of_owners))
        self._starts.extend([one.start for one in found])
        self._ends.extend([one.end for one in found])

    def spans(self) -> Spans:
        import numpy as np

        owner = np.arange(len(self._counts)).repeat(self._counts)
        starts, ends = (np.array(numbers, dtype=np.int64) for numbers in (self._starts, self._ends))
        return Spans(owner=owner, start=starts, end=ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes:
    """Quotes of cards, by column: card, document, event (`UNTOLD` for none), and the span of the words."""

    card: NDArray[Any]
    document: NDArray[Any]
    event: NDArray[Any]
    start: NDArray[Any]
    end: NDArray[Any]

    def pick(self, rows: NDArray[Any] | slice) -> Quotes:
        """Some of them."""
        return Quotes(**{one.name: getattr(self, one.name)[rows] for one in fields(self)})


def join_quotes(parts: Sequence[Quotes]) -> Quotes:
    """The quotes of several parts one after another."""
    import numpy as np

    nothing = np.zeros(0, dtype=np.int64)
    columns = {
        one.name: np.concatenate([nothing, *(getattr(part, one.name) for part in parts)])
        for one in fields(Quotes)
    }
    return Quotes(**columns)
