"""What documents say as JSON and back, for results that are kept: nothing is lost and nothing is run.

Records become lists of their fields in order, and a place that many candidates share is written once.
Reading goes through the records themselves, so what does not fit them is refused.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from geomap.app.digests import digest_document
from geomap.errors import GeomapError
from geomap.models import Document, Event, Figure, Mention, ParsedDocument, Place

_Reader = Callable[[Any, Sequence[Place]], Any]
_SCALARS: Final = (str, int, float, bool)
_LISTS: Final = ((Mention, "mentions"), (Event, "events"), (Figure, "figures"))


def write_results(parsed: Iterable[ParsedDocument], *, version: str) -> str:
    """The results of some documents, without their texts.

    Args:
        parsed: What the documents say.
        version: What read them; nothing else may use the results.
    """
    places: dict[Place, int] = {}
    documents = [
        [
            digest_document(item.document),
            *([_write(record, places) for record in getattr(item, name)] for _, name in _LISTS),
        ]
        for item in parsed
    ]
    table = [_write_fields(place, places) for place in places]
    return json.dumps(
        {"version": version, "places": table, "documents": documents},
        ensure_ascii=False,
        separators=(",", ":"),
    )


def read_results(content: str, documents: Iterable[Document], *, version: str) -> list[ParsedDocument]:
    """The results of those documents that are among the written ones; none where anything is amiss.

    Args:
        content: As `write_results` makes it.
        documents: The documents whose results are wanted.
        version: What reads now; results of another version are passed over.
    """
    try:
        found = json.loads(content)
        if found["version"] != version:
            return []
        places = [_reader(Place, is_entry=True)(row, ()) for row in found["places"]]
        by_digest = {row[0]: row[1:] for row in found["documents"]}
        return [
            ParsedDocument(
                document=document,
                **{
                    name: tuple(_reader(kind)(record, places) for record in records)
                    for (kind, name), records in zip(_LISTS, by_digest[key], strict=True)
                },
            )
            for document in documents
            if (key := digest_document(document)) in by_digest
        ]
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, GeomapError):
        return []


def _write(value: Any, places: dict[Place, int]) -> Any:
    if isinstance(value, Place):
        return places.setdefault(value, len(places))
    if is_dataclass(value):
        return _write_fields(value, places)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_write(one, places) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _write_fields(record: Any, places: dict[Place, int]) -> list[Any]:
    return [_write(getattr(record, field.name), places) for field in fields(record)]


@cache
def _reader(kind: Any, *, is_entry: bool = False) -> _Reader:
    """What reads a value of a type; `is_entry` for a place of the table instead of its number."""
    if kind is Place and not is_entry:
        return lambda value, places: places[_number(value, len(places))]
    if is_dataclass(kind):
        return _record_reader(kind)
    if get_origin(kind) is tuple:
        read_one = _reader(get_args(kind)[0])
        return lambda value, places: tuple(read_one(one, places) for one in _list(value))
    if get_origin(kind) in {Union, types.UnionType}:
        (known,) = (one for one in get_args(kind) if one is not type(None))
        read_known = _reader(known)
        return lambda value, places: None if value is None else read_known(value, places)
    is_word = isinstance(kind, type) and issubclass(kind, Enum)
    read_plain = date.fromisoformat if kind is date else kind if is_word else _scalar
    return lambda value, _: read_plain(value)


def _record_reader(kind: Any) -> _Reader:
    def read(value: Any, places: Sequence[Place]) -> Any:
        # Found only now, since records may hold others of their kind.
        pairs = zip(_field_readers(kind), _list(value), strict=True)
        return kind(**{name: read_field(one, places) for (name, read_field), one in pairs})

    return read


@cache
def _field_readers(kind: Any) -> list[tuple[str, _Reader]]:
    hints = get_type_hints(kind)
    return [(field.name, _reader(hints[field.name])) for field in fields(kind)]


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"expected a list, found {type(value).__name__}")
    return value


def _scalar(value: Any) -> Any:
    if not isinstance(value, _SCALARS):
        raise TypeError(f"expected a plain value, found {type(value).__name__}")
    return value


def _number(value: Any, count: int) -> int:
    if not isinstance(value, int) or not 0 <= value < count:
        raise ValueError(f"place {value!r} is not in the table")
    return value
