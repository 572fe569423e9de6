"""Charts of what is shown, each with its rows as a table for those who would rather read.

Altair only describes a chart; Streamlit brings the script that draws it, and nothing is fetched. Words
of documents are values in rows, never part of a description that is evaluated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from geomap.app import tables
from geomap.constants import QuadClass
from geomap.models import ParsedDocument
from geomap.render.styles import KIND_STYLES, Kind

_ACCENT: Final = "#2F8FC4"
_DISPLACED: Final = KIND_STYLES[Kind.DISPLACEMENT_FLOW].line
_MONEY: Final = KIND_STYLES[Kind.ECONOMY].line
_SHADES: Final = ["#DCEAF3", "#14608F"]
_ROW_PX: Final = 26
_IN_WORDS: Final = (
    "replace(replace(replace(replace(format(datum.value, '~s'), 'T', ' trillion'), 'G', ' billion'),"
    " 'M', ' million'), 'k', ' thousand')"
)
"""How an axis writes its numbers; a constant, for Vega evaluates it."""

_MAX_BARS: Final = 15
_MAX_SIDES: Final = 12


def show_charts(parsed: Sequence[ParsedDocument], *, names: Mapping[str, str]) -> None:
    """Show what happened by day and type, who acts towards whom, people displaced and amounts.

    Args:
        parsed: What is shown.
        names: What sides are called in the filters.
    """
    left, right = st.columns(2, gap="medium")
    with left:
        _show("Reported events by day", tables.events_by_day(parsed), _by_day, "No event has a known day.")
        _show("Reported events by type", tables.events_by_type(parsed), _by_type, "No event to count.")
    with right:
        _show(
            "Who acts towards whom",
            tables.events_by_sides(parsed, names=names, limit=_MAX_SIDES),
            _by_sides,
            "No event names both sides.",
        )
        _show(
            "People displaced, largest figure per region",
            tables.largest_displacements(parsed)[:_MAX_BARS],
            _by_region,
            "No number of displaced people is reported.",
        )
        _show(
            "Amounts of money, largest first",
            tables.largest_amounts(parsed)[:_MAX_BARS],
            _by_amount,
            "No amount of money is reported.",
        )
        others = tables.count_other_amounts(parsed)
        if others:
            amounts = (
                "1 amount in another currency is" if others == 1 else f"{others:,} in other currencies are"
            )
            st.caption(f"{amounts} in the tab Figures.")


def _show(title: str, rows: list[tables.Row], draw: Any, nothing: str) -> None:
    st.markdown(f"**{title}**")
    if not rows:
        st.caption(nothing)
        return
    st.altair_chart(draw(rows), width="stretch", alt=f"{title}: the same as in the table below it.")
    with st.expander("As a table"):
        st.dataframe(rows, hide_index=True, width="stretch", placeholder="–")


def _by_day(rows: list[tables.Row]) -> Any:
    import altair

    kinds = {KIND_STYLES[Kind(quad)].label: KIND_STYLES[Kind(quad)].line for quad in QuadClass}
    values = [{**row, "Day": str(row["Day"])} for row in rows]
    return (
        altair.Chart(altair.InlineData(values=values))
        .mark_bar()
        .encode(
            x=altair.X(
                "yearmonthdate(Day):T", title=None, axis=altair.Axis(format="%d %b %Y", labelOverlap=True)
            ),
            y=altair.Y("sum(Reported events):Q", title=None, axis=altair.Axis(tickMinStep=1)),
            color=altair.Color(
                "Kind:N",
                title=None,
                scale=altair.Scale(domain=list(kinds), range=list(kinds.values())),
                legend=altair.Legend(orient="bottom", columns=2),
            ),
            tooltip=[
                altair.Tooltip("Day:T", format="%d %b %Y"),
                altair.Tooltip("What:N"),
                altair.Tooltip("Reported events:Q"),
            ],
        )
        .properties(height=300)
    )


def _by_type(rows: list[tables.Row]) -> Any:
    return _bars(rows, label="What", value="Reported events", color=_ACCENT)


def _by_region(rows: list[tables.Row]) -> Any:
    return _bars(rows, label="Region", value="People, largest figure", color=_DISPLACED)


def _by_amount(rows: list[tables.Row]) -> Any:
    return _bars(rows, label="Amount", value="Value", color=_MONEY, tooltip=("Amount", "For", "Document"))


def _bars(rows: list[tables.Row], *, label: str, value: str, color: str, tooltip: Sequence[str] = ()) -> Any:
    import altair

    return (
        altair.Chart(
            altair.InlineData(values=[{name: _plain(cell) for name, cell in row.items()} for row in rows])
        )
        .mark_bar(color=color, cornerRadiusEnd=2)
        .encode(
            x=altair.X(f"{value}:Q", title=None, axis=altair.Axis(tickMinStep=1, labelExpr=_IN_WORDS)),
            y=altair.Y(
                f"{label}:N", title=None, sort=None, axis=altair.Axis(labelLimit=220, labelOverlap=False)
            ),
            tooltip=[altair.Tooltip(f"{name}:N") for name in tooltip or (label,)]
            + ([] if tooltip else [altair.Tooltip(f"{value}:Q", format=",")]),
        )
        .properties(height=max(70, _ROW_PX * len(rows) + 44))
    )


def _by_sides(rows: list[tables.Row]) -> Any:
    import altair

    base = altair.Chart(altair.InlineData(values=rows)).encode(
        x=altair.X(
            "Towards whom:N",
            title="towards whom",
            axis=altair.Axis(labelAngle=-40, labelLimit=140, labelOverlap=False, orient="top"),
        ),
        y=altair.Y("Who acts:N", title="who acts", axis=altair.Axis(labelLimit=140, labelOverlap=False)),
    )
    cells = base.mark_rect(stroke="#8888").encode(
        color=altair.Color("Reported events:Q", legend=None, scale=altair.Scale(range=_SHADES)),
        tooltip=["Who acts:N", "Towards whom:N", "Reported events:Q", "Mostly:N"],
    )
    most = max(int(str(row["Reported events"])) for row in rows)
    numbers = base.mark_text(fontSize=12).encode(
        text="Reported events:Q",
        color=altair.condition(
            f"datum['Reported events'] > {most / 2}", altair.value("white"), altair.value("#22262B")
        ),
    )
    sides = len({row["Who acts"] for row in rows})
    return (cells + numbers).properties(height=max(120, _ROW_PX * sides + 110))


def _plain(cell: object) -> object:
    return cell if isinstance(cell, (str, int, float)) or cell is None else str(cell)
