"""What is marked in quotes: triggers, places, actors and figures; found for all quotes at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from geomap.render.packing import Pack, runs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geomap.models import Actor, Event, Figure, Mention, ParsedDocument

TRIGGER: Final = 0
PLACE: Final = 1
ACTOR: Final = 2
FIGURE: Final = 3
"""What a marked part of a quote is; the script draws each in its own way."""

AT_A_TIME: Final = 1024
"""So many quotes are looked at together: the next question finds their documents in the processor's cache."""

Quoted = tuple[int, "ParsedDocument", "Event | None", int, int]
"""The quote of a card: its card, document and event, and the span of its words."""


def pack_marks(pack: Pack, quotes: Sequence[Quoted], count: int) -> None:
    """Add the marks of so many cards: ``marks`` says how many each has.

    ``mark`` has three numbers for each: the start in code points of the quote, as the difference to the
    mark before it, the length, and what is marked. They are in order of the text, each is there once.

    Args:
        pack: The part of the payload.
        quotes: The quotes of cards, in their order; not all need have one.
        count: How many cards there are.
    """
    import numpy as np

    parts = [_marked(quotes[first : first + AT_A_TIME]) for first in range(0, len(quotes), AT_A_TIME)]
    marks = np.concatenate([np.zeros((4, 0), dtype=np.int64), *parts], axis=1)
    marks = marks[:, np.lexsort(marks[::-1])]
    is_new = np.append(np.ones(min(1, marks.shape[1]), dtype=bool), np.any(np.diff(marks), axis=0))
    card, first, last, what = marks[:, is_new]
    before = np.append(0, first[:-1])[: len(first)]
    before[np.diff(card, prepend=-1) > 0] = 0
    pack.numbers("mark", np.stack((first - before, last - first, what), axis=1).ravel())
    pack.numbers("marks", np.bincount(card, minlength=count), are_sizes=True)


def _marked(quotes: Sequence[Quoted]) -> NDArray[Any]:
    """What is marked in some quotes, as columns: card, start and end in the quote, what."""
    import numpy as np

    cards, starts, ends = (np.array([one[at] for one in quotes], dtype=np.int64) for at in (0, 3, 4))
    quote, first, last, what = np.concatenate((_named(quotes, starts, ends), _told(quotes)), axis=1)
    is_inside = (starts[quote] <= first) & (first < last) & (last <= ends[quote])
    marks = np.stack((cards[quote], first - starts[quote], last - starts[quote], what))
    return marks[:, is_inside]


def _told(quotes: Sequence[Quoted]) -> NDArray[Any]:
    """Triggers and actors of events, as columns: quote, start and end in the text, what."""
    import numpy as np

    events = [(number, event) for number, (_, _, event, _, _) in enumerate(quotes) if event is not None]
    owners = np.array([number for number, _ in events], dtype=np.int64)
    starts = [event.trigger_start for _, event in events]
    ends = [event.trigger_end for _, event in events]
    sides = [(*event.actors, *event.recipients) for _, event in events]
    actors = [actor for side in sides for actor in side]
    of_actors = _spans(owners.repeat(list(map(len, sides))), actors, ACTOR)
    return np.concatenate((_columns(owners, starts, ends, TRIGGER), of_actors), axis=1)


def _named(quotes: Sequence[Quoted], starts: NDArray[Any], ends: NDArray[Any]) -> NDArray[Any]:
    """The places and figures that begin in quotes, as columns: quote, start and end in the text, what."""
    import numpy as np

    # Cards share documents, and comparing identities is faster than comparing records.
    documents = {id(parsed): parsed for _, parsed, _, _, _ in quotes}
    numbers = {key: number for number, key in enumerate(documents)}
    quoted = np.array([numbers[id(parsed)] for _, parsed, _, _, _ in quotes], dtype=np.int64)
    places = [[one for one in parsed.mentions if one.place] for parsed in documents.values()]
    figures = [parsed.figures for parsed in documents.values()]
    document, first, last, what = np.concatenate((_spread(places, PLACE), _spread(figures, FIGURE)), axis=1)
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
