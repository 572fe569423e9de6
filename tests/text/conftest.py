"""Small PDFs and zip archives, made in the test."""

import io
import stat
import zipfile
from collections.abc import Sequence

import pytest


def make_pdf(
    pages: Sequence[Sequence[str]], *, title: str | None = None, created: str | None = None
) -> bytes:
    """A PDF with one line of text under another on each page."""
    objects: list[bytes] = [b"", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    numbers = []
    for lines in pages:
        shown = b"".join(b"(" + line.encode("latin-1").replace(b"(", b"\\(") + b") Tj T*\n" for line in lines)
        stream = b"BT /F1 11 Tf 14 TL 72 760 Td\n" + shown + b"ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        numbers.append(len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(numbers))
    about = b"".join(
        b"/%s (%s) " % (key, value.encode("latin-1"))
        for key, value in ((b"Title", title), (b"CreationDate", created))
        if value
    )
    objects.append(b"<< %s>>" % about)
    return _with_table(objects)


def _with_table(objects: Sequence[bytes]) -> bytes:
    content, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    return (
        content
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R /Info %d 0 R >>\n"
        % (
            count,
            table,
            count,
            count - 1,
        )
        + b"startxref\n%d\n%%%%EOF\n" % len(content)
    )


def make_zip(files: dict[str, bytes], *, links: dict[str, str] | None = None) -> bytes:
    """A zip archive, with symbolic links if asked."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        for name, goal in (links or {}).items():
            entry = zipfile.ZipInfo(name)
            entry.create_system = 3
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(entry, goal)
    return packed.getvalue()


@pytest.fixture
def pdf():
    return make_pdf


@pytest.fixture
def packed():
    return make_zip
