"""A geocoder for geopy and geopandas that needs no network.

geopy's order is (latitude, longitude); here and in `render/folium_map.py`, and nowhere else, it flips.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Final

from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from geomap.constants import Worldview
from geomap.errors import InvalidOptionError
from geomap.gazetteer.queries import Answer, find_answers, known_codes
from geomap.gazetteer.store import Gazetteer, open_gazetteer
from geomap.geo import Box
from geomap.geocoding.online import OnlineFallback
from geomap.models import Place

_LANGUAGES: Final = frozenset({"en", "eng", "english"})


class OfflineGeocoder(Geocoder):  # type: ignore[misc]  # geopy carries no types
    """Geocodes with the installed gazetteer; keeps the interface of geopy's geocoders.

    >>> OfflineGeocoder().geocode("Harbin, China").point   # doctest: +SKIP
    Point(45.75, 126.65, 0.0)
    """

    def __init__(
        self,
        *,
        gazetteer: Gazetteer | None = None,
        worldview: Worldview | str = Worldview.ISO,
        fallback: OnlineFallback | None = None,
        timeout: object = DEFAULT_SENTINEL,
        user_agent: str | None = None,
    ) -> None:
        """Use an open gazetteer, or the installed one in a worldview.

        Args:
            gazetteer: Place table to search; the installed one if None.
            worldview: Whose view of borders, if no gazetteer is given.
            fallback: Asked for names that the gazetteer lacks; nothing goes online if None.
            timeout: Accepted for geopy compatibility and ignored.
            user_agent: Accepted for geopy compatibility and ignored.
        """
        super().__init__(timeout=timeout, user_agent=user_agent)
        self._gazetteer = gazetteer or open_gazetteer(worldview)
        self._fallback = fallback

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,
        country_codes: str | Sequence[str] | None = None,
        limit: int | None = None,
        near: object | None = None,
        viewbox: Sequence[object] | None = None,
        bounded: bool = False,
        language: str | None = None,
        fuzzy: bool = False,
    ) -> Location | list[Location] | None:
        """Find the places a name refers to.

        Args:
            query: Place name, alone or followed by what holds it: "Goma", "Paris, Texas",
                "Springfield, Ill., USA", "Kharkiv, Ukraine".
            exactly_one: Return the best match alone instead of all matches.
            timeout: Accepted for geopy compatibility and ignored.
            country_codes: ISO 3166-1 codes, one or several; other countries are left out.
            limit: Largest number of matches; all if None.
            near: geopy point or (latitude, longitude); places near it come first.
            viewbox: Two corners as geopy points or (latitude, longitude); places inside come first. A box
                whose first longitude is the larger one crosses the antimeridian.
            bounded: Leave out what is not in the viewbox.
            language: English ("en", "en-GB") or None. A name is found in any language, but the data do not
                say which language a name is in, so the answers cannot be given in another one.
            fuzzy: If nothing bears the name, find what is spelled almost like it ("Harbn").

        Returns:
            The best match, or a list, best first, if `exactly_one` is false; None when nothing matches,
            never an empty list. ``Location.point`` is (latitude, longitude) in degrees, WGS 84; for a
            country or region it is the label point. ``Location.raw`` holds the place's fields and
            "score", 1/n for the n-th most important match, times "similarity", which is 1 unless the name
            is only spelled alike; with `near`, the mean of that and nearness. What an online fallback
            found, in its own order, has "online" and "attribution" too.

        Raises:
            GeocoderQueryError: If the query is blank or an option is out of range.
            GeopyError: If an online fallback was asked and failed.
        """
        if limit is not None and limit < 1:
            raise GeocoderQueryError(f"Invalid limit: {limit!r}. Expected an integer of at least 1.")
        _check_language(language)
        codes = [country_codes] if isinstance(country_codes, str) else list(country_codes or ())
        centre = None if near is None else _to_point(near)
        try:
            answers = find_answers(
                self._gazetteer,
                query,
                country_codes=codes,
                near=None if centre is None else (centre.longitude, centre.latitude),
                is_fuzzy=fuzzy,
            )
        except InvalidOptionError as error:
            raise GeocoderQueryError(str(error)) from error
        box = None if viewbox is None else _to_box(viewbox)
        if not answers and self._fallback is not None:
            found = self._fallback.geocode(query, country_codes=known_codes(self._gazetteer, codes))
            locations = [one for one in found if not (box and bounded) or _is_inside(one, box)][:limit]
        else:
            if box is not None:
                answers = _apply_box(answers, box, is_bounded=bounded)
            locations = [self._location(answer) for answer in answers[: 1 if exactly_one else limit]]
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def reverse(
        self, query: object, *, exactly_one: bool = True, timeout: object = DEFAULT_SENTINEL
    ) -> Location | list[Location] | None:
        """Find what is at a position.

        Args:
            query: geopy point, (latitude, longitude), or text such as "45.75, 126.65".
            exactly_one: Return the finest of settlement, first-order division and country alone.
            timeout: Accepted for geopy compatibility and ignored.

        Returns:
            The finest place, or a list, finest first, if `exactly_one` is false; None in the open sea.
            ``Location.raw`` holds the place's fields, and the identifiers of all three. Land of no country in
            the worldview comes last, as an area, with "area_id".

        Raises:
            GeocoderQueryError: If the query is not a position.
        """
        point = _to_point(query)
        found = self._gazetteer.reverse(point.longitude, point.latitude)
        places = {"settlement": found.settlement, "admin1": found.admin1, "country": found.country}
        if found.area is not None:
            places["area"] = found.area
        ids = {f"{key}_id": place and place.place_id for key, place in places.items()}
        locations = [
            Location(self._address(place), Point(place.latitude, place.longitude), asdict(place) | ids)
            for place in places.values()
            if place is not None
        ]
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def _location(self, answer: Answer) -> Location:
        place = answer.place
        return Location(self._address(place), Point(place.latitude, place.longitude), answer.fields())

    def _address(self, place: Place) -> str:
        country = self._gazetteer.country(place.country_code or "")
        parts = [place.name, place.admin1, country and country.name]
        return ", ".join(dict.fromkeys(part for part in parts if part))


def _check_language(language: str | None) -> None:
    if language is None or language.replace("_", "-").partition("-")[0].lower() in _LANGUAGES:
        return
    raise GeocoderQueryError(
        f"Language not available: {language!r}. Expected 'en' or None."
        " Hint: names are found in any language; only the answers are in English."
    )


def _apply_box(answers: list[Answer], box: Box, *, is_bounded: bool) -> list[Answer]:
    inside = [answer for answer in answers if _is_inside(answer.place, box)]
    return inside if is_bounded else inside + [answer for answer in answers if answer not in inside]


def _is_inside(place: Place | Location, box: Box) -> bool:
    west, south, east, north = box
    if not south <= place.latitude <= north:
        return False
    if west <= east:
        return west <= place.longitude <= east
    return place.longitude >= west or place.longitude <= east


def _to_box(corners: Sequence[object]) -> Box:
    if len(corners) != 2:
        raise GeocoderQueryError(f"Invalid viewbox: {corners!r}. Expected two corners (latitude, longitude).")
    first, second = map(_to_point, corners)
    south, north = sorted((first.latitude, second.latitude))
    return first.longitude, south, second.longitude, north


def _to_point(value: object) -> Point:
    try:
        return Point(value)
    except (TypeError, ValueError) as error:
        raise GeocoderQueryError(
            f"Not a position: {value!r}. Expected (latitude, longitude) in degrees."
        ) from error
