"""What stands behind the cards: the sentence with its marks, the source, figures, reasons, other reports.

All of it is text from outside and travels in the payload only, in a part that is read once the map stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from geomap.models import Event, Figure, ParsedDocument, Report
from geomap.render import words
from geomap.render.cells import Columns
from geomap.render.codes import code
from geomap.render.encoding import StringTable
from geomap.render.marks import MarkTable, Quoted
from geomap.render.packing import Pack
from geomap.render.reasons import ReasonTable

if TYPE_CHECKING:
    from numpy.typing import NDArray

Said = tuple[str, str]
"""A figure as words: the number with hedge and unit, and what it counts ("" where that is plain)."""

Told = tuple[ParsedDocument, Event]
"""An event and the document that tells of it."""

_AT_A_TIME: Final = 512
"""So many quotes are looked at together: the next question finds their documents in the processor's cache."""

_Source = tuple[str | None, date | None, str | None]
"""Name, publication date and address."""

_PLAIN_LINK = re.compile(r"https?://[\w.-]+(?::\d+)?(?:[/?#][!-~]*)?", re.ASCII)
"""Addresses that need no closer look."""


_CLAUSE_END: Final = re.compile(r"[,;:(]\s|\band\s|\n")
_MOST_WORDS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The parsed documents behind the layers, by event and by document."""

    events: dict[str, Told]
    documents: dict[str, ParsedDocument]


def collect_evidence(documents: Sequence[ParsedDocument]) -> Evidence:
    """Index parsed documents; of two with one identifier the first counts."""
    by_id: dict[str, ParsedDocument] = {}
    for parsed in documents:
        by_id.setdefault(parsed.document.document_id, parsed)
    events: dict[str, Told] = {}
    for parsed in documents:
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


class EvidenceTable:
    """The evidence of all cards, in their order.

    ``figures`` are those of cards that have any; rows of the same event add theirs.
    """

    def __init__(self, evidence: Evidence) -> None:
        self.figures: dict[int, list[Said]] = {}
        self._told_apart: dict[int, list[Said]] = {}
        self._evidence = evidence
        self._keys: list[str] = []
        self._columns: dict[str, list[NDArray[Any]]] = {
            name: [] for name in ("quote", "source", "count", "note")
        }
        self._others: dict[int, list[tuple[str, ...]]] = {}
        self._strings = StringTable()
        self._quotes = StringTable()
        self._sources: dict[_Source, int] = {}
        self._quoted: list[Quoted] = []

    def add(self, keys: Sequence[str], rows: Columns, events: Sequence[Told | None]) -> None:
        """Add the evidence of the next cards.

        Args:
            keys: The names of the cards.
            rows: For each card the cells of the row that named it first.
            events: What the documents say of its event, if anything.
        """
        import numpy as np

        columns = self._columns
        reports = rows.numbers("reports", unknown=1)
        columns["quote"].append(np.array(self._quotes.add_all(rows.texts("quote")), dtype=np.int64))
        columns["count"].append(np.where(reports == 0, 1, reports).astype(np.int64))
        columns["note"].append(rows.coded_texts("modality").numbers(self._notes))
        columns["source"].append(np.array(self._add_told(rows, events), dtype=np.int64))
        self._keys += keys

    def _add_told(self, rows: Columns, events: Sequence[Told | None]) -> list[int]:
        """Add what documents say of the next cards; the numbers of the cards' sources."""
        documents, known, sources = self._evidence.documents, self._sources, []
        starts = rows.numbers("start", unknown=-1).astype(int).tolist()
        texts = (rows.texts(name) for name in ("document_id", "source", "url", "quote"))
        cards = zip(events, *texts, starts, strict=True)
        for number, (told, document_id, name, url, quote, start) in enumerate(cards, start=len(self._keys)):
            parsed, event = told or (documents.get(document_id or ""), None)
            source: _Source = name, None, url
            if parsed is not None:
                document = parsed.document
                source = name or document.source or document.title, document.published, url
                if quote and start >= 0 and document.text.startswith(quote, start):
                    self._quoted.append((number, parsed, event, start, start + len(quote)))
                    if event is not None and (event.figures or event.merged):
                        self._add_event(number, parsed, event)
            sources.append(known.setdefault(source, len(known)))
        return sources

    def add_figures(self, number: int, figures: Iterable[Said]) -> None:
        """Add to a card's figures those it does not have."""
        known = self.figures.setdefault(number, [])
        known += [
            said for said in figures if said not in known and said not in self._told_apart.get(number, ())
        ]

    def _notes(self, modalities: Iterable[str | None]) -> list[int]:
        return self._strings.add_all(map(words.modality_note, modalities))

    def _add_event(self, number: int, parsed: ParsedDocument, event: Event) -> None:
        figures = [parsed.figures[index] for index in event.figures]
        said = [words.say_figure(figure) for figure in figures]
        if len(figures) > 1:
            # Rows of any layer say the same figures plainly, before and after this.
            self._told_apart[number] = said
            self.figures[number] = [one for one in self.figures.get(number, ()) if one not in said]
            said = tell_apart(parsed.document.text, figures)
        self.add_figures(number, said)
        if event.merged:
            self._others[number] = [_other_report(report) for report in event.merged]

    def pack_into(self, pack: Pack) -> None:
        """Add the evidence to its part of the payload.

        ``quote`` and ``source`` are numbers of ``quotes`` and of ``sources`` (pairs: name and date) with
        ``sourceUrl``. ``figures`` says how many there are, and ``figure`` has two strings for each. Marks and
        reasons are as `MarkTable` and `ReasonTable` say.
        """
        import numpy as np

        strings, count = self._strings, len(self._keys)
        columns = {
            name: np.concatenate([np.zeros(0, dtype=np.int64), *parts])
            for name, parts in self._columns.items()
        }
        sources = list(self._sources)
        # What takes longest to compress comes first.
        pack.texts("quotes", self._quotes.strings)
        pack.texts("ids", self._keys, are_names=True)
        pack.texts("sourceUrl", [safe_link(url) or "" for _, _, url in sources], are_names=True)
        pack.numbers("quote", columns["quote"], as_differences=True)
        pack.numbers("count", columns["count"])
        pack.numbers("note", columns["note"])
        pack.numbers("source", columns["source"], as_differences=True)
        names = [(name, words.date_phrase(day) if day else None) for name, day, _ in sources]
        pack.numbers("sources", [strings.add(part) for pair in names for part in pair])
        figures = [self.figures.get(number, ()) for number in range(count)]
        pack.numbers("figures", list(map(len, figures)), are_sizes=True)
        pack.numbers("figure", [strings.add(part) for said in figures for one in said for part in one])
        marks, reasons = MarkTable(), ReasonTable(strings)
        quoted = _by_document(self._quoted)
        for first in range(0, len(quoted), _AT_A_TIME):
            marks.add(quoted[first : first + _AT_A_TIME])
            reasons.add(quoted[first : first + _AT_A_TIME])
        marks.pack_into(pack, count)
        reasons.pack_into(pack, count)
        pack.add_head({"strings": strings.strings, "others": self._others, "scores": words.SCORE_WORDS})


