"""A workspace in one file: documents, corrections, settings and, for other programs, the results.

The file is a zip archive of JSON and JSON lines:

| entry | holds |
|---|---|
| ``geomap.json`` | what this is: ``{"format": "geomap workspace", "version": 1, …}`` |
| ``documents.jsonl`` | the texts with title, date, source and link, as ``geomap parse`` reads them |
| ``corrections.jsonl`` | the log of corrections of these texts, undone ones included |
| ``settings.json`` | the view: names and values of the address bar |
| ``results.jsonl`` | what was found, corrections applied, as ``geomap parse`` writes it |

Opening reads all but the results, which are found anew. A page saves with

    content = pack_workspace(make_workspace(documents, store, settings), results=shown)

and opens with

    workspace = open_workspace(content)
    store.import_lines(workspace.correction_lines())

A workspace from someone else is read with the same suspicion and limits as any upload, and brings
corrections of its own texts only. `InvalidWorkspaceError` says what is wrong; nothing has changed then.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from geomap import __version__
from geomap.corrections import Correction, CorrectionStore, hash_text
from geomap.corrections.lines import read_correction_lines, write_correction_lines
from geomap.corrections.store import MAX_IMPORTED
from geomap.errors import InvalidCorrectionError, InvalidWorkspaceError, UnreadableDocumentError
from geomap.export.records import parsed_to_json
from geomap.models import Document, ParsedDocument
from geomap.text.archives import read_archive
from geomap.text.limits import LIMITS, Limits
from geomap.text.read import read_json_rows

ENDING: Final = ".geomap"
"""The ending of a workspace's name; inside it is a zip archive."""

_FORMAT = "geomap workspace"
_VERSION = 1
_ABOUT, _DOCUMENTS, _CORRECTIONS = "geomap.json", "documents.jsonl", "corrections.jsonl"
_SETTINGS, _RESULTS = "settings.json", "results.jsonl"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MAX_SETTINGS = 200
_MAX_VALUE = 4000
_MAX_RATIO = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """What a workspace brings; identifiers of documents are unique, corrections in the order of the log."""

    documents: tuple[Document, ...]
    corrections: tuple[Correction, ...] = ()
    settings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def correction_lines(self) -> Iterator[str]:
        """The corrections as lines for `CorrectionStore.import_lines`."""
        return write_correction_lines(self.corrections)


def make_workspace(
    documents: Sequence[Document], store: CorrectionStore, settings: Mapping[str, str]
) -> Workspace:
    """The workspace of some documents with all that a store holds about their texts.

    Raises:
        CorrectionStoreError: If the store cannot be read.
    """
    history = store.history(hash_text(document.text) for document in documents)
    return Workspace(
        documents=tuple(documents),
        corrections=tuple(item.correction for item in history),
        settings=MappingProxyType(dict(settings)),
    )


def pack_workspace(workspace: Workspace, *, results: Iterable[ParsedDocument] = ()) -> bytes:
    """The file of a workspace; the same workspace gives the same bytes.

    Args:
        workspace: What to keep.
        results: What is shown, for other programs.
    """
    about = {
        "format": _FORMAT,
        "version": _VERSION,
        "generator": f"geomap {__version__}",
        "documents": len(workspace.documents),
        "corrections": len(workspace.corrections),
    }
    contents = {
        _ABOUT: _json_line(about),
        _DOCUMENTS: "".join(_json_line(_document_row(document)) for document in workspace.documents),
        _CORRECTIONS: "".join(workspace.correction_lines()),
        _SETTINGS: _json_line(dict(sorted(workspace.settings.items()))),
        _RESULTS: "".join(_json_line(parsed_to_json(parsed)) for parsed in results),
    }
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, text in contents.items():
            entry = ZipInfo(name, date_time=_EPOCH)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8", "replace"))
    return packed.getvalue()


