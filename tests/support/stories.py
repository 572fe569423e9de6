"""Parsed documents and layers made by hand: one plain story, and one whose every word is hostile."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from hostile import HOSTILE
from shapely import LineString, Point, box

from geomap.constants import CRS, Category, EventType, Modality, QuadClass, Quantifier, Unit
from geomap.models import (
    Actor,
    Candidate,
    Document,
    Event,
    Figure,
    Layer,
    Mention,
    ParsedDocument,
    Place,
    Reason,
)


@dataclass(frozen=True)
class Story:
    """Layers with the documents behind them."""

    layers: tuple[Layer, ...]
    documents: tuple[ParsedDocument, ...]


def place(name: str, longitude: float, latitude: float, code: str = "PPLA") -> Place:
    return Place(
        place_id=f"t:{name}",
        name=name,
        longitude=longitude,
        latitude=latitude,
        feature_class="P" if code.startswith("PPL") else "A",
        feature_code=code,
        country_code="CN",
    )


def make_event(text: str, event_id: str, trigger: str, at: Place | None, **more: Any) -> Event:
    """An event whose quote is the whole text."""
    start = text.index(trigger)
    values = {"event_type": EventType.CONSULT, "quad_class": QuadClass.VERBAL_COOPERATION} | more
    return Event(
        event_id=event_id,
        modality=Modality.ACTUAL,
        start=0,
        end=len(text),
        quote=text,
        trigger_start=start,
        trigger_end=start + len(trigger),
        score=0.9,
        intensity=values.pop("intensity", 2.0),
        location=at,
        precision=at.precision if at else None,
        **values,
    )


def make_frame(rows: list[dict[str, Any]]) -> Any:
    from geopandas import GeoDataFrame

    return GeoDataFrame(rows, geometry="geometry", crs=CRS)


def event_row(parsed: ParsedDocument, event: Event, geometry: Any, **more: Any) -> dict[str, Any]:
    """The columns of INTERFACE.md for one event; geometry comes last."""
    row = {
        "event_id": event.event_id,
        "document_id": parsed.document.document_id,
        "event_type": event.event_type.value,
        "mode": event.mode,
        "quad_class": event.quad_class.value,
        "modality": event.modality.value,
        "actor": [actor.name for actor in event.actors],
        "actor_iso3": [actor.country_iso3 for actor in event.actors],
        "recipient": [actor.name for actor in event.recipients],
        "recipient_iso3": [actor.country_iso3 for actor in event.recipients],
        "date_start": event.date_start.isoformat() if event.date_start else None,
        "date_end": event.date_end.isoformat() if event.date_end else None,
        "place_id": event.location.place_id if event.location else None,
        "place_name": event.location.name if event.location else None,
        "country_code": "CN",
        "precision": event.precision.value if event.precision else None,
        "score": event.score,
        "source": parsed.document.source,
        "url": parsed.document.url,
        "quote": event.quote,
        "start": event.start,
        "end": event.end,
        "reports": event.reports,
    }
    return row | more | {"geometry": geometry}


@pytest.fixture(scope="session")
def story() -> Story:
    """A visit and talks in Harbin, an attack somewhere in an oblast with people displaced, and trade."""
    text = "The minister 👋 visited Harbin. Troops attacked the Kharkiv region and nearly 8,000 people fled."
    harbin, oblast = place("Harbin", 126.65, 45.75), place("Kharkiv Oblast", 36.5, 49.6, "ADM1")
    spot = {word: (text.index(word), text.index(word) + len(word)) for word in ("Harbin", "Kharkiv region")}
    figure = Figure(
        value=8000,
        unit=Unit.PERSON,
        category=Category.INTERNAL_DISPLACEMENTS,
        quantifier=Quantifier.LESS_THAN,
        start=text.index("nearly"),
        end=text.index(" people"),
        text="nearly 8,000",
        quote=text,
        quote_start=0,
        origin=oblast,
    )
    minister = Actor(name="The minister", start=0, end=12, country_iso3="RUS")
    china = Actor(name="China", start=0, end=5, country_iso3="CHN")
    visit = make_event(
        text,
        "visit-1",
        "visited",
        harbin,
        mode="visit",
        actors=(minister,),
        recipients=(china,),
        date_start=date(2024, 5, 16),
        date_end=date(2024, 5, 17),
        reports=4,
    )
    talks = make_event(text, "talks-1", "visited", harbin, actors=(minister,))
    assault = {"event_type": EventType.ASSAULT, "quad_class": QuadClass.MATERIAL_CONFLICT, "intensity": -9.0}
    attack = make_event(text, "attack-1", "attacked", oblast, figures=(0,), **assault)
    nowhere = make_event(text, "nowhere-1", "fled", None)
    document = Document(
        document_id="d1",
        text=text,
        title="A story",
        published=date(2024, 5, 17),
        source="Sample Gazette",
        url="https://example.org/story?a=1&b=2",
    )
    mentions = (
        Mention(start=spot["Harbin"][0], end=spot["Harbin"][1], text="Harbin", score=0.9, place=harbin),
        Mention(
            start=spot["Kharkiv region"][0],
            end=spot["Kharkiv region"][1],
            text="Kharkiv region",
            score=0.9,
            place=oblast,
        ),
    )
    parsed = ParsedDocument(
        document=document, mentions=mentions, events=(visit, talks, attack, nowhere), figures=(figure,)
    )
    area, point = box(35, 48.6, 38.2, 50.4), Point(126.65, 45.75)
    line = LineString([(37.62, 55.75), (80, 60), (126.65, 45.75)])
    people = {
        "value": 8000.0,
        "unit": "person",
        "category": "internal_displacements",
        "quantifier": "less_than",
    }
    money = {"value": 240.1e9, "currency": "USD", "quantifier": "exact"}
    layers = (
        Layer(key="conflict", title="Conflict", frame=make_frame([event_row(parsed, attack, area)])),
        Layer(
            key="diplomacy",
            title="Diplomacy",
            frame=make_frame(
                [
                    event_row(parsed, visit, point),
                    event_row(parsed, visit, line),
                    event_row(parsed, talks, point),
                ]
            ),
        ),
        Layer(
            key="displacement",
            title="Displacement",
            frame=make_frame([event_row(parsed, attack, area, **people)]),
        ),
        Layer(
            key="economy",
            title="Economy",
            frame=make_frame([event_row(parsed, visit, line, event_id=None, event_type=None, **money)]),
        ),
    )
    return Story(layers=layers, documents=(parsed,))


@pytest.fixture(scope="session")
def hostile_story() -> Story:
    """Hostile texts in every field that reaches a map."""
    documents, rows, money = [], [], []
    for index, word in enumerate(HOSTILE):
        text = f"They visited {word} again."
        start, end = 13, 13 + len(word)
        spot = replace(
            place(word, -170.0 + 6.5 * index, 45.0 - index % 9), admin1=word, country_code=word, place_id=word
        )
        actor = Actor(name=word, start=start, end=end, country_iso3="RUS", sector=word)
        figure = Figure(
            value=7e6,
            unit=Unit.CURRENCY,
            category=Category.AMOUNT,
            quantifier=Quantifier.EXACT,
            currency=word,
            start=start,
            end=end,
            text=word,
            quote=text,
            quote_start=0,
        )
        event = make_event(
            text,
            f"e{index}{word}",
            "visited",
            spot,
            actors=(actor,),
            recipients=(actor,),
            mode=word,
            contexts=(word,),
            figures=(0,),
        )
        document = Document(
            document_id=f"d{index}{word}",
            text=text,
            title=word,
            source=word,
            url=f"javascript:alert(1)//{word}",
        )
        why = Candidate(place=spot, score=0.9, reasons=(Reason(name=word, value=1.0),))
        mention = Mention(
            start=start, end=end, text=word, score=1.0, place=spot, candidates=(why,), candidate_count=1
        )
        parsed = ParsedDocument(document=document, mentions=(mention,), events=(event,), figures=(figure,))
        documents.append(parsed)
        point = Point(spot.longitude, spot.latitude)
        row = event_row(parsed, event, point, country_code=word)
        rows.append(row)
        sums = {"value": 7e6, "currency": word, "quantifier": word, "text": word, "unit": "currency"}
        money.append(event_row(parsed, event, point, country_code=word, **sums))
    title, owed = "".join(HOSTILE), "".join(HOSTILE)
    layers = (
        Layer(key="diplomacy", title=title, frame=make_frame(rows), attribution=owed),
        Layer(key="economy", title=title, frame=make_frame(money), attribution=owed),
    )
    return Story(layers=layers, documents=tuple(documents))
