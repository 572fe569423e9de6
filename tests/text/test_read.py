"""Inputs become documents, or the error that says why not."""

import json
from datetime import date

import pytest

import geomap
from geomap.errors import MissingInputError, UnreadableDocumentError
from geomap.models import Document
from geomap.text.read import (
    MAX_CHARACTERS,
    document_from_text,
    documents_from_bytes,
    parse_published,
    read_documents,
)


def only(items):
    items = list(items)
    assert len(items) == 1
    return items[0]


def test_a_text_file_keeps_every_sign_and_its_headline_is_the_title(tmp_path):
    path = tmp_path / "story.txt"
    path.write_bytes(b"Headline here\r\n Body  text.\n")

    document = only(read_documents([path]))

    assert document == Document(
        document_id="story", text="Headline here\r\n Body  text.\n", title="Headline here"
    )


def test_the_publication_date_fills_in_only_where_there_is_none():
    rows = b'{"id": "a", "text": "x y", "date": "2009-03-20 12:24:52.002-05"}\n{"id": "b", "text": "x y"}\n'

    documents = documents_from_bytes("rows.jsonl", rows, published=date(2024, 5, 17))

    assert [document.published for document in documents] == [date(2009, 3, 20), date(2024, 5, 17)]


def test_a_csv_file_gives_one_document_a_row():
    content = b'id,text,title,source\n1,"Goma, today",T,Wire\n2,,T,Wire\n'

    first, second = documents_from_bytes("rows.csv", content)

    assert (first.document_id, first.text, first.source) == ("1", "Goma, today", "Wire")
    assert isinstance(second, UnreadableDocumentError)


def test_a_folder_is_read_in_order_of_name_without_hidden_and_foreign_files(tmp_path):
    for name in ("b.txt", "a/c.md", ".hidden.txt", "picture.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Some words.")

    documents = list(read_documents([tmp_path]))

    assert [document.document_id for document in documents] == ["a/c", "b"]


def test_a_file_that_tells_about_its_folder_is_read_only_when_named(tmp_path):
    for name in ("README.md", "more/ReadMe.txt", "story.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Some words.")

    of_the_folder = list(read_documents([tmp_path]))

    assert [document.document_id for document in of_the_folder] == ["story"]
    assert only(read_documents([tmp_path / "README.md"])).document_id == "README"


def test_equal_identifiers_are_told_apart():
    rows = b'{"id": 7, "text": "one"}\n{"id": 7, "text": "two"}\n'

    documents = documents_from_bytes("rows.jsonl", rows)

    assert [document.document_id for document in documents] == ["7", "7~2"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("\ufeffKyiv".encode(), "Kyiv"),
        ("Kyiv".encode("utf-16"), "Kyiv"),
        (
            "Le président visite Besançon et Orléans, près de la forêt où il a été blessé.".encode("latin-1"),
            None,
        ),
    ],
)
def test_encodings_are_told_from_the_bytes(content, text):
    document = only(documents_from_bytes("a.txt", content))

    assert document.text == (
        text or "Le président visite Besançon et Orléans, près de la forêt où il a été blessé."
    )


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "holds no text"),
        ("blank.txt", b" \n ", "holds no text"),
        ("binary.txt", b"\x89PNG\r\n\x00\x00", "binary file"),
        ("picture.png", b"words", "unknown kind of file '.png'"),
        ("huge.txt", b"word " * 2_100_000, f"longer than {MAX_CHARACTERS:,}"),
        ("empty.jsonl", b"", "the file is empty"),
        ("broken.jsonl", b"{nonsense", "not well formed"),
        ("list.jsonl", b"[1]", "not a JSON object"),
        ("number.jsonl", b'{"text": 5}', "'text' is int"),
        ("date.jsonl", b'{"text": "a b", "date": "soon"}', "the date 'soon' is unknown"),
        ("surrogate.jsonl", b'{"text": "a \\ud800"}', "lone surrogates"),
        ("deep.jsonl", b'{"text":' + b"[" * 100_000, "not well formed"),
        ("missing.jsonl", b'{"id": 5}', "it has no 'text'"),
        ("headless.csv", b"a,b\n1,2\n", "no column 'text'"),
        ("null.csv", b"text\na\x00b\n", "binary file"),
    ],
)
def test_what_cannot_be_read_says_why(name, content, reason):
    error = only(documents_from_bytes(name, content))

    assert isinstance(error, UnreadableDocumentError)
    assert reason in str(error)
    assert name in str(error)


def test_a_folder_with_a_table_about_its_texts_is_read(tmp_path):
    (tmp_path / "about.csv").write_text("file,title\na.txt,A\n", encoding="utf-8")
    with pytest.raises(UnreadableDocumentError, match="no column 'text'"):
        geomap.read(tmp_path)

    (tmp_path / "a.txt").write_text("Envoys met in Goma.", encoding="utf-8")

    assert [document.document_id for document in geomap.read(tmp_path)] == ["a"]


def test_a_missing_file_is_a_file_not_found_error(tmp_path):
    error = only(read_documents([tmp_path / "nothing.txt"]))

    assert isinstance(error, MissingInputError)
    assert isinstance(error, FileNotFoundError)
    assert "nothing.txt" in str(error)


