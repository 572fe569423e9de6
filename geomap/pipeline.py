"""The stages in order: recognition, resolution, event coding.

Any stage can be replaced by an object that keeps the protocol in `geomap.models`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from geomap.constants import Worldview
from geomap.errors import InvalidOptionError
from geomap.models import (
    Atlas,
    Document,
    Event,
    Figure,
    FoundSpan,
    Mention,
    ParsedDocument,
    Recognizer,
    Resolver,
    check_spans,
)


class Coder(Protocol):
    """Finds the events and figures of one document."""

    def code(
        self, document: Document, mentions: Sequence[Mention], atlas: Atlas
    ) -> tuple[tuple[Event, ...], tuple[Figure, ...]]:
        """Events and figures in order of the text."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """Turns documents into places, events and figures."""

    atlas: Atlas
    recognizer: Recognizer
    resolver: Resolver
    coder: Coder
    min_score: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.min_score <= 1:
            raise InvalidOptionError("minimum score", self.min_score, "a number from 0 to 1")

    @classmethod
    def default(cls, *, worldview: Worldview = Worldview.ISO, min_score: float = 0.0) -> Pipeline:
        """The pipeline every install carries: offline, rules and ranking over the shipped gazetteer.

        Args:
            worldview: Whose view of borders places follow.
            min_score: Mentions and events below this score are left out, 0 to 1.
        """
        from geomap.events.extract import EventCoder
        from geomap.gazetteer.store import open_gazetteer
        from geomap.places.demonyms import load_demonyms
        from geomap.places.recognize import RuleRecognizer
        from geomap.places.resolve import RankingResolver
        from geomap.reader.classes import GazetteerClasses
        from geomap.reader.model import Reader
        from geomap.reader.reading import DocumentReader

        gazetteer = open_gazetteer(worldview)
        reader = DocumentReader(Reader(GazetteerClasses(gazetteer, load_demonyms())))
        return cls(
            atlas=gazetteer,
            recognizer=RuleRecognizer(gazetteer),
            resolver=RankingResolver(gazetteer),
            coder=EventCoder(reader),
            min_score=min_score,
        )

    def parse(self, document: Document) -> ParsedDocument:
        """Find everything in one document."""
        return self._code(document, self.recognizer.find_mentions(document))

    def pipe(self, documents: Iterable[Document]) -> Iterator[ParsedDocument]:
        """Parse a stream of documents one at a time, in constant memory."""
        for document in documents:
            yield self.parse(document)

    def resolve(self, document: Document, spans: Sequence[FoundSpan]) -> tuple[Mention, ...]:
        """Choose the place of each given span, in the given order.

        Raises:
            InvalidSpanError: If a span does not lie inside the text.
        """
        check_spans(spans, document.text)
        order = sorted(range(len(spans)), key=lambda index: (spans[index].start, spans[index].end))
        mentions = self.resolver.resolve(document, [spans[index] for index in order])
        by_index = dict(zip(order, mentions, strict=True))
        return tuple(by_index[index] for index in range(len(spans)))

    def _code(self, document: Document, spans: Sequence[FoundSpan]) -> ParsedDocument:
        mentions = self.resolver.resolve(document, spans)
        events, figures = self.coder.code(document, mentions, self.atlas)
        return ParsedDocument(
            document=document,
            mentions=tuple(mention for mention in mentions if mention.score >= self.min_score),
            events=tuple(event for event in events if event.score >= self.min_score),
            figures=figures,
        )
