"""Corrections in the making: what a reader says about a finding becomes a `Draft` to save.

Functions take the document as it is shown, so with earlier corrections applied, and the finding in
it. An event merged from several reports is corrected by one draft with a target in each: pass the
others as `reports`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from geomap.corrections.records import (
    MAX_WORDS,
    CorrectionKind,
    Draft,
    EventValues,
    FigureValues,
    PlaceValue,
    SideValue,
    Target,
    hash_text,
)
from geomap.errors import InvalidSpanError
from geomap.models import Actor, Event, Figure, Mention, ParsedDocument, Place

Report = tuple[ParsedDocument, Event]
"""An event with the document that reports it."""


def change_place(
    parsed: ParsedDocument,
    mention: Mention,
    place: Place | None,
    *,
    same_name: bool = False,
    note: str | None = None,
) -> Draft:
    """A mention means another place, or None for no place; its events and figures follow.

    Args:
        parsed: The document that names it.
        mention: Which mention.
        place: What it means.
        same_name: Correct every mention of the same words in the document that means the same now.
        note: Why, in the reader's words.
    """
    mentions = [mention]
    if same_name:
        mentions += [other for other in parsed.mentions if other != mention and _is_same(other, mention)]
    return Draft(
        kind=CorrectionKind.MENTION_PLACE,
        targets=tuple(target_of_span(parsed, one.start, one.end) for one in mentions),
        before=_place_value(mention.place),
        after=_place_value(place),
        title=_title(parsed),
        note=_short(note),
    )


def change_event(
    parsed: ParsedDocument,
    event: Event,
    after: EventValues,
    *,
    reports: Iterable[Report] = (),
    note: str | None = None,
) -> Draft:
    """An event is of another type, mode, modality, side, place, date or figure.

    Args:
        parsed: The document that reports it.
        event: Which event.
        after: What it shall say: `values_of_event` with some fields replaced.
        reports: The same event in other documents.
        note: Why, in the reader's words.
    """
    return _of_event(CorrectionKind.EVENT_CHANGED, parsed, event, after, reports, note)


def reject_event(
    parsed: ParsedDocument, event: Event, *, reports: Iterable[Report] = (), note: str | None = None
) -> Draft:
    """The text does not report this event."""
    return _of_event(CorrectionKind.EVENT_REJECTED, parsed, event, None, reports, note)


def confirm_event(
    parsed: ParsedDocument, event: Event, *, reports: Iterable[Report] = (), note: str | None = None
) -> Draft:
    """The text does report this event, as it is shown."""
    values = values_of_event(parsed, event)
    return _of_event(CorrectionKind.EVENT_CONFIRMED, parsed, event, values, reports, note)


def add_event(
    parsed: ParsedDocument,
    values: EventValues,
    *,
    sentence: tuple[int, int],
    trigger: tuple[int, int] | None = None,
    note: str | None = None,
) -> Draft:
    """An event that was not found.

    Args:
        parsed: The document that reports it.
        values: What it says.
        sentence: The span of the sentence that reports it.
        trigger: The span of the words that do; None means the whole sentence.
        note: Why, in the reader's words.

    Raises:
        InvalidSpanError: If a span does not lie inside the text.
    """
    start, end = trigger or sentence
    target = replace(
        target_of_span(parsed, start, end),
        sentence_start=sentence[0],
        sentence_end=sentence[1],
        event_type=values.event_type,
    )
    if sentence[1] > len(parsed.document.text):
        raise InvalidSpanError(start=sentence[0], end=sentence[1], length=len(parsed.document.text))
    return Draft(
        kind=CorrectionKind.EVENT_ADDED,
        targets=(target,),
        after=values,
        title=_title(parsed),
        note=_short(note),
    )


def change_figure(
    parsed: ParsedDocument, figure: Figure, after: FigureValues, *, note: str | None = None
) -> Draft:
    """A figure counts something else, or another number; start from `values_of_figure`."""
    return _of_figure(CorrectionKind.FIGURE_CHANGED, parsed, figure, after, note)


def reject_figure(parsed: ParsedDocument, figure: Figure, *, note: str | None = None) -> Draft:
    """The words state no such figure."""
    return _of_figure(CorrectionKind.FIGURE_REJECTED, parsed, figure, None, note)


def values_of_event(parsed: ParsedDocument, event: Event) -> EventValues:
    """What an event says now, as a form shows it."""
    place = event.location
    return EventValues(
        event_type=event.event_type,
        mode=event.mode,
        modality=event.modality,
        actors=tuple(map(_side_value, event.actors)),
        recipients=tuple(map(_side_value, event.recipients)),
        place_id=place.place_id if place else None,
        place_name=place.name if place else None,
        date_start=event.date_start,
        date_end=event.date_end,
        figures=tuple((parsed.figures[index].start, parsed.figures[index].end) for index in event.figures),
    )


def values_of_figure(figure: Figure) -> FigureValues:
    """What a figure says now, as a form shows it."""
    return FigureValues(
        value=figure.value,
        unit=figure.unit,
        category=figure.category,
        quantifier=figure.quantifier,
        value_high=figure.value_high,
        currency=figure.currency,
    )


def target_of_span(parsed: ParsedDocument, start: int, end: int) -> Target:
    """The target for some words of a document.

    Raises:
        InvalidSpanError: If the span does not lie inside the text.
    """
    document = parsed.document
    return Target(text_hash=hash_text(document.text), start=start, end=end, quote=document.quote(start, end))


def target_of_event(parsed: ParsedDocument, event: Event) -> Target:
    """The target for an event: its trigger, with its sentence and type."""
    return replace(
        target_of_span(parsed, event.trigger_start, event.trigger_end),
        sentence_start=event.start,
        sentence_end=event.end,
        event_type=event.event_type,
    )


def _of_event(
    kind: CorrectionKind,
    parsed: ParsedDocument,
    event: Event,
    after: EventValues | None,
    reports: Iterable[Report],
    note: str | None,
) -> Draft:
    targets = [target_of_event(one, report) for one, report in ((parsed, event), *reports)]
    return Draft(
        kind=kind,
        targets=tuple(dict.fromkeys(targets)),
        before=values_of_event(parsed, event),
        after=after,
        title=_title(parsed),
        note=_short(note),
    )


def _of_figure(
    kind: CorrectionKind, parsed: ParsedDocument, figure: Figure, after: FigureValues | None, note: str | None
) -> Draft:
    target = replace(
        target_of_span(parsed, figure.start, figure.end),
        sentence_start=min(figure.start, figure.quote_start),
        sentence_end=max(figure.end, figure.quote_start + len(figure.quote)),
    )
    return Draft(
        kind=kind,
        targets=(target,),
        before=values_of_figure(figure),
        after=after,
        title=_title(parsed),
        note=_short(note),
    )


def _is_same(left: Mention, right: Mention) -> bool:
    return left.text.casefold() == right.text.casefold() and left.place == right.place


def _place_value(place: Place | None) -> PlaceValue:
    return PlaceValue(place_id=place.place_id if place else None, name=place.name if place else None)


def _side_value(actor: Actor) -> SideValue:
    return SideValue(name=actor.name, country_iso3=actor.country_iso3, sector=actor.sector)


def _title(parsed: ParsedDocument) -> str:
    return (parsed.document.title or parsed.document.document_id)[:MAX_WORDS]


def _short(note: str | None) -> str | None:
    return (note or "").strip()[:MAX_WORDS] or None