def test_a_folder_without_texts_says_so(tmp_path):
    assert "no text to read" in str(only(read_documents([tmp_path])))


def test_a_bad_row_does_not_stop_the_rows_after_it():
    rows = (
        json.dumps({"id": "a", "text": "x"}).encode()
        + b"\n{\n"
        + json.dumps({"id": "b", "text": "y"}).encode()
    )

    kinds = [type(item).__name__ for item in documents_from_bytes("rows.jsonl", rows)]

    assert kinds == ["Document", "UnreadableDocumentError", "Document"]


def test_a_pasted_text_is_named_by_its_words():
    first, second = document_from_text("Shells fell."), document_from_text("Shells fell.")

    assert first.document_id == second.document_id
    assert first.title is None


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2024-05-17", date(2024, 5, 17)),
        ("2024-05-17T10:00:00Z", date(2024, 5, 17)),
        ("Fri, 17 May 2024 10:00:00 +0000", date(2024, 5, 17)),
        ("2024/05/17", date(2024, 5, 17)),
        ("17 May 2024", date(2024, 5, 17)),
        ("May 17, 2024", date(2024, 5, 17)),
        ("May 2024", None),
        ("17 May", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_publication_dates_are_iso_or_rfc_5322_or_spelt_out(said, day):
    assert parse_published(said) == day


def test_a_page_in_an_encoding_it_names_is_read_in_it():
    markup = '<meta charset="windows-1251"><p>Обстрел Харькова</p>'

    assert only(documents_from_bytes("a.html", markup.encode("windows-1251"))).text == "Обстрел Харькова"


@pytest.mark.parametrize("encoding", ["rot13", "zlib", "nonsense", "undefined"])
def test_a_page_that_names_no_encoding_of_text_is_read_all_the_same(encoding):
    content = f'<meta charset="{encoding}"><p>Caf\xe9 in Goma, près de la forêt blessée</p>'.encode("latin-1")

    assert "Goma" in only(documents_from_bytes("a.html", content)).text


def test_a_page_tells_who_published_it_where_and_when():
    markup = (
        "<meta property='og:site_name' content='The Wire'><meta property='og:url' content='https://a.example/1'>"
        "<meta name='date' content='2024-05-16'><p>Shells fell.</p>"
    )

    document = only(documents_from_bytes("a.html", markup.encode()))

    assert (document.source, document.url) == ("The Wire", "https://a.example/1")
    assert document.published == date(2024, 5, 16)


def test_a_day_stated_in_full_is_the_date_of_a_file_and_one_without_year_is_not():
    stated = only(documents_from_bytes("a.txt", b"Published: 16 May 2024\nShells fell."))
    supposed = only(documents_from_bytes("a.txt", b"GOMA, May 16 (AFP) - Shells fell."))

    assert (stated.published, supposed.published) == (date(2024, 5, 16), None)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_is_read_as_spreadsheets_save_it(separator):
    rows = ["ID", "Text", " Date "], ["a", "Envoys met in Goma.", "2024-05-17"]
    content = "\r\n".join(separator.join(row) for row in rows).encode("utf-8-sig")

    document = only(documents_from_bytes("rows.csv", content))

    assert (document.document_id, document.text) == ("a", "Envoys met in Goma.")
    assert document.published == date(2024, 5, 17)


@pytest.mark.parametrize(
    "header",
    [
        "text,title,date,url",
        "Body,Headline,published_at,Link",
        "url,content,title,date,published_at,description",
        "event_id_cnty,event_date,notes,url,title",  # as ACLED has it
    ],
)
def test_a_table_may_call_its_columns_otherwise(header):
    said = {
        **dict.fromkeys(("text", "body", "content", "notes"), "Shells fell on Goma."),
        **dict.fromkeys(("date", "published_at", "event_date"), "2024-05-17"),
        **dict.fromkeys(("url", "link"), "https://example.org/a"),
        **dict.fromkeys(("title", "headline"), "Goma shelled"),
        **{"event_id_cnty": "DRC1", "description": "A paper about it."},
    }
    columns = header.split(",")
    table = "\n".join([header, ",".join(said[column.lower()] for column in columns)])
    line = json.dumps({column.lower(): said[column.lower()] for column in columns})

    for document in (
        only(documents_from_bytes("rows.csv", table.encode())),
        only(documents_from_bytes("rows.jsonl", line.encode())),
    ):
        assert (document.text, document.title) == ("Shells fell on Goma.", "Goma shelled")
        assert (document.published, document.url) == (date(2024, 5, 17), "https://example.org/a")
        assert document.document_id == ("DRC1" if "notes" in header else "rows#1")


def test_a_table_without_texts_is_refused_with_its_columns_and_what_to_do():
    (problem,) = documents_from_bytes(
        "table.csv", b"event_date;country;notes\n2024-05-01;Mali;Clashes near Gao, Mali\n"
    )

    assert isinstance(problem, UnreadableDocumentError)
    assert "event_date, country, notes" in problem.reason
    assert "Call the column that holds the articles 'text'" in problem.way_out
