"""The values of a frame's cells as plain Python values that JSON and tables can hold."""

from __future__ import annotations

import json
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from geomap.models import Layer

DECIMALS: Final = 6
"""Decimals of a coordinate in text: about 0.1 m."""

_JSON: Final = json.JSONEncoder(ensure_ascii=False)

Plain = str | int | float | bool | list["Plain"] | None


def plain(value: object) -> Plain:
    """A cell as text, number, list or None.

    Numpy's scalars and arrays become Python's, dates ISO strings. NaN, infinities and pandas' NA
    and NaT become None. Whole floats become ints, others keep at most 6 decimals.
    """
    if type(value) is str:
        return storable(value)
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return _plain_number(float(value))
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    text = value.isoformat() if isinstance(value, date) else str(value)
    is_missing = not isinstance(value, str) and text in ("NaT", "<NA>")
    return None if is_missing else storable(text)


def storable(text: str) -> str:
    """The same text with lone surrogates, which no encoding can store, replaced by U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def list_text(value: Plain) -> Plain:
    """A list as JSON text, for tables whose cells hold no lists; anything else as it is."""
    return _JSON.encode(value) if isinstance(value, list) else value


def plain_columns(layer: Layer) -> list[list[Plain]]:
    """The cells of a layer without its geometries, column by column."""
    return [_plain_column(layer.frame[name].tolist()) for name in layer.frame.columns[:-1]]


def _plain_column(cells: list[Any]) -> list[Plain]:
    # Most columns are texts, or lists of texts, that can be stored as they are; one look at all tells.
    is_lists = set(map(type, cells)) == {list}
    texts = [text for cell in cells for text in cell] if is_lists else cells
    if set(map(type, texts)) <= {str, type(None)}:
        whole = "".join([text for text in texts if text is not None])
        if storable(whole) is whole:
            return cells
    return [plain(cell) for cell in cells]


def _plain_number(value: float) -> Plain:
    if not isfinite(value):
        return None
    return int(value) if value.is_integer() else round(value, 6)
