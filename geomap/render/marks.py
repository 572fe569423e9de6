"""What is marked in quotes: triggers, places, actors and figures; found for all quotes at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from geomap.codes import distinct, runs
from geomap.render.packing import Pack
from geomap.render.told import UNTOLD, Quotes, Told

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geomap.models import Actor, Figure, Mention

TRIGGER: Final = 0
PLACE: Final = 1
ACTOR: Final = 2
FIGURE: Final = 3
"""What a marked part of a quote is; the script draws each in its own way."""

_KINDS: Final = 4


class MarkTable:
    """The marks of cards; quotes of near documents are looked at together."""

    def __init__(self) -> None:
        self._cards: list[NDArray[Any]] = []
        self._counts: list[NDArray[Any]] = []
        self._marks: list[NDArray[Any]] = []

    def add(self, quotes: Quotes, told: Told) -> None:
        """Find what is marked in some quotes."""
        import numpy as np

        starts, ends = quotes.start, quotes.end
        quote, first, last, what = np.concatenate((_named(quotes, told), _told(quotes, told)), axis=1)
        is_inside = (starts[quote] <= first) & (first < last) & (last <= ends[quote])
        quote, first, last, what = (column[is_inside] for column in (quote, first, last, what))
        # One number for each mark sorts faster than four, and tells which are there twice.
        room = 1 + int((ends - starts).max(initial=0))
        start, end = first - starts[quote], last - starts[quote]
        rest, what = np.divmod(distinct(((quote * room + start) * room + end) * _KINDS + what), _KINDS)
        rest, end = np.divmod(rest, room)
        quote, start = np.divmod(rest, room)
        before = np.append(0, start[:-1])[: len(start)]
        before[np.diff(quote, prepend=-1) > 0] = 0
        self._cards.append(quotes.card)
        self._counts.append(np.bincount(quote, minlength=len(starts)))
        self._marks.append(np.stack((start - before, end - start, what), axis=1))

    def pack_into(self, pack: Pack, count: int) -> None:
        """Add the marks of so many cards: ``marks`` says how many each has.

        ``mark`` has three numbers for each: the start in code points of the quote, as the difference to the
        mark before it, the length, and what is marked. They are in order of the text, each is there once.
        """
        import numpy as np

        nothing = np.zeros(0, dtype=np.int64)
        cards, counts = np.concatenate([nothing, *self._cards]), np.concatenate([nothing, *self._counts])
        marks = np.concatenate([nothing.reshape(0, 3), *self._marks])
        order = np.argsort(cards)
        sizes = np.zeros(count, dtype=np.int64)
        sizes[cards] = counts
        pack.numbers("mark", marks[runs((np.cumsum(counts) - counts)[order], counts[order])].ravel())
        pack.numbers("marks", sizes, are_sizes=True)


def _told(quotes: Quotes, told: Told) -> NDArray[Any]:
    """Triggers and actors of events, as columns: quote, start and end in the text, what."""
    import numpy as np

    owners = np.flatnonzero(quotes.event != UNTOLD)
    events = [told.events[number] for number in quotes.event[owners].tolist()]
    starts = [event.trigger_start for event in events]
    ends = [event.trigger_end for event in events]
    sides = [event.actors + event.recipients for event in events]
    actors = [actor for side in sides for actor in side]
    of_actors = _spans(owners.repeat(list(map(len, sides))), actors, ACTOR)
    return np.concatenate((_columns(owners, starts, ends, TRIGGER), of_actors), axis=1)


def _named(quotes: Quotes, told: Told) -> NDArray[Any]:
    """The places and figures that begin in quotes, as columns: quote, start and end in the text, what."""
    import numpy as np

    # Quotes of one document stand together.
    is_first = np.diff(quotes.document, prepend=UNTOLD) != 0
    quoted = np.cumsum(is_first) - 1
    documents = [told.documents[number] for number in quotes.document[is_first].tolist()]
    places = [[one for one in parsed.mentions if one.place] for parsed in documents]
    figures = [parsed.figures for parsed in documents]
    document, first, last, what = np.concatenate((_spread(places, PLACE), _spread(figures, FIGURE)), axis=1)
    starts, ends = quotes.start, quotes.end
    # Positions in one text of all documents, each of which has more room than it needs.
    room = 1 + max(int(column.max(initial=0)) for column in (first, last, ends))
    order = np.argsort(document * room + first, kind="stable")
    at = (document * room + first)[order]
    low = np.searchsorted(at, quoted * room + starts)
    size = np.searchsorted(at, quoted * room + ends) - low
    found = order[runs(low, size)]
    return np.stack((np.arange(len(size)).repeat(size), first[found], last[found], what[found]))


def _spread(lists: Sequence[Sequence[Mention | Figure]], what: int) -> NDArray[Any]:
    """The spans of several lists, as columns: which list, start, end, what."""
    import numpy as np

    owners = np.arange(len(lists)).repeat(list(map(len, lists)))
    return _spans(owners, [one for of_list in lists for one in of_list], what)


def _spans(owners: NDArray[Any], found: Sequence[Mention | Figure | Actor], what: int) -> NDArray[Any]:
    return _columns(owners, [one.start for one in found], [one.end for one in found], what)


def _columns(owners: NDArray[Any], starts: Sequence[int], ends: Sequence[int], what: int) -> NDArray[Any]:
    import numpy as np

    columns = owners, starts, ends, np.full(len(owners), what)
    return np.stack([np.asarray(column, dtype=np.int64) for column in columns])
