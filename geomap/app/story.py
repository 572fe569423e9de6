"""The page's own element of headline numbers, map and event list.

Why a component of Streamlit's second generation and not streamlit-folium: the map we already write
(`geomap.render.html`) is one page without any outside request, so it is shown as it is, in a frame
with an opaque origin (``sandbox`` without ``allow-same-origin``) and its own Content-Security-Policy.
Even if hostile words got loose in it, they could reach neither the page nor the server. The component
around the frame stays mounted across reruns: nothing flickers, a new map is drawn behind the old one
and takes over its view, and map and list move together in the browser without asking the server.
``st_folium`` would fetch its scripts from a content network unless patched, rebuilds the map by
evaluating templates, and cannot be sandboxed; ``st.iframe`` cannot answer.

Two elements share the work. The keeper brings the program and the whole map, once per findings; neither
changes with filters or choices, and Streamlit does not send unchanged data again. The story, which is what
one sees, is told which events, places, and figures of no event are shown, one bit each. The list is read
from the map's own payload.

Python and the browser agree on this: the browser tells every choice (``selected``); Python sends only
the choices it makes itself (``order``, with a ``revision`` that tells a new one from an old one). So a
rerun never undoes a click. What a reader asks for beyond that comes as a ``wish``.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

import streamlit as st

from geomap.app.cache import Findings, View, map_page, read_asset
from geomap.app.filters import FilterField
from geomap.render.assets import static_text

_STORY_KEY = "story_view"
_KEEPER_KEY = "story_keeper"
_MAP_SCRIPTS = ("numbers.js", "payload.js", "card.js")
"""The map's own scripts that unpack a payload and show the parts of a card."""

_FIELDS = frozenset(FilterField)
_PROGRAM = ("focus.js", "frame.js", "story.js", "keeper.js")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An event that Python told the browser to choose; ``revision`` counts these orders.

    ``is_sought`` if the reader asked to see it, so that the list comes into sight.
    """

    event_id: str | None = None
    revision: int = 0
    is_sought: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a reader asked for by a button: to read or correct something, to open a tab, to drop a filter."""

    do: str
    event_id: str | None = None
    tab: str | None = None
    field: FilterField | None = None
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """A filter that leaves no event on the map, and the words of the button that drops it."""

    field: FilterField
    words: str


def selected_event() -> str | None:
    """The identifier of the event chosen in this session, by whichever side."""
    chosen = st.session_state.get("selected")
    return chosen if isinstance(chosen, str) else None


def select_event(event_id: str | None, *, is_sought: bool = False) -> None:
    """Choose an event from Python; map and list follow, and come into sight if it is sought."""
    st.session_state["selected"] = event_id
    revision = _last_order().revision + 1
    st.session_state["order"] = Order(event_id=event_id, revision=revision, is_sought=is_sought)


def take_wish() -> Wish | None:
    """What the reader asked for since the last run, once."""
    wish = st.session_state.pop("wish", None)
    return wish if isinstance(wish, Wish) else None


def take_drop() -> FilterField | None:
    """The filter that the reader wants to drop, once."""
    wish = st.session_state.get("wish")
    if not isinstance(wish, Wish) or wish.do != "drop":
        return None
    del st.session_state["wish"]
    return wish.field


def make_wish(wish: Wish) -> None:
    """Ask for something in the reader's name, for callbacks of other elements."""
    st.session_state["wish"] = wish


def read_wish(given: object) -> Wish | None:
    """A wish as the browser tells it; None for anything else."""
    if not isinstance(given, Mapping):
        return None
    do, event_id, tab, field = (given.get(name) for name in ("do", "event_id", "tab", "field"))
    if not isinstance(do, str):
        return None
    return Wish(
        do=do,
        event_id=event_id if isinstance(event_id, str) else None,
        tab=tab if isinstance(tab, str) else None,
        field=FilterField(field) if field in _FIELDS else None,
    )


def keep_map(findings: Findings) -> None:
    """Bring the map of all findings to the browser; shows nothing.

    Stands outside the part of the page that reruns when an event is chosen.
    """
    style = f"const STORY_STYLE = {json.dumps(read_asset('story.css'))};"
    scripts = (style, *map(static_text, _MAP_SCRIPTS), *map(read_asset, _PROGRAM))
    component = st.components.v2.component(
        "geomap_keeper", html="<span hidden></span>", js="\n".join(scripts)
    )
    with st.container(key="keeper"):
        component(
            key=_KEEPER_KEY,
            data={
                "key": findings.key,
                "page": map_page(findings),
                "event_ids": list(findings.event_ids),
                "figure_ids": list(findings.figure_ids),
                "place_ids": list(findings.place_ids),
            },
        )


def show_story(
    view: View,
    *,
    texts_key: str,
    is_waiting: bool,
    empty: str,
    ways_out: Sequence[WayOut],
    notes: Mapping[str, str],
) -> None:
    """Show the headline numbers, the map and the event list.

    Args:
        view: What is on show.
        texts_key: Names the texts chosen, read or not: while it stays, so does what the map looks at.
        is_waiting: Whether it is shown only until the reader brings something in.
        empty: What the list says when it has no events.
        ways_out: The filters that leave no event, to be dropped one by one.
        notes: A word on some events, such as "corrected", by their identifiers.
    """
    component = st.components.v2.component(
        "geomap_story", html=read_asset("story.html"), css=read_asset("mount.css"), js=read_asset("mount.js")
    )
    order = _last_order()
    findings = view.findings
    component(
        key=_STORY_KEY,
        data={
            "key": findings.key,
            "texts_key": texts_key,
            "is_waiting": is_waiting,
            "visible": encode_bits(name in view.names for name in findings.names),
            "layers": view.filters.layers,
            "min_score": view.filters.min_score,
            "empty": empty,
            "ways_out": [asdict(way) for way in ways_out],
            "numbers": [asdict(number) for number in view.numbers],
            "notes": dict(notes),
            "order": order.event_id,
            "revision": order.revision,
            "is_sought": order.is_sought,
        },
        on_selected_change=_on_selected,
        on_wish_change=_on_wish,
    )


def encode_bits(values: Iterable[bool]) -> str:
    """One bit for each value, the first one in the lowest bit of the first byte, as base64."""
    bits = "".join("1" if value else "0" for value in values)
    count = (len(bits) + 7) // 8
    return base64.b64encode(int(bits[::-1] or "0", 2).to_bytes(count, "little")).decode("ascii")


def _last_order() -> Order:
    order = st.session_state.get("order")
    return order if isinstance(order, Order) else Order()


def _on_selected() -> None:
    st.session_state["selected"] = st.session_state[_STORY_KEY].get("selected")


def _on_wish() -> None:
    wish = read_wish(st.session_state[_STORY_KEY].get("wish"))
    if wish is not None:
        make_wish(wish)
