"""What a document is called where people read it."""

from __future__ import annotations

import re
from typing import Final

from geomap.models import Document

_OF_ITS_WORDS: Final = re.compile(r"text-[0-9a-f]{12}(~\d+)?")
"""Identifiers that reading makes where there is none: they tell nobody anything."""

_LENGTH: Final = 70


def document_name(document: Document) -> str:
    """Its title, the name of its file, or how it begins where it has neither."""
    if document.title:
        return document.title
    if not _OF_ITS_WORDS.fullmatch(document.document_id):
        return document.document_id
    beginning = " ".join(document.text[: 4 * _LENGTH].split())
    if len(beginning) <= _LENGTH:
        return beginning
    return beginning[:_LENGTH].rpartition(" ")[0].rstrip(" ,;:–-") + "…"
