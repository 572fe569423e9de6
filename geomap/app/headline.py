"""The numbers above the map: how many events and places, how many people, how much money.

Reported figures are never added up: two reports of one number, a stock and a flow, or a town and its
region would be counted twice. The largest figure stands for all, and the words beside it say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geomap.constants import DISPLACEMENT, Category, Modality, Unit
from geomap.models import Figure, ParsedDocument
from geomap.render.words import figure_phrase

_NONE_REPORTED = "none reported"
_DISPLACED = DISPLACEMENT - {Category.RETURNS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One headline number: what it counts, the number itself, and what must be said about it."""

    label: str
    value: str
    note: str


def make_headline(parsed: Sequence[ParsedDocument]) -> tuple[Number, ...]:
    """Events, places, persons displaced and amounts, in this order."""
    events = sum(len(item.events) for item in parsed)
    placed = sum(1 for item in parsed for event in item.events if event.location)
    places = {mention.place.place_id for item in parsed for mention in item.mentions if mention.place}
    countries = {
        mention.place.country_code
        for item in parsed
        for mention in item.mentions
        if mention.place and mention.place.country_code
    }
    figures = [figure for item in parsed for figure in item.figures if figure.modality is Modality.ACTUAL]
    return (
        Number(label="Reported events", value=f"{events:,}", note=_placed_note(events, placed)),
        Number(label="Places named", value=f"{len(places):,}", note=_countries_note(len(countries))),
        _displaced(figure for figure in figures if figure.category in _DISPLACED),
        _amount(figure for figure in figures if figure.category is Category.AMOUNT),
    )


def _placed_note(events: int, placed: int) -> str:
    if not events:
        return "none on the map"
    return "all with a place" if placed == events else f"{placed:,} with a place"


def _countries_note(count: int) -> str:
    return "in 1 country" if count == 1 else f"in {count:,} countries"


def _displaced(figures: Iterable[Figure]) -> Number:
    label = "People displaced"
    found = _without_repeats(figures)
    if not found:
        return Number(label=label, value="–", note=_NONE_REPORTED)
    largest = _largest(found)
    value = _phrase(largest).removesuffix(" people").removesuffix(" person")
    note = _whence(largest) if len(found) == 1 else f"largest of {len(found)}, not a sum"
    return Number(label=label, value=value, note=note)


def _whence(figure: Figure) -> str:
    if figure.origin:
        return f"from {figure.origin.name}"
    place = figure.location or figure.destination
    return f"reported for {place.name}" if place else "one figure reported"


def _amount(figures: Iterable[Figure]) -> Number:
    label = "Money"
    found = _without_repeats(figures)
    if not found:
        return Number(label=label, value="–", note=_NONE_REPORTED)
    currencies = [figure.currency or "" for figure in found]
    usual = max(sorted(set(currencies)), key=currencies.count)
    value = _phrase(_largest([figure for figure in found if (figure.currency or "") == usual]))
    note = "one amount reported" if len(found) == 1 else f"largest of {len(found)}, not a sum"
    return Number(label=label, value=value, note=note)


def _phrase(figure: Figure) -> str:
    return figure_phrase(
        figure.value,
        unit=figure.unit,
        quantifier=figure.quantifier,
        value_high=figure.value_high,
        currency=figure.currency,
        text=figure.text,
    )


def _largest(figures: Sequence[Figure]) -> Figure:
    """The figure with the greatest number; persons before households, which are not persons."""
    return max(
        figures, key=lambda figure: (figure.unit is not Unit.HOUSEHOLD, figure.value_high or figure.value)
    )


def _without_repeats(figures: Iterable[Figure]) -> list[Figure]:
    """The figures without those that say the same number of the same thing at the same place."""
    seen: dict[tuple[object, ...], Figure] = {}
    for figure in figures:
        place = figure.origin or figure.location or figure.destination
        key = (figure.category, figure.unit, figure.value, figure.currency, place.place_id if place else None)
        seen.setdefault(key, figure)
    return list(seen.values())
