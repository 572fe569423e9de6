"""Small towns far from the neighbourhood that a text is about: better left without a place.

Where English is spoken, towns are called after each other, and schools, shops and hamlets bear their names:
in local news of Ohio a Howland is not the one in Maine. In four corpora, of 58 such small towns, each more
than 300 km from everything else that a text on one neighbourhood names, none was right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from geomap.places.candidates import is_country
from geomap.places.features import Context
from geomap.places.senses import Sense
from geomap.places.sphere import kilometres, unit_vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geomap.models import Place
    from geomap.places.candidates import Option

_SMALL: Final = 100_000
_KNOWN: Final = 10_000
"""A town of that size is believed where no other bears its name."""

_NAMED_ALIKE: Final = frozenset({"US", "CA", "GB", "IE", "AU", "NZ"})

_FAR_KM: Final = 300.0
_NEIGHBOURHOOD_KM: Final = 150.0
_FEWEST: Final = 3
"""With fewer other places a text is of no neighbourhood."""


def find_strays(senses: Sequence[Sense], best: Mapping[int, Option], context: Context) -> set[int]:
    """The numbers of the senses whose best option is a small town far from the neighbourhood of the text.

    Args:
        senses: The senses of a document.
        best: The best option of each sense that has one, by the sense's number.
        context: What the document says as a whole.
    """
    suspects = {number for number in best if _is_suspect(best[number], senses[number])}
    if not suspects:
        return set()
    spots = {number: option.place for number, option in best.items() if _is_spot(option.place)}
    home = context.home.place if context.home is not None else None
    places = [*spots.values(), *([home] if home is not None else [])]
    is_suspect = np.array([number in suspects for number in spots] + [False] * (len(places) - len(spots)))
    apart = _distances(places)
    if not _is_of_one_neighbourhood(apart, is_suspect):
        return set()
    told = _told_divisions([place for number, place in spots.items() if number not in suspects], context)
    # Another name of the same place says nothing for it: "Ashford" and "Ashford Lagoon".
    names = np.array([place.place_id for place in places])
    apart[names[:, None] == names] = np.inf
    return {
        number
        for index, number in enumerate(spots)
        if is_suspect[index] and apart[index].min() > _FAR_KM and _division(spots[number]) not in told
    }


def _told_divisions(places: Sequence[Place], context: Context) -> set[str]:
    """The divisions that a text names or lies in, as "US.Texas"."""
    told = {_division(place) for place in places if place.feature_class == "A"} | context.title
    home = context.home
    return told | {f"{home.country_code}.{home.admin1}"} if home is not None else told


def _is_suspect(option: Option, sense: Sense) -> bool:
    """Whether this is a small town, or what a part of the name means, and the text says no more of it."""
    place = option.place
    people = place.population or 0
    is_sole = sense.options.count == 1 and option.is_primary and not option.is_part
    is_small = place.feature_class == "P" and people < _SMALL and not (is_sole and people >= _KNOWN)
    return (
        place.country_code in _NAMED_ALIKE
        and (is_small or (option.is_part and place.feature_class in ("P", "A") and not is_country(place)))
        and not sense.following
        and not sense.is_dateline
        and place.country_code not in sense.nations
    )


def _is_spot(place: Place) -> bool:
    """Whether a place is small enough for its point to tell where it is."""
    return place.feature_class in ("P", "S", "R") or (place.feature_class == "A" and not is_country(place))


def _is_of_one_neighbourhood(apart: NDArray[np.float64], is_suspect: NDArray[np.bool_]) -> bool:
    """Whether several places lie around one, and at least twice as many as other sure ones elsewhere."""
    is_near = apart < _NEIGHBOURHOOD_KM
    around = is_near.sum(axis=1)
    elsewhere = (~is_near & ~is_suspect).sum(axis=1)
    return bool(((around >= _FEWEST) & (around >= 2 * elsewhere)).any())


def _division(place: Place) -> str:
    return f"{place.country_code}.{place.admin1}"


def _distances(places: Sequence[Place]) -> NDArray[np.float64]:
    """The kilometres between all pairs."""
    points = unit_vectors(places)
    return kilometres(points @ points.T)
