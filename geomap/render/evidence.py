"""What stands behind the cards: the sentence with its marks, the source, figures, reasons, other reports.

All of it is text from outside and travels in the payload only, in a part that is read once the map stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from geomap.codes import Coded, Gatherer, first_uses
from geomap.models import Event, Figure, ParsedDocument, Report
from geomap.render import words
from geomap.render.cells import Columns, clean_texts
from geomap.render.encoding import StringTable
from geomap.render.marks import pack_marks
from geomap.render.packing import Pack
from geomap.render.reasons import pack_reasons
from geomap.render.told import UNTOLD, Quotes, Told

if TYPE_CHECKING:
    from numpy.typing import NDArray

Said = tuple[str, str]
"""A figure as words: the number with hedge and unit, and what it counts ("" where that is plain)."""

_PLAIN_LINK = re.compile(r"https?://[\w.-]+(?::\d+)?(?:[/?#][!-~]*)?", re.ASCII)
"""Addresses that need no closer look."""


_COLUMNS: Final = (
    *("quote", "length", "is_there", "start", "document", "event"),
    *("name", "day", "link", "count", "note"),
)

_AT_A_TIME: Final = 1024
"""So many quotes are looked at together: the next question finds them in the cache."""

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
        self._parts = {name: Gatherer() for name in _COLUMNS}
        self._others: dict[int, list[tuple[str, ...]]] = {}
        self._strings, self._quotes = StringTable(), StringTable()
        # Of whole columns, whether a card has them or not.
        self._names, self._links = StringTable(), StringTable()

    def add(self, rows: Columns, *, events: NDArray[Any], documents: NDArray[Any]) -> None:
        """Add the evidence of the next cards.

        Args:
            rows: For each card the cells of the row that named it first.
            events: The numbers of their events.
            documents: The numbers of the documents that these rows name.
        """
        import numpy as np

        reports, starts = rows.numbers("reports", unknown=1), rows.numbers("start", unknown=-1)
        documents = np.where(events == UNTOLD, documents, self._told.document[events])
        columns = {
            **self._quoted(rows.texts("quote"), documents, starts.astype(np.int64)),
            **self._sources(rows, documents),
            "document": documents,
            "event": events,
            "count": np.where(reports == 0, 1, reports).astype(np.int64),
            "note": rows.coded_texts("modality").numbers(self._notes),
        }
        for name, numbers in columns.items():
            self._parts[name].append(numbers)
        for row in np.flatnonzero(columns["is_there"] & self._told.says_more[events]).tolist():
            event, document = int(events[row]), int(documents[row])
            self._add_event(self._count + row, self._told.documents[document], self._told.events[event])
        self._count += rows.count

    def _quoted(
        self, quotes: Sequence[str | None], documents: NDArray[Any], starts: NDArray[Any]
    ) -> dict[str, NDArray[Any]]:
        """The quotes of the next cards, and whether they stand in their documents from these starts on."""
        numbers, lengths, are_there = Gatherer(), Gatherer(), Gatherer("?")
        for first in range(0, len(quotes), _AT_A_TIME):
            some = slice(first, first + _AT_A_TIME)
            said = [quote or "" for quote in quotes[some]]
            texts = map(self._told.texts.__getitem__, documents[some].tolist())
            numbers.extend(self._quotes.add_all(said), len(said))
            lengths.extend(map(len, said), len(said))
            are_there.extend(map(str.startswith, texts, said, starts[some].tolist()), len(said))
        length = lengths.column()
        is_there = are_there.column() & (length > 0) & (starts >= 0)
        return {"quote": numbers.column(), "length": length, "is_there": is_there, "start": starts}

    def _sources(self, rows: Columns, documents: NDArray[Any]) -> dict[str, NDArray[Any]]:
        """Who says what the next cards tell, and when: a row's own words before those of its document."""
        import numpy as np

        names, links = rows.found("source", self._find_names), rows.found("url", self._find_links)
        unnamed = np.flatnonzero((names == 0) & (documents != UNTOLD))
        own = Coded(self._told.documents, documents[unnamed])
        names[unnamed] = own.numbers(lambda found: self._names.add_all(map(_source_name, found)))
        days = self._told.published.pick(documents).numbers(self._days)
        return {"name": names, "day": days, "link": links}

    def _find_names(self, cells: Sequence[Any]) -> NDArray[Any]:
        import numpy as np

        return np.array(self._names.add_all(clean_texts(cells)), dtype=np.int64)

    def _find_links(self, cells: Sequence[Any]) -> NDArray[Any]:
        import numpy as np

        return np.array(self._links.add_all(map(safe_link, clean_texts(cells))), dtype=np.int64)

    def add_figures(self, number: int, figures: Iterable[Said]) -> None:
        """Add to a card's figures those it does not have."""
        known, apart = self.figures.setdefault(number, []), self._told_apart.get(number, ())
        known += [said for said in figures if said not in known and said not in apart]

    def _notes(self, modalities: Iterable[str | None]) -> list[int]:
        return self._strings.add_all(map(words.modality_note, modalities))

    def _days(self, days: Iterable[date | None]) -> list[int]:
        return self._strings.add_all([words.date_phrase(day) if day else None for day in days])

    def _add_event(self, number: int, parsed: ParsedDocument, event: Event) -> None:
        figures = [parsed.figures[index] for index in event.figures]
        said = [words.say_on_card(figure) for figure in figures]
        if len(figures) > 1:
            # Rows of any layer say the same figures plainly, before and after this.
            self._told_apart[number] = said
            self.figures[number] = [one for one in self.figures.get(number, ()) if one not in said]
            said = tell_apart(parsed.document.text, figures)
        self.add_figures(number, said)
        if event.merged:
            self._others[number] = [_other_report(report) for report in event.merged]

    def pack_texts(self, pack: Pack, keys: Sequence[str]) -> None:
        """Add quotes, names of cards and sources, which take longest to compress, to their part.

        ``quote`` and ``source`` are numbers of ``quotes`` and of ``sources`` (pairs: name and date) with
        ``sourceUrl``.
        """
        import numpy as np

        pack.texts("quotes", self._quotes.strings)
        pack.texts("ids", keys, are_names=True)
        name, day, link = (self._column(column) for column in ("name", "day", "link"))
        days, links = len(self._strings.strings), self._links.strings
        first, source = first_uses((name * days + day) * len(links) + link)
        names = Coded(self._names.strings, name[first]).numbers(self._strings.add_all)
        pack.texts("sourceUrl", list(map(links.__getitem__, link[first].tolist())), are_names=True)
        pack.numbers("sources", np.stack((names, day[first]), axis=1).ravel())
        pack.numbers("source", source, as_differences=True)
        pack.numbers("quote", self._column("quote"), as_differences=True)

    def pack_into(self, pack: Pack) -> None:
        """Add the rest of the evidence.

        ``figures`` says how many there are, and ``figure`` has two strings for each. Marks and reasons are
        as `pack_marks` and `pack_reasons` say.
        """
        import numpy as np

        strings, count = self._strings, self._count
        pack.numbers("count", self._column("count"))
        pack.numbers("note", self._column("note"))
        figures, sizes = sorted(self.figures.items()), np.zeros(count, dtype=np.int64)
        for number, said in figures:
            sizes[number] = len(said)
        pack.numbers("figures", sizes, are_sizes=True)
        pack.numbers("figure", strings.add_all(part for _, said in figures for one in said for part in one))
        quotes = self._placed_quotes()
        pack_marks(pack, quotes, self._told, count)
        pack_reasons(pack, quotes, self._told, count, strings)
        pack.add_head({"strings": strings.strings, "others": self._others, "scores": words.SCORE_WORDS})

    def _column(self, name: str) -> NDArray[Any]:
        return self._parts[name].column()

    def _placed_quotes(self) -> Quotes:
        """The quotes that stand in their documents where their rows say."""
        import numpy as np

        card = np.flatnonzero(self._column("is_there"))
        length, start, document, event = (
            self._column(name)[card] for name in ("length", "start", "document", "event")
        )
        return Quotes(card=card, document=document, event=event, start=start, end=start + length)


