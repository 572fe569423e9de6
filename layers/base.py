"""What all layers share: the common columns, how rows become a layer, and the choice of events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Protocol

from geomap.constants import EventType, Modality, Precision, QuadClass, Worldview
from geomap.layer import Outline, Rows, Spot
from geomap.models import Atlas, Event, Figure, Layer, ParsedDocument, Place

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

DRAWN: Final = frozenset({Modality.ACTUAL})
"""The modalities that layers show unless told otherwise."""

COARSE: Final = frozenset({Precision.ADMIN1, Precision.COUNTRY, Precision.WORLD_REGION})
"""Precisions at which a place is an area, not a spot."""


class Builder(Protocol):
    """Makes one layer out of parsed documents."""

    def __call__(
        self,
        parsed: Sequence[ParsedDocument],
        *,
        atlas: Atlas | None = None,
        modalities: frozenset[Modality] = DRAWN,
    ) -> Layer:
        """The layer, with all its columns even where nothing is found.

        Args:
            parsed: Documents in the order their rows shall have.
            atlas: Where polygons and seats of government come from; without one, only points
                are drawn.
            modalities: Events with another modality are left out.
        """
        ...


EVENT_COLUMNS: Final = (
    *("event_id", "document_id", "event_type", "mode", "quad_class", "modality"),
    *("actor", "actor_iso3", "recipient", "recipient_iso3", "date_start", "date_end"),
    *("place_id", "place_name", "country_code", "precision", "score", "source", "url"),
    *("quote", "start", "end", "reports"),
)
"""The columns that every row about an event or a figure has, in order.

``actor`` and ``actor_iso3`` have the same length, as have ``recipient`` and ``recipient_iso3``.
``start`` and ``end`` span ``quote`` in the document's text.
"""

Subject = tuple[
    ParsedDocument,
    Event | None,
    Place | None,
    Precision | None,
    date | None,
    date | None,
    int,
    int,
    str,
    int,
]
"""What a row is about: document, event, place, precision, first and last day, span and words of its sentence,
and how many documents report it.

