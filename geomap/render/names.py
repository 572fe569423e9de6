"""What documents, and the countries and bodies behind sides, are called where people read it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from geomap.models import Document
from geomap.resources import read_rows

_OF_ITS_WORDS: Final = re.compile(r"text-[0-9a-f]{12}(~\d+)?")
"""Identifiers that reading makes where there is none: they tell nobody anything."""

_MERE_NUMBER: Final = re.compile(r"\d+(~\d+)?")
"""Identifiers such as those of rows of a table, which tell one from the other and no more."""

_LENGTH: Final = 70


def document_name(document: Document) -> str:
    """Its title, the name of its file, or how it begins where it has neither; a mere number goes before."""
    if document.title:
        return document.title
    if _OF_ITS_WORDS.fullmatch(document.document_id):
        return _beginning(document.text)
    if _MERE_NUMBER.fullmatch(document.document_id):
        return f"{document.document_id}: {_beginning(document.text)}"
    return document.document_id


def _beginning(text: str) -> str:
    words = " ".join(text[: 4 * _LENGTH].split())
    if len(words) <= _LENGTH:
        return words
    return words[:_LENGTH].rpartition(" ")[0].rstrip(" ,;:–-") + "…"


@lru_cache(maxsize=1)
def side_names() -> Mapping[str, str]:
    """The names of the countries and international bodies for which sides stand, by `Actor.country_iso3`."""
    return {row["code"]: row["name"] for row in read_rows("lexicon/sides.csv", ("code", "name"))}
