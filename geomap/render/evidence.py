"""What stands behind the cards: the sentence with its marks, the source, figures, reasons, other reports.

All of it is text from outside and travels in the payload only, in a part that is read once the map stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from geomap.models import Candidate, Event, Mention, ParsedDocument, Place, Report
from geomap.render import words
from geomap.render.cells import Memo, numbered
from geomap.render.encoding import StringTable
from geomap.render.marks import MarkTable
from geomap.render.packing import Pack

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What rows tell of their cards, by column; ``starts`` says where in the text a quote begins."""

    keys: Sequence[str]
    quotes: Sequence[str | None]
    starts: Sequence[float | None]
    documents: Sequence[str | None]
    sources: Sequence[str | None]
    urls: Sequence[str | None]
    reports: Sequence[float | None]
    modalities: Sequence[str | None]


class EvidenceTable:
    """The evidence of all cards, in their order.

    ``figures`` are those of cards that have any; rows of the same event add theirs.
    """

    def __init__(self, evidence: Evidence) -> None:
        self.figures: dict[int, list[Said]] = {}
        self._evidence = evidence
        self._keys: list[str] = []
        self._columns: dict[str, list[int]] = {name: [] for name in ("quote", "source", "count", "note")}
        self._others: dict[int, list[tuple[str, ...]]] = {}
        self._strings = strings = StringTable()
        self._quotes = StringTable()
        self._sources: Memo[tuple[str | None, date | None, str | None], int] = numbered()
        self._notes = Memo[str | None, int](lambda modality: strings.add(words.modality_note(modality)))
        self._marks = MarkTable()
        self._reasons = _ReasonTable()

    def add(self, told: Told) -> None:
        """Add the evidence of the next cards; what is not told here is looked up in the documents."""
        columns, count = self._columns, len(self._keys)
        self._keys += told.keys
        columns["quote"] += map(self._quotes.add, told.quotes)
        columns["count"] += [int(reports or 1) for reports in told.reports]
        columns["note"] += [self._notes[modality] for modality in told.modalities]
        documents = self._evidence.documents
        found = list(map(self._evidence.events.get, told.keys))
        parsed = [
            one[0] if one else documents.get(document_id or "")
            for one, document_id in zip(found, told.documents, strict=True)
        ]
        columns["source"] += map(self._source, parsed, told.sources, told.urls)
        quotes = zip(found, parsed, told.quotes, told.starts, strict=True)
        for number, (one, document, quote, start) in enumerate(quotes, start=count):
            if document is None or not quote or start is None or start < 0:
                continue
            if document.document.text.startswith(quote, int(start)):
                event = one[1] if one else None
                self._marks.add(number, document, event, int(start), int(start) + len(quote))
                if event is not None:
                    self._add_event(number, document, event)

    def add_figures(self, number: int, figures: Iterable[Said]) -> None:
        """Add to a card's figures those it does not have."""
        known = self.figures.setdefault(number, [])
        known += [said for said in figures if said not in known]

    def _source(self, parsed: ParsedDocument | None, own_source: str | None, url: str | None) -> int:
        if parsed is None:
            return self._sources[own_source, None, url]
        document = parsed.document
        return self._sources[own_source or document.source or document.title, document.published, url]

    def _add_event(self, number: int, parsed: ParsedDocument, event: Event) -> None:
        self._reasons.add(number, parsed, event)
        if event.figures:
            self.add_figures(number, (words.say_figure(parsed.figures[index]) for index in event.figures))
        if event.merged:
            self._others[number] = [_other_report(report) for report in event.merged]

    def pack(self) -> list[bytes]:
        """The evidence as a part of the payload.

        ``quote`` and ``source`` are numbers of ``quotes`` and of ``sources`` (pairs: name and date) with
        ``sourceUrl``. ``figures`` says how many there are, and ``figure`` has two strings for each. Marks and
        reasons are as `MarkTable.pack_into` and `_ReasonTable.pack_into` say.
        """
        pack, strings, columns = Pack(), self._strings, self._columns
        pack.texts("ids", self._keys)
        pack.numbers("quote", columns["quote"], as_differences=True)
        pack.texts("quotes", self._quotes.strings)
        pack.numbers("count", columns["count"])
        pack.numbers("note", columns["note"])
        self._marks.pack_into(pack, len(self._keys))
        figures = [self.figures.get(number, ()) for number in range(len(self._keys))]
        pack.numbers("figures", list(map(len, figures)), are_sizes=True)
        pack.numbers("figure", [strings.add(part) for said in figures for one in said for part in one])
        self._reasons.pack_into(pack, len(self._keys), strings)
        sources = list(self._sources)
        pack.numbers("source", columns["source"], as_differences=True)
        names = [(name, words.date_phrase(day) if day else None) for name, day, _ in sources]
        pack.numbers("sources", [strings.add(part) for pair in names for part in pair])
        pack.texts("sourceUrl", [safe_link(url) or "" for _, _, url in sources])
        return pack.finish({"strings": strings.strings, "others": self._others, "scores": words.SCORE_WORDS})


class _ReasonTable:
    """Why the places of events were chosen: the best candidates and what speaks for each."""

    def __init__(self) -> None:
        self._chosen: list[tuple[int, tuple[Candidate, ...]]] = []
        # Cards share documents, and comparing identities is faster than comparing records.
        self._mentions: dict[int, dict[str, list[Mention]]] = {}

    def add(self, card: int, parsed: ParsedDocument, event: Event) -> None:
        """Add the reasons for an event's place; none where it was not chosen among candidates."""
        if event.location is None:
            return
        of_document = self._mentions.get(id(parsed))
        if of_document is None:
            of_document = self._mentions[id(parsed)] = _mentions_by_place(parsed)
        mentions = of_document.get(event.location.place_id)
        if not mentions:
            return
        nearest = mentions[0]
        if len(mentions) > 1:
            nearest = min(mentions, key=lambda mention: (_distance(mention, event), mention.start))
        self._chosen.append((card, nearest.candidates[:_MOST_CANDIDATES]))

    def pack_into(self, pack: Pack, count: int, strings: StringTable) -> None:
        """Add the reasons of so many cards: ``reasons`` says how many each has, best first.

        ``reasonName`` and ``reasonWhy`` are strings, ``reasonScore`` is in hundredths.
        """
        import numpy as np

        cards = [card for card, options in self._chosen for _ in options]
        options = [option for _, options in self._chosen for option in options]
        places = {id(option.place): option.place for option in options}
        names = {key: strings.add(_place_line(place)) for key, place in places.items()}
        whys = Memo[tuple[str, ...], int](lambda names: strings.add(words.reason_phrase(names)))
        scores = np.array([option.score for option in options], dtype=float)
        pack.numbers("reasons", np.bincount(np.array(cards, dtype=np.int64), minlength=count), are_sizes=True)
        pack.numbers("reasonName", [names[id(option.place)] for option in options])
        pack.numbers("reasonScore", np.rint(100 * scores).astype(np.int64))
        pack.numbers("reasonWhy", [whys[words.speaking_reasons(option.reasons)] for option in options])


def _place_line(place: Place) -> str:
    return ", ".join([part for part in (place.name, place.admin1, place.country_code) if part])


def _mentions_by_place(parsed: ParsedDocument) -> dict[str, list[Mention]]:
    """The mentions that were resolved to each place among candidates."""
    found: dict[str, list[Mention]] = {}
    for mention in parsed.mentions:
        if mention.place and mention.candidates:
            found.setdefault(mention.place.place_id, []).append(mention)
    return found


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
