"""Names whose only known bearers lie far from all that the text tells of: better left without a place.

"Sinaia, Nangade district" in a text on Mozambique is no resort in the Carpathians, though the gazetteer knows
no other Sinaia. On four corpora, of 51 small places that were chosen far from everything else a text
names, in a country that it does not, one was right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from geomap.gazetteer.names import fold
from geomap.geo import distance_m
from geomap.places.candidates import Option, is_country
from geomap.places.features import Context
from geomap.places.senses import Sense
from geomap.places.sphere import kilometres, unit_vectors
from geomap.places.words import load_words

if TYPE_CHECKING:
    from geomap.models import Place

_SMALL: Final = 100_000
_KNOWN: Final = 10_000
"""A town of that size is believed where no other bears its name: "leaders met in Rambouillet"."""

_FAR_KM: Final = 300.0
_LARGE: Final = 300_000
_NEAR_KM: Final = 150.0
"""How near to another place a town lies that gave its name to what a longer name means."""

_REACH_KM: Final = {"ADM1": 250.0, "ADM2": 120.0}
"""How far from the middle of a division a place may lie that is in it."""

_WORD: Final = 4
"""Shorter words only join others."""

_MANY: Final = 3
_COMPANY: Final = 2
"""With fewer other names a text says too little of where it is."""


def find_far_homonyms(senses: Sequence[Sense], best: Mapping[int, Option], context: Context) -> set[int]:
    """The numbers of the senses whose best option is a namesake far from the text.

    Args:
        senses: The senses of a document.
        best: The best option of each sense that has one, by the sense's number.
        context: What the document says as a whole.
    """
    known = {number: option.place for number, option in best.items() if option.place.country_code}
    suspects = [
        number
        for number in known
        if _is_suspect(best[number], senses[number])
        and not (_is_only(best[number], senses[number]) and _is_credible(number, senses, known))
    ]
    told = _countries(suspects, known, context)
    elsewhere = {number for number in known if _is_outside_its_division(number, senses, known)}
    chance = {number for number in known if _is_chance_part(number, best, senses, known, context)}
    return (
        chance
        | elsewhere
        | {
            number
            for number in suspects
            if known[number].country_code not in told | senses[number].nations
            and len(known) > (1 if senses[number].following else _COMPANY)
            and _is_far(number, known)
        }
    )


def _is_outside_its_division(number: int, senses: Sequence[Sense], known: Mapping[int, Place]) -> bool:
    """Whether the text says in which division a settlement lies, and no bearer of its name lies there.

    What stands in brackets behind it holds it, however large it is and wherever; behind a comma it may be
    the next of a list.
    """
    place, sense = known[number], senses[number]
    if place.feature_class != "P":
        return False
    is_large = (place.population or 0) >= _LARGE
    divisions = [
        known[other]
        for other in _outer_names(senses, number)
        if other in known
        and known[other].feature_code in _REACH_KM
        and (other in sense.enclosing or (place.country_code == known[other].country_code and not is_large))
    ]
    bearers = [option.place for option in sense.options.options]
    return any(not any(_may_hold(division, one) for one in bearers) for division in divisions)


def _is_chance_part(
    number: int,
    best: Mapping[int, Option],
    senses: Sequence[Sense],
    known: Mapping[int, Place],
    context: Context,
) -> bool:
    """Whether a town is found only by a part of the name, and nothing else that the text names is near it.

    "Anthony Creek" in a text on West Virginia is not in Anthony, New Mexico. A great city is believed ("San
    Juan Airport"), unless the rest are names, too: "Medio San Juan".
    """
    place = known[number]
    if not best[number].is_part or place.feature_class != "P":
        return False
    if (place.population or 0) >= _LARGE and not _is_longer_name(senses[number], place):
        return False
    home = context.home.place if context.home is not None else None
    others = [known[other] for other in known if other != number and known[other].feature_class != "L"]
    towns = [other for other in [*others, home] if other is not None and not is_country(other)]
    return len(towns) > 0 and all(
        distance_m(place.longitude, place.latitude, other.longitude, other.latitude) > _NEAR_KM * 1000
        for other in towns
    )


def _is_longer_name(sense: Sense, place: Place) -> bool:
    """Whether the words of a name besides those of a place in it are names as well, and tell no kind."""
    own = set(fold(place.name).split())
    rest = [word for word in sense.options.key[0].split() if word not in own and len(word) >= _WORD]
    return bool(rest) and not any(load_words().is_kind(word) for word in rest)


def _may_hold(division: Place, place: Place) -> bool:
    """Whether a place may lie in a division, by its code or by how near it is to the middle."""
    if division.feature_code == "ADM1" and division.admin1 == place.admin1:
        return True
    apart = distance_m(division.longitude, division.latitude, place.longitude, place.latitude)
    return apart < _REACH_KM[division.feature_code] * 1000


def _countries(suspects: Sequence[int], known: Mapping[int, Place], context: Context) -> set[str | None]:
    """The countries that a text speaks of; a few small places far apart say nothing for each other."""
    told: set[str | None] = {place.country_code for number, place in known.items() if number not in suspects}
    doubtful = Counter(known[number].country_code for number in suspects)
    told.update(code for code, count in doubtful.items() if count >= _MANY)
    if context.home is not None:
        told.add(context.home.country_code)
    return told | context.hints | context.title


def _is_suspect(option: Option, sense: Sense) -> bool:
    """Whether a place is one that a text would not name without its country."""
    place = option.place
    if is_country(place) or sense.is_demonym:
        return False
    if place.feature_class == "P":
        return (place.population or 0) < _SMALL
    if place.feature_class == "A":
        is_compass = sense.options.key[0] in load_words().compass
        return is_compass or option.is_part or not option.is_primary
    return False


def _is_only(option: Option, sense: Sense) -> bool:
    """Whether this settlement bears the name, usually and alone."""
    is_sole = sense.options.count == 1 and option.is_primary and not option.is_part
    return is_sole and option.place.feature_class == "P"


def _is_credible(number: int, senses: Sequence[Sense], known: Mapping[int, Place]) -> bool:
    """Whether the only bearer of a name may be meant: a town, or any where no country has half the names."""
    others = Counter(place.country_code for other, place in known.items() if other != number)
    is_of_one = 2 * max(others.values(), default=0) >= others.total()
    is_town = (known[number].population or 0) >= _KNOWN and not _is_listed_abroad(number, senses, known)
    return (is_town or not is_of_one) and not _outer_names(senses, number)


def _is_listed_abroad(number: int, senses: Sequence[Sense], known: Mapping[int, Place]) -> bool:
    """Whether a name stands in a list with one of another country: "the villages of Yambali and Tulum"."""
    code = known[number].country_code
    beside = [one for one in known if number in senses[one].listed or one in senses[number].listed]
    return any(known[one].country_code != code for one in beside if not is_country(known[one]))


def _outer_names(senses: Sequence[Sense], number: int) -> list[int]:
    """The names behind one that hold it rather than follow it in a list: "Goz, Dar Sila province"."""
    sense = senses[number]
    return [
        other
        for other in sorted(sense.following)
        if other not in sense.listed or senses[other].options.key[1] is not None
    ]


def _is_far(number: int, known: Mapping[int, Place]) -> bool:
    """Whether every other place of the text is far away."""
    points = unit_vectors([known[number], *(place for other, place in known.items() if other != number)])
    return bool(kilometres(points[1:] @ points[0]).min() > _FAR_KM)
