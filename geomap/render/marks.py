"""What is marked in quotes: triggers, places, actors and figures; found for all quotes at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geomap.codes import distinct, runs
from geomap.render.packing import Pack
from geomap.render.told import UNTOLD, Quotes, Told

if TYPE_CHECKING:
    from numpy.typing import NDArray

TRIGGER: Final = 0
PLACE: Final = 1
ACTOR: Final = 2
FIGURE: Final = 3
"""What a marked part of a quote is; the script draws each in its own way."""

_KINDS: Final = 4


def pack_marks(pack: Pack, quotes: Quotes, told: Told, count: int) -> None:
    """Add the marks of so many cards, whose quotes are in order: ``marks`` says how many each has.

    ``mark`` has three numbers for each: the start in code points of the quote, as the difference to the
    mark before it, the length, and what is marked. They are in order of the text, each is there once.
    """
    import numpy as np

    starts, ends = quotes.start, quotes.end
    columns = _named(quotes, told), _triggers(quotes, told), _sides(quotes, told)
    quote, first, last, what = np.concatenate(columns, axis=1)
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
    pack.numbers("mark", np.stack((start - before, end - start, what), axis=1).ravel())
    pack.numbers("marks", np.bincount(quotes.card[quote], minlength=count), are_sizes=True)


def _triggers(quotes: Quotes, told: Told) -> NDArray[Any]:
    """The triggers of events, as columns: quote, start and end in the text, what."""
    import numpy as np

    quote = np.flatnonzero(quotes.event != UNTOLD)
    start, end = told.trigger[quotes.event[quote]].T
    return np.stack((quote, start, end, np.full(len(quote), TRIGGER)))


def _sides(quotes: Quotes, told: Told) -> NDArray[Any]:
    """The actors and recipients of events, as the same columns."""
    import numpy as np

    low, high = (np.searchsorted(told.sides.owner, quotes.event, side) for side in ("left", "right"))
    found = runs(low, high - low)
    quote = np.arange(len(low)).repeat(high - low)
    return np.stack((quote, told.sides.start[found], told.sides.end[found], np.full(len(found), ACTOR)))


def _named(quotes: Quotes, told: Told) -> NDArray[Any]:
    """The places and figures that begin in quotes, as the same columns."""
    import numpy as np

    kinds = {PLACE: told.named, FIGURE: told.figures}
    document, first, last = (
        np.concatenate([getattr(spans, name) for spans in kinds.values()])
        for name in ("owner", "start", "end")
    )
    what = np.array([*kinds]).repeat([len(spans.owner) for spans in kinds.values()])
    # Positions in one text of all documents, each of which has more room than it needs.
    room = 1 + max(int(column.max(initial=0)) for column in (first, last, quotes.end))
    order = np.argsort(document * room + first, kind="stable")
    at = (document * room + first)[order]
    low, high = (np.searchsorted(at, quotes.document * room + one) for one in (quotes.start, quotes.end))
    found = order[runs(low, high - low)]
    return np.stack((np.arange(len(low)).repeat(high - low), first[found], last[found], what[found]))
