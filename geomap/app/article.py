"""The page's own element of one article, with its places, sides and events marked."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geomap.app.cache import read_asset
from geomap.app.phrases import style_of
from geomap.app.pieces import MarkKind, Piece, article_marks, cut_pieces
from geomap.app.story import Wish, make_wish, select_event
from geomap.models import Event, ParsedDocument
from geomap.render.evidence import safe_link
from geomap.render.names import document_name
from geomap.render.words import date_phrase, title_of

_ARTICLE_KEY = "article_view"


def show_article(parsed: ParsedDocument, events: Sequence[Event]) -> None:
    """Show one article.

    Args:
        parsed: The article with everything found in it.
        events: The events to mark: those that the filters leave, reports of events elsewhere included.
    """
    component = st.components.v2.component(
        "geomap_article",
        html=read_asset("article.html"),
        css=read_asset("article.css"),
        js=read_asset("article.js") + read_asset("dark.js"),
    )
    document = parsed.document
    pieces, head = article_pieces(parsed, events)
    published = date_phrase(document.published) if document.published else None
    component(
        key=_ARTICLE_KEY,
        data={
            "title": document_name(document),
            "byline": " · ".join(filter(None, (document.source, published))),
            "url": safe_link(document.url),
            "head": pieces[:head],
            "pieces": pieces[head:],
        },
        on_chosen_change=_on_chosen,
        on_place_change=_on_place,
    )


def article_pieces(parsed: ParsedDocument, events: Sequence[Event]) -> tuple[list[dict[str, object]], int]:
    """The text of an article in pieces as the browser gets them, and how many of them are its headline.

    Joined they are the whole text. It has a headline where its first line is its title.
    """
    by_id = {event.event_id: event for event in events}
    titles = [title_of(event) for event in events]
    marks = article_marks(parsed.mentions, events, titles, parsed.figures)
    text = parsed.document.text
    end = _headline_end(text, document_name(parsed.document))
    head = [_piece_json(piece, by_id) for piece in cut_pieces(text, 0, end, marks)] if end else []
    return [*head, *(_piece_json(piece, by_id) for piece in cut_pieces(text, end, len(text), marks))], len(
        head
    )


def _headline_end(text: str, title: str) -> int:
    """Where what follows the first line begins, if that is the title; 0 if it is not."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    is_title = end > start and text[start:end].split() == title.split()
    return len(text) - len(text[end:].lstrip()) if is_title else 0


def _piece_json(piece: Piece, events: dict[str, Event]) -> dict[str, object]:
    triggers = [mark for mark in piece.marks if mark.kind is MarkKind.TRIGGER]
    trigger_of = triggers[0].event_id if triggers else None
    style = style_of(events[trigger_of]) if trigger_of else None
    place = next((mark for mark in piece.marks if mark.kind is MarkKind.PLACE), None)
    parts = {
        "note": " · ".join(dict.fromkeys(mark.note for mark in piece.marks if mark.note)),
        "place": [place.start, place.end] if place else None,
        "is_actor": piece.has(MarkKind.ACTOR),
        "is_figure": piece.has(MarkKind.FIGURE),
        "trigger_of": trigger_of,
        "event_ids": [mark.event_id for mark in piece.marks if mark.event_id],
        "color": [style.line, style.dark_line] if style else None,
    }
    # Most pieces are plain words, and the whole text is sent anew when its marks change.
    return {"text": piece.text} | {name: part for name, part in parts.items() if part}


def _on_chosen() -> None:
    select_event(st.session_state[_ARTICLE_KEY].get("chosen"))


def _on_place() -> None:
    span = st.session_state[_ARTICLE_KEY].get("place")
    if isinstance(span, list) and len(span) == 2 and all(isinstance(part, int) for part in span):
        make_wish(Wish(do="place", span=(span[0], span[1])))
