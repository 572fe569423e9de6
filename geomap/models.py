"""The records that pass between geomap's stages, and the protocols its parts keep.

All records are frozen and check themselves on creation. Spans count Unicode code points of
``Document.text``, from 0, end exclusive. Coordinates are degrees, WGS 84. Unknown is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from geomap.checks import check_order, check_quote, check_score, check_span
from geomap.constants import (
    Category,
    EventType,
    MentionKind,
    Modality,
    PlaceRole,
    Precision,
    QuadClass,
    Quantifier,
    Term,
    Unit,
    Worldview,
)
from geomap.described import Described
from geomap.errors import InvalidRecordError
from geomap.geo import check_coordinates
from geomap.layer import Area
from geomap.layer import Layer as Layer  # noqa: PLC0414 - it is one of the records of this module
from geomap.visits import tells_host

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One news text. The text never changes after reading."""

    document_id: str
    text: str
    title: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None

    def quote(self, start: int, end: int) -> str:
        """The words of a span.

        Raises:
            InvalidSpanError: If the span does not lie inside the text.
        """
        check_span(start, end, len(self.text))
        return self.text[start:end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entry of the gazetteer.

    ``feature_class`` and ``feature_code`` are GeoNames' (``P``, ``PPLC``). The point of a country
    or region is its label point. ``admin1`` is the name of the first-order division.
    """

    place_id: str
    name: str
    longitude: float
    latitude: float
    feature_class: str
    feature_code: str
    country_code: str | None = None
    country_iso3: str | None = None
    admin1: str | None = None
    admin1_code: str | None = None
    population: int | None = None

    def __post_init__(self) -> None:
        check_coordinates(self.longitude, self.latitude)

    @property
    def precision(self) -> Precision:
        """How exactly an event is placed that is known to have happened here."""
        if self.feature_class == "P":
            return Precision.SETTLEMENT
        if self.feature_class == "A":
            is_country = self.feature_code.startswith(("PCL", "TERR"))
            return Precision.COUNTRY if is_country else Precision.ADMIN1
        if self.feature_class in ("L", "T") and self.country_code is not None:
            # Darfur, the Donbas, the Sinai: parts of one country, though no province
            return Precision.ADMIN1
        return Precision.SITE if self.feature_class in ("S", "R") else Precision.WORLD_REGION


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One named piece of evidence for a candidate and what it adds to the candidate's score."""

    name: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a mention may mean; scores compare candidates of one mention only."""

    place: Place
    score: float
    reasons: tuple[Reason, ...] = ()

    def __post_init__(self) -> None:
        check_score(self.score)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One occurrence of a place name, resolved or not; ``candidates``, best first, may be cut short.

    ``candidate_count`` counts all. ``is_actor``: a country or capital stands for its government.
    """

    start: int
    end: int
    text: str
    score: float
    kind: MentionKind = MentionKind.TOPONYM
    place: Place | None = None
    candidates: tuple[Candidate, ...] = ()
    candidate_count: int = 0
    is_actor: bool = False

    def __post_init__(self) -> None:
        check_quote(self.start, self.end, self.text)
        check_score(self.score)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One side of an event.

    ``country_iso3`` is ISO 3166-1 alpha-3 or the code of an international body (``UNO``, ``EUR``);
    ``sector`` is PLOVER's (``GOV``, ``MIL``, ``REB``, ``CVL``...).
    """

    name: str
    start: int
    end: int
    country_iso3: str | None = None
    sector: str | None = None

    def __post_init__(self) -> None:
        check_order(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A reported number of persons, households or money, with the words that state it.

    ``value`` is in single units, never thousands; for the quantifier ``between`` it is the lower number
    and ``value_high`` the upper. ``quote_start`` is where ``quote``, the evidence sentence, begins. ``term``
    is what befell those counted, in IDMC's words; homes destroyed count as the households that lived in
    them, and only ``term`` tells so. Only figures whose ``modality`` is actual are reported as facts.
    ``repeats`` is the telling that this one repeats, if it belongs to no event and an earlier report, or
    an earlier sentence, states the same of the same place; ``reports`` counts the documents that state it.
    ``described`` are the places that the text only describes; a place in the same role goes before.
    """

    value: float
    unit: Unit
    category: Category
    quantifier: Quantifier
    start: int
    end: int
    text: str
    quote: str
    quote_start: int
    value_high: float | None = None
    currency: str | None = None
    origin: Place | None = None
    destination: Place | None = None
    location: Place | None = None
    described: tuple[Described, ...] = ()
    as_of: date | None = None
    term: Term | None = None
    modality: Modality = Modality.ACTUAL
    repeats: Report | None = None
    reports: int = 1

    def __post_init__(self) -> None:
        check_quote(self.start, self.end, self.text)
        if (self.unit is Unit.CURRENCY) != (self.category is Category.AMOUNT):
            raise InvalidRecordError(
                f"Figure {self.text!r}: unit {self.unit.value!r} and category {self.category.value!r}"
                " do not go together. Expected 'currency' with 'amount' and neither alone."
            )
        if (self.quantifier is Quantifier.BETWEEN) != (self.value_high is not None):
            raise InvalidRecordError(
                f"Figure {self.text!r}: quantifier {self.quantifier.value!r} with value_high="
                f"{self.value_high!r}. Expected an upper number with 'between' and only there."
            )

    def described_as(self, role: PlaceRole) -> Described | None:
        """The words for the place in a role; None where the place is known, or nothing is said."""
        fitting = (one for one in self.described if one.role is role and getattr(self, role) is None)
        return next(fitting, None)

    def said_as(self, role: PlaceRole) -> str | None:
        """The name of the place in a role, or else the words for it, marked as not placed."""
        place: Place | None = getattr(self, role)
        words = self.described_as(role)
        return place.name if place else words.label if words else None

    @property
    def unplaced(self) -> str | None:
        """What the text says of where, beyond the known places: "from Daesh-held territory"."""
        said = (self.described_as(role) for role in PlaceRole)
        return " ".join(f"{one.way} {one.name}" for one in said if one) or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Another telling of an event or a figure: its sentence, its source and why it tells of the same.

    ``figures`` are those of that telling; they may contradict the event's own. ``reason`` says in words
    what the two have in common.
    """

    document_id: str
    start: int
    end: int
    quote: str
    reason: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: date | None = None
    figures: tuple[Figure, ...] = ()

    def __post_init__(self) -> None:
        check_quote(self.start, self.end, self.quote)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what to whom, where and when, with the sentence that says so.

    ``start`` and ``end`` span the evidence sentence, ``quote`` is its text; the trigger span lies
    inside it. ``figures`` are indexes into the figures of the same `ParsedDocument`. ``merged``
    holds the other tellings of this event, of its own document and of others, and ``reports`` counts
    the documents that report it, its own included.
    """

    event_id: str
    event_type: EventType
    quad_class: QuadClass
    modality: Modality
    start: int
    end: int
    quote: str
    trigger_start: int
    trigger_end: int
    score: float
    intensity: float
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    location: Place | None = None
    precision: Precision | None = None
    date_start: date | None = None
    date_end: date | None = None
    figures: tuple[int, ...] = ()
    reports: int = 1
    merged: tuple[Report, ...] = ()

    def __post_init__(self) -> None:
        check_quote(self.start, self.end, self.quote)
        check_score(self.score)
        if not self.start <= self.trigger_start < self.trigger_end <= self.end:
            raise InvalidRecordError(
                f"Event {self.event_id!r}: trigger {self.trigger_start}..{self.trigger_end} outside its"
                f" sentence {self.start}..{self.end}. Expected a trigger inside the evidence sentence."
            )
        if (self.location is None) != (self.precision is None):
            raise InvalidRecordError(
                f"Event {self.event_id!r}: location {self.location!r} with precision {self.precision!r}."
                " Expected both or neither."
            )
        if self.date_start and self.date_end and self.date_end < self.date_start:
            raise InvalidRecordError(
                f"Event {self.event_id!r}: date range {self.date_start}..{self.date_end} runs backwards."
                " Expected date_start <= date_end."
            )

    @property
    def is_hosted(self) -> bool:
        """Whether a visit is told from the host's side: in the actors' country, by people of others.

        A side with no known country decides nothing, and then the answer is no.
        """
        if self.mode != "visit":
            return False
        home = self.location.country_iso3 if self.location else None
        sides = ([one.country_iso3 for one in side] for side in (self.actors, self.recipients))
        return tells_host(self.event_type, self.mode, *sides, home=home)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedDocument:
    """A document with everything found in it, each list in order of the text."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSpan:
    """What a recognizer answers: a span that names a place, and how sure it is (0 to 1)."""

    start: int
    end: int
    kind: MentionKind = MentionKind.TOPONYM
    score: float = 1.0

    def __post_init__(self) -> None:
        check_order(self.start, self.end)
        check_score(self.score)


class Recognizer(Protocol):
    """Finds the mentions of places in a text."""

    def find_mentions(self, document: Document) -> Sequence[FoundSpan]:
        """Spans in order of the text, without overlaps."""
        ...


class Resolver(Protocol):
    """Chooses the place of each mention of one document."""

    def resolve(self, document: Document, spans: Sequence[FoundSpan]) -> tuple[Mention, ...]:
        """One mention per span, in the same order; ``place`` is None where nothing fits."""
        ...


class Atlas(Protocol):
    """What the stages after resolution need to know of the world."""

    @property
    def worldview(self) -> Worldview:
        """Whose view of borders the answers follow."""
        ...

    @property
    def attribution(self) -> str:
        """The sources of points and polygons, in one line."""
        ...

    def get(self, place_id: str) -> Place | None:
        """The place with this identifier."""
        ...

    def country(self, code: str) -> Place | None:
        """The country with this ISO 3166-1 code, alpha-2 or alpha-3."""
        ...

    def admin1_of(self, place: Place) -> Place | None:
        """The first-order division that holds a place; the place itself if it is one."""
        ...

    def seat(self, country_iso3: str) -> Place | None:
        """The seat of a country's government or of an international body."""
        ...

    def area(self, place_id: str) -> Area | BaseGeometry | None:
        """A country or first-order division as it is drawn; None for what has only a point."""
        ...


def check_spans(spans: Iterable[FoundSpan], text: str) -> None:
    """Accept spans that lie inside a text.

    Raises:
        InvalidSpanError: For the first span that does not.
    """
    for span in spans:
        check_span(span.start, span.end, len(text))
