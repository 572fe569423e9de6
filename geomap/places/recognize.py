"""Recognition by gazetteer, reader and rules: which words of a text are mentions of places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from geomap.constants import MentionKind
from geomap.models import Document, FoundSpan
from geomap.places.evidence import gather, load_weights, weigh
from geomap.places.namesakes import Namesakes, find_namesakes
from geomap.places.persons import Persons, find_persons
from geomap.places.reader_evidence import dateline_spot, join_parts, unknown_spots
from geomap.places.rows import named_in_rows
from geomap.places.scenes import Casing, Scene, casing_of
from geomap.places.spots import Spot, SpotFinder, without_compass
from geomap.places.words import load_words
from geomap.text.openings import find_dateline

if TYPE_CHECKING:
    from geomap.gazetteer.store import Gazetteer
    from geomap.reader.reading import DocumentReader

THRESHOLD: Final = 0.5
"""Spots that score lower are not answered."""

_SURE: Final = 0.8
_DOUBTFUL: Final = 0.2
_ANYWHERE: Final = "*"

Region = tuple[str | None, str | None]
"""Country code and admin1 name; the name ``"*"`` stands for the whole country, without code for the world."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A spot of a document with the evidence for it and the score that follows."""

    start: int
    end: int
    name: str
    spot: Spot
    evidence: dict[str, float]
    score: float


class EvidenceRecognizer:
    """Finds mentions by gazetteer, trained reader and the words around. Keeps `models.Recognizer`."""

    def __init__(self, gazetteer: Gazetteer, reader: DocumentReader, *, threshold: float = THRESHOLD) -> None:
        self._reader = reader
        self._finder = SpotFinder(gazetteer)
        self._words = load_words()
        self._weights = load_weights()
        self._threshold = threshold

    def find_mentions(self, document: Document) -> Sequence[FoundSpan]:
        """Spans in order of the text, without overlaps; scores rise with the evidence."""
        assessed = self.assess(document)
        places = [one for one in assessed if one.spot.demonym is None and one.spot.facts is not None]
        in_rows = named_in_rows(document.text, places, self._threshold)
        return tuple(
            FoundSpan(
                start=found.start,
                end=found.end,
                kind=MentionKind.TOPONYM if found.spot.demonym is None else MentionKind.DEMONYM,
                score=max(found.score, self._threshold) if found.start in in_rows else found.score,
            )
            for found in assessed
            if found.score >= self._threshold or found.start in in_rows
        )

    def assess(self, document: Document) -> list[Assessment]:
        """All spots of a document, mentions or not, with their evidence, in order of the text."""
        return add_company(list(self.assess_alone(document)), self._weights)

    def assess_alone(self, document: Document) -> Iterator[Assessment]:
        """Each spot by what its own sentence says, and by the persons and storms named in the document."""
        text, words = document.text, self._words
        persons = Persons()
        readings = self._reader.read(document).sentences
        people = [find_persons(reading.sentence.tokens, words, persons) for reading in readings]
        casings = [casing_of(reading.sentence.tokens) for reading in readings]
        namesakes = Namesakes()
        named = [
            find_namesakes(reading.sentence.tokens, words, namesakes, is_title=casing is not Casing.NORMAL)
            for reading, casing in zip(readings, casings, strict=True)
        ]
        dateline = find_dateline(text) or (0, 0)
        if text[slice(*dateline)].rstrip().endswith(":"):
            # A speaker may stand before a colon as well: "SMITH: We won."
            dateline = (0, 0)
        for index, reading in enumerate(readings):
            tokens = reading.sentence.tokens
            spots = self._finder.find(text, tokens)
            read = unknown_spots(reading, spots, tokens, self._finder.in_bodies(text, tokens))
            if reading.sentence.is_dateline:
                read += dateline_spot(tokens, spots + read)
            spots = join_parts(reading, spots + read, tokens, words)
            spots = without_compass(spots, tokens, words, is_title=casings[index] is not Casing.NORMAL)
            if not spots:
                continue
            scene = Scene(
                tokens=tokens,
                casing=casings[index],
                people=people[index],
                persons=persons,
                named=named[index],
                namesakes=namesakes,
                spots=spots,
                reading=reading,
                dateline=dateline,
            )
            for number, spot in enumerate(spots):
                evidence = gather(scene, number, words)
                yield Assessment(
                    start=tokens[spot.first].start,
                    end=tokens[spot.last - 1].end,
                    name=text[tokens[spot.first].start : tokens[spot.last - 1].end].casefold(),
                    spot=spot,
                    evidence=evidence,
                    score=weigh(evidence, self._weights),
                )


def open_reader(gazetteer: Gazetteer) -> DocumentReader:
    """The shipped reader, told what this gazetteer and the demonyms know of words."""
    from geomap.places.demonyms import load_demonyms
    from geomap.reader.classes import GazetteerClasses
    from geomap.reader.model import Reader
    from geomap.reader.reading import DocumentReader

    return DocumentReader(Reader(GazetteerClasses(gazetteer, load_demonyms())))


def add_company(assessments: Sequence[Assessment], weights: Mapping[str, float]) -> list[Assessment]:
    """The same assessments after a second look: what the rest of the document says of each name."""
    scores: dict[str, list[float]] = {}
    regions: dict[Region, set[str]] = {}
    for found in assessments:
        scores.setdefault(found.name, []).append(found.score)
        if found.score >= _SURE and found.spot.facts is not None:
            for code, admin1 in found.spot.facts.units:
                for region in ((code, admin1), (code, _ANYWHERE), (None, _ANYWHERE)):
                    regions.setdefault(region, set()).add(found.name)
    extremes = {name: (min(values), max(values)) for name, values in scores.items()}
    result = []
    for found in assessments:
        evidence = _company(found, extremes[found.name], regions)
        result.append(replace(found, evidence=evidence, score=weigh(evidence, weights)))
    return result


def _company(
    found: Assessment, extremes: tuple[float, float], regions: Mapping[Region, set[str]]
) -> dict[str, float]:
    """The evidence for a spot with what the other spots add."""
    evidence = dict(found.evidence)
    lowest, highest = extremes
    if highest >= _SURE and found.score < highest and "in_person" not in evidence:
        evidence["sure_elsewhere"] = 1.0
    if lowest < _DOUBTFUL and found.score > lowest:
        evidence["doubtful_elsewhere"] = 1.0
    facts = found.spot.facts
    if facts is not None and facts.kind in ("settlement", "admin2"):
        if _has_company(found, [unit for unit in facts.units if unit[1] is not None], regions):
            evidence["same_region_elsewhere"] = 1.0
        elif _has_company(found, [(None, _ANYWHERE)], regions) and not _has_company(
            found, [(code, _ANYWHERE) for code, _ in facts.units], regions
        ):
            evidence["no_country_elsewhere"] = 1.0
    return evidence


def _has_company(found: Assessment, places: Sequence[Region], regions: Mapping[Region, set[str]]) -> bool:
    """Whether another name of the document is surely in one of the regions."""
    for region in places:
        names = regions.get(region)
        if names and (len(names) > 1 or found.name not in names):
            return True
    return False
