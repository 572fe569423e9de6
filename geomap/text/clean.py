"""Plain text from HTML and Markdown, read without entities from outside, scripts or network."""

import re
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


class _TextCollector(HTMLParser):
    """Collects visible text and the title; void and unclosed elements are taken as they come."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.title_parts: list[str] = []
        self.published: str | None = None
        self._skipped: list[str] = []
        self._is_in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_in_title = self._is_in_title or tag == "title"
        if tag == "meta":
            self._read_meta(dict(attrs))
        if tag in _SKIPPED:
            self._skipped.append(tag)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._is_in_title = False
        if tag in self._skipped:
            while self._skipped.pop() != tag:
                pass
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self._is_in_title:
            self.title_parts.append(data)
        elif not self._skipped:
            self.parts.append(data)

    def _read_meta(self, attributes: dict[str, str | None]) -> None:
        name = attributes.get("property") or attributes.get("name") or ""
        if name.lower() in {"article:published_time", "date", "dc.date", "pubdate"} and not self.published:
            self.published = attributes.get("content")


def text_of_html(markup: str) -> tuple[str, str | None, str | None]:
    """The visible text of an HTML page, its title and its publication date as written, if any."""
    collector = _TextCollector()
    collector.feed(markup)
    collector.close()
    title = " ".join("".join(collector.title_parts).split()) or None
    return tidy("".join(collector.parts)), title, collector.published


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
    """One kind of line end, no runs of spaces, at most one empty line between paragraphs."""
    lines = [" ".join(line.split()) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