A tuple, for maps have hundreds of thousands of rows.
"""

Cells = tuple[object, ...]
"""The cells of one row beyond `EVENT_COLUMNS`, in the order of their columns."""

Row = tuple[Subject, Cells, Outline]
"""A row about an event or a figure."""

_WORD: Final[Mapping[str | None, str | None]] = {
    None: None,
    **{member: member.value for kind in (EventType, QuadClass, Modality, Precision) for member in kind},
}
"""The plain text of each term that a cell may have."""


def about_event(parsed: ParsedDocument, event: Event) -> Subject:
    """What a row about an event is about."""
    return (
        parsed,
        event,
        event.location,
        event.precision,
        event.date_start,
        event.date_end,
        event.start,
        event.end,
        event.quote,
        event.reports,
    )


def about_figure(parsed: ParsedDocument, figure: Figure, event: Event | None, place: Place | None) -> Subject:
    """What a row about a figure is about.

    Args:
        parsed: The document that states the figure.
        figure: Its sentence becomes the quote; its ``as_of``, if known, the date.
        event: The event it belongs to; without one the cells about the event are None or empty.
        place: Where the row is put.
    """
    first, last = (event.date_start, event.date_end) if event else (None, None)
    return (
        parsed,
        event,
        place,
        place.precision if place else None,
        figure.as_of or first,
        figure.as_of or last,
        figure.quote_start,
        figure.quote_start + len(figure.quote),
        figure.quote,
        event.reports if event else figure.reports,
    )


def _subject_columns(subjects: Sequence[Subject]) -> dict[str, Sequence[object]]:
    """The columns of `EVENT_COLUMNS`."""
    parsed, events, places, precisions, first, last, starts, ends, quotes, reports = _transposed(subjects, 10)
    documents = [one.document for one in parsed]
    return {
        "event_id": [one.event_id if one else None for one in events],
        "document_id": [one.document_id for one in documents],
        "event_type": [_WORD[one.event_type] if one else None for one in events],
        "mode": [one.mode if one else None for one in events],
        "quad_class": [_WORD[one.quad_class] if one else None for one in events],
        "modality": [_WORD[one.modality] if one else None for one in events],
        "actor": [[actor.name for actor in one.actors] if one else [] for one in events],
        "actor_iso3": [[actor.country_iso3 for actor in one.actors] if one else [] for one in events],
        "recipient": [[actor.name for actor in one.recipients] if one else [] for one in events],
        "recipient_iso3": [[actor.country_iso3 for actor in one.recipients] if one else [] for one in events],
        "date_start": [day and _iso(day) for day in first],
        "date_end": [day and _iso(day) for day in last],
        "place_id": [place.place_id if place else None for place in places],
        "place_name": [place.name if place else None for place in places],
        "country_code": [place.country_code if place else None for place in places],
        "precision": [_WORD[precision] for precision in precisions],
        "score": [one.score if one else None for one in events],
        "source": [document.source for document in documents],
        "url": [document.url for document in documents],
        "quote": quotes,
        "start": starts,
        "end": ends,
        "reports": reports,
    }


@lru_cache(maxsize=4096)
def _iso(day: date) -> str:
    return day.isoformat()


def _transposed(rows: Sequence[tuple[Any, ...]], width: int) -> Sequence[Sequence[Any]]:
    return list(zip(*rows, strict=True)) or [()] * width


def select_events(
    parsed: Iterable[ParsedDocument], modalities: frozenset[Modality]
) -> Iterator[tuple[ParsedDocument, Event]]:
    """Every event of a wanted modality with its document, in order."""
    for document in parsed:
        for event in document.events:
            if event.modality in modalities:
                yield document, event


def select_figures(
    parsed: Iterable[ParsedDocument], modalities: frozenset[Modality]
) -> Iterator[tuple[ParsedDocument, Figure, Event | None]]:
    """Every figure with its document and the first event of a wanted modality it belongs to.

    A figure is left out if its own modality is unwanted ("could displace 5,000"), or if it belongs to
    events of unwanted modalities alone. One that a merged report states belongs to the event that the
    report was merged into, and is left out where that event states the same. One that repeats a
    figure of these documents is left out too.
    """
    documents = list(parsed)
    told = _told_elsewhere(documents)
    stated = {(one.document.document_id, figure.start) for one in documents for figure in one.figures}
    for document in documents:
        if not document.figures:
            continue
        linked: dict[int, list[Event]] = {}
        for event in document.events:
            for index in event.figures:
                linked.setdefault(index, []).append(event)
        for index, figure in enumerate(document.figures):
            first = figure.repeats
            is_told = first is not None and (first.document_id, first.start) in stated
            if is_told or figure.modality not in modalities | {Modality.ACTUAL}:
                continue
            is_own = index in linked
            owner, is_repeat = told.get((document.document.document_id, figure.start), (None, False))
            owners = linked.get(index, [owner] if owner else [])
            wanted = [event for event in owners if event.modality in modalities]
            if wanted and (is_own or not is_repeat):
                yield document, figure, wanted[0]
            elif not owners and figure.modality in modalities:
                yield document, figure, None


def _told_elsewhere(documents: Iterable[ParsedDocument]) -> dict[tuple[str, int], tuple[Event, bool]]:
    """The figures of merged reports, by document and start: their event, and whether it states the same."""
    found: dict[tuple[str, int], tuple[Event, bool]] = {}
    for document in documents:
        for event in document.events:
            if not event.merged:
                continue
            own = {_statement(document.figures[index]) for index in event.figures}
            for report in event.merged:
                for figure in report.figures:
                    found[report.document_id, figure.start] = event, _statement(figure) in own
    return found


def _statement(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.value_high, figure.unit, figure.category, figure.currency


def label_point(place: Place) -> Spot:
    """The point of a place; for an area it is where its label stands."""
    return _spot(place.longitude, place.latitude)


@lru_cache(maxsize=65_536)
def _spot(longitude: float, latitude: float) -> Spot:
    """A position; the same one each time, for what is shared is drawn and compared faster."""
    return Spot(longitude, latitude)


def area_or_point(place: Place, precision: Precision | None, atlas: Atlas | None) -> BaseGeometry | Spot:
    """The polygon of a place known no better than as an area, else its point.

    Where the atlas has no polygon the label point stands in; the row's precision tells them apart.
    """
    shape = atlas.shape(place.place_id) if atlas and precision in COARSE else None
    return label_point(place) if shape is None else shape


def make_event_layer(
    key: str,
    title: str,
    rows: Iterable[Row],
    atlas: Atlas | None = None,
    own_columns: tuple[str, ...] = (),
) -> Layer:
    """A finished layer of rows about events or figures, with the columns of `EVENT_COLUMNS` and its own."""
    subjects, cells, outlines = _transposed(list(rows), 3)
    columns = _subject_columns(subjects)
    columns.update(zip(own_columns, _transposed(cells, len(own_columns)), strict=True))
    return make_layer(key, title, Rows(columns=columns, outlines=outlines), atlas)


def make_place_layer(
    key: str,
    title: str,
    columns: tuple[str, ...],
    rows: Iterable[tuple[object, ...]],
    atlas: Atlas | None,
    members: tuple[tuple[str, ...], ...] = (),
) -> Layer:
    """A finished layer of rows about places; their cells follow `columns`, and the last is the outline."""
    *cells, outlines = _transposed(list(rows), len(columns) + 1)
    found = Rows(columns=dict(zip(columns, cells, strict=True)), outlines=outlines)
    return make_layer(key, title, found, atlas, members)


def make_layer(
    key: str, title: str, rows: Rows, atlas: Atlas | None, members: tuple[tuple[str, ...], ...] = ()
) -> Layer:
    """A finished layer with the view of borders and the sources of an atlas."""
    return Layer(
        key=key,
        title=title,
        frame=rows,
        worldview=atlas.worldview if atlas else Worldview.ISO,
        attribution=atlas.attribution if atlas else "",
        members=members,
    )
