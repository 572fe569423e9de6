"""Evidence cards: what the map says about one event, in words, with the sentence behind it.

A card is shared by all rows with the same event, whichever layer they are in. Its words are put together
in the browser, from patterns of ours and names from outside; all of it travels in the payload only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from geomap.codes import Coded, Gatherer, Numbers, code, coded_flags, combine
from geomap.constants import STOCKS, Category, Modality
from geomap.render import words
from geomap.render.cells import Columns, EventCells, Row, number_of, text_of
from geomap.render.encoding import StringTable
from geomap.render.evidence import EvidenceTable, Said
from geomap.render.names import side_names
from geomap.render.packing import Pack
from geomap.render.styles import Kind, event_kind
from geomap.render.subjects import OF_PLACES, Subjects
from geomap.render.told import UNTOLD, Told

if TYPE_CHECKING:
    from numpy.typing import NDArray

Title = tuple[words.Pattern, str, str]
"""A pattern and what fills its gaps; "" where there are fewer gaps."""

KIND_NUMBERS: Final = {kind: number for number, kind in enumerate(Kind)}
"""How kinds are named in the payload."""

_TITLE: Final = ("title", "first", "second")
_COLUMNS: Final = (
    *("title", "first", "second", "sides"),
    *("where", "place", "time", "kind", "score", "document", "event"),
)
_FIGURE_NUMBERS: Final = ("value", "value_high", "conflict_events", "cooperation_events", "displaced")
_FIGURE_TEXTS: Final = (
    *("unit", "quantifier", "currency", "text", "category", "term"),
    *("unplaced", "also_stated"),
)
_TITLE_CELLS: Final = ("place_name", "origin", "destination", *_FIGURE_NUMBERS, *_FIGURE_TEXTS)
_MOVES: Final[dict[str, str]] = {
    Category.REFUGEES: "Refugees",
    Category.RETURNS: "Return",
    Category.EVACUATIONS: "Evacuation",
}
"""What people do who are not simply displaced, as a title says it."""

_OF_FIGURES: Final = frozenset({"displacement", "economy"})
"""Layers of which some rows are about a figure that belongs to no event."""


class CardTable:
    """All cards, in the order in which rows name them, as columns of numbers.

    ``subjects`` says what each is about; ``evidence`` is what it says when it is opened.
    """

    def __init__(self, told: Told, strings: StringTable) -> None:
        self.subjects = Subjects(told)
        self.evidence = EvidenceTable(told)
        self._parts = {name: Gatherer() for name in (*_COLUMNS, "told")}
        self._strings = strings
        self._told = told
        self._patterns = Numbers()
        self._times = Numbers()

    def column(self, name: str) -> NDArray[Any]:
        """What the map needs of all cards, see `pack_into`; or the numbers of their events, "told"."""
        return self._parts[name].column()

    def add_rows(self, layer_key: str, rows: Columns, said: Sequence[Sequence[Said]]) -> NDArray[Any]:
        """The number of each row's card; cards that are new are added.

        Args:
            layer_key: The layer of the rows.
            rows: Their cells.
            said: The figures that each row adds to its card.
        """
        subjects, is_event = self.subjects.find(layer_key, rows)
        cards, fresh = self.subjects.number(subjects)
        for number, figures in zip(cards.tolist(), said, strict=False):
            if figures:
                self.evidence.add_figures(number, figures)
        if len(fresh):
            self._describe(layer_key, rows.pick(fresh), is_event[fresh])
        return cards

    def add_events(self, modalities: frozenset[Modality]) -> None:
        """Add events that no row has; they are listed, never drawn at a guessed point."""
        found = [one for one in self.subjects.untold_yet() if one[1].modality in modalities]
        self.add_rows("", Columns(EventCells(found)), ())

    def pack_into(self, pack: Pack) -> None:
        """Add what the map needs before a card is opened: columns, and the tables they refer to.

        ``title`` and ``where`` are patterns, whose gaps ``first`` and ``second``, or ``place``, fill.
        ``sides`` names countries and bodies behind the sides, for the search.
        ``time`` is one of the phrases ``times``, with the first day (`date.toordinal`; 0 for none) in
        ``timeDay`` and how many follow it in ``timeDays``.
        ``score`` is in hundredths above 1, and 0 for none.
        """
        for name in _COLUMNS:
            pack.numbers(f"card{name.title()}", self.column(name), as_differences=name == "document")
        pack.numbers("timeDay", [day for _, day, _ in self._times])
        pack.numbers("timeDays", [days for *_, days in self._times])
        pack.add_head({"patterns": list(self._patterns), "times": [phrase for phrase, *_ in self._times]})

    def _describe(self, layer_key: str, rows: Columns, is_event: NDArray[Any]) -> None:
        """Add new cards, each with the row that named it first, and whether that has an event."""
        import numpy as np

        told = rows.found("event_id", self._told.find_events)
        documents = rows.found("document_id", self._told.find_documents)
        names = rows.coded_texts("place_name")
        wheres = combine(rows.coded_texts("precision"), coded_flags(names.are_known()))
        times = combine(rows.coded_dates("date_start"), rows.coded_dates("date_end"))
        scores = rows.numbers("score")
        columns = {
            **self._titles(layer_key, rows, told),
            "sides": self._behind_sides(rows),
            "where": wheres.numbers(lambda found: [self._where(*one) for one in found]),
            "place": names.numbers(self._strings.add_all),
            "time": times.numbers(lambda found: [self._time(*days) for days in found]),
            "kind": row_kinds(layer_key, rows),
            "score": np.where(np.isnan(scores), 0, 1 + np.rint(100 * scores)).astype(np.int64),
            "document": 1 + documents,
            "event": is_event.astype(np.int64),
            "told": told,
        }
        for name, numbers in columns.items():
            self._parts[name].append(numbers)
        self.evidence.add(rows, events=told, documents=documents)

    def _where(self, precision: str | None, has_name: bool) -> int:
        return self._patterns[words.place_pattern(precision, is_known=has_name)]

    def _time(self, *days: date | None) -> int:
        start, end = days[0] or days[1], days[1] or days[0]
        first = start.toordinal() if start else 0
        return self._times[words.date_phrase(*days), first, end.toordinal() - first if end else 0]

    def _titles(self, layer_key: str, rows: Columns, told: NDArray[Any]) -> dict[str, NDArray[Any]]:
        """Pattern and gaps of new cards: those of their events, or else what their rows are about."""
        import numpy as np

        if layer_key == "places":
            return self._place_titles(rows)
        is_event = np.full(rows.count, layer_key not in OF_PLACES)
        if layer_key in _OF_FIGURES:
            is_event = rows.coded_texts("event_type").are_known()
        titles = {name: np.zeros(rows.count, dtype=np.int64) for name in _TITLE}
        typed = np.flatnonzero(is_event)
        of_events = self._event_titles(rows.pick(typed), told[typed])
        for name, numbers in zip(_TITLE, of_events, strict=True):
            titles[name][typed] = numbers
        others = np.flatnonzero(~is_event)
        for row, cells in zip(others.tolist(), rows.pick(others).rows(_TITLE_CELLS), strict=True):
            pattern, *names = _row_title(layer_key, cells)
            titles["title"][row] = self._patterns[pattern]
            titles["first"][row], titles["second"][row] = self._strings.add_all(names)
        return titles

    def _place_titles(self, rows: Columns) -> dict[str, NDArray[Any]]:
        """The same for places, of which there are many."""
        import numpy as np

        counts, names = code(rows.numbers("mentions", unknown=1).tolist()), rows.coded_texts("place_name")
        return {
            "title": counts.numbers(lambda found: [self._patterns[_mentioned(count)] for count in found]),
            "first": names.numbers(lambda found: self._strings.add_all([name or "Place" for name in found])),
            "second": np.zeros(rows.count, dtype=np.int64),
        }

    def _event_titles(self, rows: Columns, told: NDArray[Any]) -> tuple[NDArray[Any], ...]:
        import numpy as np

        is_hosted = np.zeros(rows.count, dtype=bool)
        is_visit = rows.coded_texts("mode").flags(lambda mode: mode == "visit")
        for row in np.flatnonzero(is_visit & (told != UNTOLD)).tolist():
            is_hosted[row] = self._told.events[told[row]].is_hosted
        actors, recipients = rows.coded_lists("actor"), rows.coded_lists("recipient")
        has_actors, has_recipients = actors.flags(len), recipients.flags(len)
        flags = map(coded_flags, (is_hosted, has_actors, has_recipients))
        patterns = combine(rows.coded_texts("event_type"), rows.coded_texts("mode"), *flags)
        one, other = (side.numbers(self._sides) for side in (actors, recipients))
        return (
            patterns.numbers(lambda found: [self._event_pattern(*key) for key in found]),
            np.where(has_actors, one, other),
            np.where(has_actors, other, 0),
        )

    def _behind_sides(self, rows: Columns) -> NDArray[Any]:
        """The names of the countries and bodies for which the sides of each row stand, in one string.

        Without those that the names of the sides tell: "Russia", "Russia's army".
        """
        names = side_names()

        def behind(side: tuple[tuple[str, ...], tuple[str, ...]]) -> tuple[str, ...]:
            told, codes = side
            shown = words.side(told) if told else ""
            return tuple(names[code] for code in codes if code in names and names[code] not in shown)

        sides = [
            combine(rows.coded_lists(side), rows.coded_lists(f"{side}_iso3")).grouped(behind)
            for side in ("actor", "recipient")
        ]
        return combine(*sides).numbers(
            lambda found: self._strings.add_all(
                [", ".join(dict.fromkeys((*one, *other))) or None for one, other in found]
            )
        )

    def _sides(self, sides: Iterable[tuple[str, ...]]) -> list[int]:
        return self._strings.add_all([words.side(names) if names else None for names in sides])

    def _event_pattern(
        self,
        event_type: str | None,
        mode: str | None,
        is_hosted: bool,
        has_actors: bool,
        has_recipients: bool,
    ) -> int:
        word = words.event_word(event_type, mode, is_hosted=is_hosted)
        return self._patterns[words.event_pattern(word, has_actors=has_actors, has_recipients=has_recipients)]


def coded_figures(layer_key: str, rows: Columns) -> Coded[list[Said]]:
    """The figures of all rows as `row_figures` says them, by their distinct values."""
    numbers = (rows.coded_numbers(name) for name in _FIGURE_NUMBERS)
    texts = (rows.coded_texts(name) for name in _FIGURE_TEXTS)
    return combine(*numbers, *texts).mapped(lambda cells: _figures(layer_key, *cells))


def row_figures(layer_key: str, row: Row) -> list[Said]:
    """The figure of a displacement or economy row in words, or the counts of a region."""
    numbers = [number_of(row, name) for name in _FIGURE_NUMBERS]
    texts = [text_of(row, name) for name in _FIGURE_TEXTS]
    return _figures(layer_key, *numbers, *texts)


def _figures(
    layer_key: str,
    value: Any,
    value_high: Any,
    conflict_events: Any,
    cooperation_events: Any,
    displaced: Any,
    *texts: Any,
) -> list[Said]:
    """The same for cells that are read: those of `_FIGURE_NUMBERS`, and the ``texts`` of `_FIGURE_TEXTS`."""
    if value is not None:
        unit, quantifier, currency, text, category, term, unplaced, others = texts
        phrase = words.figure_phrase(
            value, unit=unit, quantifier=quantifier, value_high=value_high, currency=currency, text=text
        )
        meaning = words.category_phrase(category, term)
        said = [(phrase, ", ".join(filter(None, (meaning, words.unplaced_phrase(unplaced)))))]
        return [*said, ("", f"also stated: {others}")] if others else said
    if layer_key != "regions":
        return []
    counts = (
        (conflict_events, "conflict events"),
        (cooperation_events, "cooperation events"),
        (displaced, "people displaced"),
    )
    return [(f"{words.number_phrase(count)} {counted}", "") for count, counted in counts if count]


def row_kind(layer_key: str, row: Row) -> Kind:
    """How a row of a layer looks."""
    is_stock = text_of(row, "category") in STOCKS
    return event_kind(layer_key, text_of(row, "quad_class"), is_stock=is_stock)


def row_kinds(layer_key: str, rows: Columns) -> NDArray[Any]:
    """How each row of a layer looks, as numbers of kinds."""
    looks = combine(rows.coded_texts("quad_class"), rows.coded_texts("category"))
    return looks.numbers(
        lambda found: [
            KIND_NUMBERS[event_kind(layer_key, quad_class, is_stock=category in STOCKS)]
            for quad_class, category in found
        ]
    )


def _mentioned(count: float) -> words.Pattern:
    """The title of a place, with a gap for its name."""
    return "", f": mentioned {'once' if count in (0, 1) else f'{int(count)} times'}"


def _row_title(layer_key: str, row: Row) -> Title:
    """The title of a row that is about no event."""
    place = text_of(row, "place_name")
    if layer_key == "regions":
        return ("", ": what is reported here"), place or "Region", ""
    if layer_key == "economy":
        said = ", ".join(phrase for phrase, _ in row_figures(layer_key, row))
        return ("Amount: ", ""), said or "not reported", ""
    origin, destination = text_of(row, "origin"), text_of(row, "destination")
    people = _MOVES.get(text_of(row, "category") or "", "Displacement")
    if origin and destination:
        return (f"{people}: ", " → ", ""), origin, destination
    return (f"{people}: ", ""), origin or destination or place or "place not reported", ""
