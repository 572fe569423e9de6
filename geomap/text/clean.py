"""Plain text from HTML and Markdown, read without entities from outside, scripts or network."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser

_SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "svg", "nav", "footer", "form", "iframe", "head"}
)
_BLOCKS = frozenset(
    """
    p div br li ul ol h1 h2 h3 h4 h5 h6 section article header main aside blockquote pre table tr td th
    figcaption dt dd hr
    """.split()
)


_CELLS = frozenset({"td", "th"})
_ROWS = frozenset({"tr", "table"})
_LONGEST_CELL = 80
_SOFT_BREAK = "\v"
"""A line break inside a cell."""


_DATE_NAMES = (
    "article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dc.date",
    "pubdate",
    "publishdate",
    "date",
)
_SOURCE_NAMES = ("og:site_name", "application-name", "dc.publisher", "publisher")
_URL_NAMES = ("og:url", "canonical")
_TITLE_NAMES = ("og:title",)
_MAX_SAID = 1000
_MAX_TAG = 65536


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """The visible text of an HTML page and what the page says about itself, as written; None if nothing."""

    text: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None


class _TextCollector(HTMLParser):
    """Collects visible text and what a page says about itself; unclosed elements are taken as they come."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.title_parts: list[str] = []
        self.said: dict[str, str] = {}
        self.linked_data: list[str] = []
        self._skipped: list[str] = []
        self._open: Counter[str] = Counter()
        self._is_in_title = False
        self._is_linked_data = False
        self._is_in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_in_title = self._is_in_title or (tag == "title" and not self._open["svg"])
        attributes = dict(attrs)
        self._is_linked_data = tag == "script" and attributes.get("type") == "application/ld+json"
        self._read_meta(tag, attributes)
        if tag in _SKIPPED:
            self._skipped.append(tag)
            self._open[tag] += 1
        elif tag in _BLOCKS:
            self._open_block(tag)

    def _open_block(self, tag: str) -> None:
        """Begin a cell, or a line; inside a cell one that counts only where the cell is long."""
        if tag in _CELLS:
            self.parts.append("\t")
            self._is_in_cell = True
        elif tag in _ROWS:
            self.parts.append("\n")
            self._is_in_cell = False
        else:
            self.parts.append(_SOFT_BREAK if self._is_in_cell else "\n")

    def handle_endtag(self, tag: str) -> None:
        self._is_linked_data = False
        if tag == "title":
            self._is_in_title = False
        if self._open[tag]:
            is_open = True
            while is_open:
                last = self._skipped.pop()
                self._open[last] -= 1
                is_open = last != tag
        elif tag in _BLOCKS and tag not in _CELLS:
            self._open_block(tag)

    def handle_data(self, data: str) -> None:
        if self._is_linked_data:
            self.linked_data.append(data)
        elif self._is_in_title:
            self.title_parts.append(data)
        elif not self._skipped:
            self.parts.append(data)

    def _read_meta(self, tag: str, attributes: dict[str, str | None]) -> None:
        """Keep what a page says first under each name: metadata, its canonical link, its first moment."""
        if tag == "meta":
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
            value = attributes.get("content")
        elif tag == "link":
            name, value = attributes.get("rel"), attributes.get("href")
        elif tag == "time":
            name, value = "time", attributes.get("datetime")
        else:
            return
        if name and value and value.strip():
            self.said.setdefault(name.lower(), value.strip()[:_MAX_SAID])

    def first_said(self, names: Iterable[str]) -> str | None:
        """What is said under the first of some names."""
        return next((self.said[name] for name in names if name in self.said), None)


def text_of_html(markup: str) -> PageText:
    """The visible text of an HTML page, its title, and its day, publisher and address if it names them."""
    collector = _TextCollector()
    collector.feed(_defuse(markup))
    collector.close()
    title = " ".join("".join(collector.title_parts).split()) or collector.first_said(_TITLE_NAMES)
    linked = _linked_data(collector.linked_data)
    return PageText(
        text=tidy("".join(collector.parts)),
        title=title,
        published=collector.first_said(_DATE_NAMES)
        or linked.get("datePublished")
        or collector.first_said(["time"]),
        source=collector.first_said(_SOURCE_NAMES) or linked.get("publisher"),
        url=collector.first_said(_URL_NAMES),
    )


