"""Text cut into pieces, each with the marks that cover it.

The page never builds markup from a text: it sends pieces, and the browser makes one element of each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from geomap.app.phrases import place_words
from geomap.models import Event, Figure, Mention
from geomap.render.words import figure_line, figure_place, score_word


class MarkKind(StrEnum):
    """What a marked stretch of text is."""

    PLACE = "place"
    ACTOR = "actor"
    TRIGGER = "trigger"
    FIGURE = "figure"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMark:
    """A stretch of a text that means something; ``event_id`` where it belongs to an event."""

    start: int
    end: int
    kind: MarkKind
    event_id: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words and the marks that cover all of them, in order of their starts."""

    text: str
    marks: tuple[TextMark, ...] = ()

    def has(self, kind: MarkKind) -> bool:
        """Whether a mark of this kind covers the words."""
        return any(mark.kind is kind for mark in self.marks)


def cut_pieces(text: str, start: int, end: int, marks: Iterable[TextMark]) -> Iterator[Piece]:
    """Yield the pieces of a span, in order; joined they are exactly its words.

    Args:
        text: The text that the offsets count in.
        start: Where the first piece begins.
        end: Where the last piece ends, exclusive.
        marks: May overlap and may reach over the ends; those outside are ignored.
    """
    starting: dict[int, list[TextMark]] = defaultdict(list)
    ending: dict[int, list[TextMark]] = defaultdict(list)
    for mark in marks:
        first, last = max(start, mark.start), min(end, mark.end)
        if first < last:
            starting[first].append(mark)
            ending[last].append(mark)
    cuts = sorted({start, end, *starting, *ending})
    open_marks: list[TextMark] = []
    for begin, finish in pairwise(cuts):
        open_marks = [mark for mark in open_marks if mark not in ending[begin]] + starting[begin]
        yield Piece(text=text[begin:finish], marks=tuple(open_marks))


def mention_marks(mentions: Iterable[Mention]) -> list[TextMark]:
    """A mark for every mention of a known place; its note says which place, and how surely."""
    marks = []
    for mention in mentions:
        if mention.place is None:
            continue
        note = f"{place_words(mention.place)}, certainty {score_word(mention.score)} ({mention.score:.2f})"
        marks.append(TextMark(start=mention.start, end=mention.end, kind=MarkKind.PLACE, note=note))
    return marks


def trigger_mark(event: Event, note: str = "") -> TextMark:
    """The mark of the words that report an event."""
    return TextMark(
        start=event.trigger_start,
        end=event.trigger_end,
        kind=MarkKind.TRIGGER,
        event_id=event.event_id,
        note=note,
    )


def figure_marks(figures: Iterable[Figure]) -> list[TextMark]:
    """A mark for every number; its note says what it counts, and where."""
    return [
        TextMark(
            start=figure.start,
            end=figure.end,
            kind=MarkKind.FIGURE,
            note=", ".join(filter(None, (figure_line(figure), figure_place(figure)))),
        )
        for figure in figures
    ]


def article_marks(
    mentions: Iterable[Mention],
    events: Sequence[Event],
    titles: Sequence[str],
    figures: Iterable[Figure] = (),
) -> list[TextMark]:
    """All marks of an article: places, numbers, sides, triggers and the sentences of events.

    Args:
        mentions: The places it names.
        events: The events it reports.
        titles: One title per event, in the same order; they explain the triggers.
        figures: The numbers it states.
    """
    marks = mention_marks(mentions) + figure_marks(figures)
    for event, title in zip(events, titles, strict=True):
        marks.append(
            TextMark(start=event.start, end=event.end, kind=MarkKind.SENTENCE, event_id=event.event_id)
        )
        marks.append(trigger_mark(event, title))
        for actor in (*event.actors, *event.recipients):
            note = f"{actor.name}, side of: {title}"
            marks.append(TextMark(start=actor.start, end=actor.end, kind=MarkKind.ACTOR, note=note))
    return list(dict.fromkeys(marks))
