"""Corrections as JSON lines: how they are exported, imported and kept in a workspace.

A line says everything of one correction, so that another install can take it over:

    {"entry_id": "…", "made_at": "2024-05-17T09:30:00+00:00", "made_by": "Anna", "kind": "mention_place",
     "targets": [{"text_hash": "…", "start": 10, "end": 17, "quote": "Tripoli"}],
     "before": {"place_id": "geonames:2210247", "name": "Tripoli"}, "after": {…}, "title": "…", "note": null}

Reading is strict: a line with a value outside its vocabulary is refused, not guessed at.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Final, TypeVar

from geomap.constants import Category, EventType, Modality, Quantifier, Unit
from geomap.corrections.records import (
    MAX_WORDS,
    Correction,
    CorrectionKind,
    EventValues,
    FigureValues,
    PlaceValue,
    SideValue,
    Target,
    Values,
)
from geomap.errors import InvalidCorrectionError, InvalidRecordError

MAX_LINE: Final = 1_000_000
"""Longest line that is read, in code points."""

_MAX_NAME: Final = 64
_Word = TypeVar("_Word", bound=StrEnum)


def correction_to_json(correction: Correction) -> dict[str, Any]:
    """A correction as the object of its line."""
    return {
        "entry_id": correction.entry_id,
        "made_at": correction.made_at.isoformat(),
        "made_by": correction.made_by,
        "kind": correction.kind.value,
        "targets": [target_to_json(target) for target in correction.targets],
        "before": values_to_json(correction.before),
        "after": values_to_json(correction.after),
        "title": correction.title,
        "note": correction.note,
        "undoes": correction.undoes,
    }


def correction_of_json(row: Mapping[str, Any]) -> Correction:
    """The correction in the object of a line.

    Raises:
        ValueError: If a value is missing or outside its vocabulary.
        InvalidRecordError: If values contradict each other.
    """
    kind = _word(CorrectionKind, row.get("kind"))
    made_at = datetime.fromisoformat(_text(row.get("made_at"), most=_MAX_NAME))
    if made_at.tzinfo is None:
        raise ValueError(f"the moment {row.get('made_at')!r} has no zone")
    return Correction(
        entry_id=_text(row.get("entry_id"), most=_MAX_NAME),
        made_at=made_at.astimezone(UTC),
        made_by=_text(row.get("made_by")),
        kind=kind,
        targets=tuple(target_of_json(target) for target in _list(row.get("targets"))),
        before=values_of_json(kind, row.get("before")),
        after=values_of_json(kind, row.get("after")),
        title=_optional_text(row.get("title")),
        note=_optional_text(row.get("note")),
        undoes=_optional_text(row.get("undoes"), most=_MAX_NAME),
    )


def write_correction_lines(corrections: Iterable[Correction]) -> Iterator[str]:
    """One line per correction, each with its line end."""
    for correction in corrections:
        yield json.dumps(correction_to_json(correction), ensure_ascii=False) + "\n"


def read_correction_lines(lines: Iterable[str]) -> Iterator[Correction]:
    """Yield what each line says; blank lines are passed over.

    Raises:
        InvalidCorrectionError: For the first line that is not a correction.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if len(line) > MAX_LINE:
            raise InvalidCorrectionError(number, f"it is longer than {MAX_LINE:,} characters")
        try:
            yield correction_of_json(_object(json.loads(line)))
        except InvalidRecordError as error:
            raise InvalidCorrectionError(number, str(error)) from error
        except (ValueError, TypeError, RecursionError) as error:
            raise InvalidCorrectionError(number, f"it is not well formed ({error})") from error


def target_to_json(target: Target) -> dict[str, Any]:
    """A target as a JSON object; what is unknown is left out."""
    row = {field.name: getattr(target, field.name) for field in fields(target)}
    return {name: value for name, value in row.items() if value is not None}


def target_of_json(given: object) -> Target:
    """The target in a JSON object.

    Raises:
        ValueError: If it is none.
    """
    row = _object(given)
    return Target(
        text_hash=_hash(row.get("text_hash")),
        start=_whole(row.get("start")),
        end=_whole(row.get("end")),
        quote=_text(row.get("quote"), most=MAX_LINE),
        sentence_start=_optional_whole(row.get("sentence_start")),
        sentence_end=_optional_whole(row.get("sentence_end")),
        event_type=_optional_word(EventType, row.get("event_type")),
    )


