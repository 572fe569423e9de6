"""What is shown, as rows for tables and charts; plain values only, every text as written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from geomap.app.filters import MODALITY_WORDS, side_key
from geomap.app.phrases import number_words
from geomap.constants import DISPLACEMENT, Category, Modality, PlaceRole, Unit
from geomap.models import Actor, Event, Figure, Mention, ParsedDocument, Place
from geomap.render.cells import where_phrase
from geomap.render.names import document_name
from geomap.render.styles import KIND_STYLES, event_kind
from geomap.render.whereabouts import NOWHERE, find_whereabouts
from geomap.render.words import (
    category_phrase,
    date_phrase,
    event_word,
    figure_line,
    figure_place,
    title_of,
    word_of,
)

_DISPLACED = DISPLACEMENT - {Category.RETURNS}
_LONGEST = timedelta(days=14)
_ALL = slice(None)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, order=True)
class Excerpt:
    """Some words of a text, of which those from ``start`` to ``end`` are what it is shown for."""

    text: str
    start: int
    end: int

    def __str__(self) -> str:
        return self.text


Row = dict[str, str | float | date | Excerpt | None]


def event_rows(parsed: Sequence[ParsedDocument], rows: slice = _ALL) -> list[Row]:
    """One row per event, in order of the documents and their texts; `rows` chooses some of them."""
    told = ((item, event) for item in parsed for event in item.events)
    return [
        {
            "What": word_of(event),
            "By": _names(event.actors),
            "Towards": _names(event.recipients),
            "Where": where_phrase(item, event),
            "When": date_phrase(event.date_start, event.date_end) if event.date_start else None,
            "From": event.date_start,
            "To": event.date_end,
            "Reported": MODALITY_WORDS[event.modality],
            "Certainty": event.score,
            "Sentence": _telling_sentence(item.document.text, event),
            "Document": document_name(item.document),
            "Source": item.document.source,
            "Published": item.document.published,
        }
        for item, event in islice(told, rows.start, rows.stop)
    ]


def figure_rows(parsed: Sequence[ParsedDocument], rows: slice = _ALL) -> list[Row]:
    """One row per figure, in order of the documents and their texts; `rows` chooses some of them."""
    told = ((item, figure) for item in parsed for figure in item.figures)
    return [
        {
            "Figure": number_words(figure),
            "What it counts": category_phrase(figure.category, figure.term) or "money",
            "Where": figure_place(figure) or None,
            "As of": figure.as_of,
            "Sentence": _sentence(item.document.text, figure),
            "Document": document_name(item.document),
            "Number": figure.value,
            "As written": figure.text,
            "From": figure.said_as(PlaceRole.ORIGIN),
            "To": figure.said_as(PlaceRole.DESTINATION),
            "At": figure.said_as(PlaceRole.LOCATION),
        }
        for item, figure in islice(told, rows.start, rows.stop)
    ]


def count_places(parsed: Sequence[ParsedDocument]) -> int:
    """How many rows `place_rows` has."""
    return len({mention.place.place_id for item in parsed for mention in item.mentions if mention.place})


def place_rows(
    parsed: Sequence[ParsedDocument], rows: slice = _ALL, *, country_of: Callable[[str], str] = str
) -> list[Row]:
    """One row per place named, most named first, with the words around its first mention.

    Args:
        parsed: What is shown.
        rows: Chooses some of the rows.
        country_of: What a country is called, by its code.
    """
    found: dict[str, tuple[Place, list[tuple[ParsedDocument, Mention]]]] = {}
    for item in parsed:
        for mention in item.mentions:
            if mention.place:
                found.setdefault(mention.place.place_id, (mention.place, []))[1].append((item, mention))
    ordered = sorted(found.values(), key=lambda pair: (-len(pair[1]), pair[0].name, pair[0].place_id))
    return [_place_row(place, said, country_of) for place, said in ordered[rows]]


def _place_row(
    place: Place, said: list[tuple[ParsedDocument, Mention]], country_of: Callable[[str], str]
) -> Row:
    item, mention = said[0]
    country = country_of(place.country_code) if place.country_code else None
    return {
        "Place": place.name,
        "Region": place.admin1 if place.admin1 != place.name else None,
        "Country": country if country != place.name else None,
        "Named": len(said),
        "Certainty": max(mention.score for _, mention in said),
        "First words": _around(item.document.text, mention),
        "Document": document_name(item.document),
    }


def _around(text: str, mention: Mention, *, reach: int = 50) -> Excerpt:
    """Some whole words of a text on both sides of a mention."""
    start, end = max(0, mention.start - reach), min(len(text), mention.end + reach)
    before, after = text[start : mention.start], text[mention.end : end]
    if start and not text[start - 1].isspace():
        before = before.partition(" ")[2]
    if end < len(text) and not text[end].isspace():
        after = after.rpartition(" ")[0]
    opening, closing = "… " if start else "", " …" if end < len(text) else ""
    before, after = opening + _in_line(before), _in_line(after) + closing
    words = _in_line(text[mention.start : mention.end])
    return Excerpt(before + words + after, len(before), len(before) + len(words))


def _in_line(words: str) -> str:
    """Words with one space for whatever space is between them and at their ends."""
    return _SPACE.sub(" ", words)


def _telling_sentence(text: str, event: Event) -> Excerpt:
    """The sentence of an event with the words marked that say so."""
    if event.quote != text[event.start : event.end]:
        return Excerpt(event.quote, 0, 0)
    return Excerpt(event.quote, event.trigger_start - event.start, event.trigger_end - event.start)


def _sentence(text: str, figure: Figure) -> Excerpt:
    """The sentence of a figure; its number is marked where the sentence is as in the text."""
    start = figure.start - figure.quote_start
    end = start + figure.end - figure.start
    is_there = start >= 0 and figure.quote[start:end] == text[figure.start : figure.end]
    return Excerpt(figure.quote, *((start, end) if is_there else (0, 0)))


def events_by_type(parsed: Sequence[ParsedDocument]) -> list[Row]:
    """How many events of each kind, most frequent first."""
    counts = Counter((word_of(event), _kind_label(event)) for event in _events(parsed))
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [{"What": word, "Kind": kind, "Reported events": count} for (word, kind), count in ordered]


def events_by_day(parsed: Sequence[ParsedDocument]) -> list[Row]:
    """How many events of each type began on each day; those known no better than to a month are left out."""
    counts = Counter(
        (event.date_start, event_word(event.event_type), _kind_label(event))
        for event in _events(parsed)
        if event.date_start and (event.date_end or event.date_start) - event.date_start <= _LONGEST
    )
    return [
        {"Day": day, "What": word, "Kind": kind, "Reported events": count}
        for (day, word, kind), count in sorted(counts.items())
    ]


def events_by_sides(parsed: Sequence[ParsedDocument], *, names: Mapping[str, str], limit: int) -> list[Row]:
    """How many events each side is said to do towards each other one, among the most active sides.

    Args:
        parsed: What is shown.
        names: What sides are called, by what they are filtered by, so that a country's envoys count
            with their country.
        limit: How many sides each way at most.
    """
    pairs: dict[tuple[str, str], Counter[str]] = {}
    for event in _events(parsed):
        for actor in _called(event.actors, names):
            for recipient in _called(event.recipients, names):
                pairs.setdefault((actor, recipient), Counter())[event_word(event.event_type)] += 1
    actors, recipients = Counter[str](), Counter[str]()
    for (actor, recipient), words in pairs.items():
        actors[actor] += words.total()
        recipients[recipient] += words.total()
    kept_actors = {name for name, _ in _most_common(actors)[:limit]}
    kept_recipients = {name for name, _ in _most_common(recipients)[:limit]}
    return [
        {
            "Who acts": actor,
            "Towards whom": recipient,
            "Reported events": words.total(),
            "Mostly": _most_common(words)[0][0],
        }
        for (actor, recipient), words in sorted(pairs.items())
        if actor in kept_actors and recipient in kept_recipients
    ]


def largest_displacements(parsed: Sequence[ParsedDocument]) -> list[Row]:
    """The largest number of people reported displaced from, or at, each region; never a sum."""
    found = [
        (place, figure.value_high or figure.value)
        for item in parsed
        for figure in item.figures
        if figure.modality is Modality.ACTUAL and figure.category in _DISPLACED
        if figure.unit is Unit.PERSON and (place := figure.origin or figure.location)
    ]
    whereabouts = find_whereabouts(place for place, _ in found)
    largest: dict[str, float] = {}
    for place, value in found:
        region, country = whereabouts.get(place.place_id, NOWHERE)
        name = ", ".join(filter(None, (region or place.name, country)))
        largest[name] = max(largest.get(name, 0.0), value)
    ordered = sorted(largest.items(), key=lambda pair: (-pair[1], pair[0]))
    return [{"Region": name, "People, largest figure": value} for name, value in ordered]


def largest_amounts(parsed: Sequence[ParsedDocument]) -> list[Row]:
    """Every amount in the currency most often used, largest first, the same one once."""
    found = [
        (figure, item, event)
        for item in parsed
        for number, figure in enumerate(item.figures)
        if figure.category is Category.AMOUNT and figure.modality is Modality.ACTUAL
        for event in [next((one for one in item.events if number in one.figures), None)]
    ]
    currencies = Counter(figure.currency or "" for figure, _, _ in found)
    if not found:
        return []
    usual = _most_common(currencies)[0][0]
    rows: dict[str, Row] = {}
    for figure, item, event in sorted(found, key=lambda one: -(one[0].value_high or one[0].value)):
        if (figure.currency or "") == usual:
            row: Row = {
                "Amount": figure_line(figure),
                "Value": figure.value_high or figure.value,
                "For": _what_for(event),
                "Document": document_name(item.document),
            }
            rows.setdefault(str(row["Amount"]), row)
    return list(rows.values())


def count_other_amounts(parsed: Sequence[ParsedDocument]) -> int:
    """How many amounts are in other currencies than those of `largest_amounts`."""
    currencies = Counter(
        figure.currency or ""
        for item in parsed
        for figure in item.figures
        if figure.category is Category.AMOUNT and figure.modality is Modality.ACTUAL
    )
    return sum(count for _, count in _most_common(currencies)[1:])


def _what_for(event: Event | None) -> str | None:
    return title_of(event) if event else None


def _kind_label(event: Event) -> str:
    return KIND_STYLES[event_kind("", event.quad_class)].label


def _events(parsed: Sequence[ParsedDocument]) -> list[Event]:
    return [event for item in parsed for event in item.events]


def _most_common(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _called(actors: Sequence[Actor], names: Mapping[str, str]) -> list[str]:
    """What the sides are called, each once."""
    return list(dict.fromkeys(names.get(side_key(actor), actor.name) for actor in actors))


def _names(actors: Sequence[Actor]) -> str | None:
    return ", ".join(dict.fromkeys(actor.name for actor in actors)) or None
