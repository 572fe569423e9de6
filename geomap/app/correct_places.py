"""A choice among places: the candidates with their reasons, or any other place of the gazetteer."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from geomap.app.markdown import escape_markdown
from geomap.app.phrases import candidate_words, kind_words, place_words, shared_reasons
from geomap.app.place_search import search_place
from geomap.models import Candidate, Place

_NOWHERE = "nowhere"
_OTHER = "other"
_MOST = 8


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
    shared = shared_reasons([candidate for candidate in places.values() if candidate.score])
    names = {place_id: candidate.place for place_id, candidate in places.items()}
    options = [*places, _OTHER, _NOWHERE]
    chosen = st.radio(
        "Where",
        options,
        index=0 if now is not None else options.index(_NOWHERE),
        format_func=lambda option: _option_words(option, names, now),
        captions=[
            escape_markdown(_place_caption(places[option], shared)) if option in places else ""
            for option in options
        ],
        label_visibility="collapsed" if places else "visible",
        key=f"{key}-choice",
    )
    if chosen == _OTHER:
        return search_place(key) or now
    return names.get(chosen)


def _option_words(option: str, places: dict[str, Place], now: Place | None) -> str:
    if option == _OTHER:
        return "Another place…" if places else "Find the place…"
    if option == _NOWHERE:
        return "No place, or not known"
    is_now = now is not None and option == now.place_id
    return escape_markdown(place_words(places[option])) + (" **(now)**" if is_now else "")


def _place_caption(candidate: Candidate, shared: Collection[str]) -> str:
    kind = kind_words(candidate.place)
    return f"{kind}; {candidate_words(candidate, known=shared)}" if candidate.score else kind
