"""One short article with everything the page shows, built from records alone."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from geomap.constants import Category, EventType, Modality, QuadClass, Quantifier, Unit
from geomap.models import (
    Actor,
    Candidate,
    Document,
    Event,
    Figure,
    Mention,
    ParsedDocument,
    Place,
    Reason,
)

TEXT = (
    "Russian envoys arrived in Harbin for talks with China. Shelling of Kharkiv drove nearly 8,000 people"
    " from their homes. Ministers may meet again next week to discuss $240.1 billion in trade."
)
HARBIN = Place(
    place_id="t:harbin",
    name="Harbin",
    longitude=126.65,
    latitude=45.75,
    feature_class="P",
    feature_code="PPLA",
    country_code="CN",
    admin1="Heilongjiang",
)
KHARKIV = Place(
    place_id="t:kharkiv",
    name="Kharkiv",
    longitude=36.25,
    latitude=50.0,
    feature_class="P",
    feature_code="PPLA",
    country_code="UA",
    admin1="Kharkiv Oblast",
)


@pytest.fixture(autouse=True, scope="session")
def own_data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What tests correct and keep stays out of the user's own folders."""
    patch = pytest.MonkeyPatch()
    patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
    patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    yield
    patch.undo()


class Make:
    """Makes records whose spans are found in a text; unimportant fields have sensible values."""

    def __init__(self, text: str) -> None:
        self.text = text

    def span(self, words: str) -> tuple[int, int]:
        start = self.text.index(words)
        return start, start + len(words)

    def actor(self, words: str, name: str, iso3: str) -> Actor:
        start, end = self.span(words)
        return Actor(name=name, start=start, end=end, country_iso3=iso3)

    def mention(self, words: str, place: Place | None, *, score: float = 0.9) -> Mention:
        start, end = self.span(words)
        candidates = ()
        if place:
            reasons = (Reason(name="population", value=0.5), Reason(name="country_context", value=0.3))
            candidates = (Candidate(place=place, score=0.9, reasons=reasons),)
        return Mention(
            start=start,
            end=end,
            text=words,
            score=score,
            place=place,
            candidates=candidates,
            candidate_count=3 if place else 0,
        )

    def event(self, sentence: str, trigger: str, event_type: EventType, **more: Any) -> Event:
        start = self.text.index(sentence)
        end = self.text.index(".", start) + 1
        begin = self.text.index(trigger, start)
        place = more.get("location")
        if place is not None:
            more.setdefault("precision", place.precision)
        fields: dict[str, Any] = {
            "event_id": f"e-{trigger}",
            "quad_class": QuadClass.VERBAL_COOPERATION,
            "modality": Modality.ACTUAL,
            "score": 0.9,
            "intensity": 1.0,
        }
        return Event(
            event_type=event_type,
            start=start,
            end=end,
            quote=self.text[start:end],
            trigger_start=begin,
            trigger_end=begin + len(trigger),
            **(fields | more),
        )

    def figure(self, words: str, value: float, category: Category, **more: Any) -> Figure:
        start, end = self.span(words)
        is_money = category is Category.AMOUNT
        fields: dict[str, Any] = {
            "unit": Unit.CURRENCY if is_money else Unit.PERSON,
            "quantifier": Quantifier.EXACT,
            "currency": "USD" if is_money else None,
        }
        return Figure(
            value=value,
            category=category,
            start=start,
            end=end,
            text=words,
            quote=words,
            quote_start=start,
            **(fields | more),
        )


@pytest.fixture
def make() -> Make:
    return Make(TEXT)


@pytest.fixture
def parsed(make: Make) -> ParsedDocument:
    """A visit, an attack with a displacement, and talks that may come, with a trade figure."""
    visit = make.event(
        "Russian envoys",
        "arrived",
        EventType.CONSULT,
        mode="visit",
        actors=(make.actor("Russian", "Russia", "RUS"),),
        recipients=(make.actor("China", "China", "CHN"),),
        location=HARBIN,
        date_start=date(2024, 5, 16),
        date_end=date(2024, 5, 17),
    )
    attack = make.event(
        "Shelling",
        "Shelling",
        EventType.ASSAULT,
        quad_class=QuadClass.MATERIAL_CONFLICT,
        location=KHARKIV,
        score=0.6,
        figures=(0,),
        date_start=date(2024, 5, 10),
        date_end=date(2024, 5, 10),
    )
    talks = make.event(
        "Ministers", "meet", EventType.CONSULT, modality=Modality.FUTURE, score=0.4, figures=(1,)
    )
    displaced = make.figure(
        "nearly 8,000",
        8000,
        Category.INTERNAL_DISPLACEMENTS,
        quantifier=Quantifier.LESS_THAN,
        origin=KHARKIV,
    )
    trade = make.figure("$240.1 billion", 240.1e9, Category.AMOUNT)
    document = Document(
        document_id="d1",
        text=TEXT,
        title="Envoys in Harbin",
        published=date(2024, 5, 17),
        source="The Daily Test",
        url="https://example.org/1",
    )
    return ParsedDocument(
        document=document,
        mentions=(make.mention("Harbin", HARBIN), make.mention("Kharkiv", KHARKIV, score=0.5)),
        events=(visit, attack, talks),
        figures=(displaced, trade),
    )


@pytest.fixture
def layer_index() -> dict[str, frozenset[str]]:
    return {"e-arrived": frozenset({"diplomacy"}), "e-Shelling": frozenset({"conflict", "displacement"})}
