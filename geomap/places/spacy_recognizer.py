"""A thin adapter: the place names that a spaCy pipeline of the user's finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from geomap.constants import MentionKind
from geomap.models import Document, FoundSpan

if TYPE_CHECKING:
    from spacy.language import Language

LABELS: Final[Mapping[str, MentionKind]] = {
    "GPE": MentionKind.TOPONYM,
    "LOC": MentionKind.TOPONYM,
    "FAC": MentionKind.TOPONYM,
    "NORP": MentionKind.DEMONYM,
}
"""Entity labels that count, after OntoNotes 5.0, and what they are here."""


class SpacyRecognizer:
    """Recognition by a spaCy pipeline. Keeps the protocol `models.Recognizer`.

    Needs spaCy (the extra ``spacy``) and a pipeline that the user has installed; geomap brings none.
    """

    def __init__(self, nlp: Language, *, labels: Mapping[str, MentionKind] = LABELS) -> None:
        """Take a loaded pipeline, such as ``spacy.load("en_core_web_sm")``.

        Args:
            nlp: A pipeline that sets ``doc.ents``.
            labels: The entity labels that count; others are left out.
        """
        self._nlp = nlp
        self._labels = labels

    def find_mentions(self, document: Document) -> Sequence[FoundSpan]:
        """Spans in order of the text, without overlaps; each with the score 1, since spaCy gives none."""
        entities = self._nlp(document.text).ents
        return tuple(
            FoundSpan(
                start=entity.start_char, end=entity.end_char, kind=self._labels[entity.label_], score=1.0
            )
            for entity in sorted(entities, key=lambda entity: entity.start_char)
            if entity.label_ in self._labels
        )
