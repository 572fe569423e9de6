"""Parsed documents as JSON objects, the rows of ``geomap parse``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from geomap.constants import PlaceRole
from geomap.described import Described
from geomap.models import Actor, Event, Figure, Mention, ParsedDocument, Place, Report

SCORE_DECIMALS: Final = 4
_PLACE: Final = (
    *("place_id", "name", "longitude", "latitude"),
    *("feature_class", "feature_code", "country_code", "admin1"),
)
_SAID: Final = ("start", "end", "text")


def parsed_to_json(parsed: ParsedDocument) -> dict[str, Any]:
    """Everything found in a document as a JSON object, a line of ``geomap parse``.

    Unknown is None, dates are ISO strings, scores have at most 4 decimals.
    """
    document = parsed.document
    return {
        "document_id": document.document_id,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "source": document.source,
        "url": document.url,
        "mentions": [mention_to_json(mention) for mention in parsed.mentions],
        "events": [event_to_json(event) for event in parsed.events],
        "figures": [figure_to_json(figure, parsed.mentions) for figure in parsed.figures],
    }


def mention_to_json(mention: Mention) -> dict[str, Any]:
    """A mention as a JSON object; ``candidates`` is how many places it may mean."""
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "score": round(mention.score, SCORE_DECIMALS),
        "kind": mention.kind.value,
        "place": _place_or_none(mention.place),
        "candidates": mention.candidate_count,
        "is_actor": mention.is_actor,
    }


def place_to_json(place: Place) -> dict[str, Any]:
    """A place as a JSON object; longitude and latitude are degrees, WGS 84."""
    return {name: getattr(place, name) for name in _PLACE}


def event_to_json(event: Event) -> dict[str, Any]:
    """An event as a JSON object; ``figures`` are indexes into the document's figures."""
    return {
        "event_id": event.event_id,
        "event_type": event.event_type.value,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "quad_class": event.quad_class.value,
        "modality": event.modality.value,
        "actors": [_actor_to_json(actor) for actor in event.actors],
        "recipients": [_actor_to_json(actor) for actor in event.recipients],
        "location": _place_or_none(event.location),
        "precision": event.precision.value if event.precision else None,
        "date_start": event.date_start.isoformat() if event.date_start else None,
        "date_end": event.date_end.isoformat() if event.date_end else None,
        "start": event.start,
        "end": event.end,
        "quote": event.quote,
        "score": round(event.score, SCORE_DECIMALS),
        "figures": list(event.figures),
        "trigger_start": event.trigger_start,
        "trigger_end": event.trigger_end,
        "intensity": event.intensity,
        "reports": event.reports,
        "merged": [report_to_json(report) for report in event.merged],
    }


def report_to_json(report: Report) -> dict[str, Any]:
    """Another telling of an event as a JSON object, with its source and why it is the same event."""
    return {
        "document_id": report.document_id,
        "title": report.title,
        "source": report.source,
        "url": report.url,
        "published": report.published.isoformat() if report.published else None,
        "start": report.start,
        "end": report.end,
        "quote": report.quote,
        "reason": report.reason,
        "figures": [figure_to_json(figure) for figure in report.figures],
    }


def figure_to_json(figure: Figure, mentions: Sequence[Mention] = ()) -> dict[str, Any]:
    """A figure as a JSON object; a whole ``value`` is an int.

    Each of its places carries the ``start``, ``end`` and ``text`` of the mention that names it, as
    "Spanish" names Spain: the nearest of the figure's document, None where none is given. A place that
    the text only describes has these and its words as its name; what else is known of places is None.
    """
    origin, destination, location = (_place_as(role, figure, mentions) for role in PlaceRole)
    return {
        "value": _number(figure.value),
        "value_high": None if figure.value_high is None else _number(figure.value_high),
        "unit": figure.unit.value,
        "category": figure.category.value,
        "quantifier": figure.quantifier.value,
        "currency": figure.currency,
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "origin": origin,
        "destination": destination,
        "location": location,
        "as_of": figure.as_of.isoformat() if figure.as_of else None,
        "quote": figure.quote,
        "term": figure.term.value if figure.term else None,
        "modality": figure.modality.value,
        "reports": figure.reports,
        "repeats": report_to_json(figure.repeats) if figure.repeats else None,
    }


def _actor_to_json(actor: Actor) -> dict[str, Any]:
    return {
        "name": actor.name,
        "start": actor.start,
        "end": actor.end,
        "country_iso3": actor.country_iso3,
        "sector": actor.sector,
    }


def _place_as(role: PlaceRole, figure: Figure, mentions: Sequence[Mention]) -> dict[str, Any] | None:
    place: Place | None = getattr(figure, role)
    if place is None:
        words = figure.described_as(role)
        return _described_to_json(words) if words else None
    naming = (one for one in mentions if one.place is not None and one.place.place_id == place.place_id)
    nearest = min(naming, key=lambda one: (abs(one.start - figure.start), one.start), default=None)
    said = (nearest.start, nearest.end, nearest.text) if nearest else (None, None, None)
    return place_to_json(place) | dict(zip(_SAID, said, strict=True))


def _described_to_json(words: Described) -> dict[str, Any]:
    unknown: dict[str, Any] = dict.fromkeys(_PLACE)
    return unknown | {"name": words.name, "start": words.start, "end": words.end, "text": words.text}


def _place_or_none(place: Place | None) -> dict[str, Any] | None:
    return place_to_json(place) if place else None


def _number(value: float) -> int | float:
    return int(value) if float(value).is_integer() else value
