"""geomap reads news of conflict and diplomacy and puts it on a map, with the sentence that says so.

    >>> import geomap
    >>> parsed = geomap.parse("Russian President Vladimir Putin visited Harbin, China.")
    >>> [mention.place.name for mention in parsed.mentions if mention.place]
    ['Russia', 'Harbin', 'China']

The functions here are the short way; `geomap.pipeline.Pipeline` has every part replaceable.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import folium

    from geomap.models import Document, ParsedDocument

__version__ = "0.1.0"
__all__ = ["parse", "read", "to_folium"]


def read(*inputs: str | Path, published: date | None = None) -> tuple[Document, ...]:
    """Read files and folders of news text. Tables without texts in a folder are passed over.

    Args:
        inputs: Paths of files or folders.
        published: Publication date of documents that carry none.

    Raises:
        UnreadableDocumentError: For the first input that cannot be read; to go on past it, use
            `geomap.text.read.read_documents`.
    """
    from geomap.errors import SkippedFileError, UnreadableDocumentError
    from geomap.text.read import read_documents

    documents, skipped = [], []
    for item in read_documents(inputs, published=published):
        if isinstance(item, SkippedFileError):
            skipped.append(item)
        elif isinstance(item, UnreadableDocumentError):
            raise item
        else:
            documents.append(item)
    if skipped and not documents:
        raise skipped[0]
    return tuple(documents)


def parse(text: str | Document, *, published: date | None = None) -> ParsedDocument:
    """Find the places, events and figures of one text with the default pipeline.

    Args:
        text: A news text, or a document made by `read`.
        published: Publication date, if `text` is a string; relative dates count from it. Without it, the
            day that the text states in full ("Published: 16 May 2024").

    Raises:
        UnreadableDocumentError: If a string is blank or not text.
    """
    from geomap.pipeline import Pipeline
    from geomap.text.datelines import dated
    from geomap.text.read import document_from_text

    document = dated(document_from_text(text, published=published)) if isinstance(text, str) else text
    return Pipeline.default().parse(document)


def to_folium(parsed: ParsedDocument | Sequence[ParsedDocument]) -> folium.Map:
    """A `folium.Map` of all layers, to which folium layers of your own can be added.

    Args:
        parsed: One parsed document or several.
    """
    from geomap.gazetteer.store import open_gazetteer
    from geomap.models import ParsedDocument
    from geomap.render.folium_map import folium_map
    from layers import build_layers

    documents = (parsed,) if isinstance(parsed, ParsedDocument) else tuple(parsed)
    return folium_map(build_layers(documents, atlas=open_gazetteer()), documents=documents)
