"""Which event of a sentence a figure belongs to, where several could have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.events.merging.deeds import are_two_deeds
from geomap.events.merging.union import agree
from geomap.events.tree.grammar import ancestors
from geomap.events.tree.sentences import Words
from geomap.models import Event, Figure


def share_figures(words: Words, events: Sequence[Event], figures: Sequence[Figure]) -> list[Event]:
    """The events of a sentence, each figure left only with the event nearest to it in the tree.

    Codings that do not contradict each other are one event told by two words, and share their figures:
    "shelled the town, killing 12". Two strikes in one sentence each keep the number told with it.
    """
    kept = [set(event.figures) for event in events]
    if not any(kept):
        return list(events)
    for number in sorted(set().union(*kept)):
        token = words.index_at(figures[number].start)
        owners = [index for index, event in enumerate(events) if number in event.figures]
        best = min(owners, key=lambda index: _distance(words, token, _trigger(words, events[index])))
        for index in owners:
            if index != best and not _are_one(events[best], events[index]):
                kept[index].discard(number)
    return [
        replace(event, figures=tuple(sorted(numbers))) for event, numbers in zip(events, kept, strict=True)
    ]


def _are_one(first: Event, second: Event) -> bool:
    earlier, later = sorted((first, second), key=lambda event: event.trigger_start)
    return agree(first, second) and not are_two_deeds(earlier, later)


def _trigger(words: Words, event: Event) -> int:
    return words.index_at(event.trigger_start)


def _distance(words: Words, left: int, right: int) -> tuple[int, int]:
    """How many arcs of the tree lie between two tokens, and how many tokens."""
    above = [left, *ancestors(words, left)]
    steps = {token: step for step, token in enumerate([right, *ancestors(words, right)])}
    arcs = min((step + steps[token] for step, token in enumerate(above) if token in steps), default=99)
    return arcs, abs(left - right)
