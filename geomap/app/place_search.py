"""The page's own element to search the gazetteer: places come up while one types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import cast

import streamlit as st

from geomap.app.cache import open_pipeline, read_asset
from geomap.app.phrases import kind_words, place_words
from geomap.app.subjects import PlaceSearch, search_places
from geomap.models import Place

_MAX_WORDS = 100
_FIRST = "Type the beginning of a name; the arrow keys and Enter choose."
_NONE = "The gazetteer has no place whose name begins so. Try another spelling, or fewer letters."


def search_place(key: str) -> Place | None:
    """Ask for any place of the gazetteer; None while none is chosen.

    Args:
        key: Names the question within the page.
    """
    gazetteer = cast(PlaceSearch, open_pipeline().atlas)
    element = f"{key}-search"
    words, chosen = f"{key}-words", f"{key}-found"

    def keep_words() -> None:
        st.session_state[words] = st.session_state[element].get("words")
        st.session_state[chosen] = None

    def keep_chosen() -> None:
        st.session_state[chosen] = st.session_state[element].get("chosen")

    typed = _text(words)
    found = search_places(typed, gazetteer)
    place = next((one for one in found if one.place_id == _text(chosen)), None)
    component = st.components.v2.component(
        "geomap_places",
        html=read_asset("places.html"),
        css=read_asset("places.css"),
        js=read_asset("places.js"),
    )
    component(
        key=element,
        data={
            "words": typed,
            "found": place_options(found, gazetteer),
            "chosen": place.place_id if place else None,
            "said": _say(typed, found, place),
        },
        on_words_change=keep_words,
        on_chosen_change=keep_chosen,
    )
    return place


def _text(key: str) -> str:
    told = st.session_state.get(key)
    return told[:_MAX_WORDS] if isinstance(told, str) else ""


def place_options(places: Sequence[Place], gazetteer: PlaceSearch) -> list[dict[str, str]]:
    """The places found, each with its name and what it is; those alike in both with their positions."""
    options = [
        {"id": place.place_id, "name": _name(place), "about": _about(place, gazetteer)} for place in places
    ]
    alike = Counter((option["name"], option["about"]) for option in options)
    for option, place in zip(options, places, strict=True):
        if alike[option["name"], option["about"]] > 1:
            option["about"] += f", {_position(place)}"
    return options


def _name(place: Place) -> str:
    """Its name with its region; the country stands in what it is."""
    return f"{place.name}, {place.admin1}" if place.admin1 not in {None, place.name} else place.name


def _about(place: Place, gazetteer: PlaceSearch) -> str:
    country = gazetteer.country(place.country_code) if place.country_code else None
    return ", ".join([kind_words(place), *([country.name] if country and country != place else [])])


def _position(place: Place) -> str:
    """Where it is, such as "7.12° S 112.69° E"."""
    north, east = ("N" if place.latitude >= 0 else "S"), ("E" if place.longitude >= 0 else "W")
    return f"{abs(place.latitude):.2f}° {north} {abs(place.longitude):.2f}° {east}"


def _say(typed: str, found: Sequence[Place], place: Place | None) -> str:
    if place:
        return f"Chosen: {place_words(place)}."
    if not typed.strip():
        return _FIRST
    if not found:
        return _NONE
    return "1 place found." if len(found) == 1 else f"{len(found)} places found, the best known first."