def _defuse(markup: str) -> str:
    """The markup without comments and declarations, and with "<" as a sign where no tag can end.

    The parser looks for the end of each of these again and again, which takes hours for a page made
    of beginnings alone; here every sign is passed once.
    """
    kept: list[str] = []
    position, tag_end = 0, -1
    while (begin := markup.find("<", position)) >= 0:
        if begin > position:
            kept.append(markup[position:begin])
        if markup.startswith(("<!", "<?"), begin):
            end = _declaration_end(markup, begin, is_first=position == 0)
            if end < 0:
                return "".join(kept)
            position = end
            continue
        if tag_end < begin:
            tag_end = markup.find(">", begin)
        if tag_end < 0:
            return "".join((*kept, markup[begin:].replace("<", "&lt;")))
        kept.append("<" if tag_end - begin <= _MAX_TAG else "&lt;")
        position = begin + 1
    return "".join((*kept, markup[position:]))


def _declaration_end(markup: str, begin: int, *, is_first: bool) -> int:
    """Where a comment or declaration that begins here is over; -1 if never.

    Only what stands first in a page may declare entities, and they are passed over with it.
    """
    if markup.startswith("<!--", begin):
        end = markup.find("-->", begin + 4)
        return end + 3 if end >= 0 else -1
    end = markup.find(">", begin)
    if is_first and end >= 0 and "[" in markup[begin:end]:
        end = max(end, markup.find("]>", begin, begin + _MAX_TAG) + 1)
    return end + 1 if end >= 0 else -1


def _linked_data(scripts: Iterable[str]) -> dict[str, str]:
    """The first day and publisher in a page's linked data (JSON-LD); empty where it is none or broken."""
    found: dict[str, str] = {}
    for script in scripts:
        try:
            waiting = [json.loads(script)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            item = waiting.pop()
            if isinstance(item, list):
                waiting += reversed(item)
            elif isinstance(item, dict):
                waiting += [item["@graph"]] if "@graph" in item else []
                publisher = item.get("publisher")
                name = publisher.get("name") if isinstance(publisher, dict) else None
                for key, value in (("datePublished", item.get("datePublished")), ("publisher", name)):
                    if isinstance(value, str) and value.strip():
                        found.setdefault(key, value.strip()[:_MAX_SAID])
    return found


def text_of_markdown(source: str) -> str:
    """Markdown without its marks: headings, emphasis, link targets, images, code fences, quotes."""
    text = re.sub(r"\A---\n.*?\n---\n", "", source, flags=re.DOTALL)
    text = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"!\[[^\]\n]*\]\([^)\n]*\)", "", text)
    text = re.sub(r"\[([^\]\n]+)\]\([^)\n]*\)", r"\1", text)
    text = re.sub(r"^[ \t]*(?:#{1,6}|>|[-*+])[ \t]+", "", text, flags=re.MULTILINE)
    text = re.sub(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    return tidy(text)


def tidy(text: str) -> str:
    """One kind of line end, no runs of spaces, at most one empty line between paragraphs.

    Short cells of a table stay in one line, parted by tabs; longer ones are paragraphs.
    """
    lines = [_tidy_line(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _tidy_line(line: str) -> str:
    if "\t" not in line:
        return "\n".join(" ".join(part.split()) for part in line.split(_SOFT_BREAK))
    cells = [" ".join(cell.split()) for cell in line.split("\t")]
    if sum(map(bool, cells)) > 1 and max(map(len, cells)) <= _LONGEST_CELL:
        return "\t".join(cells if cells[0] else cells[1:])
    parts = (" ".join(part.split()) for part in re.split(f"[\t{_SOFT_BREAK}]", line))
    return "\n\n".join(part for part in parts if part)
