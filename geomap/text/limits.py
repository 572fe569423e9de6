"""How much is read at once: one record, stated before anyone tries and enforced while reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MEBIBYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that is read.

    ``file_mb`` bounds one file, unpacked; ``files`` the files of one upload, and those of one
    archive; ``total_mb`` all files of an upload together, packed and unpacked; ``ratio`` how many
    times larger a file may be than it is packed; ``pages`` and ``pdf_seconds`` one PDF;
    ``documents`` the texts on a page at once; ``characters`` one text, in code points. Sizes are in
    units of 1024 * 1024 bytes.
    """

    file_mb: int = 20
    files: int = 500
    total_mb: int = 200
    ratio: int = 200
    pages: int = 300
    pdf_seconds: int = 60
    documents: int = 500
    characters: int = 1_000_000

    @property
    def file_bytes(self) -> int:
        """The bytes of the largest file."""
        return self.file_mb * MEBIBYTE

    @property
    def total_bytes(self) -> int:
        """The bytes of all files together."""
        return self.total_mb * MEBIBYTE

    def summarize(self) -> str:
        """The limits that matter to most, on one line."""
        return f"{self.files:,} files of {self.file_mb} MB, {self.total_mb} MB in all"

    def describe(self, suffixes: tuple[str, ...]) -> str:
        """The limits in plain words, for those who are about to choose files."""
        kinds = ", ".join(suffix.removeprefix(".") for suffix in suffixes)
        return (
            f"Up to {self.files:,} files of {self.file_mb} MB each ({kinds}), or a zip of a folder;"
            f" {self.total_mb} MB in all, unpacked. A PDF may have {self.pages} pages, a text"
            f" {self.characters:,} characters. Up to {self.documents:,} texts are shown at once."
        )


LIMITS: Final = Limits()
"""What geomap reads unless told otherwise."""
