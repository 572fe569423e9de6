"""What stands behind the cards: the sentence with its marks, the source, figures, reasons, other reports.

All of it is text from outside and travels in the payload only, in a part that is read once the map stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from geomap.models import Event, Mention, ParsedDocument, Place, Report
from geomap.render import words
from geomap.render.cells import Memo, numbered
from geomap.render.encoding import StringTable
from geomap.render.packing import Pack

if TYPE_CHECKING:
    from numpy.typing import NDArray

TRIGGER: Final = 0
PLACE: Final = 1
ACTOR: Final = 2
FIGURE: Final = 3
"""What a marked part of a quote is; the script draws each in its own way."""

Mark = tuple[int, int, int]
"""Start and end in code points of the quote, and what is marked."""

Told = tuple[str, str | None, float | None, str | None, str | None, str | None, float | None, str | None]
"""What a row tells of its card: key, quote and where it starts, document, source, link, reports, modality."""

Said = tuple[str, str]
"""A figure as words: the number with hedge and unit, and what it counts ("" where that is plain)."""

_MOST_CANDIDATES = 3
_PLAIN_LINK = re.compile(r"https?://[\w.-]+(?::\d+)?(?:[/?#][!-~]*)?", re.ASCII)
"""Addresses that need no closer look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The parsed documents behind the layers, by event and by document."""

    events: dict[str, tuple[ParsedDocument, Event]]
    documents: dict[str, ParsedDocument]


def collect_evidence(documents: Sequence[ParsedDocument]) -> Evidence:
    """Index parsed documents; of two with one identifier the first counts."""
    events: dict[str, tuple[ParsedDocument, Event]] = {}
    by_id: dict[str, ParsedDocument] = {}
    for parsed in documents:
        by_id.setdefault(parsed.document.document_id, parsed)
        for event in parsed.events:
            events.setdefault(event.event_id, (parsed, event))
    return Evidence(events=events, documents=by_id)


def safe_link(url: str | None) -> str | None:
    """The address if it is http or https and has a host; None for every other scheme."""
    if url is None or _PLAIN_LINK.fullmatch(url):
        return url
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in {"http", "https"} and parts.netloc else None


@dataclass(slots=True)
class _Columns:
    """One entry per card in every list; what a card may have several of stands in flat lists."""

    quote: list[int] = field(default_factory=list)
    source: list[int] = field(default_factory=list)
    count: list[int] = field(default_factory=list)
    note: list[int] = field(default_factory=list)
    reasons: list[tuple[int, ...]] = field(default_factory=list)
    marks: list[list[Mark]] = field(default_factory=list)


class EvidenceTable:
    """The evidence of all cards, in their order.

    ``figures`` are those of cards that have any; rows of the same event add theirs.
    """

    def __init__(self, evidence: Evidence) -> None:
        self.figures: dict[int, list[Said]] = {}
        self._evidence = evidence
        self._keys: list[str] = []
        self._columns = _Columns()
        self._others: dict[int, list[tuple[str, ...]]] = {}
        self._strings = strings = StringTable()
        self._quotes = StringTable()
        self._sources: Memo[tuple[str | None, date | None, str | None], int] = numbered()
        self._notes = Memo[str | None, int](lambda modality: strings.add(words.modality_note(modality)))
        self._reasons_of = _Reasons(strings)
        self._documents: dict[int, _Document] = {}

    def add(self, cards: Iterable[Told]) -> None:
        """Add the evidence of the next cards; what is not told here is looked up in the documents."""
        columns, events, documents = self._columns, self._evidence.events, self._evidence.documents
        for key, quote, start, document_id, own_source, url, reports, modality in cards:
            found = events.get(key)
            parsed = found[0] if found else documents.get(document_id or "")
            source, published = own_source, None
            marks: list[Mark] = []
            reasons: tuple[int, ...] = ()
            if parsed is not None:
                document = parsed.document
                source = own_source or document.source or document.title
                published = document.published
                if quote and start is not None and start >= 0 and document.text.startswith(quote, int(start)):
                    known, event = self._document(parsed), found[1] if found else None
                    marks = known.marks(event, int(start), int(start) + len(quote))
                    if event is not None:
                        reasons = self._reasons_of.of(known, event)
                        self._add_event(len(self._keys), parsed, event)
            self._keys.append(key)
            columns.quote.append(self._quotes.add(quote))
            columns.source.append(self._sources[source, published, url])
            columns.count.append(int(reports or 1))
            columns.note.append(self._notes[modality])
            columns.reasons.append(reasons)
            columns.marks.append(marks)

    def add_figures(self, number: int, figures: Iterable[Said]) -> None:
        """Add to a card's figures those it does not have."""
        known = self.figures.setdefault(number, [])
        known += [said for said in figures if said not in known]

    def _document(self, parsed: ParsedDocument) -> _Document:
        known = self._documents.get(id(parsed))
        if known is None:
            known = self._documents[id(parsed)] = _Document(parsed)
        return known

    def _add_event(self, number: int, parsed: ParsedDocument, event: Event) -> None:
        if event.figures:
            self.add_figures(number, (words.say_figure(parsed.figures[index]) for index in event.figures))
        if event.merged:
            self._others[number] = [_other_report(report) for report in event.merged]

    def pack(self) -> list[bytes]:
        """The evidence as a part of the payload.

        ``quote`` and ``source`` are numbers of ``quotes`` and of ``sources`` (pairs: name and date) with
        ``sourceUrl``. ``marks``, ``figures`` and ``reasons`` say how many there are; ``reasonName``,
        ``reasonScore`` (in hundredths) and ``reasonWhy`` have a number for each, ``figure`` two strings,
        ``mark`` three numbers: start, as the difference to the one before, length, and what it is.
        """
        pack, strings, columns = Pack(), self._strings, self._columns
        pack.texts("ids", self._keys)
        pack.numbers("quote", columns.quote, as_differences=True)
        pack.texts("quotes", self._quotes.strings)
        pack.numbers("count", columns.count)
        pack.numbers("note", columns.note)
        pack.numbers("mark", _marks_as_numbers(columns.marks))
        pack.numbers("marks", list(map(len, columns.marks)), are_sizes=True)
        figures = [self.figures.get(number, []) for number in range(len(self._keys))]
        pack.numbers("figures", list(map(len, figures)), are_sizes=True)
        pack.numbers("figure", [strings.add(part) for said in figures for one in said for part in one])
        pack.numbers("reasons", [len(reasons) // 3 for reasons in columns.reasons], are_sizes=True)
        reasons = [number for reasons in columns.reasons for number in reasons]
        for position, name in enumerate(("Name", "Score", "Why")):
            pack.numbers(f"reason{name}", reasons[position::3])
        sources = list(self._sources)
        pack.numbers("source", columns.source, as_differences=True)
        names = [(name, words.date_phrase(day) if day else None) for name, day, _ in sources]
        pack.numbers("sources", [strings.add(part) for pair in names for part in pair])
        pack.texts("sourceUrl", [safe_link(url) or "" for _, _, url in sources])
        return pack.finish({"strings": strings.strings, "others": self._others, "scores": words.SCORE_WORDS})


def _marks_as_numbers(marks: Sequence[Sequence[Mark]]) -> NDArray[Any]:
    import numpy as np

    first, end, what = np.array([mark for one in marks for mark in one], dtype=np.int64).reshape(-1, 3).T
    before = np.roll(first, 1)
    sizes = np.array([len(one) for one in marks if one], dtype=np.int64)
    before[np.cumsum(sizes) - sizes] = 0
    return np.stack((first - before, end - first, what), axis=1).ravel()


class _Document:
    """What of a document is asked for again and again: marked spans in order, mentions by their place."""

    def __init__(self, parsed: ParsedDocument) -> None:
        spans = [(mention.start, mention.end, PLACE) for mention in parsed.mentions if mention.place]
        spans += [(figure.start, figure.end, FIGURE) for figure in parsed.figures]
        self._spans = sorted(spans)
        self.mentions: dict[str, list[Mention]] = {}
        for mention in parsed.mentions:
            if mention.place and mention.candidates:
                self.mentions.setdefault(mention.place.place_id, []).append(mention)

    def marks(self, event: Event | None, start: int, end: int) -> list[Mark]:
        """The marks of the text between two positions."""
        spans = self._spans[bisect_left(self._spans, (start,)) : bisect_left(self._spans, (end,))]
        if event is not None:
            spans.append((event.trigger_start, event.trigger_end, TRIGGER))
            spans += [(actor.start, actor.end, ACTOR) for actor in event.actors]
            spans += [(actor.start, actor.end, ACTOR) for actor in event.recipients]
        inside = {
            (first - start, last - start, what) for first, last, what in spans if start <= first < last <= end
        }
        return sorted(inside)


class _Reasons:
    """Why a place was chosen, as flat numbers (name, score in hundredths, why) of its best candidates."""

    def __init__(self, strings: StringTable) -> None:
        self._strings = strings
        # Mentions share places, and comparing identities is faster than comparing records.
        self._names: dict[int, tuple[Place, int]] = {}
        self._whys = Memo[tuple[str, ...], int](lambda names: strings.add(words.reason_phrase(names)))

    def of(self, document: _Document, event: Event) -> tuple[int, ...]:
        """The reasons for an event's place; () where it was not chosen among candidates."""
        if event.location is None:
            return ()
        mentions = document.mentions.get(event.location.place_id, ())
        if not mentions:
            return ()
        nearest = mentions[0]
        if len(mentions) > 1:
            nearest = min(mentions, key=lambda mention: (_distance(mention, event), mention.start))
        numbers: list[int] = []
        for option in nearest.candidates[:_MOST_CANDIDATES]:
            numbers += (
                self._name(option.place),
                round(100 * option.score),
                self._whys[words.speaking_reasons(option.reasons)],
            )
        return tuple(numbers)

    def _name(self, place: Place) -> int:
        known = self._names.get(id(place))
        if known is None:
            name = ", ".join(filter(None, (place.name, place.admin1, place.country_code)))
            known = self._names[id(place)] = place, self._strings.add(name)
        return known[1]


def _distance(mention: Mention, event: Event) -> int:
    """How many code points lie between a mention and the event's sentence; 0 inside it."""
    return max(0, event.start - mention.end, mention.start - event.end)


def _other_report(report: Report) -> tuple[str, ...]:
    """Source, publication date, link, words, why they were merged, and figures of another report."""
    said = ", ".join(" ".join(filter(None, words.say_figure(figure))) for figure in report.figures)
    published = words.date_phrase(report.published) if report.published else None
    source = report.source or report.title
    parts = source, published, safe_link(report.url), report.quote, report.reason, said
    return tuple(part or "" for part in parts)
