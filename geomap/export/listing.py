"""Parsed documents as tables for people: events and figures, one a line, for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final

from geomap.constants import HOUSING, Modality, PlaceRole, Quantifier, Unit
from geomap.models import Document, Event, Figure, ParsedDocument

_Columns = tuple[tuple[str, int], ...]
_EVENTS: Final[_Columns] = (
    ("who", 20),
    ("did", 20),
    ("to whom", 20),
    ("where", 22),
    ("when", 22),
    ("how sure", 14),
    ("sentence", 40),
)
_FIGURES: Final[_Columns] = (
    ("how many", 26),
    ("what", 30),
    ("from", 16),
    ("to", 16),
    ("at", 16),
    ("as of", 10),
    ("sentence", 40),
)
"""Heading and width, in columns of a terminal, of each part of a row."""

_PLACES: Final = frozenset({"from", "to", "at"})
_WIDEST: Final = 44

_SURE: Final = ((0.8, "high"), (0.5, "medium"), (0.0, "low"))


def parsed_to_table(
    parsed: ParsedDocument,
    *,
    say_event: Callable[[Event], str] | None = None,
    say_figure: Callable[[Figure], str] | None = None,
) -> str:
    """The events and figures of a document as lines of fixed width, after a line that names it.

    Long cells are cut with an ellipsis; control characters, which could command a terminal, show as
    U+FFFD. Unknown is "-".

    Args:
        parsed: What was found.
        say_event: The words for what was done; by itself it is "CONSULT (visit)".
        say_figure: The words for a figure's number, hedge and unit; by itself it is ">7,800 persons".
    """
    heading = _heading(parsed.document)
    if not parsed.events and not parsed.figures:
        return f"{heading}\n  no events found\n\n"
    lines = [heading]
    if parsed.events:
        lines += _table(_EVENTS, (_event_row(event, say_event or _type_and_mode) for event in parsed.events))
    if parsed.figures:
        rows = [_figure_row(figure, say_figure or _amount) for figure in parsed.figures]
        lines += [""] * bool(parsed.events) + _table(_widened(_FIGURES, rows), rows)
    return "\n".join(lines) + "\n\n"


def _heading(document: Document) -> str:
    parts = (document.title or document.document_id, document.source, document.published)
    return _harmless(" | ".join(str(part) for part in parts if part))


def _table(columns: _Columns, rows: Iterable[tuple[str, ...]]) -> list[str]:
    widths = [width for _, width in columns]
    return ["  " + _line(row, widths) for row in (tuple(name for name, _ in columns), *rows)]


def _widened(columns: _Columns, rows: Sequence[tuple[str, ...]]) -> _Columns:
    """Columns in which places stand whole, up to a certain width: one sees which are on no map."""
    widest = [min(max(map(_columns_in, cells)), _WIDEST) for cells in zip(*rows, strict=True)]
    return tuple(
        (name, max(width, longest) if name in _PLACES else width)
        for (name, width), longest in zip(columns, widest, strict=True)
    )


def _event_row(event: Event, say: Callable[[Event], str]) -> tuple[str, ...]:
    place = event.location.name if event.location else "-"
    return (
        ", ".join(actor.name for actor in event.actors) or "-",
        say(event),
        ", ".join(actor.name for actor in event.recipients) or "-",
        f"{place} ({event.precision.value})" if event.precision else place,
        _days(event.date_start, event.date_end),
        _certainty(event),
        event.quote,
    )


def _type_and_mode(event: Event) -> str:
    return event.event_type.value + (f" ({event.mode})" if event.mode else "")


def _days(first: date | None, last: date | None) -> str:
    ends = [day.isoformat() for day in dict.fromkeys((first, last)) if day is not None]
    return "..".join(ends) or "-"


def _certainty(event: Event) -> str:
    """The score as a word, how the text reports it, and how many more tell it."""
    word = next(word for low, word in _SURE if event.score >= low)
    parts = [word] if event.modality is Modality.ACTUAL else [word, event.modality.value]
    others = event.reports - 1
    return ", ".join([*parts, f"+{others} more"] if others else parts)


def _figure_row(figure: Figure, say: Callable[[Figure], str]) -> tuple[str, ...]:
    return (
        say(figure),
        _meaning(figure),
        *(figure.said_as(role) or "-" for role in PlaceRole),
        figure.as_of.isoformat() if figure.as_of else "-",
        figure.quote,
    )


def _amount(figure: Figure) -> str:
    """The number with hedge and unit, such as ">7,800 persons"."""
    sign = {Quantifier.MORE_THAN: ">", Quantifier.LESS_THAN: "<", Quantifier.APPROXIMATELY: "~"}
    number = sign.get(figure.quantifier, "") + _number(figure.value)
    if figure.value_high is not None:
        number += f"..{_number(figure.value_high)}"
    unit = figure.currency if figure.unit is Unit.CURRENCY else f"{figure.unit.value}s"
    return f"{number} {unit or ''}".rstrip()


def _number(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _meaning(figure: Figure) -> str:
    """The category, what befell homes, and how the text reports it."""
    words = [figure.category.value.replace("_", " ")]
    words += [figure.term.value.replace("_", " ")] if figure.term in HOUSING else []
    words += [figure.modality.value] if figure.modality is not Modality.ACTUAL else []
    return ", ".join(words)


def _line(cells: tuple[str, ...], widths: Sequence[int]) -> str:
    return "  ".join(
        _fitted(_harmless(cell), width) for cell, width in zip(cells, widths, strict=True)
    ).rstrip()


def _harmless(text: str) -> str:
    """The text on one line, without characters that move a cursor or reverse its direction."""
    joined = " ".join(text.split())
    return "".join("\ufffd" if unicodedata.category(sign) in ("Cc", "Cf", "Cs") else sign for sign in joined)


def _fitted(text: str, width: int) -> str:
    """The text cut or padded to a width in terminal columns, in which East Asian signs take two."""
    if _columns_in(text) <= width:
        return text + " " * (width - _columns_in(text))
    kept, used = "", 0
    for sign in text:
        if used + _columns_of(sign) > width - 1:
            break
        kept, used = kept + sign, used + _columns_of(sign)
    return kept + "…" + " " * (width - 1 - used)


def _columns_in(text: str) -> int:
    return sum(map(_columns_of, text))


def _columns_of(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
