"""A choice among places: the candidates with their reasons, or any other place of the gazetteer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import streamlit as st

from geomap.app.cache import open_pipeline
from geomap.app.markdown import escape_markdown
from geomap.app.phrases import candidate_words, place_words
from geomap.app.subjects import PlaceSearch, search_places
from geomap.models import Candidate, Place
from geomap.render.words import number_phrase

_NOWHERE = "nowhere"
_OTHER = "other"
_MOST = 8
_CITY = 100_000
_KINDS = {
    "P": "town or village",
    "A": "region or country",
    "S": "site",
    "R": "road",
    "H": "water",
    "T": "mountain or island",
    "L": "area",
}


def choose_place(key: str, *, candidates: Sequence[Candidate], now: Place | None) -> Place | None:
    """Ask which place is meant.

    Args:
        key: Names the question within the page.
        candidates: The places that come into question, best first.
        now: The place it is taken for.

    Returns:
        The chosen place; `now` while nothing else is chosen; None for no place.
    """
    places = {candidate.place.place_id: candidate for candidate in candidates[:_MOST]}
    if now is not None:
        places = {now.place_id: places.get(now.place_id, Candidate(place=now, score=0)), **places}
    names = {place_id: candidate.place for place_id, candidate in places.items()}
    options = [*places, _OTHER, _NOWHERE]
    chosen = st.radio(
        "Place",
        options,
        index=0 if now is not None else options.index(_NOWHERE),
        format_func=lambda option: _option_words(option, names, now),
        captions=[
            escape_markdown(_place_caption(places[option])) if option in places else "" for option in options
        ],
        label_visibility="collapsed",
        key=f"{key}-choice",
    )
    if chosen == _OTHER:
        return _search_place(key) or now
    return names.get(chosen)


def _search_place(key: str) -> Place | None:
    words = st.text_input(
        "Search the gazetteer",
        max_chars=100,
        placeholder="First letters of the name, such as Gom",
        key=f"{key}-words",
    )
    gazetteer = cast(PlaceSearch, open_pipeline().atlas)
    found = search_places(words, gazetteer)
    if not words.strip():
        st.caption("Type the beginning of a name and press Enter.")
        return None
    if not found:
        st.info("The gazetteer has no place whose name begins so. Try another spelling, or fewer letters.")
        return None
    by_id = {place.place_id: place for place in found}
    chosen = st.radio(
        "Found",
        list(by_id),
        format_func=lambda place_id: escape_markdown(place_words(by_id[place_id])),
        captions=[_kind_words(place) for place in found],
        key=f"{key}-found-{words}",
    )
    return by_id.get(chosen)


def _option_words(option: str, places: dict[str, Place], now: Place | None) -> str:
    if option == _OTHER:
        return "Another place…"
    if option == _NOWHERE:
        return "No place, or not known"
    is_now = now is not None and option == now.place_id
    return escape_markdown(place_words(places[option])) + (" **(now)**" if is_now else "")


def _place_caption(candidate: Candidate) -> str:
    kind = _kind_words(candidate.place)
    return f"{kind}; {candidate_words(candidate)}" if candidate.score else kind


def _kind_words(place: Place) -> str:
    kind = _KINDS.get(place.feature_class, "place")
    if place.feature_class == "P" and (place.population or 0) >= _CITY:
        kind = "city"
    return f"{kind} of {number_phrase(place.population)} people" if place.population else kind
