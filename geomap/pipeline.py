"""The stages in order: recognition, resolution, event coding.

Any stage can be replaced by an object that keeps the protocol in `geomap.models`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

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

if TYPE_CHECKING:
    from geomap.reader.reading import DocumentReader

_AHEAD: Final = 16
"""Documents of a stream that are read together, while those before them are worked on."""

_Item = TypeVar("_Item")


class Coder(Protocol):
    """Finds the events and figures of one document."""

    def code(
        self, document: Document, mentions: Sequence[Mention], atlas: Atlas
    ) -> tuple[tuple[Event, ...], tuple[Figure, ...]]:
        """Events and figures in order of the text."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """Turns documents into places, events and figures.

    ``reader`` is the one that the stages share, if they do: a stream then reads ahead with it.
    """

    atlas: Atlas
    recognizer: Recognizer
    resolver: Resolver
    coder: Coder
    reader: DocumentReader | None = None
    min_score: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.min_score <= 1:
            raise InvalidOptionError("minimum score", self.min_score, "a number from 0 to 1")

    @classmethod
    def default(
        cls,
        *,
        worldview: Worldview = Worldview.ISO,
        min_score: float = 0.0,
        merges_repeats: bool = True,
    ) -> Pipeline:
        """The pipeline every install carries: offline, rules and ranking over the shipped gazetteer.

        Args:
            worldview: Whose view of borders places follow.
            min_score: Mentions and events below this score are left out, 0 to 1.
            merges_repeats: Whether an event that a later sentence of the same document tells again is
                merged into the first; for several documents see `geomap.events.merging.merge.merge_reports`.
        """
        from geomap.events.extract import EventCoder
        from geomap.gazetteer.store import open_gazetteer
        from geomap.places.recognize import EvidenceRecognizer, open_reader
        from geomap.places.resolve import RankingResolver

        gazetteer = open_gazetteer(worldview)
        reader = open_reader(gazetteer)
        return cls(
            atlas=gazetteer,
            reader=reader,
            recognizer=EvidenceRecognizer(gazetteer, reader),
            resolver=RankingResolver(gazetteer, reader=reader),
            coder=EventCoder(reader, merges_repeats=merges_repeats),
            min_score=min_score,
        )

    def parse(self, document: Document) -> ParsedDocument:
        """Find everything in one document."""
        return self._code(document, self.recognizer.find_mentions(document))

    def pipe(self, documents: Iterable[Document]) -> Iterator[ParsedDocument]:
        """Parse a stream of documents in order and in constant memory, on all cores.

        The results are those of `parse`, whatever else is in the stream.
        """
        for document in self.ahead(documents):
            yield self.parse(document)

    def ahead(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """Pass a stream on as it is, while the reader already reads the documents that come next.

        Items that are no documents, such as errors, pass as they are.
        """
        stream = iter(items)
        with ThreadPoolExecutor(max_workers=1) as threads:
            group = list(islice(stream, 1))
            while group:
                # Twice as many each time: the first ones are not kept waiting for many others.
                following = list(islice(stream, min(2 * len(group), _AHEAD)))
                reading = threads.submit(self._read_ahead, following)
                yield from group
                # What cannot be read fails again when it is its turn, and then as that document.
                wait([reading])
                group = following

    def _read_ahead(self, items: Sequence[object]) -> None:
        if self.reader is not None:
            self.reader.read_ahead(item for item in items if isinstance(item, Document))

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
