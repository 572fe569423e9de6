"""The filters in the side bar: from widgets to one `Filters` record and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from geomap.app.filters import MODALITY_WORDS, FilterField, Filters, event_dates
from geomap.constants import EventType, Modality
from geomap.models import ParsedDocument
from geomap.render.words import EVENT_WORDS
from layers import BUILDERS

FIELD_WORDS = {
    FilterField.LAYERS: "the choice of layers",
    FilterField.EVENT_TYPES: "the choice of event types",
    FilterField.DATES: "the range of dates",
    FilterField.MIN_SCORE: "the least certainty",
    FilterField.MODALITIES: "the choice of how events are reported",
}
"""What a filter is called when it has left nothing to show."""


def choose_filters(parsed: Sequence[ParsedDocument]) -> Filters:
    """Ask what to show of the findings; nothing touched means the default."""
    for field, value in _untouched().items():
        st.session_state.setdefault(_key(field), value)
    types = _types_in(parsed)
    key = _key(FilterField.EVENT_TYPES)
    st.session_state[key] = [event_type for event_type in st.session_state[key] if event_type in types]
    st.subheader("Filters", anchor=False)
    layers = st.pills(
        "Layers",
        list(BUILDERS),
        selection_mode="multi",
        format_func=str.capitalize,
        key=_key(FilterField.LAYERS),
    )
    event_types = st.multiselect(
        "Event types",
        types,
        format_func=lambda event_type: EVENT_WORDS[event_type],
        placeholder="All types",
        key=_key(FilterField.EVENT_TYPES),
    )
    start, end = _choose_dates(parsed)
    min_score = st.slider(
        "Least certainty",
        0.0,
        1.0,
        step=0.05,
        help="How sure the reading is, from 0 to 1: high from 0.8, medium from 0.5, low below.",
        key=_key(FilterField.MIN_SCORE),
    )
    modalities = st.multiselect(
        "Reported",
        list(Modality),
        format_func=lambda modality: MODALITY_WORDS[modality],
        help="By default only what the text reports as happening is shown.",
        key=_key(FilterField.MODALITIES),
    )
    return Filters(
        layers=None if len(layers) == len(BUILDERS) else tuple(key for key in BUILDERS if key in layers),
        event_types=tuple(sorted(event_types)) or None,
        date_start=start,
        date_end=end,
        min_score=min_score,
        modalities=tuple(modality for modality in Modality if modality in modalities),
    )


def drop_field(field: FilterField) -> None:
    """Set the widgets of a filter so that it hides nothing; for use as a callback."""
    if field is FilterField.DATES:
        st.session_state["dates_revision"] = st.session_state.get("dates_revision", 0) + 1
    elif field is FilterField.MODALITIES:
        st.session_state[_key(field)] = list(Modality)
    else:
        st.session_state[_key(field)] = _untouched()[field]


def _untouched() -> dict[FilterField, object]:
    """What the widgets hold before anyone touches them."""
    return {
        FilterField.LAYERS: list(BUILDERS),
        FilterField.EVENT_TYPES: [],
        FilterField.MIN_SCORE: 0.0,
        FilterField.MODALITIES: [Modality.ACTUAL],
    }


def _choose_dates(parsed: Sequence[ParsedDocument]) -> tuple[date | None, date | None]:
    """The chosen range; None at an end that reaches as far as the findings do."""
    days = [
        day
        for item in parsed
        for event in item.events
        for day in event_dates(event, item.document.published) or ()
    ]
    first, last = min(days, default=None), max(days, default=None)
    if first is None or last is None or first == last:
        return None, None
    # The slider belongs to one range of days: other documents, or a dropped filter, get a new one.
    revision = st.session_state.get("dates_revision", 0)
    start, end = st.slider(
        "Dates",
        first,
        last,
        (first, last),
        format="D MMM YYYY",
        key=f"{_key(FilterField.DATES)}-{first}-{last}-{revision}",
    )
    return (start if start > first else None), (end if end < last else None)


def _types_in(parsed: Sequence[ParsedDocument]) -> list[EventType]:
    found = {event.event_type for item in parsed for event in item.events}
    return [event_type for event_type in EventType if event_type in found]


def _key(field: FilterField) -> str:
    return f"filter_{field.value}"
