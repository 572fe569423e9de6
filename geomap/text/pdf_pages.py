"""The program that takes text out of a PDF, run in a process of its own.

A PDF is a program of sorts: a hostile one can make any reader of it loop or fill the memory. So it is
read by a process that may use so much time and memory and no more, and that is gone afterwards.
"""

from __future__ import annotations

import json
import logging
import sys
from io import BytesIO
from typing import Any

_MEMORY_BYTES = 1536 * 1024 * 1024


def extract_pages(content: bytes, *, most_pages: int, most_characters: int) -> dict[str, Any]:
    """The text of each page with title, author and moment of making; or ``error`` that says why not."""
    from pypdf.errors import DependencyError, PyPdfError

    # What pypdf raises over damage is not limited to its own classes.
    damage = (PyPdfError, RecursionError, ValueError, TypeError, LookupError, AttributeError, OSError)
    try:
        return _extract(content, most_pages, most_characters)
    except DependencyError:
        return {"error": "encrypted"}
    except MemoryError:
        return {"error": "memory"}
    except (*damage, ArithmeticError, AssertionError, RuntimeError, StopIteration):
        return {"error": "damaged"}


def _extract(content: bytes, most_pages: int, most_characters: int) -> dict[str, Any]:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return {"error": "encrypted"}
    if len(reader.pages) > most_pages:
        return {"error": "pages"}
    pages: list[str] = []
    size = 0
    for page in reader.pages:
        pages.append(page.extract_text())
        size += len(pages[-1])
        if size > most_characters:
            return {"error": "characters"}
    return {"pages": pages, **_about(reader)}


def main() -> None:
    """Read a PDF from standard input and write what it says as JSON to standard output."""
    most_pages, most_characters, seconds = map(int, sys.argv[1:4])
    _bound(seconds)
    logging.disable(logging.CRITICAL)
    found = extract_pages(sys.stdin.buffer.read(), most_pages=most_pages, most_characters=most_characters)
    sys.stdout.write(json.dumps(found))


def _about(reader: Any) -> dict[str, str | None]:
    about = reader.metadata or {}
    names = {"title": "/Title", "author": "/Author", "created": "/CreationDate"}
    found = {key: about.get(name) for key, name in names.items()}
    return {key: str(value)[:1000] if value else None for key, value in found.items()}


def _bound(seconds: int) -> None:
    """Let this process use so much processor time and memory, where the system can hold it to that."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))


if __name__ == "__main__":
    main()
