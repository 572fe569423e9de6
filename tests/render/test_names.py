"""What a document is called: its title, its file, or how it begins."""

from dataclasses import replace

from geomap.render.names import document_name
from geomap.text.read import document_from_text

TEXT = (
    "Envoys of both sides met in the old town hall of Goma on Monday, and they stayed until late at night"
    " to settle what their ministers had left open."
)


def test_a_text_without_a_title_is_called_by_how_it_begins():
    name = document_name(document_from_text(TEXT))

    assert name == "Envoys of both sides met in the old town hall of Goma on Monday, and…"


def test_the_same_text_pasted_twice_is_called_the_same():
    document = document_from_text(TEXT)

    assert document_name(replace(document, document_id=f"{document.document_id}~2")).startswith("Envoys of")


def test_a_title_or_a_file_is_its_name():
    document = document_from_text(TEXT)

    assert document_name(replace(document, title="Talks")) == "Talks"
    assert document_name(replace(document, document_id="goma.txt")) == "goma.txt"
