"""The page's own two elements: the map with its event list, and the article with its marks.

Why a component of Streamlit's second generation and not streamlit-folium: the map we already write
(`geomap.render.html`) is one page without any outside request, so it is shown as it is, in a frame
with an opaque origin (``sandbox`` without ``allow-same-origin``) and its own Content-Security-Policy.
Even if hostile words got loose in it, they could reach neither the page nor the server. The component
around the frame stays mounted across reruns: nothing flickers, a new map is drawn behind the old one
and takes over its view, and map and list move together in the browser without asking the server.
``st_folium`` would fetch its scripts from a content network unless patched, rebuilds the map by
evaluating templates, and cannot be sandboxed; ``st.iframe`` cannot answer.

Python and the browser agree on this: the browser tells every choice (``selected``); Python sends only
the choices it makes itself (``order``, with a ``revision`` that tells a new one from an old one). So a
rerun never undoes a click, and after a click the data stay the same to the byte, which Streamlit then
does not send again. The keys of map and cards say whether anything must be drawn anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

import streamlit as st

from geomap.app.cache import View, map_html, read_asset
from geomap.app.cards import card_json, document_name, style_of, title_of
from geomap.app.headline import make_headline
from geomap.app.pieces import MarkKind, Piece, article_marks, cut_pieces
from geomap.models import Event, ParsedDocument
from geomap.render.words import date_phrase

_STORY_KEY = "story_view"
_ARTICLE_KEY = "article_view"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An event that Python told the browser to choose; ``revision`` counts these orders."""

    event_id: str | None = None
    revision: int = 0


def selected_event() -> str | None:
    """The identifier of the event chosen in this session, by whichever side."""
    chosen = st.session_state.get("selected")
    return chosen if isinstance(chosen, str) else None


def select_event(event_id: str | None) -> None:
    """Choose an event from Python; map and list follow."""
    st.session_state["selected"] = event_id
    st.session_state["order"] = Order(event_id=event_id, revision=_last_order().revision + 1)


def _last_order() -> Order:
    order = st.session_state.get("order")
    return order if isinstance(order, Order) else Order()


def show_story(view: View, *, empty: str) -> None:
    """Show the headline numbers, the map and the event list.

    Args:
        view: What is on show.
        empty: What the list says when it has no events.
    """
    component = st.components.v2.component(
        "geomap_story",
        html=read_asset("story.html"),
        css=read_asset("story.css"),
        js=read_asset("story.js"),
    )
    order = _last_order()
    component(
        key=_STORY_KEY,
        data={
            "texts_key": view.texts_key,
            "map_key": view.key,
            "html": map_html(view),
            "cards_key": view.key,
            "cards": [card_json(card) for card in view.cards],
            "empty": empty,
            "numbers": [asdict(number) for number in make_headline(view.parsed)],
            "order": order.event_id,
            "revision": order.revision,
        },
        on_selected_change=_on_story_selected,
    )


def show_article(parsed: ParsedDocument) -> None:
    """Show one article with its places, sides and events marked."""
    component = st.components.v2.component(
        "geomap_article",
        html=read_asset("article.html"),
        css=read_asset("article.css"),
        js=read_asset("article.js"),
    )
    document = parsed.document
    published = date_phrase(document.published) if document.published else None
    component(
        key=_ARTICLE_KEY,
        data={
            "title": document_name(document),
            "byline": " · ".join(filter(None, (document.source, published, document.url))),
            "pieces": list(_article_pieces(parsed)),
            "selected": selected_event(),
        },
        on_chosen_change=_on_article_chosen,
    )


def _on_story_selected() -> None:
    st.session_state["selected"] = st.session_state[_STORY_KEY].get("selected")


def _on_article_chosen() -> None:
    select_event(st.session_state[_ARTICLE_KEY].get("chosen"))


def _article_pieces(parsed: ParsedDocument) -> Iterable[dict[str, object]]:
    events = {event.event_id: event for event in parsed.events}
    marks = article_marks(parsed, [title_of(event) for event in parsed.events])
    text = parsed.document.text
    return (_piece_json(piece, events) for piece in cut_pieces(text, 0, len(text), marks))


def _piece_json(piece: Piece, events: dict[str, Event]) -> dict[str, object]:
    triggers = [mark for mark in piece.marks if mark.kind is MarkKind.TRIGGER]
    trigger_of = triggers[0].event_id if triggers else None
    style = style_of(events[trigger_of]) if trigger_of else None
    return {
        "text": piece.text,
        "note": " · ".join(dict.fromkeys(mark.note for mark in piece.marks if mark.note)),
        "is_place": piece.has(MarkKind.PLACE),
        "is_actor": piece.has(MarkKind.ACTOR),
        "trigger_of": trigger_of,
        "event_ids": [mark.event_id for mark in piece.marks if mark.event_id],
        "color": [style.line, style.dark_line] if style else None,
    }
