"""What stands before a sentence and tells where its deeds were: a heading, a protest that police break up.

A report by provinces names each in a line of its own; what stands below and names no place happened there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.constants import EventType, MentionKind, Modality, Precision
from geomap.events.parties.party import CAPITAL
from geomap.events.scene.sides import DEEDS
from geomap.events.tree.sentences import Words
from geomap.models import Document, Event, Mention, Place

_AT_PROTESTS = frozenset({"crowd-control", "arrest"})
_FRONT = 3
_NARROW = frozenset({Precision.SITE, Precision.SETTLEMENT, Precision.ADMIN1})
_POLICE = frozenset({"COP", "MIL"})


@dataclass(slots=True)
class Surroundings:
    """What the next sentences of a document stand below; grows with them.

    ``opening`` is the town or province that a sentence of the same paragraph opened with ("In Tbilisi, "),
    ``end`` where the sentence before ended.
    """

    heading: Place | None = None
    opening: Place | None = None
    protest: Event | None = None
    end: int = 0

    def placed(
        self, document: Document, words: Words, mentions: Sequence[Mention], events: Sequence[Event]
    ) -> list[Event]:
        """The events of a sentence, with the place and day that what stands before them tells."""
        start, end = words.sentence.start, words.sentence.end
        toponyms = [one for one in mentions if one.place and one.kind is MentionKind.TOPONYM]
        if _is_line(document.text, start, end):
            named = (one.place for one in toponyms if (one.start, one.end) == (start, end))
            # A capital alone may be where the report was written.
            headings = (place for place in named if place and place.feature_code != CAPITAL)
            self.heading, self.protest, self.opening = next(headings, None), None, None
            return list(events)
        if "\n" in document.text[self.end : start]:
            self.protest = self.opening = None
        self.end = end
        # "One peacekeeper from Bangladesh" tells no place.
        is_placed = any(one.place.precision is not Precision.COUNTRY for one in toponyms if one.place)
        found = [event if is_placed else self._with_place(event) for event in events]
        self.opening = _opening(words, toponyms, found) or self.opening
        protests = (one for one in found if one.event_type is EventType.PROTEST and _is_open_to(one))
        self.protest = next((one for one in protests if one.location), self.protest)
        return found

    def _with_place(self, event: Event) -> Event:
        if event.location is not None or not _is_open_to(event):
            return event
        if self.protest is not None and _is_reaction(event):
            has_day = event.date_start is not None or event.date_end is not None
            return replace(
                event,
                location=self.protest.location,
                precision=self.protest.precision,
                date_start=event.date_start if has_day else self.protest.date_start,
                date_end=event.date_end if has_day else self.protest.date_end,
            )
        codes = {side.country_iso3 for side in (*event.actors, *event.recipients)} - {None}
        is_home = self.opening is not None and codes <= {self.opening.country_iso3}
        place = self.opening if is_home else self.heading
        if place is None or event.event_type not in DEEDS:
            return event
        return replace(event, location=place, precision=place.precision)


def _opening(words: Words, toponyms: Sequence[Mention], events: Sequence[Event]) -> Place | None:
    """The town or province that a sentence about a deed there opens with: "In Tbilisi, police arrested".

    Not "In Paris, leaders discussed the war".
    """
    deeds = {one.location for one in events if one.event_type in DEEDS and one.location}
    for one in toponyms[:1]:
        first, behind = words.index_at(one.start), words.index_at(one.end - 1) + 1
        is_fronted = words.lower[0] in ("in", "near") and first <= _FRONT and words.word(behind) == ","
        if is_fronted and one.place in deeds and one.place and one.place.precision in _NARROW:
            return one.place
    return None


def _is_open_to(event: Event) -> bool:
    return event.modality is Modality.ACTUAL


def _is_reaction(event: Event) -> bool:
    """ "Police fired tear gas", "nine people were arrested": what is done to those who protest."""
    sectors = {actor.sector for actor in event.actors}
    return event.mode in _AT_PROTESTS and sectors <= _POLICE


def _is_line(text: str, start: int, end: int) -> bool:
    """Whether a sentence is a line of its own without a full stop."""
    before, after = text[:start].rstrip(" \t"), text[end:].lstrip(" \t:")
    return before[-1:] in ("", "\n") and after[:1] in ("", "\n") and text[end - 1] not in ".!?"
