"""A packed folder is read like a folder; what is wrong with it is refused with its reason."""

import io
import struct
import zipfile
from dataclasses import replace

import pytest

from geomap.errors import UnreadableDocumentError
from geomap.text.limits import LIMITS
from geomap.text.read import documents_from_bytes, read_documents

WORDS = b"Talks were held in Geneva on Monday."


def read(content, *, limits=LIMITS, name="articles.zip"):
    items = documents_from_bytes(name, content, limits=limits)
    refused = [item for item in items if isinstance(item, UnreadableDocumentError)]
    return [item for item in items if item not in refused], [str(error) for error in refused]


def test_a_packed_folder_is_read_in_order_of_name(packed):
    content = packed(
        {"b.txt": WORDS, "a/c.md": WORDS, "rows.jsonl": b'{"id": "r", "text": "x y"}', "pic.png": b"\x89PNG"}
    )

    documents, refused = read(content)

    assert [document.document_id for document in documents] == ["a/c", "b", "r"]
    assert refused == []


@pytest.mark.parametrize("name", [".x.txt", "__MACOSX/._a.txt", "README.md", "b/readme.txt"])
def test_hidden_files_those_of_other_systems_and_those_about_the_folder_are_passed_over(packed, name):
    documents, refused = read(packed({name: WORDS, "a.txt": WORDS}))

    assert [document.document_id for document in documents] == ["a"]
    assert refused == []


def test_a_packed_folder_on_the_command_line_is_read_too(packed, tmp_path):
    (tmp_path / "articles.zip").write_bytes(packed({"a.txt": WORDS, "b.txt": WORDS}))

    assert [document.document_id for document in read_documents([tmp_path])] == ["a", "b"]


@pytest.mark.parametrize(
    "name",
    ["../a.txt", "a/../../b.txt", "/etc/a.txt", "..\\a.txt", "C:\\a.txt", "C:a.txt", "\\\\host\\a.txt"],
)
def test_a_name_that_leads_out_of_the_archive_is_refused_and_the_others_go_on(packed, name):
    documents, refused = read(packed({name: WORDS, "good.txt": WORDS}))

    assert [document.document_id for document in documents] == ["good"]
    assert "leads out of the archive" in refused[0]


def test_a_link_is_refused(packed):
    documents, refused = read(packed({"good.txt": WORDS}, links={"a.txt": "/etc/passwd"}))

    assert [document.text for document in documents] == [WORDS.decode()]
    assert "link" in refused[0]


@pytest.mark.parametrize("name", ["inner.zip", "inner.tar.gz", "inner.docx", "inner.txt"])
def test_an_archive_in_an_archive_is_refused(packed, name):
    documents, refused = read(packed({name: packed({"a.txt": WORDS}), "good.txt": WORDS}))

    assert [document.document_id for document in documents] == ["good"]
    assert "an archive within an archive" in refused[0]
    assert name in refused[0]


def test_a_bomb_is_refused_unread(packed):
    documents, refused = read(packed({"bomb.txt": b"a" * 9_000_000, "good.txt": WORDS}))

    assert len(documents) == 1
    assert "more than 200 times its size" in refused[0]


def test_an_entry_larger_than_a_file_may_be_is_refused(packed):
    import random

    noise = random.Random(0).randbytes(1_500_000)
    _, refused = read(packed({"a.txt": noise}), limits=replace(LIMITS, file_mb=1))

    assert "larger than 1 MB" in refused[0]


def test_an_archive_that_unpacks_to_too_much_is_refused_as_a_whole(packed):
    files = {f"{number}.txt": b"a" * 900_000 for number in range(5)}

    documents, refused = read(packed(files), limits=replace(LIMITS, total_mb=4))

    assert documents == []
    assert len(refused) == 1
    assert "more than 4 MB" in refused[0]


def test_an_archive_with_too_many_files_is_refused_before_they_are_listed(packed):
    documents, refused = read(
        packed({f"{'long' * 40}{number}.txt": b"x" for number in range(50)}), limits=replace(LIMITS, files=5)
    )

    assert documents == []
    assert "more than 5 files" in refused[0]


def test_an_entry_that_lies_about_its_size_is_refused(packed):
    content = bytearray(packed({"a.txt": b"a" * 5000}))
    central = content.rindex(b"PK\x01\x02")
    struct.pack_into("<L", content, central + 24, 10)

    documents, refused = read(bytes(content))

    assert documents == []
    assert len(refused) == 1


def test_an_encrypted_entry_is_refused(packed):
    content = bytearray(packed({"a.txt": WORDS}))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.rindex(sign) + offset] |= 1

    _, refused = read(bytes(content))

    assert "encrypted" in refused[0]


def test_an_unusual_packing_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.txt", WORDS)

    _, refused = read(packed.getvalue())

    assert "unusual" in refused[0]


@pytest.mark.parametrize("content", [b"", b"PK", b"no archive at all" * 9, b"PK\x05\x06" + b"\0" * 3])
def test_what_is_no_archive_says_so(content):
    documents, refused = read(content)

    assert documents == []
    assert "no zip archive" in refused[0]


def test_every_cut_of_an_archive_is_refused_without_a_crash(packed):
    content = packed({"a.txt": WORDS * 20, "b.txt": WORDS})

    for length in range(0, len(content), 7):
        documents, refused = read(content[:length])

        assert documents == []
        assert len(refused) == 1


def test_damage_inside_is_named_and_the_others_go_on(packed):
    content = bytearray(packed({"a.txt": bytes(range(97, 123)) * 30, "b.txt": WORDS}))
    content[60] ^= 0xFF

    documents, refused = read(bytes(content))

    assert [document.document_id for document in documents] == ["b"]
    assert "articles.zip: a.txt" in refused[0]


def test_an_archive_without_texts_says_so(packed):
    _, refused = read(packed({"pic.png": b"\x89PNG"}))

    assert "holds no text" in refused[0]


def test_a_bad_text_in_an_archive_is_named(packed):
    documents, refused = read(packed({"bad.txt": b"\x00\x01", "good.txt": WORDS}))

    assert len(documents) == 1
    assert "bad.txt" in refused[0]
