"""Numbers told without a sentence around them, as situation reports do: "Deaths 34, injured 112", "3,400 HH".

There the tree says little; what befell the counted is told by the words between two signs: behind the number
("41,300 people displaced") or, where the text labels its numbers, before it ("IDPs 12,000"). The place stands
as a heading before a colon, or is the only one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geomap.constants import FLOWS, STOCKS, Category, Term, Unit
from geomap.events.figures.breakdowns import KINDS, fate_before
from geomap.events.figures.counting import Counted
from geomap.events.figures.cues import Role, cues_of
from geomap.events.figures.phrases import phrase_fate
from geomap.events.figures.telling import Fate, extent_of
from geomap.events.scene.spots import Spot, coarseness
from geomap.events.tree.grammar import SUBJECTS, dependent
from geomap.events.tree.sentences import SAYING, Words
from geomap.models import Place
from geomap.text.numbers import Number

_SIGNS: Final = frozenset([*",;|/.:()–—•*+&[]", "-", "and", "while", "plus", "with"])
_OTHER: Final = frozenset(
    "missing unaccounted arrested detained captured hostage trapped rescued survived freed released abducted"
    " kidnapped affected saved assisted reached vaccinated".split()
)
_SHORT: Final = frozenset("including dead hurt burnt lost shot torn blown swept cut hit".split())
"""Participles that do not end like one, and what leads to a part."""
_SUBJECTS: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_TELLER: Final = 2
"""How many tokens from the end "said" stands where it closes a sentence."""
_BARE: Final = frozenset("people person individual pers pax hh hhs household family fam".split())
_UNITS: Final = _BARE | {"people", "persons", "individuals", "families", "households"}
HOMES: Final = frozenset("house home dwelling hut shelter".split())
FAMILIES: Final = frozenset("family household hh hhs fam".split())
_WHERE: Final = frozenset({"in", "at", "from", "to", "across"})
_MOVED: Final = FLOWS | STOCKS | {Category.EVACUATIONS, Category.RETURNS}
_ROLES: Final = frozenset({Role.HOME, Role.PATIENT, Role.NOUN, Role.STATE})
_ENDS: Final = _SIGNS | {""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Telegram:
    """What the words beside a number tell: a fate, or none of those that make a figure, or nothing at all."""

    fate: Fate | None = None
    is_other: bool = False
    start: int = 0
    end: int = 0

    def holds(self, fate: Fate | None) -> bool:
        """Whether what the tree found is told within these words."""
        return fate is not None and self.start <= fate.index < self.end


def is_telegram(words: Words) -> bool:
    """Whether a sentence has no verb but participles that tell a fate: "34 dead, 1,800 rescued".

    "Thousands protested" has a verb, which tells what they did.
    """
    if "AUX" in words.parts:
        return False
    verbs = [index for index, part in enumerate(words.parts) if part == "VERB"]
    if verbs and verbs[-1] >= len(words) - _TELLER and words.has_lemma(verbs[-1], SAYING):
        # "... in Goma, officials said."
        verbs.pop()
    if any(_acts(words, one) for one in verbs):
        return False
    return all(
        words.lower[one] in _OTHER | _SHORT
        or (words.lower[one].endswith(("ed", "en")) and not _is_told(words, one))
        for one in verbs
    )


def _is_told(words: Words, verb: int) -> bool:
    """Whether a verb that tells no fate has a subject, so that it is no participle."""
    subject = dependent(words, verb, "nsubj")
    return (
        0 <= subject < verb
        and words.parts[subject] in _SUBJECTS
        and not any(True for _ in cues_of(words, verb))
    )


def _acts(words: Words, verb: int) -> bool:
    """Whether a verb has both a subject and an object, with no sign between: "gunmen killed 12"."""
    item = dependent(words, verb, "obj")
    subject = dependent(words, verb, *SUBJECTS)
    is_doer = subject >= 0 and words.parts[subject] != "ADJ" and not _is_label(words, subject, verb)
    return is_doer and subject < verb < item and _SIGNS.isdisjoint(words.lower[subject:item])


def _is_label(words: Words, subject: int, verb: int) -> bool:
    """Whether a subject with its verb only labels the number behind: "Shelters burnt 1,940"."""
    is_counted = words.has_lemma(subject, HOMES) or words.lower[subject] in _UNITS
    is_opening = words.word(subject - 1) in _ENDS
    return is_counted and is_opening and words.parts[verb + 1 : verb + 2] == ("NUM",)


def telegram_of(words: Words, number: Number, counted: Counted, numbers: Sequence[Number]) -> Telegram:
    """What stands beside a number in a sentence without a verb."""
    spans = [(words.index_at(one.start), words.index_at(one.end - 1) + 1) for one in numbers]
    first, end = words.index_at(number.start), words.index_at(number.end - 1) + 1
    left, right = _left(words, first, spans), _right(words, end, spans)
    if _is_labelled(words, spans):
        return _told(words, left, first, counted, is_label=True)
    behind = _told(words, end, right, counted, is_label=False)
    if behind.fate or behind.is_other or not _is_bare(words, end, right):
        return behind
    return _told(words, left, first, counted, is_label=True)


def labelled(words: Words, number: Number, counted: Counted | None) -> Counted | None:
    """What a number behind its label counts: "IDPs 12,000", "Families displaced: 1,200"; else as it was."""
    first, end = words.index_at(number.start), words.index_at(number.end - 1) + 1
    sign = first - (words.word(first - 1) == ":")
    label = range(_left(words, sign, ()), sign)
    is_led = any(True for index in label for _ in cues_of(words, index))
    # "Returned after a six-week absence"
    is_glued = words.word(end) == "-" and words.tokens[end].start == words.tokens[end - 1].end
    is_end = words.word(end) in _ENDS and not is_glued
    if (counted is not None and counted.noun) or not is_led or not is_end:
        return counted
    is_home = any(words.has_lemma(one, HOMES) for one in label)
    is_household = is_home or any(words.has_lemma(one, FAMILIES) for one in label)
    unit = Unit.HOUSEHOLD if is_household else Unit.PERSON
    return Counted(unit=unit, first=end, last=max(end - 1, 0), is_home=is_home)


def labels_people(words: Words, number: Number) -> bool:
    """Whether the label of a number tells what befell people, behind one of homes: "burnt 40, dead 11"."""
    first = words.index_at(number.start)
    label = range(_left(words, first - (words.word(first - 1) == ":"), ()), first)
    roles = {cue.role for index in label for cue in cues_of(words, index)}
    return bool(roles) and Role.HOME not in roles


def shares_fate(words: Words, counted: Counted, told: Fate | None, number: Number) -> bool:
    """Whether a number only counts those told before in another unit: "12,000 IDPs; 3,400 HH"."""
    if told is None or told.category not in _MOVED or counted.noun not in _BARE:
        return False
    before = words.word(words.index_at(number.start) - 1)
    after = words.word(counted.last + 1)
    return before in _SIGNS and (after in _SIGNS or after in _WHERE or not after)


def label_before(words: Words, number: Number, counted: Counted) -> Fate | None:
    """What the words before a colon tell of bare units: "Returnees to Mosul: 5,400 individuals"."""
    sign = words.index_at(number.start) - 1
    if counted.noun not in _BARE or words.word(sign) != ":":
        return None
    fate = fate_before(words, sign)
    return fate if fate is not None and fate.category in _MOVED else None


def place_of_telegram(words: Words, number: Number, spots: Sequence[Spot]) -> Place | None:
    """The place that stands as a heading before a number ("Kharkiv region: 3 killed"), else the only one."""
    heading: list[Spot] = []
    open_: list[Spot] = []
    for spot in spots:
        end = words.index_at(spot.mention.end - 1) + 1
        end += words.word(end) in KINDS
        open_ = [*open_, spot]
        if words.word(end) in (":", "|"):
            heading, open_ = (open_, []) if spot.mention.end <= number.start else (heading, open_)
        elif words.word(end) != ",":
            open_ = []
    return _only_place(heading or spots)


def _only_place(spots: Sequence[Spot]) -> Place | None:
    """The place of a sentence that names one, or one and the country or province that it lies in."""
    places = list({spot.place.place_id: spot.place for spot in spots}.values())
    if len(places) == 1:
        return places[0]
    finest = sorted(places, key=coarseness)[:1]
    is_chain = bool(finest) and all(
        coarseness(one) > coarseness(finest[0]) and one.country_code == finest[0].country_code
        for one in places
        if one is not finest[0]
    )
    return finest[0] if is_chain else None


def _left(words: Words, first: int, spans: Sequence[tuple[int, int]]) -> int:
    """Where the words before a number begin: behind a sign or the number before."""
    start = first
    while start > 0 and words.lower[start - 1] not in _SIGNS and not _is_inside(start - 1, spans):
        start -= 1
    return start


def _right(words: Words, end: int, spans: Sequence[tuple[int, int]]) -> int:
    """Where the words behind a number end."""
    while end < len(words) and words.lower[end] not in _SIGNS and not _is_inside(end, spans):
        end += 1
    return end


def _is_inside(index: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= index < end for start, end in spans)


def _is_labelled(words: Words, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a text labels its numbers: words that tell a fate lead to the first, none follow the last."""
    if not spans:
        return False
    first, last = spans[0], spans[-1]
    before = range(_left(words, first[0], spans), first[0])
    is_led = any(True for index in before for _ in cues_of(words, index))
    return is_led and _is_bare(words, last[1], _right(words, last[1], spans))


def _is_bare(words: Words, end: int, right: int) -> bool:
    """Whether nothing but a unit stands behind a number."""
    return all(words.lower[index] in _UNITS for index in range(end, right))


def _told(words: Words, start: int, end: int, counted: Counted, *, is_label: bool) -> Telegram:
    """What the words from one token to another tell."""
    is_other = False
    for index in range(start, end):
        for cue in cues_of(words, index):
            if (cue.role is Role.HOME) != counted.is_home or cue.company or cue.role not in _ROLES:
                continue
            is_stock = is_label and cue.term is Term.DISPLACED
            category = Category.IDPS if is_stock and not counted.is_home else cue.category
            fate = Fate(category=category, term=extent_of(words, index, cue.term), index=index)
            return Telegram(fate=fate, start=start, end=end)
        if words.lower[index] in _OTHER:
            category_told, term = phrase_fate(words, index, is_agent=False)
            if category_told and term and not counted.is_home:
                fate = Fate(category=category_told, term=term, index=index)
                return Telegram(fate=fate, start=start, end=end)
            is_other = True
    return Telegram(is_other=is_other, start=start, end=end)
