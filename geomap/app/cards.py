"""Evidence cards: what the event list shows of each event, as plain records without markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geomap.app.pieces import MarkKind, Piece, cut_pieces, mention_marks, trigger_mark
from geomap.constants import Modality
from geomap.models import Candidate, Document, Event, Figure, Mention, ParsedDocument
from geomap.render.cards import safe_link
from geomap.render.styles import KIND_STYLES, KindStyle, event_kind
from geomap.render.words import (
    category_phrase,
    date_phrase,
    event_title,
    event_word,
    figure_phrase,
    modality_note,
    place_phrase,
    score_word,
)

_MAX_CANDIDATES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceCard:
    """One event in plain words, with the sentence that reports it.

    ``note`` says how the text reports an event that is not reported as happening, or "".
    ``url`` is None unless it is an http(s) address. ``candidates`` are the places its place name
    may mean, best first, with their reasons.
    """

    event_id: str
    title: str
    where: str
    when: str
    note: str
    figures: tuple[str, ...]
    quote: tuple[Piece, ...]
    source: str
    url: str | None
    candidates: tuple[str, ...]
    style: KindStyle


def make_cards(parsed: Sequence[ParsedDocument]) -> tuple[EvidenceCard, ...]:
    """A card for every event, in order of the documents and their texts."""
    return tuple(card for item in parsed for card in _cards_of(item))


def title_of(event: Event) -> str:
    """The title of an event, such as "Attack: Russia → Ukraine"."""
    return event_title(
        event_word(event.event_type, event.mode),
        [actor.name for actor in event.actors],
        [actor.name for actor in event.recipients],
    )


def style_of(event: Event) -> KindStyle:
    """Mark and colors of an event, the same as on the map."""
    return KIND_STYLES[event_kind("conflict", event.quad_class)]


def figure_words(figure: Figure) -> str:
    """A figure with its hedge, unit and meaning."""
    number = figure_phrase(
        figure.value,
        unit=figure.unit,
        quantifier=figure.quantifier,
        value_high=figure.value_high,
        currency=figure.currency,
        text=figure.text,
    )
    note = f"({modality_note(figure.modality).lower()})" if figure.modality is not Modality.ACTUAL else ""
    return " ".join(filter(None, (number, category_phrase(figure.category, figure.term), note)))


def document_name(document: Document) -> str:
    """What a document is called on the page."""
    return document.title or document.document_id


def _cards_of(item: ParsedDocument) -> Iterator[EvidenceCard]:
    marks = mention_marks(item.mentions)
    for event in item.events:
        quote = cut_pieces(item.document.text, event.start, event.end, [*marks, trigger_mark(event)])
        location = event.location
        yield EvidenceCard(
            event_id=event.event_id,
            title=title_of(event),
            where=place_phrase(location.name if location else None, event.precision),
            when=date_phrase(event.date_start, event.date_end),
            note=modality_note(event.modality),
            figures=tuple(figure_words(item.figures[number]) for number in event.figures),
            quote=tuple(quote),
            source=_source_line(item.document, event),
            url=safe_link(item.document.url),
            candidates=_candidate_lines(item.mentions, event),
            style=style_of(event),
        )


def _source_line(document: Document, event: Event) -> str:
    parts = [document_name(document), document.source]
    if document.published:
        parts.append(f"published {date_phrase(document.published)}")
    parts.append(f"certainty {score_word(event.score)} ({event.score:.2f})")
    if event.reports > 1:
        parts.append(f"also reported by {event.reports - 1}")
    return " · ".join(part for part in parts if part)


def _candidate_lines(mentions: Sequence[Mention], event: Event) -> tuple[str, ...]:
    mention = _mention_of(mentions, event)
    if mention is None:
        return ()
    lines = [_candidate_line(candidate) for candidate in mention.candidates[:_MAX_CANDIDATES]]
    rest = mention.candidate_count - len(lines)
    return (*lines, f"and {rest:,} more of that name") if rest > 0 and lines else tuple(lines)


def _candidate_line(candidate: Candidate) -> str:
    place = candidate.place
    admin1 = place.admin1 if place.admin1 != place.name else None
    name = ", ".join(part for part in (place.name, admin1, place.country_code) if part)
    strongest = sorted(candidate.reasons, key=lambda reason: (-reason.value, reason.name))
    reasons = ", ".join(reason.name.replace("_", " ") for reason in strongest[:3] if reason.value > 0)
    return f"{name}: {candidate.score:.2f}" + (f" ({reasons})" if reasons else "")


def _mention_of(mentions: Sequence[Mention], event: Event) -> Mention | None:
    """The mention an event's place was read from: the one of that place nearest to its trigger."""
    if event.location is None:
        return None
    same = [
        mention
        for mention in mentions
        if mention.place is not None and mention.place.place_id == event.location.place_id
    ]
    return min(
        same, key=lambda mention: (abs(mention.start - event.trigger_start), mention.start), default=None
    )


def piece_json(piece: Piece) -> dict[str, object]:
    """A piece of a quote as the browser gets it."""
    return {
        "text": piece.text,
        "is_trigger": piece.has(MarkKind.TRIGGER),
        "is_place": piece.has(MarkKind.PLACE),
    }


def card_json(card: EvidenceCard) -> dict[str, object]:
    """A card as the browser gets it; ``color`` holds the colors for the light and the dark theme."""
    return {
        "event_id": card.event_id,
        "title": card.title,
        "where": card.where,
        "when": card.when,
        "note": card.note,
        "figures": card.figures,
        "quote": [piece_json(piece) for piece in card.quote],
        "source": card.source,
        "url": card.url,
        "candidates": card.candidates,
        "mark": card.style.mark.value,
        "color": [card.style.line, card.style.dark_line],
    }
