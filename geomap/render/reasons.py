"""Why the places of events were chosen: the best candidates and what speaks for each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from geomap.codes import Coded, Coder, Gatherer, Numbers, code_by_identity, combine, first_uses, runs
from geomap.models import Place
from geomap.render import words
from geomap.render.encoding import StringTable
from geomap.render.packing import Pack
from geomap.render.told import UNTOLD, Quotes, Told
from geomap.render.whereabouts import place_lines

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_CANDIDATES: Final = 3

_AT_A_TIME: Final = 1024
"""So many mentions are looked at together: the next question finds their candidates in the cache."""


def pack_reasons(pack: Pack, quotes: Quotes, told: Told, count: int, strings: StringTable) -> None:
    """Add the reasons for the places of so many cards: ``reasons`` says how many each has, best first.

    ``reasonName`` and ``reasonWhy`` are strings, ``reasonScore`` is in hundredths. A place that was not
    chosen among candidates has none.
    """
    import numpy as np

    chosen, mentions = _chosen(quotes, told)
    read = _read(told, mentions)
    of_cards = np.bincount(quotes.card[chosen], weights=read.sizes, minlength=count).astype(np.int64)
    pack.numbers("reasons", of_cards, are_sizes=True)
    pack.numbers("reasonName", read.places.numbers(lambda found: strings.add_all(place_lines(found))))
    pack.numbers("reasonScore", np.rint(100 * read.scores).astype(np.int64))
    whys = read.whys.numbers(lambda found: strings.add_all(map(words.reason_phrase, found)))
    pack.numbers("reasonWhy", whys)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidates:
    """The best candidates of mentions: how many each mention has, and for each what is told of it."""

    sizes: NDArray[Any]
    places: Coded[Place]
    scores: NDArray[Any]
    whys: Coded[tuple[str, ...]]


def _read(told: Told, mentions: NDArray[Any]) -> _Candidates:
    """The best candidates of some mentions."""
    import numpy as np

    sizes, scores, spoken = Gatherer(), Gatherer("d"), Gatherer()
    places: list[Place] = []
    names, values = Coder(), Gatherer("d")
    # In the order of the texts, in which they mostly lie in memory too.
    order = np.argsort(mentions, kind="stable")
    ordered = mentions[order].tolist()
    for first in range(0, len(ordered), _AT_A_TIME):
        found = list(map(told.candidates.__getitem__, ordered[first : first + _AT_A_TIME]))
        if max(map(len, found)) > _MOST_CANDIDATES:
            found = [candidates[:_MOST_CANDIDATES] for candidates in found]
        sizes.extend(map(len, found), len(found))
        candidates = list(chain.from_iterable(found))
        places += [one.place for one in candidates]
        scores.extend([one.score for one in candidates], len(candidates))
        reasons = [one.reasons for one in candidates]
        spoken.extend(map(len, reasons), len(reasons))
        of_candidates = list(chain.from_iterable(reasons))
        names.extend([one.name for one in of_candidates])
        values.extend([one.value for one in of_candidates], len(of_candidates))
    whys = _strongest(names.column(), values.column(), spoken.column())
    back, counts = np.argsort(order), sizes.column()
    rows = runs((np.cumsum(counts) - counts)[back], counts[back])
    return _Candidates(
        sizes=counts[back],
        places=code_by_identity(places).pick(rows),
        scores=scores.column()[rows],
        whys=whys.pick(rows),
    )


def _strongest(names: Coded[str], values: NDArray[Any], counts: NDArray[Any]) -> Coded[tuple[str, ...]]:
    """The names of the strongest reasons that speak for each candidate, strongest first.

    Args:
        names: What all reasons are called, those of one candidate after those of another.
        values: How strong each is; below zero it speaks against the candidate.
        counts: How many each candidate has.
    """
    import numpy as np

    # What is said in the same words counts once; equally strong ones follow their names.
    ordered = sorted(names.values)
    said = Numbers()
    word = np.array([said[words.reason_phrase([name])] for name in ordered], dtype=np.int64)
    place = {name: number for number, name in enumerate(ordered)}
    rank = np.array([place[name] for name in names.values], dtype=np.int64)[names.codes]
    speaking = np.flatnonzero(values > 0)
    owner = np.arange(len(counts)).repeat(counts)[speaking]
    strength, weaker = _falling(values[speaking])
    # One number for each sorts faster than three.
    room = max(1, len(ordered))
    rest, rank = np.divmod(np.sort((owner * strength + weaker) * room + rank[speaking]), room)
    owner = rest // max(1, strength)
    if len(said) < len(ordered):
        new = np.sort(first_uses(owner * room + word[rank])[0])
        owner, rank = owner[new], rank[new]
    position = np.arange(len(owner)) - np.searchsorted(owner, owner)
    columns = np.zeros((words.MOST_REASONS, len(counts)), dtype=np.int64)
    told = position < words.MOST_REASONS
    columns[position[told], owner[told]] = 1 + rank[told]
    choices = combine(*(Coded([None, *ordered], column) for column in columns))
    return choices.mapped(lambda found: tuple(name for name in found if name is not None))


def _falling(values: NDArray[Any]) -> tuple[int, NDArray[Any]]:
    """How many distinct values there are, and how many are larger than each."""
    import numpy as np

    order = np.argsort(-values)
    is_new = np.diff(values[order], prepend=np.inf) < 0
    larger = np.empty(len(values), dtype=np.int64)
    larger[order] = np.cumsum(is_new) - 1
    return int(np.count_nonzero(is_new)), larger


def _chosen(quotes: Quotes, told: Told) -> tuple[NDArray[Any], NDArray[Any]]:
    """The quotes of events whose place a mention chose among candidates, and the nearest such mention.

    Nearest is that with the fewest code points between it and the event's sentence; none lie inside.
    """
    import numpy as np

    mentions = np.flatnonzero(told.is_chosen)
    asking = np.flatnonzero(told.place[quotes.event] != UNTOLD)
    room = max(1, len(told.place_ids))
    keys = told.named.owner[mentions] * room + told.named_place[mentions]
    order = np.argsort(keys, kind="stable")
    asked = quotes.document[asking] * room + told.place[quotes.event[asking]]
    low, high = (np.searchsorted(keys[order], asked, side) for side in ("left", "right"))
    found = mentions[order[runs(low, high - low)]]
    quote = asking.repeat(high - low)
    start, end = told.named.start[found], told.named.end[found]
    away = np.maximum(0, np.maximum(quotes.start[quote] - end, start - quotes.end[quote]))
    # Of equally near ones the first in the text stays first.
    nearest = np.argsort(quote * (1 + away.max(initial=0)) + away, kind="stable")
    nearest = nearest[np.diff(quote[nearest], prepend=UNTOLD) > 0]
    return quote[nearest], found[nearest]
