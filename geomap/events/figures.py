"""Numbers of persons, households and money, with what they are about and where.

A number is a figure when it counts persons or households (by its noun or as the bare object of a
verb) and words of its clause tell of displacement, death or injury, or when a currency goes with it.
Dates, ages, distances, percentages, ranks and names of units are none. Households stay households.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from geomap.constants import Category, Precision, Unit
from geomap.events.categories import category_of
from geomap.events.circumstances import Spot, find_spots
from geomap.events.counting import Counted, counted_by
from geomap.events.sentences import Words, clause_end, clause_start, read_words
from geomap.events.subjects import attribution_start
from geomap.models import Document, Figure, Mention, Place
from geomap.resources import read_rows
from geomap.text.dates import DateSpan, find_dates
from geomap.text.numbers import Number, find_numbers
from geomap.text.tokens import split_sentences, tokenize

_INTO = frozenset({"to", "into", "toward", "towards"})
_WITHIN = frozenset("in at near across within around throughout on inside outside over along".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """A currency found with a number, and the span of number and currency together."""

    currency: str
    start: int
    end: int


def find_figures(document: Document, mentions: Sequence[Mention]) -> tuple[Figure, ...]:
    """The figures of a document in order of the text."""
    figures: list[Figure] = []
    for sentence in split_sentences(document.text):
        words = read_words(sentence)
        inside = [m for m in mentions if sentence.start <= m.start and m.end <= sentence.end]
        figures += _in_sentence(document, words, inside, figures)
    return tuple(figures)


def _in_sentence(
    document: Document, words: Words, mentions: Sequence[Mention], earlier: Sequence[Figure]
) -> list[Figure]:
    text, sentence = document.text, words.sentence
    dates = find_dates(text, published=document.published, start=sentence.start, end=sentence.end)
    spots = find_spots(words, mentions)
    numbers = [
        number
        for number in find_numbers(text, start=sentence.start, end=sentence.end)
        if not any(span.start < number.end and number.core_start < span.end for span in dates)
        and not any(m.start <= number.core_start < m.end for m in mentions)
    ]
    figures: list[Figure] = []
    category: Category | None = None
    for number in numbers:
        money = money_of(text, number, sentence.end)
        if money is not None:
            figures.append(_amount(document, words, number, money, dates))
            continue
        counted = counted_by(words, number, mentions)
        if counted is None:
            share = _share_of(document, words, number, [*earlier, *figures], spots, dates)
            figures += [share] if share else []
            continue
        is_aside = text[: number.start].rstrip().endswith("(")
        category = (category if is_aside else None) or category_of(words, number, counted, mentions)
        if category is not None:
            figures.append(_count(document, words, number, counted, category, spots, dates))
    return figures


def _share_of(
    document: Document,
    words: Words,
    number: Number,
    earlier: Sequence[Figure],
    spots: Sequence[Spot],
    dates: Sequence[DateSpan],
) -> Figure | None:
    """ "Some 60,000 of them are in Chad": part of the persons or households counted just before."""
    first = words.index_at(number.end)
    counted = next((one for one in reversed(earlier) if one.unit is not Unit.CURRENCY), None)
    if counted is None or words.lower[first : first + 2] != ("of", "them"):
        return None
    if number.value >= (counted.value_high or counted.value):
        return None
    whole = Counted(unit=counted.unit, first=first, last=first + 1, noun="")
    return _count(document, words, number, whole, counted.category, spots, dates)


def money_of(text: str, number: Number, stop: int) -> Money | None:
    """The currency that stands with a number, or None."""
    before = text[max(0, number.core_start - 4) : number.core_start].rstrip()
    for sign, currency in _signs():
        if before.endswith(sign):
            position = number.core_start - 1
            while not text.startswith(sign, position):
                position -= 1
            return Money(currency=currency, start=min(number.start, position), end=number.end)
    tokens = tokenize(text, start=number.end, end=min(stop, number.end + 40))[:3]
    for length in (3, 2, 1):
        if len(tokens) < length:
            continue
        phrase = text[tokens[0].start : tokens[length - 1].end]
        found = _currency_words().get(phrase.lower()) or _currency_words().get(phrase.lower().rstrip("s"))
        if found and not (phrase.lower() in ("won", "real", "som", "dong") and not number.is_digits):
            return Money(currency=found, start=number.start, end=tokens[length - 1].end)
    return None


@lru_cache(maxsize=1)
def _signs() -> tuple[tuple[str, str], ...]:
    rows = list(read_rows("lexicon/currencies.csv", ("name", "currency", "kind")))
    signs = [(row["name"], row["currency"]) for row in rows if row["kind"] == "sign"]
    codes = [(row["name"], row["currency"]) for row in rows if row["name"] == row["currency"]]
    return tuple(sorted(signs + codes, key=lambda pair: (-len(pair[0]), pair[0])))


@lru_cache(maxsize=1)
def _currency_words() -> dict[str, str]:
    rows = read_rows("lexicon/currencies.csv", ("name", "currency", "kind"))
    return {row["name"].lower(): row["currency"] for row in rows if row["kind"] == "word"}


def _amount(
    document: Document, words: Words, number: Number, money: Money, dates: Sequence[DateSpan]
) -> Figure:
    sentence = words.sentence
    return Figure(
        value=number.value,
        value_high=number.value_high,
        unit=Unit.CURRENCY,
        category=Category.AMOUNT,
        quantifier=number.quantifier,
        currency=money.currency,
        start=money.start,
        end=money.end,
        text=document.text[money.start : money.end],
        quote=document.text[sentence.start : sentence.end],
        quote_start=sentence.start,
        as_of=_as_of(words, number, dates),
    )


def _count(
    document: Document,
    words: Words,
    number: Number,
    counted: Counted,
    category: Category,
    spots: Sequence[Spot],
    dates: Sequence[DateSpan],
) -> Figure:
    sentence = words.sentence
    origin, destination, location = _places(words, number, spots)
    if origin is None and category in (Category.REFUGEES, Category.CROSS_BORDER_DISPLACEMENTS):
        origin = counted.people_of
    if category is Category.INTERNAL_DISPLACEMENTS and _is_crossing(origin, destination):
        category = Category.CROSS_BORDER_DISPLACEMENTS
    return Figure(
        value=number.value,
        value_high=number.value_high,
        unit=counted.unit,
        category=category,
        quantifier=number.quantifier,
        start=number.start,
        end=number.end,
        text=document.text[number.start : number.end],
        quote=document.text[sentence.start : sentence.end],
        quote_start=sentence.start,
        origin=origin,
        destination=destination,
        location=location,
        as_of=_as_of(words, number, dates),
    )


def _is_crossing(origin: Place | None, destination: Place | None) -> bool:
    """Whether people went to another country; flight to a country as a whole crosses its border."""
    codes = {place.country_code for place in (origin, destination) if place is not None}
    is_to_country = destination is not None and destination.precision is Precision.COUNTRY and origin is None
    return (len(codes) == 2 and None not in codes) or is_to_country


def _places(
    words: Words, number: Number, spots: Sequence[Spot]
) -> tuple[Place | None, Place | None, Place | None]:
    """Origin, destination and location by the prepositions of the clause, then of the sentence."""
    index = words.index_at(number.core_start)
    stop = attribution_start(words)
    spots = [spot for spot in spots if spot.index < stop or stop <= index]
    low, high = clause_start(words, index), clause_end(words, index)
    inner = [spot for spot in spots if low <= spot.index < high]
    origin = _first(inner, frozenset({"from"}), index) or _left(words, inner)
    destination = _first(inner, _INTO, index)
    location = _first(inner, _WITHIN, index)
    if not (origin or destination or location):
        origin = _first(spots, frozenset({"from"}), index)
        location = None if origin else _first(spots, _WITHIN, index)
    if not (origin or destination or location) and len(spots) == 1:
        location = spots[0].place
    return origin, destination, location


def _left(words: Words, spots: Sequence[Spot]) -> Place | None:
    """The place that is the object of fleeing or leaving: "fled Sudan"."""
    for spot in spots:
        if not spot.before and words.has_lemma(spot.index - 1, frozenset({"flee", "leave", "escape"})):
            return spot.place
    return None


def _first(spots: Sequence[Spot], prepositions: frozenset[str], index: int) -> Place | None:
    """The nearest place after a token that one of the prepositions governs, else the nearest before."""
    fitting = [spot for spot in spots if spot.before in prepositions]
    after = [spot for spot in fitting if spot.index > index]
    if after:
        first = after[0]
        nested = [
            spot
            for spot in after[1:]
            if words_apart(first, spot) <= 3 and spot.place.country_code == first.place.country_code
        ]
        return _finest([first, *nested])
    return fitting[-1].place if fitting else None


def words_apart(left: Spot, right: Spot) -> int:
    """How many tokens lie between the beginnings of two place mentions."""
    return abs(right.index - left.index)


def _finest(spots: Sequence[Spot]) -> Place:
    order = ("site", "settlement", "admin1", "country", "world_region")
    return min((spot.place for spot in spots), key=lambda place: order.index(place.precision))


def _as_of(words: Words, number: Number, dates: Sequence[DateSpan]) -> date | None:
    """The last day of the clause's date, else of the sentence's only date."""
    index = words.index_at(number.core_start)
    low, high = clause_start(words, index), clause_end(words, index)
    begin, end = words.tokens[low].start, words.tokens[high - 1].end
    inner = [span for span in dates if begin <= span.start < end]
    chosen = inner[0] if inner else dates[0] if len(dates) == 1 else None
    return chosen.last if chosen else None
