"""Figures of tables pasted into a text: a column tells what befell those counted, a row where they are.

Where the head of a column only names a unit ("Individuals", "HH"), the line above the table tells the rest.
The line of the total is told of what holds all the other rows; lines of subtotals are left out, for their
rows are counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from geomap.constants import HOUSING, Category, MentionKind, PlaceRole, Term, Unit
from geomap.described import Described
from geomap.events.figures.breakdowns import fate_before
from geomap.events.figures.cues import Role, cues_of
from geomap.events.figures.figure_places import common_place
from geomap.events.figures.telegrams import FAMILIES
from geomap.events.figures.telling import Fate, extent_of
from geomap.events.scene.anaphors import KINDS
from geomap.events.scene.spots import coarseness
from geomap.events.setting.times import dates_of
from geomap.events.tree.sentences import Words
from geomap.models import Atlas, Document, Figure, Mention, Place
from geomap.text.date_expressions import MONTHS
from geomap.text.grids import Cell, Grid, find_grids
from geomap.text.numbers import Number, find_numbers

_HOMES: Final = frozenset("house home dwelling hut building shelter".split())
_BARE: Final = frozenset(
    "people person persons individual individuals ind total number no of and the pers pax population caseload"
    " figure stock estimate as at new since in ( ) . /".split()
)
"""Words of a head that only says in what unit a column counts, or since when."""
_OTHERS: Final = frozenset(
    "missing unaccounted arrested detained affected saved assisted reached vaccinated targeted target need"
    " needs rescued % percent percentage share rate ratio change increase decrease sites sex age ages planned"
    " capacity required planning requirement requirements livestock".split()
)
"""Words of a head whose numbers make no figure."""
_INSIDE: Final = frozenset({"in", "at"})
_HOUSED: Final = frozenset("shelter camp centre center site school settlement".split())
_TOTALS: Final = frozenset({"total", "totals", "grand", "overall", "all", "sum"})
_SUBTOTALS: Final = frozenset({"subtotal", "sub-total", "sub"})
_COMING: Final = frozenset({"arrival", "arriving"})
_BORDERS: Final = frozenset("border entry crossing".split())
_AREAS: Final = frozenset(KINDS) | frozenset(
    "location area place site camp settlement commune municipality governorate prefecture woreda zone wilaya"
    " locality origin host destination admin1 admin2 island ward township point".split()
)
_REACHED: Final = frozenset({Category.CROSS_BORDER_DISPLACEMENTS, Category.RETURNS})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """What a column counts: its fate and unit, and the day that its head names."""

    fate: Fate
    unit: Unit
    as_of: date | None


def figures_in_grids(
    document: Document, sentences: Sequence[Words], mentions: Sequence[Mention], atlas: Atlas | None
) -> dict[int, list[Figure]]:
    """The figures of every line of a text's tables, by where the line's sentence starts; heads have none."""
    starts = [words.sentence.start for words in sentences]
    found: dict[int, list[Figure]] = {}
    for grid in find_grids(document.text):
        inside = [number for number, start in enumerate(starts) if grid.start <= start < grid.end]
        if not inside or any(sentences[one].sentence.end > grid.end for one in inside):
            continue
        found |= {starts[one]: [] for one in inside}
        caption = sentences[inside[0] - 1] if inside[0] > 0 else None
        table = _Table(document, sentences[inside[0]], caption, mentions, atlas)
        for words, figures in table.read(grid, [sentences[one] for one in inside]):
            found[words.sentence.start] = figures
    return found


@dataclass(frozen=True, slots=True)
class _Table:
    """A table's head with the line above it and what is known of the text."""

    document: Document
    head: Words
    caption: Words | None
    mentions: Sequence[Mention]
    atlas: Atlas | None

    def read(self, grid: Grid, lines: Sequence[Words]) -> list[tuple[Words, list[Figure]]]:
        """The figures of each line that is a row."""
        columns = [
            self._column(cell) if number >= grid.labels else None for number, cell in enumerate(grid.header)
        ]
        places = [self._place(row[: grid.labels]) for row in grid.rows]
        known = [place for place in places if place is not None]
        whole = common_place(known, self.atlas) if known and self.atlas else None
        head = " ".join(cell.text.lower() for cell in grid.header[: grid.labels])
        is_of_places = bool(known) or not _AREAS.isdisjoint(head.split())
        role = PlaceRole.ORIGIN if "origin" in head else None
        found: list[tuple[Words, list[Figure]]] = []
        for row, place in zip(grid.rows, places, strict=True):
            words = next(
                (one for one in lines if one.sentence.start <= row[0].start < one.sentence.end), None
            )
            label = next((cell for cell in row[: grid.labels] if cell.text), row[0])
            opening = set(label.text.lower().replace(":", " ").split())
            if words is None or not opening.isdisjoint(_SUBTOTALS):
                continue
            is_total = place is None and not opening.isdisjoint(_TOTALS)
            described = label if is_of_places and place is None and not is_total and label.text else None
            spot = whole if is_total else place
            figures = [
                figure
                for column, cell in zip(columns, row, strict=True)
                if column is not None
                for figure in self._figures(words, column, cell, _Where(spot, described, role))
            ]
            found.append((words, figures))
        return found

    def _place(self, labels: Sequence[Cell]) -> Place | None:
        """The finest place that the cells at the left of a row name."""
        named = [
            mention.place
            for mention in self.mentions
            if mention.place is not None
            and mention.kind is MentionKind.TOPONYM
            and any(cell.start <= mention.start < cell.end for cell in labels)
        ]
        return min(named, key=coarseness) if named else None

    def _column(self, cell: Cell) -> _Column | None:
        """What a column counts; None if nothing that makes a figure."""
        words = self.head
        first, end = words.index_at(cell.start), words.index_at(cell.end - 1) + 1
        inside = range(first, end if cell.text else first)
        lower = set(words.lower[first:end])
        if not inside or not lower.isdisjoint(_OTHERS) or "%" in cell.text:
            return None
        fate = _told(words, inside)
        is_bare = all(_says_nothing(words, index) for index in inside)
        if fate is None and is_bare and self.caption is not None:
            fate = _as_stock(fate_before(self.caption, len(self.caption)))
        if fate is None:
            return None
        is_household = fate.term in HOUSING or any(words.has_lemma(one, FAMILIES) for one in inside)
        days = [span for span in dates_of(self.document, words) if cell.start <= span.start < cell.end]
        return _Column(
            fate=fate,
            unit=Unit.HOUSEHOLD if is_household else Unit.PERSON,
            as_of=days[-1].last if days else None,
        )

    def _figures(self, words: Words, column: _Column, cell: Cell, where: _Where) -> list[Figure]:
        """The figure of a cell; none where it holds no number, or nobody is counted."""
        numbers = find_numbers(self.document.text, start=cell.start, end=cell.end)
        if len(numbers) != 1 or not cell.is_numeric or numbers[0].value == 0:
            return []
        number: Number = numbers[0]
        text, sentence = self.document.text, words.sentence
        role = where.role or (
            PlaceRole.DESTINATION if column.fate.category in _REACHED else PlaceRole.LOCATION
        )
        days = [span for span in dates_of(self.document, words) if span.end <= cell.start]
        return [
            Figure(
                value=number.value,
                value_high=number.value_high,
                unit=column.unit,
                category=column.fate.category,
                term=column.fate.term,
                quantifier=number.quantifier,
                start=number.start,
                end=number.end,
                text=text[number.start : number.end],
                quote=text[sentence.start : sentence.end],
                quote_start=sentence.start,
                origin=where.place if role is PlaceRole.ORIGIN else None,
                destination=where.place if role is PlaceRole.DESTINATION else None,
                location=where.place if role is PlaceRole.LOCATION else None,
                described=where.described_as(role),
                as_of=column.as_of or (days[-1].last if days else None),
            )
        ]


