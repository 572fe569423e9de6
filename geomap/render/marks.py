"""What is marked in quotes: triggers, places, actors and figures; found for all quotes at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geomap.render.packing import Pack, runs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geomap.models import Event, ParsedDocument

TRIGGER: Final = 0
PLACE: Final = 1
ACTOR: Final = 2
FIGURE: Final = 3
"""What a marked part of a quote is; the script draws each in its own way."""


class MarkTable:
    """The quotes of cards as spans of their documents, and the words of events in them."""

    def __init__(self) -> None:
        self._documents: dict[int, tuple[int, ParsedDocument]] = {}
        # Four numbers for each, one after another: tuples would take more time than all the rest.
        self._quotes: list[int] = []
        self._words: list[int] = []

    def add(self, card: int, parsed: ParsedDocument, event: Event | None, start: int, end: int) -> None:
        """Add the quote of a card, whose number is above those before, and the event it tells of."""
        # Cards share documents, and comparing identities is faster than comparing records.
        number, _ = self._documents.setdefault(id(parsed), (len(self._documents), parsed))
        quote = len(self._quotes) // 4
        self._quotes += card, number, start, end
        if event is not None:
            self._words += quote, event.trigger_start, event.trigger_end, TRIGGER
            for actor in event.actors:
                self._words += quote, actor.start, actor.end, ACTOR
            for actor in event.recipients:
                self._words += quote, actor.start, actor.end, ACTOR

    def pack_into(self, pack: Pack, count: int) -> None:
        """Add the marks of so many cards: ``marks`` says how many each has.

        ``mark`` has three numbers for each: the start in code points of the quote, as the difference to the
        mark before it, the length, and what is marked. They are in order of the text, each is there once.
        """
        import numpy as np

        card, _, start, end = _as_columns(self._quotes)
        quote, first, last, what = np.concatenate((self._named(), _as_columns(self._words)), axis=1)
        is_inside = (start[quote] <= first) & (first < last) & (last <= end[quote])
        marks = np.stack((quote, first - start[quote], last - start[quote], what))[:, is_inside]
        marks = marks[:, np.lexsort(marks[::-1])]
        is_new = np.append(np.ones(min(1, marks.shape[1]), dtype=bool), np.any(np.diff(marks), axis=0))
        quote, first, last, what = marks[:, is_new]
        before = np.append(0, first[:-1])[: len(first)]
        before[np.diff(quote, prepend=-1) > 0] = 0
        pack.numbers("mark", np.stack((first - before, last - first, what), axis=1).ravel())
        pack.numbers("marks", np.bincount(card[quote], minlength=count), are_sizes=True)

    def _named(self) -> NDArray[Any]:
        """The places and figures that begin in quotes, as columns: quote, start and end in the text, what."""
        import numpy as np

        spans: list[int] = []
        for number, parsed in self._documents.values():
            for mention in parsed.mentions:
                if mention.place:
                    spans += number, mention.start, mention.end, PLACE
            for figure in parsed.figures:
                spans += number, figure.start, figure.end, FIGURE
        document, first, last, what = _as_columns(spans)
        _, quoted, start, end = _as_columns(self._quotes)
        # Positions in one text of all documents, each of which has more room than it needs.
        room = 1 + max(int(column.max(initial=0)) for column in (first, end))
        order = np.argsort(document * room + first, kind="stable")
        at = (document * room + first)[order]
        low = np.searchsorted(at, quoted * room + start)
        size = np.searchsorted(at, quoted * room + end) - low
        found = order[runs(low, size)]
        return np.stack((np.arange(len(size)).repeat(size), first[found], last[found], what[found]))


def _as_columns(rows: list[int]) -> NDArray[Any]:
    import numpy as np

    return np.array(rows, dtype=np.int64).reshape(-1, 4).T
