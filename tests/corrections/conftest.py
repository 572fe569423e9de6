"""One short text with two places of a name, two events and two figures, and two gazetteer entries."""

from datetime import date
from typing import Any

import pytest

from geomap.constants import Category, EventType, Modality, QuadClass, Quantifier, Unit
from geomap.corrections import CorrectionStore, apply_corrections
from geomap.events.lists.ontology import load_ontology
from geomap.models import Actor, Document, Event, Figure, Mention, ParsedDocument, Place

TEXT = (
    "Rockets fired by Israel hit Tripoli on Monday, driving 300 families from Tripoli."
    " Envoys from Egypt arrived for talks the same evening and offered $5 million."
)


def place(place_id: str, name: str, **more: Any) -> Place:
    fields = {"longitude": 13.19, "latitude": 32.88, "feature_class": "P", "feature_code": "PPLC"}
    return Place(place_id=place_id, name=name, **(fields | more))


LIBYAN = place("t:libya", "Tripoli", country_code="LY")
LEBANESE = place("t:lebanon", "Tripoli", longitude=35.84, latitude=34.43, country_code="LB")
EGYPT = place("t:egypt", "Egypt", feature_class="A", feature_code="PCLI", country_iso3="EGY")


class Places(dict[str, Place]):
    """A gazetteer of a few places."""


@pytest.fixture
def places() -> Places:
    return Places({one.place_id: one for one in (LIBYAN, LEBANESE, EGYPT)})


def span(words: str, *, after: int = 0, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words, after)
    return start, start + len(words)


def mention(words: str, meaning: Place | None, *, after: int = 0) -> Mention:
    start, end = span(words, after=after)
    return Mention(start=start, end=end, text=words, score=0.8, place=meaning, candidate_count=2)


def actor(words: str, iso3: str) -> Actor:
    start, end = span(words)
    return Actor(name=words, start=start, end=end, country_iso3=iso3)


def make_parsed(document_id: str = "d1") -> ParsedDocument:
    first_end = TEXT.index(".") + 1
    attack = Event(
        event_id=f"{document_id}-attack",
        event_type=EventType.ASSAULT,
        quad_class=QuadClass.MATERIAL_CONFLICT,
        modality=Modality.ACTUAL,
        start=0,
        end=first_end,
        quote=TEXT[:first_end],
        trigger_start=span("hit")[0],
        trigger_end=span("hit")[1],
        score=0.7,
        intensity=-9.0,
        mode="explosives",
        actors=(actor("Israel", "ISR"),),
        location=LIBYAN,
        precision=LIBYAN.precision,
        date_start=date(2024, 5, 13),
        date_end=date(2024, 5, 13),
        figures=(0,),
    )
    talks = Event(
        event_id=f"{document_id}-talks",
        event_type=EventType.CONSULT,
        quad_class=QuadClass.VERBAL_COOPERATION,
        modality=Modality.ACTUAL,
        start=first_end + 1,
        end=len(TEXT),
        quote=TEXT[first_end + 1 :],
        trigger_start=span("talks")[0],
        trigger_end=span("talks")[1],
        score=0.6,
        intensity=1.0,
        actors=(actor("Egypt", "EGY"),),
        figures=(1,),
    )
    return ParsedDocument(
        document=Document(document_id=document_id, text=TEXT, title="Rockets"),
        mentions=(
            mention("Tripoli", LIBYAN),
            mention("Tripoli", LIBYAN, after=40),
            mention("Egypt", EGYPT),
        ),
        events=(attack, talks),
        figures=(
            figure("300", 300, Unit.HOUSEHOLD, Category.INTERNAL_DISPLACEMENTS, origin=LIBYAN),
            figure("$5 million", 5e6, Unit.CURRENCY, Category.AMOUNT, currency="USD"),
        ),
    )


def figure(words: str, value: float, unit: Unit, category: Category, **more: Any) -> Figure:
    start, end = span(words)
    return Figure(
        value=value,
        unit=unit,
        category=category,
        quantifier=Quantifier.EXACT,
        start=start,
        end=end,
        text=words,
        quote=words,
        quote_start=start,
        **more,
    )


@pytest.fixture
def parsed() -> ParsedDocument:
    return make_parsed()


@pytest.fixture
def store(tmp_path: Any) -> Any:
    with CorrectionStore(tmp_path / "corrections.sqlite") as opened:
        yield opened


@pytest.fixture
def correct(store: CorrectionStore, places: Places) -> Any:
    """Applies what the store holds to a document."""
    from geomap.corrections import hash_text

    def run(parsed: ParsedDocument) -> Any:
        corrections = store.active([hash_text(parsed.document.text)])
        return apply_corrections(parsed, corrections, places=places, scale=load_ontology())

    return run
