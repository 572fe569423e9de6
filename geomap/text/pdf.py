"""Text from a PDF, read by a process that is bounded in time and memory."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geomap.errors import UnreadableDocumentError
from geomap.text.limits import Limits
from geomap.text.reflow import text_of_pages

_TOOL_TITLE = re.compile(
    r"(?:microsoft word|untitled|document\d*$|.*\.(?:docx?|odt|indd|pdf|rtf|html?|qxd)$|.*[\\/])",
    re.IGNORECASE,
)
_SEARCH_PATH = str(Path(__file__).resolve().parents[2])
_DAMAGED = ("it is damaged or no PDF", "Open it in a reader of PDFs and save it anew.")
_REASONS = {
    "damaged": _DAMAGED,
    "encrypted": ("it is protected with a password", "Save it without one."),
    "memory": ("reading it takes too much memory", "Save its text as .txt and try again."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfText:
    """The running text of a PDF, and what the file says about itself; ``created`` is no publication date."""

    text: str
    title: str | None
    created: date | None


def read_pdf(content: bytes, name: str, limits: Limits) -> PdfText:
    """Take the text out of a PDF.

    Args:
        content: The file.
        name: What it is called in errors.
        limits: Its pages, seconds and characters hold.

    Raises:
        UnreadableDocumentError: If it is damaged, encrypted, over a limit, or holds pictures only.
    """
    if b"%PDF-" not in content[:1024]:
        raise UnreadableDocumentError(name, *_DAMAGED)
    found = _run(content, name, limits)
    error = found.get("error")
    if error == "pages":
        raise UnreadableDocumentError(
            name, f"it has more than {limits.pages} pages", "Split it, or save the pages you need."
        )
    if error == "characters":
        raise UnreadableDocumentError(
            name, f"it is longer than {limits.characters:,} characters", "Split it into articles."
        )
    if error is not None:
        raise UnreadableDocumentError(name, *_REASONS.get(str(error), _DAMAGED))
    pages = found.get("pages")
    text = text_of_pages([_clean(str(page)) for page in pages]) if isinstance(pages, list) else ""
    if not text.strip():
        raise UnreadableDocumentError(
            name, "its pages are pictures without text", "Have the text recognized (OCR) first."
        )
    return PdfText(text=text, title=_title(found.get("title")), created=_day(found.get("created")))


def _run(content: bytes, name: str, limits: Limits) -> dict[str, object]:
    """What the reading process answers; its own death is an answer too."""
    paths = (_SEARCH_PATH, os.environ.get("PYTHONPATH"))
    command = [sys.executable, "-P", "-m", "geomap.text.pdf_pages"]
    bounds = (limits.pages, limits.characters, limits.pdf_seconds)
    try:
        result = subprocess.run(
            [*command, *map(str, bounds)],
            input=content,
            capture_output=True,
            timeout=limits.pdf_seconds + 5,
            check=False,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))},
        )
    except subprocess.TimeoutExpired as error:
        raise _too_slow(name, limits) from error
    if result.returncode < 0:
        raise _too_slow(name, limits)
    try:
        found = json.loads(result.stdout)
    except ValueError:
        return {"error": "memory"}
    return found if isinstance(found, dict) else {"error": "damaged"}


def _too_slow(name: str, limits: Limits) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        name,
        f"reading it takes more than {limits.pdf_seconds} seconds",
        "Save its text as .txt and try again.",
    )


def _clean(page: str) -> str:
    """The page without signs that no text holds."""
    readable = page.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(sign for sign in readable if sign.isprintable() or sign in "\n\t\u00ad")


def _title(given: object) -> str | None:
    """The title a person gave the file; not what a program filled in."""
    title = " ".join(_clean(str(given)).split()) if given else ""
    return None if not title or _TOOL_TITLE.match(title) else title[:300]


def _day(given: object) -> date | None:
    match = re.match(r"D:(\d{4})(\d{2})(\d{2})", str(given or ""))
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
