"""Evidence cards: what the map says about one event, in words, with the sentence behind it.

A card is shared by all rows with the same event, whichever layer they are in. Its words are put together
in the browser, from patterns of ours and names from outside; all of it travels in the payload only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from geomap.constants import STOCKS, Category, Modality, figure_key
from geomap.models import Event, ParsedDocument
from geomap.render import words
from geomap.render.cells import Columns, Memo, Row, Value, number_of, numbered, text_of
from geomap.render.encoding import StringTable
from geomap.render.evidence import Evidence, EvidenceTable, Said, Told
from geomap.render.packing import Pack
from geomap.render.styles import Kind, event_kind

Title = tuple[words.Pattern, str, str]
"""A pattern and what fills its gaps; "" where there are fewer gaps."""

_EventTitle = tuple[str | None, str | None, bool, tuple[str, ...], tuple[str, ...]]
"""Type and mode of an event, whether its host tells of it, and its two sides."""

KIND_NUMBERS: Final = {kind: number for number, kind in enumerate(Kind)}
"""How kinds are named in the payload."""

_TITLE: Final = ("title", "first", "second")
_COLUMNS: Final = ("title", "first", "second", "where", "place", "time", "kind", "score", "document", "event")
FIGURE_CELLS: Final = (
    *("value", "unit", "quantifier", "value_high", "currency", "text", "category", "term", "also_stated"),
    *("conflict_events", "cooperation_events", "displaced"),
)
"""The columns that `row_figures` reads."""

_TITLE_CELLS: Final = ("place_name", "mentions", "origin", "destination", *FIGURE_CELLS)
_MOVES: Final[dict[str, str]] = {
    Category.REFUGEES: "Refugees",
    Category.RETURNS: "Return",
    Category.EVACUATIONS: "Evacuation",
}
"""What people do who are not simply displaced, as a title says it."""

_OF_PLACES: Final = frozenset({"places", "regions"})
"""Layers whose rows are about a place and about no event."""


class CardTable:
    """All cards, in the order in which rows name them, as columns of numbers.

    ``evidence`` is what each says when it is opened; `columns` what the map needs before.
    """

    def __init__(self, evidence: Evidence, strings: StringTable) -> None:
        self.numbers: dict[str, int] = {}
        self.evidence = EvidenceTable(evidence)
        self.columns: dict[str, list[int]] = {name: [] for name in _COLUMNS}
        self._strings = strings
        self._events = evidence.events
        self._patterns: Memo[words.Pattern, int] = numbered()
        self._times: Memo[tuple[str, int, int], int] = numbered()
        self._documents = {key: number for number, key in enumerate(evidence.documents, start=1)}
        self._sides = Memo[tuple[str, ...], int](lambda names: strings.add(words.side(names)) if names else 0)
        self._titles = Memo[_EventTitle, tuple[int, int, int]](self._event_title)
        self._title_patterns = Memo[tuple[str | None, str | None, bool, bool, bool], int](self._event_pattern)
        self._wheres = Memo[tuple[str | None, bool], int](
            lambda key: self._patterns[words.place_pattern(key[0], is_known=key[1])]
        )
        self._whens = Memo[tuple[date | None, date | None], int](self._time)

    def add_rows(self, layer_key: str, rows: Columns, said: Sequence[Sequence[Said]]) -> list[int]:
        """The number of each row's card; cards that are new are added.

        Args:
            layer_key: The layer of the rows.
            rows: Their cells.
            said: The figures that each row adds to its card.
        """
        fresh, found = [], []
        for index, key in enumerate(card_keys(layer_key, rows)):
            number = self.numbers.get(key)
            if number is None:
                number = self.numbers[key] = len(self.numbers)
                fresh.append(index)
            found.append(number)
        for number, figures in zip(found, said, strict=False):
            if figures:
                self.evidence.add_figures(number, figures)
        if fresh:
            self._describe(layer_key, rows, fresh)
            self._prove(layer_key, rows, fresh)
        return found

    def add_events(self, documents: Iterable[ParsedDocument], modalities: frozenset[Modality]) -> None:
        """Add events that no row has; they are listed, never drawn at a guessed point."""
        found: list[tuple[ParsedDocument, Event]] = []
        for parsed in documents:
            for event in parsed.events:
                if event.modality in modalities and event.event_id not in self.numbers:
                    self.numbers[event.event_id] = len(self.numbers)
                    self._add_event(parsed, event)
                    found.append((parsed, event))
        self.evidence.add(
            Told(
                keys=[event.event_id for _, event in found],
                quotes=[event.quote for _, event in found],
                starts=[event.start for _, event in found],
                documents=[parsed.document.document_id for parsed, _ in found],
                sources=[parsed.document.source for parsed, _ in found],
                urls=[parsed.document.url for parsed, _ in found],
                reports=[event.reports for _, event in found],
                modalities=[event.modality for _, event in found],
            )
        )

    def pack_into(self, pack: Pack) -> dict[str, object]:
        """Add what the map needs before a card is opened as columns; the tables they refer to.

        ``title`` and ``where`` are patterns, whose gaps ``first`` and ``second``, or ``place``, fill.
        ``time`` is one of the phrases ``times``, with the first day (`date.toordinal`; 0 for none) in
        ``timeDay`` and how many follow it in ``timeDays``.
        ``score`` is in hundredths above 1, and 0 for none.
        """
        for name, numbers in self.columns.items():
            pack.numbers(f"card{name.title()}", numbers, as_differences=name == "document")
        pack.numbers("timeDay", [day for _, day, _ in self._times])
        pack.numbers("timeDays", [days for *_, days in self._times])
        return {"patterns": list(self._patterns), "times": [phrase for phrase, *_ in self._times]}

    def _describe(self, layer_key: str, rows: Columns, fresh: list[int]) -> None:
        """Add what the map needs of new cards."""
        columns, add = self.columns, self._strings.add
        names = _pick(rows.texts("place_name"), fresh)
        precisions = _pick(rows.texts("precision"), fresh)
        columns["where"] += [
            self._wheres[precision, name is not None]
            for name, precision in zip(names, precisions, strict=True)
        ]
        columns["place"] += map(add, names)
        days = zip(_pick(rows.dates("date_start"), fresh), _pick(rows.dates("date_end"), fresh), strict=True)
        columns["time"] += [self._whens[pair] for pair in days]
        columns["kind"] += _pick(row_kinds(layer_key, rows), fresh)
        columns["score"] += map(_score, _pick(rows.numbers("score"), fresh))
        columns["document"] += [
            self._documents.get(key or "", 0) for key in _pick(rows.texts("document_id"), fresh)
        ]
        columns["event"] += [int(key is not None) for key in _pick(rows.texts("event_id"), fresh)]
        self._add_titles(layer_key, rows, fresh)

    def _add_titles(self, layer_key: str, rows: Columns, fresh: list[int]) -> None:
        types = rows.texts("event_type")
        if layer_key in {*_OF_PLACES, "displacement"}:
            types = [None] * rows.count
        has_others = layer_key in {*_OF_PLACES, "displacement", "economy"}
        columns = (
            types,
            rows.texts("mode"),
            rows.texts("event_id"),
            rows.lists("actor"),
            rows.lists("recipient"),
        )
        numbers = []
        for index, event_type, mode, key, actors, recipients in zip(
            fresh, *(_pick(list[Any](column), fresh) for column in columns), strict=True
        ):
            if has_others and event_type is None:
                pattern, first, second = _row_title(layer_key, rows.row(index, _TITLE_CELLS))
                numbers.append((self._patterns[pattern], self._strings.add(first), self._strings.add(second)))
            else:
                event = self._events.get(key or "")
                is_hosted = event is not None and event[1].is_hosted
                numbers.append(self._titles[event_type, mode, is_hosted, actors, recipients])
        for name, column in zip(_TITLE, zip(*numbers, strict=True), strict=True):
            self.columns[name] += column

    def _event_title(self, key: _EventTitle) -> tuple[int, int, int]:
        event_type, mode, is_hosted, actors, recipients = key
        pattern = self._title_patterns[event_type, mode, is_hosted, bool(actors), bool(recipients)]
        if actors:
            return pattern, self._sides[actors], self._sides[recipients]
        return pattern, self._sides[recipients], 0

    def _event_pattern(self, key: tuple[str | None, str | None, bool, bool, bool]) -> int:
        event_type, mode, is_hosted, has_actors, has_recipients = key
        word = words.event_word(event_type, mode, is_hosted=is_hosted)
        return self._patterns[words.event_pattern(word, has_actors=has_actors, has_recipients=has_recipients)]

    def _time(self, days: tuple[date | None, date | None]) -> int:
        start, end = days[0] or days[1], days[1] or days[0]
        first = start.toordinal() if start else 0
        return self._times[words.date_phrase(*days), first, end.toordinal() - first if end else 0]

    def _prove(self, layer_key: str, rows: Columns, fresh: list[int]) -> None:
        """Add the evidence of new cards."""
        self.evidence.add(
            Told(
                keys=_pick(card_keys(layer_key, rows), fresh),
                quotes=_pick(rows.texts("quote"), fresh),
                starts=_pick(rows.numbers("start"), fresh),
                documents=_pick(rows.texts("document_id"), fresh),
                sources=_pick(rows.texts("source"), fresh),
                urls=_pick(rows.texts("url"), fresh),
                reports=_pick(rows.numbers("reports"), fresh),
                modalities=_pick(rows.texts("modality"), fresh),
            )
        )

    def _add_event(self, parsed: ParsedDocument, event: Event) -> None:
        document, location = parsed.document, event.location
        names = tuple(one.name for one in event.actors), tuple(one.name for one in event.recipients)
        what = event.event_type, event.mode, event.is_hosted
        cells = {
            **dict(zip(_TITLE, self._titles[*what, *names], strict=True)),
            "where": self._wheres[event.precision, location is not None],
            "place": self._strings.add(location.name if location else None),
            "time": self._whens[event.date_start, event.date_end],
            "kind": KIND_NUMBERS[event_kind("", event.quad_class)],
            "score": _score(event.score),
            "document": self._documents.get(document.document_id, 0),
            "event": 1,
        }
        for name, number in cells.items():
            self.columns[name].append(number)


def _pick(values: list[Value], indexes: list[int]) -> list[Value]:
    return values if len(indexes) == len(values) else [values[index] for index in indexes]


def _score(score: float | None) -> int:
    return 0 if score is None else 1 + round(100 * score)


def row_figures(layer_key: str, row: Row) -> list[Said]:
    """The figure of a displacement or economy row in words, or the counts of a region."""
    value = number_of(row, "value")
    if value is not None:
        phrase = words.figure_phrase(
            value,
            unit=text_of(row, "unit"),
            quantifier=text_of(row, "quantifier"),
            value_high=number_of(row, "value_high"),
            currency=text_of(row, "currency"),
            text=text_of(row, "text"),
        )
        said = [(phrase, words.category_phrase(text_of(row, "category"), text_of(row, "term")))]
        others = text_of(row, "also_stated")
        return [*said, ("", f"also stated: {others}")] if others else said
    if layer_key != "regions":
        return []
    counts = (
        ("conflict_events", "{} conflict events"),
        ("cooperation_events", "{} cooperation events"),
        ("displaced", "{} people displaced"),
    )
    found = ((number_of(row, name), phrase) for name, phrase in counts)
    return [(phrase.format(words.number_phrase(count)), "") for count, phrase in found if count]


def row_kind(layer_key: str, row: Row) -> Kind:
    """How a row of a layer looks."""
    is_stock = text_of(row, "category") in STOCKS
    return event_kind(layer_key, text_of(row, "quad_class"), is_stock=is_stock)


def row_kinds(layer_key: str, rows: Columns) -> list[int]:
    """How each row of a layer looks, as numbers of kinds."""
    known = Memo[tuple[str | None, str | None], int](
        lambda key: KIND_NUMBERS[event_kind(layer_key, key[0], is_stock=key[1] in STOCKS)]
    )
    pairs = zip(rows.texts("quad_class"), rows.texts("category"), strict=True)
    return [known[pair] for pair in pairs]


def card_keys(layer_key: str, rows: Columns) -> list[str]:
    """The event's identifier; for other rows a key that rows about the same thing share."""
    return [key or _own_key(layer_key, index, rows) for index, key in enumerate(rows.texts("event_id"))]


def _own_key(layer_key: str, index: int, rows: Columns) -> str:
    what = rows.texts("place_id")[index] if layer_key in _OF_PLACES else None
    start = rows.cells("start")[index]
    if what is None and start is not None:
        return figure_key(layer_key, rows.texts("document_id")[index], start, rows.cells("value")[index])
    return f"{layer_key}:{what or index}"


def _row_title(layer_key: str, row: Row) -> Title:
    """The title of a row that is about no event."""
    place = text_of(row, "place_name")
    if layer_key == "places":
        count = int(number_of(row, "mentions") or 1)
        return ("", f": mentioned {'once' if count == 1 else f'{count} times'}"), place or "Place", ""
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
