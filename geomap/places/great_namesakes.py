"""Great cities whose names small towns bear too: a text must say more than the town's country to mean it.

A report that names Canada does not thereby mean Paris, Ontario. On the development halves of LGL and TR-News
what the text and its outlet say for a small town that is meant, beyond what they say for the city, adds up
to 3.7 at least.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from geomap.places.features import COLUMN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geomap.places.features import Board

_SMALL: Final = 100_000
_GREAT: Final = 300_000
_TIMES: Final = 20
_ENOUGH: Final = 3.0
"""How much more must speak for the town, in the units of the weights."""

_TELLING: Final = [
    COLUMN[name]
    for name in (
        "kind_named_in_the_text",
        "seat_of_a_named_body",
        "named_in_the_title",
        "nationality_beside_it",
        "near_the_outlet",
        "in_the_outlets_province",
        "in_the_outlets_country",
        "inside_the_next_name",
        "inside_the_name_before",
        "listed_with_its_equals",
        "country_share_of_the_text",
        "province_share_of_the_text",
        "province_named_in_the_text",
        "near_other_places",
        "near_a_place_beside_it",
    )
]
"""The evidence that tells a town from its namesakes."""


def prefer_great_cities(
    board: Board, scores: NDArray[np.float64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The scores, those of a town and its great namesake exchanged where little speaks for the town."""
    scores = scores.copy()
    for first, last in zip(board.starts[:-1].tolist(), board.starts[1:].tolist(), strict=True):
        best = first + int(np.argmax(scores[first:last]))
        great = _great_namesake(board, scores, best, range(first, last))
        if great is None:
            continue
        more = (board.values[best] - board.values[great])[_TELLING] @ weights[_TELLING]
        if more < _ENOUGH:
            scores[[best, great]] = scores[[great, best]]
    return scores


def _great_namesake(board: Board, scores: NDArray[np.float64], best: int, rows: range) -> int | None:
    """The row of the likeliest great city among the candidates of a small town's name."""
    place = board.places[best]
    people = place.population or 0
    if place.feature_class != "P" or people >= _SMALL:
        return None
    least = max(_GREAT, _TIMES * people)
    great = [
        row
        for row in rows
        if board.places[row].feature_class == "P"
        and (board.places[row].population or 0) >= least
        and board.options[row].is_primary
    ]
    return max(great, key=lambda row: (scores[row], -row), default=None)
