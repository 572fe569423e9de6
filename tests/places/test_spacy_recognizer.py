"""A spaCy pipeline of the user's in place of our recognizer."""

import spacy

from geomap.constants import MentionKind
from geomap.models import Document
from geomap.pipeline import Pipeline
from geomap.places.spacy_recognizer import SpacyRecognizer

TEXT = "Kenyan officials met Acme in Nairobi."


def recognizer():
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "GPE", "pattern": "Nairobi"},
            {"label": "NORP", "pattern": "Kenyan"},
            {"label": "ORG", "pattern": "Acme"},
        ]
    )
    return SpacyRecognizer(nlp)


def test_places_and_demonyms_of_a_pipeline_become_spans():
    spans = recognizer().find_mentions(Document(document_id="d", text=TEXT))

    assert [(TEXT[span.start : span.end], span.kind) for span in spans] == [
        ("Kenyan", MentionKind.DEMONYM),
        ("Nairobi", MentionKind.TOPONYM),
    ]


def test_a_pipeline_with_spacy_resolves_what_it_finds():
    default = Pipeline.default()
    pipeline = Pipeline(
        atlas=default.atlas, recognizer=recognizer(), resolver=default.resolver, coder=default.coder
    )

    parsed = pipeline.parse(Document(document_id="d", text=TEXT))

    assert [mention.place.country_code for mention in parsed.mentions] == ["KE", "KE"]
