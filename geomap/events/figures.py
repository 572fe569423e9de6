"""Numbers of persons, households and money, with what they are about and where.

A number is a figure when it counts persons, households or homes (by its noun, or alone beside a verb) and
its sentence tells that they were displaced, evacuated, killed or injured, or when a currency goes with it.
Dates, ages, distances, percentages, ranks, names of units and prices per barrel are none. Households stay
households; a home destroyed counts as one, as IDMC counts it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from geomap.constants import HOUSING, Category, Term, Unit
from geomap.events.amounts import is_of_affairs, is_told_again
from geomap.events.anaphors import NamedPlaces
from geomap.events.breakdowns import Item, fate_before, find_items, whereabouts_in
from geomap.events.categories import fate_of, node_of, registered_abroad
from geomap.events.counting import Counted, counted_by, is_rate, is_subset
from geomap.events.fates import Fate
from geomap.events.figure_places import Whereabouts, settle, whereabouts_of
from geomap.events.grammar import clause_of
from geomap.events.money import Money, carried_on, money_of
from geomap.events.sentences import Words
from geomap.events.spots import Spot
from geomap.models import Atlas, Document, Figure, Mention
from geomap.text.dates import DateSpan, find_dates
from geomap.text.numbers import Number, find_numbers

_SKIPPED = frozenset({"people", "families", "of", "them"})
_LEADING = frozenset({"from", "in", "to", "at", "near"})
_BETWEEN = frozenset({"people", "families", "of", "them"})
_OTHER_FATES = frozenset(
    "missing unaccounted arrested detained captured hostage trapped rescued survived freed released abducted"
    " kidnapped".split()
)
_FURTHER = frozenset({"another", "additional", "further", "extra"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """One sentence with what is known of it before its numbers are read."""

    document: Document
    words: Words
    mentions: tuple[Mention, ...]
    spots: tuple[Spot, ...]
    dates: tuple[DateSpan, ...]
    countries: tuple[frozenset[str], ...]
    """The countries that the sentence names, and the one that the text names most, by ISO 3166-1 alpha-2."""
    heading: Fate | None = None
    """What the heading of the list that this sentence belongs to tells: "Displaced by province:"."""


def find_figures(
    document: Document, mentions: Sequence[Mention], sentences: Sequence[Words], atlas: Atlas | None = None
) -> tuple[Figure, ...]:
    """The figures of a document, of which all sentences are given, in order of the text.

    The atlas knows which country "the country" is.
    """
    figures: list[Figure] = []
    heading: Fate | None = None
    named = NamedPlaces(sentences, mentions)
    codes = Counter(m.place.country_code for m in mentions if m.place and m.place.country_code)
    foremost = frozenset(code for code, _ in codes.most_common(1))
    for number, words in enumerate(sentences):
        sentence = words.sentence
        if words.word(len(words) - 1) == ":":
            heading = fate_before(words, len(words))
        if not find_numbers(document.text, start=sentence.start, end=sentence.end):
            continue
        inside = tuple(m for m in mentions if sentence.start <= m.start and m.end <= sentence.end)
        setting = _Setting(
            document=document,
            words=words,
            mentions=inside,
            spots=named.meant_in(number, atlas),
            dates=find_dates(
                document.text, published=document.published, start=sentence.start, end=sentence.end
            ),
            countries=(frozenset(m.place.country_code or "" for m in inside if m.place), foremost),
            heading=heading,
        )
        figures += _in_sentence(setting, figures)
    return tuple(figures)


def _in_sentence(setting: _Setting, earlier: Sequence[Figure]) -> list[Figure]:
    figures: list[Figure] = []
    told: Fate | None = None
    paid: Money | None = None
    items = _items(setting)
    for number in _numbers(setting):
        money = _money(setting, number) or carried_on(setting.document.text, number, paid)
        if money is not None:
            is_again = is_told_again(setting.document.text, money, paid)
            if is_of_affairs(setting.words, number) and not is_again:
                figures.append(_amount(setting, number, money))
            paid = money
            continue
        if number.start in items:
            figures += _item_figures(setting, items[number.start], told, figures)
            continue
        if _is_share(setting.words, number):
            figures += _share_of(setting, number, [*earlier, *figures])
            continue
        if _own_spot(setting, number) is not None and _is_part(setting.words, number):
            figures += _share_of(setting, number, figures, is_part=True)
            continue
        counted = counted_by(setting.words, number, setting.mentions)
        if counted is not None and not counted.noun and told is not None and told.term in HOUSING:
            # "Destroyed 1,287 houses and damaged another 6,561"
            counted = replace(counted, unit=Unit.HOUSEHOLD, is_home=True)
        is_event = counted is not None and not is_rate(setting.words, counted.last)
        fate = _fate(setting, number, counted, told) if counted and is_event else None
        if counted is not None and fate is not None and not _is_listed(setting, number, fate, figures):
            told = fate
            figures.append(_count(setting, number, counted, fate))
    return figures


def _money(setting: _Setting, number: Number) -> Money | None:
    return money_of(setting.document.text, number, setting.words.sentence.end, setting.countries)


def _items(setting: _Setting) -> dict[int, Item]:
    """The items of lists in a sentence, by where their numbers start."""
    counts = [
        (number, counted)
        for number in _numbers(setting)
        if _money(setting, number) is None
        and (counted := counted_by(setting.words, number, setting.mentions)) is not None
        and not is_rate(setting.words, counted.last)
    ]
    return {item.number.start: item for item in find_items(setting.words, counts, setting.spots)}


def _item_figures(setting: _Setting, item: Item, told: Fate | None, earlier: Sequence[Figure]) -> list[Figure]:
    """The figure of an item of a list, if what befell those counted is told of the whole, or before the list."""
    number, counted = item.number, item.counted
    own = fate_of(setting.words, number, counted)
    fate = own or told or fate_before(setting.words, item.start) or setting.heading
    if fate is None:
        return []
    whole = next((one for one in earlier if one.category is fate.category), None)
    category, places = settle(fate, whereabouts_in(item, fate, whole), counted.people_of)
    return [_figure(setting, number, counted, replace(fate, category=category), places)]


def _is_listed(setting: _Setting, number: Number, fate: Fate, figures: Sequence[Figure]) -> bool:
    """Whether a number lists some of those just counted: "three were killed: a woman and two children"."""
    if not figures or figures[-1].category is not fate.category or figures[-1].value <= number.value:
        return False
    return ":" in setting.document.text[figures[-1].end : number.start]


def _numbers(setting: _Setting) -> list[Number]:
    """The numbers of a sentence that are no part of a date or a name."""
    sentence = setting.words.sentence
    return [
        number
        for number in find_numbers(setting.document.text, start=sentence.start, end=sentence.end)
        if not any(span.start < number.end and number.core_start < span.end for span in setting.dates)
        and not any(m.start <= number.core_start < m.end for m in setting.mentions)
    ]


def _fate(setting: _Setting, number: Number, counted: Counted, told: Fate | None) -> Fate | None:
    """What befell the counted; ``told`` is the fate of the number before, which this one may share."""
    words = setting.words
    found = fate_of(words, number, counted) or registered_abroad(words, number, counted, setting.spots)
    if found is None and _continues(words, number, counted):
        found = told
    if found is None or not is_subset(words, words.index_at(number.start)):
        return found
    # "Including 64 children" counts again those counted before; "including 12 dead" does not.
    is_told = told is not None or words.word(words.index_at(number.start) - 1) in ("whom", "which")
    return found if is_told and (told is None or told.category is not found.category) else None


def _continues(words: Words, number: Number, counted: Counted) -> bool:
    """Whether a number shares the fate before it: "(6,200 people)", "another 300", "and 20 in Goma"."""
    first, end = words.index_at(number.start), words.index_at(number.end - 1) + 1
    before, after = words.word(first - 1), words.word(end)
    if not _OTHER_FATES.isdisjoint(words.lower[end : end + 4]):
        return False
    if before == "(" or not _FURTHER.isdisjoint((before, words.lower[first])):
        return True
    return not counted.noun and before in ("and", ",", "with") and after in ("in", "at", "near", "from")


def _is_share(words: Words, number: Number) -> bool:
    first = words.index_at(number.end)
    return words.lower[first : first + 2] == ("of", "them")


def _is_part(words: Words, number: Number) -> bool:
    """Whether a number counts again some of those before: "of which 160", "of the 2,000 displaced, 450"."""
    first = words.index_at(number.start)
    return is_subset(words, first) or (words.lower[:2] == ("of", "the") and "," in words.lower[2:first])


def _own_spot(setting: _Setting, number: Number) -> Spot | None:
    """The place that a bare number leads to: "160 are from Haveri", "4,500 people in Goma"."""
    words, start = setting.words, setting.words.index_at(number.end)
    while words.parts[start : start + 1] == ("AUX",) or words.word(start) in _SKIPPED:
        start += 1
    if words.word(start) not in _LEADING:
        return None
    reach = range(start + 1, start + 4)
    return next((spot for spot in setting.spots if spot.index in reach), None)


def _claimed(setting: _Setting, number: Number) -> frozenset[int]:
    """The tokens of places that are those of another number, a part of the whole."""
    words = setting.words
    others = [one for one in _numbers(setting) if one.start != number.start]
    parts = [one for one in others if _is_part(words, one) or _is_share(words, one)]
    spots = (_own_spot(setting, one) for one in parts)
    listed = {item.spot.index for item in _items(setting).values() if item.spot}
    return frozenset(spot.index for spot in spots if spot is not None) | listed


def _share_of(
    setting: _Setting, number: Number, earlier: Sequence[Figure], *, is_part: bool = False
) -> list[Figure]:
    """ "Some 60,000 of them are in Chad": part of the persons or households counted just before.

    What is told of a part by itself ("of them are in camps") counts, unless it is only told where.
    """
    words, first = setting.words, setting.words.index_at(number.end)
    if "obj" in (words.labels[words.index_at(number.core_start)], words.labels[first - 1]):
        # "Arrested a dozen of them": what befell these is told anew.
        return []
    if words.parts[first + 2 : first + 3] in (("NOUN",), ("ADJ",)) and not is_part:
        # "Nine people, four of them children"
        return []
    whole = next((one for one in reversed(earlier) if one.unit is not Unit.CURRENCY), None)
    if whole is None or not 1 < number.value < (whole.value_high or whole.value):
        return []
    counted = Counted(unit=whole.unit, first=first, last=first + 1, noun="")
    shared = Fate(category=whole.category, term=whole.term or Term.DISPLACED, index=first)
    own = None if is_part else fate_of(setting.words, number, counted)
    return [_count(setting, number, counted, own or replace(shared, modality=whole.modality))]


def _amount(setting: _Setting, number: Number, money: Money) -> Figure:
    sentence, text = setting.words.sentence, setting.document.text
    return Figure(
        value=number.value,
        value_high=number.value_high,
        unit=Unit.CURRENCY,
        category=Category.AMOUNT,
        quantifier=number.quantifier,
        currency=money.currency,
        start=money.start,
        end=money.end,
        text=text[money.start : money.end],
        quote=text[sentence.start : sentence.end],
        quote_start=sentence.start,
        as_of=_as_of(setting, number),
    )


def _count(setting: _Setting, number: Number, counted: Counted, fate: Fate) -> Figure:
    words = setting.words
    spots = tuple(spot for spot in setting.spots if spot.index not in _claimed(setting, number))
    found = whereabouts_of(words, node_of(words, number, counted), fate, spots, setting.mentions)
    category, places = settle(fate, found, counted.people_of)
    return _figure(setting, number, counted, replace(fate, category=category), places)


def _figure(
    setting: _Setting, number: Number, counted: Counted, fate: Fate, places: Whereabouts
) -> Figure:
    words, text = setting.words, setting.document.text
    return Figure(
        value=number.value,
        value_high=number.value_high,
        unit=counted.unit,
        category=fate.category,
        term=fate.term,
        modality=fate.modality,
        quantifier=number.quantifier,
        start=number.start,
        end=number.end,
        text=text[number.start : number.end],
        quote=text[words.sentence.start : words.sentence.end],
        quote_start=words.sentence.start,
        origin=places.origin,
        destination=places.destination,
        location=places.location,
        as_of=_as_of(setting, number),
    )


def _as_of(setting: _Setting, number: Number) -> date | None:
    """The last day of the clause's date, else of the sentence's only date."""
    words, dates = setting.words, setting.dates
    clause = clause_of(words, words.index_at(number.core_start))
    inner = [span for span in dates if clause_of(words, words.index_at(span.start)) == clause]
    chosen = inner[0] if inner else dates[0] if len(dates) == 1 else None
    return chosen.last if chosen else None
