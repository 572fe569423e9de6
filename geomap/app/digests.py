"""Short names for content: equal content, equal name."""

import hashlib
from functools import lru_cache

from geomap.models import Document


def digest(*parts: str) -> str:
    """One name for several texts; their lengths go in, so that moving a border changes the name."""
    state = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass")
        state.update(len(content).to_bytes(8, "big") + content)
    return state.hexdigest()[:24]


@lru_cache(maxsize=1024)
def digest_document(document: Document) -> str:
    """A short name of a document's whole content, its metadata included."""
    return digest(
        document.document_id,
        document.text,
        repr((document.title, document.published, document.source, document.url)),
    )
