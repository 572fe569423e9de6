"""The filters in the side bar: from widgets to one `Filters` record and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import streamlit as st

from geomap.app.choices import Choices
from geomap.app.filters import MODALITY_WORDS, PRECISIONS, UNPLACED, FilterField, Filters
from geomap.app.markdown import escape_markdown, shorten
from geomap.constants import EventType, Modality, Precision
from geomap.events.lists.ontology import load_ontology
from geomap.render.styles import HIDDEN_AT_FIRST
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
    FilterField.LEFT_OUT: "what is left out",
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

_SAID_AS = {
    FilterField.WORDS: "with the words",
    FilterField.LAYERS: "layers:",
    FilterField.EVENT_TYPES: "what happened:",
    FilterField.ACTORS: "who acted:",
    FilterField.RECIPIENTS: "towards whom:",
    FilterField.COUNTRIES: "in",
    FilterField.DATES: "",
    FilterField.PRECISIONS: "place:",
    FilterField.LEFT_OUT: "without",
    FilterField.MIN_SCORE: "certainty at least",
    FilterField.MODALITIES: "reported",
}
"""What is said before the values of a filter."""

_TYPES = frozenset(EventType)
_AT_FIRST = tuple(key for key in BUILDERS if key not in HIDDEN_AT_FIRST)
"""The layers that are on until the reader chooses, as on the map."""

_MAX_WORDS = 300
"""So many signs are looked for, as many as an address keeps; what is pasted may be longer."""

_CHIP_LENGTH = 44
_IN_SIGHT = (FilterField.WORDS, FilterField.LAYERS)
"""The filters that never fold away."""


@lru_cache(maxsize=1)
def context_words() -> Mapping[str, str]:
    """What contexts are called in their filter."""
    words = {context: context.replace("_", " ") for context in load_ontology().contexts}
    return words | {"crime": "local crime", "cbrn": "nuclear and chemical weapons", "lgbt": "LGBT"}


def set_filters(filters: Filters) -> None:
    """Set all widgets to some choices, before they are shown or in a callback."""
    for field in FilterField:
        st.session_state[_key(field)] = _value(filters, field)
    st.session_state["dates_revision"] = st.session_state.get("dates_revision", 0) + 1


def drop_field(field: FilterField) -> None:
    """Set the widgets of a filter so that it hides nothing; for use as a callback."""
    _set_field(field, Filters(modalities=tuple(Modality)))


def _set_field(field: FilterField, filters: Filters) -> None:
    st.session_state[_key(field)] = _value(filters, field)
    if field is FilterField.DATES:
        st.session_state["dates_revision"] = st.session_state.get("dates_revision", 0) + 1


def filter_words(filters: Filters, names: Mapping[str, str]) -> list[str]:
    """What is chosen, each choice in plain words; for a brief.

    Args:
        filters: The choices.
        names: What sides and countries are called.
    """

    said = (field_words(filters, field, names) for field in FilterField)
    return [words for words in said if words]


def field_words(filters: Filters, field: FilterField, names: Mapping[str, str]) -> str:
    """What is chosen of one filter in plain words, such as "who acted: Russia"; "" for nothing.

    Args:
        filters: The choices.
        field: The filter.
        names: What sides and countries are called.
    """

    def several(called: Mapping[Any, str]) -> str:
        return ", ".join(called.get(key, key) for key in getattr(filters, field.value) or ())

    ends = (("from", filters.date_start), ("until", filters.date_end))
    said = {
        FilterField.WORDS: filters.words,
        FilterField.DATES: " ".join(f"{word} {date_phrase(day)}" for word, day in ends if day),
        FilterField.MIN_SCORE: f"{filters.min_score:g}" if filters.min_score else "",
    }
    value = said[field] if field in said else several(_called(field, names))
    return f"{_SAID_AS[field]} {value}".lstrip() if value else ""


def _called(field: FilterField, names: Mapping[str, str]) -> Mapping[Any, str]:
    """What the values of a filter are called."""
    own: Mapping[FilterField, Mapping[Any, str]] = {
        FilterField.EVENT_TYPES: EVENT_WORDS,
        FilterField.PRECISIONS: PRECISION_WORDS,
        FilterField.MODALITIES: MODALITY_WORDS,
        FilterField.LEFT_OUT: context_words(),
    }
    return own.get(field, names)


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
    _show_chosen(touched, choices.names)
    with st.expander("What, who, where and when", expanded=True, key="filters_main", type="compact"):
        _choose_several(
            FilterField.EVENT_TYPES, "What happened", choices.event_types, EVENT_WORDS, "All types of events"
        )
        _choose_several(FilterField.ACTORS, "Who acted", choices.actors, choices.names, "Anyone")
        _choose_several(FilterField.RECIPIENTS, "Towards whom", choices.recipients, choices.names, "Anyone")
        _choose_several(
            FilterField.COUNTRIES, "In which country", choices.countries, choices.names, "Anywhere"
        )
        _choose_dates(choices)
    with st.expander("More filters", key="filters_aside", type="compact"):
        _choose_several(
            FilterField.PRECISIONS, "Place is known", PRECISIONS, PRECISION_WORDS, "However exactly"
        )
        _choose_several(
            FilterField.LEFT_OUT, "Leave out what is about", choices.contexts, context_words(), "Nothing"
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


def _show_chosen(filters: Filters, names: Mapping[str, str]) -> None:
    """One button for each filter of the folding parts that is not at its default; a click gives it up."""
    # The container is there even when it is empty, so that what is below keeps its place in the page.
    with st.container(horizontal=True, gap="xsmall", key="chosen_filters"):
        for field in FilterField:
            words = field_words(filters, field, names)
            if field in _IN_SIGHT or words == field_words(Filters(), field, names):
                continue
            st.button(
                f"{escape_markdown(shorten(words or FIELD_WORDS[field], limit=_CHIP_LENGTH))} ✕",
                key=f"chosen_{field.value}",
                help="Give this filter up",
                on_click=_reset_field,
                args=(field,),
            )


def _reset_field(field: FilterField) -> None:
    """Set the widgets of a filter to their default; for use as a callback."""
    _set_field(field, Filters())


def _read_widgets() -> Filters:
    """The choices as the widgets hold them."""
    state = st.session_state

    def several(field: FilterField) -> tuple[Any, ...] | None:
        return tuple(sorted(state[_key(field)])) or None

    layers = state[_key(FilterField.LAYERS)] or []
    start, end = state[_key(FilterField.DATES)]
    return Filters(
        words=" ".join((state[_key(FilterField.WORDS)] or "").split())[:_MAX_WORDS].rstrip(),
        layers=None if set(layers) == set(_AT_FIRST) else tuple(key for key in BUILDERS if key in layers),
        event_types=tuple(one for one in several(FilterField.EVENT_TYPES) or () if one in _TYPES) or None,
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
            return list(_AT_FIRST if filters.layers is None else filters.layers)
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
    """A slider over the days of events reported as asked for; an end that reaches them is no restriction."""
    key = _key(FilterField.DATES)
    modalities = st.session_state[_key(FilterField.MODALITIES)]
    first, last = choices.days_of(modalities or Modality) or (None, None)
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
