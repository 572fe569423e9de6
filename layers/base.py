"""What all layers share: the common columns, how a frame is made, and the choice of events.

Cells are plain Python values that every export format can hold: text and ISO dates
("2024-05-16") as strings, the columns of `LIST_COLUMNS` as lists of text, all of them in columns
of dtype object so that unknown stays None. Counts are int64; numbers that may be unknown are
float64 with NaN, which exports write as null.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, Protocol

from geomap.constants import CRS, Modality, Precision, Worldview
from geomap.models import Actor, Atlas, Event, Figure, Layer, ParsedDocument, Place
from layers.shapes import Spot, make_geometries

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from shapely.geometry.base import BaseGeometry

DRAWN: Final = frozenset({Modality.ACTUAL})
"""The modalities that layers show unless told otherwise."""

COARSE: Final = frozenset({Precision.ADMIN1, Precision.COUNTRY, Precision.WORLD_REGION})
"""Precisions at which a place is an area, not a spot."""

_COUNTS: Final = frozenset({"start", "end", "reports", "mentions", "conflict_events", "cooperation_events"})
_NUMBERS: Final = frozenset({"score", "value", "value_high", "displaced"})


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

Cells = tuple[object, ...]
"""The cells of one row, in the order of its columns."""


def event_cells(parsed: ParsedDocument, event: Event) -> Cells:
    """The cells of `EVENT_COLUMNS` for an event."""
    return _cells(
        parsed,
        event,
        place=event.location,
        precision=event.precision,
        dates=(event.date_start, event.date_end),
        span=(event.start, event.end, event.quote),
        reports=event.reports,
    )


def figure_cells(parsed: ParsedDocument, figure: Figure, event: Event | None, place: Place | None) -> Cells:
    """The cells of `EVENT_COLUMNS` for a figure.

    Args:
        parsed: The document that states the figure.
        figure: Its sentence becomes the quote; its ``as_of``, if known, the date.
        event: The event it belongs to; without one the cells about the event are None or empty.
        place: Where the row is put.
    """
    dates = (event.date_start, event.date_end) if event else (None, None)
    return _cells(
        parsed,
        event,
        place=place,
        precision=place.precision if place else None,
        dates=(figure.as_of, figure.as_of) if figure.as_of else dates,
        span=(figure.quote_start, figure.quote_start + len(figure.quote), figure.quote),
        reports=figure.reports if event is None else event.reports,
    )


def _cells(
    parsed: ParsedDocument,
    event: Event | None,
    *,
    place: Place | None,
    precision: Precision | None,
    dates: tuple[date | None, date | None],
    span: tuple[int, int, str],
    reports: int,
) -> Cells:
    actors: tuple[Actor, ...] = event.actors if event else ()
    recipients: tuple[Actor, ...] = event.recipients if event else ()
    document = parsed.document
    start, end, quote = span
    # In the order of EVENT_COLUMNS; a record for each row would take as long as all the rest.
    return (
        event.event_id if event else None,
        document.document_id,
        event.event_type.value if event else None,
        event.mode if event else None,
        event.quad_class.value if event else None,
        event.modality.value if event else None,
        [actor.name for actor in actors],
        [actor.country_iso3 for actor in actors],
        [actor.name for actor in recipients],
        [actor.country_iso3 for actor in recipients],
        dates[0].isoformat() if dates[0] else None,
        dates[1].isoformat() if dates[1] else None,
        place.place_id if place else None,
        place.name if place else None,
        place.country_code if place else None,
        precision.value if precision else None,
        event.score if event else None,
        document.source,
        document.url,
        quote,
        start,
        end,
        reports,
    )


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
            own = {_statement(document.figures[index]) for index in event.figures} if event.merged else set()
            for report in event.merged:
                for figure in report.figures:
                    found[report.document_id, figure.start] = event, _statement(figure) in own
    return found


def _statement(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.value_high, figure.unit, figure.category, figure.currency


def label_point(place: Place) -> Spot:
    """The point of a place; for an area it is where its label stands."""
    return Spot(place.longitude, place.latitude)


def area_or_point(place: Place, precision: Precision | None, atlas: Atlas | None) -> BaseGeometry | Spot:
    """The polygon of a place known no better than as an area, else its point.

    Where the atlas has no polygon the label point stands in; the row's precision tells them apart.
    """
    shape = atlas.shape(place.place_id) if atlas and precision in COARSE else None
    return label_point(place) if shape is None else shape


def make_layer(
    key: str,
    title: str,
    columns: tuple[str, ...],
    rows: Iterable[tuple[object, ...]],
    atlas: Atlas | None,
    members: tuple[tuple[str, ...], ...] = (),
) -> Layer:
    """A finished layer out of rows whose cells follow `columns`, with a geometry as the last cell."""
    return Layer(
        key=key,
        title=title,
        frame=frame_from_rows(columns, rows),
        worldview=atlas.worldview if atlas else Worldview.ISO,
        attribution=atlas.attribution if atlas else "",
        members=members,
    )


def empty_frame(columns: tuple[str, ...]) -> GeoDataFrame:
    """A frame with the given columns and ``geometry``, and no rows."""
    return frame_from_rows(columns, ())


def frame_from_rows(columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> GeoDataFrame:
    """A GeoDataFrame in EPSG:4326 whose columns are `columns` and, last, ``geometry``.

    Args:
        columns: Names without ``geometry``; they decide the types, as the module says.
        rows: Cells in that order, and as the last one the geometry, or what `make_geometries` makes one of.
    """
    from geopandas import GeoDataFrame, GeoSeries
    from pandas import Series

    columns_of_cells = list(zip(*rows, strict=True)) or [()] * (len(columns) + 1)
    data = {
        name: Series(cells, dtype=_dtype(name))
        for name, cells in zip(columns, columns_of_cells[:-1], strict=True)
    }
    geometry = GeoSeries(make_geometries(columns_of_cells[-1]), crs=CRS)
    return GeoDataFrame(data, columns=[*columns], geometry=geometry, crs=CRS)


def _dtype(column: str) -> str:
    if column in _COUNTS:
        return "int64"
    return "float64" if column in _NUMBERS else "object"
