"""Evidence cards: what the map says about one event, in words, with the sentence behind it.

A card is shared by all rows with the same event, whichever layer they are in. All of it is text from
outside and travels in the payload only.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from geomap.constants import STOCKS, Category, Modality, figure_key
from geomap.models import Event, Mention, ParsedDocument, Report
from geomap.render import words
from geomap.render.cells import Row, date_of, number_of, text_of, texts_of
from geomap.render.styles import Kind, event_kind

TRIGGER: Final = 0
PLACE: Final = 1
ACTOR: Final = 2
FIGURE: Final = 3
"""What a marked part of a quote is; the script draws each in its own way."""

_MOST_CANDIDATES = 3
_PLAIN_LINK = re.compile(r"https?://[\w.-]+(?::\d+)?(?:[/?#][!-~]*)?", re.ASCII)
"""Addresses that need no closer look."""

Said = tuple[str, str]
"""A figure as words: the number with hedge and unit, and what it counts ("" where that is plain)."""


@dataclass(slots=True, kw_only=True)
class Card:
    """One evidence card while it is put together; rows of the same event add their figures to it.

    ``marks`` are (start, end, what) in code points of ``quote``. ``reasons`` answer "Why here?":
    the candidates for the place, best first, each with its score and the evidence for it. ``reports``
    counts the reports merged into the event, itself included; ``others`` are the others' source,
    publication date, link, words, why they were merged, and their figures.
    """

    key: str
    layer: str
    kind: Kind
    title: str
    where: str
    when: str
    day: date | None = None
    last_day: date | None = None
    document_id: str | None = None
    is_event: bool = False
    quote: str | None = None
    marks: tuple[tuple[int, int, int], ...] = ()
    figures: list[Said] = field(default_factory=list)
    source: str | None = None
    published: str | None = None
    url: str | None = None
    reports: int = 1
    others: tuple[tuple[str | None, ...], ...] = ()
    score: float | None = None
    note: str = ""
    reasons: tuple[tuple[str, float, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The parsed documents behind the layers, by event and by document."""

    events: dict[str, tuple[ParsedDocument, Event]]
    documents: dict[str, ParsedDocument]


def collect_evidence(documents: Sequence[ParsedDocument]) -> Evidence:
    """Index parsed documents; of two with one identifier the first counts."""
    events: dict[str, tuple[ParsedDocument, Event]] = {}
    by_id: dict[str, ParsedDocument] = {}
    for parsed in documents:
        by_id.setdefault(parsed.document.document_id, parsed)
        for event in parsed.events:
            events.setdefault(event.event_id, (parsed, event))
    return Evidence(events=events, documents=by_id)


def row_card(layer_key: str, index: int, row: Row, evidence: Evidence) -> Card:
    """The card of one row, without what other rows of the same event add."""
    start, end = date_of(row, "date_start"), date_of(row, "date_end")
    card = Card(
        key=card_key(layer_key, index, row),
        layer=layer_key,
        kind=row_kind(layer_key, row),
        title=_title(layer_key, row),
        where=words.place_phrase(text_of(row, "place_name"), text_of(row, "precision")),
        when=words.date_phrase(start, end),
        day=start or end,
        last_day=end or start,
        document_id=text_of(row, "document_id"),
        is_event=text_of(row, "event_id") is not None,
        quote=text_of(row, "quote"),
        figures=row_figures(layer_key, row),
        source=text_of(row, "source"),
        url=safe_link(text_of(row, "url")),
        reports=int(number_of(row, "reports") or 1),
        score=number_of(row, "score"),
        note=words.modality_note(text_of(row, "modality")),
    )
    _add_evidence(card, row, evidence)
    return card


def unplaced_cards(
    documents: Sequence[ParsedDocument],
    known: Iterable[str],
    *,
    modalities: frozenset[Modality] = frozenset({Modality.ACTUAL}),
) -> list[Card]:
    """Cards of events that no layer shows; they are listed, never drawn at a guessed point."""
    taken = set(known)
    cards = []
    for parsed in documents:
        for event in parsed.events:
            if event.modality not in modalities or event.event_id in taken:
                continue
            taken.add(event.event_id)
            cards.append(_event_card(parsed, event))
    return cards


def safe_link(url: str | None) -> str | None:
    """The address if it is http or https and has a host; None for every other scheme."""
    if url is None or _PLAIN_LINK.fullmatch(url):
        return url
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in {"http", "https"} and parts.netloc else None


def row_figures(layer_key: str, row: Row) -> list[Said]:
    """The figure of a displacement or economy row in words, or the counts of a region."""
    value = number_of(row, "value")
    if value is not None:
        phrase = words.figure_phrase(
            value,
            unit=text_of(row, "unit"),
            quantifier=text_of(row, "quantifier"),
            value_high=number_of(row, "value_high"),
            currency=text_of(row, "currency"),
            text=text_of(row, "text"),
        )
        return [(phrase, words.category_phrase(text_of(row, "category"), text_of(row, "term")))]
    if layer_key != "regions":
        return []
    counts = (
        ("conflict_events", "{} conflict events"),
        ("cooperation_events", "{} cooperation events"),
        ("displaced", "{} people displaced"),
    )
    found = ((number_of(row, name), phrase) for name, phrase in counts)
    return [(phrase.format(words.number_phrase(count)), "") for count, phrase in found if count]


def row_kind(layer_key: str, row: Row) -> Kind:
    """How a row of a layer looks."""
    is_stock = text_of(row, "category") in STOCKS
    return event_kind(layer_key, text_of(row, "quad_class"), is_stock=is_stock)


