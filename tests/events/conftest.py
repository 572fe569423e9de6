"""A small world for the tests of event coding: a few real places, found by plain search in the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest

from geomap.constants import MentionKind, Worldview
from geomap.events.extract import EventCoder
from geomap.gazetteer.store import open_gazetteer
from geomap.models import Document, Event, Figure, Mention, ParsedDocument, Place
from geomap.places.recognize import open_reader
from geomap.reader.reading import DocumentReader


def _place(name: str, code: str, iso3: str, kind: str, longitude: float, latitude: float) -> Place:
    return Place(
        place_id=f"test:{name}",
        name=name,
        longitude=longitude,
        latitude=latitude,
        feature_class="P" if kind.startswith("PPL") else "A",
        feature_code=kind,
        country_code=code,
        country_iso3=iso3,
    )


_ROWS = [
    ("Russia", "RU", "RUS", "PCLI", 97.0, 62.0),
    ("Ukraine", "UA", "UKR", "PCLI", 31.4, 49.0),
    ("China", "CN", "CHN", "PCLI", 104.0, 35.5),
    ("Israel", "IL", "ISR", "PCLI", 34.9, 31.5),
    ("Palestine", "PS", "PSE", "PCLI", 35.2, 31.9),
    ("Sudan", "SD", "SDN", "PCLI", 30.0, 15.5),
    ("Chad", "TD", "TCD", "PCLI", 18.7, 15.4),
    ("Syria", "SY", "SYR", "PCLI", 38.5, 35.0),
    ("Turkey", "TR", "TUR", "PCLI", 35.4, 39.1),
    ("France", "FR", "FRA", "PCLI", 2.5, 46.7),
    ("Germany", "DE", "DEU", "PCLI", 10.4, 51.1),
    ("United Kingdom", "GB", "GBR", "PCLI", -2.7, 54.1),
    ("Iran", "IR", "IRN", "PCLI", 54.3, 32.6),
    ("United States", "US", "USA", "PCLI", -98.0, 39.5),
    ("Kharkiv region", "UA", "UKR", "ADM1", 36.5, 49.6),
    ("Kharkiv", "UA", "UKR", "PPLA", 36.25, 49.98),
    ("Harbin", "CN", "CHN", "PPLA", 126.65, 45.75),
    ("Moscow", "RU", "RUS", "PPLC", 37.6, 55.75),
    ("Beirut", "LB", "LBN", "PPLC", 35.5, 33.9),
    ("Goma", "CD", "COD", "PPLA", 29.2, -1.67),
    ("Mosul", "IQ", "IRQ", "PPLA", 43.1, 36.3),
    ("Geneva", "CH", "CHE", "PPLA", 6.1, 46.2),
]
_DEMONYMS = {
    "Russian": "Russia",
    "Ukrainian": "Ukraine",
    "Chinese": "China",
    "Israeli": "Israel",
    "Palestinian": "Palestine",
    "Palestinians": "Palestine",
    "Sudanese": "Sudan",
    "Syrian": "Syria",
    "Turkish": "Turkey",
    "French": "France",
    "German": "Germany",
    "British": "United Kingdom",
    "Iranian": "Iran",
}
_UNKNOWN = ("Mazeze", "Ocua")
"""Villages that no gazetteer knows."""

PLACES = {row[0]: _place(*row) for row in _ROWS}


@dataclass(frozen=True, slots=True)
class SmallAtlas:
    """The few places above; capitals are the seats of their governments."""

    worldview: Worldview = Worldview.ISO
    attribution: str = "made for tests"
    places: dict[str, Place] = field(default_factory=lambda: dict(PLACES))

    def get(self, place_id: str) -> Place | None:
        return next((place for place in self.places.values() if place.place_id == place_id), None)

    def country(self, code: str) -> Place | None:
        countries = (place for place in self.places.values() if place.feature_code == "PCLI")
        return next((place for place in countries if code in (place.country_code, place.country_iso3)), None)

    def admin1_of(self, place: Place) -> Place | None:
        return place if place.feature_code == "ADM1" else None

    def seat(self, country_iso3: str) -> Place | None:
        capitals = (place for place in self.places.values() if place.feature_code == "PPLC")
        return next((place for place in capitals if place.country_iso3 == country_iso3), None)

    def area(self, place_id: str) -> None:
        return None


def mentions_of(text: str) -> tuple[Mention, ...]:
    """Every place name and demonym of the small world in a text, longest first."""
    names: dict[str, tuple[Place | None, MentionKind]] = {
        name: (place, MentionKind.TOPONYM) for name, place in PLACES.items()
    }
    names |= dict.fromkeys(_UNKNOWN, (None, MentionKind.TOPONYM))
    names |= {word: (PLACES[name], MentionKind.DEMONYM) for word, name in _DEMONYMS.items()}
    names["UK"] = (PLACES["United Kingdom"], MentionKind.TOPONYM)
    pattern = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return tuple(
        Mention(
            start=match.start(),
            end=match.end(),
            text=match.group(),
            score=0.9,
            kind=names[match.group()][1],
            place=names[match.group()][0],
        )
        for match in re.finditer(rf"\b(?:{pattern})\b", text)
    )


@pytest.fixture(scope="session")
def reader() -> DocumentReader:
    """The shipped reader."""
    return open_reader(open_gazetteer())


@pytest.fixture(scope="session")
def parse(reader: DocumentReader) -> Callable[..., ParsedDocument]:
    """Code a text of the small world: ``parse(text, published=None, document_id="d")``."""

    def run(
        text: str,
        *,
        published: date | None = None,
        document_id: str = "d",
        merges_repeats: bool = True,
    ) -> ParsedDocument:
        document = Document(document_id=document_id, text=text, published=published)
        mentions = mentions_of(text)
        coder = EventCoder(reader, merges_repeats=merges_repeats)
        events, figures = coder.code(document, mentions, SmallAtlas())
        return ParsedDocument(document=document, mentions=mentions, events=events, figures=figures)

    return run


@pytest.fixture(scope="session")
def code(parse: Callable[..., ParsedDocument]) -> Callable[..., tuple[Event, ...]]:
    """The events of a text of the small world."""

    def run(text: str, *, published: date | None = None) -> tuple[Event, ...]:
        return parse(text, published=published).events

    return run


@pytest.fixture(scope="session")
def count(parse: Callable[..., ParsedDocument]) -> Callable[..., tuple[Figure, ...]]:
    """The figures of a text of the small world."""

    def run(text: str, *, published: date | None = None) -> tuple[Figure, ...]:
        return parse(text, published=published).figures

    return run