@dataclass(frozen=True, slots=True)
class _Where:
    """The place of a row, or its label where nobody knows it; ``role`` is which way it lies, if told."""

    place: Place | None
    label: Cell | None
    role: PlaceRole | None

    def described_as(self, role: PlaceRole) -> tuple[Described, ...]:
        """The label of a row whose place nobody knows."""
        if self.label is None:
            return ()
        way = {PlaceRole.ORIGIN: "from", PlaceRole.DESTINATION: "to"}.get(role, "in")
        one = self.label
        return (Described(role=role, way=way, start=one.start, end=one.end, text=one.text),)


def _told(words: Words, inside: range) -> Fate | None:
    """What the head of a column tells: "Houses destroyed", "IDPs (HH)", "In shelters"."""
    is_home = any(words.has_lemma(one, _HOMES) for one in inside)
    for index in inside:
        for cue in cues_of(words, index):
            if (cue.role is Role.HOME) != is_home or cue.term is Term.CROSSED:
                continue
            fate = Fate(category=cue.category, term=extent_of(words, index, cue.term), index=index)
            return _as_stock(fate)
    if any(words.lower[one] in _INSIDE and words.has_lemma(one + 1, _HOUSED) for one in inside):
        return Fate(category=Category.IDPS, term=Term.SHELTERED, index=inside[0])
    coming = next((one for one in inside if words.has_lemma(one, _COMING)), -1)
    if coming >= 0 and not _BORDERS.isdisjoint(words.vocabulary):
        return Fate(category=Category.CROSS_BORDER_DISPLACEMENTS, term=Term.FORCED_TO_FLEE, index=coming)
    return None


def _as_stock(fate: Fate | None) -> Fate | None:
    """Those whom a table calls displaced are so at its date."""
    is_state = fate is not None and fate.term is Term.DISPLACED
    return replace(fate, category=Category.IDPS) if fate and is_state else fate


def _says_nothing(words: Words, index: int) -> bool:
    """Whether a word of a head tells only the unit or a day."""
    lower = words.lower[index]
    is_day = words.parts[index] == "NUM" or lower.isdigit() or lower in MONTHS
    return lower in _BARE or words.has_lemma(index, FAMILIES) or is_day