def card_key(layer_key: str, index: int, row: Row) -> str:
    """The event's identifier; for other rows a key that rows about the same thing share."""
    event_id = text_of(row, "event_id")
    if event_id is not None:
        return event_id
    what = text_of(row, "place_id") if layer_key in {"places", "regions"} else None
    if what is None and row.get("start") is not None:
        return figure_key(layer_key, text_of(row, "document_id"), row["start"], row.get("value"))
    return f"{layer_key}:{what or index}"


def _title(layer_key: str, row: Row) -> str:
    place = text_of(row, "place_name")
    if layer_key == "places":
        count = int(number_of(row, "mentions") or 1)
        return f"{place or 'Place'}: mentioned {'once' if count == 1 else f'{count} times'}"
    if layer_key == "regions":
        return f"{place or 'Region'}: what is reported here"
    if layer_key == "displacement":
        origin, destination = text_of(row, "origin"), text_of(row, "destination")
        people = "Refugees" if text_of(row, "category") == Category.REFUGEES else "Displacement"
        if origin and destination:
            return f"{people}: {origin} → {destination}"
        return f"{people}: {origin or destination or place or 'place not reported'}"
    actors, recipients = texts_of(row, "actor"), texts_of(row, "recipient")
    event_type = text_of(row, "event_type")
    word = words.event_word(event_type, text_of(row, "mode"))
    if event_type is None and layer_key == "economy":
        return f"Amount: {', '.join(said for said, _ in row_figures(layer_key, row)) or 'not reported'}"
    return words.event_title(word, actors, recipients)


def _add_evidence(card: Card, row: Row, evidence: Evidence) -> None:
    found = evidence.events.get(card.key)
    parsed = found[0] if found else evidence.documents.get(text_of(row, "document_id") or "")
    if parsed is None:
        return
    document = parsed.document
    card.published = _published(parsed)
    card.source = card.source or document.source or document.title
    start = number_of(row, "start")
    if card.quote is None or start is None:
        return
    begin = int(start)
    if document.text[begin : begin + len(card.quote)] != card.quote:
        return
    card.marks = _quote_marks(parsed, found[1] if found else None, begin, begin + len(card.quote))
    if found:
        _add_event(card, parsed, found[1])


def _published(parsed: ParsedDocument) -> str | None:
    day = parsed.document.published
    return words.date_phrase(day) if day else None


def _add_event(card: Card, parsed: ParsedDocument, event: Event) -> None:
    for index in event.figures:
        phrase = words.say_figure(parsed.figures[index])
        if phrase not in card.figures:
            card.figures.append(phrase)
    card.reasons = _place_reasons(parsed, event)
    card.others = tuple(map(_other_report, event.merged))


def _other_report(report: Report) -> tuple[str | None, ...]:
    said = ", ".join(" ".join(filter(None, words.say_figure(figure))) for figure in report.figures)
    published = words.date_phrase(report.published) if report.published else None
    return report.source or report.title, published, safe_link(report.url), report.quote, report.reason, said


def _event_card(parsed: ParsedDocument, event: Event) -> Card:
    document = parsed.document
    names = tuple(actor.name for actor in event.actors), tuple(actor.name for actor in event.recipients)
    card = Card(
        key=event.event_id,
        layer="",
        kind=event_kind("", event.quad_class),
        title=words.event_title(words.event_word(event.event_type, event.mode), *names),
        where=words.place_phrase(event.location.name if event.location else None, event.precision),
        when=words.date_phrase(event.date_start, event.date_end),
        day=event.date_start or event.date_end,
        last_day=event.date_end or event.date_start,
        document_id=document.document_id,
        is_event=True,
        quote=event.quote,
        marks=_quote_marks(parsed, event, event.start, event.end),
        source=document.source or document.title,
        published=_published(parsed),
        url=safe_link(document.url),
        reports=event.reports,
        score=event.score,
        note=words.modality_note(event.modality),
    )
    _add_event(card, parsed, event)
    return card


def _quote_marks(
    parsed: ParsedDocument, event: Event | None, start: int, end: int
) -> tuple[tuple[int, int, int], ...]:
    spans = [(mention.start, mention.end, PLACE) for mention in parsed.mentions if mention.place]
    spans += [(figure.start, figure.end, FIGURE) for figure in parsed.figures]
    if event is not None:
        spans.append((event.trigger_start, event.trigger_end, TRIGGER))
        spans += [(actor.start, actor.end, ACTOR) for actor in (*event.actors, *event.recipients)]
    inside = {
        (first - start, last - start, what) for first, last, what in spans if start <= first < last <= end
    }
    return tuple(sorted(inside))


def _place_reasons(parsed: ParsedDocument, event: Event) -> tuple[tuple[str, float, tuple[str, ...]], ...]:
    if event.location is None:
        return ()
    places = [found for found in parsed.mentions if found.place == event.location and found.candidates]
    if not places:
        return ()
    nearest = min(places, key=lambda found: (_distance(found, event), found.start))
    return tuple(
        (
            ", ".join(filter(None, (option.place.name, option.place.admin1, option.place.country_code))),
            option.score,
            tuple(reason.name.replace("_", " ") for reason in option.reasons if reason.value > 0),
        )
        for option in nearest.candidates[:_MOST_CANDIDATES]
    )


def _distance(mention: Mention, event: Event) -> int:
    """How many code points lie between a mention and the event's sentence; 0 inside it."""
    return max(0, event.start - mention.end, mention.start - event.end)
