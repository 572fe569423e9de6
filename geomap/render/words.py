"""What the map says: event types, places, dates and figures in plain, neutral English.

Every phrase is built here once, so that the card, the list, the legend and the page say the same.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from geomap.constants import Category, EventType, Modality, Precision, Quantifier, Term, Unit
from geomap.models import Event, Figure, Reason

EVENT_WORDS: Final[dict[EventType, str]] = {
    EventType.AGREE: "Agreement",
    EventType.CONSULT: "Talks",
    EventType.SUPPORT: "Praise or backing",
    EventType.CONCEDE: "Concession",
    EventType.COOPERATE: "Cooperation",
    EventType.AID: "Aid",
    EventType.RETREAT: "Withdrawal",
    EventType.REQUEST: "Appeal",
    EventType.ACCUSE: "Criticism or accusation",
    EventType.REJECT: "Refusal",
    EventType.THREATEN: "Threat",
    EventType.PROTEST: "Protest",
    EventType.SANCTION: "Sanction",
    EventType.MOBILIZE: "Mobilization",
    EventType.COERCE: "Coercion",
    EventType.ASSAULT: "Attack",
}

MODE_WORDS: Final[dict[tuple[EventType, str], str]] = {
    (EventType.SUPPORT, "agreement"): "Agreement concluded",
    (EventType.AGREE, "visit"): "Planned visit",
    (EventType.AGREE, "meet"): "Planned talks",
    (EventType.AGREE, "phone"): "Planned call",
    (EventType.AGREE, "third-party"): "Planned mediation",
    (EventType.CONSULT, "visit"): "Visit",
    (EventType.CONSULT, "phone"): "Call",
    (EventType.CONSULT, "third-party"): "Mediation",
    (EventType.RETREAT, "withdraw"): "Withdrawal",
    (EventType.RETREAT, "release"): "Release",
    (EventType.RETREAT, "ceasefire"): "Ceasefire",
    (EventType.RETREAT, "disarm"): "Disarmament",
    (EventType.RETREAT, "access"): "Access granted",
    (EventType.RETREAT, "resign"): "Resignation",
}

HOST_WORDS: Final[dict[EventType, str]] = {
    EventType.CONSULT: "Visit received",
    EventType.AGREE: "Planned visit to be received",
}
"""What a visit is called where the side that acts is the host."""

MODALITY_NOTES: Final[dict[Modality, str]] = {
    Modality.FUTURE: "Reported as planned or announced",
    Modality.HYPOTHETICAL: "Reported as possible",
    Modality.NEGATED: "Reported as not having happened",
    Modality.HISTORICAL: "Reported as past background",
}

HEDGES: Final[dict[str, str]] = {
    Quantifier.EXACT: "",
    Quantifier.APPROXIMATELY: "about",
    Quantifier.MORE_THAN: "more than",
    Quantifier.LESS_THAN: "nearly",
    Quantifier.BETWEEN: "between",
}

CATEGORY_WORDS: Final[dict[Category, str]] = {
    Category.IDPS: "living displaced within the country at that date",
    Category.REFUGEES: "living as refugees at that date",
    Category.INTERNAL_DISPLACEMENTS: "displaced within the country, over a period",
    Category.CROSS_BORDER_DISPLACEMENTS: "displaced across a border, over a period",
    Category.RETURNS: "returned, over a period",
    Category.EVACUATIONS: "evacuated, over a period",
    Category.DEATHS: "reported killed",
    Category.INJURED: "reported injured",
    Category.AMOUNT: "",
}

HOUSING_WORDS: Final[dict[Term, str]] = {
    Term.DESTROYED_HOUSING: "whose homes were destroyed, one household for each home",
    Term.PARTIALLY_DESTROYED_HOUSING: "whose homes were damaged, one household for each home",
}

UNIT_WORDS: Final[dict[str, tuple[str, str]]] = {
    Unit.PERSON: ("person", "people"),
    Unit.HOUSEHOLD: ("household", "households"),
}

CURRENCY_SIGNS: Final[dict[str, str]] = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "¥",
    "CNY": "CN¥",
    "INR": "₹",
}

SCORE_WORDS: Final = ((0.8, "high"), (0.5, "medium"), (0.0, "low"))
"""The least score for each word, falling."""

REASON_WORDS: Final[dict[str, str]] = {
    "population": "many people live there",
    "prominence": "it is the best known of that name",
    "usual_name": "this is its usual name",
    "is_country": "it is a country",
    "is_province": "it is a region",
    "is_district": "it is a district",
    "is_water": "it is a water",
    "is_region": "it is a part of the world",
    "is_site": "it is a site",
    "capital": "it is a capital",
    "provincial_capital": "it is the seat of a region",
    "seat_of_a_named_body": "a body with its seat there is named in the text",
    "kind_named_in_the_text": "the text calls it what it is",
    "city_of_its_namesake_province": "its region has the same name",
    "named_in_the_title": "the title names it",
    "nationality_beside_it": "people of its country are named beside it",
    "near_the_outlet": "it is near the newspaper",
    "in_the_outlets_province": "it is in the newspaper's region",
    "in_the_outlets_country": "it is in the newspaper's country",
    "inside_the_next_name": "it lies in the place named after it",
    "holds_the_name_before": "it holds the place named before it",
    "inside_the_name_before": "it lies in the place named before it",
    "country_share_of_the_text": "the text is about its country",
    "country_named_in_the_text": "its country is named in the text",
    "capital_of_a_named_country": "its country, whose capital it is, is named in the text",
    "neighbour_of_a_named_country": "a neighbour of its country is named in the text",
    "province_share_of_the_text": "the text is about its region",
    "province_named_in_the_text": "its region is named in the text",
    "province_of_other_names": "other places of its region are named",
    "near_other_places": "other places in the text are near",
    "near_a_place_beside_it": "a place named beside it is near",
    "country_of_a_place_beside_it": "a place named beside it is in the same country",
    "listed_with_its_equals": "it stands in a list of its equals",
    "country_of_the_dateline": "the report was sent from its country",
}
"""What each reason of the resolver says; one that is not here is shown by its name."""

MOST_REASONS: Final = 3
"""So many reasons are told of a place."""

_SOURCE_HEDGE = re.compile(
    r"\s*(nearly|almost|about|around|approximately|roughly|some|more than|over|at least|less than|fewer than"
    r"|under|up to|as many as|at most)\b",
    re.IGNORECASE,
)
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


@lru_cache(maxsize=4096)
def event_word(event_type: str | None, mode: str | None = None, *, is_hosted: bool = False) -> str:
    """What an event is in one or two words, such as "Visit"; "Event" where the type is unknown.

    Args:
        event_type: One of `EventType`.
        mode: How, in the words of the ontology.
        is_hosted: Whether the side that acts is the host of a visit; see `Event.is_hosted`.
    """
    if event_type not in frozenset(EventType):
        return "Event"
    known = EventType(event_type)
    if is_hosted and known in HOST_WORDS:
        return HOST_WORDS[known]
    return MODE_WORDS.get((known, mode or ""), EVENT_WORDS[known])


def word_of(event: Event) -> str:
    """What an event is in one or two words, as `event_word` says, with a host's visit told from others."""
    return event_word(event.event_type, event.mode, is_hosted=event.is_hosted)


