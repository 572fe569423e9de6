"""What rows about figures are about, and rows about figures and events together: their table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from geomap.codes import UNKNOWN, Coded, code, code_by_identity
from geomap.constants import Precision
from geomap.corpus import Corpus
from geomap.layer import Picked
from geomap.models import Place
from layers.choice import Stated
from layers.table import OF_DOCUMENTS, Table, event_table

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Subjects:
    """What rows are about, by column: documents and events by number, `UNKNOWN` for no event.

    ``grade`` is the precision of the place, ``first`` and ``last`` are days, ``start``, ``end`` and ``quote``
    span and words of the sentence, ``reports`` counts the documents that report it.
    """

    document: Sequence[int]
    event: Sequence[int]
    place: Sequence[Place | None]
    grade: Sequence[Precision | None]
    first: Sequence[date | None]
    last: Sequence[date | None]
    start: Sequence[int]
    end: Sequence[int]
    quote: Sequence[str]
    reports: Sequence[int]


def about_events(corpus: Corpus, rows: NDArray[Any]) -> Subjects:
    """What rows about some events are about."""
    names = ("place", "grade", "first", "last", "start", "end", "quote", "reports")
    table = event_table(corpus)
    columns: dict[str, Any] = {name: list(Picked(table, name, rows)) for name in names}
    return Subjects(document=corpus.events.document[rows].tolist(), event=rows.tolist(), **columns)


def about_figures(corpus: Corpus, stated: Stated, places: Sequence[Place | None]) -> Subjects:
    """What rows about figures are about.

    Args:
        corpus: The documents that state them.
        stated: The figures. Their sentences become the quotes; ``as_of``, if known, the date. Where one
            belongs to no event the cells about the event are None or empty.
        places: Where each row is put.
    """
    figures = stated.figures(corpus)
    firsts, lasts, reports = (of_events(corpus, name, stated.event) for name in ("first", "last", "reports"))
    return Subjects(
        document=corpus.figures.spans.owner[stated.figure].tolist(),
        event=stated.event.tolist(),
        place=places,
        grade=[place.precision if place else None for place in places],
        first=[figure.as_of or day for figure, day in zip(figures, firsts, strict=True)],
        last=[figure.as_of or day for figure, day in zip(figures, lasts, strict=True)],
        start=[figure.quote_start for figure in figures],
        end=[figure.quote_start + len(figure.quote) for figure in figures],
        quote=[figure.quote for figure in figures],
        reports=[count or figure.reports for figure, count in zip(figures, reports, strict=True)],
    )


def of_events(corpus: Corpus, name: str, events: NDArray[Any], unknown: object = None) -> Sequence[Any]:
    """The cells of a column of the table of events for some of them; `unknown` for no event."""
    import numpy as np

    column = event_table(corpus)[name]
    if isinstance(column, Coded):
        # The last value is that of no event.
        return Coded([*column.values, unknown], np.append(column.codes, len(column.values))[events])
    return [unknown if number == UNKNOWN else column[number] for number in events.tolist()]


def join_subjects(*several: Subjects) -> Subjects:
    """Those of several one after another."""
    columns: dict[str, Any] = {
        one.name: list(chain.from_iterable(getattr(subjects, one.name) for subjects in several))
        for one in fields(Subjects)
    }
    return Subjects(**columns)


def table_of_subjects(corpus: Corpus, subjects: Subjects) -> Table:
    """The table of rows about these subjects."""
    import numpy as np

    table = Table({name: getattr(subjects, name) for name in ("start", "end", "quote", "reports")})
    table["place"] = code_by_identity(subjects.place)
    table.update({name: code(getattr(subjects, name)) for name in ("grade", "first", "last")})
    events = np.array(subjects.event, dtype=np.int64)
    table.update({name: of_events(corpus, name, events) for name in ("event_id", "score")})
    for name, unknown in _OF_EVENTS.items():
        table[name] = of_events(corpus, name, events, unknown)
        table[name] = table.coded(name).compact()
    documents = Coded(range(len(corpus)), np.array(subjects.document, dtype=np.int64)).compact()
    for name in OF_DOCUMENTS:
        table[name] = documents.mapped(corpus.documents[name].__getitem__)
    return table


_OF_EVENTS: Final[Mapping[str, object]] = MappingProxyType(
    {**dict.fromkeys(("type", "mode", "quad", "mood")), "acting": (), "receiving": ()}
)
"""The columns that repeat and tell of an event, with the cells of rows about none."""
