"""PDFs become running text, or the error that says why not."""

import io
from dataclasses import replace
from datetime import date

import pytest

from geomap.errors import UnreadableDocumentError
from geomap.models import Document
from geomap.text.limits import LIMITS
from geomap.text.pdf import read_pdf
from geomap.text.read import documents_from_bytes

PAGE = [
    "Thousands flee fighting near Goma",
    "Published: 16 May 2024",
    "Rebels took the town of Sake on Thursday and thousands of people dis-",
    "placed by the fighting walked to Goma, aid workers said.",
]


def test_pages_become_text_with_title_date_and_whole_words(pdf):
    (document,) = documents_from_bytes("goma.pdf", pdf([PAGE, ["A second page follows here."]]))

    assert isinstance(document, Document)
    assert document.document_id == "goma"
    assert document.title == "Thousands flee fighting near Goma"
    assert document.published == date(2024, 5, 16)
    assert "thousands of people displaced by the fighting walked to Goma, aid workers said." in document.text
    assert document.text.endswith("A second page follows here.")


def test_a_title_a_person_gave_is_kept_and_one_of_a_program_not(pdf):
    named = read_pdf(pdf([PAGE], title="Flight from Sake", created="D:20240517"), "a.pdf", LIMITS)
    unnamed = read_pdf(pdf([PAGE], title="Microsoft Word - report.docx"), "a.pdf", LIMITS)

    assert (named.title, named.created) == ("Flight from Sake", date(2024, 5, 17))
    assert unnamed.title is None


def refusal(content, *, limits=LIMITS):
    (item,) = documents_from_bytes("secret/a.pdf", content, limits=limits)
    assert isinstance(item, UnreadableDocumentError)
    return str(item)


def encrypted(content):
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt("word", algorithm="RC4-128")
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()


def test_what_is_no_pdf_is_refused():
    assert "damaged or no PDF" in refusal(b"only words")


@pytest.mark.parametrize("length", [20, 200, 600])
def test_a_cut_pdf_is_refused_or_read_as_far_as_it_goes(pdf, length):
    (item,) = documents_from_bytes("a.pdf", pdf([PAGE])[:length])

    assert isinstance(item, UnreadableDocumentError) or "Goma" in item.text


def test_a_pdf_with_a_password_is_refused(pdf):
    assert "password" in refusal(encrypted(pdf([PAGE])))


def test_a_pdf_with_too_many_pages_is_refused(pdf):
    assert "more than 2 pages" in refusal(pdf([PAGE] * 3), limits=replace(LIMITS, pages=2))


def test_a_pdf_of_pictures_is_refused(pdf):
    assert "pictures" in refusal(pdf([[], []]))


def test_a_pdf_larger_than_a_file_may_be_is_refused(pdf):
    assert "larger than 0 MB" in refusal(pdf([PAGE]), limits=replace(LIMITS, file_mb=0))


def test_a_pdf_with_too_much_text_is_refused(pdf):
    assert "longer than 50 characters" in refusal(pdf([PAGE]), limits=replace(LIMITS, characters=50))


def test_pages_that_name_each_other_in_a_circle_end(pdf):
    content = pdf([PAGE]).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")

    (item,) = documents_from_bytes("a.pdf", content)

    assert isinstance(item, UnreadableDocumentError)


def test_a_stream_that_unpacks_without_end_ends_within_bounds(pdf):
    import zlib

    packer = zlib.compressobj(1)
    bomb = b"".join(packer.compress(b"\0" * 10_000_000) for _ in range(8)) + packer.flush()
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(bomb), bomb)
    head, _, rest = pdf([PAGE]).partition(b"4 0 obj\n")
    content = head + b"4 0 obj\n" + stream + b"\nendobj" + rest.partition(b"endobj")[2]

    (item,) = documents_from_bytes("a.pdf", content, limits=replace(LIMITS, pdf_seconds=3))

    assert isinstance(item, UnreadableDocumentError)