def open_workspace(content: bytes, *, limits: Limits = LIMITS) -> Workspace:
    """Read the file of a workspace.

    Args:
        content: The file.
        limits: Its ``total_mb`` and ``documents`` hold.

    Raises:
        InvalidWorkspaceError: If it is none, of a later version, damaged, or over a limit.
    """
    entries = _unpack(content, limits)
    about = _read_object(entries, _ABOUT)
    if about.get("format") != _FORMAT:
        raise InvalidWorkspaceError("it is another kind of archive")
    if about.get("version") != _VERSION:
        raise InvalidWorkspaceError(
            f"it has version {str(about.get('version'))[:20]!r}, and this geomap reads {_VERSION}"
        )
    documents = _read_documents(entries.get(_DOCUMENTS, b""), limits)
    return Workspace(
        documents=documents,
        corrections=_read_corrections(entries.get(_CORRECTIONS, b""), documents),
        settings=_read_settings(_read_object(entries, _SETTINGS)),
    )


def _unpack(content: bytes, limits: Limits) -> dict[str, bytes]:
    """The entries of the archive by name; results are passed over."""
    generous = replace(limits, file_mb=limits.total_mb, files=10, ratio=_MAX_RATIO)
    if len(content) > limits.total_bytes:
        raise InvalidWorkspaceError(f"it is larger than {limits.total_mb} MB")
    entries: dict[str, bytes] = {}
    for item in read_archive(io.BytesIO(content), "the file", suffixes=(".json", ".jsonl"), limits=generous):
        if isinstance(item, UnreadableDocumentError):
            raise InvalidWorkspaceError(item.reason)
        name, entry = item
        if name in entries:
            raise InvalidWorkspaceError(f"it holds {name[:80]!r} twice")
        entries[name] = entry
    return entries


def _read_object(entries: Mapping[str, bytes], name: str) -> dict[str, Any]:
    if name not in entries:
        raise InvalidWorkspaceError(f"it holds no {name}")
    try:
        found = json.loads(entries[name].decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise InvalidWorkspaceError(f"{name} is not well formed") from error
    if not isinstance(found, dict):
        raise InvalidWorkspaceError(f"{name} is not well formed")
    return found


def _read_documents(content: bytes, limits: Limits) -> tuple[Document, ...]:
    documents: list[Document] = []
    seen: set[str] = set()
    rows = read_json_rows(io.BytesIO(content), _DOCUMENTS) if content else ()
    for item in rows:
        if isinstance(item, UnreadableDocumentError):
            raise InvalidWorkspaceError(f"{item.source}: {item.reason}")
        document = item[1]
        if document.document_id in seen:
            raise InvalidWorkspaceError(f"two documents are called {document.document_id[:80]!r}")
        if len(documents) == limits.documents:
            raise InvalidWorkspaceError(f"it holds more than {limits.documents} documents")
        seen.add(document.document_id)
        documents.append(document)
    return tuple(documents)


def _read_corrections(content: bytes, documents: Iterable[Document]) -> tuple[Correction, ...]:
    """The corrections of these documents; those of other texts are left behind."""
    own = {hash_text(document.text) for document in documents}
    try:
        lines = content.decode("utf-8").split("\n")
        if len(lines) > MAX_IMPORTED:
            raise InvalidWorkspaceError(f"it holds more than {MAX_IMPORTED:,} corrections")
        corrections = tuple(read_correction_lines(lines))
    except UnicodeDecodeError as error:
        raise InvalidWorkspaceError(f"{_CORRECTIONS} is not UTF-8") from error
    except InvalidCorrectionError as error:
        raise InvalidWorkspaceError(f"{_CORRECTIONS}, line {error.line} is no correction") from error
    return tuple(one for one in corrections if own.issuperset(target.text_hash for target in one.targets))


def _read_settings(found: Mapping[str, Any]) -> Mapping[str, str]:
    is_sound = len(found) <= _MAX_SETTINGS and all(
        isinstance(value, str) and len(key) <= _MAX_VALUE and len(value) <= _MAX_VALUE
        for key, value in found.items()
    )
    if not is_sound:
        raise InvalidWorkspaceError(f"{_SETTINGS} holds other things than names and texts")
    return MappingProxyType(dict(found))


def _document_row(document: Document) -> dict[str, str | None]:
    return {
        "id": document.document_id,
        "text": document.text,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "source": document.source,
        "url": document.url,
    }


def _json_line(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"