def tell_apart(text: str, figures: Sequence[Figure]) -> list[Said]:
    """Figures in words; those that count the same each with its place, or else the words that it follows."""
    said = [words.say_figure(figure) for figure in figures]
    alike: dict[str, dict[Said, Figure]] = {}
    for one, figure in zip(said, figures, strict=True):
        alike.setdefault(one[1], {}).setdefault(one, figure)
    notes: dict[Said, str] = {}
    for group in alike.values():
        places = [words.figure_place(figure) for figure in group.values()]
        if all(places) and len(set(places)) == len(places):
            notes |= dict(zip(group, places, strict=True))
        else:
            notes |= {one: _words_before(text, figure) for one, figure in group.items()}
        if len(group) == 1:
            notes |= dict.fromkeys(group, "")
    return [(one[0], ", ".join(filter(None, (one[1], notes[one])))) for one in said]


def _words_before(text: str, figure: Figure) -> str:
    """The end of what stands before a figure in its sentence, quoted; "" where it begins the sentence."""
    clause = _CLAUSE_END.split(text[figure.quote_start : figure.start])[-1].split()
    return f"“{' '.join(clause[-_MOST_WORDS:])} …”" if clause else ""


def _by_document(quoted: Sequence[Quoted]) -> list[Quoted]:
    """Quotes in the order of their documents."""
    # What is near in memory is looked at together: cards are in order of the layers.
    numbers = code([id(parsed) for _, parsed, _, _, _ in quoted]).codes
    return [quoted[index] for index in numbers.argsort(kind="stable").tolist()]


def _other_report(report: Report) -> tuple[str, ...]:
    """Source, publication date, link, words, why they were merged, and figures of another report."""
    said = ", ".join(" ".join(filter(None, words.say_figure(figure))) for figure in report.figures)
    published = words.date_phrase(report.published) if report.published else None
    source = report.source or report.title
    parts = source, published, safe_link(report.url), report.quote, report.reason, said
    return tuple(part or "" for part in parts)
