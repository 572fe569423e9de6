"""What cards are about, by number: events that documents tell by theirs, everything else behind them.

Rows of several layers are about the same event, and each is looked up by its identifier once for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Any, Final

from geomap.codes import UNKNOWN, Numbers, find_numbers
from geomap.constants import figure_key
from geomap.models import Event, ParsedDocument
from geomap.render.cells import Columns, text_of
from geomap.render.told import UNTOLD, Told

if TYPE_CHECKING:
    from numpy.typing import NDArray

OF_PLACES: Final = frozenset({"places", "regions"})
"""Layers whose rows are about a place and about no event."""


class Subjects:
    """The subjects of rows, and which card each has; cards are numbered as they are first asked for."""

    def __init__(self, told: Told) -> None:
        import numpy as np

        self._told = told
        self._others = Numbers()
        self._cards: NDArray[Any] = np.full(len(told.events), UNKNOWN)
        self._of_cards: NDArray[Any] = np.zeros(0, dtype=np.int64)

    def find(self, layer_key: str, rows: Columns) -> tuple[NDArray[Any], NDArray[Any]]:
        """What each row of a layer is about, and whether that is an event."""
        import numpy as np

        subjects = rows.found("event_id", self._told.find_events)
        untold = np.flatnonzero(subjects == UNTOLD)
        unknown = rows.pick(untold)
        event_ids = unknown.texts("event_id")
        keys = list(event_ids)
        unnamed = np.flatnonzero([not event_id for event_id in event_ids])
        own_keys = _own_keys(layer_key, unknown.pick(unnamed), untold[unnamed].tolist())
        for index, key in zip(unnamed.tolist(), own_keys, strict=True):
            keys[index] = key
        numbers = np.fromiter(map(self._others.__getitem__, keys), dtype=np.int64)
        subjects[untold] = len(self._told.events) + numbers
        is_event = np.full(rows.count, True)
        is_event[untold[unnamed]] = False
        return subjects, is_event

    def number(self, subjects: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
        """The card of each subject, and where those stand that have a new one, each once."""
        import numpy as np

        count = len(self._told.events) + len(self._others)
        self._cards = np.append(self._cards, np.full(count - len(self._cards), UNKNOWN))
        new = np.flatnonzero(self._cards[subjects] == UNKNOWN)
        first = np.empty(count, dtype=np.int64)
        first[subjects[new[::-1]]] = new[::-1]
        fresh = new[first[subjects[new]] == new]
        self._cards[subjects[fresh]] = len(self._of_cards) + np.arange(len(fresh))
        self._of_cards = np.append(self._of_cards, subjects[fresh])
        return self._cards[subjects], fresh

    def find_cards(self, keys: Sequence[str]) -> NDArray[Any]:
        """The cards with these names; `UNKNOWN` for those that have none."""
        import numpy as np

        subjects = self._told.find_events(keys)
        untold = np.flatnonzero(subjects == UNTOLD)
        others = find_numbers(self._others, map(keys.__getitem__, untold.tolist()))
        subjects[untold] = np.where(others == UNKNOWN, UNKNOWN, len(self._told.events) + others)
        # The last entry is for what is unknown.
        found: NDArray[Any] = np.append(self._cards, UNKNOWN)[subjects]
        return found

    def keys(self) -> list[str]:
        """The names of all cards: identifiers of events, and keys that rows about the same thing share."""
        told, others = self._told.event_ids, list(self._others)
        count = len(told)
        return [told[one] if one < count else others[one - count] for one in self._of_cards.tolist()]

    def untold_yet(self) -> Iterator[tuple[ParsedDocument, Event]]:
        """The events that have no card, each once, with their documents."""
        return self._told.firsts((self._cards[: len(self._told.events)] == UNKNOWN).nonzero()[0])


def _own_keys(layer_key: str, rows: Columns, numbers: Sequence[int]) -> Iterator[str]:
    """The names of rows that name no event; `numbers` are theirs in the layer."""
    place_ids = rows.texts("place_id") if layer_key in OF_PLACES else repeat(None, rows.count)
    cells = rows.rows(("document_id", "start", "value"))
    for place_id, row, number in zip(place_ids, cells, numbers, strict=True):
        if place_id is None and row.get("start") is not None:
            yield figure_key(layer_key, text_of(row, "document_id"), row["start"], row.get("value"))
        else:
            yield f"{layer_key}:{place_id or number}"
