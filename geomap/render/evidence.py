"""What stands behind the cards: the sentence with its marks, the source, figures, reasons, other reports.

All of it is text from outside and travels in the payload only, in a part that is read once the map stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from geomap.codes import Coded, Numbers, combine
from geomap.models import Event, Figure, ParsedDocument, Report
from geomap.render import words
from geomap.render.cells import Columns
from geomap.render.encoding import StringTable
from geomap.render.marks import pack_marks
from geomap.render.packing import Pack
from geomap.render.reasons import pack_reasons
from geomap.render.told import UNTOLD, Quotes, Told, join_quotes

if TYPE_CHECKING:
    from numpy.typing import NDArray

Said = tuple[str, str]
"""A figure as words: the number with hedge and unit, and what it counts ("" where that is plain)."""

_Source = tuple[str | None, date | None, str | None]
"""Name, publication date and address."""

_PLAIN_LINK = re.compile(r"https?://[\w.-]+(?::\d+)?(?:[/?#][!-~]*)?", re.ASCII)
"""Addresses that need no closer look."""


_CLAUSE_END: Final = re.compile(r"[,;:(]\s|\band\s|\n")
_MOST_WORDS: Final = 6


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

    def __init__(self, told: Told) -> None:
        self.figures: dict[int, list[Said]] = {}
        self._told_apart: dict[int, list[Said]] = {}
        self._told = told
        self._count = 0
        self._columns: dict[str, list[NDArray[Any]]] = {
            name: [] for name in ("quote", "source", "count", "note")
        }
        self._others: dict[int, list[tuple[str, ...]]] = {}
        self._strings = StringTable()
        self._quotes = StringTable()
        self._sources = Numbers()
        self._quoted: list[Quotes] = []

    def add(self, rows: Columns, *, events: NDArray[Any], documents: NDArray[Any]) -> None:
        """Add the evidence of the next cards.

        Args:
            rows: For each card the cells of the row that named it first.
            events: The numbers of their events.
            documents: The numbers of the documents that these rows name.
        """
        import numpy as np

        columns = self._columns
        reports = rows.numbers("reports", unknown=1)
        quotes = rows.texts("quote")
        documents = np.where(events == UNTOLD, documents, self._told.document[events])
        columns["quote"].append(np.array(self._quotes.add_all(quotes), dtype=np.int64))
        columns["count"].append(np.where(reports == 0, 1, reports).astype(np.int64))
        columns["note"].append(rows.coded_texts("modality").numbers(self._notes))
        columns["source"].append(self._add_sources(rows, documents))
        self._add_quotes(quotes, rows.numbers("start", unknown=-1).astype(np.int64), documents, events)
        self._count += rows.count

    def _add_sources(self, rows: Columns, documents: NDArray[Any]) -> NDArray[Any]:
        """The numbers of the sources of the next cards."""
        import numpy as np

        known = self._told.documents
        parsed = Coded((*known, None), np.where(documents == UNTOLD, len(known), documents))
        sources = combine(parsed, rows.coded_texts("source"), rows.coded_texts("url"))
        return sources.numbers(lambda found: [self._sources[_source(*one)] for one in found])

    def _add_quotes(
        self,
        quotes: Sequence[str | None],
        starts: NDArray[Any],
        documents: NDArray[Any],
        events: NDArray[Any],
    ) -> None:
        """Add where the quotes of the next cards stand in their documents, and what else is told there."""
        import numpy as np

        said, count = [quote or "" for quote in quotes], len(quotes)
        texts = map(self._told.texts.__getitem__, documents.tolist())
        lengths = np.fromiter(map(len, said), dtype=np.int64, count=count)
        is_there = np.fromiter(map(str.startswith, texts, said, starts.tolist()), dtype=bool, count=count)
        is_there &= (lengths > 0) & (starts >= 0)
        ends = starts + lengths
        numbers = self._count + np.arange(len(starts))
        found = Quotes(card=numbers, document=documents, event=events, start=starts, end=ends)
        self._quoted.append(found.pick(is_there))
        for row in np.flatnonzero(is_there & self._told.says_more[events]).tolist():
            parsed, event = self._told.documents[documents[row]], self._told.events[events[row]]
            self._add_event(int(numbers[row]), parsed, event)

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

    def pack_texts(self, pack: Pack, keys: Sequence[str]) -> None:
        """Add quotes, names of cards and links, which take longest to compress, to their part."""
        pack.texts("quotes", self._quotes.strings)
        pack.texts("ids", keys, are_names=True)
        pack.texts("sourceUrl", [safe_link(url) or "" for _, _, url in self._sources], are_names=True)

    def pack_into(self, pack: Pack) -> None:
        """Add the rest of the evidence.

        ``quote`` and ``source`` are numbers of ``quotes`` and of ``sources`` (pairs: name and date) with
        ``sourceUrl``. ``figures`` says how many there are, and ``figure`` has two strings for each. Marks and
        reasons are as `pack_marks` and `pack_reasons` say.
        """
        import numpy as np

        strings, count = self._strings, self._count
        columns = {
            name: np.concatenate([np.zeros(0, dtype=np.int64), *parts])
            for name, parts in self._columns.items()
        }
        pack.numbers("quote", columns["quote"], as_differences=True)
        pack.numbers("count", columns["count"])
        pack.numbers("note", columns["note"])
        pack.numbers("source", columns["source"], as_differences=True)
        names = [(name, words.date_phrase(day) if day else None) for name, day, _ in self._sources]
        pack.numbers("sources", strings.add_all(part for pair in names for part in pair))
        figures, sizes = sorted(self.figures.items()), np.zeros(count, dtype=np.int64)
        for number, said in figures:
            sizes[number] = len(said)
        pack.numbers("figures", sizes, are_sizes=True)
        pack.numbers("figure", strings.add_all(part for _, said in figures for one in said for part in one))
        quotes = join_quotes(self._quoted)
        pack_marks(pack, quotes, self._told, count)
        pack_reasons(pack, quotes, self._told, count, strings)
        pack.add_head({"strings": strings.strings, "others": self._others, "scores": words.SCORE_WORDS})


def tell_apart(text: str, figures: Sequence[Figure]) -> list[Said]:
    """Figures in words; those that count the same each with its place, or else the words at it."""
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
            befores = {one: _words_before(text, figure) for one, figure in group.items()}
            afters = {one: _words_after(figure) for one, figure in group.items()}
            notes |= afters if not _tells(befores) and _tells(afters) else befores
        if len(group) == 1:
            notes |= dict.fromkeys(group, "")
    return [(one[0], ", ".join(filter(None, (one[1], notes[one])))) for one in said]


def _words_before(text: str, figure: Figure) -> str:
    """The end of what stands before a figure in its sentence, quoted; "" where it begins the sentence."""
    clause = _CLAUSE_END.split(text[figure.quote_start : figure.start])[-1].split()
    return f"“{' '.join(clause[-_MOST_WORDS:])} …”" if clause else ""


def _tells(notes: Mapping[Said, str]) -> bool:
    return all(notes.values()) and len(set(notes.values())) == len(notes)


def _words_after(figure: Figure) -> str:
    """The beginning of what stands behind a figure in its sentence, quoted; "" where it ends a clause."""
    rest = figure.quote[figure.end - figure.quote_start :]
    clause = _CLAUSE_END.split(rest.rstrip(" .!?"), maxsplit=1)[0].split()
    return f"“… {' '.join(clause[:_MOST_WORDS])}”" if clause else ""


def _source(parsed: ParsedDocument | None, name: str | None, url: str | None) -> _Source:
    """Who says it, when and where: a row's own words before those of its document."""
    if parsed is None:
        return name, None, url
    return name or parsed.document.source or parsed.document.title, parsed.document.published, url


def _other_report(report: Report) -> tuple[str, ...]:
    """Source, publication date, link, words, why they were merged, and figures of another report."""
    said = ", ".join(" ".join(filter(None, words.say_figure(figure))) for figure in report.figures)
    published = words.date_phrase(report.published) if report.published else None
    source = report.source or report.title
    parts = source, published, safe_link(report.url), report.quote, report.reason, said
    return tuple(part or "" for part in parts)
