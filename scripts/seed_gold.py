"""The hand-checked truth about the seed stories: its records and how they are read.

seeds/README.md describes the files. An unknown or missing field is an error, so that a slip of
the pen in a gold file cannot pass for a condition that holds.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from geomap.constants import MentionKind
from geomap.models import Document

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPoint:
    """Where a place is, degrees, and how far off an answer may lie; None accepts anything."""

    longitude: float
    latitude: float
    max_km: float
    country_code: str | None = None
    precision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMention:
    """A place name in the text. An optional one is neither asked for nor held against anybody."""

    text: str
    start: int
    end: int
    name: str
    kind: MentionKind
    optional: bool
    point: GoldPoint | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """An event a careful reader finds; empty actors, recipients, mode, place and date are not checked."""

    event_type: str
    types_accepted: tuple[str, ...]
    modality: str
    words: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    mutual: bool
    place: GoldPoint | None
    date: date | None

    @property
    def name(self) -> str:
        """What the table calls it."""
        return f"{self.event_type} {self.words!r}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFigure:
    """A number a careful reader finds; places that are None are not checked."""

    value: float
    value_high: float | None
    unit: str
    category: tuple[str, ...]
    quantifier: tuple[str, ...]
    currency: str | None
    origin: GoldPoint | None
    destination: GoldPoint | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Something that must not be found; a condition that is None or empty holds for everything."""

    kind: str
    reason: str
    texts: tuple[str, ...] = ()
    event_types: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    modality: str | None = None
    words: str | None = None
    trigger: str | None = None
    value: float | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """The hand-checked truth about one story."""

    document: str
    published: date
    mentions: tuple[GoldMention, ...]
    events: tuple[GoldEvent, ...]
    figures: tuple[GoldFigure, ...]
    guards: tuple[Guard, ...]


def load_gold(path: Path) -> Gold:
    """Read one gold file; an unknown or missing field raises TypeError or KeyError."""
    row: Row = json.loads(path.read_text(encoding="utf-8"))
    return Gold(
        document=row["document"],
        published=date.fromisoformat(row["published"]),
        mentions=tuple(_gold_mention(item) for item in row["places"]),
        events=tuple(_gold_event(item) for item in row["events"]),
        figures=tuple(_gold_figure(item) for item in row["figures"]),
        guards=tuple(Guard(**_with_tuples(item)) for item in row["not"]),
    )


def _gold_mention(row: Row) -> GoldMention:
    keys = {field.name for field in fields(GoldPoint)}
    point = {key: value for key, value in row.items() if key in keys}
    rest = {key: value for key, value in row.items() if key not in keys}
    rest["kind"] = MentionKind(row["kind"])
    return GoldMention(point=None if row["longitude"] is None else GoldPoint(**point), **rest)


def _gold_event(row: Row) -> GoldEvent:
    said = date.fromisoformat(row["date"]) if row["date"] else None
    return GoldEvent(**_with_tuples(row) | {"place": _point(row["place"]), "date": said})


def _gold_figure(row: Row) -> GoldFigure:
    places = {key: _point(row[key]) for key in ("origin", "destination")}
    return GoldFigure(**_with_tuples(row) | places)


def _point(row: Row | None) -> GoldPoint | None:
    return None if row is None else GoldPoint(**row)


def _with_tuples(row: Row) -> Row:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def read_stories(folder: Path) -> list[Row]:
    """The rows of stories.csv, in its order."""
    with (folder / "stories.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_story(folder: Path, row: Row) -> Document:
    """The document of one row of stories.csv, with its date; raises the reader's error if there is one."""
    from geomap.text.read import read_documents

    published = date.fromisoformat(row["published"])
    (document,) = read_documents([folder / row["file"]], published=published)
    if isinstance(document, Exception):
        raise document
    return document
