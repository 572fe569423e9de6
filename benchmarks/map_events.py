"""Made-up events with full evidence for `map.py`: seeded, over real places, the mix of a month of news."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from geomap.constants import Category, EventType, Modality, Precision, QuadClass, Quantifier, Unit
from geomap.gazetteer.store import open_gazetteer
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

FIRST_DAY = date(2024, 5, 1)
DAYS = 31
SETTLEMENTS = 12_000
_EVENTS_PER_DOCUMENT = (1, 2, 2, 3, 4)

_TYPES: tuple[tuple[EventType, QuadClass, float, int, str], ...] = (
    (EventType.ASSAULT, QuadClass.MATERIAL_CONFLICT, -9.0, 24, "shelled"),
    (EventType.COERCE, QuadClass.MATERIAL_CONFLICT, -7.0, 10, "detained people in"),
    (EventType.PROTEST, QuadClass.MATERIAL_CONFLICT, -5.0, 9, "protested in"),
    (EventType.MOBILIZE, QuadClass.MATERIAL_CONFLICT, -5.5, 5, "sent troops to"),
    (EventType.ACCUSE, QuadClass.VERBAL_CONFLICT, -2.0, 12, "criticized the raid near"),
    (EventType.THREATEN, QuadClass.VERBAL_CONFLICT, -3.5, 4, "threatened to close the crossing at"),
    (EventType.CONSULT, QuadClass.VERBAL_COOPERATION, 2.0, 18, "held talks in"),
    (EventType.AGREE, QuadClass.VERBAL_COOPERATION, 4.0, 6, "signed an agreement in"),
    (EventType.AID, QuadClass.MATERIAL_COOPERATION, 7.0, 7, "delivered relief to"),
    (EventType.COOPERATE, QuadClass.MATERIAL_COOPERATION, 6.0, 5, "opened a joint project in"),
)
_SIDES = (
    "troops",
    "officials",
    "the army",
    "police",
    "the foreign minister",
    "envoys",
    "protesters",
    "aid workers",
)
_TIMES = ("early", "late", "around noon", "overnight", "in the afternoon", "before dawn", "in the evening")
_REMARKS = (
    "residents said",
    "according to the regional administration",
    "a spokesperson told reporters",
    "two people familiar with the matter said",
    "the health authority confirmed",
    "monitors on the ground reported",
    "officials in the capital did not comment",
)
_DETAILS = (
    "road",
    "market",
    "hospital",
    "bridge",
    "school",
    "depot",
    "station",
    "warehouse",
    "camp",
    "border post",
)
_REGIONS, _PAPERS = ("Morning", "Evening", "National", "Northern", "Coast"), ("Post", "Wire", "Gazette")
_WEEKDAYS = ("Monday", "Tuesday", "Friday", "Sunday")
_FEATURES = ("population", "country named in the text", "near other places", "kind of place", "named before")
_CURRENCY_SHARE, _PEOPLE_SHARE, _UNDATED_SHARE = 0.03, 0.06, 0.02


def make_documents(count: int, *, seed: int = 7) -> list[ParsedDocument]:
    """Documents with `count` events in all; the same count and seed give the same documents."""
    random = Random(seed)
    world = _World(random)
    documents: list[ParsedDocument] = []
    left = count
    while left:
        size = min(left, random.choice(_EVENTS_PER_DOCUMENT))
        documents.append(_make_document(len(documents), size, random, world))
        left -= size
    return documents


class _World:
    """Where things happen: settlements, a few of them often, and the areas they lie in."""

    def __init__(self, random: Random) -> None:
        gazetteer = open_gazetteer()
        large = [
            place for place in gazetteer if place.feature_class == "P" and (place.population or 0) > 30_000
        ]
        self.settlements = random.sample(sorted(large, key=lambda place: place.place_id), SETTLEMENTS)
        self.weights = list(accumulate(1 / (rank + 8) for rank in range(SETTLEMENTS)))
        self.countries = [
            one for one in gazetteer.countries() if one.country_iso3 and gazetteer.seat(one.country_iso3)
        ]
        self.country_weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.countries))))
        self.areas = {place.place_id: gazetteer.admin1_of(place) for place in self.settlements}
        self.states = {
            place.place_id: gazetteer.country(place.country_iso3) if place.country_iso3 else None
            for place in self.settlements
        }

    def choose(self, random: Random) -> tuple[Place, Precision]:
        """A place: mostly a settlement, sometimes no more than its province or country."""
        (place,) = random.choices(self.settlements, cum_weights=self.weights)
        chance = random.random()
        area = self.states[place.place_id] if chance < 0.02 else self.areas[place.place_id]
        if chance < 0.12 and area is not None:
            return area, area.precision
        return place, place.precision

    def sides(self, random: Random) -> tuple[Place, Place]:
        """Two countries."""
        first, second = random.choices(self.countries, cum_weights=self.country_weights, k=2)
        return first, second


def _make_document(number: int, size: int, random: Random, world: _World) -> ParsedDocument:
    published = FIRST_DAY + timedelta(days=min(DAYS - 1, int(random.betavariate(2, 1.5) * DAYS)))
    text = ""
    mentions: list[Mention] = []
    events: list[Event] = []
    figures: list[Figure] = []
    for _ in range(size):
        sentence = _Sentence(len(text), random, world, published)
        events.append(sentence.event(f"{random.getrandbits(64):016x}", len(figures)))
        mentions.append(sentence.mention())
        if sentence.figure is not None:
            figures.append(sentence.figure)
        text += f"{sentence.text} "
    document = Document(
        document_id=f"doc{number}",
        text=text,
        title=f"{text[: random.randint(40, 70)].rsplit(' ', 1)[0]}",
        published=published,
        source=f"{random.choice(_REGIONS)} {random.choice(_PAPERS)}",
        url=f"https://news.example.org/{published:%Y/%m/%d}/{random.getrandbits(40):010x}",
    )
    return ParsedDocument(
        document=document, mentions=tuple(mentions), events=tuple(events), figures=tuple(figures)
    )


class _Sentence:
    """One made-up sentence at a position of its document, and what is found in it."""

    def __init__(self, start: int, random: Random, world: _World, published: date) -> None:
        self.start, self.random, self.published = start, random, published
        self.kind = random.choices(_TYPES, weights=[one[3] for one in _TYPES])[0]
        self.place, self.precision = world.choose(random)
        self.actor, self.recipient = world.sides(random)
        self.figure: Figure | None = None
        parts = [
            self.actor.name,
            f" {random.choice(_SIDES)} ",
            self.kind[4],
            " ",
            self.place.name,
            f" {random.choice(_TIMES)} on {random.choice(_WEEKDAYS)} near the ",
            f"{random.choice(_DETAILS)} with ",
            self.recipient.name,
            f" involved, {random.choice(_REMARKS)}",
            f" about the {random.choice(_DETAILS)} {random.randint(2, 90)} km away",
        ]
        amount, chance = "", random.random()
        if chance < _PEOPLE_SHARE:
            amount = f"{random.randint(2, 400) * 50:,} people"
            parts.append(f", and {amount} fled")
        elif chance < _PEOPLE_SHARE + _CURRENCY_SHARE:
            amount = f"${random.randint(2, 900)} million"
            parts.append(f", and {amount} was pledged")
        self.text = "".join([*parts, "."])
        self.spans = list(accumulate((len(part) for part in parts), initial=0))
        if amount:
            self.figure = self._make_figure(amount)

    def _make_figure(self, amount: str) -> Figure:
        at = self.start + self.text.index(amount)
        is_money = amount.startswith("$")
        digits = float("".join(sign for sign in amount if sign.isdigit()))
        kinds = (Category.INTERNAL_DISPLACEMENTS, Category.IDPS, Category.REFUGEES)
        return Figure(
            value=digits * 1e6 if is_money else digits,
            unit=Unit.CURRENCY if is_money else Unit.PERSON,
            category=Category.AMOUNT if is_money else self.random.choice(kinds),
            quantifier=Quantifier.EXACT,
            start=at,
            end=at + len(amount),
            text=amount,
            quote=self.text,
            quote_start=self.start,
            currency="USD" if is_money else None,
            origin=None if is_money else self.place,
            destination=self.recipient if not is_money and self.random.random() < 0.3 else None,
        )

    def mention(self) -> Mention:
        """The place's mention with its candidates."""
        reasons = tuple(Reason(name=name, value=0.1) for name in self.random.sample(_FEATURES, 2))
        score = round(self.random.uniform(0.55, 0.99), 3)
        return Mention(
            start=self.start + self.spans[4 - 1],
            end=self.start + self.spans[4 - 1] + len(self.place.name),
            text=self.place.name,
            score=score,
            place=self.place,
            candidates=(
                Candidate(place=self.place, score=score, reasons=reasons),
                Candidate(place=self.recipient, score=round(1 - score, 3), reasons=reasons[:1]),
            ),
            candidate_count=2,
        )

    def event(self, event_id: str, figure: int) -> Event:
        """The event of this sentence."""
        event_type, quad_class, intensity, _, trigger = self.kind
        day: Any = self.published - timedelta(days=self.random.choice((0, 0, 0, 1, 1, 2, 5)))
        if self.random.random() < _UNDATED_SHARE:
            day = None
        elif self.random.random() < 0.0005:
            day = date(1991, 8, 24)
        at = self.start + self.spans[2]
        return Event(
            event_id=event_id,
            event_type=event_type,
            quad_class=quad_class,
            modality=Modality.ACTUAL,
            start=self.start,
            end=self.start + len(self.text),
            quote=self.text,
            trigger_start=at,
            trigger_end=at + len(trigger),
            score=round(self.random.uniform(0.4, 0.99), 3),
            intensity=intensity,
            actors=(_actor(self.actor, self.start),),
            recipients=(_actor(self.recipient, self.start + self.spans[6]),),
            location=self.place,
            precision=self.precision,
            date_start=day,
            date_end=day,
            figures=(figure,) if self.figure else (),
            reports=self.random.choice((1, 1, 1, 1, 2, 3)),
        )


def _actor(country: Place, start: int) -> Actor:
    return Actor(
        name=country.name, start=start, end=start + len(country.name), country_iso3=country.country_iso3
    )
