"""Towns that bear the name of a country, told by their bodies or their paper: "Lebanon High School"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from geomap.geo import distance_m
from geomap.models import Document, FoundSpan, Place
from geomap.places.candidates import Options
from geomap.places.words import load_words

if TYPE_CHECKING:
    from geomap.places.senses import Sense

_COUNTRY: Final = "PCLI"
_SETTLED: Final = "P"
_COUNTY: Final = "ADM2"
_HOME: Final = "US"
"""Where towns are called after countries, and counties tell that local news is meant."""


_HOME_M: Final = 60_000
"""How far from the town of an outlet its surroundings reach."""

_LOCAL: Final = 200_000
"""Papers of larger cities tell of the world."""

_REACH: Final = 30
"""How many signs the words behind a name may take."""


def tell_towns(document: Document, spans: Sequence[FoundSpan], found: list[Options]) -> None:
    """Leave a country out of the options of its name where only a town of that name has what follows.

    "High School" and "Fire Department" tell it by themselves, "police" and "man" where the text names a
    county of the United States; neither where the text names another place or the people of the country.
    """
    names = {options.key[0] for options in found if _country_in(options)}
    for name in sorted(names):
        indexes = [index for index, options in enumerate(found) if options.key[0] == name]
        country = next(place for index in indexes if (place := _country_in(found[index])))
        others = [options for options in found if options.key[0] != name]
        followed = [document.text[spans[index].end :][:_REACH] for index in indexes]
        is_local = any(_is_county(options) for options in others)
        is_town = any(_bodies().match(text) or (is_local and _townsmen().match(text)) for text in followed)
        if not is_town or any(_leads_to(options, country) for options in others):
            continue
        for index in indexes:
            kept = tuple(one for one in found[index].options if one.place.feature_code != _COUNTRY)
            if any(one.place.feature_class == _SETTLED for one in kept):
                found[index] = replace(found[index], options=kept)


def tell_home_towns(senses: Sequence[Sense], home: Place | None) -> None:
    """Leave a country out of the options of its name where a local paper means a town of its surroundings.

    Only where the text names nothing abroad: "a driver of Palestine" in a paper of Indiana.

    Args:
        senses: The senses of a document, which are changed.
        home: The town of the outlet; None where no such is known.
    """
    if home is None or (home.population or 0) > _LOCAL:
        return
    for sense in senses:
        country = _country_in(sense.options)
        if country is None or country.country_code == home.country_code:
            continue
        if any(_is_near(option.place, home) for option in sense.options.options) and not any(
            _is_abroad(other.options, home) for other in senses if other is not sense
        ):
            kept = tuple(option for option in sense.options.options if option.place is not country)
            sense.options = replace(sense.options, options=kept)


def _is_near(place: Place, home: Place) -> bool:
    """Whether this is a town in the surroundings of the home of an outlet."""
    apart = distance_m(place.longitude, place.latitude, home.longitude, home.latitude)
    return place.feature_class == _SETTLED and apart < _HOME_M


def _is_abroad(options: Options, home: Place) -> bool:
    """Whether a name is above all that of a place abroad."""
    first = options.options[0].place.country_code if options.options else None
    return first not in (None, home.country_code)


def _country_in(options: Options) -> Place | None:
    """The independent country among the options of a name, other than by its demonym; None without one."""
    countries = (one.place for one in options.options if one.place.feature_code == _COUNTRY)
    return next(countries, None) if len(options.options) > 1 else None


def _is_county(options: Options) -> bool:
    """Whether a name is above all that of a county of the United States."""
    first = options.options[0].place if options.options else None
    return first is not None and (first.feature_code, first.country_code) == (_COUNTY, _HOME)


def _leads_to(options: Options, country: Place) -> bool:
    """Whether a name is above all that of a place in a country, or of its people."""
    return bool(options.options) and options.options[0].place.country_code == country.country_code


@lru_cache(maxsize=1)
def _bodies() -> re.Pattern[str]:
    return _any_of(load_words().town_bodies)


@lru_cache(maxsize=1)
def _townsmen() -> re.Pattern[str]:
    return _any_of(load_words().townsmen)


def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{'|'.join(map(re.escape, sorted(words)))})\b", re.IGNORECASE)
