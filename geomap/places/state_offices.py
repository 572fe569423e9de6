"""Names that a country shares with a province, beside what only a country has: "Georgia's parliament".

Reports on Georgia name the United States, and those on Niger name Abuja, so the rest of the text speaks for
the American state and for that of Nigeria.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from geomap.models import Document, FoundSpan
from geomap.places.candidates import is_country

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geomap.places.features import Board

_OFFICES: Final = (
    "prime minister|foreign minister|foreign ministry|defence minister|defense minister|president|presidency"
    "|parliament|army|armed forces|air force|navy|central bank|embassy|ambassador|junta|ruling party"
    "|constitutional court|sovereignty|territorial integrity|accession|king|military government"
)
_OWNED: Final = re.compile(rf"['’]s\s+(?:[\w-]+\s+){{0,2}}?(?:{_OFFICES})\b", re.IGNORECASE)
_STANDS_BEFORE: Final = re.compile(
    rf"(?:\b(?:{_OFFICES}) of|\b(?:ambassador|envoy) to|\b(?:coup|junta|putsch) in"
    r"|\b(?:sanctions|embargo) (?:on|against)|\b(?:relations|ties|treaty) with)\s+$",
    re.IGNORECASE,
)
_REACH: Final = 50
"""How many characters before and behind a name its office may stand."""


def prefer_states(
    document: Document,
    spans: Sequence[FoundSpan],
    numbers: Sequence[int],
    board: Board,
    scores: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The scores, those of the best place and the country of its name exchanged where a country is told of.

    Args:
        document: The text.
        spans: The names found.
        numbers: The sense of each span.
        board: The candidates.
        scores: The scores of all candidates.
    """
    shared: dict[int, tuple[int, int]] = {}
    for row, number in enumerate(board.numbers):
        first, last = int(board.starts[row]), int(board.starts[row + 1])
        best = first + int(np.argmax(scores[first:last]))
        if is_country(board.places[best]):
            continue
        for other in range(first, last):
            if is_country(board.places[other]) and board.options[other].is_primary:
                shared[number] = best, other
                break
    pairs = zip(spans, numbers, strict=True) if shared else ()
    told = {number for span, number in pairs if number in shared and _is_state(document.text, span)}
    if told:
        scores = scores.copy()
    for best, other in (shared[number] for number in told):
        scores[[best, other]] = scores[[other, best]]
    return scores


def _is_state(text: str, span: FoundSpan) -> bool:
    """Whether what only a country has stands beside a name."""
    if _OWNED.match(text, span.end, span.end + _REACH):
        return True
    return bool(_STANDS_BEFORE.search(text[max(0, span.start - _REACH) : span.start]))
