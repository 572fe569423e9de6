"""What parsed documents tell, by number: their events, and where in them the quotes of cards stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from math import nan
from typing import TYPE_CHECKING, Any, Final

from geomap.codes import UNKNOWN, code, find_numbers
from geomap.models import Event, ParsedDocument

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNTOLD: Final = UNKNOWN
"""The number of what no document tells; columns of events have one more entry for it, their last."""

_AT_A_TIME: Final = 1024
"""So many quotes or documents are looked at together: the next question finds them in the cache."""


class Told:
    """Documents and their events by number and by identifier; of two with the same one the first counts.

    ``document`` is the number of each event's document, ``intensity`` how intense it is (NaN for what is not
    told), ``says_more`` whether it has figures or other reports.
    """

    def __init__(self, documents: Iterable[ParsedDocument]) -> None:
        import numpy as np

        self.documents = tuple(documents)
        self.events: list[Event] = []
        self.event_ids: list[str] = []
        intensity: list[float] = []
        says_more: list[bool] = []
        for first in range(0, len(self.documents), _AT_A_TIME):
            some = [event for one in self.documents[first : first + _AT_A_TIME] for event in one.events]
            self.events += some
            self.event_ids += [event.event_id for event in some]
            intensity += [event.intensity for event in some]
            says_more += [bool(event.figures or event.merged) for event in some]
        counts = [len(one.events) for one in self.documents]
        self.document: NDArray[Any] = np.append(np.arange(len(counts)).repeat(counts), UNTOLD)
        self.intensity: NDArray[Any] = np.array([*intensity, nan])
        self.says_more: NDArray[Any] = np.array([*says_more, False])
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
    """The quotes of several parts, by document: what is near in memory is read faster."""
    import numpy as np

    nothing = np.zeros(0, dtype=np.int64)
    columns = {
        one.name: np.concatenate([nothing, *(getattr(part, one.name) for part in parts)])
        for one in fields(Quotes)
    }
    # Documents as they come in the cards, so that names are numbered as they come.
    return Quotes(**columns).pick(code(columns["document"].tolist()).codes.argsort(kind="stable"))


def batches(quotes: Quotes) -> Iterator[Quotes]:
    """A few hundred quotes after another."""
    for first in range(0, len(quotes.card), _AT_A_TIME):
        yield quotes.pick(slice(first, first + _AT_A_TIME))