def values_to_json(values: Values | None) -> dict[str, Any] | None:
    """The values before or after as a JSON object; dates are ISO strings."""
    if values is None:
        return None
    return {field.name: _plain(getattr(values, field.name)) for field in fields(values)}


def values_of_json(kind: CorrectionKind, given: object) -> Values | None:
    """The values in a JSON object, read as the kind of correction says.

    Raises:
        ValueError: If a value is missing or outside its vocabulary.
    """
    if given is None:
        return None
    row = _object(given)
    if kind is CorrectionKind.MENTION_PLACE:
        return PlaceValue(place_id=_optional_text(row.get("place_id")), name=_optional_text(row.get("name")))
    if kind in (CorrectionKind.FIGURE_CHANGED, CorrectionKind.FIGURE_REJECTED):
        return _figure_values(row)
    return _event_values(row)


def _event_values(row: Mapping[str, Any]) -> EventValues:
    return EventValues(
        event_type=_word(EventType, row.get("event_type")),
        mode=_optional_text(row.get("mode")),
        modality=_word(Modality, row.get("modality")),
        actors=tuple(_side(side) for side in _list(row.get("actors", []))),
        recipients=tuple(_side(side) for side in _list(row.get("recipients", []))),
        place_id=_optional_text(row.get("place_id")),
        place_name=_optional_text(row.get("place_name")),
        date_start=_optional_date(row.get("date_start")),
        date_end=_optional_date(row.get("date_end")),
        figures=tuple(_span(span) for span in _list(row.get("figures", []))),
    )


def _figure_values(row: Mapping[str, Any]) -> FigureValues:
    high = row.get("value_high")
    return FigureValues(
        value=_number(row.get("value")),
        unit=_word(Unit, row.get("unit")),
        category=_word(Category, row.get("category")),
        quantifier=_word(Quantifier, row.get("quantifier")),
        value_high=None if high is None else _number(high),
        currency=_optional_text(row.get("currency"), most=3),
    )


def _side(given: object) -> SideValue:
    row = _object(given)
    return SideValue(
        name=_text(row.get("name")),
        country_iso3=_optional_text(row.get("country_iso3"), most=8),
        sector=_optional_text(row.get("sector"), most=8),
    )


def _plain(value: object) -> object:
    if isinstance(value, SideValue):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _object(given: object) -> Mapping[str, Any]:
    if not isinstance(given, dict):
        raise ValueError(f"{type(given).__name__} where an object was expected")
    return given


def _list(given: object) -> list[Any]:
    if not isinstance(given, list):
        raise ValueError(f"{type(given).__name__} where a list was expected")
    return given


def _span(given: object) -> tuple[int, int]:
    start, end = _list(given)
    return _whole(start), _whole(end)


def _text(given: object, *, most: int = MAX_WORDS) -> str:
    if not isinstance(given, str) or not given or len(given) > most:
        raise ValueError(f"{str(given)[:80]!r} where a text of 1 to {most:,} characters was expected")
    given.encode("utf-8")
    return given


def _optional_text(given: object, *, most: int = MAX_WORDS) -> str | None:
    return None if given is None else _text(given, most=most)


def _hash(given: object) -> str:
    text = _text(given, most=_MAX_NAME)
    if len(text) != 64 or not set(text) <= set("0123456789abcdef"):
        raise ValueError(f"{text!r} is not the hash of a text")
    return text


def _whole(given: object) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given < 1 << 31:
        raise ValueError(f"{given!r} where a position in a text was expected")
    return given


def _optional_whole(given: object) -> int | None:
    return None if given is None else _whole(given)


def _number(given: object) -> float:
    if not isinstance(given, int | float) or isinstance(given, bool):
        raise ValueError(f"{given!r} where a number was expected")
    return float(given)


def _word(vocabulary: type[_Word], given: object) -> _Word:
    return vocabulary(_text(given, most=_MAX_NAME))


def _optional_word(vocabulary: type[_Word], given: object) -> _Word | None:
    return None if given is None else _word(vocabulary, given)


def _optional_date(given: object) -> date | None:
    return None if given is None else date.fromisoformat(_text(given, most=10))