def title_of(event: Event) -> str:
    """The title of an event, such as "Attack: Russia → Ukraine"."""
    names = ([actor.name for actor in actors] for actors in (event.actors, event.recipients))
    return event_title(word_of(event), *names)


Pattern = tuple[str, ...]
"""Words of ours around the gaps, at most two, that names from outside fill."""


def fill(pattern: Pattern, *names: str) -> str:
    """A pattern with its gaps filled."""
    gaps = iter((*names, *[""] * len(pattern)))
    return pattern[0] + "".join(next(gaps) + part for part in pattern[1:])


def event_pattern(word: str, *, has_actors: bool, has_recipients: bool) -> Pattern:
    """The title of a card with gaps for its known sides."""
    if has_actors and has_recipients:
        return f"{word}: ", " ← " if word in HOST_WORDS.values() else " → ", ""
    if has_actors:
        return f"{word}: ", ""
    return (f"{word} → ", "") if has_recipients else (word,)


def event_title(word: str, actors: Sequence[str], recipients: Sequence[str]) -> str:
    """The title of a card, such as "Attack: Russia → Ukraine"; the word alone where no side is known."""
    pattern = event_pattern(word, has_actors=bool(actors), has_recipients=bool(recipients))
    return fill(pattern, *(side(names) for names in (actors, recipients) if names))


