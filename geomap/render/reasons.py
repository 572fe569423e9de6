"""Why the places of events were chosen: the best candidates and what speaks for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geomap.codes import Memo
from geomap.models import Candidate, Event, Mention, ParsedDocument, Place
from geomap.render import words
from geomap.render.encoding import StringTable
from geomap.render.packing import Pack
from geomap.render.told import UNTOLD, Quotes, Told

_MOST_CANDIDATES: Final = 3


class ReasonTable:
    """Candidates for the places of cards, by column; quotes of near documents are looked at together."""

    def __init__(self, strings: StringTable) -> None:
        self._cards: list[int] = []
        self._names: list[int] = []
        self._scores: list[float] = []
        self._whys: list[int] = []
        self._lines: dict[int, tuple[Place, int]] = {}
        self._phrases = Memo[tuple[str, ...], int](lambda names: strings.add(words.reason_phrase(names)))
        self._strings = strings

    def add(self, quotes: Quotes, told: Told) -> None:
        """Add the reasons for the places of some cards; none for one that was not chosen among candidates."""
        chosen, lines = _chosen(quotes, told), self._lines
        candidates = [candidate for _, of_card in chosen for candidate in of_card]
        places = [candidate.place for candidate in candidates]
        # Candidates share places, and comparing identities is faster than comparing records.
        for place in places:
            if id(place) not in lines:
                lines[id(place)] = place, self._strings.add(_place_line(place))
        self._cards += [card for card, of_card in chosen for _ in of_card]
        self._names += [lines[id(place)][1] for place in places]
        self._scores += [candidate.score for candidate in candidates]
        self._whys += [self._phrases[words.speaking_reasons(one.reasons)] for one in candidates]

    def pack_into(self, pack: Pack, count: int) -> None:
        """Add the reasons of so many cards: ``reasons`` says how many each has, best first.

        ``reasonName`` and ``reasonWhy`` are strings, ``reasonScore`` is in hundredths.
        """
        import numpy as np

        cards = np.array(self._cards, dtype=np.int64)
        order = cards.argsort(kind="stable")
        scores = np.rint(100 * np.array(self._scores, dtype=float)).astype(np.int64)
        pack.numbers("reasons", np.bincount(cards, minlength=count), are_sizes=True)
        pack.numbers("reasonName", np.array(self._names, dtype=np.int64)[order])
        pack.numbers("reasonScore", scores[order])
        pack.numbers("reasonWhy", np.array(self._whys, dtype=np.int64)[order])


def _chosen(quotes: Quotes, told: Told) -> list[tuple[int, tuple[Candidate, ...]]]:
    """The best candidates for the place of each card's event."""
    chosen: list[tuple[int, tuple[Candidate, ...]]] = []
    by_place = Memo[int, dict[str, list[Mention]]](lambda at: _mentions_by_place(told.documents[at]))
    rows = zip(quotes.card.tolist(), quotes.document.tolist(), quotes.event.tolist(), strict=True)
    for card, document, number in rows:
        event = told.events[number] if number != UNTOLD else None
        if event is None or event.location is None:
            continue
        mentions = by_place[document].get(event.location.place_id)
        if mentions:
            nearest = mentions[0] if len(mentions) == 1 else _nearest(mentions, event)
            chosen.append((card, nearest.candidates[:_MOST_CANDIDATES]))
    return chosen


def _mentions_by_place(parsed: ParsedDocument) -> dict[str, list[Mention]]:
    """The mentions that were resolved to each place among candidates."""
    found: dict[str, list[Mention]] = {}
    for mention in parsed.mentions:
        if mention.place and mention.candidates:
            found.setdefault(mention.place.place_id, []).append(mention)
    return found


def _nearest(mentions: Sequence[Mention], event: Event) -> Mention:
    """The mention with the fewest code points between it and the event's sentence; none lie inside."""
    return min(
        mentions,
        key=lambda mention: (max(0, event.start - mention.end, mention.start - event.end), mention.start),
    )


def _place_line(place: Place) -> str:
    return ", ".join([part for part in (place.name, place.admin1, place.country_code) if part])
