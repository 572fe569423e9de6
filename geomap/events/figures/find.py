"""Numbers of persons, households and money, with what they are about and where.

A number is a figure when it counts persons, households or homes (by its noun, or alone beside a verb) and
its sentence tells that they were displaced, evacuated, killed or injured, or when a currency goes with it.
Dates, ages, distances, percentages, ranks, names of units and prices per barrel are none. Households stay
households; a home destroyed counts as one, as IDMC counts it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from geomap.constants import (
    DISPLACEMENT,
    FLOWS,
    HOUSING,
    STOCKS,
    Category,
    PlaceRole,
    Quantifier,
    Term,
    Unit,
)
from geomap.events.figures.amounts import amount_of, is_of_affairs
from geomap.events.figures.backdrop import fate_by_text
from geomap.events.figures.breakdowns import Gap, fate_before, whereabouts_in
from geomap.events.figures.categories import continues, fate_of, is_hosting, node_of, registered_abroad
from geomap.events.figures.counting import Counted
from geomap.events.figures.described import described_by, is_abroad, named_at
from geomap.events.figures.figure_places import (
    ABROAD,
    Whereabouts,
    common_place,
    whereabouts_of,
    whereabouts_told,
)
from geomap.events.figures.figure_setting import Setting
from geomap.events.figures.labels import labels_homes, told_by_label
from geomap.events.figures.learned import learned_fate
from geomap.events.figures.measures import is_old_sum
from geomap.events.figures.money import Money, is_told_again
from geomap.events.figures.place_roles import FROM, INTO, WITHIN
from geomap.events.figures.reporting import as_history, reporting_of
from geomap.events.figures.settling import settle
from geomap.events.figures.tabular import figures_in_grids
from geomap.events.figures.telegrams import (
    label_before,
    labels_people,
    place_of_telegram,
    shares_fate,
    telegram_of,
)
from geomap.events.figures.telling import Fate, extent_behind, leads_abroad
from geomap.events.figures.totals import totals_at
from geomap.events.scene.anaphors import NamedPlaces
from geomap.events.tree.grammar import dependents
from geomap.events.tree.sentences import Words
from geomap.models import Atlas, Document, Figure, Mention
from geomap.text.numbers import Number, find_numbers

_HARM = frozenset({Category.DEATHS, Category.INJURED})
_TOTALS = frozenset("number figure count total tally".split())
_PUTTING = frozenset({"put"})
_POINTING = frozenset("the that this its official".split())
_RECENT = 500
"""Within how many code points the figure begins that "the number" stands for."""
_PASSING = frozenset("pass exceed surpass top".split())
"""Verbs whose object is less than the number they tell of: "the toll passed 41,000"."""


def find_figures(
    document: Document, mentions: Sequence[Mention], sentences: Sequence[Words], atlas: Atlas | None = None
) -> tuple[Figure, ...]:
    """The figures of a document, of which all sentences are given, in order of the text.

    The atlas knows which country "the country" is, and in which province or country several places lie.
    """
    spans = [words.sentence for words in sentences]
    numbers = [find_numbers(document.text, start=span.start, end=span.end) for span in spans]
    if not any(numbers):
        return ()
    figures: list[Figure] = []
    heading: Fate | None = None
    named = NamedPlaces(sentences, mentions)
    rows = figures_in_grids(document, sentences, mentions, atlas)
    codes = Counter(m.place.country_code for m in mentions if m.place and m.place.country_code)
    foremost = frozenset(code for code, _ in codes.most_common(1))
    for number, (words, span, written) in enumerate(zip(sentences, spans, numbers, strict=True)):
        if words.word(len(words) - 1) == ":":
            # "Displaced by province:" is told of the lines below it.
            heading = fate_before(words, len(words))
        elif "VERB" in words.parts:
            heading = None
        if span.start in rows:
            figures += rows[span.start]
        if not written or span.start in rows:
            continue
        inside = tuple(m for m in mentions if span.start <= m.start and m.end <= span.end)
        setting = Setting(
            document=document,
            words=words,
            written=written,
            mentions=inside,
            spots=named.meant_in(number, atlas),
            countries=(frozenset(m.place.country_code or "" for m in inside if m.place), foremost),
            only_country=next(iter(codes)) if len(codes) == 1 else None,
            atlas=atlas,
            heading=heading,
        )
        figures += _in_sentence(setting, figures)
    return tuple(as_history(figure, document.published) for figure in figures)


def _in_sentence(setting: Setting, earlier: Sequence[Figure]) -> list[Figure]:
    figures: list[Figure] = []
    told: Fate | None = None
    paid: Money | None = None
    for number in setting.numbers:
        money, counted = setting.sums.get(number.start), setting.counts.get(number.start)
        if money is not None:
            is_again = is_told_again(setting.document.text, money, paid)
            if not (is_again or is_old_sum(setting.words, money)) and is_of_affairs(setting.words, number):
                figures.append(amount_of(setting, number, money))
            paid = money
        elif number.start in setting.gaps:
            figures += _in_gap(setting, number, figures)
        elif setting.is_recount(number):
            continue
        elif number.start in setting.items:
            listed = _listed(setting, number, told, figures)
            told = _fate_listed(setting, listed) or told
            figures += listed
        elif setting.is_share(number):
            figures += _share_of(setting, number, [*earlier, *figures])
        elif setting.is_part(number) and setting.own_spot(number) is not None:
            figures += _share_of(setting, number, figures, is_part=True)
        elif counted is not None:
            counted, fate = _as_told(setting, number, counted, told)
            if fate is not None and not _is_listed(setting, number, fate, figures):
                told = fate
                figures.append(_count(setting, number, counted, fate))
            elif (
                fate is None
                and not counted.noun
                and (len(setting.numbers) == 1 or "it" in setting.words.lower)
            ):
                figures += _told_anew(setting, number, counted, [*earlier, *figures])
    return figures


def _as_told(
    setting: Setting, number: Number, counted: Counted, told: Fate | None
) -> tuple[Counted, Fate | None]:
    """What a number counts and what befell it; a bare one behind homes may count more of them.

    "Destroyed 1,287 houses and damaged another 6,561", "burnt 40 houses and killed 12 others".
    """
    words = setting.words
    is_of_homes = told is not None and told.term in HOUSING
    is_of_homes = is_of_homes and not (setting.is_telegram and labels_people(words, number))
    is_bare = not counted.noun or words.word(counted.last) in ("more", "others")
    if is_bare and (is_of_homes or labels_homes(words, number)):
        homes = replace(counted, unit=Unit.HOUSEHOLD, is_home=True)
        fate = _fate(setting, number, homes, told)
        if fate is not None or not counted.noun:
            last = words.index_at(number.end - 1)
            return homes, fate and replace(fate, term=extent_behind(words, last, fate.term))
    return counted, _fate(setting, number, counted, told)


def _told_anew(setting: Setting, number: Number, counted: Counted, earlier: Sequence[Figure]) -> list[Figure]:
    """The figure of a number that is put for the one told last: "Ankara puts the number at 25,000"."""
    words, node = setting.words, node_of(setting.words, number, counted)
    named = totals_at(words, node)[:1]
    last = next((one for one in reversed(earlier) if one.unit is not Unit.CURRENCY), None)
    is_it = any(words.word(one) == "it" and words.has_lemma(words.heads[one], _PUTTING) for one in named)
    is_bare = (
        any(words.has_lemma(one, _TOTALS) and words.word(one - 1) in _POINTING for one in named) or is_it
    )
    told = {inner for one in named for inner in dependents(words, one, "nmod", "acl", "acl:relcl")}
    is_bare = is_bare and told <= {node}
    between = setting.document.text[last.quote_start : words.sentence.start] if last else ""
    if last is None or not is_bare or "\n" in between or len(between) > _RECENT:
        return []
    fate = Fate(category=last.category, term=last.term or Term.DISPLACED, index=node)
    fate = replace(fate, modality=reporting_of(words, node, node))
    # "In Afar, the figure was 98,000"
    here = next((spot.place for spot in setting.spots if spot.before == "in"), None)
    role = next((one for one in PlaceRole if getattr(last, one)), PlaceRole.LOCATION)
    places = whereabouts_told(last, {role: here} if here else {})
    return [_figure(setting, number, replace(counted, unit=last.unit), fate, places)]


def _listed(setting: Setting, number: Number, told: Fate | None, earlier: Sequence[Figure]) -> list[Figure]:
    """The figure of an item of a list, if what befell those counted is told with it or before the list."""
    item = setting.items[number.start]
    own = _own_fate(setting, number, item.counted, asks_reader=False)
    fate = own or told or fate_before(setting.words, item.start) or setting.heading
    fate = fate or _own_fate(setting, number, item.counted)
    if fate is None:
        return []
    whole = next((one for one in earlier if _is_alike(one.category, fate.category)), None)
    others = [one.spot.place for one in setting.items.values() if one.spot]
    shared = common_place(others, setting.atlas) if setting.atlas else None
    place = item.spot.place if item.spot else shared
    category, places = settle(fate, whereabouts_in(item.case, place, fate, whole), item.counted.people_of)
    return [_figure(setting, number, item.counted, replace(fate, category=category), places)]


def _fate_listed(setting: Setting, listed: Sequence[Figure]) -> Fate | None:
    """What an item of a telegram tells of the households behind it: "Goma: 8,400 IDPs, 1,680 HH"."""
    if not listed or not setting.is_telegram:
        return None
    index = setting.words.index_at(listed[0].start)
    return Fate(category=listed[0].category, term=listed[0].term or Term.DISPLACED, index=index)


def _in_gap(setting: Setting, number: Number, earlier: Sequence[Figure]) -> list[Figure]:
    """The figure of a number whose verb is left out: as the one before, at its own place."""
    gap = setting.gaps[number.start]
    if gap.lead is None or gap.spot is None:
        return _behind_colon(setting, number, gap, earlier)
    leads = [(one, role) for one in earlier for role in PlaceRole if getattr(one, role) == gap.lead.place]
    # "South Africa lost 13 peacekeepers, Malawi three": they fell elsewhere.
    is_placed = not earlier or earlier[-1].origin or earlier[-1].destination or earlier[-1].location
    if not leads and is_placed:
        return []
    whole = leads[-1][0] if leads else earlier[-1]
    counted = Counted(unit=whole.unit, first=0, last=0)
    fate = Fate(category=whole.category, term=whole.term or Term.DISPLACED, index=0, modality=whole.modality)
    where = whereabouts_told(whole, {leads[-1][1]: gap.spot.place} if leads else {})
    return [_figure(setting, number, counted, fate, where)]


def _behind_colon(setting: Setting, number: Number, gap: Gap, earlier: Sequence[Figure]) -> list[Figure]:
    """The figure of a place in a list behind a colon, of which the sentence's figure is the whole."""
    before = [one for one in earlier if one.unit is not Unit.CURRENCY]
    whole = next((one for one in before if one.start not in setting.gaps), None)
    fate = setting.heading or fate_before(setting.words, gap.first)
    model = whole or next(iter(before), None)
    if model is not None:
        term = model.term or Term.DISPLACED
        fate = Fate(category=model.category, term=term, index=0, modality=model.modality)
    counted = Counted(unit=model.unit if model else Unit.PERSON, first=0, last=0)
    fate = fate or learned_fate(setting.words, number, counted, setting.words.index_at(number.core_start))
    if fate is None or (whole is not None and whole.value < number.value):
        return []
    places = whereabouts_in("", gap.spot.place if gap.spot else None, fate, whole)
    category, places = settle(fate, places, None)
    if gap.spot is None:
        role = PlaceRole.DESTINATION if category in ABROAD - STOCKS else PlaceRole.LOCATION
        places = replace(places, described=(named_at(setting, gap.first, gap.last, role),))
    return [_figure(setting, number, counted, replace(fate, category=category), places)]