def side(names: Sequence[str], *, limit: int = 3) -> str:
    """Names as one side of an event: "A", "A and B", "A, B, C and 2 more"; repeated names once."""
    unique = list(dict.fromkeys(names))
    if len(unique) > limit:
        return f"{', '.join(unique[:limit])} and {len(unique) - limit} more"
    return " and ".join(part for part in (", ".join(unique[:-1]), unique[-1]) if part)


def place_pattern(precision: str | None, *, is_known: bool = True) -> Pattern:
    """Where, with how exactly we know, and a gap for the name."""
    if not is_known:
        return ("place not reported",)
    if precision == Precision.SITE:
        return "at ", ""
    if precision in {Precision.ADMIN1, Precision.COUNTRY, Precision.WORLD_REGION}:
        return "somewhere in ", ""
    return "in ", ""


def place_phrase(name: str | None, precision: str | None) -> str:
    """Where, with how exactly we know: "in Harbin", "somewhere in China"; "place not reported" for None."""
    return fill(place_pattern(precision, is_known=name is not None), name or "")


@lru_cache(maxsize=4096)
def date_phrase(start: date | None, end: date | None = None) -> str:
    """When: "16–17 May 2024", "30 May – 2 June 2024", "May 2024", "2023"; "date not reported" for None."""
    start, end = start or end, end or start
    if start is None or end is None:
        return "date not reported"
    last = _day(end)
    if start == end:
        return last
    return _whole_period(start, end) or _range_phrase(start, end, last)


def _whole_period(start: date, end: date) -> str | None:
    """A whole month or year by its name; None for any other range."""
    if start.year != end.year or start.day != 1 or (end + timedelta(days=1)).day != 1:
        return None
    if start.month == end.month:
        return f"{start:%B} {start.year}"
    return str(start.year) if (start.month, end.month) == (1, 12) else None


def _range_phrase(start: date, end: date, last: str) -> str:
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{last}"
    if start.year == end.year:
        return f"{start.day} {start:%B} – {last}"
    return f"{_day(start)} – {last}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


@lru_cache(maxsize=4096)
def number_phrase(value: float) -> str:
    """A number with grouped thousands, from a million on in words: "8,000", "1.25 million"."""
    for scale, word in _SCALES:
        if abs(value) >= scale:
            return f"{_trim(value / scale)} {word}"
    return _trim(value)


def _trim(value: float) -> str:
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".")


def hedge_phrase(quantifier: str | None, text: str | None = None) -> str:
    """The source's own hedge if its words start with one, otherwise a word for the quantifier, or ""."""
    said = _SOURCE_HEDGE.match(text) if text else None
    if said:
        return said.group(1).lower()
    return HEDGES.get(quantifier or "", "")


@lru_cache(maxsize=16_384)
def figure_phrase(
    value: float,
    *,
    unit: str | None,
    quantifier: str | None = None,
    value_high: float | None = None,
    currency: str | None = None,
    text: str | None = None,
) -> str:
    """A figure with hedge and unit: "nearly 8,000 people", "between 5 and 7 households", "$240.1 billion"."""
    hedge = hedge_phrase(quantifier, text)
    number = _with_unit(value, unit, currency)
    if quantifier == Quantifier.BETWEEN and value_high is not None:
        low = number_phrase(value) if unit != Unit.CURRENCY else number
        return f"between {low} and {_with_unit(value_high, unit, currency)}"
    if hedge == "between":
        hedge = ""
    return f"{hedge} {number}".strip()


