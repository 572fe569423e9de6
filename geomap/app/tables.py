"""What is shown, as rows for tables and charts; plain values only, every text as written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from geomap.app.cards import document_name, figure_words
from geomap.app.filters import MODALITY_WORDS
from geomap.constants import DISPLACEMENT, Modality, Unit
from geomap.models import Actor, ParsedDocument
from geomap.render.words import event_word, place_phrase, score_word

Row = dict[str, str | float | date | None]


def event_rows(parsed: Sequence[ParsedDocument]) -> list[Row]:
    """One row per event, in the order of the cards."""
    return [
        {
            "What": event_word(event.event_type, event.mode),
            "By": _names(event.actors),
            "Towards": _names(event.recipients),
            "Where": place_phrase(event.location.name if event.location else None, event.precision),
            "From": event.date_start,
            "To": event.date_end,
            "Reported": MODALITY_WORDS[event.modality],
            "Certainty": f"{score_word(event.score)} ({event.score:.2f})",
            "Sentence": event.quote,
            "Document": document_name(item.document),
            "Source": item.document.source,
        }
        for item in parsed
        for event in item.events
    ]


def figure_rows(parsed: Sequence[ParsedDocument]) -> list[Row]:
    """One row per figure, in order of the documents and their texts."""
    return [
        {
            "Figure": figure_words(figure),
            "As written": figure.text,
            "From": figure.origin.name if figure.origin else None,
            "To": figure.destination.name if figure.destination else None,
            "At": figure.location.name if figure.location else None,
            "As of": figure.as_of,
            "Sentence": figure.quote,
            "Document": document_name(item.document),
        }
        for item in parsed
        for figure in item.figures
    ]


def events_by_type(parsed: Sequence[ParsedDocument]) -> list[Row]:
    """How many events of each kind, most frequent first."""
    counts = Counter(event_word(event.event_type, event.mode) for item in parsed for event in item.events)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [{"What": word, "Reported events": count} for word, count in ordered]


def events_by_day(parsed: Sequence[ParsedDocument]) -> list[Row]:
    """How many events began on each day; events without a date are not in it."""
    counts = Counter(event.date_start for item in parsed for event in item.events if event.date_start)
    return [{"Day": day, "Reported events": count} for day, count in sorted(counts.items())]


def largest_displacements(parsed: Sequence[ParsedDocument]) -> list[Row]:
    """The largest number of people reported displaced from, or at, each place; never a sum."""
    largest: dict[str, float] = {}
    for item in parsed:
        for figure in item.figures:
            place = figure.origin or figure.location
            is_reported = figure.category in DISPLACEMENT and figure.modality is Modality.ACTUAL
            if is_reported and figure.unit is Unit.PERSON and place:
                largest[place.name] = max(largest.get(place.name, 0.0), figure.value_high or figure.value)
    ordered = sorted(largest.items(), key=lambda pair: (-pair[1], pair[0]))
    return [{"Place": name, "People, largest figure": value} for name, value in ordered]


def _names(actors: Sequence[Actor]) -> str | None:
    return ", ".join(dict.fromkeys(actor.name for actor in actors)) or None