def tell_apart(text: str, figures: Sequence[Figure]) -> list[Said]:
    """Figures in words; those that count the same each with its place, or else the words at it."""
    said = [words.say_figure(figure) for figure in figures]
    alike: dict[str, dict[Said, Figure]] = {}
    for one, figure in zip(said, figures, strict=True):
        alike.setdefault(one[1], {}).setdefault(one, figure)
    notes: dict[Said, str] = {}
    for group in alike.values():
        places = [words.known_place(figure) for figure in group.values()]
        if all(places) and len(set(places)) == len(places):
            notes |= dict(zip(group, places, strict=True))
        else:
            befores = {one: _words_before(text, figure) for one, figure in group.items()}
            afters = {one: _words_after(figure) for one, figure in group.items()}
            notes |= afters if not _tells(befores) and _tells(afters) else befores
        if len(group) == 1:
            notes |= dict.fromkeys(group, "")
    unplaced = [words.unplaced_phrase(figure.unplaced) for figure in figures]
    return [
        (one[0], ", ".join(filter(None, (one[1], notes[one], beside))))
        for one, beside in zip(said, unplaced, strict=True)
    ]


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


def _source_name(parsed: ParsedDocument) -> str | None:
    """Who says what a document tells."""
    return parsed.document.source or parsed.document.title


def _other_report(report: Report) -> tuple[str, ...]:
    """Source, publication date, link, words, why they were merged, and figures of another report."""
    said = ", ".join(" ".join(filter(None, words.say_figure(figure))) for figure in report.figures)
    published = words.date_phrase(report.published) if report.published else None
    source = report.source or report.title
    parts = source, published, safe_link(report.url), report.quote, report.reason, said
    return tuple(part or "" for part in parts)