def _with_unit(value: float, unit: str | None, currency: str | None) -> str:
    number = number_phrase(value)
    if unit == Unit.CURRENCY or (unit is None and currency):
        sign = CURRENCY_SIGNS.get(currency or "")
        return f"{sign}{number}" if sign else f"{currency or ''} {number}".strip()
    one, many = UNIT_WORDS.get(unit or "", ("", ""))
    return f"{number} {one if value == 1 else many}".rstrip()


def say_figure(figure: Figure) -> tuple[str, str]:
    """A figure and what it counts, as ("nearly 8,000 people", "injured"); the latter may be ""."""
    phrase = figure_phrase(
        figure.value,
        unit=figure.unit,
        quantifier=figure.quantifier,
        value_high=figure.value_high,
        currency=figure.currency,
        text=figure.text,
    )
    return phrase, category_phrase(figure.category, figure.term)


def say_on_card(figure: Figure) -> tuple[str, str]:
    """The same with what the text says of places that it only describes."""
    phrase, meaning = say_figure(figure)
    return phrase, ", ".join(filter(None, (meaning, unplaced_phrase(figure.unplaced))))


def unplaced_phrase(words: str | None) -> str:
    """Words for a place that is on no map, marked as such: "from rebel areas (not placed)"; "" for none."""
    return f"{words} (not placed)" if words else ""


def figure_place(figure: Figure) -> str:
    """Where a figure is reported for: "in Goma, from rebel areas (not placed)"; "" where it is not said."""
    return ", ".join(filter(None, (known_place(figure), unplaced_phrase(figure.unplaced))))


def known_place(figure: Figure) -> str:
    """The places of a figure that are known: "from Kharkiv to Poltava", "in Goma"; "" where none is."""
    ends = (("from", figure.origin), ("to", figure.destination))
    way = " ".join(f"{word} {place.name}" for word, place in ends if place)
    return way or (f"in {figure.location.name}" if figure.location else "")


def figure_line(figure: Figure) -> str:
    """A figure, what it counts and, where it is not reported as a fact, that it is not."""
    note = f"({modality_note(figure.modality).lower()})" if figure.modality is not Modality.ACTUAL else ""
    return " ".join(filter(None, (*say_figure(figure), note)))


@lru_cache(maxsize=4096)
def category_phrase(category: str | None, term: str | None = None) -> str:
    """What a figure counts, as words after the figure; "" where nothing need be said."""
    if term in HOUSING_WORDS:
        return HOUSING_WORDS[Term(term)]
    return CATEGORY_WORDS[Category(category)] if category in frozenset(Category) else ""


def score_word(score: float) -> str:
    """High from 0.8, medium from 0.5, otherwise low."""
    return next((word for least, word in SCORE_WORDS if score >= least), SCORE_WORDS[-1][1])


def speaking_reasons(reasons: Sequence[Reason]) -> tuple[str, ...]:
    """The names of the reasons that speak for a place, strongest first."""
    if len(reasons) == 1:
        return (reasons[0].name,) if reasons[0].value > 0 else ()
    # Maps have hundreds of thousands of candidates, and pairs are sorted faster than by a key.
    speaking = sorted([(-reason.value, reason.name) for reason in reasons if reason.value > 0])
    return tuple([name for _, name in speaking])


def reason_phrase(names: Iterable[str]) -> str:
    """The first of some reasons in words, each once."""
    said = dict.fromkeys([REASON_WORDS.get(name) or name.replace("_", " ") for name in names])
    return "; ".join(list(said)[:MOST_REASONS])


@lru_cache(maxsize=4096)
def modality_note(modality: str | None) -> str:
    """How the text reports the event when not as happening; "" for actual events."""
    if modality not in frozenset(Modality):
        return ""
    return MODALITY_NOTES.get(Modality(modality), "")
