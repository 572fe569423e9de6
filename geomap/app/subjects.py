"""What a correction is about: an event, a place or a sentence of the findings, found again by its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from geomap.app.cache import Findings
from geomap.corrections import SideValue
from geomap.models import Document, Event, Mention, ParsedDocument, Place
from geomap.text.tokens import Sentence, split_sentences

_MOST_FOUND = 8


class PlaceSearch(Protocol):
    """What a search for places needs of the gazetteer."""

    def search(self, prefix: str, *, limit: int = 10) -> tuple[Place, ...]:
        """The most important places with a name that begins so."""
        ...

    def country(self, code: str) -> Place | None:
        """The country with this code."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSubject:
    """An event with the document that reports it first, its other reports and the words that place it.

    ``mention`` is None where the event has no place or none of its mentions has candidates.
    """

    parsed: ParsedDocument
    event: Event
    reports: tuple[tuple[ParsedDocument, Event], ...]
    mention: Mention | None


def find_event(findings: Findings, event_id: str) -> EventSubject | None:
    """The event with an identifier; None where corrections or other texts have taken it away."""
    for item in findings.parsed:
        for event in item.events:
            if event.event_id == event_id:
                return EventSubject(
                    parsed=item,
                    event=event,
                    reports=other_reports(findings, event),
                    mention=place_mention(item.mentions, event),
                )
    return None


def other_reports(findings: Findings, event: Event) -> tuple[tuple[ParsedDocument, Event], ...]:
    """The events that were merged into this one, each as its own document reports it."""
    if not event.merged:
        return ()
    by_id = {item.parsed.document.document_id: item.parsed for item in findings.corrected}
    return tuple(
        (by_id[report.document_id], other)
        for report in event.merged
        if report.document_id in by_id
        for other in by_id[report.document_id].events
        if (other.start, other.end) == (report.start, report.end)
        and other.event_type is event.event_type
        and other.event_id != event.event_id
    )


def find_mention(parsed: ParsedDocument, span: tuple[int, int]) -> Mention | None:
    """The mention of a place at a span."""
    return next((one for one in parsed.mentions if (one.start, one.end) == span), None)


def place_mention(mentions: Sequence[Mention], event: Event) -> Mention | None:
    """The mention that an event's place was read from: the one of that place nearest to its trigger."""
    if event.location is None:
        return None
    place_id = event.location.place_id
    same = [one for one in mentions if one.place is not None and one.place.place_id == place_id]
    return min(same, key=lambda one: (abs(one.start - event.trigger_start), one.start), default=None)


def search_places(words: str, gazetteer: PlaceSearch) -> tuple[Place, ...]:
    """Places with a name that begins with some words, most important first; () for blank words."""
    return gazetteer.search(words, limit=_MOST_FOUND) if words.strip() else ()


def side_values(
    names: Sequence[str], known: Sequence[SideValue], gazetteer: PlaceSearch
) -> tuple[SideValue, ...]:
    """Sides by their names: as the text knows them, or by the country of that name.

    Args:
        names: What the reader chose or typed.
        known: The sides that the text names.
        gazetteer: Knows the countries.
    """
    by_name = {side.name.casefold(): side for side in reversed(known)}
    return tuple(
        by_name.get(name.casefold()) or SideValue(name=name, country_iso3=_country_code(name, gazetteer))
        for name in dict.fromkeys(" ".join(given.split()) for given in names)
        if name
    )


def known_sides(parsed: ParsedDocument) -> tuple[SideValue, ...]:
    """The sides of all events of a document, each name once."""
    sides = {
        actor.name: SideValue(name=actor.name, country_iso3=actor.country_iso3, sector=actor.sector)
        for event in parsed.events
        for actor in (*event.actors, *event.recipients)
    }
    return tuple(sides.values())


def sentences_of(document: Document) -> tuple[Sentence, ...]:
    """The sentences of a document."""
    return split_sentences(document.text)


def find_words(document: Document, words: str, sentence: Sentence) -> tuple[int, int] | None:
    """Where some words stand in a sentence, in whatever case; None if they do not."""
    wanted = words.strip().casefold()
    # A letter may fold into several ("ß" into "ss"), so each folded one remembers where it came from.
    folded = [
        (letter, position)
        for position in range(sentence.start, sentence.end)
        for letter in document.text[position].casefold()
    ]
    start = "".join(letter for letter, _ in folded).find(wanted) if wanted else -1
    if start < 0:
        return None
    return folded[start][1], folded[start + len(wanted) - 1][1] + 1


def _country_code(name: str, gazetteer: PlaceSearch) -> str | None:
    for place in gazetteer.search(name, limit=3):
        if place.feature_code.startswith("PCL") and place.name.casefold() == name.casefold():
            return place.country_iso3
    return None
