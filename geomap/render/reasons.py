"""Why the places of events were chosen: the best candidates and what speaks for each."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any, Final

from geomap.codes import Memo, runs
from geomap.models import Place
from geomap.render import words
from geomap.render.encoding import StringTable
from geomap.render.packing import Pack
from geomap.render.told import UNTOLD, Quotes, Told

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
    sizes: list[int] = []
    names: list[int] = []
    scores = array("d")
    whys: list[int] = []
    lines: dict[int, int] = {}
    phrases = Memo[tuple[str, ...], int](lambda names: strings.add(words.reason_phrase(names)))
    for first in range(0, len(mentions), _AT_A_TIME):
        found = [
            told.candidates[number][:_MOST_CANDIDATES]
            for number in mentions[first : first + _AT_A_TIME].tolist()
        ]
        candidates = [candidate for of_mention in found for candidate in of_mention]
        # Candidates share places, and comparing identities is faster than comparing records.
        places = [candidate.place for candidate in candidates]
        keys = list(map(id, places))
        new = {key: place for key, place in dict(zip(keys, places, strict=True)).items() if key not in lines}
        lines.update(zip(new, strings.add_all(map(_place_line, new.values())), strict=True))
        sizes += map(len, found)
        names += map(lines.__getitem__, keys)
        scores.extend([candidate.score for candidate in candidates])
        whys += [phrases[words.speaking_reasons(one.reasons)] for one in candidates]
    of_cards = np.bincount(quotes.card[chosen], weights=sizes, minlength=count).astype(np.int64)
    pack.numbers("reasons", of_cards, are_sizes=True)
    pack.numbers("reasonName", names)
    pack.numbers("reasonScore", np.rint(100 * np.array(scores)).astype(np.int64))
    pack.numbers("reasonWhy", whys)


def _chosen(quotes: Quotes, told: Told) -> tuple[NDArray[Any], NDArray[Any]]:
    """The quotes of events whose place a mention chose among candidates, and the nearest such mention.

    Nearest is that with the fewest code points between it and the event's sentence; none lie inside.
    """
    import numpy as np

    mentions = np.flatnonzero(list(map(bool, told.candidates)))
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
    nearest = np.lexsort((start, away, quote))
    nearest = nearest[np.diff(quote[nearest], prepend=UNTOLD) > 0]
    return quote[nearest], found[nearest]


def _place_line(place: Place) -> str:
    return ", ".join([part for part in (place.name, place.admin1, place.country_code) if part])
