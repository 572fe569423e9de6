"""What documents and the countries and bodies behind sides are called."""

from dataclasses import replace

from geomap.render.names import document_name, side_names
from geomap.resources import read_rows
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


def test_a_mere_number_stands_before_how_the_text_begins():
    document = replace(document_from_text("Envoys left Goma."), document_id="17")

    assert document_name(document) == "17: Envoys left Goma."


def test_a_title_or_a_file_is_its_name():
    document = document_from_text(TEXT)

    assert document_name(replace(document, title="Talks")) == "Talks"
    assert document_name(replace(document, document_id="goma.txt")) == "goma.txt"


def test_every_country_is_called_as_in_the_gazetteer(gazetteer):
    names = {country.country_iso3: country.name.strip() for country in gazetteer.countries()}

    assert names.items() <= side_names().items()


def test_every_side_of_the_lexicon_has_a_name():
    codes = {row["country"] for row in read_rows("lexicon/actors.csv", ("country",))}

    assert codes - {""} <= side_names().keys()
