"""The files of a zip archive, one after another in memory; nothing is ever written to the disk.

An archive is read with suspicion: what it says about itself is checked before it is unpacked, and the
unpacking stops at the limits whatever it said. An entry that is refused is named with its reason and the
others go on; an archive that is too large as a whole is refused as a whole.
"""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from geomap.errors import UnreadableDocumentError
from geomap.text.limits import MEBIBYTE, Limits

ARCHIVES: Final = frozenset(
    ".zip .jar .docx .odt .epub .tar .tgz .gz .bz2 .xz .zst .7z .rar .lz .lzma .cab .iso".split()
)
"""Endings of files that hold packed files themselves."""

ABOUT_A_FOLDER: Final = "readme"
"""What a file is called that tells about the folder it lies in; it is no article unless named by itself."""

_PACKED_STARTS = (
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\x28\xb5\x2f\xfd",
)
_END_RECORD = b"PK\x05\x06"
_END_LENGTH = 22
_MAX_COMMENT = 65535
_BYTES_PER_NAME = 1024
_IS_ENCRYPTED = 0x1
_UNIX = 3
_WAY_OUT = "Pack the folder anew as an ordinary zip file."


def read_archive(
    stream: BinaryIO, name: str, *, suffixes: tuple[str, ...], limits: Limits
) -> Iterator[tuple[str, bytes] | UnreadableDocumentError]:
    """Yield the files of an archive as (name, content), in order of their names.

    Args:
        stream: The archive, open for seeking.
        name: What it is called in errors.
        suffixes: Endings of the files wanted; others, hidden ones, README files and folders are passed
            over, but archives within the archive are refused by name.
        limits: See `Limits`.

    Yields:
        Files, and for what is refused the error that says why.
    """
    try:
        _check_directory(stream, name, limits)
        with ZipFile(stream) as archive:
            entries = [entry for entry in archive.infolist() if _is_wanted(entry, suffixes)]
            _check_total(entries, name, limits)
            used = 0
            for entry in sorted(entries, key=lambda entry: entry.filename):
                item = _read_entry(archive, entry, name, limits, limits.total_bytes - used)
                if not isinstance(item, UnreadableDocumentError):
                    used += len(item[1])
                yield item
            if not entries:
                yield UnreadableDocumentError(
                    name, "the archive holds no text to read", "Expected " + ", ".join(suffixes) + "."
                )
    except UnreadableDocumentError as error:
        yield error
    except (BadZipFile, struct.error, ValueError, NotImplementedError, OSError):
        yield UnreadableDocumentError(name, "it is damaged or no zip archive", _WAY_OUT)


def _check_directory(stream: BinaryIO, name: str, limits: Limits) -> None:
    """Refuse an archive whose list of files is longer than any we would read, before it is loaded."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _MAX_COMMENT - _END_LENGTH))
    tail = stream.read()
    stream.seek(0)
    found = tail.rfind(_END_RECORD)
    if found < 0 or len(tail) - found < _END_LENGTH:
        raise UnreadableDocumentError(name, "it is damaged or no zip archive", _WAY_OUT)
    (directory_bytes,) = struct.unpack_from("<L", tail, found + 12)
    if directory_bytes > limits.files * _BYTES_PER_NAME:
        raise _too_many(name, limits)


def _check_total(entries: list[ZipInfo], name: str, limits: Limits) -> None:
    if len(entries) > limits.files:
        raise _too_many(name, limits)
    if sum(entry.file_size for entry in entries) > limits.total_bytes:
        raise UnreadableDocumentError(
            name, f"it unpacks to more than {limits.total_mb} MB", "Split it into smaller archives."
        )


def _too_many(name: str, limits: Limits) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        name, f"it holds more than {limits.files:,} files", "Split it into smaller archives."
    )


def _is_wanted(entry: ZipInfo, suffixes: tuple[str, ...]) -> bool:
    """Whether an entry is a file to read or one to refuse by name; pictures and the like are neither."""
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    is_hidden = any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in path.parts)
    is_passed_over = is_hidden or path.stem.lower() == ABOUT_A_FOLDER
    suffix = path.suffix.lower()
    return not entry.is_dir() and not is_passed_over and (suffix in suffixes or suffix in ARCHIVES)


def _read_entry(
    archive: ZipFile, entry: ZipInfo, name: str, limits: Limits, left: int
) -> tuple[str, bytes] | UnreadableDocumentError:
    label = f"{name}: {entry.filename}"
    refusal = _refusal(entry, limits)
    if refusal:
        return UnreadableDocumentError(label, *refusal)
    most = min(limits.file_bytes, left)
    try:
        with archive.open(entry) as stream:
            content = stream.read(most + 1)
    except (BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, NotImplementedError, OSError):
        return UnreadableDocumentError(label, "it is damaged inside the archive", _WAY_OUT)
    if len(content) > most:
        return UnreadableDocumentError(
            label, "it unpacks to more than the archive says", "Do not trust this archive."
        )
    if content.startswith(_PACKED_STARTS):
        return UnreadableDocumentError(label, *_NESTED)
    return entry.filename, content


_NESTED = ("it is an archive within an archive", "Unpack it and add its files instead.")


def _refusal(entry: ZipInfo, limits: Limits) -> tuple[str, str] | None:
    """Why an entry is not unpacked, and the way out; None if it may be."""
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    mode = entry.external_attr >> 16 if entry.create_system == _UNIX else 0
    leads_out = path.is_absolute() or ".." in path.parts or not {":", "\0"}.isdisjoint(entry.orig_filename)
    is_bomb = entry.file_size > max(MEBIBYTE, limits.ratio * entry.compress_size)
    checks = (
        (leads_out, "its name leads out of the archive", "Pack the folder anew with plain file names."),
        (
            stat.S_IFMT(mode) not in (0, stat.S_IFREG),
            "it is a link or device, not a file",
            "Pack the file it stands for.",
        ),
        (entry.flag_bits & _IS_ENCRYPTED, "it is encrypted", "Pack the folder without a password."),
        (path.suffix.lower() in ARCHIVES, *_NESTED),
        (
            entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED),
            "it is packed in an unusual way",
            _WAY_OUT,
        ),
        (
            entry.file_size > limits.file_bytes,
            f"it is larger than {limits.file_mb} MB",
            "Split it into smaller files.",
        ),
        (
            is_bomb,
            f"it unpacks to more than {limits.ratio} times its size",
            "Do not trust this archive.",
        ),
    )
    return next(((reason, way_out) for applies, reason, way_out in checks if applies), None)
