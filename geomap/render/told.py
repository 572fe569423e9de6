"""What parsed documents tell, by number: events, what stands where in texts, and the quotes of cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import nan
from typing import TYPE_CHECKING, Any, Final

from geomap.codes import UNKNOWN, Coded, Numbers, code, find_numbers
from geomap.corpus import corpus_of
from geomap.layer import Picked
from geomap.models import Event, ParsedDocument, Place
from geomap.render.cells import plain_texts

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNTOLD: Final = UNKNOWN
"""The number of what no document tells; columns of events have one more entry for it, their last."""


class Told:
    """Documents and their events by number and by identifier; of two with the same one the first counts.

    ``document`` is the number of each event's document, ``place`` that of its place in ``place_ids``,
    ``trigger`` the span of its trigger, ``intensity`` how intense it is (NaN for what is not told),
    ``says_more`` whether it has figures or other reports. ``sides`` are the spans of actors and recipients,
    by event, ``figures`` those of figures, by document. ``named`` has the spans of mentions of known places,
    by document, ``named_place`` the numbers of their places, ``candidates`` among what they were chosen, and
    ``is_chosen`` whether there are any. ``places`` are those of mentions and events, of which one may stand
    there more than once.
    """

    def __init__(self, documents: Iterable[ParsedDocument]) -> None:
        import numpy as np

        self.documents = corpus = corpus_of(documents)
        events, mentions = corpus.events, corpus.mentions
        columns: Any = events.columns
        self.events: Sequence[Event] = columns["event"]
        self.event_ids: Sequence[str] = columns["event_id"]
        self.document: NDArray[Any] = np.append(events.document, UNTOLD)
        self.intensity: NDArray[Any] = np.append(columns["intensity"], nan)
        has_figures, is_merged = (np.asarray(columns[name]) for name in ("has_figures", "is_merged"))
        self.says_more: NDArray[Any] = np.append((has_figures | is_merged).astype(bool), False)
        self.trigger: NDArray[Any] = np.stack((columns["trigger_start"], columns["trigger_end"]), axis=1)
        self.named, self.figures, self.sides = mentions.spans, corpus.figures.spans, events.sides
        self.candidates, self.is_chosen = mentions.candidates, mentions.is_chosen
        places = Numbers()
        self.named_place: NDArray[Any] = mentions.place.numbers(
            lambda found: [places[place.place_id] for place in found]
        )
        self.place_ids: list[str] = list(places)
        self.places: list[Place] = [*mentions.place.values, *filter(None, columns["place"].values)]
        located = [place and places.get(place.place_id) for place in columns["place"].values]
        numbers = np.array([UNTOLD if one is None else one for one in located], dtype=np.int64)
        self.place: NDArray[Any] = np.append(numbers[columns["place"].codes], UNTOLD)
        self.texts: Sequence[str] = (*corpus.documents["text"], "")
        self.published: Coded[date | None] = code((*corpus.documents["published"], None))
        self._named_events = _Named(self.event_ids)
        self._named_documents = _Named(corpus.documents["document_id"])

    def find_events(self, event_ids: Sequence[Any]) -> NDArray[Any]:
        """The numbers of events; `UNTOLD` for cells that name none."""
        return self._named_events.find(event_ids)

    def find_documents(self, document_ids: Sequence[Any]) -> NDArray[Any]:
        """The numbers of documents."""
        return self._named_documents.find(document_ids)

    @property
    def are_first(self) -> NDArray[Any]:
        """Whether each document is the first with its identifier."""
        return self._named_documents.are_first

    def firsts(self, numbers: NDArray[Any]) -> Iterator[tuple[ParsedDocument, Event]]:
        """Those of some events that are the first with their identifier, with their documents."""
        for number in numbers[self._named_events.are_first[numbers]].tolist():
            yield self.documents[self.document[number]], self.events[number]


class _Named:
    """Numbers by name; of two with the same name the first counts."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        # What is written later stays, and this takes no step in Python.
        self._numbers = dict(zip(reversed(names), reversed(range(len(names))), strict=True))

    @cached_property
    def _firsts(self) -> NDArray[Any]:
        import numpy as np

        if len(self._numbers) == len(self._names):
            return np.arange(len(self._names))
        return find_numbers(self._numbers, self._names)

    @property
    def are_first(self) -> NDArray[Any]:
        """Whether each is the first with its name."""
        import numpy as np

        found: NDArray[Any] = self._firsts == np.arange(len(self._names))
        return found

    def find(self, names: Sequence[Any]) -> NDArray[Any]:
        """The numbers of some names."""
        if isinstance(names, Picked):
            whole = self.find(names.whole)
            return whole if names.rows is None else whole[names.rows]
        # Layers of the same documents have the same column.
        if names is self._names:
            return self._firsts.copy()
        return find_numbers(self._numbers, plain_texts(names))


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes:
    """Quotes of cards, by column: card, document, event (`UNTOLD` for none), and the span of the words."""

    card: NDArray[Any]
    document: NDArray[Any]
    event: NDArray[Any]
    start: NDArray[Any]
    end: NDArray[Any]
