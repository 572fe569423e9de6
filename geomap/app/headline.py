"""The numbers above the map: how many events and places, how many people, how much money.

Reported figures are never added up: two reports of one number, a stock and a flow, or a town and its
region would be counted twice. The largest figure stands for all, and the words beside it say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from geomap.app.phrases import number_words
from geomap.constants import DISPLACEMENT, Category, Modality, Unit
from geomap.models import Event, Figure, ParsedDocument
from geomap.render.words import unplaced_phrase

FIGURES_TAB: Final = "Figures"
"""The tab with every figure and place, where a number has no event to show."""

FIGURES_PART: Final = "all_figures"
PLACES_PART: Final = "all_places"
"""Its two parts, by the names that the page finds them by."""

_NONE_SHOWN = "none shown"
"""True as well where the texts report some and the filters leave none."""

_HELP = "See all figures with the words that state them"
_DISPLACED = DISPLACEMENT - {Category.RETURNS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One headline number: what it counts, the number itself, and what must be said about it.

    A click on it leads to its evidence: to the event ``event_id``, or to the part ``part`` of the tab
    ``tab``, or, where all are None, to the list of events. ``help`` says so.
    """

    label: str
    value: str
    note: str
    help: str
    event_id: str | None = None
    tab: str | None = None
    part: str | None = None


def make_headline(parsed: Sequence[ParsedDocument]) -> tuple[Number, ...]:
    """Events, places, persons displaced and amounts, in this order."""
    events = sum(len(item.events) for item in parsed)
    placed = sum(_has_place(item, event) for item in parsed for event in item.events)
    places = {mention.place.place_id for item in parsed for mention in item.mentions if mention.place}
    countries = {
        mention.place.country_code
        for item in parsed
        for mention in item.mentions
        if mention.place and mention.place.country_code
    }
    said = [
        _Said(figure=figure, event_id=_event_of(item, number))
        for item in parsed
        for number, figure in enumerate(item.figures)
        if figure.modality is Modality.ACTUAL
    ]
    return (
        Number(
            label="Reported event" if events == 1 else "Reported events",
            value=f"{events:,}",
            note=_placed_note(events, placed),
            help="Go to the list of events",
        ),
        Number(
            label="Place named" if len(places) == 1 else "Places named",
            value=f"{len(places):,}",
            note=_countries_note(len(countries)) if places else _NONE_SHOWN,
            help="See all places with the words that name them",
            tab=FIGURES_TAB,
            part=PLACES_PART,
        ),
        _displaced([one for one in said if one.figure.category in _DISPLACED]),
        _amount([one for one in said if one.figure.category is Category.AMOUNT]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A figure with the event it belongs to, if any."""

    figure: Figure
    event_id: str | None


def _event_of(item: ParsedDocument, number: int) -> str | None:
    owners = (event.event_id for event in item.events if number in event.figures)
    return next(owners, None)


def _has_place(item: ParsedDocument, event: Event) -> bool:
    """Whether the map knows where: by the event's own place, or by that of a number that it states."""
    figures = (item.figures[number] for number in event.figures)
    return event.location is not None or any(
        figure.origin or figure.location or figure.destination for figure in figures
    )


def _placed_note(events: int, placed: int) -> str:
    if not events:
        return "none on the map"
    if placed == events:
        return "all with a place"
    return f"{placed:,} with a place" if placed else "none with a place"


def _countries_note(count: int) -> str:
    if not count:
        return "in no country"
    return "in 1 country" if count == 1 else f"in {count:,} countries"


def _displaced(said: Sequence[_Said]) -> Number:
    label = "People displaced"
    found = _without_repeats(said)
    if not found:
        return Number(
            label=label, value="–", note=_NONE_SHOWN, help=_HELP, tab=FIGURES_TAB, part=FIGURES_PART
        )
    largest = _largest(found)
    note = _whence(largest.figure) if len(found) == 1 else f"largest of {len(found)}, not a sum"
    value = number_words(largest.figure).removesuffix(" people").removesuffix(" person")
    return _evident(label, value, note, largest)


def _whence(figure: Figure) -> str:
    if figure.origin:
        return f"from {figure.origin.name}"
    place = figure.location or figure.destination
    if place:
        return f"reported for {place.name}"
    return unplaced_phrase(figure.unplaced) or "one figure reported"


def _amount(said: Sequence[_Said]) -> Number:
    label = "Money"
    found = _without_repeats(said)
    if not found:
        return Number(
            label=label, value="–", note=_NONE_SHOWN, help=_HELP, tab=FIGURES_TAB, part=FIGURES_PART
        )
    currencies = [one.figure.currency or "" for one in found]
    usual = max(dict.fromkeys(currencies), key=currencies.count)
    comparable = [one for one in found if (one.figure.currency or "") == usual]
    largest, others = _largest(comparable), len(found) - len(comparable)
    note = "one amount reported" if len(found) == 1 else f"largest of {len(found)}, not a sum"
    if others:
        first = "one amount" if len(comparable) == 1 else f"largest of {len(comparable)}"
        rest = "1 in another currency" if others == 1 else f"{others} in other currencies"
        note = f"{first} in {usual or 'no currency'}, {rest}"
    return _evident(label, number_words(largest.figure), note, largest)


def _evident(label: str, value: str, note: str, said: _Said) -> Number:
    """A number that leads to its event, or to the table of figures where it belongs to none."""
    if said.event_id:
        return Number(
            label=label, value=value, note=note, help="See the sentence that says so", event_id=said.event_id
        )
    return Number(label=label, value=value, note=note, help=_HELP, tab=FIGURES_TAB, part=FIGURES_PART)


def _largest(said: Sequence[_Said]) -> _Said:
    """The figure with the greatest number; persons before households, which are not persons."""

    def weight(one: _Said) -> tuple[bool, float]:
        return (one.figure.unit is not Unit.HOUSEHOLD, one.figure.value_high or one.figure.value)

    return max(said, key=weight)


def _without_repeats(said: Iterable[_Said]) -> list[_Said]:
    """The figures without those that say the same number of the same thing at the same place."""
    seen: dict[tuple[object, ...], _Said] = {}
    for one in said:
        figure = one.figure
        place = figure.origin or figure.location or figure.destination
        key = (figure.category, figure.unit, figure.value, figure.currency, place.place_id if place else None)
        seen.setdefault(key, one)
    return list(seen.values())
