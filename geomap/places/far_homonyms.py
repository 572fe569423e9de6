"""Names whose only known bearers lie far from all that the text tells of: better left without a place.

"Sinaia, Nangade district" in a text on Mozambique is no resort in the Carpathians, though the gazetteer knows
no other Sinaia. On four corpora, of 51 small places that were chosen far from everything else a text
names, in a country that it does not, one was right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from geomap.gazetteer.names import fold
from geomap.places.features import EARTH_KM, Context, unit_vectors
from geomap.places.senses import Sense, is_country
from geomap.places.words import load_words

if TYPE_CHECKING:
    from geomap.models import Place
    from geomap.places.candidates import Option

_SMALL: Final = 100_000
_KNOWN: Final = 10_000
"""A place of that size is believed where no other bears its name and the text names none that holds it:
"leaders met in Rambouillet"."""

_FAR_KM: Final = 300.0
_COMPANY: Final = 2
"""With fewer other names a text says too little of where it is."""


def find_far_homonyms(senses: Sequence[Sense], best: Mapping[int, Option], context: Context) -> set[int]:
    """The numbers of the senses whose best option is a namesake far from the text.

    Args:
        senses: The senses of a document.
        best: The best option of each sense that has one, by the sense's number.
        context: What the document says as a whole.
    """
    suspects = [number for number, option in best.items() if _is_suspect(senses, number, option)]
    if not suspects:
        return set()
    known = {number: option.place for number, option in best.items() if option.place.country_code}
    return {
        number for number in suspects if _is_alone(number, senses, known, context) and _is_far(number, known)
    }


def _is_suspect(senses: Sequence[Sense], number: int, option: Option) -> bool:
    """Whether a place is one that a text would not name without its country."""
    sense, place = senses[number], option.place
    if place.country_code is None or is_country(place) or sense.is_demonym:
        return False
    if place.feature_class == "P":
        population = place.population or 0
        is_only = sense.options.count == 1 and fold(place.name) == sense.options.key[0]
        is_believed = is_only and population >= _KNOWN and not _has_outer(senses, number)
        return population < _SMALL and not is_believed
    if place.feature_class == "A":
        is_compass = sense.options.key[0] in load_words().compass
        return is_compass or option.is_part or not option.is_primary
    return False


def _has_outer(senses: Sequence[Sense], number: int) -> bool:
    """Whether the name behind one holds it, rather than following it in a list: "Goz, Dar Sila province"."""
    sense = senses[number]
    return any(
        other not in sense.listed or senses[other].options.key[1] is not None for other in sense.following
    )


def _is_alone(number: int, senses: Sequence[Sense], known: Mapping[int, Place], context: Context) -> bool:
    """Whether the text says nothing else of a place's country, but enough of others."""
    code = known[number].country_code
    others = [place.country_code for other, place in known.items() if other != number]
    least = 1 if senses[number].following else _COMPANY
    return (
        len(others) >= least
        and code not in others
        and code not in context.hints
        and code not in context.title
        and code not in senses[number].nations
        and (context.home is None or context.home.country_code != code)
    )


def _is_far(number: int, known: Mapping[int, Place]) -> bool:
    """Whether every other place of the text is far away."""
    points = unit_vectors([known[number], *(place for other, place in known.items() if other != number)])
    return bool((EARTH_KM * np.arccos(np.clip(points[1:] @ points[0], -1, 1))).min() > _FAR_KM)
