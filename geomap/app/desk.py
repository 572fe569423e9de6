"""The reader's own articles: what was pasted and uploaded in a session, to be edited and removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from geomap.app.digests import digest, digest_document
from geomap.app.inputs import Guesses, Origin, Reading, apply_details, collect
from geomap.errors import UnreadableDocumentError
from geomap.models import Document
from geomap.render.names import document_name

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Articles in the order in which they came; ``guesses`` says what about them is only guessed."""

    documents: tuple[Document, ...] = ()
    guesses: Mapping[str, Guesses] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def key(self) -> str:
        """A name for the content."""
        return digest(*map(digest_document, self.documents))


def put_on_desk(desk: Desk, reading: Reading) -> tuple[Desk, tuple[UnreadableDocumentError, ...]]:
    """The desk with some more articles, each text once, and what could not be read or put there."""
    texts = {document.text for document in desk.documents}
    fresh = [document for document in reading.documents if document.text not in texts]
    both = collect(reading.origin, [*desk.documents, *fresh])
    names = dict(
        zip(
            (document.document_id for document in fresh),
            (document.document_id for document in both.documents[len(desk.documents) :]),
            strict=False,
        )
    )
    guesses = {names[key]: guess for key, guess in reading.guesses.items() if key in names}
    desk = Desk(documents=both.documents, guesses=MappingProxyType({**desk.guesses, **guesses}))
    return desk, (*reading.problems, *both.problems)


def edit_desk(desk: Desk, *, edited: Mapping[int, Mapping[str, Any]], deleted: Iterable[int]) -> Desk:
    """The desk after some of its rows were edited or deleted, by their numbers; see `desk_rows`."""
    gone = set(deleted)
    rows = desk_rows(desk)
    documents = [
        apply_details(document, {**rows[number], **edited.get(number, {})})
        for number, document in enumerate(desk.documents)
        if number not in gone
    ]
    # What a reader has edited is no guess any more.
    sure = {desk.documents[number].document_id for number in edited}
    kept = {document.document_id for document in documents} - sure
    return replace(
        desk,
        documents=tuple(documents),
        guesses=MappingProxyType({key: guess for key, guess in desk.guesses.items() if key in kept}),
    )


def date_undated(desk: Desk, day: date) -> Desk:
    """The desk with a day of publication for every article that has none."""
    documents = (replace(document, published=document.published or day) for document in desk.documents)
    return replace(desk, documents=tuple(documents))


def desk_rows(desk: Desk) -> Rows:
    """The desk as a table: what each article is called, its date and source, and what they come from."""
    return [
        {
            "Article": document_name(document),
            "Date": document.published,
            "Source": document.source,
            "Read from": guess_words(desk.guesses.get(document.document_id, Guesses())),
        }
        for document in desk.documents
    ]


def guess_words(guesses: Guesses) -> str:
    """Which words date and source were guessed from; "" where both are stated."""
    said = []
    if guesses.published:
        doubt = "" if guesses.published.is_sure else ", year supposed"
        said.append(f"date: {guesses.published.clue} “{guesses.published.words}”{doubt}")
    if guesses.source:
        said.append(f"source: {guesses.source.clue} “{guesses.source.words}”")
    return "; ".join(said)


def read_desk(desk: Desk, origin: Origin, *, hint: str) -> Reading:
    """What is on the desk, to be shown."""
    return Reading(origin=origin, documents=desk.documents, guesses=desk.guesses, hint=hint)


def restore_desk(documents: Sequence[Document], *, today: date) -> Desk:
    """The desk of articles that were kept; guessed is what would be guessed anew and is still the same."""
    again = collect(
        Origin.UPLOAD, [replace(one, published=None, source=None) for one in documents], today=today
    )
    guesses = {}
    for document in documents:
        guess = again.guesses.get(document.document_id, Guesses())
        day, source = guess.published, guess.source
        left = Guesses(
            published=day if day and day.day == document.published else None,
            source=source if source and source.name == document.source else None,
        )
        if left != Guesses():
            guesses[document.document_id] = left
    return Desk(documents=tuple(documents), guesses=MappingProxyType(guesses))
