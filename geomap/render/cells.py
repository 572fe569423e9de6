"""Reads single cells of a layer's frame as plain values; whatever pandas uses for unknown becomes None."""

from collections.abc import Iterable
from datetime import date, datetime
from math import isfinite

from geomap.models import Layer

Row = dict[str, object]
"""One row of a layer's frame by column, without its geometry."""


def layer_rows(layer: Layer) -> list[Row]:
    """The rows of a layer as dictionaries by column name, in order."""
    names = [name for name in layer.frame.columns if name != "geometry"]
    columns = [layer.frame[name].tolist() for name in names]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def text_of(row: Row, name: str) -> str | None:
    """A text cell; None for missing, blank or other values."""
    value = row.get(name)
    return value if isinstance(value, str) and value.strip() else None


def texts_of(row: Row, name: str) -> tuple[str, ...]:
    """A list cell; a single text counts as a list of one."""
    value = row.get(name)
    if isinstance(value, str):
        return (value,) if value.strip() else ()
    if not isinstance(value, Iterable):
        return ()
    return tuple(part for part in value if isinstance(part, str) and part.strip())


def number_of(row: Row, name: str) -> float | None:
    """A number cell; None for missing, NaN and infinite values."""
    value = row.get(name)
    if isinstance(value, bool) or not hasattr(value, "__float__"):
        return None
    number = float(value)
    return number if isfinite(number) else None


def date_of(row: Row, name: str) -> date | None:
    """A date cell: a date, a moment, or text in ISO 8601; None for anything else."""
    value = row.get(name)
    if isinstance(value, datetime):
        # pandas' missing moment is a datetime too, without a day of the year.
        return value.date() if isfinite(value.year) else None
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            return None
    return None
