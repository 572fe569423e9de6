"""Charts of what is shown: bars and a matrix with their numbers as text, and the days on an axis.

Altair only describes the chart of days; Streamlit brings the script that draws it, and nothing is fetched.
Words of documents are values in rows, never part of a description that is evaluated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

import streamlit as st

from geomap.app import tables
from geomap.app.bars import Bar, show_bars, show_matrix
from geomap.app.listing import show_listing
from geomap.constants import QuadClass
from geomap.models import ParsedDocument
from geomap.render.styles import KIND_STYLES, Kind, KindStyle
from geomap.render.words import number_phrase

_MAX_BARS: Final = 15
_MAX_SIDES: Final = 12
_FEWEST_DAYS: Final = 9
"""So many days the axis has at least, so that the bar of one day is no wall."""

_MOST_NAMED_DAYS: Final = 31
_MOST_DAYS: Final = 180
"""Of a longer time the months are counted: bars of days would be too thin to see."""

_SIDES: Final = "Who acts towards whom"
_KINDS: Final = {KIND_STYLES[Kind(quad)].label: KIND_STYLES[Kind(quad)] for quad in QuadClass}
_DISPLACED: Final = KIND_STYLES[Kind.DISPLACEMENT_FLOW]
_MONEY: Final = KIND_STYLES[Kind.ECONOMY]


def show_charts(parsed: Sequence[ParsedDocument], *, names: Mapping[str, str]) -> None:
    """Show what happened by day and type, who acts towards whom, people displaced and amounts.

    Args:
        parsed: What is shown.
        names: What sides are called in the filters.
    """
    left, right = st.columns(2, gap="medium")
    with left:
        _show_days(parsed)
        _show_bars("Reported events by type", _by_type(parsed), "No event to count.")
    with right:
        _show_sides(parsed, names)
        _show_bars(
            "People displaced, largest figure per region",
            _by_region(parsed),
            "No number of displaced people is shown.",
        )
        _show_bars("Amounts of money, largest first", _by_amount(parsed), "No amount of money is shown.")
        others = tables.count_other_amounts(parsed)
        if others:
            amounts = (
                "1 amount in another currency is" if others == 1 else f"{others:,} in other currencies are"
            )
            st.caption(f"{amounts} in the tab Figures.")


def _show_bars(title: str, bars: Sequence[Bar], nothing: str) -> None:
    st.subheader(title, anchor=False)
    if bars:
        show_bars(title, bars)
    else:
        st.caption(nothing)


def _show_days(parsed: Sequence[ParsedDocument]) -> None:
    rows = tables.events_by_day(parsed)
    title = f"Reported events by {'month' if is_long(rows) else 'day'}"
    st.subheader(title, anchor=False)
    if not rows:
        st.caption("No event that is shown has a known day.")
        return
    events = sum(len(item.events) for item in parsed)
    known = sum(int(str(row["Reported events"])) for row in rows)
    if known < events:
        others = "the other one has" if events - known == 1 else "the others have"
        st.caption(f"{known:,} of {events:,} events; {others} no known day.")
    is_dark = st.context.theme.type == "dark"
    st.altair_chart(
        draw_days(rows, is_dark=is_dark), width="stretch", alt=f"{title}: the same as in the table below it."
    )
    with st.expander("As a table"):
        show_listing(rows, list(rows[0]), key=title)


def _show_sides(parsed: Sequence[ParsedDocument], names: Mapping[str, str]) -> None:
    st.subheader(_SIDES, anchor=False)
    rows = tables.events_by_sides(parsed, names=names, limit=_MAX_SIDES)
    if not rows:
        st.caption("No event that is shown names both sides.")
        return
    show_matrix(
        _SIDES,
        [
            (
                str(row["Who acts"]),
                str(row["Towards whom"]),
                int(str(row["Reported events"])),
                str(row["Mostly"]),
            )
            for row in rows
        ],
    )


def _by_type(parsed: Sequence[ParsedDocument]) -> list[Bar]:
    return [
        _bar(str(row["What"]), row["Reported events"], _KINDS[str(row["Kind"])])
        for row in tables.events_by_type(parsed)
    ]


def _by_region(parsed: Sequence[ParsedDocument]) -> list[Bar]:
    return [
        _bar(str(row["Region"]), row["People, largest figure"], _DISPLACED)
        for row in tables.largest_displacements(parsed)[:_MAX_BARS]
    ]


def _by_amount(parsed: Sequence[ParsedDocument]) -> list[Bar]:
    return [
        _bar(str(row["For"] or row["Document"]), row["Value"], _MONEY, said=str(row["Amount"]))
        for row in tables.largest_amounts(parsed)[:_MAX_BARS]
    ]


def _bar(label: str, value: object, style: KindStyle, *, said: str | None = None) -> Bar:
    number = float(str(value))
    return Bar(
        label=label, said=said or number_phrase(number), value=number, colors=(style.line, style.dark_line)
    )


def is_long(rows: Sequence[tables.Row]) -> bool:
    """Whether the days of some rows reach so far that months are counted."""
    days = [day for row in rows if isinstance(day := row["Day"], date)]
    return bool(days) and (max(days) - min(days)).days > _MOST_DAYS


def draw_days(rows: Sequence[tables.Row], *, is_dark: bool) -> Any:
    """The chart of events by day, each day with its name while there is room for all of them."""
    import altair

    days = [day for row in rows if isinstance(day := row["Day"], date)]
    shown = _days_around(min(days), max(days))
    are_named = len(shown) <= _MOST_NAMED_DAYS
    has_one_year = shown[0].year == shown[-1].year
    kinds = {kind: style for kind, style in _KINDS.items() if any(row["Kind"] == kind for row in rows)}
    colors = [style.dark_line if is_dark else style.line for style in kinds.values()]
    values = [
        {**row, "Day": str(row["Day"]), "Named": _day_name(row["Day"], has_one_year=has_one_year)}
        for row in rows
    ]
    title = str(shown[0].year) if has_one_year and are_named else None
    if are_named:
        names = [_day_name(day, has_one_year=has_one_year) for day in shown]
        axis = altair.Axis(labelAngle=0, labelOverlap=True, ticks=False)
        x = altair.X("Named:O", title=title, scale=altair.Scale(domain=names), axis=axis)
    else:
        are_months = is_long(rows)
        axis = altair.Axis(format="%b %Y" if are_months else "%-d %b %Y", labelOverlap=True)
        x = altair.X(f"{'yearmonth' if are_months else 'yearmonthdate'}(Day):T", title=title, axis=axis)
    return (
        altair.Chart(altair.InlineData(values=values))
        .mark_bar()
        .encode(
            x=x,
            y=altair.Y("sum(Reported events):Q", title=None, axis=altair.Axis(tickMinStep=1, format=",d")),
            color=altair.Color(
                "Kind:N",
                title=None,
                scale=altair.Scale(domain=list(kinds), range=colors),
                legend=altair.Legend(orient="top", columns=2),
            ),
            tooltip=[
                altair.Tooltip("Day:T", format="%-d %B %Y"),
                altair.Tooltip("What:N"),
                altair.Tooltip("Reported events:Q"),
            ],
        )
        .properties(height=260)
    )


def _days_around(first: date, last: date) -> list[date]:
    """All days from the first to the last one, with as many around them as make the fewest days."""
    count = (last - first).days + 1
    before = max(0, _FEWEST_DAYS - count) // 2
    start = first - timedelta(days=before)
    return [start + timedelta(days=day) for day in range(max(count, _FEWEST_DAYS))]


def _day_name(day: object, *, has_one_year: bool) -> str:
    if not isinstance(day, date):
        return ""
    return f"{day.day} {day:%b}" if has_one_year else f"{day.day} {day:%b %Y}"
