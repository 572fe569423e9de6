"""Great cities whose names small towns bear too: a text must say more than the town's country to mean it.

A report that names Canada does not thereby mean Paris, Ontario. On the development halves of LGL and TR-News
what the text and its outlet say for a small town that is meant, beyond what they say for the city, adds up
to 3.7 at least. Some names mean a place that is only better known than its namesakes: the Bari of Italy
rather than that of Somalia (``better_known.csv``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from geomap.gazetteer.names import fold
from geomap.places.candidates import is_country
from geomap.places.features import COLUMN
from geomap.resources import read_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geomap.places.features import Board

_SMALL: Final = 100_000
_GREAT: Final = 300_000
_TIMES: Final = 20
_ENOUGH: Final = 3.0
"""How much more must speak for a town than for a great city, in the units of the weights."""

_SOME: Final = 1.0
"""The same for a place that is less known: that its country is named is enough."""

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


_BESIDES: Final = [COLUMN[name] for name in ("country_named_in_the_text", "country_of_a_place_beside_it")]
"""What tells as well where a place is only better known, not much larger."""


@lru_cache(maxsize=1)
def _better_known() -> dict[str, tuple[str, str, str]]:
    """By a name in its folded form, the country, class and folded own name of the place it means."""
    columns = ("name", "place", "country_code", "feature_class", "people", "source")
    return {
        fold(row["name"]): (row["country_code"], row["feature_class"], fold(row["place"]))
        for row in read_rows("lexicon/better_known.csv", columns)
    }


def prefer_great_namesakes(
    board: Board, names: Sequence[str], scores: NDArray[np.float64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The scores, those of a place and its great namesake exchanged where little speaks for the place.

    Args:
        board: The candidates.
        names: The folded name of each sense on the board, in its order.
        scores: The scores of all candidates.
        weights: The weight of each column.
    """
    scores = scores.copy()
    starts = board.starts.tolist()
    for name, first, last in zip(names, starts[:-1], starts[1:], strict=True):
        best = first + int(np.argmax(scores[first:last]))
        rows = range(first, last)
        great, telling, least = _known_namesake(board, name, best, rows), [*_TELLING, *_BESIDES], _SOME
        if great is None:
            great, telling, least = _great_city(board, scores, best, rows), _TELLING, _ENOUGH
        if great is None:
            continue
        more = (board.values[best] - board.values[great])[telling] @ weights[telling]
        if more < least:
            scores[[best, great]] = scores[[great, best]]
    return scores


def _known_namesake(board: Board, name: str, best: int, rows: range) -> int | None:
    """The row of the place that the name means where nothing else is said, if it is not the best one."""
    known = _better_known().get(name)
    if known is None or is_country(board.places[best]):
        return None
    code, feature_class, own = known
    return next(
        (
            row
            for row in rows
            if row != best
            and board.places[row].country_code == code != board.places[best].country_code
            and board.places[row].feature_class == feature_class
            and fold(board.places[row].name) == own
        ),
        None,
    )


def _great_city(board: Board, scores: NDArray[np.float64], best: int, rows: range) -> int | None:
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