def _is_alike(one: Category, other: Category) -> bool:
    """Whether two categories are the same, or both movements: those abroad begin as flight."""
    return one is other or {one, other} <= FLOWS


def _is_listed(setting: Setting, number: Number, fate: Fate, figures: Sequence[Figure]) -> bool:
    """Whether a number lists some of those just counted: "three were killed: a woman and two children"."""
    if not figures or figures[-1].category is not fate.category or figures[-1].value <= number.value:
        return False
    # "Homes burnt: 1,940; homes damaged: 310" are two labels.
    return ":" in setting.document.text[figures[-1].end : number.start].split(";")[0]


def _fate(setting: Setting, number: Number, counted: Counted, told: Fate | None) -> Fate | None:
    """What befell the counted; ``told`` is the fate of the number before, which this one may share."""
    words = setting.words
    is_labelled = not counted.noun and words.word(words.index_at(number.start) - 1) == ":"
    found = told_by_label(words, number, is_home=counted.is_home) if is_labelled else None
    found = found or _own_fate(setting, number, counted)
    found = found or registered_abroad(words, number, counted, setting.spots)
    node = node_of(words, number, counted)
    found = found or fate_by_text(words, node, setting.document.text, noun=counted.noun)
    if found is None and told is not None:
        is_hosted = not counted.noun and told.category in STOCKS and is_hosting(words, number)
        is_same = setting.is_telegram and shares_fate(words, counted, told, number)
        found = told if is_hosted or is_same or continues(words, number, counted) else None
    if found is None or not setting.is_repeated(number):
        return found
    # "Including 64 children" counts again those counted before; "including 12 dead" does not.
    # "Affected 86,000, including 31,200 who fled": these have a clause of their own.
    is_own = words.word(words.index_at(number.end)) in ("who", "that")
    is_told = told is not None or is_own or words.word(words.index_at(number.start) - 1) in ("whom", "which")
    return found if is_told and (told is None or told.category is not found.category) else None


