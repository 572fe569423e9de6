"""News feeds (RSS and Atom): each item with its words, date, source and link; nothing is fetched."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate

from geomap.errors import TextlessTableError, UnreadableDocumentError
from geomap.text.clean import text_of_html

_ITEMS: Final = frozenset({"item", "entry"})
_FEEDS: Final = frozenset({"channel", "feed"})
_BODIES: Final = ("encoded", "content", "description", "summary")
"""Where an item has its words, the fullest first."""

_BLOCKS: Final = frozenset({"p", "div", "li", "br"})
"""Elements inside a body after which a line ends."""

_DATES: Final = ("pubDate", "published", "date", "updated")
_EXPECTED: Final = "Expected an RSS or Atom feed whose items have titles."


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One item as the feed has it: plain words, and what it says of itself as written, or None."""

    title: str | None
    text: str
    published: str | None
    source: str | None
    url: str | None


def read_feed(content: bytes, name: str) -> Iterator[FeedItem]:
    """Read the items of a feed, in order; those without words are left out.

    Raises:
        TextlessTableError: If it is well-formed, but no feed with items.
        UnreadableDocumentError: If it is not well-formed, or declares entities of its own.
    """
    collector = _Collector(name)
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.add
    # Entities could name files or grow without bound; feeds need none.
    parser.EntityDeclHandler = collector.refuse_entity
    try:
        parser.Parse(content, True)
    except (ExpatError, ValueError) as error:
        if isinstance(error, UnreadableDocumentError):
            raise
        raise UnreadableDocumentError(name, f"it is not well formed ({error})", _EXPECTED) from error
    if not collector.items:
        raise TextlessTableError(name, "it is no feed with items", _EXPECTED)
    for fields in collector.items:
        item = _item(fields, collector.feed_title)
        if item.text:
            yield item


class _Collector:
    """Collects the fields of each item; the first of a name counts, unless it is empty."""

    def __init__(self, name: str) -> None:
        self.items: list[dict[str, str]] = []
        self.feed_title: str | None = None
        self._name = name
        self._path: list[str] = []
        self._words: list[str] = []
        self._fields: dict[str, str] | None = None
        self._depth = 0

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = element.rpartition(" ")[2]
        self._path.append(name)
        if self._fields is None and name in _ITEMS:
            self._fields, self._depth = {}, len(self._path)
        elif len(self._path) == self._depth + 1 or self._fields is None:
            self._words.clear()
        if self._fields is not None and name == "link" and attributes.get("rel", "alternate") == "alternate":
            self._fields.setdefault("href", attributes.get("href", ""))

    def end(self, element: str) -> None:
        """An element ends."""
        name = element.rpartition(" ")[2]
        words = "".join(self._words).strip()
        if self._fields is None:
            if name == "title" and self._path[-2:-1] and self._path[-2] in _FEEDS:
                self.feed_title = self.feed_title or words or None
        elif len(self._path) == self._depth:
            self.items.append(self._fields)
            self._fields, self._depth = None, 0
        elif len(self._path) == self._depth + 1 and words:
            self._fields.setdefault(name, words)
        elif name in _BLOCKS:
            self._words.append("\n")
        self._path.pop()

    def add(self, words: str) -> None:
        """Words of an element, those of elements inside it included."""
        self._words.append(words)

    def refuse_entity(self, *_: object) -> None:
        """A feed that declares an entity is not read."""
        raise UnreadableDocumentError(self._name, "it declares entities of its own", _EXPECTED)


def _item(fields: dict[str, str], feed_title: str | None) -> FeedItem:
    title = _plain(fields.get("title", "")) or None
    bodies = (_plain(fields[name]) for name in _BODIES if name in fields)
    body = max(bodies, key=len, default="")
    is_said = title is not None and body.startswith(title)
    text = body if is_said or not title else f"{title}\n\n{body}".strip()
    published = next((fields[name] for name in _DATES if name in fields), None)
    url = fields.get("link") or fields.get("href") or None
    return FeedItem(
        title=title, text=text, published=published, source=fields.get("source") or feed_title, url=url
    )


def _plain(markup: str) -> str:
    """Words without markup; a lone "<" or "&" stays."""
    return text_of_html(markup).text.strip() if "<" in markup or "&" in markup else markup.strip()
