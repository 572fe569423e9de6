"""The page's own elements for counts: bars with their numbers, and a matrix of who acts towards whom.

Both are their own tables: every bar and cell has its number as text, so that whoever does not see the
colors reads the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from geomap.app.cache import read_asset


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: what it is for, its number in words, its length, and its colors in light and dark."""

    label: str
    said: str
    value: float
    colors: tuple[str, str]


def show_bars(title: str, bars: Sequence[Bar]) -> None:
    """Show bars under each other, the longest as long as there is room."""
    component = st.components.v2.component(
        "geomap_bars",
        html=read_asset("bars.html"),
        css=read_asset("bars.css"),
        js=read_asset("bars.js") + read_asset("dark.js"),
    )
    component(key=f"bars-{title}", data=bars_data(title, bars))


def bars_data(title: str, bars: Sequence[Bar]) -> dict[str, object]:
    """Bars as the browser gets them, their lengths as shares of the longest."""
    longest = max((bar.value for bar in bars), default=0) or 1
    return {
        "title": title,
        "bars": [
            {"label": bar.label, "said": bar.said, "share": bar.value / longest, "colors": list(bar.colors)}
            for bar in bars
        ],
    }


def show_matrix(title: str, counts: Sequence[tuple[str, str, int, str]]) -> None:
    """Show how many events each side is said to do towards each other one.

    Args:
        title: What it is called.
        counts: Who acts, towards whom, how many events, and what they mostly are.
    """
    component = st.components.v2.component(
        "geomap_matrix",
        html=read_asset("matrix.html"),
        css=read_asset("matrix.css"),
        js=read_asset("matrix.js"),
    )
    component(key="matrix", data=matrix_data(title, counts))


def matrix_data(title: str, counts: Sequence[tuple[str, str, int, str]]) -> dict[str, object]:
    """A matrix as the browser gets it: most active sides first, null where nothing is reported."""
    found = {(actor, recipient): (count, mostly) for actor, recipient, count, mostly in counts}
    most = max((count for count, _ in found.values()), default=0) or 1
    actors, recipients = (_busiest(counts, side) for side in (0, 1))

    def cell(actor: str, recipient: str) -> dict[str, object] | None:
        if (actor, recipient) not in found:
            return None
        count, mostly = found[actor, recipient]
        return {"count": count, "share": count / most, "note": f"{actor} → {recipient}, mostly: {mostly}"}

    return {
        "title": title,
        "recipients": recipients,
        "rows": [
            {"actor": actor, "cells": [cell(actor, recipient) for recipient in recipients]}
            for actor in actors
        ],
    }


def _busiest(counts: Sequence[tuple[str, str, int, str]], side: int) -> list[str]:
    """The sides in a place of the counts, those of most events first."""
    totals: dict[str, int] = {}
    for row in counts:
        name = str(row[side])
        totals[name] = totals.get(name, 0) + row[2]
    return sorted(totals, key=lambda name: (-totals[name], name))