def _own_fate(setting: Setting, number: Number, counted: Counted, *, asks_reader: bool = True) -> Fate | None:
    """What the tree tells of the counted, without a verb the words beside it, else what the reader says."""
    words = setting.words
    if not setting.is_telegram:
        return fate_of(words, number, counted, asks_reader=asks_reader)
    found = fate_of(words, number, counted, asks_reader=False)
    beside = telegram_of(words, number, counted, setting.numbers)
    if not beside.holds(found):
        found = (
            beside.fate if beside.fate or beside.is_other else found or label_before(words, number, counted)
        )
    is_open = found is None and asks_reader and not beside.is_other
    return fate_of(words, number, counted) if is_open else found


def _share_of(
    setting: Setting, number: Number, earlier: Sequence[Figure], *, is_part: bool = False
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
    if whole is not None and not 1 < number.value < (whole.value_high or whole.value):
        whole = None
    counted = Counted(unit=whole.unit if whole else Unit.PERSON, first=first, last=first + 1, noun="")
    own = None if is_part else fate_of(setting.words, number, counted)
    if whole is None:
        # "The fever infected 340 people, 61 of whom died."
        return [_count(setting, number, counted, own)] if own else []
    of_whole = whole.term or Term.DISPLACED
    term = extent_behind(words, first + 1, of_whole)
    shared = Fate(category=whole.category, term=term, index=first, modality=whole.modality)
    if own is None and shared.category is Category.INTERNAL_DISPLACEMENTS and leads_abroad(words, first + 1):
        shared = replace(shared, category=Category.CROSS_BORDER_DISPLACEMENTS)
    is_hurt = whole.category in _HARM
    is_led = not is_hurt and words.word(first + 2) in FROM | INTO | WITHIN
    is_told = own is not None and not (is_hurt and own.category is whole.category)
    if not (is_part or is_told or is_led or term is not of_whole or setting.own_spot(number)):
        # "Ninety were hurt, 32 of them seriously"
        return []
    return [_count(setting, number, counted, own or shared)]


def _count(setting: Setting, number: Number, counted: Counted, fate: Fate) -> Figure:
    node, spots = node_of(setting.words, number, counted), setting.spots_of(number)
    found = whereabouts_of(setting.words, node, fate, spots, setting.mentions, setting.atlas)
    if setting.is_telegram and not (found.origin or found.destination):
        place = place_of_telegram(setting.words, number, setting.unlisted)
        found = replace(found, location=place or found.location)
    category, places = settle(fate, found, counted.people_of, setting.inland)
    if category in DISPLACEMENT:
        where = described_by(setting, node, fate, places)
        places = replace(places, described=where)
        if category is Category.INTERNAL_DISPLACEMENTS and is_abroad(setting.words, where):
            category = Category.CROSS_BORDER_DISPLACEMENTS
    return _figure(setting, number, counted, replace(fate, category=category), places)


def _figure(setting: Setting, number: Number, counted: Counted, fate: Fate, places: Whereabouts) -> Figure:
    words, text = setting.words, setting.document.text
    is_passed = number.quantifier is Quantifier.EXACT and words.has_lemma(
        words.index_at(number.start) - 1, _PASSING
    )
    return Figure(
        value=number.value,
        value_high=number.value_high,
        unit=counted.unit,
        category=fate.category,
        term=fate.term,
        modality=fate.modality,
        quantifier=Quantifier.MORE_THAN if is_passed else number.quantifier,
        start=number.start,
        end=number.end,
        text=text[number.start : number.end],
        quote=text[words.sentence.start : words.sentence.end],
        quote_start=words.sentence.start,
        origin=places.origin,
        destination=places.destination,
        location=places.location,
        described=places.described,
        as_of=setting.as_of(number),
    )
