"""The filters in the side bar: from widgets to one `Filters` record and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from geomap.app.choices import Choices
from geomap.app.filters import MODALITY_WORDS, PRECISIONS, UNPLACED, FilterField, Filters
from geomap.constants import Modality, Precision
from geomap.render.words import EVENT_WORDS, date_phrase
from layers import BUILDERS

FIELD_WORDS = {
    FilterField.WORDS: "the words searched for",
    FilterField.LAYERS: "the choice of layers",
    FilterField.EVENT_TYPES: "the choice of event types",
    FilterField.ACTORS: "the choice of who acts",
    FilterField.RECIPIENTS: "the choice of towards whom",
    FilterField.COUNTRIES: "the choice of countries",
    FilterField.DATES: "the range of dates",
    FilterField.PRECISIONS: "how exactly the place is known",
    FilterField.MIN_SCORE: "the least certainty",
    FilterField.MODALITIES: "the choice of how events are reported",
}
"""What a filter is called when it has left nothing to show."""

PRECISION_WORDS = {
    Precision.SITE.value: "at a site, such as a bridge",
    Precision.SETTLEMENT.value: "in a town or village",
    Precision.ADMIN1.value: "somewhere in a region",
    Precision.COUNTRY.value: "somewhere in a country",
    Precision.WORLD_REGION.value: "somewhere in a part of the world",
    UNPLACED: "place not reported",
}
"""What a precision is called in its filter."""

_MAX_WORDS = 200
_ASIDE = (FilterField.PRECISIONS, FilterField.MIN_SCORE, FilterField.MODALITIES)
"""The filters that are folded away at first."""


def set_filters(filters: Filters) -> None:
    """Set all widgets to some choices, before they are shown or in a callback."""
    for field in FilterField:
        st.session_state[_key(field)] = _value(filters, field)
    st.session_state["dates_revision"] = st.session_state.get("dates_revision", 0) + 1


def drop_field(field: FilterField) -> None:
    """Set the widgets of a filter so that it hides nothing; for use as a callback."""
    nothing = Filters(modalities=tuple(Modality))
    st.session_state[_key(field)] = _value(nothing, field)
    if field is FilterField.DATES:
        st.session_state["dates_revision"] = st.session_state.get("dates_revision", 0) + 1


def filter_words(filters: Filters, names: Mapping[str, str]) -> list[str]:
    """What is chosen, each choice in plain words; for a brief.

    Args:
        filters: The choices.
        names: What sides and countries are called.
    """

    def several(given: Iterable[str] | None, called: Mapping[Any, str]) -> str:
        return ", ".join(called.get(key, key) for key in given or ())

    said = (
        ("with the words", filters.words),
        ("layers", several(filters.layers, {})),
        ("what happened", several(filters.event_types, EVENT_WORDS)),
        ("who acted", several(filters.actors, names)),
        ("towards whom", several(filters.recipients, names)),
        ("in", several(filters.countries, names)),
        ("from", date_phrase(filters.date_start) if filters.date_start else ""),
        ("until", date_phrase(filters.date_end) if filters.date_end else ""),
        ("place", several(filters.precisions, PRECISION_WORDS)),
        ("certainty at least", f"{filters.min_score:g}" if filters.min_score else ""),
        ("reported", several(filters.modalities, MODALITY_WORDS)),
    )
    return [f"{what} {value}" for what, value in said if value]


def choose_filters(choices: Choices) -> Filters:
    """Ask what to show of the findings; nothing touched means the default."""
    if _key(FilterField.LAYERS) not in st.session_state:
        set_filters(Filters())
    touched = _read_widgets()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.subheader("Filters", anchor=False)
        if touched != Filters():
            nothing = Filters()
            st.button(
                "Clear all", key="clear_filters", type="tertiary", on_click=set_filters, args=(nothing,)
            )
    st.text_input(
        "Search",
        max_chars=_MAX_WORDS,
        placeholder="Place, actor or words",
        key=_key(FilterField.WORDS),
    )
    st.pills(
        "Layers",
        list(BUILDERS),
        selection_mode="multi",
        format_func=str.capitalize,
        key=_key(FilterField.LAYERS),
    )
    _choose_several(
        FilterField.EVENT_TYPES, "What happened", choices.event_types, EVENT_WORDS, "All types of events"
    )
    _choose_several(FilterField.ACTORS, "Who acted", choices.actors, choices.names, "Anyone")
    _choose_several(FilterField.RECIPIENTS, "Towards whom", choices.recipients, choices.names, "Anyone")
    _choose_several(FilterField.COUNTRIES, "In which country", choices.countries, choices.names, "Anywhere")
    _choose_dates(choices)
    is_aside_touched = any(touched.restricts(field) for field in _ASIDE[:2])
    with st.expander("How sure, how exact, how reported", expanded=is_aside_touched):
        _choose_several(
            FilterField.PRECISIONS, "Place is known", PRECISIONS, PRECISION_WORDS, "However exactly"
        )
        st.slider(
            "Least certainty",
            0.0,
            1.0,
            step=0.05,
            help="How sure the reading is, from 0 to 1: high from 0.8, medium from 0.5, low below.",
            key=_key(FilterField.MIN_SCORE),
        )
        st.multiselect(
            "Reported",
            list(Modality),
            format_func=lambda modality: MODALITY_WORDS[modality],
            help="By default only what the text reports as happening is shown.",
            key=_key(FilterField.MODALITIES),
        )
    return _read_widgets()


def _read_widgets() -> Filters:
    """The choices as the widgets hold them."""
    state = st.session_state

    def several(field: FilterField) -> tuple[Any, ...] | None:
        return tuple(sorted(state[_key(field)])) or None

    layers = state[_key(FilterField.LAYERS)] or []
    start, end = state[_key(FilterField.DATES)]
    return Filters(
        words=" ".join((state[_key(FilterField.WORDS)] or "").split()),
        layers=None if len(layers) == len(BUILDERS) else tuple(key for key in BUILDERS if key in layers),
        event_types=several(FilterField.EVENT_TYPES),
        actors=several(FilterField.ACTORS),
        recipients=several(FilterField.RECIPIENTS),
        countries=several(FilterField.COUNTRIES),
        date_start=start,
        date_end=end,
        precisions=several(FilterField.PRECISIONS),
        min_score=state[_key(FilterField.MIN_SCORE)],
        modalities=tuple(one for one in Modality if one in state[_key(FilterField.MODALITIES)]),
    )


def _value(filters: Filters, field: FilterField) -> object:
    """What the widget of a filter holds for some choices."""
    match field:
        case FilterField.LAYERS:
            return list(BUILDERS if filters.layers is None else filters.layers)
        case FilterField.DATES:
            return (filters.date_start, filters.date_end)
        case FilterField.WORDS | FilterField.MIN_SCORE:
            return getattr(filters, field.value)
        case _:
            return list(getattr(filters, field.value) or ())


def _choose_several(
    field: FilterField, label: str, options: Iterable[str], names: Mapping[Any, str], placeholder: str
) -> None:
    """A box to choose several values; one that is chosen already stays on offer."""
    key = _key(field)
    offered = list(dict.fromkeys((*options, *st.session_state[key])))
    labels = _labels(offered, names)
    st.multiselect(label, offered, format_func=labels.__getitem__, placeholder=placeholder, key=key)


def _labels(keys: Iterable[str], names: Mapping[str, str]) -> dict[str, str]:
    """What each value is called; of two that are called the same, the later one shows its key too."""
    labels: dict[str, str] = {}
    for key in keys:
        name = names.get(key, key)
        labels[key] = f"{name} ({key})" if name in labels.values() else name
    return labels


def _choose_dates(choices: Choices) -> None:
    """A slider over the days of the findings; an end that reaches as far as they do is no restriction."""
    key = _key(FilterField.DATES)
    first, last = choices.first_day, choices.last_day
    if first is None or last is None or first == last:
        return
    start, end = st.session_state[key]
    # The slider belongs to one range of days: other documents, or a dropped filter, get a new one.
    name = f"{key}-{first}-{last}-{st.session_state.get('dates_revision', 0)}"
    low = min(max(start or first, first), last)
    high = max(min(end or last, last), low)

    def keep() -> None:
        chosen: tuple[date, date] = st.session_state[name]
        st.session_state[key] = (
            chosen[0] if chosen[0] > first else None,
            chosen[1] if chosen[1] < last else None,
        )

    st.slider("Dates", first, last, (low, high), format="D MMM YYYY", key=name, on_change=keep)


def _key(field: FilterField) -> str:
    return f"filter_{field.value}"
