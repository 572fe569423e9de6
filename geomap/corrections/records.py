"""The records of corrections: what a reader said about a text, and about which words of it.

A correction names its text by the hash of its words (`text_hash`) and its words by their span, so it
holds for the same text under any file name. Values before and after are kept whole; what a correction
changes is where the two differ, so that undoing one of two corrections of an event leaves the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Final, Protocol

from geomap.constants import Category, EventType, Modality, QuadClass, Quantifier, Unit
from geomap.errors import InvalidRecordError
from geomap.models import Place

MAX_WORDS: Final = 2000
"""Longest name, quote or note that a correction keeps, in code points."""

MAX_TARGETS: Final = 1000
"""Most spans that one correction is about."""


class CorrectionKind(StrEnum):
    """What a correction does."""

    MENTION_PLACE = "mention_place"
    EVENT_CHANGED = "event_changed"
    EVENT_REJECTED = "event_rejected"
    EVENT_CONFIRMED = "event_confirmed"
    EVENT_ADDED = "event_added"
    FIGURE_CHANGED = "figure_changed"
    FIGURE_REJECTED = "figure_rejected"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The words a correction is about.

    ``start`` and ``end`` span a mention, the trigger of an event or the words of a figure.
    ``sentence_start`` and ``sentence_end`` span the evidence sentence of an event or figure.
    ``quote`` is what the span says. ``event_type`` tells events with one trigger apart.
    """

    text_hash: str
    start: int
    end: int
    quote: str
    sentence_start: int | None = None
    sentence_end: int | None = None
    event_type: EventType | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.quote):
            raise InvalidRecordError(
                f"Correction of the span {self.start}..{self.end} with the words {self.quote!r}."
                " Expected the words of exactly that span."
            )
        if (self.sentence_start is None) != (self.sentence_end is None):
            raise InvalidRecordError(
                f"Correction of a sentence from {self.sentence_start!r} to {self.sentence_end!r}."
                " Expected both ends or neither."
            )
        if self.sentence_start is not None and self.sentence_end is not None:
            lies_inside = 0 <= self.sentence_start <= self.start and self.end <= self.sentence_end
            if not lies_inside:
                raise InvalidRecordError(
                    f"Correction of the span {self.start}..{self.end} outside its sentence"
                    f" {self.sentence_start}..{self.sentence_end}. Expected a span inside it."
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceValue:
    """The place of a mention; None means it names no place. ``name`` is for people who read the log."""

    place_id: str | None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SideValue:
    """One side of an event, without a span: the words of the text that name it are found again."""

    name: str
    country_iso3: str | None = None
    sector: str | None = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidRecordError(f"Side with the name {self.name!r}. Expected a name.")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventValues:
    """What a reader can say about an event.

    ``figures`` are the spans of the figures that belong to it. ``place_name`` is for people who
    read the log.
    """

    event_type: EventType
    mode: str | None = None
    modality: Modality = Modality.ACTUAL
    actors: tuple[SideValue, ...] = ()
    recipients: tuple[SideValue, ...] = ()
    place_id: str | None = None
    place_name: str | None = None
    date_start: date | None = None
    date_end: date | None = None
    figures: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        if self.date_start and self.date_end and self.date_end < self.date_start:
            raise InvalidRecordError(
                f"Date range {self.date_start}..{self.date_end} runs backwards. Expected a start that is"
                " not after the end."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureValues:
    """What a reader can say about a figure; ``value`` is in persons, households or currency units."""

    value: float
    unit: Unit
    category: Category
    quantifier: Quantifier = Quantifier.EXACT
    value_high: float | None = None
    currency: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.value < float("inf"):
            raise InvalidRecordError(f"Figure {self.value!r}. Expected a number from 0.")
        if (self.unit is Unit.CURRENCY) != (self.category is Category.AMOUNT):
            raise InvalidRecordError(
                f"Unit {self.unit.value!r} and category {self.category.value!r} do not go together."
                " Expected 'currency' with 'amount' and neither alone."
            )
        if (self.quantifier is Quantifier.BETWEEN) != (self.value_high is not None):
            raise InvalidRecordError(
                f"Quantifier {self.quantifier.value!r} with value_high={self.value_high!r}."
                " Expected an upper number with 'between' and only there."
            )


Values = PlaceValue | EventValues | FigureValues
"""What a correction keeps of before and after."""

_VALUES: Final[Mapping[CorrectionKind, tuple[type, bool, bool]]] = {
    CorrectionKind.MENTION_PLACE: (PlaceValue, True, True),
    CorrectionKind.EVENT_CHANGED: (EventValues, True, True),
    CorrectionKind.EVENT_REJECTED: (EventValues, True, False),
    CorrectionKind.EVENT_CONFIRMED: (EventValues, True, True),
    CorrectionKind.EVENT_ADDED: (EventValues, False, True),
    CorrectionKind.FIGURE_CHANGED: (FigureValues, True, True),
    CorrectionKind.FIGURE_REJECTED: (FigureValues, True, False),
    CorrectionKind.UNDONE: (type(None), False, False),
}
"""For each kind the record of its values, and whether it has one before and one after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A correction before it is saved: what is said, not yet who and when.

    ``title`` is what the text is called, for people who read the log.
    """

    kind: CorrectionKind
    targets: tuple[Target, ...]
    before: Values | None = None
    after: Values | None = None
    title: str | None = None
    note: str | None = None
    undoes: str | None = None

    def __post_init__(self) -> None:
        record, has_before, has_after = _VALUES[self.kind]
        for given, is_expected in ((self.before, has_before), (self.after, has_after)):
            if not isinstance(given, record if is_expected else type(None)):
                raise InvalidRecordError(
                    f"Correction {self.kind.value!r} with {type(given).__name__}."
                    f" Expected {record.__name__ if is_expected else 'no value'} there."
                )
        if not 0 < len(self.targets) <= MAX_TARGETS:
            raise InvalidRecordError(f"Correction of {len(self.targets)} spans. Expected 1 to {MAX_TARGETS}.")
        if (self.kind is CorrectionKind.UNDONE) != (self.undoes is not None):
            raise InvalidRecordError(
                f"Correction {self.kind.value!r} that undoes {self.undoes!r}."
                " Expected the identifier of a correction with 'undone' and only there."
            )

    def changes(self, field: str) -> bool:
        """Whether before and after differ in a field; where there is nothing before, all do."""
        return self.before is None or getattr(self.before, field) != getattr(self.after, field)

    @property
    def changed_fields(self) -> tuple[str, ...]:
        """The fields in which before and after differ."""
        if self.before is None or self.after is None:
            return ()
        return tuple(field.name for field in fields(self.after) if self.changes(field.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Draft):
    """A saved correction, an entry of the log: who said it and when (UTC)."""

    entry_id: str
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """A line of the log; ``is_active`` says whether it counts, so whether it is not undone."""

    correction: Correction
    is_active: bool


class PlaceGetter(Protocol):
    """Where places come from; the gazetteer is one."""

    def get(self, place_id: str) -> Place | None:
        """The place with this identifier."""
        ...


class Scale(Protocol):
    """What event types and modes weigh; `geomap.events.lists.ontology.load_ontology()` is one."""

    @property
    def quad_classes(self) -> Mapping[EventType, QuadClass]:
        """The quad class of each type."""
        ...

    @property
    def type_scores(self) -> Mapping[EventType, float]:
        """The intensity of each type."""
        ...

    @property
    def mode_scores(self) -> Mapping[tuple[EventType, str], float]:
        """The intensity of each mode of a type."""
        ...


def hash_text(text: str) -> str:
    """The name by which corrections know a text: a hash of its words alone."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
