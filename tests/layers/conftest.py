"""A small world and short documents for the layers, built from records alone."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from shapely import Polygon, box

from geomap.constants import (
    Category,
    EventType,
    Modality,
    Precision,
    QuadClass,
    Quantifier,
    Unit,
    Worldview,
)
from geomap.models import Actor, Document, Event, Figure, Mention, ParsedDocument, Place

TEXT = "The envoys met in Harbin. Fighting went on in the north and 8,000 people fled in a week."


def place(
    place_id: str, name: str, longitude: float, latitude: float, code: str, iso: str, **more: Any
) -> Place:
    return Place(
        place_id=place_id,
        name=name,
        longitude=longitude,
        latitude=latitude,
        feature_class="P" if code.startswith("PPL") else "A",
        feature_code=code,
        country_code=iso[:2],
        country_iso3=iso[3:],
        **more,
    )


PLACES = {
    "harbin": place("t:1", "Harbin", 126.65, 45.75, "PPLA", "CN CHN", admin1="Heilongjiang"),
    "beijing": place("t:2", "Beijing", 116.4, 39.9, "PPLC", "CN CHN"),
    "moscow": place("t:3", "Moscow", 37.6, 55.75, "PPLC", "RU RUS"),
    "kyiv": place("t:4", "Kyiv", 30.5, 50.45, "PPLC", "UA UKR"),
    "washington": place("t:5", "Washington", -77.0, 38.9, "PPLC", "US USA"),
    "kharkiv_oblast": place("t:6", "Kharkiv Oblast", 36.5, 49.6, "ADM1", "UA UKR", admin1="Kharkiv Oblast"),
    "kharkiv": place("t:7", "Kharkiv", 36.25, 50.0, "PPLA", "UA UKR", admin1="Kharkiv Oblast"),
    "china": place("t:8", "China", 105.0, 35.0, "PCLI", "CN CHN"),
    "ukraine": place("t:9", "Ukraine", 31.0, 49.0, "PCLI", "UA UKR"),
    "wellington": place("t:10", "Wellington", 174.8, -41.3, "PPLC", "NZ NZL"),
    "suva": place("t:11", "Suva", 178.4, -18.1, "PPLC", "FJ FJI"),
    "russia": place("t:12", "Russia", 100.0, 60.0, "PCLI", "RU RUS"),
    "geneva": place("t:13", "Geneva", 6.15, 46.2, "PPLA", "CH CHE"),
    "yalta": place("t:14", "Yalta", 34.15, 44.5, "PPL", "UA UKR"),
}


@dataclass(frozen=True)
class TinyAtlas:
    """An atlas of the places above: two countries and one division have polygons."""

    worldview: Worldview = Worldview.ISO
    attribution: str = "Hand-made for the tests"
    shapes: dict[str, Polygon] = field(
        default_factory=lambda: {
            "t:6": box(35, 49, 38, 50.4),
            "t:8": box(80, 20, 125, 50),
            "t:9": box(22, 45, 40, 52),
        }
    )

    def get(self, place_id: str) -> Place | None:
        return next((one for one in PLACES.values() if one.place_id == place_id), None)

    def country(self, code: str) -> Place | None:
        countries = [one for one in PLACES.values() if one.feature_code == "PCLI"]
        return next((one for one in countries if code in (one.country_code, one.country_iso3)), None)

    def admin1_of(self, place: Place) -> Place | None:
        divisions = [one for one in PLACES.values() if one.feature_code == "ADM1"]
        return next((one for one in divisions if one.admin1 == place.admin1), None)

    def seat(self, country_iso3: str) -> Place | None:
        seats = [one for one in PLACES.values() if one.feature_code == "PPLC"]
        return next((one for one in seats if one.country_iso3 == country_iso3), None)

    def area(self, place_id: str) -> Polygon | None:
        return self.shapes.get(place_id)


class Make:
    """Makes records whose unimportant fields have sensible values."""

    def __getattr__(self, name: str) -> Place:
        return PLACES[name]

    def actor(self, name: str, iso3: str | None) -> Actor:
        return Actor(name=name, start=0, end=len(name), country_iso3=iso3)

    def event(
        self,
        event_type: EventType,
        who: str = "",
        whom: str = "",
        *,
        at: Place | None = None,
        precision: Precision | None = None,
        start: int = 0,
        quad: QuadClass = QuadClass.VERBAL_COOPERATION,
        modality: Modality = Modality.ACTUAL,
        **more: Any,
    ) -> Event:
        """An event whose actors and recipients are the countries in `who` and `whom`."""
        quote = TEXT[:25]
        return Event(
            event_id=more.pop("event_id", f"e-{event_type.value}-{start}"),
            event_type=event_type,
            quad_class=quad,
            modality=modality,
            start=start,
            end=start + len(quote),
            quote=quote,
            trigger_start=start + 11,
            trigger_end=start + 14,
            score=0.9,
            intensity=1.0,
            actors=tuple(self.actor(code, code) for code in who.split()),
            recipients=tuple(self.actor(code, code) for code in whom.split()),
            location=at,
            precision=precision or (at.precision if at else None),
            date_start=date(2024, 5, 16),
            date_end=date(2024, 5, 17),
            **more,
        )

    def figure(self, value: float, category: Category, *, unit: Unit | None = None, **more: Any) -> Figure:
        is_money = category is Category.AMOUNT
        return Figure(
            value=value,
            unit=unit or (Unit.CURRENCY if is_money else Unit.PERSON),
            category=category,
            quantifier=Quantifier.APPROXIMATELY,
            start=more.pop("start", 60),
            end=more.pop("end", 65),
            text="8,000",
            quote=TEXT[26:78],
            quote_start=more.pop("quote_start", 26),
            currency="USD" if is_money else None,
            **more,
        )

    def mention(self, place: Place | None, *, start: int = 30, score: float = 0.8) -> Mention:
        text = place.name if place else "Nowhere"
        return Mention(start=start, end=start + len(text), text=text, score=score, place=place)

    def parsed(self, *found: Event | Figure | Mention) -> ParsedDocument:
        document = Document(
            document_id="d1",
            text=TEXT,
            published=date(2024, 5, 17),
            source="The Daily Test",
            url="https://example.org/1",
        )
        return ParsedDocument(
            document=document,
            events=tuple(one for one in found if isinstance(one, Event)),
            figures=tuple(one for one in found if isinstance(one, Figure)),
            mentions=tuple(one for one in found if isinstance(one, Mention)),
        )


@pytest.fixture(scope="session")
def make() -> Make:
    return Make()


@pytest.fixture(scope="session")
def atlas() -> TinyAtlas:
    return TinyAtlas()
