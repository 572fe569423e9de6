"""The figures of an event, each to be changed or rejected by the reader."""

from __future__ import annotations

import streamlit as st

from geomap.app.markdown import escape_markdown
from geomap.app.saving import save_and_close
from geomap.app.subjects import EventSubject
from geomap.constants import Category, Quantifier, Unit
from geomap.corrections import FigureValues, change_figure, reject_figure, values_of_figure
from geomap.models import Figure, ParsedDocument
from geomap.render.words import category_phrase, figure_line

_HEDGES = {
    Quantifier.EXACT: "exactly",
    Quantifier.APPROXIMATELY: "about",
    Quantifier.MORE_THAN: "more than, or at least",
    Quantifier.LESS_THAN: "less than, or nearly",
    Quantifier.BETWEEN: "between",
}


def show_figures(subject: EventSubject) -> None:
    """Let the reader correct the figures that belong to an event."""
    figures = [subject.parsed.figures[number] for number in subject.event.figures]
    if not figures:
        st.caption("No number belongs to this event.")
    for figure in figures:
        with st.container(border=True):
            _correct_figure(subject.parsed, figure)


def _correct_figure(parsed: ParsedDocument, figure: Figure) -> None:
    key = f"figure-{figure.start}-{figure.end}"
    st.markdown(f"**{escape_markdown(figure_line(figure))}**, from “{escape_markdown(figure.text)}”")
    before = values_of_figure(figure)
    columns = st.columns(3)
    hedge = columns[0].selectbox(
        "How exact",
        list(Quantifier),
        index=list(Quantifier).index(before.quantifier),
        format_func=_HEDGES.__getitem__,
        key=f"{key}-hedge",
    )
    value = columns[1].number_input(
        "Number",
        min_value=0.0,
        value=float(before.value),
        step=1.0,
        format=_format(before.value),
        key=f"{key}-value",
    )
    high = None
    if hedge is Quantifier.BETWEEN:
        high = columns[2].number_input(
            "and",
            min_value=0.0,
            value=float(before.value_high or before.value),
            step=1.0,
            format=_format(before.value_high or before.value),
            key=f"{key}-high",
        )
    categories = _categories(before.unit)
    category = st.selectbox(
        "What it counts",
        categories,
        index=categories.index(before.category),
        format_func=lambda one: category_phrase(one) or "money",
        key=f"{key}-category",
    )
    after = FigureValues(
        value=value,
        unit=before.unit,
        category=category,
        quantifier=hedge or before.quantifier,
        value_high=high,
        currency=before.currency,
    )
    with st.container(horizontal=True):
        if st.button("Save the figure", type="primary", key=f"{key}-save", disabled=after == before):
            save_and_close(change_figure(parsed, figure, after))
        if st.button("It is no such figure", key=f"{key}-reject"):
            save_and_close(reject_figure(parsed, figure))


def _format(value: float) -> str:
    """How a field writes a number: people and most amounts are whole."""
    return "%.0f" if value == int(value) else "%.2f"


def _categories(unit: Unit) -> list[Category]:
    is_money = unit is Unit.CURRENCY
    return [category for category in Category if (category is Category.AMOUNT) == is_money]
